"""Compares two states of a survey, or two surveys: now, a version, a backup, a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import TaskScope, ask_folder, ask_open_file
from qualtrics_desk.gui.forms.ui_comparison_dialog import Ui_ComparisonDialog
from qualtrics_desk.gui.panels.surveys import rich_text
from qualtrics_desk.gui.panels.surveys.comparison_html import comparison_parts
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from qualtrics_desk.services.definitions.comparing import State, compare_states, versions_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QComboBox

    from qualtrics_desk.domain.definition.comparing.changes import Comparison
    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panels.surveys.survey_rows import SurveyRow

_STATE_ROLE = Qt.ItemDataRole.UserRole + 1


class ComparisonDialog(InReadingOrder, QDialog):
    """Two states to choose, and what differs between them.

    Args:
        desk: Who is signed in.
        surveys: One survey, or two that are compared with each other.
        version: Id of a version of the first one to begin with, or "".
    """

    def __init__(
        self, parent: QWidget, desk: Desk, surveys: Sequence[SurveyRow], version: str = ""
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_ComparisonDialog()
        self.ui.setupUi(self)
        self.comparison: Comparison | None = None
        self._desk, self._surveys, self._version = desk, surveys, version
        self._tasks = TaskScope(self._tell, self)
        self.ui.title_label.setText(
            self.tr("What differs in “{0}”").format(surveys[0].title)
            if len(surveys) == 1
            else self.tr("What differs between two surveys")
        )
        self.ui.file_button.setToolTip(self.tr("Compare with a QSF file"))
        self.ui.backup_button.setToolTip(self.tr("Compare with a state in a folder of backups"))
        self.ui.cancel_button.clicked.connect(self.reject)
        self.ui.file_button.clicked.connect(lambda: self._tasks.start(self._add_file()))
        self.ui.backup_button.clicked.connect(lambda: self._tasks.start(self._add_backup()))
        for survey in surveys:
            name = self.tr("As it is now")
            if len(surveys) > 1:
                name = self.tr("{0}, as it is now").format(survey.title)
            self._add(name, State(survey=survey.id))
        self.ui.after_box.setCurrentIndex(len(surveys) - 1)
        for box in (self.ui.before_box, self.ui.after_box):
            box.currentIndexChanged.connect(lambda _place: self._compare())
        look().changed.connect(self._draw)
        self._tasks.start(self._begin(), key="begin")

    def _add(self, text: str, state: State, *, choose: bool = False) -> None:
        for box in (self.ui.before_box, self.ui.after_box):
            is_blocked = box.blockSignals(True)
            box.addItem(text)
            box.setItemData(box.count() - 1, state, _STATE_ROLE)
            if choose and box is self.ui.before_box:
                box.setCurrentIndex(box.count() - 1)
            box.blockSignals(is_blocked)

    async def _begin(self) -> None:
        self.ui.states.show_loading(self.tr("Reading the versions…"))
        for survey in self._surveys:
            for version in await versions_of(self._desk.session, survey.id):
                name = self.tr("Version {0}").format(version.number or "?")
                if version.created is not None:
                    name += f", {words.day(version.created)}"
                if version.description:
                    name += f", {version.description}"
                if len(self._surveys) > 1:
                    name = f"{survey.title}, {name}"
                state = State(survey=survey.id, version=version.id or "")
                # Unless something else is asked for: the last version, with what came since.
                wanted = version.id == self._version if self._version else True
                is_free = len(self._surveys) == 1 and self.ui.before_box.currentIndex() == 0
                self._add(name, state, choose=wanted and is_free)
        self._compare()

    async def _add_file(self) -> None:
        path = await ask_open_file(
            self, self.tr("Compare with a file"), self.tr("Surveys (*.qsf *.json)")
        )
        if path is not None:
            self._add(path.name, State(file=str(path)), choose=True)
            self._compare()

    async def _add_backup(self) -> None:
        import asyncio

        folder = await ask_folder(self, self.tr("Compare with a backup"))
        if folder is None:
            return
        found = await asyncio.to_thread(_saved, folder, self._surveys[0].id)
        for made, state in found:
            text = self.tr("Saved {0}").format(words.moment(made))
            self._add(text, state, choose=True)
        if found:
            self._compare()
        else:
            self.ui.states.show_empty(
                self.tr("Not in this folder"),
                self.tr("The folder holds no backup of this survey."),
                picture="folder",
            )

    def _compare(self) -> None:
        before, after = self._state(self.ui.before_box), self._state(self.ui.after_box)
        if before is not None and after is not None:
            self._tasks.start(self._show(before, after), key="compare")

    def _state(self, box: QComboBox) -> State | None:
        state = box.currentData(_STATE_ROLE)
        return state if isinstance(state, State) else None

    async def _show(self, before: State, after: State) -> None:
        self.comparison = None
        if before == after:
            self.ui.states.show_empty(
                self.tr("Twice the same"),
                self.tr("Choose another state on one of the two sides."),
                picture="equals",
            )
            return
        self.ui.states.show_loading(self.tr("Comparing…"))
        self.comparison = await compare_states(self._desk.session, before, after)
        if self.comparison.changes:
            self._draw()
            self.ui.states.show_content()
        else:
            self.ui.states.show_empty(
                self.tr("No difference"),
                self.tr("Questions, flow, data, options and translations are the same."),
                picture="equals",
            )

    def _draw(self) -> None:
        if self.comparison is not None:
            parts = comparison_parts(self.comparison)
            self._tasks.start(self.ui.browser.show_parts(rich_text.css(), parts), key="draw")

    def _tell(self, error: DeskError) -> None:
        self.ui.states.show_error(error, self._compare)


def _saved(folder: Path, survey: str) -> list[tuple[datetime, State]]:
    from qualtrics_desk.services.definitions.backup import Backup

    return [
        (made, State(survey=survey, folder=str(folder), moment=made))
        for made, _ in Backup(folder).states(survey)
    ]
