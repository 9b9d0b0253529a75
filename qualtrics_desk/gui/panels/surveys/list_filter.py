"""What is shown of the list: search as you type, active or inactive, the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu
from typing_extensions import override

from qualtrics_desk.domain.rows import Comparison, Filter, Sort, View
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.gui.theme import set_role
from qualtrics_desk.store.settings import SurveyListChoices

if TYPE_CHECKING:
    from PySide6.QtWidgets import QToolButton

    from qualtrics_desk.gui.forms.ui_surveys_panel import Ui_SurveysPanel

TYPING_MS = 120
_ONWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SORTS = (
    (QT_TRANSLATE_NOOP("ListFilter", "Last changed"), Sort("lastModified", descending=True)),
    (QT_TRANSLATE_NOOP("ListFilter", "Name"), Sort("name")),
    (QT_TRANSLATE_NOOP("ListFilter", "Newest"), Sort("creationDate", descending=True)),
    (QT_TRANSLATE_NOOP("ListFilter", "Oldest"), Sort("creationDate")),
)


class ListFilter(QObject):
    """The controls above the list as one `View`.

    Signals:
        view_changed: Something else is to be shown.
        left_downwards: The person wants to go on into the list.
    """

    view_changed = Signal()
    left_downwards = Signal()

    def __init__(self, ui: Ui_SurveysPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._search, self._sort_button = ui.search_edit, ui.sort_button
        self._active, self._inactive = ui.active_chip, ui.inactive_chip
        self._mine, self._me = ui.mine_chip, ""
        self._sort = _SORTS[0][1]
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.view_changed)
        self._search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(lambda _text: self._typing.start())
        self._search.installEventFilter(self)
        self._active.toggled.connect(lambda on: self._on_chip(self._active, self._inactive, on))
        self._inactive.toggled.connect(lambda on: self._on_chip(self._inactive, self._active, on))
        self._mine.toggled.connect(lambda on: self._on_chip(self._mine, None, on))
        menu = QMenu(self._sort_button)
        for text, sort in _SORTS:
            action = menu.addAction(self.tr(text))
            action.triggered.connect(lambda _on=False, sort=sort: self._on_sort(sort))
        self._sort_button.setMenu(menu)
        self._sort_button.setIcon(icon("sort", "muted"))
        self._show_sort()

    @property
    def view(self) -> View:
        """What the person wants to see."""
        filters: tuple[Filter, ...] = ()
        if self._active.isChecked() or self._inactive.isChecked():
            wanted = "true" if self._active.isChecked() else "false"
            filters = (Filter("isActive", Comparison.IS, (wanted,)),)
        if self._mine.isChecked() and self._me:
            filters = (*filters, Filter("ownerId", Comparison.IS, (self._me,)))
        return View(text=self._search.text().strip(), filters=filters, sort=self._sort)

    def clear(self) -> None:
        """Show every survey."""
        self._search.clear()
        self._active.setChecked(False)
        self._inactive.setChecked(False)
        self._mine.setChecked(False)
        self._typing.stop()
        self.view_changed.emit()

    @property
    def kept(self) -> SurveyListChoices:
        """Chips and order, to be kept for the next time."""
        state = "active" if self._active.isChecked() else ""
        if self._inactive.isChecked():
            state = "inactive"
        sort = self._sort
        return SurveyListChoices(
            state=state,
            is_mine=self._mine.isChecked(),
            sort=sort.column,
            descending=sort.descending,
        )

    def restore(self, kept: SurveyListChoices) -> None:
        """Show what was kept."""
        self._active.setChecked(kept.state == "active")
        self._inactive.setChecked(kept.state == "inactive")
        self._mine.setChecked(kept.is_mine)
        wanted = Sort(kept.sort, descending=kept.descending)
        if any(wanted == sort for _, sort in _SORTS):
            self._sort = wanted
            self._show_sort()

    def know(self, me: str) -> None:
        """Whose token it is."""
        if me != self._me:
            self._me = me
            if self._mine.isChecked():
                self.view_changed.emit()

    def focus(self) -> None:
        """Let the person type."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the search field that are not for typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self._search.text():
                self._search.clear()
                return True
            if event.key() in _ONWARDS:
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self.view_changed.emit()
        self.left_downwards.emit()

    def _on_chip(self, chip: QToolButton, other: QToolButton | None, on: bool) -> None:
        set_role(chip, "chip" if on else "chip-add")
        if on and other is not None and other.isChecked():
            other.setChecked(False)
        self.view_changed.emit()

    def _on_sort(self, sort: Sort) -> None:
        self._sort = sort
        self._show_sort()
        self.view_changed.emit()

    def _show_sort(self) -> None:
        text = next(self.tr(text) for text, sort in _SORTS if sort == self._sort)
        self._sort_button.setText(text)
        self._sort_button.setToolTip(self.tr("Sorted by: {0}").format(text))
        self._sort_button.setAccessibleName(self.tr("Sorted by: {0}").format(text))
