"""The list of surveys: selection and place stay with the survey while the list is read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from qualtrics_desk.gui import words
from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.models.table_model import TableModel
from qualtrics_desk.gui.panels.surveys.survey_delegate import SurveyDelegate
from qualtrics_desk.gui.panels.surveys.survey_rows import (
    USUAL_FACTS,
    SurveyRow,
    places_of,
    survey_row,
)
from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from qualtrics_desk.domain.rows import ColumnSpec, RowSource, View
    from qualtrics_desk.gui.aio import TaskScope
    from qualtrics_desk.services.surveys import Counts

Index = QModelIndex | QPersistentModelIndex
_MOST_SAID = 4_000
"""Second lines that are remembered: many times those that are seen at once."""


class SurveyListModel(TableModel):
    """The table of surveys; says a whole survey where one cell is asked for.

    Attributes:
        me: The user of the token, whose own surveys are said to be theirs.
        shown_facts: What is said of each survey (`survey_rows.FACTS`).
        owners: Names of owners by their ids.
        counts: Responses of surveys by their ids.
    """

    facts_changed = Signal()

    def __init__(self, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(tasks, parent)
        self.me: str | None = None
        self.shown_facts: Collection[str] = USUAL_FACTS
        self.owners: dict[str, str] = {}
        self.counts: dict[str, Counts] = {}
        self._said: dict[tuple[SurveyRow, str | None], str] = {}
        self._places: Mapping[str, int] = {}

    def show_table(
        self, source: RowSource | None, columns: Sequence[ColumnSpec], view: View
    ) -> None:
        """Show the surveys of a profile, or none."""
        self._places = places_of(columns)
        self.set_source(source, columns_of(columns), view)

    def learn_columns(self, columns: Sequence[ColumnSpec]) -> None:
        """A first reading has brought the columns."""
        self._places = places_of(columns)
        self.set_columns(columns_of(columns))

    def learn_facts(
        self, *, owners: dict[str, str] | None = None, counts: dict[str, Counts] | None = None
    ) -> None:
        """More is known of some rows; an empty table forgets everything."""
        if owners is not None:
            self.owners = owners
        if counts is not None:
            self.counts = {**self.counts, **counts} if counts else {}
        self._said.clear()
        self.facts_changed.emit()

    def show_facts(self, shown: Collection[str]) -> None:
        """Say other things of each survey."""
        self.shown_facts = shown
        self._said.clear()
        self.facts_changed.emit()

    def second_line(self, survey: SurveyRow) -> str:
        """What is said of a survey below its name."""
        key = survey, self.me
        said = self._said.get(key)
        if said is None:
            if len(self._said) >= _MOST_SAID:
                self._said.clear()
            said = self._said[key] = survey.second_line(self.me, self.shown_facts, self.owners)
        return said

    def count_of(self, survey: SurveyRow) -> str:
        """Its real responses, or "" where they are not known or not wanted."""
        counts = self.counts.get(survey.id)
        if counts is None or "responses" not in self.shown_facts:
            return ""
        return words.number(counts.auditable)

    def count_words(self, survey: SurveyRow) -> str:
        """All its responses in words, or ""."""
        counts = self.counts.get(survey.id)
        if counts is None or "responses" not in self.shown_facts:
            return ""
        return self.tr("{0} responses, {1} test data, {2} deleted").format(
            *(words.number(count) for count in counts)
        )

    def survey(self, place: int) -> SurveyRow | None:
        """The survey at a place; None while it is not there yet."""
        row = self.row(place)
        return None if row is None else survey_row(row, self._places)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        """One: what is shown of a survey is drawn as a whole."""
        return min(1, super().columnCount(parent))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        survey = self.survey(index.row()) if index.isValid() else None
        if survey is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return survey.title
        separator = "\n" if role == Qt.ItemDataRole.ToolTipRole else ", "
        parts = (survey.title, self.second_line(survey), self.count_words(survey))
        return separator.join(part for part in parts if part)


class SurveyList(QTableView):
    """Shows a `SurveyListModel`.

    A table of one column: a list view asks the model for each of ten thousand rows when the order
    changes, which keeps the window waiting for 60 ms.

    Signals:
        survey_chosen: Another survey is the current one, a `SurveyRow`.
        selection_changed: Other surveys are selected.
    """

    survey_chosen = Signal(object)
    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: SurveyListModel | None = None
        self._place: tuple[int, int] | None = None
        self._selected: frozenset[int] = frozenset()
        self._moved_to: int | None = None
        self._moved_selection: frozenset[int] = frozenset()
        self._told = ""
        self._drawing: SurveyDelegate
        self.setProperty("role", "bare")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def show_model(self, model: SurveyListModel) -> None:
        """Show a model, once."""
        self.rows = model
        self.setModel(model)
        self._drawing = SurveyDelegate(model)
        self.setItemDelegate(self._drawing)
        self._fit_rows()
        look().changed.connect(self._fit_rows)
        model.keep = self._keep
        model.about_to_replace.connect(self._remember)
        model.replaced.connect(self._restore)
        model.rows_arrived.connect(self._tell)
        model.facts_changed.connect(lambda: self.viewport().update())
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and the last survey, as in every list."""
        if self.rows is not None and self.rows.rowCount():
            if action is QAbstractItemView.CursorAction.MoveHome:
                return self.rows.index(0, 0)
            if action is QAbstractItemView.CursorAction.MoveEnd:
                return self.rows.index(self.rows.rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def follow(self, row_id: int | None, chosen: frozenset[int] = frozenset()) -> None:
        """The list was read anew: the row ids of the survey one is at and of those selected."""
        self._moved_to, self._moved_selection = row_id, chosen

    def choose_row(self, row_id: int) -> bool:
        """Go to the survey with this row id; False where the list does not show it."""
        place = self.rows.row_of(row_id) if self.rows is not None else None
        if self.rows is None or place is None:
            return False
        self.setCurrentIndex(self.rows.index(place, 0))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    @property
    def current_survey(self) -> SurveyRow | None:
        """The survey the person is at."""
        place = self.currentIndex().row()
        return self.rows.survey(place) if self.rows is not None and place >= 0 else None

    @property
    def selected_surveys(self) -> list[SurveyRow]:
        """The surveys that are selected, the current one first, the others as they stand."""
        if self.rows is None:
            return []
        current = self.currentIndex().row()
        places = sorted(
            (index.row() for index in self.selectionModel().selectedRows()),
            key=lambda place: (place != current, place),
        )
        found = [self.rows.survey(place) for place in places]
        return [survey for survey in found if survey is not None]

    def in_view(self) -> range:
        """The places of the rows that can be seen."""
        if self.rows is None or not self.rows.rowCount():
            return range(0)
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = self.rows.rowCount() - 1 if bottom < 0 else bottom
        return range(max(0, top), last + 1)

    def forget(self) -> None:
        """Another profile: nothing is chosen."""
        self._selected = frozenset()
        self._place = self._moved_to = None
        self._told = ""

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._drawing.height)

    def _current_id(self) -> int | None:
        place = self.currentIndex().row()
        if self.rows is None or not 0 <= place < len(self.rows.ids):
            return None
        return self.rows.ids[place]

    def _followed(self) -> int | None:
        if self._moved_to is not None:
            return self._moved_to
        current = self._current_id()
        return current if current is not None or self._place is None else self._place[0]

    def _keep(self) -> frozenset[int]:
        followed = self._followed()
        chosen = self._moved_selection or self._selected_ids()
        return chosen if followed is None else chosen | {followed}

    def _selected_ids(self) -> frozenset[int]:
        if self.rows is None or self.selectionModel() is None:
            return frozenset()
        places = (index.row() for index in self.selectionModel().selectedRows())
        return frozenset(self.rows.ids[place] for place in places if place < len(self.rows.ids))

    def _remember(self) -> None:
        followed = self._followed()
        if followed is not None:
            self._place = followed, self.verticalScrollBar().value()
        self._moved_to = None
        # Several stay selected over a search or an order; a list read anew has other row ids.
        chosen = self._moved_selection or self._selected_ids()
        self._selected = chosen if len(chosen) > 1 else frozenset()
        self._moved_selection = frozenset()

    def _restore(self) -> None:
        if self.rows is not None and self._place is not None:
            row_id, scroll = self._place
            place = self.rows.places.get(row_id)
            if place is not None and not self.currentIndex().isValid():
                self.setCurrentIndex(self.rows.index(place, 0))
                if self.rows.is_same_view:
                    self.verticalScrollBar().setValue(scroll)
                else:
                    self.scrollTo(self.currentIndex())
            self._select_again()
        self._tell()

    def _select_again(self) -> None:
        if self.rows is None or not self._selected:
            return
        selection = self.selectionModel()
        for row_id in self._selected:
            place = self.rows.places.get(row_id)
            if place is not None:
                selection.select(
                    self.rows.index(place, 0), QItemSelectionModel.SelectionFlag.Select
                )
        self._selected = frozenset()

    def _tell(self) -> None:
        survey = self.current_survey
        if survey is None:
            # A search that leaves the survey out does not close what is being read, and a row
            # that is not there yet is told when it arrives.
            return
        self._place = self._current_id() or 0, self.verticalScrollBar().value()
        if survey.id != self._told:
            self._told = survey.id
            self.survey_chosen.emit(survey)
