"""Staging changes of the open list: typing, pasting, adding, removing, and going back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from qualtrics_desk.domain.contacts import as_boolean
from qualtrics_desk.domain.errors import DeskError, RowsReplaced
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.domain.rows import ColumnKind, Value
from qualtrics_desk.gui import words
from qualtrics_desk.gui.models.columns import flag_words
from qualtrics_desk.gui.panels.contacts import places
from qualtrics_desk.gui.panels.contacts.open_list import OpenList, cells_to_paste, rows_to_add
from qualtrics_desk.gui.widgets.clip import pasted_cells
from qualtrics_desk.gui.widgets.row_ranges import column_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
    from qualtrics_desk.store.edits.records import EditCounts

Answer = TypeVar("Answer")
REST_SECONDS = 0.35
"""How long a person rests on a row before its history is asked for: five calls each."""


class Editing(QObject):
    """What a person does with the rows of the open list.

    Attributes:
        staged: Changes not yet sent.

    Signals:
        counted: What is staged was counted anew, `EditCounts`.
    """

    counted = Signal(object)

    def __init__(self, panel: ContactsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._opened: OpenList | None = None
        self.staged = 0
        self._told = ""
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
        # What is selected is read at the press of the key: a moment later it may be another.
        to("contacts.remove", lambda: start(self._remove(list(grid.selected_ids()))))
        to("contacts.take-out", lambda: start(self._take_out(list(grid.selected_ids()))))
        to("contacts.paste", grid.paste)
        to("contacts.paste-new", lambda: start(self._paste_new()))
        to("contacts.undo", lambda: start(self._go_back(redo=False)))
        to("contacts.redo", lambda: start(self._go_back(redo=True)))
        to("contacts.copy-id", lambda: start(self._copy_keys()))
        to("contacts.copy-email", self._copy_emails)

    def open(self, opened: OpenList | None) -> None:
        """Another list is open, or none."""
        self._opened = opened
        self.staged = 0

    def follow(self) -> None:
        """Offer what fits what is selected."""
        panel = self._panel
        if self._opened is None or panel.desk.is_read_only:
            return
        some = panel.ui.page.grid.selected_count() > 0
        for name in ("copy-id", "copy-email"):
            panel.actions_.set_enabled(f"contacts.{name}", some)

    async def show_counts(self) -> None:
        """Count what is staged."""
        if self._opened is not None:
            self._take_counts(self._opened, await self._opened.counts())

    def _take_counts(self, opened: OpenList, counts: EditCounts) -> None:
        if opened is self._opened:
            self.staged = counts.total
            self._panel.ui.tree.places.set_staged({opened.list_id: counts.total})
            self._panel.actions_.set_enabled("contacts.undo", True)
            self.follow()
            self.counted.emit(counts)

    # Steps

    def _start(self, work: Coroutine[Any, Any, None], key: str | None = None) -> None:
        self._panel.tasks.start(work, key=key)

    async def step(self, do: Callable[..., Answer], *arguments: object) -> Answer | None:
        """One step of editing; the grid shows it without losing its place."""
        opened, notice = self._opened, self._panel.ui.notice
        if opened is None:
            return None
        if notice.text == self._told:
            # What it says of Ctrl+Z is not true any more.
            notice.hide()
        # Counted in the same turn: the grid may show the step as soon as it is made.
        try:
            result, counts = await opened.step(lambda: (do(*arguments), opened.edits.counts()))
        except RowsReplaced:
            self._panel.following.look()
            raise
        self._take_counts(opened, counts)
        return result

    def tell_staged(self, rows: int) -> None:
        """Say how many rows a step has touched, for as long as it is the last one."""
        if rows:
            self._told = self.tr("Staged in {0}; Ctrl+Z takes it back.").format(words.rows(rows))
        else:
            self._told = self.tr("There is nothing to change: it stands there already.")
        self._panel.ui.notice.tell(self._told, "notice")

    def _on_edit(self, row_id: int, key: str, value: Value) -> None:
        if self._opened is not None:
            self._start(self._set_cells([(row_id, key, value)]))

    async def _set_cells(
        self, cells: Sequence[tuple[int, str, Value]], *, is_repeated: bool = False
    ) -> None:
        if self._opened is None or not cells:
            return
        typed = [self._typed(cell) for cell in cells]
        touched = await self.step(self._opened.rows.set_cells, typed)
        self._panel.ui.page.model.refresh({cell[0] for cell in cells})
        if is_repeated:
            self.tell_staged(touched or 0)

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
        row_id = await self.step(self._opened.rows.add_row)
        self._then_show([] if row_id is None else [row_id], edit=True)
        page.model.reload()

    async def _remove(self, ids: Sequence[int]) -> None:
        if self._opened is None:
            return
        await self.step(self._opened.rows.remove_rows, ids)
        self.show_changed(ids)

    async def _take_out(self, ids: Sequence[int]) -> None:
        if self._opened is None:
            return
        await self.step(self._opened.rows.take_out, ids)
        self.show_changed(ids)

    async def _go_back(self, *, redo: bool) -> None:
        if self._opened is None:
            return
        rows = self._opened.rows
        ids = await self.step(rows.redo if redo else rows.undo)
        model = self._panel.ui.page.model
        self._then_show(ids or [])
        model.reload()

    def show_changed(self, ids: Sequence[int]) -> None:
        """Show rows anew after a step."""
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
        selected = list(page.grid.selected_ids())
        if len(selected) > len(cells) and len(selected) % len(cells) == 0:
            # As in a spreadsheet: what is smaller than the selection is repeated in it.
            cells = cells * (len(selected) // len(cells))
            self._paste(cells, selected, keys, editable, is_repeated=True)
            return
        ids = list(page.model.ids[place : place + len(cells)])
        self._paste(cells, ids, keys, editable)
        if len(ids) < len(cells):
            self._tell_left_out(len(cells) - len(ids))

    def _paste(
        self,
        cells: Sequence[Sequence[str]],
        ids: Sequence[int],
        keys: Sequence[str],
        editable: frozenset[str],
        *,
        is_repeated: bool = False,
    ) -> None:
        wide = len(self._selected_keys(keys))
        if wide > 1 and all(len(line) == 1 for line in cells):
            cells = [list(line) * wide for line in cells]
        pasted = cells_to_paste(cells, ids, keys, editable)
        self._start(self._set_cells(pasted, is_repeated=is_repeated))

    def _selected_keys(self, keys: Sequence[str]) -> list[str]:
        grid = self._panel.ui.page.grid
        chosen = column_numbers(grid.selectionModel())
        numbers = {c.key: n for n, c in enumerate(self._panel.ui.page.model.columns)}
        return [key for key in keys if numbers.get(key) in chosen]

    def _tell_left_out(self, count: int) -> None:
        text = self.tr("Left out of the clipboard, below the last contact: {0}.")
        if self._panel.actions_.qaction("contacts.paste-new").isEnabled():
            text = f"{text} {self.tr('“Paste as new contacts” adds them.')}"
        self._panel.ui.notice.tell(text.format(words.rows(count)), "warning")

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
        added = await self.step(self._opened.rows.add_rows, rows_to_add(cells, keys, titles))
        self._then_show(added or [])
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
            self._start(self._show_history(self._opened, row.id), "history")

    async def _show_facts(self, opened: OpenList, row_id: int) -> None:
        self._panel.ui.detail.show_facts(row_id, await opened.values(row_id))

    async def _show_history(self, opened: OpenList, row_id: int) -> None:
        """Ask what happened to the person, once somebody rests on the row."""
        from qualtrics_desk.services.people import everything_about, survey_names

        detail, desk = self._panel.ui.detail, self._panel.desk
        if row_id < 0 or opened.kind is PlaceKind.CORE or not desk.is_signed_in:
            return
        detail.history.show_loading()
        await asyncio.sleep(REST_SECONDS)
        keys = await opened.keys([row_id])
        if not keys or detail.isHidden():
            detail.history.clear()
            return
        try:
            known = await everything_about(desk.session.client, opened.directory_id, keys[0])
            surveys = await asyncio.to_thread(survey_names, desk.session)
        except DeskError as error:
            if detail.row_id == row_id:
                detail.history.show_error(error)
            return
        if detail.row_id == row_id:
            detail.history.show_known(known, surveys)


def _flag(text: str) -> Value:
    word = text.strip().casefold()
    if word in ("yes", "x", flag_words()[0].casefold()):
        return True
    if word in ("no", "", flag_words()[1].casefold()):
        return False
    known = as_boolean(text)
    return text if known is None else known
