"""Changes of many cells at once: bulk change, find and replace, fill down, opt-outs, deletions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qualtrics_desk.domain.contacts import DIRECTORY_OPT_OUT
from qualtrics_desk.domain.transforms import How, Transform
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.panels.contacts.change_dialog import ChangeDialog
from qualtrics_desk.gui.panels.contacts.conflicts_dialog import ConflictsDialog, named_conflicts
from qualtrics_desk.gui.widgets.row_ranges import column_numbers

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from qualtrics_desk.gui.panels.contacts.editing import Editing
    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel


class Changing(QObject):
    """What a person does with many rows of the open list; each is one step of undo."""

    def __init__(self, panel: ContactsPanel, editing: Editing) -> None:
        super().__init__(panel)
        self._panel = panel
        self._editing = editing

    def connect_actions(self) -> None:
        """Let the actions do what they say."""
        to = self._panel.actions_.connect_to
        to("contacts.change", lambda: self._start(self._change(How.SET)))
        to("contacts.replace", lambda: self._start(self._change(How.REPLACE)))
        # What is selected is read at the press of the key: a moment later it may be another.
        to(
            "contacts.fill-down",
            lambda: self._start(self._fill_down(self._selected(), self._selected_columns())),
        )
        to(
            "contacts.clear",
            lambda: self._start(self._clear(self._selected(), self._selected_columns())),
        )
        to("contacts.opt-out-list", lambda: self._start_opt_out("unsubscribed"))
        to("contacts.opt-out-all", lambda: self._start_opt_out(DIRECTORY_OPT_OUT))
        to("contacts.erase", lambda: self._start(self._erase(self._selected())))
        to("contacts.conflicts", lambda: self._start(self.resolve()))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._panel.tasks.start(work)

    def _start_opt_out(self, target: str) -> None:
        self._start(self._opt_out(self._selected(), target))

    def _selected(self) -> list[int]:
        return list(self._panel.ui.page.grid.selected_ids())

    def _selected_columns(self) -> list[str]:
        """The fields in which something is selected, as far as they can be changed."""
        page = self._panel.ui.page
        chosen = column_numbers(page.grid.selectionModel())
        shown_keys = {column.key for column in page.grid.shown_columns()}
        return [
            column.key
            for number, column in enumerate(page.model.columns)
            if number in chosen and column.editable and column.key in shown_keys
        ]

    async def _change(self, how: How) -> None:
        from qualtrics_desk.services.edits import bulk

        opened, page = self._panel.opened, self._panel.ui.page
        if opened is None or not page.model.rowCount():
            return
        selected = self._selected() if page.grid.selected_count() > 1 else []
        dialog = ChangeDialog(
            self._panel,
            opened,
            page.model.columns,
            selected,
            list(page.model.ids),
            current=page.grid.current_key(),
            how=how,
        )
        if await shown(dialog):
            ids, columns, transform = dialog.ids, dialog.columns, dialog.transform
            await self._stage(bulk.stage, ids, columns, transform)

    async def _fill_down(self, ids: Sequence[int], columns: Sequence[str]) -> None:
        from qualtrics_desk.services.edits import bulk

        if len(ids) < 2 or not columns:
            self._panel.ui.notice.tell(
                self.tr("Select the cell to copy and the cells below it first."), "warning"
            )
            return
        await self._stage(bulk.fill_down, ids, columns)

    async def _clear(self, ids: Sequence[int], columns: Sequence[str]) -> None:
        from qualtrics_desk.services.edits import bulk

        await self._stage(bulk.stage, ids, columns, Transform(how=How.CLEAR))

    async def _opt_out(self, ids: Sequence[int], target: str) -> None:
        from qualtrics_desk.services.edits import bulk

        await self._stage(bulk.stage, ids, [target], Transform(how=How.SET, text="true"))

    async def _stage(self, do: Any, ids: Sequence[int], *rest: object) -> None:  # noqa: ANN401
        opened = self._panel.opened
        if opened is None or not ids:
            return
        touched = await self._editing.step(do, opened.rows, ids, *rest)
        self._panel.ui.page.model.refresh(ids)
        if touched is not None and len(ids) > 1:
            self._editing.tell_staged(touched)

    async def _erase(self, ids: Sequence[int]) -> None:
        opened = self._panel.opened
        if opened is None or not ids:
            return
        await self._editing.step(lambda: opened.rows.remove_rows(ids, everywhere=True))
        self._editing.show_changed(ids)
        self._panel.ui.notice.tell(
            self.tr(
                "Marked to be deleted from the directory: {0}. Whoever is deleted leaves every"
                " list, and personal links stop working. Nothing is sent before Commit."
            ).format(words.contacts(len(ids))),
            "warning",
        )

    async def resolve(self) -> None:
        """Let the person choose between his values and somebody else's."""
        opened, panel = self._panel.opened, self._panel
        if opened is None:
            return
        found = await named_conflicts(opened)
        if not found:
            panel.ui.notice.tell(self.tr("There is no conflict in what is staged."), "notice")
            return
        dialog = ConflictsDialog(panel, panel.ui.page.model.columns, found)
        if not await shown(dialog) or opened is not panel.opened:
            return
        await self._editing.step(opened.rows.answer, dialog.choices)
        panel.ui.page.model.reload()
        left = await asyncio.to_thread(opened.rows.conflicts)
        if left:
            text = self.tr("Still in conflict: {0}.").format(words.cells(len(left)))
            panel.ui.notice.tell(text, "warning")
        elif self._editing.staged:
            panel.ui.notice.tell(
                self.tr("Every conflict is answered. Commit again to send what stays."),
                "success",
                self.tr("Commit…"),
                panel.actions_.qaction("contacts.commit").trigger,
            )
        else:
            # What somebody else wrote is at the service, and not in the rows that were read.
            panel.ui.notice.tell(
                self.tr("Every conflict is answered, and nothing is left to send."),
                "success",
                self.tr("Read the list again"),
                panel.actions_.qaction("contacts.refresh").trigger,
            )
