"""The colours a profile may have, and the row of dots to choose one from."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget
from typing_extensions import override

from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.gui.theme import look
from qualtrics_desk.store.settings import ProfileKind

_SIDE = 28
_DOT = 16


class ProfileColour(NamedTuple):
    """A colour with its English name, marked for translation."""

    value: str
    name: str


PROFILE_COLOURS = (
    ProfileColour("#c62f2f", QT_TRANSLATE_NOOP("colours", "Red")),
    ProfileColour("#c45a11", QT_TRANSLATE_NOOP("colours", "Orange")),
    ProfileColour("#9a7400", QT_TRANSLATE_NOOP("colours", "Yellow")),
    ProfileColour("#1f8a5b", QT_TRANSLATE_NOOP("colours", "Green")),
    ProfileColour("#0f7f93", QT_TRANSLATE_NOOP("colours", "Teal")),
    ProfileColour("#2f66d6", QT_TRANSLATE_NOOP("colours", "Blue")),
    ProfileColour("#7a4fd0", QT_TRANSLATE_NOOP("colours", "Violet")),
    ProfileColour("#b83a8a", QT_TRANSLATE_NOOP("colours", "Pink")),
)

_OF_KIND = {
    ProfileKind.PRODUCTION: "#c62f2f",
    ProfileKind.TEST: "#2f66d6",
    ProfileKind.SANDBOX: "#7a4fd0",
}


def colour_of_kind(kind: ProfileKind) -> str:
    """The colour a new profile of a kind gets: production is unmistakable."""
    return _OF_KIND[kind]


def dot_icon(colour: str, size: float = 0.6) -> QIcon:
    """A dot in a colour, for menus and lists.

    Args:
        colour: As # and six hexadecimal digits.
        size: Of the dot, as a part of the icon.
    """
    side = _DOT * 3
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    edge = side * (1 - size) / 2
    painter.drawEllipse(QRectF(edge, edge, side * size, side * size))
    painter.end()
    picture.setDevicePixelRatio(3)
    return QIcon(picture)


class ColourPicker(QWidget):
    """A row of dots; arrow keys move the choice as in a row of radio buttons.

    Signals:
        chosen: The person chose another colour.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for colour in PROFILE_COLOURS:
            dot = _Dot(colour)
            self._group.addButton(dot)
            row.addWidget(dot)
        row.addStretch(1)
        self.set_colour(PROFILE_COLOURS[0].value)
        self._group.buttonClicked.connect(lambda _dot: self.chosen.emit(self.colour))

    @property
    def colour(self) -> str:
        """What is chosen, as # and six hexadecimal digits."""
        dot = self._group.checkedButton()
        return dot.value if isinstance(dot, _Dot) else PROFILE_COLOURS[0].value

    def set_colour(self, value: str) -> None:
        """Choose a colour; one that is not in the row gets a dot of its own."""
        dots = [dot for dot in self._group.buttons() if isinstance(dot, _Dot)]
        found = next((dot for dot in dots if dot.value.lower() == value.lower()), None)
        if found is None:
            found = _Dot(ProfileColour(value, QT_TRANSLATE_NOOP("colours", "Own colour")))
            self._group.addButton(found)
            layout = self.layout()
            if isinstance(layout, QHBoxLayout):
                layout.insertWidget(layout.count() - 1, found)
        found.setChecked(True)
        for dot in self._group.buttons():
            on = dot.isChecked()
            dot.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)


class _Dot(QAbstractButton):
    def __init__(self, colour: ProfileColour) -> None:
        super().__init__()
        self.value = colour.value
        name = QCoreApplication.translate("colours", colour.name)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look().changed.connect(self.update)
        self.toggled.connect(
            lambda on: self.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
            )
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        group = self.group()
        if not step or group is None:
            super().keyPressEvent(event)
            return
        dots = group.buttons()
        following = dots[(dots.index(self) + step) % len(dots)]
        following.click()
        following.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.hasFocus():
            painter.setPen(QPen(look().color("accent"), 2))
            painter.drawEllipse(ring)
        elif self.isChecked() or self.underMouse():
            painter.setPen(QPen(look().color("text" if self.isChecked() else "edge"), 1.5))
            painter.drawEllipse(ring)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.value))
        painter.drawEllipse(ring.adjusted(4, 4, -4, -4))
        if self.isChecked():
            # Not by a ring alone: a tick says it, too.
            painter.setPen(QPen(QColor(Qt.GlobalColor.white), 1.8, c=Qt.PenCapStyle.RoundCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            middle = ring.center()
            painter.drawPolyline(
                [
                    middle + type(middle)(-3.2, 0.2),
                    middle + type(middle)(-0.8, 2.6),
                    middle + type(middle)(3.4, -2.4),
                ]
            )
        painter.end()
