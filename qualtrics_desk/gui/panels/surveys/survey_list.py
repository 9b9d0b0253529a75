"""The list of surveys: selection and place stay with the survey while the list is read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.models.table_model import TableModel
from qualtrics_desk.gui.panels.surveys.survey_delegate import SurveyDelegate
from qualtrics_desk.gui.panels.surveys.survey_rows import SurveyRow, places_of, survey_row
from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.domain.rows import ColumnSpec, RowSource, View
    from qualtrics_desk.gui.aio import TaskScope

Index = QModelIndex | QPersistentModelIndex


class SurveyListModel(TableModel):
    """The table of surveys; says a whole survey where one cell is asked for.

    Attributes:
        me: The user of the token, whose own surveys are said to be theirs.
    """

    def __init__(self, tasks: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(tasks, parent)
        self.me: str | None = None
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
        return f"{survey.title}{separator}{survey.second_line(self.me)}"


class SurveyList(QTableView):
    """Shows a `SurveyListModel`.

    A table of one column: a list view asks the model for each of ten thousand rows when the order
    changes, which keeps the window waiting for 60 ms.

    Signals:
        survey_chosen: Another survey is the current one, a `SurveyRow`.
    """

    survey_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: SurveyListModel | None = None
        self._place: tuple[int, int] | None = None
        self._moved_to: int | None = None
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
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())

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

    def follow(self, row_id: int | None) -> None:
        """The list was read anew: the survey one is at has this row id in the next order."""
        self._moved_to = row_id

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

    def forget(self) -> None:
        """Another profile: nothing is chosen."""
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
        return frozenset() if followed is None else frozenset({followed})

    def _remember(self) -> None:
        followed = self._followed()
        if followed is not None:
            self._place = followed, self.verticalScrollBar().value()
        self._moved_to = None

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
        self._tell()

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
