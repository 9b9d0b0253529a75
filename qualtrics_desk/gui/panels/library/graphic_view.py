"""A graphic below its facts: its small picture as it was uploaded."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_view import Raw

SIDE = 320
"""Pixels of the longer side of a remembered picture."""


class GraphicView(QWidget):
    """Shows the picture of the graphic one is at."""

    def __init__(self, _page: AreaPage) -> None:
        super().__init__()
        self.picture = QLabel()
        self.picture.setAccessibleName(self.tr("The graphic"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.picture)
        column.addStretch(1)

    def show_thing(self, raw: Raw) -> None:
        """Show the picture that is remembered."""
        pixmap = QPixmap()
        if pixmap.loadFromData(base64.b64decode(str(raw.get("thumbnail") or ""))):
            self.picture.setPixmap(pixmap)
        else:
            self.picture.setText(self.tr("There is no picture of it on this machine."))

    def forget(self) -> None:
        """Show nothing."""
        self.picture.clear()


def small_picture(path: Path) -> str:
    """A small PNG of a picture in base 64, or "" where it cannot be read; blocks."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > SIDE:
        reader.setScaledSize(size.scaled(QSize(SIDE, SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image: QImage = reader.read()
    if image.isNull():
        return ""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return base64.b64encode(bytes(held.data())).decode()
