"""Library: messages with their preview, graphics, surveys and blocks of a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.areas.area_panel import AreaPanel
from qualtrics_desk.gui.areas.room_actions import room_actions
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.gui.panels.library import library_views as views
from qualtrics_desk.gui.panels.library.uploading import ENDINGS, upload
from qualtrics_desk.gui.widgets.drop_veil import DropVeil

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.desk import Desk

ACTIONS = room_actions(
    "library",
    refresh=QT_TRANSLATE_NOOP("actions", "Refresh the library"),
    find=QT_TRANSLATE_NOOP("actions", "Find in the library"),
    new=QT_TRANSLATE_NOOP("actions", "New message or graphic…"),
    change=QT_TRANSLATE_NOOP("actions", "Change the message…"),
    delete=QT_TRANSLATE_NOOP("actions", "Delete the message or graphic…"),
    export=QT_TRANSLATE_NOOP("actions", "Export what the library shows…"),
    more=(
        Action(
            id="library.copy_address",
            text=QT_TRANSLATE_NOOP("actions", "Copy the address of the graphic"),
            icon="copy",
            tip=QT_TRANSLATE_NOOP("actions", "The address by which messages and pages show it"),
        ),
    ),
)


class LibraryPanel(AreaPanel):
    """Look after the messages and graphics of libraries."""

    ROOM = "library"
    ACTIONS = ACTIONS
    VIEWS = (views.MESSAGES, views.GRAPHICS, views.CONTENTS)
    OF = views.LIBRARIES

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._veil = DropVeil(self)
        self.setAcceptDrops(True)
        self.actions_.connect_to("library.copy_address", self._copy_address)

    @override
    def title(self) -> str:
        return self.tr("Library")

    @override
    def offer_more(self, page: AreaPage | None) -> None:
        known = page is not None and page.view is views.GRAPHICS and bool(page.raw.get("address"))
        why = self.tr("Choose a graphic first.")
        self.actions_.set_enabled("library.copy_address", known, why)

    def _copy_address(self) -> None:
        if self.page is not None:
            QGuiApplication.clipboard().setText(str(self.page.raw.get("address") or ""))
            self.desk.tell(self.tr("The address is on the clipboard."))

    # Drag and drop

    def _dropped(self, data: QMimeData) -> list[Path]:
        if self.desk.is_read_only or not self.ui.of_box.currentData():
            return []
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return [path for path in paths if path.suffix.casefold() in ENDINGS]

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event.mimeData()):
            event.acceptProposedAction()
            self._veil.cover(self.tr("Drop to upload into this library"))

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._veil.lift()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._veil.lift()
        paths = self._dropped(event.mimeData())
        page = self.pages[views.GRAPHICS.area.name]
        if paths:
            event.acceptProposedAction()
            self.ui.tabs.setCurrentIndex(self.ui.pages.indexOf(page))
            self.tasks.start(self._take(page, paths), key="upload")

    async def _take(self, page: AreaPage, paths: Sequence[Path]) -> None:
        made = await upload(page, paths)
        if made:
            page.choose(made)
            page.refresh()
