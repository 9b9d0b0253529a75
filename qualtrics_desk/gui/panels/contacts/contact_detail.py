"""The detail of one contact: everything that is known, and what is staged for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qualtrics_desk.domain.contacts import opted_out, opted_out_of_all
from qualtrics_desk.domain.rows import ColumnKind
from qualtrics_desk.gui import words
from qualtrics_desk.gui.models.row_roles import value_of
from qualtrics_desk.gui.panels.contacts.person_history import PersonHistory
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.domain.rows import Row
    from qualtrics_desk.gui.models.columns import Column

_IN_HEAD = ("firstName", "lastName", "email")
_MOMENTS = ("creationDate", "lastModified")


class ContactDetail(QFrame):
    """Shows one row; a field that is changed is told when it is left.

    Attributes:
        history: What the service knows of the person beyond the list.

    Signals:
        edited: Row id, key of the column, new value.
    """

    edited = Signal(object, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._row: Row | None = None
        self._columns: tuple[Column, ...] = ()
        self._can_edit = True
        self._fields: dict[str, QLineEdit | QCheckBox] = {}
        self._marks: dict[str, QLabel] = {}
        self._facts = QLabel()
        self._facts.setProperty("role", "caption")
        self._facts.setWordWrap(True)
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.history = PersonHistory()
        self._title = ElidedLabel()
        self._title.setProperty("role", "heading")
        self._under = ElidedLabel()
        self._under.setProperty("role", "muted")
        self._state = QLabel()
        self._state.setProperty("role", "badge")
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(4)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._under)
        column.addWidget(self._state, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._note)
        column.addSpacing(8)
        column.addLayout(self._form)
        column.addSpacing(8)
        column.addWidget(self._facts)
        column.addWidget(self.history)
        column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        self._nothing = QLabel(self.tr("Select a contact to see everything about it."))
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(16, 16, 16, 16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._scroll)
        layout.addWidget(self._nothing)
        self.show_row(None)

    @property
    def row_id(self) -> int | None:
        """The row that is shown."""
        return None if self._row is None else self._row.id

    def set_columns(self, columns: Sequence[Column]) -> None:
        """The fields of the list."""
        if tuple(columns) == self._columns:
            return
        self._columns = tuple(columns)
        while self._form.rowCount():
            self._form.removeRow(0)
        self._fields.clear()
        self._marks.clear()
        for column in columns:
            if column.editable:
                self._add_field(column)
        self.show_row(self._row)

    def show_end(self) -> None:
        """Scroll to what is known beyond the fields."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def set_editable(self, allowed: bool) -> None:
        """Allow changes, or only show."""
        self._can_edit = allowed
        self.show_row(self._row)

    def show_row(self, row: Row | None) -> None:
        """Show a contact, or that none is selected."""
        is_same = row is not None and self._row is not None and row.id == self._row.id
        self._row = row
        self._scroll.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if row is None:
            return
        values = {column.key: value_of(row, n) for n, column in enumerate(self._columns)}
        name = " ".join(str(values.get(key) or "") for key in _IN_HEAD[:2]).strip()
        email = str(values.get("email") or "")
        self._title.setText(name or email or self.tr("New contact"))
        self._under.setText(email if name else "")
        self._under.setVisible(bool(name and email))
        self._show_state(row)
        for number, column in enumerate(self._columns):
            self._show_field(row, number, column, keep_focus=is_same)
        if not is_same:
            self._facts.clear()
            self.history.clear()

    def show_facts(self, row_id: int, raw: Mapping[str, Any]) -> None:
        """Show what the service says beyond the columns, if that row is still shown."""
        if self._row is None or self._row.id != row_id:
            return
        lines = []
        for key, text in (
            ("contactId", self.tr("Contact id {0}")),
            ("contactLookupId", self.tr("Look-up id {0}")),
            ("creationDate", self.tr("Added {0}")),
            ("lastModified", self.tr("Changed {0}")),
        ):
            value = raw.get(key)
            if value:
                written = words.moment(str(value)) if key in _MOMENTS else str(value)
                lines.append(text.format(written))
        for is_out, text in (
            (opted_out, self.tr("Opted out of this list")),
            (opted_out_of_all, self.tr("Opted out of everything")),
        ):
            if raw and is_out(raw):
                lines.append(text)
        self._facts.setText("\n".join(lines))

    def _add_field(self, column: Column) -> None:
        field: QLineEdit | QCheckBox
        if column.kind is ColumnKind.FLAG:
            box = QCheckBox()
            box.clicked.connect(lambda on, key=column.key: self._tell(key, on))
            field = box
        else:
            edit = QLineEdit()
            edit.setProperty("role", "detail")
            edit.editingFinished.connect(lambda key=column.key: self._on_left(key))
            field = edit
        field.setAccessibleName(column.title)
        mark = QLabel()
        mark.setProperty("role", "badge")
        mark.setProperty("tone", "warning")
        mark.setTextFormat(Qt.TextFormat.PlainText)
        mark.setWordWrap(True)
        mark.hide()
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(field)
        inside.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeft)
        label = ElidedLabel()
        label.setProperty("role", "muted")
        label.setText(column.title)
        label.setFixedWidth(self.fontMetrics().averageCharWidth() * 14)
        label.setFixedHeight(field.sizeHint().height())
        self._form.addRow(label, holder)
        self._fields[column.key] = field
        self._marks[column.key] = mark

    def _show_field(self, row: Row, number: int, column: Column, *, keep_focus: bool) -> None:
        field, mark = self._fields.get(column.key), self._marks.get(column.key)
        if field is None or mark is None:
            return
        value = value_of(row, number)
        allowed = self._can_edit and not row.is_leaving
        if isinstance(field, QCheckBox):
            field.setChecked(value is True or str(value).casefold() == "true")
            field.setText(column.text(value) or column.text(False))
            field.setEnabled(allowed)
        else:
            # What is being typed is not taken away by a refresh of the same row.
            if not (keep_focus and field.hasFocus() and field.isModified()):
                field.setText("" if value is None else str(value))
                # A field does not say that it shows only the beginning.
                field.setToolTip(field.text())
                field.setCursorPosition(0)
            field.setReadOnly(not allowed)
        mark.setVisible(number in row.old)
        if number in row.old:
            was = column.text(row.old[number]) or self.tr("empty")
            mark.setText(self.tr("was {0}").format(was))

    def _show_state(self, row: Row) -> None:
        mark = words.state_mark(row.state)
        self._state.setVisible(bool(row.state))
        self._state.setText(f"{mark.symbol} {mark.word}")
        self._state.setProperty("tone", mark.tone)
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)
        self._note.setVisible(bool(row.note))
        self._note.setText(row.note)

    def _on_left(self, key: str) -> None:
        field = self._fields[key]
        if isinstance(field, QLineEdit) and field.isModified():
            field.setModified(False)
            self._tell(key, field.text())

    def _tell(self, key: str, value: object) -> None:
        if self._row is not None:
            self.edited.emit(self._row.id, key, value)
