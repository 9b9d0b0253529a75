"""How many calls went to the service in the last minute."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget


class RateMeter(QLabel):
    """A quiet number in the header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "muted")
        self.setMinimumWidth(72)

    def set_rate(self, calls: int | None) -> None:
        """Show calls of the last minute; None shows nothing."""
        if calls is None:
            self.clear()
            self.setToolTip("")
            return
        self.setText(self.tr("{0} / min").format(f"{calls:n}"))
        self.setToolTip(
            self.tr(
                "{0} calls to the service in the last minute, by this window and its worker"
            ).format(f"{calls:n}")
        )
        self.setAccessibleName(self.toolTip())
