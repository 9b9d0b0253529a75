"""How often each answer of a column was given, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.rows import Value


class AnswerBars(QWidget):
    """Shows answers with their counts, the commonest first.

    Attributes:
        counts: What is shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts: list[tuple[str, int]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)

    def show_counts(self, counts: Sequence[tuple[Value, int]]) -> None:
        """Show these."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._grid.setRowStretch(2 * len(self.counts), 0)
        self.counts = [(self._said(value), count) for value, count in counts]
        most = max((count for _, count in counts), default=1)
        for place, (text, count) in enumerate(self.counts):
            label, bar, number = ElidedLabel(), QProgressBar(), QLabel(words.number(count))
            label.setText(text)
            bar.setTextVisible(False)
            bar.setRange(0, most)
            bar.setValue(count)
            bar.setAccessibleName(f"{text}: {words.number(count)}")
            self._grid.addWidget(label, 2 * place, 0)
            self._grid.addWidget(number, 2 * place, 1)
            self._grid.addWidget(bar, 2 * place + 1, 0, 1, 2)
        self._grid.setRowStretch(2 * len(self.counts), 1)

    def _said(self, value: Value) -> str:
        return self.tr("(no answer)") if value in (None, "") else " ".join(str(value).split())
