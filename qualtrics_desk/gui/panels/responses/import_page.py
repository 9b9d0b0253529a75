"""Responses from a file: checked against the survey, rehearsed with one row, sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_open_file
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_response_import_page import Ui_ResponseImportPage
from qualtrics_desk.gui.widgets.facts_view import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.services.engine.progress import Progress
    from qualtrics_desk.services.responses.importing import ImportCheck, Rehearsal


class ResponseImportPage(QWidget):
    """Brings a file of responses into a survey.

    Attributes:
        check: What is known of the file, or None.
        rehearsal: What became of its first row, once it was rehearsed.
    """

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self.ui = Ui_ResponseImportPage()
        self.ui.setupUi(self)
        self._panel = panel
        self.check: ImportCheck | None = None
        self.rehearsal: Rehearsal | None = None
        ui, actions = self.ui, panel.actions_
        for action, button, work in (
            ("responses.choose_file", ui.choose_button, self._choose),
            ("responses.rehearse", ui.rehearse_button, self._rehearse),
            ("responses.import", ui.import_button, self._import),
        ):
            actions.bind(action, button)
            actions.connect_to(action, self._starter(work))
        for button, text in (
            (ui.choose_button, self.tr("Choose a file…")),
            (ui.rehearse_button, self.tr("Rehearse…")),
            (ui.import_button, self.tr("Import…")),
        ):
            button.setText(text)
            button.setIcon(QIcon())
        ui.survey_box.set_placeholder(self.tr("Choose a survey"))
        ui.survey_box.chosen.connect(lambda _survey: self._on_survey())
        self.setFocusProxy(ui.survey_box)
        self.forget()

    def forget(self) -> None:
        """Show nothing."""
        self.check = self.rehearsal = None
        self.ui.notice.clear()
        self.ui.bar.hide()
        self.ui.states.show_empty(
            self.tr("No file is chosen"),
            self.tr(
                "Choose the survey and a CSV or TSV file with the three header rows of an export:"
                " export some responses and fill in your own rows below the header. Nothing is sent"
                " before you have seen what the survey would take and what would be dropped."
            ),
            self.tr("Choose a file…"),
            self._panel.actions_.qaction("responses.choose_file").trigger,
            "upload",
        )
        self.offer()

    def offer(self) -> None:
        """Offer what can be done now."""
        enable, read_only = self._panel.actions_.set_enabled, self._panel.desk.is_read_only
        has_survey = bool(self.ui.survey_box.value)
        enable("responses.choose_file", has_survey, self.tr("Choose a survey first."))
        why = "" if self.check is not None else self.tr("Choose a file first.")
        if read_only:
            why = self.tr("This profile is read-only.")
        if self._panel.tasks.is_running((self, "work")):
            why = self.tr("It is under way.")
        enable("responses.rehearse", not why, why)
        enable("responses.import", not why, why)
        if self.check is not None:
            text = self.tr("Import {0}…").format(words.responses(self.check.rows))
            self.ui.import_button.setText(text)
            self.ui.import_button.setAccessibleName(text)

    def _starter(self, work: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
        def start() -> None:
            if not self._panel.tasks.is_running((self, "work")):
                task = self._panel.tasks.start(self._safe(work), key=(self, "work"))
                task.add_done_callback(lambda _task: self.offer())

        return start

    async def _safe(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except DeskError as error:
            self.ui.bar.hide()
            self.ui.notice.tell(explain(error).sentences, "danger")

    def _on_survey(self) -> None:
        if self.check is not None:
            self._starter(lambda: self.look_at(Path(self.check.file if self.check else "")))()
        self.offer()

    async def _choose(self) -> None:
        path = await ask_open_file(
            self, self.tr("Responses to import"), self.tr("Responses (*.csv *.tsv)")
        )
        if path is not None:
            await self.look_at(path)

    async def look_at(self, path: Path) -> None:
        """Compare a file with the survey that is chosen; nothing is sent."""
        from qualtrics_desk.services.responses.importing import check_file

        self.forget()
        survey = str(self.ui.survey_box.value or "")
        self.ui.states.show_loading(self.tr("Reading {0}…").format(path.name))
        try:
            self.check = await check_file(self._panel.desk.session, survey, path)
        except DeskError as error:
            self.ui.states.show_error(error, self._starter(lambda: self.look_at(path)))
            return
        self._show()

    def _show(self) -> None:
        check = self.check
        if check is None:
            return
        facts = [
            Fact(self.tr("File"), Path(check.file).name),
            Fact(self.tr("Rows"), words.number(check.rows)),
            Fact(self.tr("Sent in"), self.tr("{0} part(s)").format(words.number(check.parts))),
            Fact(self.tr("Taken"), ", ".join(check.taken)),
            Fact(self.tr("Dropped"), ", ".join(check.dropped) or self.tr("nothing")),
            Fact(self.tr("Made anew by the service"), ", ".join(check.own)),
        ]
        if self.rehearsal is not None:
            lost = [
                self.tr("{0}: sent “{1}”, kept “{2}”").format(name, old, new)
                for name, (old, new) in self.rehearsal.lost.items()
            ]
            told = self.tr("the first row was stored, read back and deleted")
            facts.append(Fact(self.tr("Rehearsed"), "\n".join([told, *lost])))
        self.ui.facts.show_facts(facts)
        self.ui.states.show_content()
        self.offer()
        if check.dropped:
            self.ui.notice.tell(
                self.tr("The survey has no field for some columns: {0}.").format(
                    ", ".join(check.dropped)
                ),
                "warning",
            )

    async def _rehearse(self) -> None:
        from qualtrics_desk.services.responses.importing import rehearse

        check = self.check
        if check is None or not await confirm(
            self,
            self.tr("Rehearse with the first row?"),
            self.tr(
                "It is stored as a response, read back, compared, and deleted again, also from the"
                " counts of quotas. Event subscriptions may tell of it meanwhile."
            ),
            self.tr("Rehearse 1 row"),
            facts=(self.tr("Survey: {0}").format(self.ui.survey_box.currentText()),),
        ):
            return
        self.rehearsal = await rehearse(self._panel.desk.session, check)
        self._show()
        if not self.rehearsal.lost:
            self.ui.notice.tell(self.tr("Every field of the first row was kept."), "success")

    async def _import(self) -> None:
        from qualtrics_desk.services.engine.progress import Stop
        from qualtrics_desk.services.responses.importing import import_file

        check = self.check
        if check is None or not await confirm(
            self,
            self.tr("Import {0}?").format(words.responses(check.rows)),
            self.tr(
                "They become responses of the survey and count in its results. The service reports"
                " no single rows, and takes them back only one by one."
            ),
            self.tr("Import {0}").format(words.responses(check.rows)),
            facts=(
                self.tr("Survey: {0}").format(self.ui.survey_box.currentText()),
                self.tr("Dropped columns: {0}").format(words.number(len(check.dropped))),
            ),
            danger=True,
        ):
            return
        self.ui.bar.setRange(0, max(1, check.rows))
        self.ui.bar.setValue(0)
        self.ui.bar.show()

        def advance(sign: Progress) -> None:
            self.ui.bar.setValue(sign.done)

        done = await import_file(self._panel.desk.session, check, stop=Stop(), report=advance)
        self.ui.notice.tell(self.tr("{0} imported.").format(words.responses(done.rows)), "success")
