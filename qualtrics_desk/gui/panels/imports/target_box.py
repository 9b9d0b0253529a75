"""Chooses where a column goes: search by typing; a name that is not known is a new field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget
from typing_extensions import override

from qualtrics_desk.domain.contacts import embedded_key, embedded_name, embedded_target
from qualtrics_desk.gui.panels.imports.import_words import FIELD_TITLES, target_title

if TYPE_CHECKING:
    from collections.abc import Sequence

LEFT_OUT = ""
"""The choice that sends a column nowhere."""


class TargetBox(QComboBox):
    """One choice.

    Signals:
        target_chosen: A target, or `LEFT_OUT`.
    """

    target_chosen = Signal(str)

    def __init__(self, column: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column
        self._target: str | None = None
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        self.activated.connect(self._on_activated)
        edit = self.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._on_edited)
            edit.setPlaceholderText(self.tr("Choose a field"))

    @property
    def target(self) -> str | None:
        """The target, `LEFT_OUT`, or None while nobody has decided."""
        return self._target

    def offer(self, known: Sequence[str]) -> None:
        """Fill the list: contact fields, embedded data of the list, a new field."""
        model = QStandardItemModel(self)
        model.appendRow(_item(self.tr("Do not import"), LEFT_OUT))
        model.appendRow(_heading(self.tr("Contact")))
        for field in FIELD_TITLES:
            model.appendRow(_item(target_title(field), field))
        if known:
            model.appendRow(_heading(self.tr("Embedded data of this list")))
            for name in known:
                model.appendRow(_item(name, embedded_target(name)))
        if self._column and embedded_key(self._column) not in map(embedded_key, known):
            model.appendRow(_heading(self.tr("New embedded data")))
            model.appendRow(_item(self._column, embedded_target(self._column)))
        self.setModel(model)
        completer = QCompleter(model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.show_target(self._target)

    def show_target(self, target: str | None) -> None:
        """Show a choice without telling anyone."""
        self._target = target
        text = (
            ""
            if target is None
            else self.tr("Do not import")
            if target == LEFT_OUT
            else target_title(target)
        )
        place = -1 if target is None else self.findData(target)
        self.setCurrentIndex(place)
        self.setEditText(text)
        edit = self.lineEdit()
        if edit is not None:
            edit.setCursorPosition(0)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the table: it must not change where a column goes by the way."""
        event.ignore()

    def _on_activated(self, place: int) -> None:
        data = self.itemData(place)
        if isinstance(data, str):
            self._choose(data)

    def _on_edited(self) -> None:
        text = self.currentText().strip()
        shown = self._target
        known = "" if shown is None else target_title(shown)
        if not text or text == known or (shown == LEFT_OUT and text == self.tr("Do not import")):
            self.show_target(shown)
            return
        self._choose(self._meant(text))

    def _meant(self, text: str) -> str:
        folded = text.casefold()
        for place in range(self.count()):
            data = self.itemData(place)
            if isinstance(data, str) and self.itemText(place).casefold() == folded:
                return data
        return embedded_target(text)

    def _choose(self, target: str) -> None:
        if target == self._target:
            self.show_target(target)
            return
        self.show_target(target)
        self.target_chosen.emit(target)


def is_new_field(target: str, known: Sequence[str]) -> bool:
    """Whether the list has no such embedded data yet."""
    name = embedded_name(target)
    return name is not None and embedded_key(name) not in {embedded_key(one) for one in known}


def _item(text: str, target: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(target, Qt.ItemDataRole.UserRole)
    return item


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item
