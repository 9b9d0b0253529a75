"""Links: a survey, a distribution, columns and format; three quiet steps on one page (look.md)."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_links_panel import Ui_LinksPanel
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.links.answered import WhoAnswered
from qualtrics_desk.gui.panels.links.file_format import FormatForm
from qualtrics_desk.gui.panels.links.generate_dialog import ask_links
from qualtrics_desk.gui.panels.links.layouts import Layouts
from qualtrics_desk.gui.panels.links.links_actions import ACTIONS
from qualtrics_desk.gui.panels.links.reading import LinkReading
from qualtrics_desk.gui.panels.links.reconcile_dialog import show_reconciliation
from qualtrics_desk.gui.panels.links.situation import Situation
from qualtrics_desk.gui.panels.links.state_view import Ways, show_state
from qualtrics_desk.gui.panels.links.writing import export_links, export_text
from qualtrics_desk.gui.survey_choosing import SurveyChoosing
from qualtrics_desk.gui.widgets.grid_menus import show_chooser

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.survey_choices import SurveyChoice

Work = Callable[[], Coroutine[Any, Any, None]]


class LinksPanel(Panel):
    """Read personal links and write them to a file.

    Attributes:
        now: What is known and chosen.
        choosing: Fills the field of surveys.
        format: How the file is written.
        layouts: Names of its columns, and layouts that are kept.
        reading: Reads the links of the chosen distribution.
        answered: Reads who has answered.
    """

    ROOM = "links"
    ACTIONS = ACTIONS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_LinksPanel()
        self.ui.setupUi(self)
        self.now = Situation()
        self.format = FormatForm(self.ui, self)
        self.format.show(desk.settings.link_file)
        self.layouts = Layouts(self)
        self.reading = LinkReading(self)
        self.reading.changed.connect(self._show)
        self.answered = WhoAnswered(self)
        self.choosing = SurveyChoosing(self, self.ui.survey_box)
        self.choosing.changed.connect(self._on_choices)
        self.choosing.chosen.connect(self._on_survey)
        self._wanted_survey = ""
        self._wanted_list: str | None = None
        self._ways = Ways(
            self._retry,
            self.tasks.starter(self._generate, "links.generate"),
            self.reading.start,
        )
        self._set_up_widgets()
        self._set_up_actions()
        self._show()

    def _set_up_widgets(self) -> None:
        ui = self.ui
        ui.page.begin(self.tasks)
        ui.page.failed.connect(self._on_grid_failed)
        ui.page.grid.setAccessibleName(self.tr("Links"))
        ui.page.filter_bar.set_placeholder(self.tr("Find a link…"))
        ui.page.model.replaced.connect(self._show_actions)
        ui.page.grid.columns_changed.connect(lambda _keys: self._show_actions())
        ui.distribution_list.chosen.connect(self._on_distribution)

    def _set_up_actions(self) -> None:
        ui, act, bind = self.ui, self.actions_.connect_to, self.actions_.bind
        for action, button, do in (
            ("links.generate", ui.generate_button, self._ways.generate),
            ("links.read", ui.read_button, self._ways.read),
            ("links.export", ui.export_button, self.tasks.starter(self._export, "links.export")),
        ):
            bind(action, button)
            button.setIcon(QIcon())
            act(action, do)
        ui.generate_button.setText(self.tr("Generate new…"))
        ui.generate_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        bind("links.columns", ui.columns_button)
        ui.columns_button.setIcon(QIcon())
        act("links.columns", lambda: show_chooser(ui.page.grid))
        act("links.survey", self.choosing.focus)
        bind("links.reconcile", ui.reconcile_button)
        ui.reconcile_button.setIcon(QIcon())
        act("links.reconcile", self.tasks.starter(self._reconcile, "links.reconcile"))
        act("links.refresh", self._refresh)
        act("links.answered", self.tasks.starter(self.answered.read, "links.answered"))

    # Coming and going

    @override
    async def enter(self, what: Mapping[str, Any]) -> None:
        """Show the surveys; with `survey` and `list_id`, what is wanted of them."""
        self._wanted_survey = str(what.get("survey") or self._wanted_survey)
        self._wanted_list = what.get("list_id") or self._wanted_list
        await self.choosing.loaded()
        if self._wanted_survey:
            wanted, self._wanted_survey = self._wanted_survey, ""
            self.choosing.choose(wanted)
        if self.now.survey is not None:
            self._generate_wanted()
            return
        self.ui.survey_box.setFocus()
        if self._wanted_list is not None:
            names = self.now.list_names()
            self.ui.notice.tell(
                self.tr("Choose the survey that the links for “{0}” shall lead to.").format(
                    names.get(self._wanted_list, self._wanted_list)
                )
            )

    @override
    def reset(self) -> None:
        """Forget everything of the profile before."""
        for key in (
            "distributions", "open", "reading", "links.read", "links.generate",
            "links.reconcile", "links.answered",
        ):  # fmt: skip
            self.tasks.cancel(key)
        self.reading.close()
        self.now = Situation(is_read_only=self.desk.is_read_only)
        self.choosing.reset()
        self._wanted_survey, self._wanted_list = "", None
        self.ui.distribution_list.show_distributions((), {})
        self.ui.notice.clear()
        self._show()

    # First step: the survey

    def _on_choices(self) -> None:
        choosing, now = self.choosing, self.now
        now.surveys, now.survey, now.lists = choosing.surveys, choosing.survey, choosing.lists
        now.failure = choosing.failure
        if choosing.is_loaded and now.found is not None:
            self._show_distributions()
        self._show()
        if choosing.is_loaded:
            self._generate_wanted()

    def _on_survey(self) -> None:
        self.reading.close()
        self.now.found = self.now.chosen = self.now.failure = None
        self.now.survey = self.choosing.survey
        self.ui.notice.clear()
        self.ui.distribution_list.show_distributions((), {})
        self._refresh()

    # Second step: the distribution

    def _refresh(self) -> None:
        survey = self.now.survey
        self.choosing.load()
        if survey is not None:
            self.tasks.start(self._load_distributions(survey), key="distributions")
        self._show()

    async def _load_distributions(self, survey: SurveyChoice, wanted: str | None = None) -> None:
        from qualtrics_desk.services.links.browse import list_distributions, one_distribution

        self.now.failure = None
        try:
            found = await list_distributions(self.desk.session, survey.id)
            if wanted is not None and all(one.id != wanted for one in found):
                found.append(await one_distribution(self.desk.session, survey.id, wanted))
        except DeskError as error:
            self.now.failure = error
            self._show()
            return
        if survey != self.now.survey:
            return
        self.now.found = found
        self._show_distributions()
        if wanted is not None:
            self.ui.distribution_list.choose(wanted)
        self._show()
        if wanted is None:
            self._generate_wanted()

    def _show_distributions(self) -> None:
        self.ui.distribution_list.show_distributions(self.now.found or (), self.now.list_names())

    def _on_distribution(self, distribution: Distribution | None) -> None:
        self.reading.close()
        self.now.chosen, self.now.failure = distribution, None
        self.ui.notice.clear()
        if distribution is not None and distribution.id and self.now.survey is not None:
            self.reading.open(self.now.survey.id, distribution.id)
        self._show()

    def _generate_wanted(self) -> None:
        """Offer links for the list somebody came with, once all is there to choose from."""
        if None not in (self._wanted_list, self.now.found, self.now.lists):
            self._ways.generate()

    async def _generate(self) -> None:
        from qualtrics_desk.services.background.messages import GenerateLinks, RunJob
        from qualtrics_desk.services.links.generate import LinksResult

        survey, wanted = self.now.survey, self._wanted_list
        self._wanted_list = None
        if survey is None or self.now.why_not_generate():
            return
        request = await ask_links(self, survey.id, survey.name, self.now.lists or (), wanted)
        if request is None:
            return
        desk = self.desk
        job = await desk.worker.call(GenerateLinks(request=msgspec.to_builtins(request)), int)
        made = await desk.run(
            self.tr("Generate links for “{0}”").format(survey.name),
            RunJob(job=job),
            LinksResult,
            job=job,
            room="links",
            can_outlive=True,
        )
        if survey == self.now.survey:
            await self._load_distributions(survey, made.distribution)

    async def _reconcile(self) -> None:
        survey, chosen = self.now.survey, self.now.chosen
        if survey is not None:
            wanted = None if chosen is None else chosen.mailing_list_id
            await show_reconciliation(self, self.desk, survey, self.now.lists or (), wanted)

    # Third step: the file

    async def _export(self) -> None:
        from qualtrics_desk.services.tables.places import links_name

        links, page = self.now.links, self.ui.page
        name_of = self.format.name_of
        columns = [(column.key, name_of(column.key)) for column in page.grid.shown_columns()]
        if links is None or not columns:
            return
        chosen = self.format.chosen()
        await export_links(
            self,
            self.desk,
            links_name(links.distribution),
            page.model.view,
            columns,
            self.format.value(),
            rows=len(page.model.ids),
            survey=self.now.survey_name,
        )
        if chosen != self.desk.settings.link_file:
            await self.desk.change(
                lambda settings: msgspec.structs.replace(settings, link_file=chosen)
            )

    # What is shown

    def _show(self) -> None:
        self.now.is_read_only = self.desk.is_read_only
        self.ui.subtitle_label.setText(self.now.head())
        self.ui.distribution_label.setText(self.now.distributions_text())
        self._show_actions()
        show_state(self.ui.states, self.now, self._ways)

    def _show_actions(self) -> None:
        ui, now, enable = self.ui, self.now, self.actions_.set_enabled
        why = now.why_not_generate()
        enable("links.generate", not why, why)
        none = self.tr("Choose a survey first.")
        enable("links.reconcile", now.survey is not None and now.lists is not None, none)
        why = self.tr("They are being read.") if now.is_reading else self.tr("Choose links first.")
        enable("links.read", now.links is not None and not now.is_reading, why)
        unread = self.tr("Read the links first.")
        enable("links.export", now.is_whole and bool(ui.page.model.ids), unread)
        enable("links.columns", now.reading is not None, unread)
        enable("links.answered", now.is_whole and not now.is_reading, unread)
        self.layouts.show_actions()
        # While nothing was read, the page itself offers to read.
        ui.read_button.setVisible(now.reading is not None)
        ui.export_button.setVisible(now.is_whole)
        shown = len(ui.page.grid.shown_columns()) if now.reading is not None else 0
        chosen = f"{words.columns(shown)}…" if shown else self.tr("Choose…")
        for button, text in (
            (ui.read_button, now.read_text()),
            (ui.export_button, export_text(ui.page.model.view, len(ui.page.model.ids))),
            (ui.columns_button, chosen),
        ):
            button.setText(text)
            button.setAccessibleName(text)
        ui.columns_button.setAccessibleName(self.tr("Columns of the file: {0}").format(chosen))

    def _retry(self) -> None:
        self.now.failure = None
        if self.now.survey is None:
            self.choosing.load()
        elif self.now.found is None:
            self._refresh()
        else:
            self._ways.read()
        self._show()

    def _on_grid_failed(self, error: object) -> None:
        if isinstance(error, DeskError):
            self.desk.tell_error(error)

    @override
    def show_error(self, error: DeskError) -> None:
        self.desk.tell_error(error)
        self._show()
