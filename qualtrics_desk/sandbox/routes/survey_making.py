"""Making surveys by import and by copy, and sharing them (qualtrics-api.md D.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, documents, forms, ids
from qualtrics_desk.sandbox.brand import BRAND_ID, BRAND_URL, USER
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, write
from qualtrics_desk.sandbox.routes.surveys import survey_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_QSF = "application/vnd.qualtrics.survey.qsf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAX_FILE = 5_000_000
"""Bytes of an upload (qualtrics-api.md C.2)."""
_FLAGS = {
    "surveyDefinitionManipulation": (
        "copySurveyQuestions editSurveyFlow useBlocks useSkipLogic useConjoint useTriggers"
        " useQuotas setSurveyOptions editQuestions deleteSurveyQuestions useTableOfContents"
        " useAdvancedQuotas viewSurveys"
    ),
    "surveyManagement": (
        "editSurveys activateSurveys deactivateSurveys copySurveys distributeSurveys"
        " deleteSurveys translateSurveys"
    ),
    "response": "editSurveyResponses createResponseSets viewResponseId useCrossTabs useScreenouts",
    "result": ("downloadSurveyResults viewSurveyResults filterSurveyResults viewPersonalData"),
}


def make(call: Call) -> Answer:
    """Copy a survey where the headers say so, else import a file."""
    if "x-copy-source" in call.headers or "x-copy-destination-owner" in call.headers:
        return _copy(call)
    return _import(call)


def _copy(call: Call) -> Answer:
    body = checks.body(
        call.json(), {"projectName": checks.text(blank=False)}, required=("projectName",)
    )
    source = ids.decode("SV_", call.headers.get("x-copy-source", ""))
    row = call.db.execute("SELECT * FROM surveys WHERE id = ?", (source,)).fetchone()
    if row is None:
        not_found("Survey not found.", "GSI_2")
    owner = call.headers.get("x-copy-destination-owner", "")
    number = ids.decode("UR_", owner)
    if call.db.execute("SELECT 1 FROM users WHERE id = ?", (number,)).fetchone() is None:
        raise Refusal(400, "Invalid value for X-COPY-DESTINATION-OWNER: no such user.")
    quotas = call.db.execute("SELECT body FROM quotas WHERE survey = ?", (source,)).fetchall()
    made = _store(
        call,
        body["projectName"],
        owner,
        msgspec.json.decode(row["definition"]),
        [msgspec.json.decode(quota["body"]) | {"Count": 0} for quota in quotas],
        row["description"] or "",
    )
    return Answer(result={"id": made})


def _import(call: Call) -> Answer:
    if not call.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        fields: dict[str, checks.Check] = {
            "name": checks.text(blank=False),
            "fileUrl": checks.text(blank=False),
            "contentType": checks.word(_QSF, "text/plain", _DOCX),
        }
        checks.body(call.json(), fields, required=("name", "fileUrl", "contentType"))
        raise Refusal(400, "The file could not be fetched from fileUrl.")
    parts = forms.read_form(call)
    for name in parts:
        if name not in ("name", "file"):
            raise Refusal(400, f"Unexpected json key provided: {name}", "RP_9")
    for name in ("name", "file"):
        if name not in parts:
            raise Refusal(400, f"Expected param not found: {name}", "RP_10")
    title, file = parts["name"].text, parts["file"]
    if not title.strip():
        raise Refusal(400, "Invalid value for name: expected a string that is not empty.")
    if len(file.content) > _MAX_FILE:
        raise Refusal(413, "The file is larger than 5 MB.")
    quotas: list[dict[str, Any]] = []
    said = ""
    match file.content_type:
        case documents_type if documents_type == _QSF:
            definition, quotas, said = documents.read_qsf(file.content)
        case "text/plain":
            definition = documents.read_text(file.content)
        case documents_type if documents_type == _DOCX:
            raise Refusal(400, "The document could not be read.")
        case _:
            raise Refusal(415, "The Content-Type of the file is not supported.")
    return Answer(result={"id": _store(call, title, USER, definition, quotas, said)})


def _store(
    call: Call,
    name: str,
    owner: str,
    definition: dict[str, Any],
    quotas: Iterable[dict[str, Any]],
    description: str,
) -> str:
    """Keep a new survey, which is inactive, and return its id."""
    number = call.brand.number(call.db, "surveys")
    survey = ids.encode("SV_", number)
    options = definition.get("SurveyOptions") or {}
    sets = definition.get("ResponseSets") or {ids.encode("RS_", number): "Default Response Set"}
    moment = clock.now()
    kept = {
        **definition,
        "SurveyID": survey,
        "SurveyName": name,
        "CreatorID": USER,
        "BrandID": BRAND_ID,
        "BrandBaseURL": BRAND_URL,
        "LastAccessed": None,
        "QuestionCount": str(len(definition["Questions"])),
        "ResponseSets": sets,
        "SurveyOptions": {"SurveyLanguage": "EN", **options},
        "ProjectInfo": {**(definition.get("ProjectInfo") or {}), "SurveyID": survey},
    }
    counts = {"auditable": 0, "generated": 0, "deleted": 0}
    call.db.execute(
        "INSERT INTO surveys VALUES (?, ?, ?, 0, ?, ?, NULL, NULL, NULL, ?, ?, ?)",
        (
            number,
            name,
            owner,
            moment,
            moment,
            description,
            msgspec.json.encode(counts).decode(),
            msgspec.json.encode(kept).decode(),
        ),
    )
    for quota in quotas:
        key = call.brand.number(call.db, "quotas")
        body = {**quota, "ID": ids.encode("QO_", key)}
        call.db.execute(
            "INSERT INTO quotas VALUES (?, ?, ?)", (key, number, msgspec.json.encode(body).decode())
        )
    return survey


def share(call: Call) -> Answer:
    """Give a user or group rights to a survey; what is left out is on (F.87)."""
    row = survey_of(call)
    body = checks.body(
        call.json(),
        {"userId": checks.identifier("UR_", "GR_"), "permissions": checks.mapping},
        required=("userId", "permissions"),
    )
    groups: dict[str, checks.Check] = dict.fromkeys(_FLAGS, checks.mapping)
    for group, flags in checks.body(body["permissions"], groups).items():
        # One client sends the texts "true" and "false" (D.2).
        known: dict[str, checks.Check] = dict.fromkeys(_FLAGS[group].split(), _flag)
        checks.body(flags, known)
    table, prefix = ("users", "UR_") if body["userId"].startswith("UR_") else ("groups", "GR_")
    number = ids.decode(prefix, body["userId"])
    if call.db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (number,)).fetchone() is None:  # noqa: S608
        raise Refusal(404, "The user or group does not exist.")
    call.db.execute(
        "INSERT OR REPLACE INTO collaborations VALUES (?, ?, ?)",
        (row["id"], body["userId"], msgspec.json.encode(body["permissions"]).decode()),
    )
    return Answer()


def _flag(name: str, value: object) -> None:
    if value not in ("true", "false"):
        checks.boolean(name, value)


ENDPOINTS = (
    write("POST", "/surveys", make, "surveys"),
    write("POST", "/surveys/{survey}/permissions/collaborations", share, "surveys"),
)
