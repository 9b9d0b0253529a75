"""The embedded data of a list as it was read: which fields, how full, which look alike.

What to do about it is staged in the grid and goes through a commit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.contacts import embedded_name, embedded_target, scalar_text
from qualtrics_desk.domain.hygiene import bare_name
from qualtrics_desk.domain.rows import every_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualtrics_desk.domain.rows import RowSource, Value
    from qualtrics_desk.services.edits.rows import EditedRows

MOST_EXAMPLES = 5


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One embedded-data field.

    Attributes:
        filled: Contacts that have a value in it.
        different: How many different values there are.
        alike: Other fields whose name looks like another spelling of this one.
    """

    target: str
    name: str
    filled: int
    contacts: int
    different: int
    examples: tuple[str, ...]
    alike: tuple[str, ...]


def fields_of(rows: RowSource) -> list[Field]:
    """The embedded data of a list, the fullest field first; blocks."""
    columns = {
        place: spec.key
        for place, spec in enumerate(rows.columns)
        if embedded_name(spec.key) is not None
    }
    values: dict[str, Counter[str]] = {key: Counter() for key in columns.values()}
    total = 0
    for row in every_row(rows):
        total += 1
        for place, key in columns.items():
            text = scalar_text(row.values[place]) if place < len(row.values) else ""
            if text:
                values[key][text] += 1
    alike = defaultdict(list)
    for key in values:
        alike[_stem(embedded_name(key) or "")].append(embedded_name(key) or "")
    found = [
        Field(
            target=key,
            name=(name := embedded_name(key) or ""),
            filled=sum(counts.values()),
            contacts=total,
            different=len(counts),
            examples=tuple(text for text, _ in counts.most_common(MOST_EXAMPLES)),
            alike=tuple(one for one in alike[_stem(name)] if one != name),
        )
        for key, counts in values.items()
    ]
    return sorted(found, key=lambda field: (-field.filled, field.name.casefold()))


def stage_rename(rows: EditedRows, target: str, name: str) -> int:
    """Stage a field's values under another name, as one step; returns how many rows it touched.

    The service cannot remove a field (D.8): the old one is emptied. A value that stands in the new
    field already stays, and the old one with it, for a person to look at.
    """
    new_target = embedded_target(name)
    places = {spec.key: place for place, spec in enumerate(rows.columns)}
    old_place, new_place = places.get(target), places.get(new_target)
    if old_place is None or new_target == target:
        return 0

    def cells() -> Iterator[tuple[int, str, Value]]:
        for row in every_row(rows):
            old = scalar_text(row.values[old_place])
            held = "" if new_place is None else scalar_text(row.values[new_place])
            if old and held in ("", old):
                yield row.id, new_target, old
                yield row.id, target, ""

    return rows.set_cells(cells())


def _stem(name: str) -> str:
    """Names with the same first letters are likely one: Dept and Department."""
    return bare_name(name)[:3]
