"""Surveys as projects (qualtrics-api.md D.2)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids, paging
from qualtrics_desk.sandbox.brand import BRAND_ID, USER
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write

if TYPE_CHECKING:
    import sqlite3

_BODY: dict[str, checks.Check] = {
    "name": checks.text(blank=False),
    "isActive": checks.boolean,
    "expiration": checks.mapping,
    "ownerId": checks.identifier("UR_"),
}
_EXPIRATION: dict[str, checks.Check] = {
    "startDate": checks.date_time_or_null,
    "endDate": checks.date_time_or_null,
}


def _counts(call: Call, row: sqlite3.Row) -> dict[str, int]:
    """Responses: those in the data are counted, the others are as they were made."""
    counts: dict[str, int] = msgspec.json.decode(row["counts"])
    recorded = call.db.execute(
        "SELECT count(*) FROM responses WHERE survey = ? AND landed IS NOT NULL", (row["id"],)
    ).fetchone()[0]
    return counts | {"auditable": int(recorded)}


def survey_of(call: Call) -> sqlite3.Row:
    """Return the row of the survey in the path.

    Raises:
        Refusal: 404 GSI_2 where it is unknown.
    """
    number = ids.decode("SV_", call.params["survey"])
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM surveys WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        not_found("Survey not found.", "GSI_2")
    return row


def list_surveys(call: Call) -> Answer:
    """List the surveys that the caller owns or was given singly (D.2, F.9)."""
    start = paging.offset(call)
    rows = call.db.execute(
        "SELECT id, name, owner, modified, created, active FROM surveys WHERE owner = ?"
        " OR id IN (SELECT survey FROM collaborations WHERE user = ?)"
        " ORDER BY id LIMIT ? OFFSET ?",
        (USER, USER, paging.OFFSET_PAGE + 1, start),
    ).fetchall()
    elements = [
        {
            "id": ids.encode("SV_", row["id"]),
            "name": row["name"],
            "ownerId": row["owner"],
            "lastModified": clock.iso(row["modified"]),
            "creationDate": clock.iso(row["created"]),
            "isActive": bool(row["active"]),
        }
        for row in rows[: paging.OFFSET_PAGE]
    ]
    following = start + paging.OFFSET_PAGE if len(rows) > paging.OFFSET_PAGE else None
    return paging.by_offset(call, elements, following)


def _choices(choices: dict[str, Any], order: list[Any]) -> dict[str, Any]:
    return {
        str(key): {
            "recode": str(key),
            "description": choices[str(key)].get("Display"),
            "choiceText": choices[str(key)].get("Display"),
            "imageDescription": None,
            "variableName": None,
            "analyze": True,
        }
        for key in order
    }


def _question(question: dict[str, Any]) -> dict[str, Any]:
    """Write a question the older way: rows of a matrix are sub-questions there (D.2, E.2)."""
    settings = question.get("Validation", {}).get("Settings", {})
    older: dict[str, Any] = {
        "questionType": {
            "type": question["QuestionType"],
            "selector": question.get("Selector"),
            "subSelector": question.get("SubSelector"),
        },
        "questionText": question["QuestionText"],
        "questionLabel": None,
        "validation": {"doesForceResponse": settings.get("ForceResponse") == "ON"},
        "questionName": question["DataExportTag"],
    }
    if "Choices" in question:
        rows = _choices(question["Choices"], question["ChoiceOrder"])
        if "Answers" in question:
            older["subQuestions"] = rows
            older["choices"] = _choices(question["Answers"], question["AnswerOrder"])
        else:
            older["choices"] = rows
    return older


def _older_flow(flow: list[dict[str, Any]]) -> list[dict[str, Any]]:
    older: list[dict[str, Any]] = []
    for element in flow:
        kind = element["Type"]
        if kind in {"Block", "Standard"}:
            older.append({"id": element["ID"], "type": "Block"})
        elif element.get("Flow"):
            older.append({"type": kind, "flow": _older_flow(element["Flow"])})
        else:
            older.append({"type": kind})
    return older


def _embedded(flow: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for element in flow:
        found += [
            {"name": field.get("Field"), "defaultValue": field.get("Value")}
            for field in element.get("EmbeddedData", [])
        ]
        found += _embedded(element.get("Flow") or [])
    return found


def get_survey(call: Call) -> Answer:
    """Show the older full view; questions in the trash are left out here."""
    row = survey_of(call)
    definition = msgspec.json.decode(row["definition"])
    blocks = {key: block for key, block in definition["Blocks"].items() if block["Type"] != "Trash"}
    used = [
        element["QuestionID"]
        for block in blocks.values()
        for element in block.get("BlockElements") or []
        if element["Type"] == "Question" and element["QuestionID"] in definition["Questions"]
    ]
    questions = {key: _question(definition["Questions"][key]) for key in used}
    columns: dict[str, dict[str, str]] = {}
    for key, question in questions.items():
        name = question["questionName"]
        for part in question.get("subQuestions", {}):
            columns[f"{name}_{part}"] = {
                "question": key,
                "subQuestion": f"{key}.subQuestions.{part}",
            }
        if "subQuestions" not in question:
            columns[name] = {"question": key}
    return Answer(
        result={
            "id": ids.encode("SV_", row["id"]),
            "name": row["name"],
            "ownerId": row["owner"],
            "organizationId": BRAND_ID,
            "isActive": bool(row["active"]),
            "creationDate": clock.iso(row["created"]),
            "lastModifiedDate": clock.iso(row["modified"]),
            "expiration": {
                "startDate": clock.iso(row["starts"]),
                "endDate": clock.iso(row["ends"]),
            },
            "questions": questions,
            "exportColumnMap": columns,
            "blocks": {
                key: {
                    "description": block.get("Description"),
                    "elements": [
                        {"type": "Question", "questionId": element["QuestionID"]}
                        if element["Type"] == "Question"
                        else {"type": "PageBreak"}
                        for element in block.get("BlockElements") or []
                    ],
                }
                for key, block in blocks.items()
            },
            "flow": _older_flow(definition["SurveyFlow"]["Flow"]),
            "embeddedData": _embedded(definition["SurveyFlow"]["Flow"]),
            "comments": {},
            "loopAndMerge": {},
            "responseCounts": _counts(call, row),
        }
    )


def set_active(call: Call, row: sqlite3.Row, *, active: bool) -> None:
    """Open or close a survey, and tell the subscribers when that changes something (D.19)."""
    if bool(row["active"]) == active:
        return
    moment = clock.now()
    call.db.execute(
        "UPDATE surveys SET active = ?, activated = CASE WHEN ? THEN ? ELSE activated END"
        " WHERE id = ?",
        (active, active, moment, row["id"]),
    )
    topic = "controlpanel.activateSurvey" if active else "controlpanel.deactivateSurvey"
    fields = {
        "Status": "Active" if active else "Inactive",
        "SurveyID": ids.encode("SV_", row["id"]),
    }
    call.after.append(partial(call.brand.events.happen, topic, fields))


def update_survey(call: Call) -> Answer:
    """Rename, open, close, limit or hand over a survey."""
    row = survey_of(call)
    body = checks.body(call.json(), _BODY)
    limits = checks.body(body.get("expiration", {}), _EXPIRATION)
    starts, ends = row["starts"], row["ends"]
    if "startDate" in limits:
        starts = clock.parse(limits["startDate"]) if limits["startDate"] else None
    if "endDate" in limits:
        ends = clock.parse(limits["endDate"]) if limits["endDate"] else None
    owner = body.get("ownerId", row["owner"])
    number = ids.decode("UR_", owner)
    if call.db.execute("SELECT 1 FROM users WHERE id = ?", (number,)).fetchone() is None:
        raise Refusal(400, "Invalid value for ownerId: no such user.")
    call.db.execute(
        "UPDATE surveys SET name = ?, owner = ?, starts = ?, ends = ?, modified = ? WHERE id = ?",
        (body.get("name", row["name"]), owner, starts, ends, clock.now(), row["id"]),
    )
    if "isActive" in body:
        set_active(call, row, active=body["isActive"])
    return Answer()


def remove(call: Call, survey: int) -> None:
    """Delete a survey and what was sent out for it."""
    call.db.execute(
        "DELETE FROM recipients WHERE distribution IN"
        " (SELECT id FROM distributions WHERE survey = ?)",
        (survey,),
    )
    call.db.execute("DELETE FROM distributions WHERE survey = ?", (survey,))
    for table in ("versions", "quotas", "collaborations"):
        call.db.execute(f"DELETE FROM {table} WHERE survey = ?", (survey,))  # noqa: S608
    call.db.execute("DELETE FROM surveys WHERE id = ?", (survey,))


def delete_survey(call: Call) -> Answer:
    """Delete a survey for good."""
    remove(call, survey_of(call)["id"])
    return Answer()


ENDPOINTS = (
    read("/surveys", list_surveys, "surveys"),
    read("/surveys/{survey}", get_survey, "surveys"),
    write("PUT", "/surveys/{survey}", update_survey, "surveys"),
    write("DELETE", "/surveys/{survey}", delete_survey, "surveys"),
)
