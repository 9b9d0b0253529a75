"""One survey: who it is, what can be done with it, its questions, flow and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_survey_detail import Ui_SurveyDetailView
from qualtrics_desk.gui.panels.surveys import rich_text
from qualtrics_desk.gui.panels.surveys.refusals import is_refusal, refusal
from qualtrics_desk.gui.theme import look, set_tone
from qualtrics_desk.gui.widgets.safe_browser import SafeBrowser

if TYPE_CHECKING:
    from datetime import datetime

    from qualtrics_desk.domain.definition.outline import Outline
    from qualtrics_desk.gui.aio import TaskScope
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panels.surveys.survey_rows import SurveyRow
    from qualtrics_desk.services.survey_outlines import SeenOutline


class SurveyDetailView(QFrame):
    """Shows the survey that is chosen; a newer choice replaces the older one.

    Attributes:
        survey: The survey shown, or None.
        outline: Its outline, as soon as it is there.

    Signals:
        outline_shown: Its outline is there, from the cache or from the service.
    """

    outline_shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_SurveyDetailView()
        self.ui.setupUi(self)
        self.survey: SurveyRow | None = None
        self.outline: Outline | None = None
        self._wanted: tuple[str, str, str] | None = None
        self._desk: Desk
        self._tasks: TaskScope
        self._drawn: dict[SafeBrowser, Outline] = {}
        self._browsers = (
            self.ui.questions_browser,
            self.ui.data_browser,
        )
        self.ui.flow_tree.block_chosen.connect(self.go_to)
        self.ui.flow_picture.block_chosen.connect(self.go_to)
        self.ui.tabs.currentChanged.connect(lambda _place: self._draw())
        look().changed.connect(self._redraw)

    def begin(self, desk: Desk, tasks: TaskScope) -> None:
        """Once, before anything else."""
        self._desk, self._tasks = desk, tasks
        self.ui.versions_view.begin(desk, tasks)

    def show_survey(self, survey: SurveyRow, *, anew: bool = False) -> None:
        """Show a survey: its name at once, what was last seen of it then, then what is so now.

        Args:
            survey: The survey.
            anew: Ask the service even though this survey is shown.
        """
        is_other = self.survey is None or survey.id != self.survey.id
        self.survey = survey
        self._show_head()
        if is_other:
            self._forget_outline()
        if is_other or anew:
            self._tasks.start(self._load(survey.id), key="definition")

    def go_to_later(self, survey: str, place: str, search: str) -> None:
        """Show a place of a survey as soon as that survey is shown."""
        self._wanted = survey, place, search
        self._go_where_wanted()

    def _go_where_wanted(self) -> None:
        outline, wanted = self.outline, self._wanted
        if wanted is None or outline is None or self.survey is None:
            return
        if self.survey.id == wanted[0]:
            self._wanted = None
            self.go_to(wanted[1], wanted[2])

    def forget(self) -> None:
        """Another profile: nothing is shown."""
        self._tasks.cancel("definition")
        self.survey = None
        self._forget_outline()

    def _forget_outline(self) -> None:
        self.outline = None
        self._drawn.clear()
        self.ui.notice.clear()
        for browser in self._browsers:
            self._tasks.cancel(browser)
            browser.clear()
        self.ui.flow_tree.show_steps(())
        self.ui.flow_picture.show_steps(())
        self.ui.versions_view.show_survey("" if self.survey is None else self.survey.id)

    async def _load(self, survey_id: str) -> None:
        from qualtrics_desk.services.survey_outlines import fetch_outline, last_outline

        if not self._desk.is_signed_in:
            self.ui.states.show_loading(self.tr("Reading the survey…"))
            return
        session = self._desk.session
        self.ui.thin_bar.begin()
        try:
            known = await last_outline(session, survey_id)
            if known is not None:
                self._show(known)
            elif self.outline is None:
                self.ui.states.show_loading(self.tr("Reading the survey…"))
            self._show(await fetch_outline(session, survey_id, known))
            self.ui.notice.clear()
        except DeskError as error:
            self._tell(error)
        finally:
            self.ui.thin_bar.end()

    def _tell(self, error: DeskError) -> None:
        retry = self._load_again
        if self.outline is not None:
            self.ui.notice.tell(
                self.tr("This is what was last seen. {0}").format(explain(error).sentences),
                "warning",
                self.tr("Try again"),
                retry,
            )
        elif is_refusal(error):
            # The service answers "forbidden" for a survey that is gone, too (F.6).
            known = refusal(
                error,
                self.tr("This survey cannot be shown."),
                self.tr(
                    "It was deleted, or it is not shared with your user; the service does not "
                    "say which of the two."
                ),
                self.tr("Ask its owner to share it with you, or refresh the list."),
            )
            self.ui.states.show_error(known, retry)
        else:
            self.ui.states.show_error(error, retry)

    def _load_again(self) -> None:
        if self.survey is not None:
            self._tasks.start(self._load(self.survey.id), key="definition")

    def _show(self, seen: SeenOutline) -> None:
        is_same = seen.outline is self.outline
        self.outline = seen.outline
        self._show_facts(seen.seen_at)
        self.ui.states.show_content()
        if not is_same:
            self.ui.flow_tree.show_steps(seen.outline.flow)
            self.ui.flow_picture.show_steps(seen.outline.flow)
            self._draw()
        self._go_where_wanted()
        self.outline_shown.emit()

    def _show_head(self) -> None:
        survey = self.survey
        if survey is None:
            return
        self.ui.name_label.setText(survey.title)
        self.ui.id_label.setText(survey.id)
        self.ui.status_label.setText(survey.status)
        set_tone(self.ui.status_label, "success" if survey.is_active else "muted")
        facts = []
        if survey.modified:
            facts.append(self.tr("changed {0}").format(words.moment(survey.modified)))
        self.ui.facts_label.setText(" · ".join(facts))

    def _show_facts(self, seen_at: datetime) -> None:
        outline, survey = self.outline, self.survey
        if outline is None or survey is None:
            return
        facts = [words.questions(sum(1 for _ in outline.asked))]
        if outline.languages:
            facts.append(", ".join(outline.languages))
        if survey.modified:
            facts.append(self.tr("changed {0}").format(words.day(survey.modified)))
        facts.append(self.tr("read {0}").format(rich_text.clock(seen_at)))
        self.ui.facts_label.setText(" · ".join(facts))

    def _redraw(self) -> None:
        self._drawn.clear()
        self._draw()

    def _draw(self) -> None:
        """Fill the page that is looked at; the others wait until they are."""
        outline, browser = self.outline, self.ui.tabs.currentWidget()
        if browser is self.ui.versions_view:
            self.ui.versions_view.look()
        if outline is None or not isinstance(browser, SafeBrowser):
            return
        # Imported here: the list is to be seen before anything of a survey is.
        from qualtrics_desk.gui.panels.surveys import data_html, question_html

        if self._drawn.get(browser) is outline:
            return
        is_first = browser.document().isEmpty()
        self._drawn[browser] = outline
        pages = {
            self.ui.questions_browser: question_html.question_parts,
            self.ui.data_browser: data_html.data_parts,
        }
        parts = pages[browser](outline)
        self._tasks.start(
            browser.show_parts(rich_text.css(), parts, keep_place=not is_first), key=browser
        )

    def go_to(self, place: str, search: str = "") -> None:
        """Show a block or a question, with the words of a search marked; "" is the beginning."""
        self.ui.tabs.setCurrentWidget(self.ui.questions_browser)
        self.ui.questions_browser.setFocus()
        self._tasks.start(self._scroll_to(place, search), key="scroll")

    async def _scroll_to(self, place: str, search: str) -> None:
        from qualtrics_desk.gui.panels.surveys.question_html import anchor_of

        await self.ui.questions_browser.filled()
        await self.ui.questions_browser.mark_words(search)
        self.ui.questions_browser.scrollToAnchor(anchor_of(place))
