"""A reader of rich text made from other people's surveys: it loads nothing and opens nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl
from PySide6.QtGui import QPixmap, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget
from typing_extensions import override

from qualtrics_desk.gui.theme import look
from qualtrics_desk.store.definitions import highlights

if TYPE_CHECKING:
    from collections.abc import Iterable

GAP = '<p class="gap">&nbsp;</p>'
"""A paragraph too small to be seen."""
MOST_MARKS = 500


class SafeBrowser(QTextBrowser):
    """Shows parts of a document one after the other, so that a long one keeps nobody waiting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setProperty("role", "reader")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(14)
        self._filled = asyncio.Event()

    @override
    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """An empty thing, whatever a document asks for.

        Never nothing: where a picture is None, Qt looks for a local file of its name (6.11.3).
        """
        if type == QTextDocument.ResourceType.ImageResource.value:
            nothing = QPixmap(1, 1)
            nothing.fill(Qt.GlobalColor.transparent)
            return nothing
        return QByteArray()

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text: rich text of a survey is not for other programs."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    async def mark_words(self, search: str) -> None:
        """Mark every place where a word of a search stands; "" marks nothing."""
        text = self.document().toPlainText()
        marks = []
        found = await asyncio.to_thread(highlights, text, search) if search else []
        for start, end in found[:MOST_MARKS]:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(start)
            mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.format = QTextCharFormat()
            mark.format.setBackground(look().color("warning_soft"))
            mark.format.setForeground(look().color("text"))
            marks.append(mark)
        self.setExtraSelections(marks)

    async def filled(self) -> None:
        """Wait until the whole document is there."""
        await self._filled.wait()

    async def show_parts(self, css: str, parts: Iterable[str], *, keep_place: bool = False) -> None:
        """Show a document.

        Args:
            css: How its classes look.
            parts: Pieces of safe HTML; the first one is shown at once.
            keep_place: Stay where the person is reading, as the same document comes again.
        """
        place = self.verticalScrollBar().value() if keep_place else 0
        self._filled.clear()
        self.document().setDefaultStyleSheet(css)
        self.clear()
        for number, part in enumerate(parts):
            if number:
                await asyncio.sleep(0)
            end = QTextCursor(self.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            if number:
                end.insertBlock()
            # The first paragraph of a part takes the form of the one it is put into.
            end.insertHtml(GAP + part if number else part)
            if place and self.verticalScrollBar().maximum() >= place:
                self.verticalScrollBar().setValue(place)
                place = 0
        self._filled.set()
