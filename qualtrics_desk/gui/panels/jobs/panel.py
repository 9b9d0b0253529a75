"""Jobs: what was done, newest first; beside it the job one is at and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_jobs_panel import Ui_JobsPanel
from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.jobs import planned_run
from qualtrics_desk.gui.panels.jobs.actions import ACTIONS
from qualtrics_desk.gui.panels.jobs.job_care import JobCare
from qualtrics_desk.gui.panels.jobs.job_words import title_of
from qualtrics_desk.gui.panels.jobs.offers import offer_of
from qualtrics_desk.services.background.messages import DiscardJob
from qualtrics_desk.services.jobs import History

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.jobs import Entry

TYPING_MS = 150
LIVE_MS = 1000
IDLE_MS = 5000
"""The command line writes to the same journal: a look now and then shows what it did."""


class JobsPanel(Panel):
    """The history of the journal, whichever process made it."""

    ROOM = "jobs"
    ACTIONS = ACTIONS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_JobsPanel()
        self.ui.setupUi(self)
        self._entries: dict[int, Entry] = {}
        self._wanted: int | None = None
        self._busy: dict[int, str] = {}
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._load)
        self._watch = QTimer(self)
        self._watch.timeout.connect(self._load)
        self.ui.detail.begin(desk, self.tasks)
        self.ui.detail.job_requested.connect(self._go_to)
        self.ui.detail.mended.connect(self._offer)
        self.ui.detail.rows_shown.connect(self._offer)
        self.ui.job_list.job_chosen.connect(self._on_chosen)
        self.ui.search_edit.textChanged.connect(lambda _: self._typing.start())
        self.ui.splitter.setSizes([336, 728])
        self.ui.splitter.setStretchFactor(0, 1)
        self.ui.splitter.setStretchFactor(1, 2)
        self._set_up_actions()
        desk.running.started.connect(lambda _task: self._load())
        desk.running.ended.connect(lambda _task, _error: self._load())
        desk.settings_changed.connect(self._offer)

    @override
    async def enter(self, what: Mapping[str, Any]) -> None:
        wanted = what.get("job")
        if isinstance(wanted, int):
            self._wanted = wanted
            self.ui.search_edit.clear()
        if not self._entries:
            self.ui.states.show_loading(self.tr("Reading the journal…"))
        self._load()
        self.ui.job_list.setFocus()

    @override
    def reset(self) -> None:
        self._busy.clear()
        self.ui.notice.clear()
        self.ui.detail.forget()
        if self.desk.is_signed_in:
            self._load()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch.start(IDLE_MS)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch.stop()

    @override
    async def aclose(self) -> None:
        self._watch.stop()
        self.ui.detail.forget()
        await super().aclose()

    @property
    def entry(self) -> Entry | None:
        """The job the person is at."""
        return self.ui.detail.entry

    def _set_up_actions(self) -> None:
        detail, actions = self.ui.detail.ui, self.actions_
        set_icon(detail.resume_button, "resume")
        for action, button, act in (
            ("jobs.resume", detail.resume_button, self._resume),
            ("jobs.retry", detail.retry_button, self._retry),
            ("jobs.undo", detail.undo_button, self._undo),
            ("jobs.discard", detail.discard_button, self._discard),
            ("jobs.pause", detail.pause_button, self._pause),
            ("jobs.refresh", self.ui.refresh_button, self._load),
        ):
            actions.bind(action, button)
            actions.connect_to(action, act)
        detail.page.set_export(actions.qaction("jobs.export"))
        actions.connect_to(
            "jobs.export", lambda: self.tasks.start(self.ui.detail.export(), key="export")
        )
        actions.connect_to("jobs.copy_problem", detail.problem_card.copy)
        actions.connect_to("jobs.find", self._find)
        self._care = JobCare(self)
        self._care.changed.connect(self._load)
        self._offer()

    # The list

    def _find(self) -> None:
        self.ui.search_edit.setFocus()
        self.ui.search_edit.selectAll()

    def _go_to(self, job: int) -> None:
        self.desk.visit(self.ROOM, job=job)

    def _load(self) -> None:
        if self.desk.is_signed_in:
            self.tasks.start(self._read(), key="read")

    async def _read(self) -> None:
        text = self.ui.search_edit.text().strip()
        history = History(self.desk.session.journal)
        try:
            entries = await (history.search(text) if text else history.newest())
        except DeskError as error:
            if self._entries:
                text = explain(error).sentences
                self.ui.notice.tell(text, "danger", self.tr("Try again"), self._load)
            else:
                self.ui.states.show_error(error, self._load)
            return
        self._show(entries, text)

    def _show(self, entries: list[Entry], text: str) -> None:
        self._entries = {entry.job.id: entry for entry in entries}
        is_live = any(entry.process is not None for entry in entries)
        if self._watch.isActive():
            self._watch.setInterval(LIVE_MS if is_live else IDLE_MS)
        self._tell_head(entries, text)
        if not entries and not text:
            self.ui.states.show_empty(
                self.tr("No jobs yet"),
                self.tr(
                    "Imports, edits and generated links stand here with what became of every row. "
                    "From here they can be gone on with, tried again and undone."
                ),
                self.tr("Import contacts"),
                lambda: self.desk.visit("imports"),
                "jobs",
            )
            return
        self.ui.states.show_content()
        if not entries:
            self.ui.list_states.show_empty(
                self.tr("Nothing found"),
                self.tr("No job has these words in its file, list or number."),
                self.tr("Show all"),
                self.ui.search_edit.clear,
                "search",
            )
            return
        self.ui.list_states.show_content()
        wanted, self._wanted = self._wanted, None
        if wanted is None and self.ui.job_list.current_job is None:
            wanted = self.ui.job_list.rows.first_job() or entries[0].job.id
        self.ui.job_list.show_entries(entries, wanted)
        self._show_detail(self.ui.job_list.current_job)

    def _tell_head(self, entries: list[Entry], text: str) -> None:
        live = sum(entry.process is not None for entry in entries)
        parts = [words.jobs(len(entries))] if entries else []
        if text and entries:
            parts[0] = self.tr("{0} found").format(parts[0])
        if live:
            parts.append(self.tr("{0} running").format(words.number(live)))
        parts.append(self.tr("kept on this machine only"))
        told = " · ".join(parts)
        self.ui.subtitle_label.setText(told[:1].upper() + told[1:])

    def _on_chosen(self, job: int) -> None:
        self._show_detail(job)

    def _show_detail(self, job: int | None) -> None:
        entry = None if job is None else self._entries.get(job)
        if entry is None:
            return
        self.ui.detail.show_entry(entry, self.ui.job_list.rows.title(entry))
        self.ui.detail_states.show_content()
        self._offer()

    # What can be done

    def _offer(self) -> None:
        entry, actions, detail = self.entry, self.actions_, self.ui.detail.ui
        unread = self.tr("There are no rows to write.")
        actions.set_enabled("jobs.export", self.ui.detail.has_rows, unread)
        actions.set_enabled("jobs.wipe_all", bool(self._entries), self.tr("There are no jobs."))
        self._care.offer(entry, "" if entry is None else self._why_nothing(entry))
        if entry is None:
            for name in ("resume", "retry", "undo", "discard", "pause", "copy_problem"):
                actions.set_enabled(f"jobs.{name}", False)
            return
        detail_view = self.ui.detail
        offer = offer_of(
            entry,
            has_task=self.desk.running.of_job(entry.job.id) is not None,
            why=self._why_nothing(entry),
            retryable=detail_view.retryable,
            unknown=detail_view.unknown,
            mended=len(detail_view.mended_cells),
        )
        detail.page.model.set_editable(offer.can_mend)
        for name, button in (
            ("resume", detail.resume_button),
            ("retry", detail.retry_button),
            ("undo", detail.undo_button),
            ("discard", detail.discard_button),
        ):
            reason = offer.reasons[name]
            actions.set_enabled(f"jobs.{name}", not reason, reason)
            button.setText(offer.texts[name])
            button.setVisible(name in offer.shown)
        task = self.desk.running.of_job(entry.job.id)
        actions.set_enabled("jobs.pause", task is not None and not task.is_stopping)
        actions.set_enabled("jobs.copy_problem", bool(entry.job.problem))
        detail.why_label.setText(offer.told)

    def _why_nothing(self, entry: Entry) -> str:
        if entry.job.id in self._busy:
            return self._busy[entry.job.id]
        if self.desk.is_read_only:
            return self.tr("This profile is read-only.")
        me = self.desk.me
        if me is not None and me.brand_id != entry.job.brand:
            return self.tr(
                "The job belongs to the brand {0}: sign in there to go on with it or undo it."
            ).format(entry.job.brand)
        return ""

    def _resume(self) -> None:
        entry = self.entry
        if entry is None:
            return
        if entry.job.state is JobState.PLANNING:
            self._start(
                entry,
                lambda: planned_run.send_plan(self, self.desk, entry),
                self.tr("Planning the job anew…"),
            )
        else:
            self._start(
                entry, lambda: planned_run.go_on(self.desk, entry.job), self.tr("Starting…")
            )

    def _retry(self) -> None:
        entry = self.entry
        if entry is not None:
            failures = planned_run.Failures(
                sure=self.ui.detail.retryable or 0,
                unknown=self.ui.detail.unknown,
                cells={row: dict(found) for row, found in self.ui.detail.mended_cells.items()},
            )
            self._start(
                entry,
                lambda: planned_run.retry(self, self.desk, entry, failures),
                self.tr("Planning to try the failed rows again…"),
            )

    def _undo(self) -> None:
        entry = self.entry
        if entry is not None:
            self._start(
                entry,
                lambda: planned_run.undo(self, self.desk, entry),
                self.tr("Planning the undo…"),
            )

    def _start(
        self, entry: Entry, work: Callable[[], Coroutine[Any, Any, int | None]], busy: str
    ) -> None:
        if entry.job.id not in self._busy:
            self._busy[entry.job.id] = busy
            self._offer()
            self.tasks.start(self._do(entry, work()), key=("work", entry.job.id))

    async def _do(self, entry: Entry, work: Coroutine[Any, Any, int | None]) -> None:
        try:
            made = await work
            if made is not None and self.isVisible():
                self._wanted = made
        except JobStopped:
            # The person paused it; the list shows that it can be gone on with.
            self.desk.tell(self.tr("The job is paused. Nothing more is sent until you go on."))
        finally:
            self._busy.pop(entry.job.id, None)
            self._load()

    def _discard(self) -> None:
        if self.entry is not None:
            self.tasks.start(self._ask_to_discard(self.entry), key="discard")

    async def _ask_to_discard(self, entry: Entry) -> None:
        agreed = await confirm(
            self,
            self.tr("Discard the plan of “{0}”?").format(title_of(entry.job)),
            self.tr("Nothing of it was sent. The job leaves this list; its file stays."),
            self.tr("Discard the plan"),
        )
        if agreed:
            await self.desk.worker.call(DiscardJob(job=entry.job.id), type(None))
            self.ui.detail.forget()
            self._load()

    def _pause(self) -> None:
        entry = self.entry
        task = None if entry is None else self.desk.running.of_job(entry.job.id)
        if task is not None:
            task.stop()
            self._offer()
