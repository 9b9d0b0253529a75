"""The third view: the links of all surveys, by the day on which they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qualtrics_desk.domain.rows import Comparison, Filter, Sort, View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.kept_table import KeptTable
from qualtrics_desk.gui.panels.distributions.distribution_columns import distribution_columns

if TYPE_CHECKING:
    from qualtrics_desk.gui.panels.distributions.panel import DistributionsPanel

_VIEW = View(
    filters=(
        Filter("expirationDate", Comparison.IS_NOT_EMPTY),
        Filter("kind", Comparison.IS, ("GeneratedInvite",)),
    ),
    sort=Sort("expirationDate"),
)


class EndingView(QObject):
    """The view.

    Attributes:
        table: The distributions of all surveys.
    """

    def __init__(self, panel: DistributionsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._ui = panel.ui
        self.table = KeptTable(
            panel.desk,
            panel.tasks,
            panel.ui.ending_page,
            distribution_columns,
            noun=words.distributions,
            remembered="ending links",
            parent=self,
        )

    def open(self) -> None:
        """Show what is kept."""
        from qualtrics_desk.services.tables.places import distributions_name

        if not self.table.name and self._panel.desk.is_signed_in:
            self.table.open(distributions_name(None), _VIEW)

    async def read(self) -> None:
        """Read the distributions of all surveys anew."""
        from qualtrics_desk.services.background.messages import ReadDistributions
        from qualtrics_desk.services.distributions.listing import DistributionsRead

        done = await self.table.read(
            self.tr("Read the distributions of all surveys"),
            ReadDistributions(),
            DistributionsRead,
            room=self._panel.ROOM,
        )
        if done is not None and (done.warnings or done.problems):
            said = self.tr("%Ln survey(s) cannot be read; they are marked.", "", done.problems)
            told = [*done.warnings, said] if done.problems else done.warnings
            self._ui.notice.tell(" ".join(told), "warning")

    def head(self) -> str:
        """What is shown, in one line."""
        reading = self.table.reading
        if reading is None:
            return self.tr("Links of all surveys, by the day on which they end")
        return self.tr("{0} of {1}").format(
            words.distributions(reading.rows),
            words.surveys(int(reading.facts.get("surveys", 0))),
        )

    def show_state(self) -> None:
        """Show the distributions, or why there are none."""
        states, table = self._ui.ending_states, self.table
        refresh = self._panel.actions_.qaction("distributions.refresh").trigger
        if table.failure is not None:
            states.show_error(table.failure, refresh)
        elif table.reading is not None:
            states.show_content()
        elif table.is_reading:
            states.show_loading(self.tr("Reading the distributions of all surveys…"))
        else:
            states.show_empty(
                self.tr("Which links end when"),
                self.tr(
                    "Each distribution says itself when its links end. All surveys are asked for"
                    " theirs; no link is read, and nobody is contacted."
                ),
                self.tr("Read all surveys"),
                refresh,
                "links",
            )
