"""A box to choose from long lists: typing finds entries by any part of their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QSizePolicy, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_VALUE = int(Qt.ItemDataRole.UserRole)


class Choice(NamedTuple):
    """An entry: what it is called, what it stands for, what more is to be said of it."""

    text: str
    value: object
    tip: str = ""


class ChoiceBox(QComboBox):
    """Holds as many choices as wanted; a text that is none of them changes nothing.

    Signals:
        chosen: The person chose a value.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = _Choices()
        self.setModel(self._choices)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        completer = QCompleter(self._choices, self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.activated.connect(lambda _place: self.chosen.emit(self.value))
        edit = self.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._restore)
        self.setCurrentIndex(-1)

    @property
    def value(self) -> object:
        """What the entry that is shown stands for, or None."""
        return self._choices.value(self.currentIndex())

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; what was chosen stays if it is still there, and so does what is typed."""
        before, typed, marked = self.value, self._typed(), self._marked()
        self.blockSignals(True)
        self._choices.replace(choices)
        self.setCurrentIndex(-1)
        self.blockSignals(False)
        self.select(before)
        if typed is not None:
            self._type_on(typed, marked)

    def select(self, value: object) -> bool:
        """Show the entry that stands for a value, without a signal; False where there is none."""
        place = self._choices.place(value) if value is not None else -1
        self.setCurrentIndex(place)
        self._restore()
        return place >= 0

    def set_placeholder(self, text: str) -> None:
        """What is said while nothing is chosen."""
        edit = self.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(text)
            edit.setAccessibleName(self.accessibleName())

    def _typed(self) -> str | None:
        """A text that somebody is typing and has not finished."""
        edit, completer = self.lineEdit(), self.completer()
        if edit is None or completer is None or not edit.hasFocus():
            return None
        if self._offers() is not None:
            # The arrow keys put what they are at into the field: that is not what was typed.
            return completer.completionPrefix()
        if not edit.isModified() or edit.text() == self.itemText(self.currentIndex()):
            return None
        return edit.text()

    def _offers(self) -> QAbstractItemView | None:
        """The popup with what a typed text finds, while it is open."""
        completer = self.completer()
        popup = None if completer is None else completer.popup()
        return popup if popup is not None and popup.isVisible() else None

    def _marked(self) -> object:
        """What the offer stands for that the arrow keys went to, or None."""
        offers = self._offers()
        return None if offers is None else offers.currentIndex().data(_VALUE)

    def _type_on(self, text: str, marked: object) -> None:
        edit, completer = self.lineEdit(), self.completer()
        if edit is None or completer is None:
            return
        edit.setText(text)
        edit.setModified(True)
        completer.setCompletionPrefix(text)
        if not text:
            return
        completer.complete()
        offers, found = self._offers(), completer.completionModel()
        if offers is None or found is None or marked is None:
            return
        for row in range(found.rowCount()):
            if found.index(row, 0).data(_VALUE) == marked:
                offers.setCurrentIndex(found.index(row, 0))

    def _restore(self) -> None:
        offers, edit = self._offers(), self.lineEdit()
        if offers is not None:
            # They belong to a text that is typed no more.
            offers.hide()
        if edit is not None:
            edit.setText(self.itemText(self.currentIndex()))
            edit.setCursorPosition(0)
            self.setToolTip(self._choices.tip(self.currentIndex()))


class _Choices(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Choice] = ()

    def replace(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self._all = tuple(choices)
        self.endResetModel()

    def value(self, place: int) -> object:
        return self._all[place].value if 0 <= place < len(self._all) else None

    def tip(self, place: int) -> str:
        return self._all[place].tip if 0 <= place < len(self._all) else ""

    def place(self, value: object) -> int:
        return next((place for place, one in enumerate(self._all) if one.value == value), -1)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._all)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._all):
            return None
        one = self._all[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return one.text
        if role == _VALUE:
            return one.value
        return one.tip or None if role == Qt.ItemDataRole.ToolTipRole else None
