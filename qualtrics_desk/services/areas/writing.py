"""Making, changing and deleting one thing: seen before it is done, looked at afterwards.

A change compares with what the service holds at this moment, sends what differs, and reads back
what was kept: a PUT of these areas answers nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.domain.dates import parse_moment, to_service
from qualtrics_desk.domain.errors import (
    ApiError,
    Conflict,
    Fate,
    JobFailed,
    NotFound,
    UsageError,
)
from qualtrics_desk.domain.fields import Field, FieldKind
from qualtrics_desk.services.areas.memory import forget, remember
from qualtrics_desk.services.areas.reading import require_of, show_thing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.services.areas.area import Area, Raw
    from qualtrics_desk.services.session import Session


class Difference(NamedTuple):
    """A value that is another one: what stands there, and what is wanted."""

    field: Field
    old: Any
    new: Any


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What a change did.

    Attributes:
        before: The former values of what was changed, to take it back with.
        after: The thing as it is now.
    """

    before: dict[str, Any]
    after: dict[str, Any]


def checked(fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the service takes them.

    Raises:
        UsageError: One is missing, is none of the choices, or is no date.
    """
    found: dict[str, Any] = {}
    for field in fields:
        if field.key not in values:
            if field.required:
                raise UsageError(f"“{field.title}” is missing.", hint=field.hint)
            continue
        value = values[field.key]
        if isinstance(value, str) and field.kind is not FieldKind.SECRET:
            value = value.strip()
        if value in ("", None, {}):
            if field.required:
                raise UsageError(f"“{field.title}” is empty.", hint=field.hint)
            found[field.key] = field.blank
        elif field.kind is FieldKind.MOMENT:
            moment = parse_moment(value)
            if moment is None:
                raise UsageError(
                    f"“{field.title}”: “{value}” is no date.",
                    hint="Write 2027-01-31 or 2027-01-31T18:00+01:00.",
                )
            found[field.key] = to_service(moment)
        elif field.choices and not field.is_open and value not in field.choices:
            raise UsageError(
                f"“{field.title}” cannot be “{value}”.",
                hint=f"Choose one of: {', '.join(field.choices)}.",
            )
        else:
            found[field.key] = value
    unknown = set(values) - {field.key for field in fields}
    if unknown:
        raise UsageError(f"“{min(unknown)}” cannot be set here.")
    return found


async def create_thing(
    session: Session, area: Area, values: Mapping[str, Any], of: str = ""
) -> str:
    """Make a thing; returns its id.

    Raises:
        UsageError: A value is missing or wrong; nothing was sent.
        ApiError: The service refuses; nothing was made.
        JobFailed: The answer was lost, and nobody can tell whether it was made.
    """
    require_of(area, of)
    if area.create is None:
        raise UsageError(f"The service makes no {area.one}.", detail=area.lacks)
    wanted = checked(area.fields, values)
    given = {key: value for key, value in wanted.items() if value not in ("", None)}
    try:
        made = (await session.client.send(area.create(of, given), urgent=True)).value.id
    except ApiError as error:
        if error.fate is Fate.NOT_APPLIED:
            raise
        raise JobFailed(
            f"It cannot be told whether the {area.one} was made.",
            detail=f"The answer was lost: {error.user_message}",
            hint="Read the list anew and look for it before you make it again.",
        ) from error
    if area.is_remembered:
        await remember(session, area, of, {**given, area.key: made})
    return made


def differences(fields: Sequence[Field], live: Raw, wanted: Mapping[str, Any]) -> list[Difference]:
    """What wanted values change in a thing; values it holds already are left out."""
    found = []
    for field in fields:
        if field.key not in wanted:
            continue
        old, new = live.get(field.read_key), wanted[field.key]
        if field.kind is FieldKind.TEXTS and isinstance(new, dict):
            held = old if isinstance(old, dict) else {}
            new = {name: text for name, text in new.items() if held.get(name) != text}
            if new:
                found.append(Difference(field, {name: held.get(name) for name in new}, new))
        elif not is_same(field, old, new):
            found.append(Difference(field, old, new))
    return found


def is_same(field: Field, old: object, new: object) -> bool:
    """Whether two values of a field are the same to a person."""
    if old in ("", None) and new in ("", None):
        return True
    if field.kind is FieldKind.MOMENT:
        return parse_moment(old) == parse_moment(new)
    return old == new


async def change_thing(
    session: Session,
    area: Area,
    thing: str,
    values: Mapping[str, Any],
    of: str = "",
    *,
    seen: Raw | None = None,
) -> Changed:
    """Change a thing.

    Args:
        session: The profile at work.
        area: Its area.
        thing: Its id.
        values: What it is to hold, by the keys of `Area.changeable`; the rest stays.
        of: What it belongs to.
        seen: How the person saw it: where that is not so any more in what is changed, nothing is
            sent.

    Raises:
        UsageError: A value is wrong; nothing was sent.
        Conflict: Somebody else changed the same since.
        JobFailed: The service took the change and did not keep it.
        ApiError: The service refuses.
    """
    if area.change is None:
        raise UsageError(f"A {area.one} cannot be changed.", detail=area.lacks)
    wanted = checked(
        [msgspec.structs.replace(field, required=False) for field in area.changeable], values
    )
    for field in area.changeable:
        if field.required and field.key in wanted and wanted[field.key] in ("", None):
            raise UsageError(f"“{field.title}” is empty.", hint=field.hint)
    live = await show_thing(session, area, thing, of)
    found = differences(area.changeable, live, wanted)
    if seen is not None:
        _require_unchanged(area, found, seen, live)
    if not found:
        return Changed(before={}, after=dict(live))
    sent = {one.field.key: one.new for one in found}
    await session.client.send(area.change(of, thing, live, sent), urgent=True)
    after = await show_thing(session, area, thing, of)
    left = differences(area.changeable, after, sent)
    if left:
        names = ", ".join(one.field.title for one in left)
        raise JobFailed(
            f"The service accepted the change but did not keep: {names}.",
            hint="Read the list anew to see what is there now.",
        )
    return Changed(before={one.field.key: one.old for one in found}, after=dict(after))


def _require_unchanged(area: Area, found: Sequence[Difference], seen: Raw, live: Raw) -> None:
    for one in found:
        key = one.field.read_key
        if not is_same(one.field, seen.get(key), live.get(key)):
            raise Conflict(
                f"Somebody else changed this {area.one} since you opened it.",
                method="PUT",
                path="",
                detail=f"“{one.field.title}” was “{seen.get(key)}” and is “{live.get(key)}” now;"
                " nothing was sent.",
                hint="Read it anew, then change it again.",
            )


async def delete_thing(session: Session, area: Area, thing: str, of: str = "") -> bool:
    """Delete a thing; False where it was gone already.

    Raises:
        ApiError: The service refuses.
    """
    require_of(area, of)
    if area.delete is None:
        raise UsageError(f"A {area.one} cannot be deleted.", detail=area.lacks)
    try:
        await session.client.send(area.delete(of, thing), urgent=True)
        was_there = True
    except NotFound:
        was_there = False
    if area.is_remembered:
        await forget(session, area, of, thing)
    return was_there
