"""Orders: what a row asks for when no file says it, and how it fits what is there. Pure.

An order changes cells of one contact. Each cell has its new value and its base: what stood there
when the order was given. A base that is not there any more means that somebody else wrote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.domain.contacts import (
    DIRECTORY_OPT_OUT,
    OPT_OUTS,
    CellChange,
    embedded_index,
    embedded_key,
    embedded_name,
    embedded_of,
    embedded_target,
    held_value,
    same_value,
    scalar_text,
)
from qualtrics_desk.store.staging.records import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualtrics_desk.store.staging.records import Order

Cells = dict[str, tuple[Any, Any]]
"""New value and base, by target."""

SINGLY = ("phone", "privateEmbeddedData", DIRECTORY_OPT_OUT)
"""What bulk import cannot carry (D.9); it follows by PUT."""


class Fit(NamedTuple):
    """An order beside the contact as it is.

    Attributes:
        changes: The cells that are to be written: what stands there, and the new value.
        conflicts: Cells that somebody else wrote: what stands there, and the new value.
    """

    changes: list[CellChange]
    conflicts: list[CellChange]


def cells_of(order: Order) -> Cells:
    """The cells of an order."""
    return msgspec.json.decode(order.cells, type=Cells)


def told_cells(order: Order) -> Cells:
    """The cells of an order that say something to a person: of who leaves, what there was."""
    cells = cells_of(order)
    if order.action not in ("remove", "erase"):
        return cells
    return {target: pair for target, pair in cells.items() if pair[1] not in (None, "", False)}


def value_of(target: str, contact: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON scalar
    """What a live contact holds in a target."""
    name = embedded_name(target)
    if name is None:
        return held_value(target, contact)
    held = embedded_of(contact)
    return held.get(name if name in held else embedded_index(contact).get(embedded_key(name), name))


def same(target: str, old: object, new: object) -> bool:
    """Whether two values of a target are the same to a person."""
    field = target if embedded_name(target) is None else "embeddedData"
    return same_value(field, old, new)


def fit(cells: Cells, live: Mapping[str, Any]) -> Fit:
    """What an order still changes in a contact, and what stands against it."""
    found = Fit([], [])
    for target, (new, base) in cells.items():
        old = value_of(target, live)
        if same(target, old, new):
            continue
        change = CellChange(target, old, new)
        (found.changes if same(target, old, base) else found.conflicts).append(change)
    return found


def altered(cells: Cells, live: Mapping[str, Any], *, with_embedded: bool) -> list[CellChange]:
    """What somebody else changed in a contact that is to leave, since the order was given.

    Args:
        cells: What stood there, as the bases of cells; where there is none, nothing was seen and
            nothing is compared.
        live: The contact as it is.
        with_embedded: Whether all of its embedded data was seen: another field is a change then.
    """
    wanted = dict(cells)
    if cells and with_embedded:
        held = {embedded_key(embedded_name(target) or "") for target in cells}
        for name in embedded_of(live):
            if embedded_key(name) not in held:
                wanted[embedded_target(name)] = (None, None)
    found: list[CellChange] = []
    for target, (new, base) in wanted.items():
        now = value_of(target, live)
        # Spaces around a value that was just typed are not sent, and are no change of anybody.
        if not same(target, now, base) and not same(target, _trimmed(now), _trimmed(base)):
            found.append(CellChange(target, now, new))
    return found


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def asked(cells: Mapping[str, object]) -> tuple[dict[str, Any], list[str]]:
    """The contact that new values make, and the targets that are to be blank."""
    contact: dict[str, Any] = {}
    embedded: dict[str, Any] = {}
    blanks: list[str] = []
    for target, new in cells.items():
        name = embedded_name(target)
        if target in OPT_OUTS:
            contact[target] = bool(new)
        elif scalar_text(new) == "":
            blanks.append(target)
        elif name is None:
            contact[target] = new
        else:
            embedded[name] = new
    if embedded:
        contact["embeddedData"] = embedded
    return contact, blanks


def draft_of(row: int, contact: dict[str, Any], blanks: Iterable[str] = ()) -> Draft:
    """A draft for the engine: what bulk carries, what follows, what is to be blank."""
    bulk = {field: value for field, value in contact.items() if field not in SINGLY}
    extra = {field: contact[field] for field in SINGLY if contact.get(field)}
    empty = list(blanks)
    return Draft(
        row,
        None,
        msgspec.json.encode(bulk),
        msgspec.json.encode(extra) if extra else None,
        msgspec.json.encode(empty) if empty else None,
        None,
    )


def told(changes: Iterable[CellChange]) -> str:
    """Changes for a person."""
    return "; ".join(
        f"{change.target}: {scalar_text(change.old) or '–'} → {scalar_text(change.new) or '–'}"
        for change in changes
    )
