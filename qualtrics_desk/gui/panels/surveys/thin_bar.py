"""A line that says something is on its way behind what is shown, and takes no room."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

PATIENCE_MS = 150
"""What is there sooner shows no progress: a bar that flashes says nothing."""


class ThinBar(QProgressBar):
    """Hidden until something takes a while."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setProperty("role", "thin")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.hide()

    def begin(self) -> None:
        """Something is on its way, nobody knows how much."""
        self.setRange(0, 0)
        if not self.isVisible():
            self._patience.start()

    def advance(self, done: int, total: int | None) -> None:
        """So much of it is there."""
        if total:
            self.setRange(0, total)
            self.setValue(done)

    def end(self) -> None:
        """It is there, or will not come."""
        self._patience.stop()
        self.hide()
