"""The steps of an assistant in a row: done, at hand, ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.theme import set_role, set_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

_DASH = 20
_ICON = 16


class StepBar(QWidget):
    """Named steps; those that can be gone to are buttons.

    Signals:
        step_chosen: The person wants to go to the step with this number.
    """

    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[QToolButton] = []
        self._titles: list[str] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_steps(self, titles: Sequence[str]) -> None:
        """Name the steps; once."""
        self._titles = list(titles)
        for number, title in enumerate(titles):
            if number:
                self._row.addWidget(_dash())
            button = QToolButton()
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(_ICON, _ICON))
            button.setText(title)
            button.clicked.connect(lambda _=False, step=number: self.step_chosen.emit(step))
            self._row.addWidget(button)
            self._buttons.append(button)
        self._row.addStretch()
        self.show_step(0, first=0, last=0, done=frozenset())

    def show_step(self, current: int, *, first: int, last: int, done: frozenset[int]) -> None:
        """Show where one is, which steps can be gone to, and what is behind one."""
        for number, button in enumerate(self._buttons):
            title = self._titles[number]
            is_done = number in done and number != current
            is_open = first <= number <= last
            set_role(button, "step-here" if number == current else "step")
            set_tone(button, "success" if is_done else "")
            button.setText(title if is_done else f"{number + 1}  {title}")
            if is_done:
                set_icon(button, "check", "success")
            else:
                button.setIcon(QIcon())
            button.setEnabled(is_open)
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus
                if is_open and number != current
                else Qt.FocusPolicy.NoFocus
            )
            state = (
                self.tr("current step")
                if number == current
                else self.tr("done")
                if is_done
                else self.tr("to come")
            )
            button.setAccessibleName(
                self.tr("Step {0} of {1}: {2}, {3}").format(
                    number + 1, len(self._buttons), title, state
                )
            )


def _dash() -> QFrame:
    dash = QFrame()
    dash.setProperty("role", "line")
    dash.setFixedSize(_DASH, 1)
    return dash
