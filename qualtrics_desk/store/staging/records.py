"""What is staged: rows of a file, what the rules made of them, what comparing found."""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class SourceLine(NamedTuple):
    """A row of the file: number, physical line, cells as a JSON array."""

    row: int
    line: int
    cells: bytes


class Draft(NamedTuple):
    """What the rules made of a row.

    Attributes:
        key: Identity of the row, or None where it has none.
        payload: The contact as bulk import takes it (JSON object), or None when invalid.
        extra: What bulk import cannot carry (JSON object), or None.
        blanks: Mapped targets whose cell is blank (JSON array), or None.
        findings: What the checks say (JSON array), or None.
    """

    row: int
    key: str | None
    payload: bytes | None
    extra: bytes | None
    blanks: bytes | None
    findings: bytes | None


class Order(NamedTuple):
    """What a row asks for when it does not come from a file: a staged edit, or what undo restores.

    Attributes:
        action: "add", "change" or "remove"; "same" for a row of a retry that is known to be this
            contact.
        key: The row of the edit set, or None.
        contact_id: The contact, or None for one to be added.
        cells: New value and base by target (JSON object of pairs).
        theirs: What stood in cells that somebody else had changed (JSON object), or None.
    """

    row: int
    action: str
    key: str | None
    contact_id: str | None
    cells: bytes
    theirs: bytes | None = None


class Match(NamedTuple):
    """A draft beside the one live contact that has its key."""

    row: int
    payload: bytes
    extra: bytes | None
    blanks: bytes | None
    contact_id: str
    image: bytes


class Verdict(NamedTuple):
    """What comparing a draft with its live contact found; `cells` is a JSON array of changes."""

    row: int
    state: str
    reason: str | None
    contact_id: str
    cells: bytes | None
    needs_put: bool


class Judged(msgspec.Struct, frozen=True, gc=False):
    """A draft with all that decides its plan state."""

    row: int
    size: int
    has_extra: bool
    findings: bytes | None
    is_invalid: bool
    key: str | None
    first_row: int | None
    last_row: int | None
    live_matches: int
    verdict: str | None
    reason: str | None
    contact_id: str | None
    needs_put: bool


class Traces(NamedTuple):
    """What a contact is found again by, each in its identity form, "" where it has none."""

    email: str
    reference: str
    names: str
