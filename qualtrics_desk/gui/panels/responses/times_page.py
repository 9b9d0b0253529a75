"""How many responses came when, as a picture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.time_counts import bars_of, span_for
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_response_times_page import Ui_ResponseTimesPage

if TYPE_CHECKING:
    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.services.responses.over_time import RecordedCounts


class ResponseTimesPage(QWidget):
    """Counts the responses of a survey by day, week or month.

    Attributes:
        counts: What is shown, or None.
    """

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self.ui = Ui_ResponseTimesPage()
        self.ui.setupUi(self)
        self._panel = panel
        self.counts: RecordedCounts | None = None
        ui, actions = self.ui, panel.actions_
        for text, days in (
            (self.tr("Last 30 days"), 30),
            (self.tr("Last 90 days"), 90),
            (self.tr("Last 12 months"), 365),
            (self.tr("From the beginning"), 0),
        ):
            ui.since_box.addItem(text, days)
        ui.since_box.setCurrentIndex(3)
        actions.bind("responses.count", ui.count_button)
        actions.connect_to("responses.count", self._start)
        ui.count_button.setText(self.tr("Count"))
        ui.count_button.setIcon(QIcon())
        ui.survey_box.set_placeholder(self.tr("Choose a survey"))
        ui.survey_box.chosen.connect(lambda _survey: self.forget())
        ui.bars.pointed.connect(self._tell)
        self.setFocusProxy(ui.survey_box)
        self.forget()

    def forget(self) -> None:
        """Show nothing."""
        self._panel.tasks.cancel((self, "count"))
        self.counts = None
        self.ui.bars.show_bars(())
        self.ui.states.show_empty(
            self.tr("Nothing is counted"),
            self.tr(
                "The service gives no counts over time. So an export of the dates alone is asked"
                " for, without answers or names; the file is gone as soon as it is counted."
            ),
            self.tr("Count"),
            self._panel.actions_.qaction("responses.count").trigger,
            "responses",
        )
        self.offer()

    def offer(self) -> None:
        """Offer what can be done now."""
        why = "" if self.ui.survey_box.value else self.tr("Choose a survey first.")
        if self._panel.tasks.is_running((self, "count")):
            why = self.tr("It is under way.")
        self._panel.actions_.set_enabled("responses.count", not why, why)

    def _start(self) -> None:
        task = self._panel.tasks.start(self._count(), key=(self, "count"))
        task.add_done_callback(lambda _task: self.offer())
        self.offer()

    async def _count(self) -> None:
        from qualtrics_desk.services.background.response_messages import CountResponses
        from qualtrics_desk.services.responses.over_time import RecordedCounts

        ui = self.ui
        survey, name = str(ui.survey_box.value or ""), ui.survey_box.currentText()
        days = int(ui.since_box.currentData())
        since = None
        if days:
            today = datetime.now(UTC).astimezone().replace(hour=0, minute=0, second=0)
            since = (today - timedelta(days=days - 1)).astimezone(UTC)
        ui.states.show_loading(self.tr("The service writes the dates of “{0}”…").format(name))
        request = CountResponses(survey=survey, since=since)
        title = self.tr("Count the responses of “{0}”").format(name)
        try:
            counts = await self._panel.desk.run(title, request, RecordedCounts, room="responses")
        except DeskError as error:
            ui.states.show_error(error, self._start)
            return
        self.counts = counts
        self._show(counts, since)

    def _show(self, counts: RecordedCounts, since: datetime | None) -> None:
        if not counts.days:
            self.ui.states.show_empty(
                self.tr("No responses"),
                self.tr("In this time no response was recorded."),
                picture="responses",
            )
            return
        first = min(counts.days) if since is None else since.astimezone().date()
        today = datetime.now(UTC).astimezone().date()
        last = max(counts.days) if since is None else max(today, max(counts.days))
        bars = bars_of(counts.days, span_for(first, last), first, last)
        self.ui.bars.show_bars(bars)
        text = words.responses(counts.total)
        if counts.undated:
            text = self.tr("{0}, {1} of them without a date").format(
                text, words.number(counts.undated)
            )
        self.ui.total_label.setText(text)
        self.ui.states.show_content()
        self._tell(-1)

    def _tell(self, place: int) -> None:
        bars = self.ui.bars.bars
        if not 0 <= place < len(bars):
            self.ui.pointed_label.setText(
                self.tr("Point at a bar, or use the arrow keys, to read it.")
            )
            return
        bar = bars[place]
        when = words.day(bar.first)
        if bar.last != bar.first:
            when = f"{when} – {words.day(bar.last)}"
        self.ui.pointed_label.setText(f"{when}: {words.responses(bar.amount)}")
