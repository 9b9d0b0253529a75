"""Response exports: start, progress, file, and the filters they take (qualtrics-api.md D.13)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

import msgspec

from qualtrics_desk.sandbox import clock, ids, paging
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write
from qualtrics_desk.sandbox.responses import files
from qualtrics_desk.sandbox.responses.order import Order, read_order
from qualtrics_desk.sandbox.responses.rows import FILTERS

if TYPE_CHECKING:
    import sqlite3

_LIFE = 7 * 86_400_000
"""Files and continuation tokens live seven days (C.2)."""


def _survey_of(call: Call) -> sqlite3.Row:
    row: sqlite3.Row | None = call.db.execute(
        "SELECT id, name, definition FROM surveys WHERE id = ?",
        (ids.decode("SV_", call.params["survey"]),),
    ).fetchone()
    if row is None:
        not_found("Survey not found.", "GSI_2")
    return row


def _filter_ids(survey: int) -> dict[str, str]:
    """The ids of the filters of a survey, and their keys."""
    return {ids.encode("", survey * 100 + place): key for place, (key, _) in enumerate(FILTERS, 1)}


def start_export(call: Call) -> Answer:
    """Accept an export."""
    survey = _survey_of(call)
    order = read_order(call.json())
    _refuse_unknown(survey, order)
    if order.filter_id is not None:
        key = _filter_ids(survey["id"]).get(order.filter_id)
        if key is None:
            raise Refusal(400, "Invalid value for filterId: filter not found.")
        order = msgspec.structs.replace(order, filter_id=key)
    number = call.brand.number(call.db, "response exports")
    newest = call.db.execute(
        "SELECT max(landed) FROM responses WHERE survey = ?", (survey["id"],)
    ).fetchone()[0]
    call.db.execute(
        "INSERT INTO response_exports (id, survey, body, after, until, status, created)"
        " VALUES (?, ?, ?, ?, ?, 'inProgress', ?)",
        (
            number,
            survey["id"],
            msgspec.json.encode(order).decode(),
            _continued(call, survey["id"], order.continuation_token),
            newest or 0,
            clock.now(),
        ),
    )
    call.after.append(partial(call.brand.response_exports.submit, number))
    return Answer(
        result={
            "progressId": ids.encode("ES_", number),
            "percentComplete": 0.0,
            "status": "inProgress",
        }
    )


def _refuse_unknown(survey: sqlite3.Row, order: Order) -> None:
    questions = msgspec.json.decode(survey["definition"])["Questions"] or {}
    for name in order.question_ids or ():
        if name not in questions:
            raise Refusal(400, f"Invalid value for questionIds: {name} is not in this survey.")


def _continued(call: Call, survey: int, token: str | None) -> int:
    """The last response that the export before brought; 0 for the first export."""
    if token is None:
        return 0
    row = call.db.execute(
        "SELECT survey, until, created FROM response_exports WHERE id = ?",
        (ids.decode("", token),),
    ).fetchone()
    if row is None or row["survey"] != survey or row["created"] + _LIFE < clock.now():
        raise Refusal(400, "The continuationToken is invalid or has expired.")
    return int(row["until"])


def _job_of(call: Call, number: int | None) -> sqlite3.Row:
    survey = _survey_of(call)
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM response_exports WHERE id = ? AND survey = ?", (number, survey["id"])
    ).fetchone()
    if row is None:
        not_found("Resource not found", "UNF_9")
    return row


def export_progress(call: Call) -> Answer:
    """Tell how far an export is; the file's id appears with the end only."""
    row = _job_of(call, ids.decode("ES_", call.params["job"]))
    result: dict[str, Any] = {"status": row["status"]}
    if row["status"] == "inProgress":
        result["percentComplete"] = call.brand.response_exports.percent(row["id"])
    elif row["status"] == "failed":
        # As recorded: a failed one says 100, too.
        result |= {"fileId": None, "percentComplete": 100}
    else:
        order = msgspec.json.decode(row["body"], type=Order)
        result |= {"fileId": ids.encode("", row["id"]) + "-def", "percentComplete": 100.0}
        if order.allow_continuation or order.continuation_token is not None:
            result["continuationToken"] = ids.encode("", row["id"])
    return Answer(result=result)


def export_file(call: Call) -> Answer:
    """Hand out the file."""
    name = call.params["job"]
    row = _job_of(call, ids.decode("", name.removesuffix("-def")))
    path = call.brand.response_exports.path(row["id"])
    gone = row["created"] + _LIFE < clock.now() or not path.exists()
    if row["status"] != "complete" or not name.endswith("-def") or gone:
        not_found("Resource not found", "UNF_9")
    order = msgspec.json.decode(row["body"], type=Order)
    title = quote_plus(_survey_of(call)["name"], safe="")
    suffix = "zip" if order.compress else files.SUFFIXES[order.format]
    return Answer(
        file=path,
        media_type="application/zip" if order.compress else files.MEDIA_TYPES[order.format],
        # Unquoted and with plus signs, as recorded (A.8).
        headers={"content-disposition": f"attachment; filename={title}.{suffix}"},
    )


def list_filters(call: Call) -> Answer:
    """List the filters that somebody made in the product."""
    survey = _survey_of(call)
    start = paging.offset(call)
    elements = [
        {"filterId": number, "filterName": name, "creationDate": clock.iso(clock.now() - _LIFE)}
        for number, (_, name) in zip(_filter_ids(survey["id"]), FILTERS, strict=True)
    ]
    return paging.by_offset(call, elements[start:], None)


_EXPORTS = "/surveys/{survey}/export-responses"
ENDPOINTS = (
    write("POST", _EXPORTS, start_export, "survey_responses"),
    read(_EXPORTS + "/{job}", export_progress, "survey_responses"),
    read(_EXPORTS + "/{job}/file", export_file, "survey_responses"),
    read("/surveys/{survey}/filters", list_filters, "survey_responses"),
)
