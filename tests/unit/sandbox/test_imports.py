from __future__ import annotations

from typing import Any

import pytest

CALM = "lag=0,job-time=0"


def _names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["firstName"] for row in rows]


def test_import_adds_everybody_and_reports_each(sandbox: Any) -> None:
    people = [
        {"firstName": f"N{number}", "email": f"n{number}@example.com", "extRef": str(number)}
        for number in range(250)
    ]
    people[3]["embeddedData"] = {"age": 41, "vip": True, "ratio": 1.5, "Dept": "IT"}

    started, status = sandbox.import_all(people)

    assert started["status"] == "in progress"
    assert status["contacts"]["count"] == {"added": 250, "updated": 0, "failed": 0}
    rows = sandbox.contacts()
    assert _names(rows) == [f"N{number}" for number in range(250)]
    expected = {"age": "41", "vip": "true", "ratio": "1.5", "Dept": "IT"}
    assert rows[3]["embeddedData"] == expected
    report = sandbox.report(started["id"])
    assert [entry["sourceIndexId"] for entry in report] == [str(number) for number in range(250)]
    assert [entry["contactId"] for entry in report] == [row["contactId"] for row in rows]
    assert report[7]["contactListContactId"] == rows[7]["contactLookupId"]


def test_wrong_types_are_unprocessed(sandbox: Any) -> None:
    people = [
        {"firstName": "fine"},
        {"firstName": 7},
        "no object",
        {"unsubscribed": "false"},
        {"email": None},
        {"embeddedData": {"deep": {}}},
        {"embeddedData": [1]},
        {"firstName": "fine too", "unsubscribed": True},
    ]

    started, status = sandbox.import_all(people)

    assert started["contacts"]["unprocessed"] == [1, 2, 3, 4, 5, 6]
    assert status["contacts"]["count"]["added"] == 2
    assert [row["mailingListUnsubscribed"] for row in sandbox.contacts()] == [False, True]


@pytest.mark.parametrize(("form", "indexes"), [("before", ["0", "2"]), ("after", ["0", "1"])])
def test_report_positions_count_before_or_after_removal(
    sandbox: Any, form: str, indexes: list[str]
) -> None:
    sandbox.faults(f"{CALM},report-index={form}")

    started, _ = sandbox.import_all([{"firstName": "a"}, {"firstName": 1}, {"firstName": "b"}])

    assert [entry["sourceIndexId"] for entry in sandbox.report(started["id"])] == indexes


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"contacts": []}, 400),
        ({"contacts": {}}, 400),
        ({}, 400),
        ([], 400),
        ({"contacts": [{"firstName": "a", "nickname": "b"}]}, 400),
        ({"contacts": [{}], "more": 1}, 400),
        ({"contacts": [{}], "transactionMeta": {"fields": ["a"]}}, 400),
        ({"contacts": [{}] * 10_001}, 400),
        ({"contacts": [{"firstName": "x" * 5_000_000}]}, 413),
    ],
)
def test_bad_bodies_refuse_the_whole_request(sandbox: Any, body: Any, status: int) -> None:
    path = f"{sandbox.lists}/{sandbox.list}/transactioncontacts"

    assert sandbox.send("POST", path, body).status_code == status
    assert sandbox.contacts() == []


def test_phone_is_refused_or_accepted(sandbox: Any) -> None:
    people = [{"firstName": "a", "phone": "+15550001"}]
    refused = sandbox.start_import(people)
    assert refused.status_code == 400
    assert refused.json()["meta"]["error"]["errorCode"] == "RP_9"

    sandbox.faults(f"{CALM},phone=accept")
    sandbox.import_all(people)

    assert sandbox.contacts()[0]["phone"] == "+15550001"


def test_a_wrong_list_ends_with_zeros(sandbox: Any) -> None:
    real = sandbox.list
    sandbox.list = "CG_000000000000000"

    started, status = sandbox.import_all([{"firstName": "a"}])

    assert status["percentComplete"] == 100
    assert status["contacts"]["count"] == {"added": 0, "updated": 0, "failed": 0}
    assert sandbox.report(started["id"]) == []
    assert sandbox.contacts(real) == []


def test_repeat_doubles_without_deduplication_and_merges_with_it(sandbox: Any) -> None:
    person = {"firstName": "Ann", "email": "ann@Example.com"}
    sandbox.import_all([person])
    sandbox.import_all([person])
    assert len(sandbox.contacts()) == 2

    sandbox.new_list()
    sandbox.faults(f"{CALM},dedupe=on")
    changed = {"lastName": "Ek", "email": "ANN@example.com", "embeddedData": {"dept": "IT"}}
    _, status = sandbox.import_all([changed, {**changed, "embeddedData": {"DEPT": "HR"}}])

    assert status["contacts"]["count"] == {"added": 0, "updated": 2, "failed": 0}
    (row,) = sandbox.contacts()
    assert (row["firstName"], row["lastName"], row["created"]) == ("Ann", "Ek", 3)
    assert row["embeddedData"] == {"dept": "HR"}
    criteria = sandbox.get("/directories")["elements"][0]["deduplicationCriteria"]
    assert criteria["email"] is True


def test_two_rows_of_one_job_merge(sandbox: Any) -> None:
    sandbox.faults(f"{CALM},dedupe=email+extRef")
    people = [{"email": "two@example.com", "extRef": ref} for ref in ("1", "1", "2")]

    _, status = sandbox.import_all(people)

    assert status["contacts"]["count"] == {"added": 2, "updated": 1, "failed": 0}


def test_lite_deduplicates_inside_the_list_only(sandbox: Any) -> None:
    sandbox.faults(f"{CALM},dedupe=on,lite")
    person = {"email": "lite@example.com"}
    sandbox.import_all([person])
    _, inside = sandbox.import_all([person])
    sandbox.new_list()
    _, outside = sandbox.import_all([person])

    assert inside["contacts"]["count"]["updated"] == 1
    assert outside["contacts"]["count"]["added"] == 1


def test_every_nth_row_is_turned_down_in_the_three_ways(sandbox: Any) -> None:
    sandbox.faults(f"{CALM},refuse=unprocessed:5/email:3/report:4,report-index=before")
    people = [{"email": f"r{number}@example.com"} for number in range(12)]

    started, status = sandbox.import_all(people)

    assert started["contacts"]["unprocessed"] == [4, 9]
    assert status["contacts"]["count"] == {"added": 4, "updated": 0, "failed": 6}
    path = f"{sandbox.lists}/{sandbox.list}/transactioncontacts/{started['id']}/summary"
    invalid = sandbox.get(path)["invalidEmails"]
    assert invalid == [f"r{number}@example.com" for number in (2, 5, 8, 11)]
    report = {entry["sourceIndexId"]: entry for entry in sandbox.report(started["id"])}
    assert set(report) == {"0", "1", "3", "6", "7", "10"}
    failures = [index for index, entry in report.items() if "ERR" in entry["importStatusCode"]]
    assert failures == ["3", "7"]
    assert report["3"]["contactId"] == ""


def test_malformed_addresses_fail_in_the_summary(sandbox: Any) -> None:
    started, status = sandbox.import_all([{"email": "foo@"}, {"email": "ok@example.com"}])

    assert status["contacts"]["count"] == {"added": 1, "updated": 0, "failed": 1}
    path = f"{sandbox.lists}/{sandbox.list}/transactioncontacts/{started['id']}/summary"
    assert sandbox.get(path)["invalidEmails"] == ["foo@"]


@pytest.mark.parametrize(("form", "left"), [("clear", None), ("ignore", "Ann")])
def test_blank_text_clears_or_is_ignored_when_merging(
    sandbox: Any, form: str, left: str | None
) -> None:
    sandbox.faults(f"{CALM},dedupe=on,blank={form}")
    email = f"blank-{form}@example.com"
    sandbox.import_all([{"firstName": "Ann", "email": email}])

    sandbox.import_all([{"firstName": "", "email": email}])

    assert sandbox.contacts()[0]["firstName"] == left


def test_lists_lag_behind_a_finished_job(sandbox: Any) -> None:
    sandbox.faults(f"{CALM},dedupe=on")
    sandbox.import_all([{"firstName": "old", "email": "lag@example.com"}])
    sandbox.faults("lag=600,job-time=0,dedupe=on")

    sandbox.import_all([{"firstName": "new", "email": "lag@example.com"}, {"firstName": "more"}])

    listed = sandbox.get(f"{sandbox.lists}/{sandbox.list}/contacts")["elements"]
    assert _names(listed) == ["old"]
    assert _names(sandbox.contacts()) == ["new", "more"]
    count = sandbox.get(f"{sandbox.lists}/{sandbox.list}", includeCount="true")["contactCount"]
    assert count == 1


def test_a_job_takes_its_time_and_jobs_of_a_list_run_in_order(sandbox: Any) -> None:
    sandbox.faults("lag=0,job-time=0.4")
    first = sandbox.start_import([{"firstName": "1"}]).json()["result"]["id"]
    second = sandbox.start_import([{"firstName": "2"}]).json()["result"]["id"]
    path = f"{sandbox.lists}/{sandbox.list}/transactioncontacts/{first}"
    assert sandbox.get(path)["status"] == "in progress"
    report = f"/directories/{sandbox.directory}/imports/api-import/jobs/{first}/report"
    assert sandbox.call("GET", report).status_code == 400

    sandbox.wait_import(second)

    assert sandbox.get(path)["status"] == "complete"
    assert _names(sandbox.contacts()) == ["1", "2"]
    times = {job["id"]: job["finished"] for job in sandbox.state()["jobs"]}
    assert times[second] - times[first] >= 390
