"""Sending what is staged: look it through, throw it away, commit it, and take a commit back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.panels.contacts import committing, places
from qualtrics_desk.gui.panels.contacts.edits_bar import summary
from qualtrics_desk.gui.panels.contacts.review_dialog import ReviewDialog

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from qualtrics_desk.gui.panels.contacts.editing import Editing
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
    from qualtrics_desk.services.edits.commit import Applied
    from qualtrics_desk.store.edits.records import EditCounts


class Sending(QObject):
    """What a person does with everything that is staged.

    Attributes:
        is_sending: Whether a commit is under way, its question included.
    """

    def __init__(self, panel: ContactsPanel, editing: Editing) -> None:
        super().__init__(panel)
        self._panel = panel
        self._editing = editing
        self.is_sending = False
        self._is_on_its_way = False
        editing.counted.connect(self._on_counted)

    def connect_actions(self) -> None:
        """Let the actions do what they say."""
        to, start = self._panel.actions_.connect_to, self._start
        to("contacts.review", lambda: start(self._review(), "review"))
        to("contacts.discard", lambda: start(self._discard(), "discard"))
        to("contacts.commit", lambda: start(self._commit(), "commit"))

    def forget(self) -> None:
        """Another list is open, or none."""
        self.is_sending = self._is_on_its_way = False

    def follow(self) -> None:
        """Offer what fits what is staged."""
        if self._panel.opened is None or self._panel.desk.is_read_only:
            return
        for name in ("review", "discard", "commit"):
            allowed = self._editing.staged > 0 and not (self.is_sending and name != "review")
            self._panel.actions_.set_enabled(f"contacts.{name}", allowed)

    def _on_counted(self, counts: EditCounts) -> None:
        self._panel.ui.edits_bar.show_counts(counts, sending=self._is_on_its_way)
        self.follow()

    async def _review(self) -> None:
        opened = self._panel.opened
        if opened is None:
            return
        panel = self._panel
        can_commit = not panel.desk.is_read_only and not self.is_sending
        columns = panel.ui.page.model.columns
        dialog = ReviewDialog(panel, opened, columns, can_commit=can_commit)
        commits = await shown(dialog)
        panel.ui.page.model.reload()
        await self._editing.show_counts()
        if commits:
            self._start(self._commit(), "commit")

    async def _discard(self) -> None:
        opened = self._panel.opened
        if opened is None:
            return
        self._return_to_rows()
        counts = await opened.counts()
        agreed = await confirm(
            self._panel,
            self.tr("Discard {0}?").format(words.changes(counts.total)),
            self.tr("Nothing of it was sent. Ctrl+Z brings it back until the list is closed."),
            self.tr("Discard {0}").format(words.changes(counts.total)),
            facts=[summary(counts)],
            danger=True,
        )
        if agreed and opened is self._panel.opened:
            keys = await opened.step(opened.edits.keys)
            await opened.step(opened.edits.take_out, keys)
            await self._editing.show_counts()
            self._panel.ui.page.model.reload()

    async def _commit(self) -> None:
        opened = self._panel.opened
        if opened is None or self.is_sending:
            return
        panel = self._panel
        self._return_to_rows()
        self._set_sending(True)
        try:
            await self._editing.show_counts()
            earlier = await places.newest_commit(panel.desk, opened)
            if earlier is not None and earlier.state is not JobState.DONE:
                self._tell_unfinished(earlier.id)
                return
            plan = await committing.plan_commit(panel, panel.desk, opened)
            if plan is None:
                await self._tell_conflicts(opened)
                return
            self._is_on_its_way = True
            await self._editing.show_counts()
            applied, failure = await committing.run_commit(panel.desk, opened, plan.job)
        finally:
            self._set_sending(False)
            await self._editing.show_counts()
        if applied.done:
            self._start(places.count_people(panel.desk, panel.ui.tree.places), "people")
        if opened is self._panel.opened:
            panel.ui.page.model.reload()
            panel.reading.show(await opened.shown())
            self._tell_end(opened, plan.job, applied, failure)

    def _return_to_rows(self) -> None:
        """Give the rows the keys: the button that has them is about to be greyed, or to go."""
        now = self._panel.window().focusWidget()
        if now is not None and self._panel.ui.edits_bar.isAncestorOf(now):
            self._panel.ui.page.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_unfinished(self, job: int) -> None:
        # Its rows may have been written: a second commit would write them twice.
        self._panel.ui.notice.tell(
            self.tr("An earlier commit of this list has not ended. Finish it first."),
            "warning",
            self.tr("Show the job"),
            lambda: self._panel.desk.visit("jobs", job=job),
        )

    async def _tell_conflicts(self, opened: OpenList) -> None:
        """Nothing was sent; where somebody else was first, say so and offer to choose."""
        found = await asyncio.to_thread(opened.rows.conflicts)
        if not found or opened is not self._panel.opened:
            return
        self._panel.ui.page.model.reload()
        self._panel.ui.notice.tell(
            self.tr("Somebody else changed these cells meanwhile: {0}.").format(
                words.cells(len(found))
            ),
            "warning",
            self.tr("Resolve conflicts…"),
            self._panel.actions_.qaction("contacts.conflicts").trigger,
        )

    def _set_sending(self, on: bool) -> None:
        self.is_sending = on
        self._is_on_its_way = False
        self.follow()

    def _start(self, work: Coroutine[Any, Any, None], key: str) -> None:
        self._panel.tasks.start(work, key=key)

    def _tell_end(
        self, opened: OpenList, job: int, applied: Applied, failure: DeskError | None
    ) -> None:
        done, failed, conflicts = applied.done, applied.failed, applied.conflicts
        text = self.tr("{0} sent.").format(words.changes(done - applied.unchanged))
        if applied.unchanged:
            same = self.tr("Not sent, because it is the same to the service: {0}.")
            text = f"{text} {same.format(words.number(applied.unchanged))}"
        if failed:
            why = self.tr("Not taken: {0}; the marked rows say why.")
            text = f"{text} {why.format(words.number(failed))}"
        if failure is not None:
            self._tell_cut_off(text, job, failure)
            return
        if conflicts:
            why = self.tr("Somebody else changed {0} of them.").format(words.number(conflicts))
            self._panel.ui.notice.tell(
                f"{text} {why}",
                "warning",
                self.tr("Resolve conflicts…"),
                self._panel.actions_.qaction("contacts.conflicts").trigger,
            )
            return
        tone = "warning" if failed else "success"
        undo = self.tr("Undo") if done > applied.unchanged else ""
        self._panel.ui.notice.tell(
            text, tone, undo, lambda: self._start(self._undo_job(opened, job), "undo job")
        )

    def _tell_cut_off(self, text: str, job: int, failure: DeskError) -> None:
        """What was not sent stays staged; its job is where it goes on, so that nothing doubles."""
        parts = [text]
        if not isinstance(failure, JobStopped):
            parts.append(explain(failure).sentences)
        parts.append(self.tr("The rest waits here: go on with the job to send it."))
        self._panel.ui.notice.tell(
            " ".join(parts),
            "warning",
            self.tr("Show the job"),
            lambda: self._panel.desk.visit("jobs", job=job),
        )

    async def _undo_job(self, opened: OpenList, job: int) -> None:
        is_undone = await committing.undo(self._panel, self._panel.desk, opened, job)
        if is_undone and opened is self._panel.opened:
            self._panel.reading.start()
