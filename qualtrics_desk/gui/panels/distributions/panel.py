"""Distributions: what was sent and made, who answered, which links end; three views."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QIcon
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_distributions_panel import Ui_DistributionsPanel
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.distributions import writing
from qualtrics_desk.gui.panels.distributions.answered import AnsweredView
from qualtrics_desk.gui.panels.distributions.distribution_actions import ACTIONS
from qualtrics_desk.gui.panels.distributions.ending import EndingView
from qualtrics_desk.gui.panels.distributions.sent import SentView
from qualtrics_desk.gui.survey_choosing import SurveyChoosing
from qualtrics_desk.gui.widgets.choice_box import Choice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.kept_table import KeptTable
    from qualtrics_desk.gui.survey_choices import SurveyChoice
    from qualtrics_desk.services.links.browse import ListChoice

Work = Callable[[], Coroutine[Any, Any, None]]
SENT, ANSWERED, ENDING = range(3)
_SOON_DAYS = 14


class DistributionsPanel(Panel):
    """The room.

    Attributes:
        choosing: The surveys, the lists, and the survey that was chosen.
        sent: The first view.
        answered: The second one.
        ending: The third one.
    """

    ROOM = "distributions"
    ACTIONS = ACTIONS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_DistributionsPanel()
        self.ui.setupUi(self)
        self.choosing = SurveyChoosing(self, self.ui.survey_box)
        self._set_up_pages()
        self.sent = SentView(self)
        self.answered = AnsweredView(self)
        self.ending = EndingView(self)
        self.choosing.changed.connect(self._on_choices)
        self.choosing.chosen.connect(self._on_survey)
        for table in self._tables():
            table.changed.connect(self.show_state)
        self._set_up_actions()
        self.show_state()

    def _set_up_pages(self) -> None:
        ui = self.ui
        for page, name, find in (
            (ui.sent_page, self.tr("Distributions"), self.tr("Find a distribution…")),
            (
                ui.answered_page,
                self.tr("Contacts and what became of them"),
                self.tr("Find a contact…"),
            ),
            (ui.ending_page, self.tr("Links that end"), self.tr("Find a distribution…")),
        ):
            page.begin(self.tasks)
            page.grid.setAccessibleName(name)
            page.filter_bar.set_placeholder(find)
            page.failed.connect(self._on_grid_failed)
            page.model.replaced.connect(self._show_actions)
        ui.list_box.set_placeholder(self.tr("Choose a list"))
        ui.tabs.currentChanged.connect(lambda _place: self._on_tab())

    def _set_up_actions(self) -> None:
        ui, act, bind = self.ui, self.actions_.connect_to, self.actions_.bind
        buttons: tuple[tuple[str, QPushButton, Work], ...] = (
            ("distributions.refresh", ui.refresh_button, self._refresh),
            ("distributions.remind_list", ui.remind_list_button, self.answered.export_reminders),
            ("distributions.remind", ui.remind_button, self.sent.remind),
            ("distributions.thank", ui.thank_button, self.sent.thank),
            ("distributions.history", ui.history_button, self.sent.count_history),
            ("distributions.links", ui.links_button, self.sent.open_links),
            ("distributions.delete", ui.delete_button, self.sent.delete),
        )
        for action, button, do in buttons:
            bind(action, button)
            button.setIcon(QIcon())
            act(action, self.tasks.starter(do, action))
        for action, do in (
            ("distributions.send", self.sent.send),
            ("distributions.text", self.sent.text),
            ("distributions.export", self._export),
        ):
            act(action, self.tasks.starter(do, action))
        act("distributions.survey", self.choosing.focus)
        ui.main_button.clicked.connect(self._main)
        self.answered.page.set_export(self.actions_.qaction("distributions.export"))

    # Coming and going

    @override
    async def enter(self, what: Mapping[str, Any]) -> None:
        """Show the surveys; with `survey` and `list_id`, what became of that list."""
        await self.choosing.loaded()
        wanted, list_id = what.get("survey"), what.get("list_id")
        if wanted:
            self.choosing.choose(wanted)
        if list_id and self.ui.list_box.select(list_id):
            self.ui.tabs.setCurrentIndex(ANSWERED)
            self.answered.open()
        if self.survey is None:
            self.ui.survey_box.setFocus()

    @override
    def reset(self) -> None:
        """Forget everything of the profile before."""
        for action in ACTIONS:
            self.tasks.cancel(action.id)
        for table in self._tables():
            table.close()
        self.choosing.reset()
        self.ui.list_box.set_choices(())
        self.ui.notice.clear()
        self.show_state()

    def _on_choices(self) -> None:
        self.ui.list_box.set_choices(
            [
                Choice(
                    one.name
                    if one.count is None
                    else f"{one.name}   ·   {words.number(one.count)}",
                    one.list_id,
                    one.list_id,
                )
                for one in self.lists or ()
            ]
        )
        self.show_state()

    def _on_survey(self) -> None:
        self.ui.notice.clear()
        self.sent.open()
        self.answered.open()
        self.show_state()

    def _on_tab(self) -> None:
        self.ui.notice.clear()
        if self.view == ENDING:
            self.ending.open()
        self.show_state()

    # What is known and done

    @property
    def survey(self) -> SurveyChoice | None:
        """The survey that was chosen."""
        return self.choosing.survey

    @property
    def surveys(self) -> Sequence[SurveyChoice] | None:
        """The surveys to choose from; None while they are not known."""
        return self.choosing.surveys

    @property
    def lists(self) -> Sequence[ListChoice] | None:
        """The lists of the brand; None while they are not known."""
        return self.choosing.lists

    def _tables(self) -> tuple[KeptTable, KeptTable, KeptTable]:
        return self.sent.table, self.answered.table, self.ending.table

    @property
    def view(self) -> int:
        """Which of the three views is shown."""
        return self.ui.tabs.currentIndex()

    async def _refresh(self) -> None:
        await self.choosing.loaded()
        if self.view == SENT:
            await self.sent.read()
        elif self.view == ANSWERED:
            await self.answered.read()
        else:
            await self.ending.read()

    async def _export(self) -> None:
        if self.view == ANSWERED:
            await self.answered.export()
            return
        table = self.sent.table if self.view == SENT else self.ending.table
        page = self.ui.sent_page if self.view == SENT else self.ui.ending_page
        name = self.tr("Distributions") if self.view == SENT else self.tr("Ending links")
        columns = [(one.key, one.title) for one in page.grid.shown_columns()]
        await writing.export_table(
            self, self.desk, table.name, page.model.view, columns, name, words.distributions
        )

    def _main(self) -> None:
        action = {SENT: "send", ANSWERED: "refresh", ENDING: "refresh"}[self.view]
        self.actions_.qaction(f"distributions.{action}").trigger()

    # What is shown

    def show_state(self) -> None:
        """Show what is known and what can be done."""
        ui = self.ui
        ui.choose_frame.setVisible(self.view != ENDING)
        for widget in (ui.list_box, ui.list_heading):
            widget.setVisible(self.view == ANSWERED)
        ui.subtitle_label.setText(self._head())
        self.sent.show_state()
        self.answered.show_state()
        self.ending.show_state()
        self._show_actions()

    def show_missing_survey(self, states: Any, text: str) -> bool:  # noqa: ANN401 - a StatePage
        """Say that surveys are not known or none is chosen; False where one is."""
        if self.choosing.failure is not None:
            states.show_error(self.choosing.failure, self.choosing.load)
        elif self.surveys is None:
            states.show_loading(self.tr("Reading the list of surveys…"))
        elif self.survey is None:
            states.show_empty(self.tr("Choose a survey"), text, picture="surveys")
        else:
            return False
        return True

    def _head(self) -> str:
        if self.view == ENDING:
            return self.ending.head()
        if self.survey is None:
            return self.tr("What was sent and made for a survey, and who answered")
        if self.view == SENT:
            return self.sent.head()
        return self.answered.head()

    def _show_actions(self) -> None:
        ui, enable = self.ui, self.actions_.set_enabled
        choose = self.tr("Choose a survey first.")
        read_only = self.tr("This profile is read-only.") if self.desk.is_read_only else ""
        survey = self.survey
        busy = self._tables()[self.view].is_reading
        ready = self.view == ENDING or survey is not None
        if self.view == ANSWERED and self.answered.list_id is None:
            ready, choose = False, self.tr("Choose a list first.")
        why = self.tr("It is being read.") if busy else choose
        enable("distributions.refresh", ready and not busy, why)
        inactive = ""
        if survey is None:
            inactive = self.tr("Choose a survey first.")
        elif not survey.is_active:
            inactive = self.tr("The survey is not active.")
        for name in ("send", "text"):
            enable(f"distributions.{name}", not (read_only or inactive), read_only or inactive)
        self.sent.show_actions(read_only)
        rows = len(self._page().model.ids) if self._page().model.source is not None else 0
        enable("distributions.export", bool(rows), self.tr("There is nothing to export."))
        remind = self.answered.table.reading is not None and self.view == ANSWERED
        enable("distributions.remind_list", remind, self.tr("Make the sheet first."))
        ui.remind_list_button.setVisible(self.view == ANSWERED)
        ui.refresh_button.setVisible(self.view == SENT)
        text = {
            SENT: self.tr("Send e-mails…"),
            ANSWERED: self.tr("Make the sheet")
            if self.answered.table.reading is None
            else self.tr("Make it anew"),
            ENDING: self.tr("Read all surveys"),
        }[self.view]
        action = "send" if self.view == SENT else "refresh"
        ui.main_button.setText(text)
        ui.main_button.setAccessibleName(text)
        wanted = self.actions_.qaction(f"distributions.{action}")
        ui.main_button.setEnabled(wanted.isEnabled())
        ui.main_button.setToolTip(wanted.toolTip())

    def _page(self) -> Any:  # noqa: ANN401 - the GridPage of the view
        return (self.ui.sent_page, self.ui.answered_page, self.ui.ending_page)[self.view]

    def _on_grid_failed(self, error: object) -> None:
        if isinstance(error, DeskError):
            self.desk.tell_error(error)

    @override
    def show_error(self, error: DeskError) -> None:
        self.desk.tell_error(error)
        self.show_state()
