"""Whom or what a row of a roster means. Pure, once it is known what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.services.roster.live import member_key

if TYPE_CHECKING:
    from qualtrics_desk.services.roster.live import Live
    from qualtrics_desk.services.roster.rosters import Roster
    from qualtrics_desk.store.staging.records import Draft, Order


class Meaning(NamedTuple):
    """What a row means.

    Attributes:
        thing: The id, or None where there is none of that name.
        group: The group of a membership, or None.
        key: Rows with the same one mean the same.
        wrong: Why it means nothing, or "".
        is_ambiguous: Whether several things have that name.
    """

    thing: str | None
    group: str | None
    key: str
    wrong: str = ""
    is_ambiguous: bool = False


def meaning_of(roster: Roster, live: Live, draft: Draft, order: Order | None) -> Meaning:
    """What a row of a file means by its id or name; what an order of an undo is about."""
    if order is not None:
        key = order.contact_id or f"row {draft.row}"
        if order.key is not None:
            key = member_key(order.key, key)
        return Meaning(order.contact_id, order.key, key)
    values = values_of(draft)
    if not roster.is_memberships:
        text = values.get("id") or values.get(roster.name_field) or ""
        ids = live.names.ids(text)
        return _one(ids, roster.area.one, text, live.names.key(text), is_needed=False)
    group = _one(live.groups.ids(values["group"]), "group", values["group"], "")
    user = _one(live.names.ids(values["user"]), "user", values["user"], "")
    if group.wrong or user.wrong:
        wrong = " ".join(one.wrong for one in (group, user) if one.wrong)
        is_ambiguous = group.is_ambiguous or user.is_ambiguous
        return Meaning(None, None, f"row {draft.row}", wrong, is_ambiguous)
    key = member_key(group.thing or "", user.thing or "")
    return Meaning(user.thing, group.thing, key)


def _one(ids: list[str], one: str, text: str, key: str, *, is_needed: bool = True) -> Meaning:
    if len(ids) > 1:
        wrong = f"{len(ids)} {one}s are called “{text}”: name one by its id."
        return Meaning(None, None, key or text, wrong, is_ambiguous=True)
    if ids:
        return Meaning(ids[0], None, ids[0])
    if not text:
        return Meaning(None, None, key, f"The row names no {one}.")
    return Meaning(None, None, key or text, f"There is no {one} “{text}”." if is_needed else "")


def values_of(draft: Draft) -> dict[str, Any]:
    """What a row asks for, by field."""
    found: dict[str, Any] = {} if draft.payload is None else msgspec.json.decode(draft.payload)
    return found


def blanks_of(draft: Draft) -> list[str]:
    """The fields that a row would empty."""
    found: list[str] = [] if draft.blanks is None else msgspec.json.decode(draft.blanks)
    return found


def problems_of(draft: Draft) -> str:
    """What is wrong with a row, for a person."""
    found = msgspec.json.decode(draft.findings or b"[]")
    return " ".join(
        f"{one['target']}: {one['message']}" if one["target"] else one["message"] for one in found
    )
