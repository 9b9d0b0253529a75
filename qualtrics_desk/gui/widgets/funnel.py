"""How many came how far, as a picture: stages with a bar each, which can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.tokens import Tone

_EDGE, _GAP, _BAR = 12, 4, 8
_LEAST_WIDTH = 84


class StageFacts(NamedTuple):
    """What a stage says.

    Attributes:
        key: Stable name, given back when it is pressed.
        amount: How many came at least to it.
        word: What it is called.
        share: Of those who could have come to it, 0 to 1; None where there is nothing to compare.
        tone: Colour of the bar.
    """

    key: str
    amount: int
    word: str
    share: float | None = None
    tone: Tone = "accent"


class FunnelStage(QAbstractButton):
    """One stage."""

    def __init__(self, facts: StageFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.update)
        self.show_facts(facts)

    def show_facts(self, facts: StageFacts) -> None:
        """Say something else."""
        self.facts = facts
        text = f"{number(facts.amount)} {facts.word}"
        self.setAccessibleName(text)
        percent = self._percent()
        self.setToolTip(f"{text} · {percent}" if percent else text)
        self.update()

    def set_pressable(self, pressable: bool) -> None:
        """Whether pressing it does something."""
        self.setEnabled(pressable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor
        )

    @override
    def sizeHint(self) -> QSize:
        strong, caption = self._metrics()
        height = strong.height() + caption.height() + _BAR + 2 * _GAP + 2 * _EDGE // 2
        width = max(
            strong.horizontalAdvance(number(self.facts.amount)),
            caption.horizontalAdvance(f"{self.facts.word} {self._percent()}"),
        )
        return QSize(max(_LEAST_WIDTH, width + 2 * _EDGE), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        tokens = look()
        strong, caption = self._metrics()
        room, top = self.width() - 2 * _EDGE, _EDGE // 2
        painter.setFont(tokens.font("strong"))
        painter.setPen(tokens.color("text"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(_EDGE, top, room, strong.height()), left, number(self.facts.amount))
        top += strong.height()
        painter.setFont(tokens.font("caption"))
        painter.setPen(tokens.color("muted"))
        percent = self._percent()
        space = room - (caption.horizontalAdvance(percent) + _GAP if percent else 0)
        word = caption.elidedText(self.facts.word, Qt.TextElideMode.ElideRight, int(space))
        line = QRectF(_EDGE, top, room, caption.height())
        painter.drawText(line, left, word)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, right, percent)
        top += caption.height() + _GAP
        self._paint_bar(painter, QRectF(_EDGE, top, room, _BAR))
        painter.end()

    def _paint_bar(self, painter: QPainter, area: QRectF) -> None:
        tokens, half = look(), area.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("field"))
        painter.drawRoundedRect(area, half, half)
        share = self.facts.share if self.facts.share is not None else bool(self.facts.amount)
        if self.facts.amount:
            area.setWidth(max(area.height(), area.width() * min(1.0, float(share))))
            painter.setBrush(tokens.color(self.facts.tone))
            painter.drawRoundedRect(area, half, half)

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = look()
        hovered = self.underMouse() and self.isEnabled()
        if not (self.isChecked() or hovered or self.hasFocus()):
            return
        ground = "accent_soft" if self.isChecked() else "hover"
        painter.setPen(QPen(tokens.color("accent"), 2.0) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6.0, 6.0)

    def _percent(self) -> str:
        if self.facts.share is None:
            return ""
        return self.tr("{0} %").format(number(round(self.facts.share * 100)))

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(look().font("strong")), QFontMetrics(look().font("caption"))


class Funnel(QWidget):
    """Stages beside each other, or below each other; at most one is pressed.

    Signals:
        chosen: The key of the stage; "" when none is pressed any more.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: dict[str, FunnelStage] = {}
        self._pressable = True
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_upright(self) -> None:
        """Stand the stages below each other."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(0)

    def set_pressable(self, pressable: bool) -> None:
        """Whether stages filter something."""
        self._pressable = pressable
        for stage in self._stages.values():
            stage.set_pressable(pressable)

    def set_stages(self, facts: Sequence[StageFacts]) -> None:
        """Show these; stages that stay keep focus and state."""
        wanted = [one.key for one in facts]
        for key in [key for key in self._stages if key not in wanted]:
            stage = self._stages.pop(key)
            self._row.removeWidget(stage)
            stage.hide()
            stage.deleteLater()
        for place, one in enumerate(facts):
            if one.key in self._stages:
                self._stages[one.key].show_facts(one)
                continue
            stage = self._stages[one.key] = FunnelStage(one, self)
            stage.set_pressable(self._pressable)
            stage.clicked.connect(lambda _=False, key=one.key: self._on_clicked(key))
            self._row.insertWidget(place, stage, 1)
        self.setVisible(bool(facts))

    def stage(self, key: str) -> FunnelStage | None:
        """One of them."""
        return self._stages.get(key)

    def choose(self, key: str) -> None:
        """Press one, or none for "", without a signal."""
        for name, stage in self._stages.items():
            stage.setChecked(name == key)

    def _on_clicked(self, key: str) -> None:
        chosen = key if self._stages[key].isChecked() else ""
        self.choose(chosen)
        self.chosen.emit(chosen)
