"""More about the file: names of its columns, layouts that are kept, a file to add links to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.dialogs.text_prompt import ask_text
from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.panels.links.merge_dialog import merge_into_file
from qualtrics_desk.gui.panels.links.names_dialog import ask_names
from qualtrics_desk.store.settings import LinkFileLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from qualtrics_desk.gui.panels.links.panel import LinksPanel


class Layouts(QObject):
    """The menu beside the columns."""

    def __init__(self, panel: LinksPanel) -> None:
        super().__init__(panel)
        self._panel, self._desk = panel, panel.desk
        button, actions = panel.ui.file_button, panel.actions_
        set_icon(button, "more")
        self._begin("links.names", self._name)
        self._begin("links.keep-layout", self._keep)
        self._begin("links.merge", lambda: merge_into_file(panel))
        actions.connect_to("links.use-layout", lambda: self._offer(self._use))
        actions.connect_to("links.forget-layout", lambda: self._offer(self._forget))
        button.setMenu(
            actions.menu(
                button,
                "links.names",
                "links.answered",
                "",
                "links.keep-layout",
                "links.use-layout",
                "links.forget-layout",
                "",
                "links.merge",
            )
        )

    def show_actions(self) -> None:
        """Offer what can be done now."""
        enable = self._panel.actions_.set_enabled
        is_read = self._panel.now.reading is not None
        unread = self.tr("Read the links first.")
        enable("links.names", is_read, unread)
        enable("links.keep-layout", is_read, unread)
        enable("links.merge", self._panel.now.is_whole, self.tr("Read all links first."))
        none = self.tr("No layout is kept yet.")
        is_kept = bool(self._desk.settings.link_layouts)
        enable("links.use-layout", is_read and is_kept, none if is_read else unread)
        enable("links.forget-layout", is_kept, none)

    def _begin(self, action: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._panel.actions_.connect_to(action, self._panel.tasks.starter(work, action))

    async def _name(self) -> None:
        panel, form = self._panel, self._panel.format
        columns = panel.ui.page.grid.shown_columns()
        names = await ask_names(panel, columns, form.names) if columns else None
        if names is not None:
            form.names = names
            await self._remember_format()

    async def _remember_format(self) -> None:
        chosen = self._panel.format.chosen()
        await self._desk.change(
            lambda settings: msgspec.structs.replace(settings, link_file=chosen)
        )

    async def _keep(self) -> None:
        panel, page = self._panel, self._panel.ui.page
        columns = tuple(column.key for column in page.grid.shown_columns())
        layout = LinkFileLayout(columns=columns, view=page.model.view, file=panel.format.chosen())
        name = await ask_text(
            panel,
            self.tr("Keep this layout"),
            self.tr("Keep layout"),
            hint=self.tr("The columns, their names, the filters and the format, under a name."),
        )
        if name is None:
            return
        if name in self._desk.settings.link_layouts and not await confirm(
            panel,
            self.tr("There is a layout of this name"),
            self.tr("“{0}” would become what is shown now.").format(name),
            self.tr("Replace layout"),
        ):
            return
        await self._change(lambda kept: {**kept, name: layout})
        self._desk.tell(self.tr("The layout “{0}” is kept.").format(name))

    def _offer(self, do: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        """A list of the layouts to choose one from."""
        button, tasks = self._panel.ui.file_button, self._panel.tasks
        menu = QMenu(button)
        menu.setAccessibleName(self.tr("Kept layouts"))
        for name in sorted(self._desk.settings.link_layouts, key=str.casefold):
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(
                lambda _checked=False, name=name: tasks.start(do(name), key="links.layout")
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    async def _use(self, name: str) -> None:
        layout = self._desk.settings.link_layouts[name]
        panel, page = self._panel, self._panel.ui.page
        known = {column.key for column in page.model.columns}
        missing = [key for key in layout.columns if key not in known]
        panel.format.show(layout.file)
        page.grid.choose_columns([key for key in layout.columns if key in known])
        filters = tuple(one for one in layout.view.filters if one.column in known)
        left_out = [one.column for one in layout.view.filters if one.column not in known]
        view = msgspec.structs.replace(layout.view, filters=filters)
        page.filter_bar.set_view(view)
        page.model.set_view(view)
        gone = [panel.format.name_of(key) for key in dict.fromkeys((*missing, *left_out))]
        if gone:
            panel.ui.notice.tell(
                self.tr("These links have no such field, so the layout goes without: {0}.").format(
                    ", ".join(gone)
                ),
                "warning",
            )
        await self._remember_format()

    async def _forget(self, name: str) -> None:
        await self._change(lambda kept: {one: kept[one] for one in kept if one != name})
        self._desk.tell(self.tr("The layout “{0}” is forgotten.").format(name))

    async def _change(
        self, change: Callable[[dict[str, LinkFileLayout]], dict[str, LinkFileLayout]]
    ) -> None:
        await self._desk.change(
            lambda settings: msgspec.structs.replace(
                settings, link_layouts=change(settings.link_layouts)
            )
        )
        self.show_actions()
