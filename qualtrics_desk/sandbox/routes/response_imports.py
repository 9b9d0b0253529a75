"""Responses from outside: one by one, and files (qualtrics-api.md D.14, D.15).

As the product's own rules say, the row with ImportIds decides, and columns that the survey does not
know are dropped without a word.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write
from qualtrics_desk.sandbox.responses import files
from qualtrics_desk.sandbox.responses.landing import land
from qualtrics_desk.sandbox.responses.order import Order
from qualtrics_desk.sandbox.responses.rows import ONLY_GIVEN, declared_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

_AREA = "survey_responses"
_MOST_BYTES = 5 * 1024 * 1024
_DELIMITERS = {"text/csv": ",", "text/tab-separated-values": "\t"}
_IMPORTED = 4
_MADE_BY_SERVICE = frozenset({"_recordId", "recordedDate", "status", "ipAddress"})


def _survey(call: Call) -> tuple[int, set[str]]:
    row = call.db.execute(
        "SELECT id, definition FROM surveys WHERE id = ?",
        (ids.decode("SV_", call.params["survey"]),),
    ).fetchone()
    if row is None:
        not_found("Survey not found.", "GSI_2")
    definition = msgspec.json.decode(row["definition"])
    columns = files.columns_of(definition, Order(format="json"), declared_fields(definition))
    return int(row["id"]), {column.key for column in columns}


def _once(call: Call, survey: int) -> str | None:
    """What was made for the same Idempotency-Key before, or None."""
    key = call.headers.get("idempotency-key")
    row = call.db.execute(
        "SELECT made FROM idempotency WHERE key = ? AND survey = ?", (key, survey)
    ).fetchone()
    return None if row is None else str(row["made"])


def _keep(call: Call, survey: int, made: str) -> None:
    key = call.headers.get("idempotency-key")
    if key:
        call.db.execute("INSERT INTO idempotency VALUES (?, ?, ?)", (key, survey, made))


def create_response(call: Call) -> Answer:
    """Store one response."""
    survey, known = _survey(call)
    body = checks.body(call.json(), {"values": checks.mapping}, required=("values",))
    unknown = sorted(set(body["values"]) - known)
    if unknown:
        raise Refusal(400, f"The field {unknown[0]} is not in the schema of this survey.")
    made = _once(call, survey)
    if made is None:
        made = _store(call, survey, body["values"], int(body["values"].get("status") or 0))
        _keep(call, survey, made)
    return Answer(result={"responseId": made})


def _store(call: Call, survey: int, values: dict[str, Any], status: int) -> str:
    now = clock.now()
    started = clock.parse(str(values.get("startDate") or "")) or now
    given = {name: value for name, value in values.items() if name not in _MADE_BY_SERVICE}
    number = land(
        call.brand,
        call.db,
        survey=survey,
        started=started,
        ended=now,
        status=status,
        finished=str(values.get("finished", 1)).casefold() in {"1", "true"},
        given={**given, ONLY_GIVEN: True},
    )
    return ids.encode("R_", number)


def import_responses(call: Call) -> Answer:
    """Take in a file of responses."""
    survey, known = _survey(call)
    kind = call.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _DELIMITERS:
        raise Refusal(415, "The Content-Type of the request must be text/csv.")
    if len(call.raw) > _MOST_BYTES:
        raise Refusal(413, "The file is too large.")
    made = _once(call, survey)
    if made is None:
        number = call.brand.number(call.db, "response imports")
        status = "complete"
        try:
            for values in _rows(call.raw, _DELIMITERS[kind], known):
                _store(call, survey, values, _IMPORTED)
        except (ValueError, csv.Error):
            status = "failed"
        call.db.execute("INSERT INTO response_imports VALUES (?, ?, ?)", (number, survey, status))
        made = ids.encode("ES_", number)
        _keep(call, survey, made)
    return Answer(result={"progressId": made, "percentComplete": 0, "status": "inProgress"})


def _rows(raw: bytes, delimiter: str, known: set[str]) -> Iterator[dict[str, Any]]:
    records = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=delimiter)
    names = next(records)
    next(records)
    imports = [json.loads(cell).get("ImportId") for cell in next(records)]
    for cells in records:
        values = dict(zip(imports or names, cells, strict=False))
        yield {name: _value(cell) for name, cell in values.items() if name in known and cell}


def _value(cell: str) -> int | str:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else cell


def import_progress(call: Call) -> Answer:
    """Tell how far an import is: no row is reported."""
    survey, _ = _survey(call)
    row = call.db.execute(
        "SELECT status FROM response_imports WHERE id = ? AND survey = ?",
        (ids.decode("ES_", call.params["job"]), survey),
    ).fetchone()
    if row is None:
        not_found("Resource not found", "UNF_9")
    return Answer(result={"percentComplete": 100, "status": row["status"]})


ENDPOINTS = (
    write("POST", "/surveys/{survey}/responses", create_response, _AREA),
    write("POST", "/surveys/{survey}/import-responses", import_responses, _AREA),
    read("/surveys/{survey}/import-responses/{job}", import_progress, _AREA),
)
