"""What a brand uses: numbers, and how many users signed in within so many days, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from qualtrics_desk.gui import words

if TYPE_CHECKING:
    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_view import Raw

_DAYS = (1, 7, 14, 30, 60, 90, 120)


class UsageView(QWidget):
    """Shows `stats` of the organisation (qualtrics-api.md D.17)."""

    def __init__(self, _page: AreaPage) -> None:
        super().__init__()
        self.numbers = QLabel()
        self.numbers.setWordWrap(True)
        title = QLabel(self.tr("Users who signed in"))
        title.setProperty("role", "strong")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.bars: dict[str, tuple[QProgressBar, QLabel]] = {}
        rows = [(f"past{days}Days", words.last_days(days)) for days in _DAYS]
        rows += [("ever", self.tr("ever")), ("never", self.tr("never"))]
        for row, (key, text) in enumerate(rows):
            label, bar, number = QLabel(text), QProgressBar(), QLabel()
            label.setProperty("role", "caption")
            bar.setTextVisible(False)
            bar.setAccessibleName(text)
            for place, widget in enumerate((label, bar, number)):
                grid.addWidget(widget, row, place)
            self.bars[key] = bar, number
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.numbers)
        column.addWidget(title)
        column.addLayout(grid)
        column.addStretch(1)

    def show_thing(self, raw: Raw) -> None:
        """Show what a brand uses."""
        stats = raw.get("stats")
        held = stats if isinstance(stats, dict) else {}
        logins = _part(held, "loginActivity")
        surveys, answers = _part(held, "surveyCounts"), _part(held, "responseCounts")
        total = _whole(logins.get("totalUsers"))
        self.numbers.setText(
            self.tr("{0} · {1}, {2} of them active · {3}").format(
                words.users(total),
                words.surveys(_whole(surveys.get("totalSurveys"))),
                words.number(_whole(surveys.get("activeSurveys"))),
                words.responses(_whole(answers.get("auditable"))),
            )
        )
        for key, (bar, number) in self.bars.items():
            count = _whole(logins.get(key))
            bar.setRange(0, max(total, 1))
            bar.setValue(count)
            number.setText(words.number(count))

    def forget(self) -> None:
        """Show nothing."""
        self.numbers.clear()


def _part(held: dict[str, Any], key: str) -> dict[str, Any]:
    found = held.get(key)
    return found if isinstance(found, dict) else {}


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
