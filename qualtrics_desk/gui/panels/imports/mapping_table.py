"""The columns of a file, each with samples and the place it goes to; constants below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QWidget,
)

from qualtrics_desk.domain.mapping_choices import Place, constants
from qualtrics_desk.domain.reserved_names import reserved
from qualtrics_desk.gui import words
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.panels.imports.import_words import listed
from qualtrics_desk.gui.panels.imports.target_box import LEFT_OUT, TargetBox, is_new_field
from qualtrics_desk.gui.theme import look

if TYPE_CHECKING:
    from qualtrics_desk.domain.mapping import Rule
    from qualtrics_desk.domain.mapping_choices import ColumnChoice
    from qualtrics_desk.services.imports.draft import ImportDraft

_SAMPLE = 48
_NAME, _SAMPLES, _TARGET, _STATE = range(4)


class MappingTable(QObject):
    """Fills a table widget from a draft and tells what the person changes.

    Signals:
        target_chosen: A column and its new target, or `LEFT_OUT`.
        constant_changed: The target a constant had ("" for none yet), its new target, its text.
        constant_removed: The target of a constant.
    """

    target_chosen = Signal(str, str)
    constant_changed = Signal(str, str, str)
    constant_removed = Signal(str)

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table = table
        self._shown: tuple[object, ...] = ()
        self._open_constant = False
        table.setColumnCount(4)
        table.setHorizontalHeaderLabels(
            [
                self.tr("Column of the file"),
                self.tr("First values"),
                self.tr("Goes to"),
                self.tr("State"),
            ]
        )
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_SAMPLES, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_TARGET, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(_NAME, 180)
        header.resizeSection(_TARGET, 240)
        header.resizeSection(_STATE, 150)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(look().control_height + 10)

    def show_draft(self, draft: ImportDraft) -> None:
        """Show what goes where; boxes that stay keep the keyboard."""
        choices = draft.choices()
        fixed = constants(draft.mapping)
        shown = (
            tuple(draft.header),
            draft.known,
            tuple(rule.target for rule in fixed),
            self._open_constant,
            tuple(one.samples for one in choices),
        )
        if shown != self._shown:
            self._shown = shown
            self._rebuild(choices, fixed, draft.known)
        doubled = {
            column
            for problem in draft.problems()
            if problem.kind == "twice"
            for column in problem.columns
        }
        for row, one in enumerate(choices):
            box = self._box(row)
            target = {Place.MAPPED: one.target, Place.IGNORED: LEFT_OUT}.get(one.place)
            if box is not None and box.target != target:
                box.show_target(target)
            self._show_state(row, *self._state(one, draft, one.name in doubled))
        for row, rule in enumerate(fixed, start=len(choices)):
            edit = self._table.cellWidget(row, _SAMPLES)
            if isinstance(edit, QLineEdit) and not edit.hasFocus():
                edit.setText(rule.constant or "")
            self._show_state(row, self.tr("same in every row"), "muted")

    def redress(self) -> None:
        """The theme is another one: what was painted with colours is made again."""
        self._shown = ()

    def add_constant(self) -> None:
        """Begin a new constant; it counts as soon as it has a target."""
        self._open_constant = True

    def focus_constant(self) -> None:
        """Give the keyboard to the constant that was begun."""
        box = self._box(self._table.rowCount() - 1)
        if box is not None:
            box.setFocus()

    def box(self, row: int) -> TargetBox | None:
        """The choice of a row."""
        return self._box(row)

    def _box(self, row: int) -> TargetBox | None:
        widget = self._table.cellWidget(row, _TARGET)
        found = widget.findChild(TargetBox) if widget is not None else None
        return found if isinstance(found, TargetBox) else None

    def _rebuild(
        self, choices: list[ColumnChoice], fixed: tuple[Rule, ...], known: tuple[str, ...]
    ) -> None:
        table = self._table
        table.setRowCount(0)
        table.setRowCount(len(choices) + len(fixed) + self._open_constant)
        for row, one in enumerate(choices):
            table.setItem(row, _NAME, _cell(one.name, strong=True))
            samples = "   ·   ".join(_short(sample) for sample in one.samples)
            cell = _cell(samples or self.tr("blank in all rows that are shown"), muted=True)
            if one.samples:
                cell.setToolTip(
                    "\n".join(one.samples)
                    + "\n"
                    + self.tr("Filled in {0} of the rows that are shown").format(
                        words.percent(one.filled)
                    )
                )
            table.setItem(row, _SAMPLES, cell)
            box = TargetBox(one.name)
            box.offer(known)
            self._name(box, self.tr("Column {0} goes to").format(one.name))
            box.target_chosen.connect(
                lambda target, column=one.name: self.target_chosen.emit(column, target)
            )
            self._put(row, box)
            table.setItem(row, _STATE, _cell(""))
        for row, rule in enumerate(fixed, start=len(choices)):
            self._put_constant(row, rule.target, rule.constant or "", known)
        if self._open_constant:
            self._put_constant(len(choices) + len(fixed), "", "", known)

    def _put_constant(self, row: int, target: str, text: str, known: tuple[str, ...]) -> None:
        table = self._table
        table.setItem(row, _NAME, _cell(self.tr("Same in every row"), muted=True))
        edit = QLineEdit(text)
        edit.setPlaceholderText(self.tr("The value"))
        edit.setAccessibleName(self.tr("Value that is the same in every row"))
        table.setCellWidget(row, _SAMPLES, edit)
        box = TargetBox("")
        box.offer(known)
        self._name(box, self.tr("The same value in every row goes to"))
        box.show_target(target or None)
        remove = QToolButton()
        remove.setProperty("role", "quiet")
        remove.setIcon(icon("close", "muted"))
        remove.setAccessibleName(self.tr("Remove the value that is the same in every row"))
        remove.setToolTip(self.tr("Remove"))
        self._put(row, box, remove)
        table.setItem(row, _STATE, _cell(""))

        def tell() -> None:
            chosen = box.target
            if chosen:
                self._open_constant = self._open_constant and bool(target)
                self.constant_changed.emit(target, chosen, edit.text().strip())

        def drop() -> None:
            self._open_constant = self._open_constant and bool(target)
            self.constant_removed.emit(target)

        edit.editingFinished.connect(tell)
        box.target_chosen.connect(lambda chosen: drop() if chosen == LEFT_OUT else tell())
        remove.clicked.connect(drop)

    def _put(self, row: int, box: TargetBox, *more: QWidget) -> None:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(4)
        line.addWidget(box, 1)
        for widget in more:
            line.addWidget(widget)
        self._table.setCellWidget(row, _TARGET, holder)

    def _name(self, box: TargetBox, name: str) -> None:
        box.setAccessibleName(name)
        edit = box.lineEdit()
        if edit is not None:
            edit.setAccessibleName(name)

    def _state(self, one: ColumnChoice, draft: ImportDraft, doubled: bool) -> tuple[str, str]:
        if doubled:
            return self.tr("two for one field"), "danger"
        match one.place:
            case Place.OPEN:
                return self.tr("not decided"), "warning"
            case Place.IGNORED:
                return self.tr("left out"), "muted"
            case Place.MAPPED:
                if reserved(one.target) is not None:
                    return self.tr("name is taken"), "warning"
                if one.partners:
                    return self.tr("joined with {0}").format(listed(one.partners, 1)), "accent"
                if is_new_field(one.target, draft.known):
                    return self.tr("new field"), "accent"
                if one.name in draft.proposed:
                    return self.tr("proposed"), "muted"
                return self.tr("chosen"), "success"

    def _show_state(self, row: int, text: str, tone: str) -> None:
        label = self._table.cellWidget(row, _STATE)
        if not isinstance(label, QLabel):
            label = QLabel()
            label.setContentsMargins(4, 0, 4, 0)
            self._table.setCellWidget(row, _STATE, label)
        label.setText(text)
        label.setToolTip(text)
        if label.property("tone") != tone:
            label.setProperty("tone", tone)
            label.style().unpolish(label)
            label.style().polish(label)


def _cell(text: str, *, strong: bool = False, muted: bool = False) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setToolTip(text)
    if strong:
        item.setFont(look().font("strong"))
    if muted:
        item.setForeground(look().color("muted"))
    return item


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SAMPLE else f"{line[: _SAMPLE - 1]}…"
