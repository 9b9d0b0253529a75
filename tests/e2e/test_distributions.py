"""Distributions and the status sheet, against the sandbox (P22, P32)."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from qualtrics_desk.domain.respondents import STATUSES, Stage, reached, stage_of
from qualtrics_desk.services.distributions.listing import STATS

OpenDesk = Callable[..., tuple[Any, Any]]
CALM = "lag=0,job-time=0"


class Service:
    """The service by its own calls."""

    def __init__(self, brand: Any) -> None:
        self.base = brand.sandbox.url
        self.client = httpx.Client(headers={"X-API-TOKEN": brand.sandbox.token}, timeout=60)

    def call(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        reply = self.client.request(method, self.base + path, json=body, params=query)
        assert reply.status_code == 200, reply.text
        return reply.json().get("result") or {}

    def elements(self, path: str, **query: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.call("GET", path, **query)["elements"]
        return found

    def happen(self, distribution: str, contact: str, status: str) -> None:
        reply = self.client.post(
            f"{self.base.removesuffix('/API/v3')}/sandbox/happen",
            json={"distributionId": distribution, "contactLookupId": contact, "status": status},
        )
        assert reply.status_code == 200, reply.text


def lines(ended: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def posts(brand: Any) -> list[str]:
    return [
        line["path"].removeprefix("/API/v3")
        for line in brand.sandbox.requests()
        if line["method"] != "GET" and "distributions" in line["path"]
    ]


@pytest.fixture
def demo(open_desk: OpenDesk) -> Iterator[tuple[Any, Any, Service, str]]:
    desk, brand = open_desk(CALM, seed="demo")
    service = Service(brand)
    surveys = service.elements("/surveys")
    survey = next(one["id"] for one in surveys if one["name"] == "Customer satisfaction 2026")
    yield desk, brand, service, survey
    service.client.close()


def message_of(service: Service, category: str) -> str:
    return next(
        f"{one['libraryId']}/{message['id']}"
        for one in service.elements("/libraries")
        for message in service.elements(
            f"/libraries/{one['libraryId']}/messages", category=category
        )
    )


def test_one_that_cannot_be_read_is_a_marked_row(demo: tuple[Any, Any, Service, str]) -> None:
    desk, _brand, service, survey = demo

    rows = lines(
        desk.run("distributions", "list", "--survey", survey, "--details", "--json", code=0)
    )

    known = service.elements("/distributions", surveyId=survey)
    assert {row["id"] for row in rows} == {one["id"] for one in known}
    marked = [row for row in rows if row["problem"]]
    assert len(marked) == 1
    assert "CP_TD_GER_NP" in marked[0]["problem"]
    refused = desk.run("distributions", "history", "--survey", survey, marked[0]["id"], code=1)
    assert "CP_TD_GER_NP" in refused.err
    good = next(row for row in rows if row["requestType"] == "Invite" and not row["problem"])
    history = lines(
        desk.run("distributions", "history", "--survey", survey, good["id"], "--json", code=0)
    )
    words = ("distributions", "show", "--survey", survey, good["id"], "--json")
    told = desk.run(*words, code=0).document
    stats = service.call("GET", f"/distributions/{good['id']}", surveyId=survey)["stats"]
    assert {name: told[name] for name in STATS} == {name: stats[name] for name in STATS}
    assert told["finished"] > 0
    assert len(history) > 100
    assert {"SurveyFinished", "HardBounce"} <= {entry["status"] for entry in history}


def test_links_that_end_soon_over_all_surveys(demo: tuple[Any, Any, Service, str]) -> None:
    desk, brand, _service, _survey = demo
    brand.use(f"{CALM},forbid={_survey_with_none(_service)}")

    rows = lines(desk.run("distributions", "expiring", "--days", "55", "--json", code=0))

    assert [row["daysLeft"] for row in rows] == sorted(row["daysLeft"] for row in rows)
    assert all(0 <= row["daysLeft"] <= 55 for row in rows)
    assert {"Customer satisfaction 2026"} <= {row["surveyName"] for row in rows}
    assert lines(desk.run("distributions", "expiring", "--days", "1", "--json", code=0)) == []


def _survey_with_none(service: Service) -> str:
    return str(service.elements("/surveys")[-1]["id"])


def test_sending_asks_with_the_count_and_tests_first(
    demo: tuple[Any, Any, Service, str],
) -> None:
    desk, brand, service, survey = demo
    panel = brand.make_list("Panel")
    brand.fill(panel, 40)
    brand.add(panel, {"email": "me@example.org", "firstName": "Me"})
    words = (
        "--survey", survey, "--list", panel, "--message", message_of(service, "invite"),
        "--from-name", "Panel", "--reply-to", "panel@example.org", "--subject", "Your opinion",
    )  # fmt: skip

    refused = desk.run("distributions", "send", *words, code=1)
    assert "Nothing was sent" in refused.err
    assert "41 contacts" in refused.err
    assert posts(brand) == []
    test = desk.run(
        "distributions", "send", *words, "--test", "me@example.org", "--yes", "--json", code=0
    ).document
    first = service.elements(f"/distributions/{test['distributionId']}/history")
    assert [entry["status"] for entry in first] == ["Success"]
    sent = desk.run("distributions", "send", *words, "--yes", "--json", code=0).document
    assert len(service.elements(f"/distributions/{sent['distributionId']}/history")) == 41
    lookups = [
        entry["contactLookupId"]
        for entry in service.elements(f"/distributions/{sent['distributionId']}/history")
    ]
    for lookup in lookups[:3]:
        service.happen(sent["distributionId"], lookup, "SurveyFinished")
    after = ("--survey", survey, sent["distributionId"], *words[4:], "--yes", "--json")
    reminder = desk.run("distributions", "remind", *after, code=0).document
    thanks = desk.run("distributions", "thank", *after, code=0).document
    for made, count in ((reminder, 38), (thanks, 3)):
        entries = service.elements(f"/distributions/{made['distributionId']}/history")
        assert len(entries) == count
    texts = desk.run(
        "distributions", "send", "--sms", "--survey", survey, "--list", panel, "--message",
        message_of(service, "smsInvite"), "--yes", "--json", code=0,
    ).document  # fmt: skip
    assert texts["distributionId"].startswith("SMSD_")
    assert posts(brand) == [
        "/distributions",
        "/distributions",
        f"/distributions/{sent['distributionId']}/reminders",
        f"/distributions/{sent['distributionId']}/thankyous",
        "/distributions/sms",
    ]


def test_a_lost_answer_is_looked_for_and_not_sent_again(
    demo: tuple[Any, Any, Service, str], put_between: Callable[[Any], Any]
) -> None:
    desk, brand, service, survey = demo
    panel = brand.make_list("Panel")
    brand.fill(panel, 5)
    between = put_between(desk)
    between.harm = lambda method, path, _count: (
        "lost" if method == "POST" and path.endswith("/distributions") else None
    )

    sent = desk.run(
        "distributions", "send", "--survey", survey, "--list", panel, "--message",
        message_of(service, "invite"), "--from-name", "P", "--reply-to", "p@example.org",
        "--subject", "S", "--yes", "--json", code=0,
    ).document  # fmt: skip

    assert len(service.elements(f"/distributions/{sent['distributionId']}/history")) == 5
    assert posts(brand) == ["/distributions"]


def test_only_what_waits_is_deleted(demo: tuple[Any, Any, Service, str]) -> None:
    desk, brand, service, _survey = demo
    by_status: dict[str, str] = {}
    for one in service.elements("/surveys"):
        for found in service.elements("/distributions", surveyId=one["id"]):
            by_status.setdefault(f"{found['requestStatus']} {one['id']}", found["id"])
    waits, waiting = next(
        (key, number) for key, number in by_status.items() if key.startswith("Pending")
    )
    sent, gone = next((key, number) for key, number in by_status.items() if key.startswith("Done"))

    refused = desk.run(
        "distributions", "delete", "--survey", sent.split()[1], gone, "--yes", code=1
    )
    assert "was sent already" in refused.err
    assert posts(brand) == []
    unsure = desk.run("distributions", "delete", "--survey", waits.split()[1], waiting, code=1)
    assert "Nothing was deleted" in unsure.err
    assert posts(brand) == []
    words = ("distributions", "delete", "--survey", waits.split()[1], waiting, "--yes")
    done = desk.run(*words, "--json", code=0).document
    assert (done["deleted"], done["distributionId"]) == (True, waiting)
    assert posts(brand) == [f"/distributions/{waiting}"]

    # It stands in the history, and cannot be taken back.
    (job,) = [json.loads(line) for line in desk.run("jobs", "list", "--json").out.splitlines()]
    assert (job["kind"], job["state"]) == ("distribution delete", "done")
    assert "cannot be undone" in desk.run("jobs", "undo", job["id"], code=1).err
    assert desk.run("jobs", "resume", job["id"], "--json", code=0).document["deleted"]
    assert posts(brand) == [f"/distributions/{waiting}"]


def test_text_messages_that_wait_are_deleted_and_sent_ones_are_not(
    demo: tuple[Any, Any, Service, str],
) -> None:
    desk, brand, service, survey = demo
    panel = brand.make_list("Panel")
    brand.fill(panel, 3)
    words = (
        "distributions", "send", "--sms", "--survey", survey, "--list", panel, "--message",
        message_of(service, "smsInvite"), "--yes", "--json",
    )  # fmt: skip
    sent = desk.run(*words, code=0).document["distributionId"]
    waiting = desk.run(*words, "--at", "2099-01-01", code=0).document["distributionId"]
    delete = ("distributions", "delete", "--survey", survey)

    assert "was sent already" in desk.run(*delete, sent, "--yes", code=1).err
    assert desk.run(*delete, waiting, "--yes", "--json", code=0).document["deleted"]
    assert posts(brand)[2:] == [f"/distributions/sms/{waiting}"]
    left = [one["id"] for one in service.elements("/distributions/sms", surveyId=survey)]
    assert sent in left
    assert waiting not in left


def test_every_status_of_the_service_has_its_stage_in_the_sheet(
    demo: tuple[Any, Any, Service, str], tmp_path: Path
) -> None:
    desk, brand, service, survey = demo
    panel = brand.make_list("Panel")
    for status in STATUSES:
        brand.add(panel, {"email": f"{status.lower()}@example.org"})
    brand.add(panel, {"email": "nothing@example.org"})
    order = {
        "message": dict(
            zip(("libraryId", "messageId"), message_of(service, "invite").split("/"), strict=True)
        ),
        "recipients": {"mailingListId": panel},
        "header": {"fromName": "P", "replyToEmail": "p@example.org", "subject": "S"},
        "surveyLink": {"surveyId": survey, "type": "Individual"},
        "sendDate": "2020-01-01T00:00:00Z",
    }
    mailing = service.call("POST", "/distributions", order)["id"]
    history = service.elements(f"/distributions/{mailing}/history")
    people = {one["contactId"]: one["email"] for one in brand.contacts(panel)}
    by_mail = {people[entry["contactId"]]: entry["contactLookupId"] for entry in history}
    late = {"email": "late@example.org"}
    brand.add(panel, late)
    told = [status for status in STATUSES if status != "Bounce"]
    for status in told:
        service.happen(mailing, by_mail[f"{status.lower()}@example.org"], status)
    out = tmp_path / "sheet.csv"

    document = desk.run(
        "status", "export", "--survey", survey, "--list", panel, "--out", out, "--json", code=0
    ).document

    rows = {row["email"]: row for row in table(out)}
    assert len(rows) == document["rows"] == len(STATUSES) + 2
    for status in told:
        row = rows[f"{status.lower()}@example.org"]
        assert row["status"] == status
        assert row["stage"] == stage_of(status).value, status
    assert rows["late@example.org"]["stage"] == Stage.NO_LINK.value
    hard = rows["hardbounce@example.org"]
    assert (hard["bounceReason"], hard["stage"]) == ("Mailbox unknown", "bounced")
    done = rows["surveyfinished@example.org"]
    assert done["responseId"].startswith("R_")
    assert done["sentAt"] <= done["openedAt"] <= done["startedAt"] <= done["finishedAt"]
    assert "_g_=g" in done["link"]
    assert document["missing"] == {}
    assert {stage for stage, count in document["stages"].items() if count} == set(Stage)

    desk.run(
        "status",
        "export",
        "--survey",
        survey,
        "--list",
        panel,
        "--out",
        out,
        "--stage",
        "opened",
        code=0,
    )
    assert {row["stage"] for row in table(out)} == set(reached(Stage.OPENED))
    desk.run(
        "status", "export", "--survey", survey, "--list", panel, "--out", out, "--remind", code=0
    )
    wanted = table(out)
    assert list(wanted[0]) == ["firstName", "lastName", "email", "extRef", "link", "linkExpiration"]
    reminded = {row["email"] for row in wanted}
    assert "opened@example.org" in reminded
    assert not reminded & {
        "hardbounce@example.org",
        "surveyfinished@example.org",
        "late@example.org",
    }


def test_on_lite_the_columns_that_are_missing_are_named(
    demo: tuple[Any, Any, Service, str], tmp_path: Path
) -> None:
    desk, brand, _service, survey = demo
    brand.use(f"{CALM},lite")
    panel = brand.state()["lists"][0]

    ended = desk.run(
        "status",
        "export",
        "--survey",
        survey,
        "--list",
        panel["id"],
        "--out",
        tmp_path / "s.csv",
        "--json",
        code=0,
    )

    assert set(ended.document["missing"]) >= {"status", "sentAt", "openedAt", "bounceReason"}
    assert "Empty columns: status, sentAt, openedAt, bounceReason" in ended.err
    rows = table(tmp_path / "s.csv")
    assert len(rows) == panel["members"]
    # Responses can be exported on Lite, and name their people.
    assert sum(bool(row["responseId"]) for row in rows) > 100
