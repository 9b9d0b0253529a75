"""A column as a grid shows it: what the store says of it, and how its values are written.

Nothing here knows a widget, so that an export of what is shown can use the same texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

import msgspec
from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Value
from qualtrics_desk.gui import words
from qualtrics_desk.gui.words import state_mark

Format = Callable[[Value], str]

MOST_LETTERS = 400
"""A cell shows no more letters: none is so wide, and measuring a novel takes its time."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column of a grid.

    Attributes:
        spec: What the store says of it.
        editable: Whether a person can change its cells.
        width: In letters; None is found from a sample of the rows.
        format: How a value is written; None is the way of its kind.
        hidden: Not shown until it is chosen.
        is_state: It says the state of the row, which is written with its mark and in its tone.
    """

    spec: ColumnSpec
    editable: bool = False
    width: int | None = None
    format: Format | None = None
    hidden: bool = False
    is_state: bool = False

    @property
    def key(self) -> str:
        """The service's own name."""
        return self.spec.key

    @property
    def title(self) -> str:
        """The name for people."""
        title = self.spec.title
        if self.spec.is_named_by_data:
            return title
        return QCoreApplication.translate("columns", title)

    @property
    def kind(self) -> ColumnKind:
        """How values are compared and shown."""
        return self.spec.kind

    @property
    def is_number(self) -> bool:
        """Whether its cells are aligned right, so that digits of one weight stand together."""
        return self.spec.kind is ColumnKind.NUMBER

    def text(self, value: Value) -> str:
        """A value in one line, as a cell shows it."""
        if value is None:
            return ""
        if self.is_state:
            return state_mark(str(value)).word
        written = (self.format or _FORMATS[self.spec.kind])(value)
        if len(written) > MOST_LETTERS:
            written = written[:MOST_LETTERS]
        return " ".join(written.split()) if not written.isprintable() else written


def columns_of(
    specs: Iterable[ColumnSpec],
    *,
    editable: Iterable[str] = (),
    hidden: Iterable[str] = (),
    widths: Mapping[str, int] | None = None,
    formats: Mapping[str, Format] | None = None,
    state: str = "",
) -> tuple[Column, ...]:
    """The columns of a store as a grid shows them; the other arguments are keys."""
    can_edit, is_hidden = frozenset(editable), frozenset(hidden)
    return tuple(
        Column(
            spec=spec,
            editable=spec.key in can_edit,
            width=(widths or {}).get(spec.key),
            format=(formats or {}).get(spec.key),
            hidden=spec.key in is_hidden,
            is_state=spec.key == state,
        )
        for spec in specs
    )


def _plain(value: Value) -> str:
    return str(value)


def _number(value: Value) -> str:
    # Text that looks like a number is text: 00123 keeps its zeros.
    if isinstance(value, int) and not isinstance(value, bool):
        return words.number(value)
    return str(value)


def _moment(value: Value) -> str:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return words.moment(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _flag(value: Value) -> str:
    if isinstance(value, str):
        value = value.casefold() == "true"
    return flag_words()[0 if value else 1]


def flag_words() -> tuple[str, str]:
    """The words for a flag that is set and for one that is not."""
    return (
        QCoreApplication.translate("Column", "yes"),
        QCoreApplication.translate("Column", "no"),
    )


_FORMATS: Mapping[ColumnKind, Format] = {
    ColumnKind.TEXT: _plain,
    ColumnKind.CODE: _plain,
    ColumnKind.NUMBER: _number,
    ColumnKind.MOMENT: _moment,
    ColumnKind.FLAG: _flag,
}
