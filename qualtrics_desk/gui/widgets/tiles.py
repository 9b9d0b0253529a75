"""Counts as tiles: a number, a word, a line below. A tile can be pressed to filter what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.tokens import Tone

_EDGE = 16
_TOP = 12
_LEAST_WIDTH = 96
_STRETCH = 1000
"""Of a tile: what room there is belongs to the tiles, until they are wide enough."""
_HINTED_WIDTH = 240
_MOST_WIDTH = 320


class TileFacts(NamedTuple):
    """What a tile says.

    Attributes:
        key: Stable name, given back when it is pressed.
        amount: The large number; None where it is not known, but pressing may find it out.
        word: What is counted.
        note: What that means, in a few words.
        tone: Colour of the number.
    """

    key: str
    amount: int | None
    word: str
    note: str = ""
    tone: Tone = "text"

    @property
    def leads_somewhere(self) -> bool:
        """Whether there is something to see behind it, or to find out."""
        return self.amount != 0

    @property
    def figure(self) -> str:
        """The number as it is shown."""
        return "?" if self.amount is None else number(self.amount)


class Tile(QAbstractButton):
    """One count."""

    def __init__(self, facts: TileFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self._keeps_note = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_MOST_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look().changed.connect(self._redress)
        self.show_facts(facts)

    def show_facts(self, facts: TileFacts) -> None:
        """Say something else."""
        self.facts = facts
        text = (
            self.tr("{0}: not known yet").format(facts.word)
            if facts.amount is None
            else f"{facts.figure} {facts.word}"
        )
        self.setAccessibleName(text)
        self.setAccessibleDescription(facts.note)
        self.setToolTip(f"{text}\n{facts.note}" if facts.note else text)
        self.updateGeometry()
        self.update()

    def keep_room_for_note(self, keep: bool) -> None:
        """Be as high as tiles with a note, so that all of a row are."""
        self._keeps_note = keep
        self.updateGeometry()

    def set_pressable(self, pressable: bool) -> None:
        """Whether pressing it does something."""
        self.setEnabled(pressable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor
        )

    @override
    def sizeHint(self) -> QSize:
        widths = [metrics.horizontalAdvance(text) for text, metrics in self._lines()]
        lines = self._lines() if self._keeps_note or self.facts.note else self._lines()[:2]
        heights = [metrics.height() for _, metrics in lines]
        width = max(_LEAST_WIDTH, min(_HINTED_WIDTH, max(widths) + 2 * _EDGE))
        return QSize(width, sum(heights) + 2 * _TOP + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        figure, word, _ = self._lines()
        width = max(metrics.horizontalAdvance(text) for text, metrics in (figure, word))
        # A pixel at each side, or rounding cuts the last letter off.
        return QSize(min(width + _EDGE + 2, _LEAST_WIDTH), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        tones = (self.facts.tone, "text", "muted")
        edge = _EDGE if self.width() > _LEAST_WIDTH + _EDGE else _EDGE // 2
        top, width = float(_TOP), self.width() - 2 * edge
        fonts = (look().font("number"), look().font("strong"), look().font("caption"))
        for (text, metrics), tone, font in zip(self._lines(), tones, fonts, strict=True):
            painter.setFont(font)
            painter.setPen(look().color(tone))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(
                QRectF(edge, top, width, metrics.height()),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                shown,
            )
            top += metrics.height()
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = look()
        hovered = self.underMouse() and self.isEnabled()
        ground = "accent_soft" if self.isChecked() else "hover" if hovered else "surface"
        line = "accent" if self.isChecked() or self.hasFocus() else "line"
        thickness = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(tokens.color(line), thickness))
        painter.setBrush(tokens.color(ground))
        inset = thickness / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 10.0, 10.0
        )

    def _lines(self) -> tuple[tuple[str, QFontMetrics], ...]:
        fonts = (look().font("number"), look().font("strong"), look().font("caption"))
        texts = (self.facts.figure, self.facts.word, self.facts.note)
        return tuple((text, QFontMetrics(font)) for text, font in zip(texts, fonts, strict=True))

    def _redress(self) -> None:
        self.updateGeometry()
        self.update()


class TileRow(QWidget):
    """Tiles beside each other; at most one is pressed.

    Signals:
        chosen: Its key; "" when none is pressed any more.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: dict[str, Tile] = {}
        self._pressable = True
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_tiles(self, facts: Sequence[TileFacts]) -> None:
        """Show these counts; tiles that stay keep focus and state."""
        wanted = [one.key for one in facts]
        for key in [key for key in self._tiles if key not in wanted]:
            tile = self._tiles.pop(key)
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._row.setSpacing(12 if len(facts) < 7 else 8)
        for place, one in enumerate(facts):
            if one.key in self._tiles:
                self._tiles[one.key].show_facts(one)
            else:
                self._add(one)
            tile = self._tiles[one.key]
            if self._row.indexOf(tile) != place:
                self._row.insertWidget(place, tile, _STRETCH)
            tile.keep_room_for_note(any(other.note for other in facts))
        self.setVisible(bool(facts))

    def set_pressable(self, pressable: bool) -> None:
        """Whether tiles filter something."""
        self._pressable = pressable
        for tile in self._tiles.values():
            tile.set_pressable(pressable)

    def tile(self, key: str) -> Tile | None:
        """One of them."""
        return self._tiles.get(key)

    def choose(self, key: str) -> None:
        """Press one, or none for "", without a signal."""
        for name, tile in self._tiles.items():
            tile.setChecked(name == key)

    @property
    def chosen_key(self) -> str:
        """The pressed one, or ""."""
        return next((key for key, tile in self._tiles.items() if tile.isChecked()), "")

    def _add(self, one: TileFacts) -> None:
        tile = self._tiles[one.key] = Tile(one, self)
        tile.set_pressable(self._pressable)
        tile.clicked.connect(lambda _=False, key=one.key: self._on_clicked(key))

    def _on_clicked(self, key: str) -> None:
        chosen = key if self._tiles[key].isChecked() else ""
        self.choose(chosen)
        self.chosen.emit(chosen)
