"""Survey definitions (qualtrics-api.md D.3, E): the whole, its metadata, its questions, QSF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids
from qualtrics_desk.sandbox.brand import BRAND_ID
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, read, write
from qualtrics_desk.sandbox.routes.surveys import remove, set_active

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

_PLAIN_DATE = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")


def _plain_date(name: str, value: object) -> None:
    checks.date_time(name, value)
    if not isinstance(value, str) or _PLAIN_DATE.fullmatch(value) is None:
        raise Refusal(400, f"Invalid value for {name}: expected YYYY-MM-DD HH:MM:SS.")


_METADATA: dict[str, checks.Check] = {
    "SurveyName": checks.text(blank=False),
    "SurveyDescription": checks.text(),
    "SurveyStatus": checks.word("Active", "Inactive"),
    "SurveyStartDate": _plain_date,
    "SurveyExpirationDate": _plain_date,
}


def known_survey(call: Call) -> sqlite3.Row:
    """Return the survey's row; an unknown one is forbidden here, not missing (F.6)."""
    number = ids.decode("SV_", call.params["survey"])
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM surveys WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        raise Refusal(403, "The operation is forbidden.", "QMST_2.1")
    return row


def definition_of(row: sqlite3.Row) -> dict[str, Any]:
    """The definition with what changes without it."""
    definition: dict[str, Any] = msgspec.json.decode(row["definition"])
    return definition | {
        "SurveyName": row["name"],
        "SurveyStatus": "Active" if row["active"] else "Inactive",
        "OwnerID": row["owner"],
        "LastModified": clock.iso(row["modified"]),
        "LastActivated": clock.iso(row["activated"]),
    }


def _metadata(row: sqlite3.Row, date: Callable[[int | None], str | None]) -> dict[str, Any]:
    definition = msgspec.json.decode(row["definition"])
    return {
        "SurveyID": ids.encode("SV_", row["id"]),
        "SurveyName": row["name"],
        "SurveyDescription": row["description"],
        "SurveyOwnerID": row["owner"],
        "SurveyBrandID": BRAND_ID,
        "DivisionID": None,
        "SurveyLanguage": definition["SurveyOptions"]["SurveyLanguage"],
        "SurveyActiveResponseSet": next(iter(definition["ResponseSets"])),
        "SurveyStatus": "Active" if row["active"] else "Inactive",
        "SurveyStartDate": date(row["starts"]),
        "SurveyExpirationDate": date(row["ends"]),
        "SurveyCreationDate": date(row["created"]),
        "CreatorID": definition["CreatorID"],
        "LastModified": date(row["modified"]),
        "LastAccessed": date(None),
        "LastActivated": date(row["activated"]),
        "Deleted": None,
    }


def _qsf(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    """Write the survey as a QSF document (E.7)."""
    definition = definition_of(row)
    survey = definition["SurveyID"]

    def element(
        kind: str, first: str, payload: object, second: str | None = None
    ) -> dict[str, Any]:
        return {
            "SurveyID": survey,
            "Element": kind,
            "PrimaryAttribute": first,
            "SecondaryAttribute": second,
            "TertiaryAttribute": None,
            "Payload": payload,
        }

    elements = [
        element("BL", "Survey Blocks", list(definition["Blocks"].values())),
        element("FL", "Survey Flow", definition["SurveyFlow"]),
        element("SO", "Survey Options", definition["SurveyOptions"]),
        element("SCO", "Scoring", definition["Scoring"]),
        element("PROJ", "CORE", definition["ProjectInfo"]) | {"TertiaryAttribute": "1.1.0"},
        element("STAT", "Survey Statistics", {"MobileCompatible": True, "ID": "Survey Statistics"}),
        element("QC", "Survey Question Count", None, definition["QuestionCount"]),
    ]
    elements += [element("RS", key, None, name) for key, name in definition["ResponseSets"].items()]
    elements += [
        element("SQ", key, question, question.get("QuestionDescription"))
        for key, question in definition["Questions"].items()
    ]
    quotas = call.db.execute("SELECT body FROM quotas WHERE survey = ? ORDER BY id", (row["id"],))
    elements += [
        element("QO", quota["ID"], quota, quota["Name"])
        for quota in (msgspec.json.decode(kept["body"]) for kept in quotas)
    ]
    return {"SurveyEntry": _metadata(row, clock.mountain_plain), "SurveyElements": elements}


def get_definition(call: Call) -> Answer:
    """Show the whole definition, questions in the trash included."""
    row = known_survey(call)
    as_qsf = call.query.get("format") == "qsf"
    return Answer(result=_qsf(call, row) if as_qsf else definition_of(row))


def delete_definition(call: Call) -> Answer:
    """Delete the survey."""
    remove(call, known_survey(call)["id"])
    return Answer(result={"DeletedDate": clock.iso(clock.now())})


def get_metadata(call: Call) -> Answer:
    """Show what the browser's row needs."""
    return Answer(result=_metadata(known_survey(call), clock.iso))


def update_metadata(call: Call) -> Answer:
    """Change name, description, state and dates; dates are Mountain time (A.6)."""
    row = known_survey(call)
    body = checks.body(call.json(), _METADATA)
    starts, ends = row["starts"], row["ends"]
    if "SurveyStartDate" in body:
        starts = clock.parse(body["SurveyStartDate"])
    if "SurveyExpirationDate" in body:
        ends = clock.parse(body["SurveyExpirationDate"])
    call.db.execute(
        "UPDATE surveys SET name = ?, description = ?, starts = ?, ends = ?, modified = ?"
        " WHERE id = ?",
        (
            body.get("SurveyName", row["name"]),
            body.get("SurveyDescription", row["description"]),
            starts,
            ends,
            clock.now(),
            row["id"],
        ),
    )
    if "SurveyStatus" in body:
        set_active(call, row, active=body["SurveyStatus"] == "Active")
    return Answer()


def list_questions(call: Call) -> Answer:
    """List all questions in one answer, without `nextPage`."""
    questions = definition_of(known_survey(call))["Questions"]
    return Answer(result={"elements": list(questions.values())})


def get_question(call: Call) -> Answer:
    """Show one question."""
    question = definition_of(known_survey(call))["Questions"].get(call.params["question"])
    if question is None:
        raise Refusal(403, "The operation is forbidden.", "QMST_2.1")
    return Answer(result=question)


def get_flow(call: Call) -> Answer:
    """Show the flow."""
    return Answer(result=definition_of(known_survey(call))["SurveyFlow"])


def get_options(call: Call) -> Answer:
    """Show the options."""
    return Answer(result=definition_of(known_survey(call))["SurveyOptions"])


_ONE = "/survey-definitions/{survey}"
ENDPOINTS = (
    read(_ONE, get_definition, "surveys"),
    write("DELETE", _ONE, delete_definition, "surveys"),
    read(_ONE + "/metadata", get_metadata, "surveys"),
    write("PUT", _ONE + "/metadata", update_metadata, "surveys"),
    read(_ONE + "/questions", list_questions, "surveys"),
    read(_ONE + "/questions/{question}", get_question, "surveys"),
    read(_ONE + "/flow", get_flow, "surveys"),
    read(_ONE + "/options", get_options, "surveys"),
)
