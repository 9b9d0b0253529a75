"""The menus of the room, the search in all surveys, and what the list shows, kept between times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.icons import icon, set_icon
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.gui.panels.surveys.deeds import Deeds
from qualtrics_desk.gui.panels.surveys.files import Files
from qualtrics_desk.gui.panels.surveys.row_facts import RowFacts
from qualtrics_desk.gui.panels.surveys.survey_rows import FACTS, USUAL_FACTS, SurveyRow

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from qualtrics_desk.gui.panels.surveys.panel import SurveysPanel
    from qualtrics_desk.store.definitions import Hit

_ONE = (
    "surveys.activate",
    "surveys.deactivate",
    "",
    "surveys.rename",
    "surveys.dates",
    "surveys.share",
    "surveys.copy",
    "",
    "surveys.compare",
    "surveys.codebook",
    "surveys.export_qsf",
    "surveys.backup",
    "",
    "surveys.delete",
)
_ROOM = ("surveys.import", "surveys.restore", "", "surveys.read_all")
_FACTS = {
    "status": QT_TRANSLATE_NOOP("Offers", "State"),
    "modified": QT_TRANSLATE_NOOP("Offers", "Last changed"),
    "created": QT_TRANSLATE_NOOP("Offers", "Made"),
    "owner": QT_TRANSLATE_NOOP("Offers", "Owner"),
    "id": QT_TRANSLATE_NOOP("Offers", "Id"),
    "responses": QT_TRANSLATE_NOOP("Offers", "Responses (a call for each survey in view)"),
}


class Offers(QObject):
    """Connects menus, search and choices with the room."""

    def __init__(self, panel: SurveysPanel) -> None:
        super().__init__(panel)
        self._panel, self._desk = panel, panel.desk
        self._search = ""
        ui, actions = panel.ui, panel.actions_
        self.facts = RowFacts(panel, ui.survey_list, panel.model)
        self.files = Files(panel, self._selected)
        self.deeds = Deeds(panel, self._selected, self._list_changed)
        actions.bind("surveys.search_all", ui.search_all_button)
        ui.search_all_button.setText(self.tr("Search in all"))
        actions.connect_to(
            "surveys.search_all", lambda: panel.tasks.start(self._find(), key="find")
        )
        set_icon(ui.more_button, "more")
        ui.more_button.setMenu(actions.menu(ui.more_button, *_ROOM))
        set_icon(ui.detail.ui.more_button, "more")
        ui.detail.ui.more_button.setMenu(actions.menu(ui.detail.ui.more_button, *_ONE))
        ui.columns_button.setIcon(icon("columns", "muted"))
        self._checks = self._facts_menu()
        ui.survey_list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        ui.survey_list.customContextMenuRequested.connect(self._show_menu)
        ui.survey_list.selection_changed.connect(self.show_state)
        ui.detail.ui.versions_view.compare_asked.connect(
            lambda version: panel.tasks.start(self.files.compare(version), key="files")
        )
        panel.filter.view_changed.connect(self._keep)
        self.restore()

    def show_state(self) -> None:
        """Other surveys are selected, or somebody else is signed in."""
        self.deeds.show_state()
        self._panel.actions_.set_enabled(
            "surveys.search_all", self._desk.profile is not None, self.tr("Open a profile first.")
        )

    def restore(self) -> None:
        """Show what was shown the last time."""
        kept = self._desk.settings.survey_list
        self._panel.filter.restore(kept)
        facts = kept.facts or USUAL_FACTS
        for fact, check in self._checks.items():
            blocked = check.blockSignals(True)
            check.setChecked(fact in facts)
            check.blockSignals(blocked)
        self._panel.model.show_facts(facts)

    def _facts_menu(self) -> dict[str, QAction]:
        menu = QMenu(self._panel.ui.columns_button)
        menu.setToolTipsVisible(True)
        checks = {}
        for fact in FACTS:
            check = menu.addAction(self.tr(_FACTS[fact]))
            check.setCheckable(True)
            check.toggled.connect(lambda _on: self._on_facts())
            checks[fact] = check
        self._panel.ui.columns_button.setMenu(menu)
        return checks

    def _on_facts(self) -> None:
        facts = tuple(fact for fact, check in self._checks.items() if check.isChecked())
        self._panel.model.show_facts(facts)
        self.facts.look_anew()
        self._keep()

    def _keep(self) -> None:
        facts = tuple(fact for fact, check in self._checks.items() if check.isChecked())
        kept = msgspec.structs.replace(self._panel.filter.kept, facts=facts)
        if kept != self._desk.settings.survey_list:
            self._desk.tasks.start(
                self._desk.change(
                    lambda settings: msgspec.structs.replace(settings, survey_list=kept)
                ),
                key="survey list",
            )

    def _selected(self) -> list[SurveyRow]:
        """What is selected in the list, or the survey that is shown where nothing is."""
        chosen = self._panel.ui.survey_list.selected_surveys
        one = self._panel.ui.detail.survey
        if chosen or one is None:
            return chosen
        return [one]

    def _show_menu(self, place: QPoint) -> None:
        view = self._panel.ui.survey_list
        if self._selected():
            menu = self._panel.actions_.menu(view, "surveys.copy_id", "", *_ONE)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(view.viewport().mapToGlobal(place))

    def _list_changed(self) -> None:
        self.facts.look_anew()
        self._panel.refresh()

    async def _find(self) -> None:
        from qualtrics_desk.gui.panels.surveys.search_dialog import SurveySearchDialog

        dialog = SurveySearchDialog(
            self._panel, self._desk, self.files.read_all, self.files.write_found, self._search
        )
        await shown(dialog)
        self._search = dialog.search
        if dialog.chosen is not None:
            self._go_to(dialog.chosen, dialog.search)

    def _go_to(self, hit: Hit, search: str) -> None:
        detail = self._panel.ui.detail
        if hit.kind in ("question", "choices", "block"):
            detail.go_to_later(hit.survey, hit.place, search)
        elif hit.kind in ("field", "flow"):
            tab = detail.ui.data_browser if hit.kind == "field" else detail.ui.flow_tree
            detail.ui.tabs.setCurrentWidget(tab)
        self._desk.visit("surveys", survey=hit.survey)
