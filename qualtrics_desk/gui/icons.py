"""Every picture of the window by its name: Phosphor glyphs of qtawesome, drawn in our colours.

An icon asks the look for its colour when it is painted, so another theme needs no new icons. The
font file of qtawesome is read without importing the package, which takes 0.17 s where this takes
0.01 s.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPixmap,
    QRawFont,
    QTransform,
)
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from qualtrics_desk.gui.tokens import Tone

GLYPHS = {
    "surveys": "clipboard-text",
    "links": "link",
    "contacts": "address-book",
    "imports": "upload-simple",
    "jobs": "clock-counter-clockwise",
    "responses": "chart-bar",
    "distributions": "paper-plane-tilt",
    "library": "books",
    "people": "users-three",
    "person": "user",
    "events": "broadcast",
    "settings": "gear-six",
    "home": "house",
    "search": "magnifying-glass",
    "add": "plus",
    "plus": "plus",
    "minus": "minus",
    "equals": "equals",
    "remove": "minus-circle",
    "delete": "trash",
    "edit": "pencil-simple",
    "undo": "arrow-u-up-left",
    "redo": "arrow-u-up-right",
    "commit": "check-circle",
    "check": "check",
    "close": "x",
    "copy": "copy",
    "open-external": "arrow-square-out",
    "download": "download-simple",
    "upload": "upload-simple",
    "export": "export",
    "refresh": "arrows-clockwise",
    "filter": "funnel",
    "columns": "columns",
    "rows": "rows",
    "table": "table",
    "more": "dots-three",
    "info": "info",
    "warning": "warning",
    "error": "warning-circle",
    "success": "check-circle",
    "unknown": "question",
    "question": "question",
    "changed": "pencil-line",
    "skip": "arrow-bend-double-up-right",
    "protected": "prohibit",
    "pause": "pause",
    "play": "play",
    "resume": "play",
    "stop": "stop",
    "retry": "arrow-clockwise",
    "key": "key",
    "lock": "lock",
    "unlock": "lock-open",
    "shield": "shield-check",
    "production": "shield-warning",
    "folder": "folder",
    "folder-open": "folder-open",
    "file": "file-text",
    "recipe": "note-pencil",
    "save": "floppy-disk",
    "list": "list-bullets",
    "directory": "tree-structure",
    "calendar": "calendar-blank",
    "clock": "clock",
    "chevron-down": "caret-down",
    "chevron-up": "caret-up",
    "chevron-right": "caret-right",
    "chevron-left": "caret-left",
    "arrow-right": "arrow-right",
    "arrow-left": "arrow-left",
    "sort": "arrows-down-up",
    "sort-up": "sort-ascending",
    "sort-down": "sort-descending",
    "sun": "sun",
    "moon": "moon",
    "sandbox": "flask",
    "plug": "lightning",
    "code": "code",
    "flow": "git-branch",
    "database": "database",
    "history": "clock-counter-clockwise",
    "bell": "bell",
    "eye": "eye",
    "sign-in": "sign-in",
    "sign-out": "sign-out",
    "globe": "globe-simple",
    "mail": "envelope-simple",
    "phone": "phone",
    "tag": "tag",
    "help": "lifebuoy",
    "keyboard": "keyboard",
    "command": "command",
    "link-break": "link-break",
}
"""Our name of a picture, and the glyph of Phosphor."""

LOGO = "logo"
_CELL = 64.0


def icon(name: str, tone: Tone = "text") -> QIcon:
    """A picture for a button or an action; in tone "muted" it takes the accent where it is on.

    Raises:
        KeyError: When there is no picture of this name.
    """
    if name == LOGO:
        return QIcon(":/logo.svg")
    return QIcon(_GlyphEngine(name, tone))


_GAP = 6
"""Logical pixels between the picture of a button and its words."""


def set_icon(button: QAbstractButton, name: str, tone: Tone | None = None) -> None:
    """Give a button a picture, in the colour of its words unless another tone is named."""
    role = button.property("role")
    if tone is None:
        tone = "text"
        if role in ("primary", "danger"):
            tone = "on_accent"
        elif role == "chip":
            tone = "accent"
        elif role in ("quiet", "rail"):
            tone = "muted"
    button.setIcon(icon(name, tone))
    if button.text() and isinstance(button, QPushButton):
        # Styled buttons leave hardly a gap between picture and words; it is part of the picture.
        side = button.iconSize().height()
        button.setIconSize(QSize(side + _GAP, side))


def pixmap(name: str, tone: Tone = "text", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """A picture of `size` logical pixels for a label; ask anew when the look changed."""
    if name == LOGO:
        return QIcon(":/logo.svg").pixmap(QSize(size, size), ratio)
    return _pixmap(name, look().color(tone).rgba(), size, ratio)


def paint_icon(painter: QPainter, rect: QRect, name: str, color: QColor) -> None:
    """Draw a picture into the middle of a rectangle, as large as fits."""
    side = min(rect.width(), rect.height())
    corner = QRectF(rect).center() - QPointF(side / 2, side / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = QTransform.fromTranslate(corner.x(), corner.y()).scale(side / _CELL, side / _CELL)
    painter.fillPath(place.map(_outline(name)), color)
    painter.restore()


class _GlyphEngine(QIconEngine):
    """Draws one glyph at any size in the colours of the moment."""

    def __init__(self, name: str, tone: Tone) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        _outline(name)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        place = (
            QRect(rect)
            if rect.height() >= rect.width()
            else QRect(rect.topLeft(), QSize(side, side))
        )
        paint_icon(painter, place, self._name, self._color(mode, state))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        side = min(size.width(), size.height())
        glyph = _pixmap(self._name, self._color(mode, state).rgba(), side, 1.0)
        if size.width() <= size.height():
            return glyph
        wide = QPixmap(size)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(0, 0, glyph)
        painter.end()
        return wide

    @override
    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._name, self._tone)

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode is QIcon.Mode.Disabled:
            return look().color("faint")
        if self._tone == "muted" and state is QIcon.State.On:
            return look().color("accent")
        return look().color(self._tone)


@cache
def _pixmap(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    _outline(name)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, picture.rect(), name, QColor.fromRgba(rgba))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _outline(name: str) -> QPainterPath:
    """The outline of a glyph in a square of 64 by 64."""
    font, codes = _phosphor()
    glyph = font.glyphIndexesForString(chr(int(codes[GLYPHS[name]], 16)))[0]
    return QTransform.fromTranslate(0, _CELL).map(font.pathForGlyph(glyph))


@cache
def _phosphor() -> tuple[QRawFont, dict[str, str]]:
    package = importlib.util.find_spec("qtawesome")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("qtawesome")
    fonts = Path(package.origin).parent / "fonts"
    font = QRawFont(str(next(fonts.glob("phosphor-[0-9]*.ttf"))), _CELL)
    names = next(fonts.glob("phosphor-charmap-*.json")).read_bytes()
    return font, msgspec.json.decode(names, type=dict[str, str])
