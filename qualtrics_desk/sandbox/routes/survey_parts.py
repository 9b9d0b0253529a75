"""Quotas, versions and translations of a survey (qualtrics-api.md D.2, D.3, E.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids
from qualtrics_desk.sandbox.brand import USER
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write
from qualtrics_desk.sandbox.routes.definitions import definition_of, known_survey
from qualtrics_desk.sandbox.routes.surveys import survey_of

if TYPE_CHECKING:
    import sqlite3

_CODE = re.compile(r"[A-Z]{2,3}([-_][A-Z]{1,2})?")
_MOST_KEYS, _LONGEST = 1_000, 10_000


def list_versions(call: Call) -> Answer:
    """List every version, the newest first."""
    rows = call.db.execute(
        "SELECT * FROM versions WHERE survey = ? ORDER BY id DESC", (known_survey(call)["id"],)
    )
    return Answer(result={"elements": [_version(row) for row in rows]})


def _version(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "metadata": {
            "surveyID": ids.encode("SV_", row["survey"]),
            "versionID": str(9_000_000 + row["id"]),
            "versionNumber": str(row["number"]),
            "description": row["description"],
            "published": bool(row["published"]),
            "wasPublished": bool(row["published"]),
            "creationDate": clock.iso(row["created"]),
            "userID": row["user"],
            "publishEvents": [{"date": clock.iso(row["created"]), "userID": row["user"]}],
        }
    }


def make_version(call: Call) -> Answer:
    """Keep the survey as it is now, and publish it where asked for."""
    row = known_survey(call)
    fields: dict[str, checks.Check] = {"Description": checks.text(), "Published": checks.boolean}
    body = checks.body(call.json(), fields, required=("Description", "Published"))
    key = keep_version(call, row, body["Description"], published=body["Published"])
    made = call.db.execute("SELECT * FROM versions WHERE id = ?", (key,)).fetchone()
    return Answer(result=_version(made))


def keep_version(call: Call, row: sqlite3.Row, description: str, *, published: bool) -> int:
    """Store a version and return its row number."""
    if published:
        call.db.execute("UPDATE versions SET published = 0 WHERE survey = ?", (row["id"],))
    (number,) = call.db.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM versions WHERE survey = ?", (row["id"],)
    ).fetchone()
    key = call.brand.number(call.db, "versions")
    text = msgspec.json.encode(definition_of(row)).decode()
    values = (key, row["id"], number, description, published, USER, clock.now(), text)
    call.db.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    return key


def get_version(call: Call) -> Answer:
    """Show the definition as it was."""
    survey, text = known_survey(call), call.params["version"]
    number = int(text) - 9_000_000 if text.isascii() and text.isdigit() else -1
    row = call.db.execute(
        "SELECT definition FROM versions WHERE survey = ? AND id = ?", (survey["id"], number)
    ).fetchone()
    if row is None:
        raise Refusal(403, "The operation is forbidden.", "QMST_2.1")
    return Answer(result=msgspec.json.decode(row["definition"]))


def _quotas(call: Call, survey: int) -> list[dict[str, Any]]:
    rows = call.db.execute("SELECT body FROM quotas WHERE survey = ? ORDER BY id", (survey,))
    return [msgspec.json.decode(row["body"]) for row in rows]


def list_quotas(call: Call) -> Answer:
    """List the quotas with their logic."""
    return Answer(result={"elements": _quotas(call, known_survey(call)["id"])})


def count_quotas(call: Call) -> Answer:
    """List the quotas with their counts, the older way."""
    elements = [
        {
            "id": quota["ID"],
            "name": quota["Name"],
            "quota": quota["Occurrences"],
            "count": quota["Count"],
            "logicType": quota["LogicType"],
        }
        for quota in _quotas(call, survey_of(call)["id"])
    ]
    return Answer(result={"elements": elements, "nextPage": None})


def _languages(definition: dict[str, Any]) -> list[str]:
    offered = definition["SurveyOptions"].get("AvailableLanguages") or []
    return list(offered)


def get_languages(call: Call) -> Answer:
    """List the languages."""
    return Answer(result={"AvailableLanguages": _languages(definition_of(survey_of(call)))})


def put_languages(call: Call) -> Answer:
    """Offer more languages; none that is offered may be left out."""
    row = survey_of(call)
    fields: dict[str, checks.Check] = {"AvailableLanguages": _codes}
    body = checks.body(call.json(), fields, required=("AvailableLanguages",))
    definition = msgspec.json.decode(row["definition"])
    missing = set(_languages(definition)) - set(body["AvailableLanguages"])
    if missing:
        raise Refusal(400, f"Existing languages are missing: {', '.join(sorted(missing))}.")
    options = definition["SurveyOptions"]
    options["AvailableLanguages"] = {code: [] for code in body["AvailableLanguages"]}
    _keep(call, row, definition)
    return Answer()


def _codes(name: str, value: object) -> None:
    if not isinstance(value, list) or not all(
        isinstance(code, str) and _CODE.fullmatch(code) for code in value
    ):
        raise Refusal(400, f"Invalid value for {name}: expected language codes.")


def get_translation(call: Call) -> Answer:
    """Show the texts of one language by flat keys."""
    definition = definition_of(survey_of(call))
    return Answer(result=_texts(definition, _language(call, definition)))


def _language(call: Call, definition: dict[str, Any]) -> str:
    code = call.params["language"]
    if code not in _languages(definition):
        not_found("The survey does not have this language.")
    return code


def _texts(definition: dict[str, Any], code: str) -> dict[str, str]:
    own = definition["SurveyOptions"].get("SurveyLanguage") == code
    texts: dict[str, str] = {}
    for key, question in definition["Questions"].items():
        languages = question.get("Language") or {}
        said = question if own else languages.get(code) if isinstance(languages, dict) else None
        if not said:
            continue
        texts[f"{key}_QuestionText"] = said.get("QuestionText", "")
        for choice, shown in (said.get("Choices") or {}).items():
            texts[f"{key}_Choice{choice}"] = shown.get("Display", "")
    return texts


def put_translation(call: Call) -> Answer:
    """Write texts of one language; those that are there must be given again."""
    row = survey_of(call)
    definition = msgspec.json.decode(row["definition"])
    code = _language(call, definition)
    body = call.json()
    if not isinstance(body, dict) or len(body) > _MOST_KEYS:
        raise Refusal(400, f"The request body must be an object of at most {_MOST_KEYS} keys.")
    for key, value in body.items():
        checks.text(_LONGEST)(key, value)
    missing = set(_texts(definition, code)) - set(body)
    if missing:
        raise Refusal(400, f"Existing translations are missing: {min(missing)}.")
    for key, value in body.items():
        question, _, part = key.partition("_")
        asked = definition["Questions"].get(question)
        if asked is None or not (part == "QuestionText" or part.startswith("Choice")):
            raise Refusal(400, f"Unexpected json key provided: {key}", "RP_9")
        held = asked.get("Language") or {}
        said = held.setdefault(code, {})
        if part == "QuestionText":
            said["QuestionText"] = value
        else:
            said.setdefault("Choices", {})[part.removeprefix("Choice")] = {"Display": value}
        asked["Language"] = held
    _keep(call, row, definition)
    return Answer()


def _keep(call: Call, row: sqlite3.Row, definition: dict[str, Any]) -> None:
    call.db.execute(
        "UPDATE surveys SET definition = ?, modified = ? WHERE id = ?",
        (msgspec.json.encode(definition).decode(), clock.now(), row["id"]),
    )


_ONE = "/survey-definitions/{survey}"
_OLDER = "/surveys/{survey}"
ENDPOINTS = (
    read(_ONE + "/versions", list_versions, "surveys"),
    write("POST", _ONE + "/versions", make_version, "surveys"),
    read(_ONE + "/versions/{version}", get_version, "surveys"),
    read(_ONE + "/quotas", list_quotas, "surveys"),
    read(_OLDER + "/quotas", count_quotas, "surveys"),
    read(_OLDER + "/languages", get_languages, "surveys"),
    write("PUT", _OLDER + "/languages", put_languages, "surveys"),
    read(_OLDER + "/translations/{language}", get_translation, "surveys"),
    write("PUT", _OLDER + "/translations/{language}", put_translation, "surveys"),
)
