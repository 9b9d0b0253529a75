"""Single responses: looked up, corrected, deleted; the schema of a survey's (D.15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids
from qualtrics_desk.sandbox.calls import Answer, Call, not_found, read, write
from qualtrics_desk.sandbox.responses import files
from qualtrics_desk.sandbox.responses.order import Order
from qualtrics_desk.sandbox.responses.rows import declared_fields, values_of

if TYPE_CHECKING:
    import sqlite3

_AREA = "survey_responses"
_ORDER = Order(format="json")
_CHANGE: dict[str, checks.Check] = {
    "surveyId": checks.identifier("SV_"),
    "embeddedData": checks.embedded,
    "resetRecordedDate": checks.boolean,
}
_JOINED = (
    "SELECT r.*, c.first_name, c.last_name, c.email, c.ext_ref, c.language, c.embedded,"
    " d.embedded AS wave, d.kind FROM responses r LEFT JOIN members m ON m.id = r.member"
    " LEFT JOIN contacts c ON c.id = m.contact LEFT JOIN distributions d ON"
    " d.id = r.distribution WHERE r.id = ? AND r.survey = ?"
)


def _definition(call: Call, survey: str) -> tuple[int, dict[str, Any]]:
    row = call.db.execute(
        "SELECT id, definition FROM surveys WHERE id = ?", (ids.decode("SV_", survey),)
    ).fetchone()
    if row is None:
        not_found("Survey not found.", "GSI_2")
    return int(row["id"]), msgspec.json.decode(row["definition"])


def _row(call: Call, survey: int) -> sqlite3.Row:
    number = ids.find(call.params["response"], "R_", "FS_")
    row: sqlite3.Row | None = call.db.execute(_JOINED, (number, survey)).fetchone()
    if row is None:
        not_found("Response not found.")
    return row


def get_response(call: Call) -> Answer:
    """Show one response."""
    survey, definition = _definition(call, call.params["survey"])
    row = _row(call, survey)
    fields = declared_fields(definition)
    columns = files.columns_of(definition, _ORDER, fields)
    return Answer(result=files.object_of(columns, values_of(row, definition, fields, None)))


def update_response(call: Call) -> Answer:
    """Change embedded data; unless told otherwise the response counts as recorded now."""
    body = checks.body(call.json(), _CHANGE, required=("surveyId", "embeddedData"))
    survey, _ = _definition(call, body["surveyId"])
    row = _row(call, survey)
    given = msgspec.json.decode(row["given"]) | {
        name: checks.as_text(value) for name, value in body["embeddedData"].items()
    }
    now = clock.now()
    recorded = now if body.get("resetRecordedDate", True) else row["recorded"]
    call.db.execute(
        "UPDATE responses SET given = ?, modified = ?, recorded = ? WHERE id = ?",
        (msgspec.json.encode(given).decode(), now, recorded, row["id"]),
    )
    return Answer()


def delete_response(call: Call) -> Answer:
    """Delete one response."""
    survey, _ = _definition(call, call.params["survey"])
    row = _row(call, survey)
    if call.query.get("decrementQuotas", "false") not in {"true", "false"}:
        checks.boolean("decrementQuotas", call.query["decrementQuotas"])
    call.db.execute("DELETE FROM responses WHERE id = ?", (row["id"],))
    return Answer()


def get_schema(call: Call) -> Answer:
    """The JSON schema of the values of a survey's responses."""
    survey, definition = _definition(call, call.params["survey"])
    fields = declared_fields(definition)
    columns = files.columns_of(definition, _ORDER, fields)
    values = {
        column.key: {
            "description": column.text,
            "dataType": "embeddedData"
            if column.key in fields
            else "question"
            if column.question
            else "metadata",
        }
        for column in columns
    }
    return Answer(
        result={
            "$id": f"schema-{ids.encode('SV_', survey)}",
            "type": "object",
            "properties": {"values": {"type": "object", "properties": values}},
        }
    )


_ONE = "/surveys/{survey}/responses/{response}"
ENDPOINTS = (
    read(_ONE, get_response, _AREA),
    write("DELETE", _ONE, delete_response, _AREA),
    write("PUT", "/responses/{response}", update_response, _AREA),
    read("/surveys/{survey}/response-schema", get_schema, _AREA),
)
