"""What is being done, one line a phase: done with its count, at work, still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.icons import pixmap
from qualtrics_desk.gui.theme import look, set_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.tokens import Tone
    from qualtrics_desk.services.engine.progress import Progress

_ICON = 18
_WIDTH = 440


class PhaseList(QFrame):
    """Phases in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(_WIDTH)
        self._phases: list[str] = []
        self._lines: dict[str, tuple[QLabel, QLabel, QLabel]] = {}
        self._current = ""
        self._totals: dict[str, int] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        column.addWidget(self.heading)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        column.addWidget(self._bar)
        self._note = QLabel()
        self._note.setProperty("role", "caption")
        self._note.setWordWrap(True)
        column.addWidget(self._note)
        look().changed.connect(self._draw)

    def set_phases(self, phases: Sequence[tuple[str, str]]) -> None:
        """Name the phases by key and title; once."""
        for place, (key, title) in enumerate(phases):
            icon, name, count = QLabel(), QLabel(title), QLabel()
            icon.setFixedSize(_ICON, _ICON)
            count.setAlignment(Qt.AlignmentFlag.AlignRight)
            count.setProperty("role", "muted")
            self._grid.addWidget(icon, place, 0)
            self._grid.addWidget(name, place, 1)
            self._grid.addWidget(count, place, 2)
            self._phases.append(key)
            self._lines[key] = (icon, name, count)

    def begin(self, heading: str, note: str = "", totals: dict[str, int] | None = None) -> None:
        """Start anew; totals are those that are known beforehand, by phase."""
        self.heading.setText(heading)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._totals = dict(totals or {})
        self._current = self._phases[0] if self._phases else ""
        self._bar.setRange(0, 0)
        for _, _, count in self._lines.values():
            count.setText("")
        self._draw()

    def take(self, progress: Progress) -> None:
        """Show a sign of progress."""
        key = progress.phase
        total = progress.total or self._totals.get(key)
        if key in self._lines:
            if key != self._current:
                self._current = key
                self._draw()
            done = max(progress.done, 0)
            known = total is not None and done <= total
            text = words.of(done, total) if known and total else words.number(done)
            self._lines[key][2].setText(text if done else "")
        if total and progress.done <= total:
            self._bar.setRange(0, total)
            self._bar.setValue(progress.done)
        else:
            self._bar.setRange(0, 0)
        if progress.note:
            self._note.setText(progress.note)
            self._note.show()

    def finish(self) -> None:
        """Everything is done."""
        self._current = ""
        self._bar.setRange(0, 1)
        self._bar.setValue(1)

    def _draw(self) -> None:
        at = self._phases.index(self._current) if self._current in self._phases else -1
        for place, key in enumerate(self._phases):
            icon, name, _ = self._lines[key]
            is_done, is_here = place < at, place == at
            picture, tone = _picture(is_done=is_done, is_here=is_here)
            icon.setPixmap(pixmap(picture, tone, _ICON, self.devicePixelRatioF()))
            set_role(name, "strong" if is_here else "" if is_done else "muted")


def _picture(*, is_done: bool, is_here: bool) -> tuple[str, Tone]:
    if is_done:
        return "check", "success"
    return ("arrow-right", "accent") if is_here else ("clock", "muted")
