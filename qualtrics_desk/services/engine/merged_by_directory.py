"""Rows that the directory will merge although the key of the import tells them apart.

A directory that deduplicates matches imported people by its own fields (D.6), whatever key the
plan went by: two rows then end as one contact, and both say that it was created.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.contacts import identity_key
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.services.engine.judge import wanted_contact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.services.engine.judge import PlanRules
    from qualtrics_desk.store.staging.staging import Staging

_WORDS = {
    "email": "e-mail address",
    "extRef": "external reference",
    "phone": "phone number",
    "firstName": "first name",
    "lastName": "last name",
}


def tells_apart(rules: PlanRules) -> bool:
    """Whether the directory matches by other fields than the plan."""
    return bool(rules.deduplication) and set(rules.deduplication) != set(rules.key)


def count_met(staging: Staging, rules: PlanRules) -> int:
    """Rows that the directory takes for another row, or for a contact that is not their own."""
    fields = rules.deduplication
    staging.meetings.clear()
    for drafts in staging.sendable():
        found = (
            (draft.row, identity_key(wanted_contact(draft.payload or b"{}", draft.extra), fields))
            for draft in drafts
        )
        staging.meetings.add_rows([(row, key) for row, key in found if key is not None])
    for images in staging.live_pieces():
        known = ((who, identity_key(msgspec.json.decode(image), fields)) for who, image in images)
        staging.meetings.add_live([(who, key) for who, key in known if key is not None])
    return staging.meetings.count()


def note_of(count: int, rules: PlanRules) -> str:
    """What a person should know of these rows."""
    words = words_of(rules.deduplication)
    return (
        f"{several(count, 'row has', 'rows have')} the same {words} as another row or contact."
        f" The directory matches people by {words} and will merge them, although this import tells"
        " them apart by"
        f" {words_of(rules.key) or 'nothing'}."
    )


def words_of(fields: Iterable[str]) -> str:
    """The fields by which people are matched, for a person."""
    return " and ".join(_WORDS.get(field, field) for field in fields)
