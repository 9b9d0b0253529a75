from __future__ import annotations

import hashlib
import hmac
import http.server
import queue
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


def _survey(sandbox: Any) -> str:
    return sandbox.get("/surveys")["elements"][0]["id"]


def test_survey_is_renamed_closed_and_dated(sandbox: Any) -> None:
    path = f"/surveys/{_survey(sandbox)}"

    body = {"name": "New", "expiration": {"startDate": None, "endDate": "2031-01-01T00:00:00Z"}}
    assert sandbox.send("PUT", path, body).status_code == 200

    one = sandbox.get(path)
    assert one["name"] == "New"
    assert one["expiration"] == {"startDate": None, "endDate": "2031-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("body", "code"),
    [({"active": True}, "RP_9"), ({"isActive": "true"}, None), ({"name": ""}, None), ([], None)],
)
def test_bad_survey_bodies_are_refused(sandbox: Any, body: Any, code: str | None) -> None:
    answer = sandbox.send("PUT", f"/surveys/{_survey(sandbox)}", body)

    assert answer.status_code == 400
    assert answer.json()["meta"]["error"].get("errorCode") == code


def test_unknown_surveys_are_missing_here_and_forbidden_there(sandbox: Any) -> None:
    older = sandbox.call("GET", "/surveys/SV_000000000000000")
    newer = sandbox.call("GET", "/survey-definitions/SV_000000000000000")

    assert (older.status_code, newer.status_code) == (404, 403)
    assert older.json()["meta"]["error"]["errorCode"] == "GSI_2"
    assert newer.json()["meta"]["error"]["errorCode"] == "QMST_2.1"


def test_metadata_dates_are_mountain_time(sandbox: Any) -> None:
    path = f"/survey-definitions/{_survey(sandbox)}/metadata"

    refused = sandbox.send("PUT", path, {"SurveyStartDate": "2031-01-01T00:00:00Z"})
    sandbox.send("PUT", path, {"SurveyStartDate": "2031-01-01 00:00:00", "SurveyName": "M"})

    assert refused.status_code == 400
    metadata = sandbox.get(path)
    assert (metadata["SurveyStartDate"], metadata["SurveyName"]) == ("2031-01-01T07:00:00Z", "M")


def test_demo_surveys_have_whole_definitions(demo: Any) -> None:
    surveys = demo.get("/surveys")["elements"]
    assert len(surveys) >= 12
    kinds: set[str] = set()
    for survey in surveys:
        definition = demo.get(f"/survey-definitions/{survey['id']}")
        blocks = definition["Blocks"].values()
        asked = [
            element["QuestionID"]
            for block in blocks
            for element in block["BlockElements"]
            if element["Type"] == "Question"
        ]
        assert sorted(asked) == sorted(definition["Questions"])
        assert [block["Type"] for block in blocks].count("Trash") == 1
        assert isinstance(definition["QuestionCount"], str)
        kinds |= {question["QuestionType"] for question in definition["Questions"].values()}
        listed = demo.get(f"/survey-definitions/{survey['id']}/questions")
        assert "nextPage" not in listed
        assert len(listed["elements"]) == len(asked)
    assert {"MC", "Matrix", "TE", "DB", "Slider", "RO", "CS", "Timing", "Meta"} <= kinds


def test_older_view_leaves_the_trash_out_and_turns_matrices(demo: Any) -> None:
    survey = demo.get("/surveys")["elements"][0]["id"]
    definition = demo.get(f"/survey-definitions/{survey}")
    older = demo.get(f"/surveys/{survey}")

    assert len(older["questions"]) == len(definition["Questions"]) - 2
    key = next(
        key for key, item in definition["Questions"].items() if item["QuestionType"] == "Matrix"
    )
    assert set(older["questions"][key]["subQuestions"]) == set(
        definition["Questions"][key]["Choices"]
    )
    assert {"name": "wave", "defaultValue": "1"} in older["embeddedData"]


def test_qsf_is_the_same_survey_in_elements(demo: Any) -> None:
    survey = demo.get("/surveys")["elements"][0]["id"]

    qsf = demo.get(f"/survey-definitions/{survey}", format="qsf")

    assert qsf["SurveyEntry"]["SurveyStartDate"] == "0000-00-00 00:00:00"
    kinds = {element["Element"] for element in qsf["SurveyElements"]}
    assert {"BL", "FL", "SO", "SCO", "PROJ", "STAT", "QC", "RS", "SQ"} <= kinds


def test_demo_people_write_many_scripts(demo: Any) -> None:
    lists = demo.get(demo.lists, includeCount="true")["elements"]
    counts = {item["name"]: item["contactCount"] for item in lists}
    rows = demo.contacts(lists[0]["mailingListId"])
    names = "".join(row["lastName"] for row in rows)

    assert 0 in counts.values()
    assert sum(counts.values()) > 4000
    for letter in "üóΠИحश王藤김\u0302":
        assert letter in names, letter
    assert any(row["mailingListUnsubscribed"] for row in rows)
    assert any(row["unsubscribed"] for row in rows)
    domains = {row["email"].lower().rpartition("@")[2].removeprefix("mail.") for row in rows}
    assert domains == {"example.com", "example.org", "example.net"}


def test_demo_has_an_expired_set_of_links(demo: Any) -> None:
    found = []
    for survey in demo.get("/surveys")["elements"]:
        found += demo.get("/distributions", surveyId=survey["id"])["elements"]

    generated = [item for item in found if item["requestType"] == "GeneratedInvite"]
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    late = [item["surveyLink"]["expirationDate"] < now for item in generated]
    assert late.count(True) == 1
    assert {"Pending", "Done", "Generated"} == {item["requestStatus"] for item in found}
    assert any(item["stats"]["bounced"] for item in found)


def test_delete_takes_the_distributions_along(start: Any) -> None:
    sandbox = start()
    survey = _survey(sandbox)
    before = len(sandbox.state()["distributions"])

    assert sandbox.call("DELETE", f"/surveys/{survey}").status_code == 200

    assert sandbox.call("GET", f"/surveys/{survey}").status_code == 404
    assert len(sandbox.state()["distributions"]) < before


@pytest.fixture
def hook() -> Iterator[tuple[str, queue.Queue[dict[str, list[str]]]]]:
    received: queue.Queue[dict[str, list[str]]] = queue.Queue()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            received.put(parse_qs(body))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", received
    server.shutdown()
    thread.join()
    server.server_close()


def test_subscriptions_deliver(sandbox: Any, hook: Any) -> None:
    url, received = hook
    survey = _survey(sandbox)
    sandbox.call("DELETE", "/eventsubscriptions")
    body = {
        "topics": "controlpanel.*",
        "publicationUrl": url,
        "sharedKey": "secret",
        "encrypt": False,
    }
    made = sandbox.send("POST", "/eventsubscriptions", body).json()["result"]["id"]

    sandbox.send("PUT", f"/surveys/{survey}", {"isActive": False})
    sandbox.send("PUT", f"/surveys/{survey}", {"isActive": True})

    closed, opened = received.get(timeout=10), received.get(timeout=10)
    assert closed["Topic"] == ["controlpanel.deactivateSurvey"]
    assert (opened["SurveyID"], opened["Status"]) == ([survey], ["Active"])
    digest = hmac.new(b"secret", opened["MSG"][0].encode(), hashlib.sha512).hexdigest()
    assert opened["HMAC"] == [digest]
    one = sandbox.get(f"/eventsubscriptions/{made}")
    assert (one["scope"], one["encrypted"]) == ("brand", False)


def test_subscriptions_are_strict_and_delete_all_deletes_all(sandbox: Any) -> None:
    path = "/eventsubscriptions"
    good = {"topics": "controlpanel.activateSurvey", "publicationUrl": "https://a.example.com/x"}
    for change in ({"topics": "a b"}, {"publicationUrl": "ftp://x"}, {"encrypted": True}):
        assert sandbox.send("POST", path, good | change).status_code == 400
    ids = [sandbox.send("POST", path, good).json()["result"]["id"] for _ in range(2)]

    assert sandbox.call("DELETE", f"{path}/{ids[0]}").status_code == 200
    missing = sandbox.call("GET", f"{path}/{ids[0]}")
    assert missing.status_code == 404
    assert missing.json()["meta"]["error"]["errorCode"] == "ESSG_2"
    assert missing.json()["meta"]["requestId"] is None
    assert ids[1] in {item["id"] for item in sandbox.get(path)["elements"]}
    assert sandbox.call("DELETE", path).status_code == 200
    assert sandbox.get(path)["elements"] == []
    assert sandbox.state()["counts"]["all subscriptions deleted"] >= 1


def test_fill_makes_surveys_that_page_by_offset(start: Any) -> None:
    sandbox = start("--seed", "empty", "--faults", "nextpage=relative")
    sandbox.client.post(sandbox.origin + "/sandbox/fill", json={"surveys": 250})

    first = sandbox.get("/surveys")
    last = sandbox.get("/surveys", offset="200")

    assert first["nextPage"] == "?offset=100"
    assert (len(first["elements"]), len(last["elements"]), last["nextPage"]) == (100, 51, None)
