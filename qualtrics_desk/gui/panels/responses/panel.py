"""Responses: export those of many surveys in one queue, and look at what came."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidgetItem
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_folder
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_responses_panel import Ui_ResponsesPanel
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.responses.export_form import ExportForm
from qualtrics_desk.gui.panels.responses.export_queue import ExportQueue, State
from qualtrics_desk.gui.panels.responses.import_page import ResponseImportPage
from qualtrics_desk.gui.panels.responses.looking import Looking
from qualtrics_desk.gui.panels.responses.response_actions import ACTIONS
from qualtrics_desk.gui.panels.responses.response_page import ResponsePage
from qualtrics_desk.gui.panels.responses.times_page import ResponseTimesPage
from qualtrics_desk.gui.widgets.choice_box import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk

_KEY = Qt.ItemDataRole.UserRole


class ResponsesPanel(Panel):
    """Bring responses out for those who work with them."""

    ROOM = "responses"
    ACTIONS = ACTIONS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_ResponsesPanel()
        self.ui.setupUi(self)
        self.form = ExportForm(self.ui, self)
        self.queue = ExportQueue(self, self.ui.queue_list)
        self._wanted = ""
        self._folder = Path.home()
        self.ui.tabs.addTab(self.tr("Export"))
        self.ui.tabs.addTab(self.tr("Quick look"))
        self.ui.tabs.addTab(self.tr("One response"))
        self.single = ResponsePage(self)
        self.ui.pages.addWidget(self.single)
        self.ui.tabs.addTab(self.tr("Import"))
        self.bringing = ResponseImportPage(self)
        self.ui.pages.addWidget(self.bringing)
        self.ui.tabs.addTab(self.tr("Over time"))
        self.times = ResponseTimesPage(self)
        self.ui.pages.addWidget(self.times)
        self.looking = Looking(self, self.ui)
        for place, stretch in enumerate((2, 2, 2)):
            self.ui.export_layout.setStretch(place, stretch)
        self._connect()
        self._show_queue()
        self._offer()

    def _connect(self) -> None:
        ui, actions = self.ui, self.actions_
        for action, button, act in (
            ("responses.refresh", ui.refresh_button, self._refresh),
            ("responses.export", ui.export_button, lambda: self._start(self._export(), "export")),
            ("responses.look", ui.look_button, self._look_at_chosen),
            ("responses.again", ui.again_button, self._again),
            ("responses.stop", ui.stop_button, self.queue.stop),
        ):
            actions.bind(action, button)
            actions.connect_to(action, act)
        for button in (ui.look_button, ui.again_button, ui.stop_button):
            button.setIcon(QIcon())
        ui.refresh_button.setText(self.tr("Refresh"))
        ui.stop_button.setText(self.tr("Stop"))
        actions.connect_to("responses.find", ui.search_edit.setFocus)
        actions.connect_to("responses.open", lambda: self._start(self.looking.open_file(), "look"))
        ui.tabs.currentChanged.connect(ui.pages.setCurrentIndex)
        ui.search_edit.textChanged.connect(self._filter)
        ui.survey_list.itemChanged.connect(lambda _item: self._on_chosen())
        ui.queue_list.currentRowChanged.connect(lambda _row: self._offer())
        self.form.changed.connect(self._offer)
        self.queue.changed.connect(self._show_queue)
        self.desk.settings_changed.connect(self._offer)

    def _start(self, work: Any, key: str) -> None:  # noqa: ANN401 - a coroutine
        if not self.tasks.is_running(key):
            self.tasks.start(work, key=key)
        else:
            work.close()

    # Coming and going

    @override
    async def enter(self, what: Mapping[str, Any]) -> None:
        """Show the surveys; with `survey`, that one is chosen."""
        self._wanted = str(what.get("survey") or self._wanted)
        if not self.ui.survey_list.count():
            self._start(self._load(), "surveys")
        else:
            self._choose_wanted()

    @override
    def reset(self) -> None:
        """Another profile: forget what is shown of the one before."""
        for key in ("surveys", "filters", "look", "count"):
            self.tasks.cancel(key)
        self.queue.clear()
        self.ui.survey_list.clear()
        self.ui.notice.clear()
        self.form.show_filters(())
        for page in self._of_one:
            page.ui.survey_box.set_choices(())
            page.forget()
        self.looking.close()
        self._offer()

    @override
    async def aclose(self) -> None:
        await super().aclose()
        await self.looking.aclose()

    async def _load(self, *, anew: bool = False) -> None:
        """Show the surveys that are stored; read them where there are none, or where asked."""
        from qualtrics_desk.services.background.messages import RefreshSurveys
        from qualtrics_desk.services.tables.reading import TableRead

        if not self.ui.survey_list.count():
            self.ui.states.show_loading(self.tr("Reading the list of surveys…"))
        found = [] if anew else await asyncio.to_thread(self._stored)
        if not found:
            try:
                await self.desk.worker.call(RefreshSurveys(), TableRead)
            except DeskError as error:
                if self.ui.survey_list.count():
                    self.ui.notice.tell(explain(error).sentences, "danger")
                else:
                    self.ui.states.show_error(error, self._refresh)
                return
            found = await asyncio.to_thread(self._stored)
        if not found:
            self.ui.states.show_empty(
                self.tr("No surveys"),
                self.tr("Surveys that you own or that were shared with you one by one stand here."),
                self.tr("Refresh"),
                self._refresh,
                "responses",
            )
            return
        self._list(found)
        self.ui.states.show_content()
        self._choose_wanted()
        self._offer()

    def _stored(self) -> list[tuple[str, str]]:
        from qualtrics_desk.services.areas.reading import known_things
        from qualtrics_desk.services.tables.places import profile_of, surveys_table

        table = surveys_table(self.desk.home, profile_of(self.desk.session))
        try:
            raws = known_things(table)
        finally:
            table.close()
        found = [(str(raw["id"]), str(raw.get("name") or "")) for raw in raws if raw.get("id")]
        return sorted(found, key=lambda one: one[1].casefold())

    def _list(self, found: list[tuple[str, str]]) -> None:
        before = {key for key, _ in self.chosen()}
        rows = self.ui.survey_list
        rows.blockSignals(True)
        rows.clear()
        for key, name in found:
            item = QListWidgetItem(name or key)
            item.setData(_KEY, key)
            item.setToolTip(key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            checked = Qt.CheckState.Checked if key in before else Qt.CheckState.Unchecked
            item.setCheckState(checked)
            rows.addItem(item)
        rows.blockSignals(False)
        self._filter(self.ui.search_edit.text())
        choices = [Choice(name or key, key, key) for key, name in found]
        for page in self._of_one:
            page.ui.survey_box.set_choices(choices)
            page.offer()

    @property
    def _of_one(self) -> tuple[ResponsePage, ResponseImportPage, ResponseTimesPage]:
        """The pages that are about one survey."""
        return self.single, self.bringing, self.times

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        for page in self._of_one if wanted else ():
            page.ui.survey_box.select(wanted)
            page.offer()
        for row in range(self.ui.survey_list.count() if wanted else 0):
            item = self.ui.survey_list.item(row)
            if item.data(_KEY) == wanted:
                item.setCheckState(Qt.CheckState.Checked)
                self.ui.survey_list.setCurrentRow(row)

    def _refresh(self) -> None:
        self._start(self._load(anew=True), "surveys")

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        for row in range(self.ui.survey_list.count()):
            item = self.ui.survey_list.item(row)
            held = f"{item.text()} {item.data(_KEY)}".casefold()
            item.setHidden(not all(word in held for word in wanted))

    def chosen(self) -> list[tuple[str, str]]:
        """Ids and names of the surveys that are chosen."""
        rows = self.ui.survey_list
        items = [rows.item(row) for row in range(rows.count())]
        return [
            (str(item.data(_KEY)), item.text())
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _on_chosen(self) -> None:
        self.form.show_filters(())
        chosen = self.chosen()
        if len(chosen) == 1:
            self.tasks.start(self._read_filters(chosen[0][0]), key="filters")
        self._offer()

    async def _read_filters(self, survey: str) -> None:
        from qualtrics_desk.services.responses.export import list_filters

        found = await list_filters(self.desk.session, survey)
        if [key for key, _ in self.chosen()] == [survey]:
            self.form.show_filters([(one.filter_id or "", one.filter_name or "") for one in found])

    # Exporting

    def _offer(self) -> None:
        enable, chosen, why = self.actions_.set_enabled, self.chosen(), self.form.why_not()
        self.ui.conflict_label.setText(why)
        self.ui.conflict_label.setVisible(bool(why))
        reason = why or ("" if chosen else self.tr("Choose surveys first."))
        enable("responses.export", not reason, reason)
        text = self.tr("Export {0}…").format(words.surveys(len(chosen) or 1))
        self.ui.export_button.setText(text if chosen else self.tr("Export…"))
        self.ui.export_button.setAccessibleName(self.ui.export_button.text())
        entry = self.queue.chosen
        is_text = entry is not None and Path(entry.file).suffix in (".csv", ".tsv")
        can_look = entry is not None and entry.state is State.DONE and is_text
        enable("responses.look", can_look, self.tr("Choose a CSV or TSV file of the queue."))
        can_again = entry is not None and entry.state in (State.FAILED, State.STOPPED)
        enable("responses.again", can_again, self.tr("Choose one that failed or was stopped."))
        enable("responses.stop", self.queue.open > 0, self.tr("Nothing is being exported."))
        count = self.ui.survey_list.count()
        self.ui.subtitle_label.setText(words.surveys(count) if count else "")
        self.single.offer()
        self.bringing.offer()
        self.times.offer()

    async def _export(self) -> None:
        from qualtrics_desk.services.background.response_messages import ExportResponses

        chosen = self.chosen()
        folder = await ask_folder(self, self.tr("Folder for the exported files"))
        if folder is None:
            return
        self._folder = folder
        options = msgspec.to_builtins(self.form.options())
        self.queue.add(
            [
                (
                    name,
                    ExportResponses(
                        survey=survey,
                        out=str(folder),
                        options=options,
                        only_new=self.form.only_new,
                    ),
                )
                for survey, name in chosen
            ]
        )
        self.ui.queue_list.setCurrentRow(self.ui.queue_list.count() - len(chosen))

    def _again(self) -> None:
        if self.queue.chosen is not None:
            self.queue.again(self.queue.chosen)

    def _show_queue(self) -> None:
        if self.queue.entries:
            self.ui.queue_states.show_content()
        else:
            self.ui.queue_states.show_empty(
                self.tr("Nothing exported yet"),
                self.tr("Choose surveys and what you want of them; each becomes a file here."),
                picture="responses",
            )
        self._offer()

    def _look_at_chosen(self) -> None:
        entry = self.queue.chosen
        if entry is not None and entry.file:
            self._start(self.looking.show(Path(entry.file)), "look")
