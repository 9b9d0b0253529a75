"""A staged row, what is asked of it, and what a commit brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from qualtrics_desk.domain.rows import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDED, CHANGED, DELETED, ERASED = "added", "changed", "deleted", "erased"
"""DELETED leaves the list, ERASED the directory and every list with it."""
LEAVING = (DELETED, ERASED)


class CellEdit(NamedTuple):
    """One cell to be changed; `base` is what the person saw in it."""

    key: str
    column: str
    new: Value
    base: Value


class StagedRow(NamedTuple):
    """A row with staged changes.

    Attributes:
        number: Its place in the order of staging.
        state: "added", "changed", "deleted" or "erased".
        cells: New value and base of each changed cell.
        reason: Why the last commit did not take it, or "".
        theirs: What stands at the service in cells that somebody else changed meanwhile.
        seen: Of a row that leaves: what the person saw in it, by column.
    """

    key: str
    number: int
    state: str
    cells: dict[str, tuple[Value, Value]]
    reason: str = ""
    theirs: Mapping[str, Value] = {}
    seen: Mapping[str, Value] = {}

    @property
    def is_added(self) -> bool:
        """Whether it is not in the list yet."""
        return self.state == ADDED

    @property
    def is_leaving(self) -> bool:
        """Whether it leaves the list or the directory."""
        return self.state in LEAVING


class Committed(NamedTuple):
    """A row that the service took.

    Attributes:
        values: What the service has now in the committed cells.
        contact_id: The id it gave to an added row.
        is_removed: Whether the row has left the list.
    """

    key: str
    values: Mapping[str, Value]
    contact_id: str | None = None
    is_removed: bool = False


class NotTaken(NamedTuple):
    """A row that a commit did not take; `theirs` as in `StagedRow`."""

    key: str
    reason: str
    theirs: Mapping[str, Value] = {}


class EditCounts(msgspec.Struct, frozen=True):
    """How many rows are staged; failed ones are counted in their own state too."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    failed: int = 0
    erased: int = 0

    @property
    def total(self) -> int:
        """Rows with staged changes."""
        return self.added + self.changed + self.removed + self.erased


class Body(msgspec.Struct, array_like=True):
    """What is kept of a staged row: its state, new value and base of each cell, and what was seen.

    Only of a row that leaves all of it is kept that was seen: of others the bases are.
    """

    state: str
    cells: dict[str, tuple[Value, Value]]
    seen: dict[str, Value] = msgspec.field(default_factory=dict)


Change = tuple[str, bytes | None, bytes | None]
"""Key of a row, and its body before and after."""
encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Body).decode


def blank(value: Value) -> Value:
    """An empty cell is one thing, whether the service left it out or a person emptied it."""
    return None if value == "" else value


def filled(row: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    """The cells of a new row."""
    return {column: (value, None) for column, value in row.items() if blank(value) is not None}
