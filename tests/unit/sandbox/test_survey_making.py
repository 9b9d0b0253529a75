"""Importing, copying and sharing surveys; their versions, quotas and translations."""

from __future__ import annotations

import json
from typing import Any

import pytest

QSF = "application/vnd.qualtrics.survey.qsf"
OTHER = "UR_"


def _first(demo: Any) -> str:
    return demo.get("/surveys")["elements"][0]["id"]


def _import(sandbox: Any, content: bytes, kind: str, **fields: str) -> Any:
    return sandbox.call(
        "POST", "/surveys", data={"name": "Brought", **fields}, files={"file": ("f", content, kind)}
    )


def test_a_qsf_that_was_read_is_imported_again(demo: Any) -> None:
    document = demo.get(f"/survey-definitions/{_first(demo)}", format="qsf")
    answer = _import(demo, json.dumps(document).encode(), QSF)

    assert answer.status_code == 200, answer.text
    made = answer.json()["result"]["id"]
    before = demo.get(f"/survey-definitions/{_first(demo)}")
    after = demo.get(f"/survey-definitions/{made}")
    assert after["Questions"] == before["Questions"]
    assert after["SurveyFlow"] == before["SurveyFlow"]
    assert (after["SurveyName"], after["SurveyStatus"]) == ("Brought", "Inactive")
    assert len(demo.get(f"/surveys/{made}/quotas")["elements"]) == 2
    demo.call("DELETE", f"/surveys/{made}")


@pytest.mark.parametrize(
    ("content", "kind", "fields", "status"),
    [
        (b"not json", QSF, {}, 400),
        (b'{"SurveyElements": []}', QSF, {}, 400),
        (b"no numbers here", "text/plain", {}, 400),
        (b"{}", "application/json", {}, 415),
        (b"1. Why?", "text/plain", {"folder": "x"}, 400),
        (b"1. Why?", "text/plain", {"name": " "}, 400),
        (b"x" * 5_000_001, "text/plain", {}, 413),
    ],
)
def test_bad_files_make_no_survey(
    demo: Any, content: bytes, kind: str, fields: dict[str, str], status: int
) -> None:
    before = len(demo.get("/surveys")["elements"])
    assert _import(demo, content, kind, **fields).status_code == status
    assert len(demo.get("/surveys")["elements"]) == before


def test_a_copy_goes_to_the_owner_of_the_header(demo: Any) -> None:
    source = _first(demo)
    mine = demo.get("/surveys")["elements"][0]["ownerId"]
    headers = {"X-COPY-SOURCE": source, "X-COPY-DESTINATION-OWNER": mine}
    made = demo.call("POST", "/surveys", json={"projectName": "A copy"}, headers=headers)
    assert made.status_code == 200
    copy = made.json()["result"]["id"]
    assert demo.get(f"/surveys/{copy}")["isActive"] is False
    demo.call("DELETE", f"/surveys/{copy}")

    for wrong, status in (
        ({**headers, "X-COPY-SOURCE": "SV_000000000000000"}, 404),
        ({**headers, "X-COPY-DESTINATION-OWNER": "UR_000000000000000"}, 400),
    ):
        refused = demo.call("POST", "/surveys", json={"projectName": "B"}, headers=wrong)
        assert refused.status_code == status
    refused = demo.call("POST", "/surveys", json={"name": "B"}, headers=headers)
    assert refused.json()["meta"]["error"]["errorCode"] == "RP_9"


def test_sharing_takes_known_flags_only(demo: Any) -> None:
    path = f"/surveys/{_first(demo)}/permissions/collaborations"
    mine = demo.get("/surveys")["elements"][0]["ownerId"]
    good = {"surveyManagement": {"editSurveys": True, "activateSurveys": "false"}}

    assert demo.send("POST", path, {"userId": mine, "permissions": good}).status_code == 200
    for body in (
        {"userId": "rosa", "permissions": good},
        {"userId": mine},
        {"userId": mine, "permissions": {"surveyManagement": {"fly": True}}},
        {"userId": mine, "permissions": {"surveyManagement": {"editSurveys": 1}}},
    ):
        assert demo.send("POST", path, body).status_code == 400


def test_versions_keep_what_was(demo: Any) -> None:
    path = f"/survey-definitions/{_first(demo)}/versions"
    versions = [item["metadata"] for item in demo.get(path)["elements"]]
    assert [item["versionNumber"] for item in versions] == ["2", "1"]
    assert [item["published"] for item in versions] == [True, False]

    first = demo.get(f"{path}/{versions[1]['versionID']}")
    assert first["Questions"]["QID3"]["QuestionText"] == "How satisfied are you?"
    assert demo.call("GET", f"{path}/123").status_code == 403
    assert demo.send("POST", path, {"Description": "x"}).status_code == 400


def test_languages_and_translations_never_lose_what_is_there(demo: Any) -> None:
    path = f"/surveys/{_first(demo)}"
    assert demo.get(f"{path}/languages") == {"AvailableLanguages": ["EN", "DE"]}
    lost = {"AvailableLanguages": ["EN", "FR"]}
    assert demo.send("PUT", f"{path}/languages", lost).status_code == 400

    german = demo.get(f"{path}/translations/DE")
    assert german["QID8_QuestionText"] == "Wie alt sind Sie?"
    more = {**german, "QID8_Choice3": "40–59"}
    assert demo.send("PUT", f"{path}/translations/DE", more).status_code == 200
    assert demo.get(f"{path}/translations/DE") == more
    assert demo.send("PUT", f"{path}/translations/DE", {}).status_code == 400
    assert demo.call("GET", f"{path}/translations/FR").status_code == 404
