"""Responses as rows of an export: who answered, when, and what."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec

from qualtrics_desk.sandbox import ids
from qualtrics_desk.sandbox.responses.answers import answers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from qualtrics_desk.sandbox.responses.answers import Values
    from qualtrics_desk.sandbox.responses.order import Order

_CHANNELS = ("anonymous", "qr", "social")
FILTERS = (("finished", "Finished only"), ("recent", "Last 30 days"))
"""Filters as somebody made them in the product: key and name."""
_DAY = 86_400_000
ONLY_GIVEN = "*"
"""Among what a response was given: nothing else of it is made up."""


def response_id(row: sqlite3.Row) -> str:
    """R_, or FS_ for a response that is still in progress (D.13)."""
    return ids.encode("R_" if row["landed"] is not None else "FS_", row["id"])


def select(
    db: sqlite3.Connection, survey: int, order: Order, *, after: int, until: int, now: int
) -> Iterator[sqlite3.Row]:
    """The responses that an order asks for.

    Args:
        db: A connection that only reads.
        survey: Row number of the survey.
        order: What was asked for.
        after: Only responses that landed after this one: for a continuation.
        until: And up to this one.
        now: Epoch milliseconds.
    """
    conditions: list[str] = ["r.survey = ?"]
    values: list[Any] = [survey]
    if order.export_responses_in_progress:
        conditions.append("r.landed IS NULL")
    else:
        conditions.append("r.landed > ? AND r.landed <= ?")
        values += [after, until]
    by_change = order.sort_by_last_modified_date
    moment = "r.modified" if by_change or order.export_responses_in_progress else "r.recorded"
    for bound, sign in zip(order.window, (">=", "<"), strict=True):
        if bound is not None:
            conditions.append(f"{moment} {sign} ?")
            values.append(bound)
    if order.filter_id == FILTERS[0][0]:
        conditions.append("r.finished")
    elif order.filter_id == FILTERS[1][0]:
        conditions.append("r.recorded >= ?")
        values.append(now - 30 * _DAY)
    sort = "r.modified, r.id" if by_change else "r.landed, r.id"
    query = (
        "SELECT r.*, c.first_name, c.last_name, c.email, c.ext_ref, c.language, c.embedded,"  # noqa: S608
        " d.embedded AS wave, d.kind FROM responses r LEFT JOIN members m ON m.id = r.member"
        " LEFT JOIN contacts c ON c.id = m.contact LEFT JOIN distributions d ON"
        f" d.id = r.distribution WHERE {' AND '.join(conditions)} ORDER BY {sort}"
    )
    if order.limit is not None:
        query += " LIMIT ?"
        values.append(order.limit)
    yield from db.execute(query, values)


def values_of(
    row: sqlite3.Row, definition: dict[str, Any], fields: dict[str, str], zone: str | None
) -> Values:
    """Everything of one response by ImportId.

    Args:
        row: From `select`.
        definition: The survey.
        fields: Embedded data that its flow declares, with the values it sets.
        zone: For the dates; None writes them as ISO in UTC, as JSON has them.
    """
    finished = bool(row["finished"])
    dice = random.Random(row["id"] * 31)  # noqa: S311
    values: Values = {
        "startDate": _date(row["started"], zone),
        "endDate": _date(row["ended"], zone),
        "status": row["status"],
        "ipAddress": f"203.0.113.{dice.randrange(1, 255)}",
        "progress": 100 if finished else 50,
        "duration": ((row["ended"] or row["started"]) - row["started"]) // 1000,
        "finished": int(finished),
        "recordedDate": _date(row["recorded"], zone),
        "_recordId": response_id(row),
        "recipientLastName": row["last_name"],
        "recipientFirstName": row["first_name"],
        "recipientEmail": row["email"],
        "externalDataReference": row["ext_ref"],
        "locationLatitude": round(dice.uniform(-55, 65), 4),
        "locationLongitude": round(dice.uniform(-120, 140), 4),
        "distributionChannel": _channel(row, dice),
        "userLanguage": (row["language"] or "EN").upper(),
    }
    given = msgspec.json.decode(row["given"])
    values |= _embedded(row, fields)
    if not given.pop(ONLY_GIVEN, False):
        values |= answers(definition, row["id"], finished=finished)
        values |= _shuffled(definition, dice)
    values |= given
    return values


def _channel(row: sqlite3.Row, dice: random.Random) -> str:
    if row["distribution"] is None:
        return dice.choice(_CHANNELS)
    return "gl" if row["kind"] == "GeneratedInvite" else "email"


def _embedded(row: sqlite3.Row, fields: dict[str, str]) -> Values:
    held = msgspec.json.decode(row["embedded"]) if row["embedded"] else {}
    held |= (msgspec.json.decode(row["wave"]) if row["wave"] else None) or {}
    return {name: fixed or held.get(name) for name, fixed in fields.items()}


def _shuffled(definition: dict[str, Any], dice: random.Random) -> Values:
    values: Values = {}
    for element in definition["SurveyFlow"]["Flow"]:
        if element["Type"] == "BlockRandomizer":
            shown = [block["ID"] for block in element["Flow"]]
            places = dice.sample(range(1, len(shown) + 1), len(shown))
            values |= {
                f"{element['FlowID']}_DO_{block}": place
                for block, place in zip(shown, places, strict=True)
            }
    return values


def _date(moment: int | None, zone: str | None) -> str | None:
    if moment is None:
        return None
    at = datetime.fromtimestamp(moment / 1000, UTC)
    if zone is None:
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")
    local = at if zone in {"UTC", "Z"} else at.astimezone(ZoneInfo(zone))
    return local.strftime("%Y-%m-%d %H:%M:%S")


def declared_fields(definition: dict[str, Any]) -> dict[str, str]:
    """Embedded data declared in the flow, with the values it sets: only these are exported."""
    return {
        field["Field"]: field["Value"]
        for element in definition["SurveyFlow"]["Flow"]
        if element["Type"] == "EmbeddedData"
        for field in element["EmbeddedData"]
    }
