"""What the stand-in tells of people besides themselves (qualtrics-api.md D.8, D.10, D.11)."""

from __future__ import annotations

from typing import Any

import pytest

CALM = "lag=0,job-time=0"


def _search(sandbox: Any, body: Any, **query: str) -> Any:
    path = f"/directories/{sandbox.directory}/contacts/search"
    return sandbox.call("POST", path, json=body, params=query)


def _one(kind: str, comparison: Any, **more: Any) -> dict[str, Any]:
    return {"filter": {"filterType": kind, "comparison": comparison, **more}}


def test_a_search_compares_whole_values_without_case_and_names_things_otherwise(
    sandbox: Any,
) -> None:
    made = sandbox.add(firstName="Ann", email="ann.search@example.com", extRef="S-1", phone="+49")
    sandbox.add(firstName="Annabel", email="annabel.search@example.com")

    found = _search(sandbox, _one("email", "eq", value=" ANN.search@example.com "))
    assert found.status_code == 200, found.text
    (person,) = found.json()["result"]["elements"]

    assert person["id"] == made["id"]
    assert (person["externalDataReference"], person["phoneNumber"]) == ("S-1", "+49")
    assert "embeddedData" not in person
    assert "skipToken" not in found.json()["result"]


def test_filters_are_joined_and_lists_are_named(sandbox: Any) -> None:
    inside = sandbox.add(firstName="Joined", lastName="Here")
    here = sandbox.list
    sandbox.new_list()
    sandbox.add(firstName="Joined", lastName="There")
    both = [
        {"filterType": "firstName", "comparison": "eq", "value": "joined"},
        {"filterType": "inList", "comparison": True, "mailingListId": here},
        {"filterType": "infoFieldState", "comparison": "empty", "field": "email"},
        {"filterType": "created", "comparison": "gte", "value": "2020-01-01"},
    ]

    found = _search(sandbox, {"filter": {"conjunction": "and", "filters": both}})

    assert [person["id"] for person in found.json()["result"]["elements"]] == [inside["id"]]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"filter": []},
        {"filter": {"filterType": "email", "comparison": "contains", "value": "a"}},
        {"filter": {"filterType": "embeddedData", "comparison": "eq", "value": "a"}},
        {"filter": {"filterType": "created", "comparison": "gt", "value": "yesterday"}},
        {"filter": {"filterType": "inList", "comparison": "yes", "mailingListId": "CG_1"}},
        {"filter": {"conjunction": "or", "filters": []}},
        {"filter": {"conjunction": "and", "filters": [{"filterType": "email"}]}},
        {"filter": {"filterType": "email", "comparison": "eq", "value": "a"}, "sort": "email"},
    ],
)
def test_what_a_search_does_not_know_is_refused(sandbox: Any, body: Any) -> None:
    assert _search(sandbox, body).status_code == 400


def test_a_search_ends_at_ten_thousand_and_is_not_for_lite(sandbox: Any) -> None:
    deep = _one("language", "neq", value="XX")

    beyond = _search(sandbox, deep, skipToken="MTAwMDA=")
    sandbox.faults(f"{CALM},lite")
    lite = _search(sandbox, deep)

    assert beyond.status_code == 400
    assert "10000" in beyond.json()["meta"]["error"]["errorMessage"]
    assert lite.status_code == 403


def test_bounces_say_why_and_are_listed(demo: Any) -> None:
    bounced = demo.get(f"{demo.lists}/{demo.list}/bouncedContacts", pageSize="100")["elements"]

    path = f"{demo.lists}/{demo.list}/contacts/{bounced[0]['contactId']}/history"
    mails = demo.get(path, type="email")["elements"]
    hits = [mail for mail in mails if mail["bounceInfo"]]

    assert len(bounced) > 50
    assert {mail["result"] for mail in hits} <= {"HardBounce", "SoftBounce"}
    assert hits[0]["bounceInfo"].keys() == {"type", "statusCode", "reason", "blacklisted"}
    assert not {mail["type"] for mail in mails} - {"Invite", "Reminder"}


def test_a_directory_knows_transactions_samples_and_rules(demo: Any) -> None:
    path = f"/directories/{demo.directory}"
    sample = demo.get(f"{path}/samples")["elements"][0]
    people = demo.get(f"{path}/samples/{sample['sampleId']}/contacts")["elements"]
    rules = demo.get(f"{path}/frequencyrules")["elements"]
    bought = [
        item
        for person in people
        for item in demo.get(f"{path}/contacts/{person['contactId']}/transactions")["elements"]
    ]

    assert len(people) == 100
    assert sample["contactCount"] == 240
    assert len(rules) == 2
    assert bought
    assert bought[0]["data"].keys() == {"amount", "shop"}
