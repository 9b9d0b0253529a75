"""What can be done with the survey one is at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from qualtrics_desk.domain.definition.addresses import anonymous_link, editor_address
from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.store.settings import ProfileKind

if TYPE_CHECKING:
    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.gui.panels.surveys.survey_detail import SurveyDetailView

ACTIONS = (
    Action(
        id="surveys.refresh",
        text=QT_TRANSLATE_NOOP("actions", "Refresh surveys"),
        icon="refresh",
        shortcut="F5",
        tip=QT_TRANSLATE_NOOP("actions", "Ask the service for the list and the survey anew"),
    ),
    Action(
        id="surveys.find",
        text=QT_TRANSLATE_NOOP("actions", "Find a survey"),
        icon="search",
        shortcut="Ctrl+F",
    ),
    Action(
        id="surveys.copy_id",
        text=QT_TRANSLATE_NOOP("actions", "Copy the survey's id"),
        icon="copy",
        shortcut="Ctrl+Shift+C",
    ),
    Action(
        id="surveys.copy_link",
        text=QT_TRANSLATE_NOOP("actions", "Copy anonymous link"),
        icon="links",
        shortcut="Ctrl+Shift+L",
        tip=QT_TRANSLATE_NOOP("actions", "Copy the link by which anyone can answer"),
    ),
    Action(
        id="surveys.open",
        text=QT_TRANSLATE_NOOP("actions", "Open in browser"),
        icon="open-external",
        shortcut="Ctrl+Return",
        tip=QT_TRANSLATE_NOOP("actions", "Open the survey in the editor of Qualtrics"),
    ),
    Action(
        id="surveys.export_links",
        text=QT_TRANSLATE_NOOP("actions", "Export links…"),
        icon="export",
        shortcut="Ctrl+Shift+E",
        tip=QT_TRANSLATE_NOOP("actions", "Go to the personal links of this survey"),
    ),
)


DEEDS = (
    Action(
        id="surveys.search_all",
        text=QT_TRANSLATE_NOOP("actions", "Search in all surveys…"),
        icon="search",
        shortcut="Ctrl+Shift+F",
        tip=QT_TRANSLATE_NOOP("actions", "Find words in every question, choice, field and name"),
    ),
    Action(
        id="surveys.read_all",
        text=QT_TRANSLATE_NOOP("actions", "Read all surveys"),
        icon="download",
        tip=QT_TRANSLATE_NOOP("actions", "Read every definition, so that a search finds all of it"),
    ),
    Action(
        id="surveys.activate",
        text=QT_TRANSLATE_NOOP("actions", "Activate…"),
        icon="play",
        tip=QT_TRANSLATE_NOOP("actions", "Let respondents answer"),
    ),
    Action(
        id="surveys.deactivate",
        text=QT_TRANSLATE_NOOP("actions", "Deactivate…"),
        icon="pause",
        tip=QT_TRANSLATE_NOOP("actions", "Let nobody answer any more"),
    ),
    Action(
        id="surveys.rename",
        text=QT_TRANSLATE_NOOP("actions", "Rename survey…"),
        icon="edit",
        shortcut="F2",
    ),
    Action(id="surveys.dates", text=QT_TRANSLATE_NOOP("actions", "Set dates…"), icon="calendar"),
    Action(id="surveys.share", text=QT_TRANSLATE_NOOP("actions", "Share survey…"), icon="people"),
    Action(id="surveys.copy", text=QT_TRANSLATE_NOOP("actions", "Copy survey…"), icon="copy"),
    Action(
        id="surveys.compare",
        text=QT_TRANSLATE_NOOP("actions", "Compare survey…"),
        icon="equals",
        shortcut="Ctrl+D",
        tip=QT_TRANSLATE_NOOP("actions", "See what differs between two states or two surveys"),
    ),
    Action(
        id="surveys.codebook",
        text=QT_TRANSLATE_NOOP("actions", "Write code book…"),
        icon="table",
        tip=QT_TRANSLATE_NOOP("actions", "Write variables, codes and labels to a sheet"),
    ),
    Action(
        id="surveys.export_qsf",
        text=QT_TRANSLATE_NOOP("actions", "Export QSF…"),
        icon="file",
        tip=QT_TRANSLATE_NOOP("actions", "Write each survey as a QSF file, with a manifest"),
    ),
    Action(
        id="surveys.backup",
        text=QT_TRANSLATE_NOOP("actions", "Back up surveys…"),
        icon="save",
        tip=QT_TRANSLATE_NOOP("actions", "Save what has changed since the last backup in a folder"),
    ),
    Action(
        id="surveys.restore",
        text=QT_TRANSLATE_NOOP("actions", "Restore from backup…"),
        icon="history",
        tip=QT_TRANSLATE_NOOP("actions", "Make a new survey of a file that was saved"),
    ),
    Action(
        id="surveys.import",
        text=QT_TRANSLATE_NOOP("actions", "Import survey…"),
        icon="upload",
        tip=QT_TRANSLATE_NOOP("actions", "Make a new survey of a QSF, text or Word file"),
    ),
    Action(
        id="surveys.delete",
        text=QT_TRANSLATE_NOOP("actions", "Delete survey…"),
        icon="delete",
        tip=QT_TRANSLATE_NOOP("actions", "Saved here first; there is no way back at the service"),
    ),
)


class SurveyActions(QObject):
    """Connects the actions of one survey with its buttons."""

    def __init__(self, panel: Panel, detail: SurveyDetailView) -> None:
        super().__init__(panel)
        self._desk, self._actions, self._detail = panel.desk, panel.actions_, detail
        buttons = {
            "surveys.copy_id": detail.ui.copy_id_button,
            "surveys.copy_link": detail.ui.copy_link_button,
            "surveys.open": detail.ui.open_button,
            "surveys.export_links": detail.ui.links_button,
        }
        set_icon(detail.ui.links_button, "export")
        detail.ui.copy_link_button.setText(self.tr("Copy link"))
        detail.ui.open_button.setText(self.tr("Open"))
        for name, button in buttons.items():
            self._actions.bind(name, button)
        self._actions.connect_to("surveys.copy_id", self._copy_id)
        self._actions.connect_to("surveys.copy_link", self._copy_link)
        self._actions.connect_to("surveys.open", self._open_in_browser)
        self._actions.connect_to("surveys.export_links", self._export_links)
        detail.outline_shown.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Offer what can be done now; what cannot says why."""
        chosen = self._detail.survey is not None
        why = self.tr("Choose a survey first.")
        for name in ("surveys.copy_id", "surveys.export_links"):
            self._actions.set_enabled(name, chosen, why)
        if chosen:
            why = (
                self.tr("Known as soon as the survey has been read.")
                if self._detail.outline is None
                else self.tr("The service does not say where the brand lives.")
            )
        self._actions.set_enabled("surveys.copy_link", self._link() is not None, why)
        profile = self._desk.profile
        if profile is not None and profile.kind is ProfileKind.SANDBOX:
            why = self.tr("The sandbox has no survey editor.")
            self._actions.set_enabled("surveys.open", False, why)
        else:
            self._actions.set_enabled("surveys.open", self._editor() is not None, why)

    def _address(self) -> str:
        """Where the brand lives; where a definition does not say so, the data centre serves it."""
        outline = self._detail.outline
        if outline is None or not self._desk.is_signed_in:
            return ""
        return outline.address or self._desk.session.client.connection.base_url

    def _link(self) -> str | None:
        survey = self._detail.survey
        return anonymous_link(self._address(), survey.id) if survey else None

    def _editor(self) -> str | None:
        survey = self._detail.survey
        return editor_address(self._address(), survey.id) if survey else None

    def _copy_id(self) -> None:
        if self._detail.survey is not None:
            QGuiApplication.clipboard().setText(self._detail.survey.id)
            self._desk.tell(self.tr("The id is on the clipboard."))

    def _copy_link(self) -> None:
        link, survey = self._link(), self._detail.survey
        if link is None or survey is None:
            return
        QGuiApplication.clipboard().setText(link)
        if survey.is_active is False:
            self._desk.tell(
                self.tr(
                    "The link is on the clipboard. Nobody can answer while the survey is inactive."
                )
            )
        else:
            self._desk.tell(self.tr("The anonymous link is on the clipboard."))

    def _open_in_browser(self) -> None:
        address = self._editor()
        if address is not None:
            QDesktopServices.openUrl(QUrl(address))

    def _export_links(self) -> None:
        if self._detail.survey is not None:
            self._desk.visit("links", survey=self._detail.survey.id)
