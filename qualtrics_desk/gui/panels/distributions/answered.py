"""The second view: who of a list got it, opened it, answered; a funnel and the sheet below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from qualtrics_desk.domain.respondents import Stage, reached
from qualtrics_desk.domain.rows import Comparison, Filter, View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.kept_table import KeptTable
from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.panels.distributions import writing
from qualtrics_desk.gui.panels.distributions.stage_words import sheet_funnel, stage_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.gui.panels.distributions.panel import DistributionsPanel
    from qualtrics_desk.store.tables.reading import Reading

STAGE = "stage"
_REMINDER = ("firstName", "lastName", "email", "extRef", "link", "linkExpiration")


class AnsweredView(QObject):
    """The view.

    Attributes:
        table: The sheet.
        page: Where it is shown.
    """

    def __init__(self, panel: DistributionsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._ui = panel.ui
        self.page = panel.ui.answered_page
        self.table = KeptTable(
            panel.desk,
            panel.tasks,
            self.page,
            _columns,
            noun=words.contacts,
            remembered="status sheet",
            parent=self,
        )
        self._ui.list_box.chosen.connect(lambda _value: self._on_list())
        self._ui.funnel.chosen.connect(self.show_stage)
        self.page.filter_bar.view_changed.connect(
            lambda view: self._ui.funnel.choose(stage_of_view(view))
        )

    @property
    def list_id(self) -> str | None:
        """The list that was chosen."""
        value = self._ui.list_box.value
        return value if isinstance(value, str) else None

    def open(self) -> None:
        """Show the sheet of the list as it is kept."""
        from qualtrics_desk.services.tables.places import status_name

        survey, list_id = self._panel.survey, self.list_id
        if survey is None or list_id is None:
            self.table.close()
            return
        self.table.open(status_name(survey.id, list_id))

    def _on_list(self) -> None:
        self._ui.notice.clear()
        self.open()
        self._panel.show_state()

    async def read(self) -> None:
        """Make the sheet anew."""
        from qualtrics_desk.services.background.messages import ReadStatus
        from qualtrics_desk.services.distributions.status import StatusRead

        survey, list_id = self._panel.survey, self.list_id
        if survey is None or list_id is None:
            return
        chosen = next((one for one in self._panel.lists or () if one.list_id == list_id), None)
        done = await self.table.read(
            self.tr("Status sheet of “{0}”").format(survey.name),
            ReadStatus(
                survey=survey.id,
                list_id=list_id,
                directory=None if chosen is None else chosen.directory,
            ),
            StatusRead,
            room=self._panel.ROOM,
        )
        if done is not None:
            self._tell(done.missing, done.warnings)

    def _tell(self, missing: Mapping[str, str], warnings: Sequence[str]) -> None:
        """Name the columns that are empty and why, then what else there is to be said."""
        told = list(warnings)
        if missing:
            titles = {column.key: column.title for column in self.page.model.columns}
            names = ", ".join(titles.get(key, key) for key in missing)
            reasons = " ".join(dict.fromkeys(missing.values()))
            told.insert(0, self.tr("These columns are empty: {0}. {1}").format(names, reasons))
        if told:
            self._ui.notice.tell(" ".join(told), "warning")

    def show_stage(self, key: str) -> None:
        """Show those who have come as far as a stage."""
        bar, model = self.page.filter_bar, self.page.model
        view = View(text=bar.view().text, filters=stage_filters(key))
        bar.set_view(view)
        model.set_view(msgspec.structs.replace(view, sort=model.view.sort))
        self._ui.funnel.choose(key)

    async def export(self) -> None:
        """Write the rows and columns that are shown."""
        columns = [(one.key, one.title) for one in self.page.grid.shown_columns()]
        await self._write(self.page.model.view, columns, self.tr("status"))

    async def export_reminders(self) -> None:
        """Write those to be reminded, with their links."""
        from qualtrics_desk.services.distributions.status_views import remind_view

        reading = self.table.reading
        if reading is None:
            return
        titles = {column.key: column.title for column in _columns(reading)}
        columns = [(key, titles[key]) for key in _REMINDER]
        await self._write(remind_view(), columns, self.tr("reminders"))

    async def _write(self, view: View, columns: list[tuple[str, str]], what: str) -> None:
        survey = self._panel.survey
        name = f"{'' if survey is None else survey.name} {what}"
        await writing.export_table(
            self._panel, self._panel.desk, self.table.name, view, columns, name, words.contacts
        )

    def head(self) -> str:
        """What is shown, in one line."""
        survey, reading = self._panel.survey, self.table.reading
        name = "" if survey is None else survey.name
        if reading is None:
            return name
        finished = reading.facts.get("stages", {}).get(Stage.FINISHED.value, 0)
        told = self.tr("{0} of {1} finished").format(
            words.number(finished), words.contacts(reading.rows)
        )
        return f"{name} · {told}"

    def show_state(self) -> None:
        """Show the sheet, or why there is none."""
        panel, states, table = self._panel, self._ui.answered_states, self.table
        text = panel.tr("Choose the survey, then the list whose people you want to follow.")
        if panel.show_missing_survey(states, text):
            return
        again = panel.actions_.qaction("distributions.refresh").trigger
        if table.failure is not None:
            states.show_error(table.failure, again)
        elif self.list_id is None:
            states.show_empty(
                panel.tr("Choose a list"),
                panel.tr("The sheet has one row for each contact of a list."),
                picture="contacts",
            )
        elif table.reading is not None:
            states.show_content()
            self._show_reading(table.reading)
        elif table.is_reading:
            states.show_loading(panel.tr("Reading histories and responses…"))
        else:
            states.show_empty(
                panel.tr("Who answered?"),
                panel.tr(
                    "The sheet joins the contacts of the list with the links that were read, the"
                    " histories of all distributions and the responses. Reading it contacts nobody."
                ),
                panel.tr("Make the sheet"),
                again,
                "responses",
            )

    def _show_reading(self, reading: Reading) -> None:
        funnel = self._ui.funnel
        stages = sheet_funnel(reading.facts.get("stages", {}))
        funnel.set_stages(stages)
        for facts in stages:
            stage = funnel.stage(facts.key)
            if stage is not None:
                stage.set_pressable(facts.amount > 0)
        funnel.choose(stage_of_view(self.page.filter_bar.view()))
        missing = reading.facts.get("missing") or {}
        if missing and not self._ui.notice.isVisible():
            self._tell(missing, reading.warnings)


def stage_filters(key: str) -> tuple[Filter, ...]:
    """The filter of a stage of the funnel; "" is none."""
    return (Filter(STAGE, Comparison.IS, reached(Stage(key))),) if key else ()


def stage_of_view(view: View) -> str:
    """The stage whose people a view shows, or ""."""
    return next((stage.value for stage in Stage if view.filters == stage_filters(stage)), "")


def _columns(reading: Reading) -> tuple[Column, ...]:
    return columns_of(
        reading.columns,
        hidden=("contactId", "contactLookupId", "distributions", "linkExpiration"),
        formats={STAGE: stage_word},
        widths={"link": 22, "bounceReason": 18},
    )
