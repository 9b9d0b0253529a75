"""Staging, undoing, reviewing and sending changes of the open list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qualtrics_desk.domain.contacts import as_boolean
from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.domain.rows import ColumnKind, Value
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.models.columns import flag_words
from qualtrics_desk.gui.panels.contacts import committing, places
from qualtrics_desk.gui.panels.contacts.edits_bar import summary
from qualtrics_desk.gui.panels.contacts.open_list import OpenList, cells_to_paste, rows_to_add
from qualtrics_desk.gui.panels.contacts.review_dialog import ReviewDialog
from qualtrics_desk.gui.widgets.clip import pasted_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel

MOST_KEPT = 500
"""Selected rows that are found again when the list was read anew."""


class Editing(QObject):
    """What a person does with the rows of the open list.

    Attributes:
        staged: Changes not yet sent.
        is_sending: Whether a commit is under way.
    """

    def __init__(self, panel: ContactsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._opened: OpenList | None = None
        self.is_sending = False
        self.staged = 0
        grid = panel.ui.page.grid
        panel.ui.page.model.edit_requested.connect(self._on_edit)
        panel.ui.detail.edited.connect(self._on_edit)
        panel.ui.page.selection_changed.connect(self._show_detail)
        panel.ui.page.model.rows_arrived.connect(self._show_detail)
        grid.pasted.connect(self._on_pasted)

    def connect_actions(self) -> None:
        """Let the actions do what they say."""
        to, start, grid = self._panel.actions_.connect_to, self._start, self._panel.ui.page.grid
        to("contacts.add", lambda: start(self._add()))
        to("contacts.edit", lambda: grid.edit_at(grid.currentIndex()))
        to("contacts.remove", lambda: start(self._remove()))
        to("contacts.take-out", lambda: start(self._take_out()))
        to("contacts.paste", grid.paste)
        to("contacts.paste-new", lambda: start(self._paste_new()))
        to("contacts.undo", lambda: start(self._go_back(redo=False)))
        to("contacts.redo", lambda: start(self._go_back(redo=True)))
        to("contacts.review", lambda: start(self._review(), "review"))
        to("contacts.discard", lambda: start(self._discard(), "discard"))
        to("contacts.commit", lambda: start(self._commit(), "commit"))
        to("contacts.copy-id", lambda: start(self._copy_keys()))
        to("contacts.copy-email", self._copy_emails)

    def open(self, opened: OpenList | None) -> None:
        """Another list is open, or none."""
        self._opened = opened
        self.staged = 0
        self.is_sending = False

    def follow(self) -> None:
        """Offer what fits what is staged and selected."""
        panel = self._panel
        if self._opened is None or panel.desk.is_read_only:
            return
        for name in ("review", "discard", "commit"):
            allowed = self.staged > 0 and not (self.is_sending and name != "review")
            panel.actions_.set_enabled(f"contacts.{name}", allowed)
        some = panel.ui.page.grid.selected_count() > 0
        for name in ("copy-id", "copy-email"):
            panel.actions_.set_enabled(f"contacts.{name}", some)

    async def show_counts(self) -> None:
        """Show what is staged."""
        opened = self._opened
        if opened is None:
            return
        counts = await opened.counts()
        if opened is self._opened:
            self.staged = counts.total
            self._panel.ui.edits_bar.show_counts(counts, sending=self.is_sending)
            self._panel.actions_.set_enabled("contacts.undo", True)
            self.follow()

    async def kept_keys(self) -> tuple[list[str], list[str]]:
        """What the selected rows and the current one are called, to be found again."""
        grid = self._panel.ui.page.grid
        if self._opened is None:
            return [], []
        current = grid.current_id()
        selected = list(grid.selected_ids()) if grid.selected_count() <= MOST_KEPT else []
        keys = await self._opened.keys(selected)
        return keys, [] if current is None else await self._opened.keys([current])

    def select_again(self, kept: tuple[list[str], list[str]]) -> None:
        """Select rows again once the new reading is shown."""
        if any(kept):
            self._start(self._select_again(*kept))

    async def _select_again(self, keys: list[str], current: list[str]) -> None:
        if self._opened is None:
            return
        ids, at = await self._opened.ids(keys), await self._opened.ids(current)
        model, grid = self._panel.ui.page.model, self._panel.ui.page.grid

        def restore() -> None:
            if model.is_busy:
                return
            model.replaced.disconnect(restore)
            if at:
                grid.show_row(at[0], grid.current_key())
            grid.select_ids(ids)

        model.replaced.connect(restore)
        model.reload()

    # Steps

    def _start(self, work: object, key: str | None = None) -> None:
        self._panel.tasks.start(work, key=key)  # type: ignore[arg-type]

    async def _step(self, do: Callable[..., object], *arguments: object) -> object:
        """One step of editing; the grid shows it without losing its place."""
        opened = self._opened
        if opened is None:
            return None
        result = await opened.step(do, *arguments)
        if opened is self._opened:
            await self.show_counts()
        return result

    def _on_edit(self, row_id: int, key: str, value: Value) -> None:
        if self._opened is not None:
            self._start(self._set_cells([(row_id, key, value)]))

    async def _set_cells(self, cells: Sequence[tuple[int, str, Value]]) -> None:
        if self._opened is None or not cells:
            return
        await self._step(self._opened.rows.set_cells, [self._typed(cell) for cell in cells])
        self._panel.ui.page.model.refresh({cell[0] for cell in cells})

    def _typed(self, cell: tuple[int, str, Value]) -> tuple[int, str, Value]:
        row_id, key, value = cell
        column = next((c for c in self._panel.ui.page.model.columns if c.key == key), None)
        if column is not None and column.kind is ColumnKind.FLAG and isinstance(value, str):
            value = _flag(value)
        return row_id, key, value

    async def _add(self) -> None:
        if self._opened is None:
            return
        page = self._panel.ui.page
        self._panel.ui.filter_bar.clear()
        self._panel.ui.list_states.show_content()
        row_id = await self._step(self._opened.rows.add_row)
        self._then_show([row_id] if isinstance(row_id, int) else [], edit=True)
        page.model.reload()

    async def _remove(self) -> None:
        if self._opened is None:
            return
        ids = list(self._panel.ui.page.grid.selected_ids())
        await self._step(self._opened.rows.remove_rows, ids)
        self._show_changed(ids)

    async def _take_out(self) -> None:
        if self._opened is None:
            return
        ids = list(self._panel.ui.page.grid.selected_ids())
        await self._step(self._opened.rows.take_out, ids)
        self._show_changed(ids)

    async def _go_back(self, *, redo: bool) -> None:
        if self._opened is None:
            return
        rows = self._opened.rows
        ids = await self._step(rows.redo if redo else rows.undo)
        model = self._panel.ui.page.model
        self._then_show(ids if isinstance(ids, list) else [])
        model.reload()

    def _show_changed(self, ids: Sequence[int]) -> None:
        model = self._panel.ui.page.model
        # Rows that were only staged may be gone now: the order is another one then.
        if any(row_id < 0 for row_id in ids):
            model.reload()
        else:
            model.refresh(ids)

    def _then_show(self, ids: Sequence[int], *, edit: bool = False) -> None:
        """Go to the first of these rows as soon as the grid shows the new order."""
        if not ids:
            return
        model, grid = self._panel.ui.page.model, self._panel.ui.page.grid

        def go() -> None:
            if model.is_busy:
                return
            model.replaced.disconnect(go)
            key = next((c.key for c in grid.shown_columns() if c.editable), "") if edit else ""
            if grid.show_row(ids[0], key) and edit:
                grid.setFocus()

        model.replaced.connect(go)

    # The clipboard

    def _on_pasted(self, row_id: int, key: str, cells: list[list[str]]) -> None:
        page = self._panel.ui.page
        place = page.model.row_of(row_id)
        if place is None or self._panel.desk.is_read_only:
            return
        shown_keys = [column.key for column in page.grid.shown_columns()]
        keys = shown_keys[shown_keys.index(key) :]
        editable = frozenset(column.key for column in page.model.columns if column.editable)
        ids = list(page.model.ids[place : place + len(cells)])
        self._start(self._set_cells(cells_to_paste(cells, ids, keys, editable)))
        if len(ids) < len(cells):
            text = self.tr(
                "{0} of the clipboard lie below the last contact and were left out. “Paste as new"
                " contacts” adds them."
            )
            self._panel.ui.notice.tell(text.format(words.rows(len(cells) - len(ids))), "warning")

    async def _paste_new(self) -> None:
        page, cells = self._panel.ui.page, pasted_cells()
        if self._opened is None or not cells:
            return
        columns = page.grid.shown_columns()
        titles = {column.title.casefold(): column.key for column in columns if column.editable}
        titles |= {column.key.casefold(): column.key for column in columns if column.editable}
        keys = [column.key for column in columns]
        if page.grid.current_key() in keys:
            keys = keys[keys.index(page.grid.current_key()) :]
        added = await self._step(self._opened.rows.add_rows, rows_to_add(cells, keys, titles))
        self._then_show(added if isinstance(added, list) else [])
        page.model.reload()

    async def _copy_keys(self) -> None:
        if self._opened is not None:
            keys = await self._opened.keys(list(self._panel.ui.page.grid.selected_ids()))
            places.copy("\n".join(key for key in keys if not key.startswith("-")))

    def _copy_emails(self) -> None:
        page = self._panel.ui.page
        number = page.model.column_of("email")
        if number is None:
            return
        page.model.copy_rows(
            page.grid.selected_ids(),
            lambda rows: places.copy("\n".join(str(row.values[number] or "") for row in rows)),
        )

    # Detail

    def _show_detail(self) -> None:
        page, detail = self._panel.ui.page, self._panel.ui.detail
        index = page.grid.currentIndex()
        row = page.model.row(index.row()) if index.isValid() else None
        is_same = row is not None and row.id == detail.row_id
        detail.show_row(row)
        self.follow()
        if row is not None and not is_same and self._opened is not None:
            self._start(self._show_facts(self._opened, row.id), "facts")

    async def _show_facts(self, opened: OpenList, row_id: int) -> None:
        self._panel.ui.detail.show_facts(row_id, await opened.values(row_id))

    # Sending

    async def _review(self) -> None:
        opened = self._opened
        if opened is None:
            return
        panel = self._panel
        can_commit = not panel.desk.is_read_only and not self.is_sending
        columns = panel.ui.page.model.columns
        dialog = ReviewDialog(panel, panel.tasks, opened, columns, can_commit=can_commit)
        commits = await shown(dialog)
        panel.ui.page.model.reload()
        await self.show_counts()
        if commits:
            self._start(self._commit(), "commit")

    async def _discard(self) -> None:
        opened = self._opened
        if opened is None:
            return
        counts = await opened.counts()
        agreed = await confirm(
            self._panel,
            self.tr("Discard {0}?").format(words.changes(counts.total)),
            self.tr("Nothing of it was sent. Ctrl+Z brings it back until the list is closed."),
            self.tr("Discard {0}").format(words.changes(counts.total)),
            facts=[summary(counts)],
            danger=True,
        )
        if agreed and opened is self._opened:
            keys = await opened.step(opened.edits.keys)
            await self._step(opened.edits.take_out, keys)
            self._panel.ui.page.model.reload()

    async def _commit(self) -> None:
        opened = self._opened
        if opened is None or self.is_sending:
            return
        panel = self._panel
        self._set_sending(True)
        try:
            await self.show_counts()
            earlier = await places.newest_commit(panel.desk, opened)
            if earlier is not None and earlier.state is not JobState.DONE:
                self._tell_unfinished(earlier.id)
                return
            plan = await committing.plan_commit(panel.desk, opened)
            agreed = await committing.ask_to_commit(panel, panel.desk, opened, plan)
            if agreed is None:
                await committing.discard(panel.desk, plan.job)
                return
            applied, failure = await committing.run_commit(panel.desk, opened, plan.job)
        finally:
            self._set_sending(False)
            await self.show_counts()
        if opened is self._opened:
            panel.ui.page.model.reload()
            panel.show_reading(await opened.shown())
            self._tell_end(opened, plan.job, applied.done, applied.failed, failure)

    def _tell_unfinished(self, job: int) -> None:
        # Its rows may have been written: a second commit would write them twice.
        self._panel.ui.notice.tell(
            self.tr("An earlier commit of this list has not ended. Finish it first."),
            "warning",
            self.tr("Show the job"),
            lambda: self._panel.desk.visit("jobs", job=job),
        )

    def _set_sending(self, on: bool) -> None:
        self.is_sending = on
        self.follow()

    def _tell_end(
        self, opened: OpenList, job: int, done: int, failed: int, failure: DeskError | None
    ) -> None:
        text = self.tr("{0} sent.").format(words.changes(done))
        if failed:
            why = self.tr("Not taken: {0}; the marked rows say why.")
            text = f"{text} {why.format(words.number(failed))}"
        if failure is not None and not isinstance(failure, JobStopped):
            text = f"{text} {explain(failure).what}"
        tone = "success" if not failed and failure is None else "warning"
        undo = self.tr("Undo") if done else ""
        self._panel.ui.notice.tell(
            text, tone, undo, lambda: self._start(self._undo_job(opened, job), "undo job")
        )

    async def _undo_job(self, opened: OpenList, job: int) -> None:
        if await committing.undo(self._panel, self._panel.desk, opened, job):
            self._panel.ui.notice.tell(self.tr("The changes were taken back."), "success")
            if opened is self._opened:
                self._panel.read_list()


def _flag(text: str) -> Value:
    word = text.strip().casefold()
    if word in ("yes", "x", flag_words()[0].casefold()):
        return True
    if word in ("no", "", flag_words()[1].casefold()):
        return False
    known = as_boolean(text)
    return text if known is None else known
