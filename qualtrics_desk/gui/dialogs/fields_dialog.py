"""A form made of fields: asks for values, does what they are for, and says what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QWidget
from typing_extensions import override

from qualtrics_desk.domain.contacts import scalar_text
from qualtrics_desk.domain.fields import FieldKind
from qualtrics_desk.gui.aio import TaskScope, shown
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_fields_dialog import Ui_FieldsDialog
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.domain.fields import Field

Made = TypeVar("Made")
_LETTERS = 20
"""How much of a choice is seen at least."""


class FieldsDialog(InReadingOrder, QDialog):
    """The form. It stays open until what it asks for is done, or the person thinks better of it.

    Attributes:
        made: What the work brought.
        inputs: The widget of each field.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        accept: str,
        fields: Sequence[Field],
        work: Callable[[dict[str, Any]], Awaitable[Any]],
        *,
        hint: str = "",
        values: Mapping[str, Any] | None = None,
        choices: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_FieldsDialog()
        self.ui.setupUi(self)
        self.made: Any = None
        self.inputs: dict[str, QWidget] = {}
        self._fields = {field.key: field for field in fields}
        self._work = work
        self._begun = dict(values or {})
        self._is_change = values is not None
        self._tasks = TaskScope(self._tell, self)
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        self.ui.hint_label.setText(hint)
        self.ui.hint_label.setVisible(bool(hint))
        self.ui.accept_button.setText(accept)
        self.ui.accept_button.setAccessibleName(accept)
        for field in fields:
            self._add(field, (choices or {}).get(field.key, ()))
        self.ui.accept_button.clicked.connect(lambda: self._tasks.start(self._do(), key="do"))
        self.ui.cancel_button.clicked.connect(self.reject)
        self._look()
        next(iter(self.inputs.values())).setFocus()

    def values(self) -> dict[str, Any]:
        """What is filled in; of a thing that is changed, what differs."""
        found = {}
        for key, widget in self.inputs.items():
            value = _value_of(widget)
            if self._is_change:
                if value != _text(self._begun.get(self._fields[key].read_key)):
                    found[key] = value
            elif value not in ("", False):
                found[key] = value
        return found

    def set_value(self, key: str, value: str) -> None:
        """Fill in a field."""
        widget = self.inputs[key]
        if isinstance(widget, QComboBox):
            widget.setCurrentText(value)
        elif isinstance(widget, QLineEdit):
            widget.setText(value)

    def _add(self, field: Field, choices: Sequence[str]) -> None:
        title = QCoreApplication.translate("fields", field.title)
        begun = _text(self._begun.get(field.read_key))
        hint = QCoreApplication.translate("fields", field.hint) if field.hint else ""
        widget: QWidget
        if field.kind is FieldKind.FLAG:
            box = QCheckBox(title)
            box.toggled.connect(self._look)
            widget = box
        elif field.choices or choices:
            combo = QComboBox()
            combo.setEditable(field.is_open)
            # Long choices must not press the labels out of the form.
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(_LETTERS)
            offered = list(dict.fromkeys((*field.choices, *choices)))
            if not self._is_change and not field.required:
                offered.insert(0, "")
            combo.addItems(offered)
            combo.setCurrentText(begun or (offered[0] if offered else ""))
            combo.currentTextChanged.connect(self._look)
            widget = combo
        else:
            edit = QLineEdit(begun)
            if field.kind is FieldKind.SECRET:
                edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.setPlaceholderText("2027-01-31" if field.kind is FieldKind.MOMENT else hint)
            edit.setCursorPosition(0)
            edit.textChanged.connect(self._look)
            widget = edit
        widget.setAccessibleName(title)
        widget.setToolTip(hint)
        self.inputs[field.key] = widget
        if isinstance(widget, QCheckBox):
            self.ui.form.addRow("", widget)
        else:
            label = QLabel(title if field.required else self.tr("{0} (optional)").format(title))
            if self._is_change:
                label.setText(title)
            label.setBuddy(widget)
            self.ui.form.addRow(label, widget)
        if hint and field.required and isinstance(widget, QComboBox):
            caption = QLabel(hint)
            caption.setProperty("role", "caption")
            caption.setWordWrap(True)
            self.ui.form.addRow("", caption)

    def _look(self) -> None:
        """Offer the button once what is needed is there."""
        missing = [
            key
            for key, field in self._fields.items()
            if field.required and key in self.inputs and not _value_of(self.inputs[key])
        ]
        is_changed = not self._is_change or bool(self.values())
        self.ui.accept_button.setEnabled(not missing and is_changed)
        why = ""
        if missing:
            titles = [
                QCoreApplication.translate("fields", self._fields[key].title) for key in missing
            ]
            why = self.tr("Still missing: {0}").format(", ".join(titles))
        elif not is_changed:
            why = self.tr("Nothing is changed yet.")
        self.ui.accept_button.setToolTip(why)

    async def _do(self) -> None:
        self._lock(True)
        try:
            self.made = await self._work(self.values())
        finally:
            self._lock(False)
        self.accept()

    def _lock(self, on: bool) -> None:
        """While a request is under way its fate would be unknown if the form were left."""
        for widget in (*self.inputs.values(), self.ui.accept_button, self.ui.cancel_button):
            widget.setEnabled(not on)
        if not on:
            self._look()

    def _tell(self, error: DeskError) -> None:
        self.ui.notice.tell(explain(error).sentences, "danger")

    @override
    def reject(self) -> None:
        if not self._tasks.is_running("do"):
            super().reject()


async def ask_fields(
    parent: QWidget,
    title: str,
    accept: str,
    fields: Sequence[Field],
    work: Callable[[dict[str, Any]], Awaitable[Made]],
    *,
    hint: str = "",
    values: Mapping[str, Any] | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
) -> Made | None:
    """Ask for values and do what they are for; None where the person thinks better of it.

    Args:
        parent: The widget whose window the form belongs to.
        title: What will be made or changed.
        accept: The verb with its object.
        fields: What is asked for.
        work: Does it; a `DeskError` is shown in the form, which stays open.
        hint: What is good to know first.
        values: How the thing that is changed is now; only what differs goes to `work`.
        choices: Values that occur, by field.
    """
    dialog = FieldsDialog(
        parent, title, accept, fields, work, hint=hint, values=values, choices=choices
    )
    if not await shown(dialog):
        return None
    made: Made = dialog.made
    return made


def _value_of(widget: QWidget) -> Any:  # noqa: ANN401 - text or flag
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, QComboBox):
        return widget.currentText().strip()
    if isinstance(widget, QLineEdit):
        is_secret = widget.echoMode() == QLineEdit.EchoMode.Password
        return widget.text() if is_secret else widget.text().strip()
    return ""


def _text(value: object) -> str:
    return "" if value is None else scalar_text(value)
