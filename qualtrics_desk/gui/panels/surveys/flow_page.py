"""The picture of a flow with its zoom above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.panels.surveys.flow_picture import STEP, FlowPicture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualtrics_desk.domain.definition.flow import Step


class FlowPage(QWidget):
    """Shows the steps of an outline as a picture.

    Signals:
        block_chosen: The person wants to read this block.
    """

    block_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = FlowPicture()
        name = self.tr("Picture of the flow; plus and minus zoom, arrows move it, 0 shows all")
        # A reader of screens comes to either of them.
        self.picture.setAccessibleName(name)
        self.picture.viewport().setAccessibleName(name)
        self.picture.block_chosen.connect(self.block_chosen)
        hint = QLabel(self.tr("Drag to move, Ctrl and the wheel to zoom"))
        hint.setProperty("role", "caption")
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 12, 4)
        row.setSpacing(4)
        row.addWidget(hint, 1)
        for icon, text, act in (
            ("minus", self.tr("Make the picture smaller"), lambda: self.picture.zoom(1 / STEP)),
            ("plus", self.tr("Make the picture larger"), lambda: self.picture.zoom(STEP)),
            ("flow", self.tr("Show the whole flow"), self.picture.fit),
        ):
            row.addWidget(self._button(icon, text, act))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.picture, 1)
        self.setFocusProxy(self.picture)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show a flow, all of it."""
        self.picture.show_steps(steps)

    def _button(self, icon: str, text: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setAccessibleName(text)
        button.setToolTip(text)
        set_icon(button, icon)
        button.clicked.connect(lambda _on=False: act())
        return button
