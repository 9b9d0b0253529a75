"""A message below its facts: each language as its reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from qualtrics_desk.gui.panels.library.message_html import css, rendered
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.safe_browser import SafeBrowser

if TYPE_CHECKING:
    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_view import Raw

_LOWEST = 240


class MessageView(QWidget):
    """Shows the texts of the message one is at."""

    def __init__(self, page: AreaPage) -> None:
        super().__init__()
        self._page = page
        self._texts: dict[str, str] = {}
        self.tabs = QTabBar()
        self.tabs.setDocumentMode(True)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Languages of the message"))
        self.tabs.currentChanged.connect(lambda _place: self._draw())
        self.reader = SafeBrowser()
        self.reader.setAccessibleName(self.tr("The message as it reads"))
        self.reader.setMinimumHeight(_LOWEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(self.reader, 1)
        look().changed.connect(self._draw)

    def show_thing(self, raw: Raw) -> None:
        """Show the texts of a message; the language one reads stays."""
        held = raw.get("messages")
        self._texts = (
            {name: str(text) for name, text in held.items()} if isinstance(held, dict) else {}
        )
        before = self.tabs.tabText(self.tabs.currentIndex())
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for language in self._texts:
            self.tabs.addTab(language)
        if before in self._texts:
            self.tabs.setCurrentIndex(list(self._texts).index(before))
        self.tabs.blockSignals(False)
        self.tabs.setVisible(bool(self._texts))
        self._draw()

    def forget(self) -> None:
        """Show nothing."""
        self.show_thing({})

    def _draw(self) -> None:
        text = self._texts.get(self.tabs.tabText(self.tabs.currentIndex()), "")
        work = self.reader.show_parts(css(), [rendered(text)])
        self._page.tasks.start(work, key=(self, "draw"))
