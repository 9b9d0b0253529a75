"""The outcomes of a job with their counts; pressing one shows its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.theme import set_role
from qualtrics_desk.gui.widgets.flow_layout import FlowLayout
from qualtrics_desk.gui.widgets.outcome_bar import TONES, shown_counts
from qualtrics_desk.gui.words import number, state_mark

if TYPE_CHECKING:
    from collections.abc import Mapping


class OutcomeLegend(QWidget):
    """At most one outcome is pressed.

    Signals:
        chosen: The outcome; "" when none is pressed any more.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QToolButton] = {}
        self._pressable = True
        self._flow = FlowLayout(self)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show these rows by outcome; those without rows are left out."""
        shown = dict(shown_counts(counts))
        for name in [*self._buttons]:
            if name not in shown:
                button = self._buttons.pop(name)
                self._flow.removeWidget(button)
                button.deleteLater()
        for place, (name, count) in enumerate(shown.items()):
            if name not in self._buttons:
                self._buttons[name] = self._make(name)
                self._flow.insert(place, self._buttons[name])
            text = f"{number(count)} {state_mark(name).word}"
            self._buttons[name].setText(text)
            self._buttons[name].setAccessibleName(text)
            self._buttons[name].setEnabled(self._pressable)

    def set_pressable(self, pressable: bool) -> None:
        """Whether there are rows to be shown."""
        self._pressable = pressable
        for button in self._buttons.values():
            button.setEnabled(pressable)

    def choose(self, name: str) -> None:
        """Press one, or none for "", without a signal."""
        for known, button in self._buttons.items():
            button.setChecked(known == name)

    def button(self, name: str) -> QToolButton | None:
        """The button of an outcome."""
        return self._buttons.get(name)

    def _make(self, name: str) -> QToolButton:
        button = QToolButton(self)
        set_role(button, "toggle")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(icon(state_mark(name).icon, TONES[name]))
        button.setToolTip(self.tr("Show only these rows"))
        button.clicked.connect(lambda checked: self._on_clicked(name, checked))
        return button

    def _on_clicked(self, name: str, checked: bool) -> None:
        self.choose(name if checked else "")
        self.chosen.emit(name if checked else "")
