"""Surveys: the list at the left, the survey one is at beside it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_surveys_panel import Ui_SurveysPanel
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.surveys.list_filter import ListFilter
from qualtrics_desk.gui.panels.surveys.offers import Offers
from qualtrics_desk.gui.panels.surveys.refusals import is_refusal, refusal
from qualtrics_desk.gui.panels.surveys.rich_text import clock
from qualtrics_desk.gui.panels.surveys.survey_actions import ACTIONS, DEEDS, SurveyActions
from qualtrics_desk.gui.panels.surveys.survey_list import SurveyListModel
from qualtrics_desk.gui.panels.surveys.survey_rows import SurveyRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.engine.progress import Progress
    from qualtrics_desk.store.tables.reading import Reading
    from qualtrics_desk.store.tables.table import Table

SIDE, DETAIL = 340, 760
"""Widths at the design size; the detail takes what a larger window gives."""
_SEEN_WITHIN = 0.5
"""Seconds that stored rows may take to be shown before the profile is opened all the same."""


class SurveysPanel(Panel):
    """Find a survey and see what it asks."""

    ROOM = "surveys"
    ACTIONS = (*ACTIONS, *DEEDS)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_SurveysPanel()
        self.ui.setupUi(self)
        self._table: Table | None = None
        self._reading: Reading | None = None
        self._failure: DeskError | None = None
        self._wanted = ""
        self._is_waiting = False
        self.model = SurveyListModel(self.tasks, self)
        self.filter = ListFilter(self.ui, self)
        self.ui.survey_list.show_model(self.model)
        self.ui.detail.begin(desk, self.tasks)
        self._survey_actions = SurveyActions(self, self.ui.detail)
        self._offers = Offers(self)
        self._connect()
        self.ui.splitter.setSizes([SIDE, DETAIL])
        self.ui.splitter.setStretchFactor(1, 1)
        self.setFocusProxy(self.ui.survey_list)
        self._show_nothing_chosen()

    @override
    async def enter(self, what: Mapping[str, Any]) -> None:
        """Show the list; with `survey`, that one."""
        self._wanted = str(what.get("survey", "") or self._wanted)
        if self._table is None:
            self._start_open()
        elif self._is_waiting:
            self._is_waiting = False
            self._refresh_all()
        await self._choose_wanted()

    @override
    async def show_stored(self, profile: str) -> None:
        """The surveys last seen; they are read anew once the profile is open."""
        if self._table is not None:
            return
        arrived = asyncio.Event()
        arrive = arrived.set
        self.model.rows_arrived.connect(arrive)
        try:
            await self.tasks.start(self._open(profile), key="open")
            if self._reading is not None and self._reading.rows:
                # A window that nobody sees asks for no row.
                with suppress(TimeoutError):
                    await asyncio.wait_for(arrived.wait(), _SEEN_WITHIN)
        finally:
            self.model.rows_arrived.disconnect(arrive)

    def _start_open(self) -> None:
        from qualtrics_desk.services.tables.places import profile_of

        if not self.tasks.is_running("open"):
            self.tasks.start(self._open(profile_of(self.desk.session)), key="open")

    @override
    def reset(self) -> None:
        """Forget the surveys of the profile before."""
        for key in ("open", "refresh", "first rows", "choose"):
            self.tasks.cancel(key)
        table, self._table = self._table, None
        self._reading = self._failure = None
        self._wanted = ""
        self._is_waiting = False
        self.model.show_table(None, (), self.filter.view)
        self.filter.clear()
        self.ui.survey_list.forget()
        self._offers.facts.forget()
        self._offers.restore()
        self.ui.detail.forget()
        self.ui.notice.clear()
        self.ui.subtitle_label.setText("")
        self.ui.states.show_content()
        self._show_nothing_chosen()
        self._survey_actions.show_state()
        self._offers.show_state()
        if table is not None:
            self.desk.tasks.start(asyncio.to_thread(table.close))

    @override
    async def aclose(self) -> None:
        """End what is under way and close the store."""
        await super().aclose()
        if self._table is not None:
            await asyncio.to_thread(self._table.close)

    def _connect(self) -> None:
        self.actions_.bind("surveys.refresh", self.ui.refresh_button)
        self.ui.refresh_button.setText(self.tr("Refresh"))
        self.actions_.connect_to("surveys.refresh", self._refresh_all)
        self.actions_.connect_to("surveys.find", self.filter.focus)
        self.filter.view_changed.connect(lambda: self.model.set_view(self.filter.view))
        self.filter.left_downwards.connect(self._enter_list)
        self.model.replaced.connect(self._on_listed)
        self.model.failed.connect(self._on_store_failed)
        self.ui.survey_list.survey_chosen.connect(self._on_chosen)
        self.desk.settings_changed.connect(self._show_me)
        self.desk.signed_in.connect(self._offers.show_state)

    # Reading

    async def _open(self, profile: str) -> None:
        from qualtrics_desk.services.tables.places import surveys_table

        self.ui.states.show_loading(self.tr("Reading the list of surveys…"))
        try:
            table = await asyncio.to_thread(surveys_table, self.desk.home, profile)
            self._table = table
            self._reading = await asyncio.to_thread(lambda: table.shown)
        except DeskError as error:
            self.ui.states.show_error(error, self._open_again)
            return
        columns = () if self._reading is None else self._reading.columns
        self.model.show_table(table, columns, self.filter.view)
        self._show_me()
        self._is_waiting = not self.desk.is_signed_in
        self._refresh()

    def _open_again(self) -> None:
        table, self._table = self._table, None
        if table is not None:
            table.close()
        self._start_open()

    def _refresh_all(self) -> None:
        self._refresh()
        if self.ui.detail.survey is not None:
            self.ui.detail.show_survey(self.ui.detail.survey, anew=True)

    def refresh(self) -> None:
        """Read the list anew; what is selected and where one is stay."""
        self._refresh_all()

    def _refresh(self) -> None:
        if not self.desk.is_signed_in or self.tasks.is_running("refresh"):
            return
        if self._table is not None:
            self.tasks.start(self._read(self._table), key="refresh")

    async def _read(self, table: Table) -> None:
        from qualtrics_desk.services.background.messages import RefreshSurveys
        from qualtrics_desk.services.tables.reading import TableRead

        failure: DeskError | None = None
        warnings: list[str] = []
        self._failure = None
        self._show_state()
        self.ui.thin_bar.begin()
        self.actions_.set_enabled("surveys.refresh", False, self.tr("The list is being read."))
        try:
            read = await self.desk.worker.call(RefreshSurveys(), TableRead, self._on_progress)
            warnings = read.warnings
        except DeskError as error:
            failure = error
        finally:
            self.ui.thin_bar.end()
            self.actions_.set_enabled("surveys.refresh", True)
        self._failure = failure
        await self._show_read(table)
        self._tell(warnings)

    def _on_progress(self, progress: Progress) -> None:
        self.ui.thin_bar.advance(progress.done, progress.total)
        if self._reading is None or not self._reading.is_complete:
            self.tasks.start(self._show_first_rows(), key="first rows")

    async def _show_first_rows(self) -> None:
        table = self._table
        if table is None:
            return
        reading = await asyncio.to_thread(lambda: table.shown)
        if reading is not None and table is self._table:
            self._reading = reading
            self.model.learn_columns(reading.columns)
            self.model.appended()

    async def _show_read(self, table: Table) -> None:
        """Show what the reading brought; the survey one is at stays."""
        survey = self.ui.detail.survey
        self._reading = await asyncio.to_thread(lambda: table.shown)
        chosen = [row.id for row in self.ui.survey_list.selected_surveys]
        places = await asyncio.to_thread(table.ids_of, chosen)
        moved = None if survey is None else await asyncio.to_thread(table.id_of, survey.id)
        if self._reading is not None:
            self.model.learn_columns(self._reading.columns)
        self.ui.survey_list.follow(moved, frozenset(places.values()))
        self.model.reload()
        self._show_state()

    def _tell(self, warnings: list[str]) -> None:
        """Say what is odd about the list that is shown."""
        notice, again = self.ui.notice, self.tr("Try again")
        reading = self._reading
        if self._failure is not None and reading is not None and reading.rows:
            said = explain(self._failure).sentences
            text = (
                self.tr("The list could not be read anew. {0}").format(said)
                if reading.is_complete
                else self.tr("Only {0} could be read. {1}").format(
                    words.surveys(reading.rows), said
                )
            )
            notice.tell(text, "warning", again, self._refresh)
        elif warnings:
            text = self.tr("The list may not be complete. {0}").format(" ".join(warnings))
            notice.tell(text, "warning", again, self._refresh)
        else:
            notice.clear()

    # What is shown

    def _on_listed(self) -> None:
        self._show_state()
        if self._wanted:
            self.tasks.start(self._choose_wanted(), key="choose")

    def _on_store_failed(self, error: DeskError) -> None:
        self.ui.notice.tell(
            explain(error).sentences, "danger", self.tr("Try again"), lambda: self.model.reload()
        )

    def _show_state(self) -> None:
        self._show_subtitle()
        reading, states = self._reading, self.ui.states
        if reading is None or not (reading.rows or reading.is_complete):
            if self._failure is not None:
                states.show_error(self._explained(self._failure), self._refresh)
            else:
                states.show_loading(self.tr("Reading the list of surveys…"))
        elif not reading.rows:
            states.show_empty(
                self.tr("No surveys"),
                self.tr(
                    "Surveys that you own or that were shared with you one by one stand here. "
                    "The service does not list those shared with a group."
                ),
                self.tr("Refresh"),
                self._refresh,
                "surveys",
            )
        else:
            states.show_content()
            self._show_list_state()

    def _explained(self, failure: DeskError) -> DeskError | dict[str, Any]:
        if not is_refusal(failure):
            return failure
        return refusal(
            failure,
            self.tr("Your user may not list surveys."),
            self.tr("The right to use the API or to see surveys is missing."),
            self.tr("A brand administrator can give it to you."),
        )

    def _show_list_state(self) -> None:
        if self.model.ids or self.model.is_busy:
            self.ui.list_states.show_content()
        else:
            self.ui.list_states.show_empty(
                self.tr("Nothing found"),
                self.tr("No survey fits the search and the filter."),
                self.tr("Show all"),
                self._show_all,
                "search",
            )

    def _show_all(self) -> None:
        self.filter.clear()
        self.filter.focus()

    def _show_subtitle(self) -> None:
        reading, view = self._reading, self.filter.view
        if reading is None or (self._failure is not None and not reading.rows):
            self.ui.subtitle_label.setText("")
            return
        said = words.surveys(reading.rows)
        if view.text or view.filters:
            said = self.tr("{0} of {1}").format(words.number(len(self.model.ids)), said)
        if self.tasks.is_running("refresh") and not reading.is_complete:
            said += " · " + self.tr("still reading")
        elif reading.read_at is not None:
            said += " · " + self.tr("updated {0}").format(clock(reading.read_at))
        self.ui.subtitle_label.setText(said)

    def _show_me(self) -> None:
        me = self.desk.me
        if me is not None and self.model.me != me.user_id:
            self.model.me = me.user_id
            self.filter.know(me.user_id or "")
            self.ui.survey_list.viewport().update()

    # The survey one is at

    def _enter_list(self) -> None:
        survey_list = self.ui.survey_list
        survey_list.setFocus()
        if not survey_list.currentIndex().isValid() and self.model.rowCount():
            survey_list.setCurrentIndex(self.model.index(0, 0))

    async def _choose_wanted(self) -> None:
        table, wanted, reading = self._table, self._wanted, self._reading
        if table is None or not wanted:
            return
        row_id = await asyncio.to_thread(table.id_of, wanted)
        if wanted != self._wanted:
            return
        if row_id is None:
            if reading is not None and reading.is_complete and not self.tasks.is_running("refresh"):
                # Shared with a group: not in the list, yet it can be read.
                self._wanted = ""
                self._on_chosen(SurveyRow(wanted, wanted, None, None, None, ""))
        elif self.ui.survey_list.choose_row(row_id):
            self._wanted = ""
        elif not self.model.is_busy:
            # A search or a filter hides it.
            self.filter.clear()

    def _on_chosen(self, survey: SurveyRow) -> None:
        self.ui.detail_states.show_content()
        self.ui.detail.show_survey(survey)
        self._survey_actions.show_state()
        self._offers.show_state()

    def _show_nothing_chosen(self) -> None:
        self.ui.detail_states.show_empty(
            self.tr("No survey chosen"),
            self.tr("Choose a survey from the list to see its questions, its flow and its data."),
            picture="surveys",
        )
