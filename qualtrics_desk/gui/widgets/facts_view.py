"""Facts about a thing: names at the left, texts that can be selected at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from qualtrics_desk.gui.theme import set_role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Fact(NamedTuple):
    """One fact.

    Attributes:
        role: Of the label, such as "code" for an id.
        act: What a click on the text does; it is a link then.
    """

    name: str
    text: str
    role: str = ""
    act: Callable[[], object] | None = None


class FactsView(QWidget):
    """Shows facts; blank ones are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 12, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    @property
    def facts(self) -> dict[str, str]:
        """What is shown, by name."""
        return {name: text for name, text, _ in self._shown}

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        wanted = [fact for fact in facts if fact.text]
        shown = tuple(fact[:3] for fact in wanted)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for fact in wanted:
            self._add(fact)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _add(self, fact: Fact) -> None:
        label = QLabel(fact.name)
        set_role(label, "caption")
        row = self._grid.rowCount()
        self._grid.setRowStretch(row - 1, 0)
        high = Qt.AlignmentFlag.AlignVCenter if fact.act else Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, row, 0, high | Qt.AlignmentFlag.AlignLeft)
        if fact.act is None:
            self._grid.addWidget(_value(fact), row, 1)
        else:
            self._grid.addWidget(_link(fact), row, 1, Qt.AlignmentFlag.AlignLeft)


def _link(fact: Fact) -> QToolButton:
    link = QToolButton()
    set_role(link, "link")
    link.setText(fact.text)
    link.setAccessibleName(f"{fact.name}: {fact.text}")
    act = fact.act
    link.clicked.connect(lambda _=False: act() if act is not None else None)
    return link


def _value(fact: Fact) -> QLabel:
    value = QLabel(fact.text)
    value.setTextFormat(Qt.TextFormat.PlainText)
    value.setWordWrap(True)
    value.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    value.setAccessibleName(f"{fact.name}: {fact.text}")
    if fact.role:
        set_role(value, fact.role)
    return value
