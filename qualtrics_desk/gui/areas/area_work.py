"""What the verbs of a room of areas do: make, change with a way back, delete, export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_save_file
from qualtrics_desk.gui.areas.area_view import Warned
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.dialogs.fields_dialog import ask_fields
from qualtrics_desk.gui.folders import documents_folder

if TYPE_CHECKING:
    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_panel import AreaPanel
    from qualtrics_desk.services.areas.writing import Changed


class AreaWork(QObject):
    """Works for the page that its panel shows."""

    def __init__(self, panel: AreaPanel) -> None:
        super().__init__(panel)
        self._panel, self._desk = panel, panel.desk

    async def new(self) -> None:
        """Ask for a new one and make it."""
        from qualtrics_desk.services.areas.writing import create_thing

        page = self._panel.page
        if page is None:
            return
        view, session, of = page.view, self._desk.session, page.of

        async def make(values: dict[str, Any]) -> str:
            return await create_thing(session, view.area, values, of)

        if view.ask_new is not None:
            made = await view.ask_new(page)
        else:
            made = await ask_fields(
                self._panel,
                view.new().rstrip("…"),
                view.creates(),
                view.area.fields,
                make,
                hint=view.area.lacks,
                choices=await self._panel.choices(page),
            )
        if made is not None:
            self._desk.tell(self.tr("Made {0}.").format(made))
            page.choose(made)
            page.refresh()

    async def change(self) -> None:
        """Ask what shall change of the thing one is at, and change it."""
        from qualtrics_desk.services.areas.writing import change_thing

        page = self._panel.page
        if page is None or not page.thing:
            return
        view, session, of = page.view, self._desk.session, page.of
        thing, seen = page.thing, dict(page.raw)

        async def change(values: dict[str, Any]) -> Changed:
            return await change_thing(session, view.area, thing, values, of, seen=seen)

        if view.ask_change is not None:
            done = await view.ask_change(page, seen)
        else:
            done = await ask_fields(
                self._panel,
                self.tr("Change “{0}”").format(view.name_of(seen)),
                view.changes().rstrip("…"),
                view.area.changeable,
                change,
                hint=view.area.lacks,
                values=seen,
                choices=await self._panel.choices(page),
            )
        if done is not None:
            self.tell_changed(page, thing, view.name_of(seen), done)

    def tell_changed(self, page: AreaPage, thing: str, name: str, done: Changed) -> None:
        """Show what was changed, and offer to take it back."""
        if page.thing == thing:
            page.show_anew(done.after)
        page.refresh()
        if not done.before:
            self._desk.tell(self.tr("“{0}” was so already; nothing was sent.").format(name))
            return

        async def take_back() -> None:
            from qualtrics_desk.services.areas.writing import change_thing

            area, session = page.view.area, self._desk.session
            back = await change_thing(session, area, thing, done.before, page.of, seen=done.after)
            if page.thing == thing:
                page.show_anew(back.after)
            page.refresh()
            self._desk.tell(self.tr("“{0}” is as it was before.").format(name))

        self._desk.tell(
            self.tr("“{0}” is changed.").format(name),
            self.tr("Undo"),
            lambda: self._panel.tasks.start(take_back(), key="take back"),
        )

    async def delete(self) -> None:
        """Say what deleting means, and delete the thing one is at."""
        from qualtrics_desk.services.areas.writing import delete_thing

        page = self._panel.page
        if page is None or not page.thing:
            return
        view, thing, raw, of = page.view, page.thing, dict(page.raw), page.of
        name = view.name_of(raw)
        if view.warn is None:
            warning = Warned(self.tr("Delete “{0}”?").format(name), "")
        else:
            warning = view.warn(raw)
        if not await confirm(
            self._panel,
            warning.title,
            warning.text,
            view.deletes().rstrip("…"),
            facts=warning.facts,
            typed=warning.typed,
            danger=True,
        ):
            return
        was_there = await delete_thing(self._desk.session, view.area, thing, of)
        text = self.tr("“{0}” is deleted.") if was_there else self.tr("“{0}” was gone already.")
        self._desk.tell(text.format(name))
        page.refresh()

    async def export(self) -> None:
        """Write the rows and columns that are shown, in their order."""
        from qualtrics_desk.services.background.messages import ExportRows
        from qualtrics_desk.services.tables.export import ExportedRows

        page = self._panel.page
        if page is None:
            return
        path = await ask_save_file(
            self._panel,
            self.tr("Export what is shown"),
            documents_folder() / f"{page.view.area.name}.csv",
            f"CSV (*.csv);;{self.tr('Excel workbook')} (*.xlsx)",
            "csv",
        )
        if path is None:
            return
        grid = page.ui.page
        request = ExportRows(
            path=str(path),
            view=grid.model.view,
            columns=[(column.key, column.title) for column in grid.grid.shown_columns()],
            table=page.view.area.table(page.of),
        )
        title = self.tr("Export “{0}”").format(page.view.title())
        done = await self._desk.run(title, request, ExportedRows, room=self._panel.ROOM)
        self._desk.tell(self.tr("Wrote {0} to {1}.").format(words.rows(done.rows), path.name))
