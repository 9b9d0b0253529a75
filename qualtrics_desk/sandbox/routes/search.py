"""Search of a directory's contacts (qualtrics-api.md D.10): other names, other pages, 10,000 deep.

Strict where the facts are known: "and" only, two to five filters or a single one without
conjunction, whole values, no "contains".
"""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import ids, paging, people
from qualtrics_desk.sandbox.calls import Answer, Call, Endpoint, Refusal
from qualtrics_desk.sandbox.routes.directory_contacts import refuse_on_lite
from qualtrics_desk.sandbox.routes.lists import directory_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

DEEPEST = 10_000
_MOST_FILTERS = 5
_KEYS = frozenset({"filterType", "comparison", "value", "mailingListId", "field"})
_TEXTS = frozenset({"email", "firstName", "lastName", "language", "phone", "extRef"})
_STATES = frozenset({"email", "extRef", "firstName", "lastName"})
_DATES = {"created": "c.created", "lastModified": "c.modified"}
_SIGNS = {"gt": ">", "lt": "<", "gte": ">=", "lte": "<="}
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?")

Condition = tuple[str, list[Any]]


def _invalid(name: str, wanted: str) -> Refusal:
    return Refusal(400, f"Invalid value for {name}: expected {wanted}.")


def _text(one: dict[str, Any]) -> Condition:
    value, comparison = one.get("value"), one.get("comparison")
    if not isinstance(value, str):
        raise _invalid("value", "a string")
    if comparison not in {"eq", "neq"}:
        raise _invalid("comparison", "eq or neq")
    same = f"fold_text(c.{people.COLUMNS[one['filterType']]}) = ?"
    condition = same if comparison == "eq" else f"NOT {same}"
    return condition, [value.strip().casefold()]


def _date(one: dict[str, Any]) -> Condition:
    value, comparison = one.get("value"), one.get("comparison")
    column = _DATES[one["filterType"]]
    if not isinstance(value, str) or _MOMENT.fullmatch(value) is None:
        raise _invalid("value", "yyyy-MM-dd or yyyy-MM-dd hh:mm:ss")
    try:
        moment = datetime.fromisoformat(value).replace(tzinfo=UTC)
    except ValueError:
        raise _invalid("value", "a date") from None
    start = int(moment.timestamp() * 1000)
    # A day, or a second, is a span: milliseconds inside of it are equal to it.
    end = start + (86_400_000 if len(value) == 10 else 1000)
    if comparison in {"eq", "neq"}:
        within = f"{column} >= ? AND {column} < ?"
        return (within if comparison == "eq" else f"NOT ({within})"), [start, end]
    if comparison not in _SIGNS:
        raise _invalid("comparison", "eq, neq, gt, lt, gte or lte")
    edge = end if comparison in {"gt", "lte"} else start
    sign = {"gt": ">=", "lte": "<"}.get(comparison, _SIGNS[comparison])
    return f"{column} {sign} ?", [edge]


def _in_list(one: dict[str, Any]) -> Condition:
    comparison = one.get("comparison")
    number = ids.decode("CG_", str(one.get("mailingListId")))
    if not isinstance(comparison, bool):
        raise _invalid("comparison", "true or false")
    if number is None:
        raise _invalid("mailingListId", "an id of the form CG_...")
    inside = "EXISTS (SELECT 1 FROM members m WHERE m.contact = c.id AND m.list = ?)"
    return (inside if comparison else f"NOT {inside}"), [number]


def _state(one: dict[str, Any]) -> Condition:
    comparison, field = one.get("comparison"), one.get("field")
    if field not in _STATES:
        raise _invalid("field", "email, extRef, firstName or lastName")
    if comparison not in {"empty", "notEmpty"}:
        raise _invalid("comparison", "empty or notEmpty")
    empty = f"coalesce(c.{people.COLUMNS[field]}, '') = ''"
    return (empty if comparison == "empty" else f"NOT {empty}"), []


_KINDS: dict[str, Callable[[dict[str, Any]], Condition]] = {
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(_DATES, _date),
    "inList": _in_list,
    "infoFieldState": _state,
}


def conditions(filters: object) -> list[Condition]:
    """Turn the filter of a request into conditions of SQL.

    Raises:
        Refusal: 400 for whatever the service does not take.
    """
    if not isinstance(filters, dict):
        raise _invalid("filter", "an object")
    many = [filters]
    if "filters" in filters or "conjunction" in filters:
        if filters.get("conjunction") != "and":
            raise _invalid("conjunction", "and")
        many = filters.get("filters") or []
        if not isinstance(many, list) or not 2 <= len(many) <= _MOST_FILTERS:
            raise _invalid("filters", f"2 to {_MOST_FILTERS} filters")
    found = []
    for one in many:
        if not isinstance(one, dict):
            raise _invalid("filters", "objects")
        for key in one.keys() - _KEYS:
            raise Refusal(400, f"Unexpected json key provided: {key}", "RP_9")
        kind = _KINDS.get(str(one.get("filterType")))
        if kind is None:
            raise _invalid("filterType", "one of " + ", ".join(_KINDS))
        found.append(kind(one))
    return found


def _start(call: Call) -> int:
    token = call.query.get("skipToken", "")
    if not token:
        return 0
    try:
        return int(base64.b64decode(token, validate=True))
    except ValueError:
        raise Refusal(400, "Invalid value for skipToken.") from None


def _element(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    element = {
        "id": ids.encode("CID_", row["id"]),
        "creationDate": row["created"],
        "lastModified": row["modified"],
        "firstName": row["first_name"],
        "lastName": row["last_name"],
        "email": row["email"],
        "phoneNumber": row["phone"],
        "externalDataReference": row["ext_ref"],
        "language": row["language"],
        "unsubscribed": bool(row["unsubscribed"]),
        "unsubscribeDate": row["unsubscribed_at"],
        "stats": {},
    }
    if call.flag("includeEmbedded"):
        element["embeddedData"] = msgspec.Raw(row["embedded"])
    if call.flag("includeSegments"):
        element["segmentMembership"] = {}
    return element


def search(call: Call) -> Answer:
    """Find people that meet every filter."""
    refuse_on_lite(call)
    directory = directory_of(call)
    body = call.json()
    if not isinstance(body, dict):
        raise Refusal(400, "The request body must be a JSON object.")
    for key in body.keys() - {"filter"}:
        raise Refusal(400, f"Unexpected json key provided: {key}", "RP_9")
    if "filter" not in body:
        raise Refusal(400, "Expected param not found: filter", "RP_10")
    asked = conditions(body["filter"])
    size = paging.page_size(call)
    start = _start(call)
    if start >= DEEPEST:
        raise Refusal(400, "The search cannot return more than 10000 contacts.")
    where = " AND ".join(f"({condition})" for condition, _ in asked)
    values = [value for _, found in asked for value in found]
    call.db.create_function("fold_text", 1, _fold, deterministic=True)
    rows = call.db.execute(
        f"SELECT c.* FROM contacts c WHERE c.directory = ? AND {where}"  # noqa: S608
        " ORDER BY c.id LIMIT ? OFFSET ?",
        (directory, *values, size, start),
    ).fetchall()
    result: dict[str, Any] = {"elements": [_element(call, row) for row in rows]}
    if len(rows) == size:
        result["skipToken"] = base64.b64encode(str(start + size).encode()).decode()
    return Answer(result=result)


def _fold(text: str | None) -> str:
    return (text or "").strip().casefold()


ENDPOINTS = (
    Endpoint(
        "POST",
        "/directories/{directory}/contacts/search",
        search,
        area="directory_contacts",
    ),
)
