"""Numbered pictures of the window in both themes, and one sheet of all of them."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.gui.theme import Density, Theme, look

if TYPE_CHECKING:
    from pathlib import Path

THEMES: tuple[Theme, ...] = ("light", "dark")
_THUMB = 480
_GAP = 16
_CAPTION = 26
_ACROSS = 4
_WORDS = re.compile(r"[^a-z0-9]+")


class Picture(NamedTuple):
    """One step in both themes."""

    title: str
    files: dict[Theme, Path]


class Album:
    """Takes pictures into `OUT/light` and `OUT/dark`."""

    def __init__(self, folder: Path, window: QWidget, density: Density = "comfortable") -> None:
        self._folder = folder
        self._window = window
        self._density = density
        self.pictures: list[Picture] = []

    async def take(self, title: str) -> Picture:
        """Take a picture of the window with its dialogs, light and dark.

        Raises:
            StoreError: When a picture cannot be written.
        """
        number = len(self.pictures) + 1
        name = f"{number:03d}-{_WORDS.sub('-', title.casefold()).strip('-')}.png"
        files: dict[Theme, Path] = {}
        # The theme that is worn comes first: dressing a full window takes a moment.
        order = reversed(THEMES) if look().is_dark else THEMES
        for theme in order:
            if look().is_dark is not (theme == "dark"):
                look().apply(theme, self._density)
                await asyncio.sleep(0.05)
            files[theme] = self._folder / theme / name
            await asyncio.to_thread(_write, composed(self._window), files[theme])
        picture = Picture(title, files)
        self.pictures.append(picture)
        return picture

    async def sheet(self) -> Path:
        """Write one picture of all pictures; returns its path."""
        path = self._folder / "contact-sheet.png"
        await asyncio.to_thread(_write, await asyncio.to_thread(_sheet, self.pictures), path)
        return path


def composed(window: QWidget) -> QImage:
    """The window with what lies over it: dialogs, menus, lists of combo boxes."""
    picture = window.grab().toImage()
    ratio = picture.devicePixelRatio()
    origin = window.mapToGlobal(QPoint(0, 0))
    painter = QPainter(picture)
    for other in _over(window):
        grabbed = other.grab()
        place = other.mapToGlobal(QPoint(0, 0)) - origin
        where = QRect(place, grabbed.size() / ratio)
        if other.windowModality() != Qt.WindowModality.NonModal:
            # A window system shows a dialog in front of its window; offscreen nothing moves it.
            where.moveCenter(QRect(QPoint(0, 0), picture.size() / ratio).center())
            painter.fillRect(QRect(QPoint(0, 0), picture.size() / ratio), QColor(0, 0, 0, 70))
        painter.setPen(QColor(look().tokens.line))
        painter.drawPixmap(where.topLeft(), grabbed)
        painter.drawRect(where.adjusted(-1, -1, 0, 0))
    painter.end()
    return picture


def _over(window: QWidget) -> list[QWidget]:
    others = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget is not window and widget.isVisible() and not widget.size().isEmpty()
    ]
    # Dialogs below menus and lists, a dialog below what it asks.
    return sorted(
        others, key=lambda widget: (widget.windowType() is Qt.WindowType.Popup, _depth(widget))
    )


def _depth(widget: QWidget) -> int:
    """How many windows a window was opened from."""
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent.window())


def _write(picture: QImage, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(path)):
        raise StoreError(f"The picture {path.name} could not be written.", detail=str(path))


def _sheet(pictures: list[Picture]) -> QImage:
    rows = -(-len(pictures) // _ACROSS) * len(THEMES)
    height = _THUMB * 10 // 16
    sheet = QImage(
        _ACROSS * (_THUMB + _GAP) + _GAP,
        rows * (height + _CAPTION + _GAP) + _GAP,
        QImage.Format.Format_RGB32,
    )
    sheet.fill(QColor("#808891"))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    font = QFont()
    font.setPixelSize(15)
    painter.setFont(font)
    for place, picture in enumerate(pictures):
        for lower, theme in enumerate(THEMES):
            x = _GAP + (place % _ACROSS) * (_THUMB + _GAP)
            y = _GAP + (place // _ACROSS * len(THEMES) + lower) * (height + _CAPTION + _GAP)
            painter.setPen(QColor("#ffffff"))
            painter.drawText(
                QRectF(x, y, _THUMB, _CAPTION), 0, f"{place + 1}. {picture.title} ({theme})"
            )
            image = QImage(str(picture.files[theme])).scaledToWidth(
                _THUMB, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage(x, y + _CAPTION, image)
    painter.end()
    return sheet
