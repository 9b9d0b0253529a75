"""Who of a list has no good link: against fixtures made by the service's own calls only (P21)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

OpenDesk = Callable[..., tuple[Any, Any]]


class Service:
    """The service by its own calls, with none of the product's code."""

    def __init__(self, brand: Any) -> None:
        self.base = brand.sandbox.url
        self.client = httpx.Client(headers={"X-API-TOKEN": brand.sandbox.token}, timeout=60)
        self.directory = self.pages("/directories")[0]["directoryId"]
        self.survey = next(item["id"] for item in self.pages("/surveys") if item["isActive"])
        self.lists = f"/directories/{self.directory}/mailinglists"
        self.list = ""

    def call(self, method: str, path: str, body: Any = None, **query: str) -> dict[str, Any]:
        reply = self.client.request(method, self.base + path, json=body, params=query)
        assert reply.status_code == 200, reply.text
        found: dict[str, Any] = reply.json()
        return found.get("result") or {}

    def pages(self, path: str, **query: str) -> list[dict[str, Any]]:
        reply = self.client.get(self.base + path, params=query)
        found: list[dict[str, Any]] = []
        while True:
            assert reply.status_code == 200, reply.text
            page = reply.json()["result"]
            found += page["elements"]
            if not page["nextPage"]:
                return found
            reply = self.client.get(page["nextPage"])

    def make_list(self, name: str) -> None:
        self.list = self.call("POST", self.lists, {"name": name})["id"]

    def add(self, **fields: Any) -> dict[str, Any]:
        return self.call("POST", f"{self.lists}/{self.list}/contacts", fields)

    def people(self) -> list[dict[str, Any]]:
        return self.pages(f"{self.lists}/{self.list}/contacts", pageSize="50")

    def generate(self, **more: Any) -> str:
        body = {
            "action": "CreateDistribution",
            "surveyId": self.survey,
            "mailingListId": self.list,
            "linkType": "Individual",
            "description": "x",
            "expirationDate": "2031-01-01T00:00:00Z",
            **more,
        }
        return str(self.call("POST", "/distributions", body)["id"])


def reads(brand: Any) -> int:
    return sum(line["path"].endswith("/links") for line in brand.sandbox.requests())


def rows_of(document: dict[str, Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in document["rows"]:
        found[row["finding"]].add(row["email"])
    return dict(found)


@pytest.fixture
def scene(open_desk: OpenDesk) -> Iterator[tuple[Any, Any, Service, dict[str, set[str]]]]:
    """A list of 1,000; seven added after; a second distribution for three; one expired; 4 out."""
    desk, brand = open_desk("lag=0,job-time=0", seed="demo")
    service = Service(brand)
    service.make_list("Reconciled")
    brand.fill(service.list, 1_000)
    everybody = service.people()
    out = everybody[10:14]
    for person in out[:2]:
        service.call(
            "PUT", f"{service.lists}/{service.list}/contacts/{person['contactId']}",
            {"firstName": person["firstName"], "email": person["email"], "unsubscribed": True},
        )  # fmt: skip
    for person in out[2:]:
        service.call(
            "PUT", f"/directories/{service.directory}/contacts/{person['contactId']}",
            {"firstName": person["firstName"], "email": person["email"], "unsubscribed": True},
        )  # fmt: skip
    first = service.generate()
    late = [service.add(email=f"late{place}@example.org") for place in range(7)]
    for person in late[:3]:
        service.generate(contactId=person["contactLookupId"])
    service.generate(contactId=late[3]["contactLookupId"], expirationDate="2020-01-01T00:00:00Z")
    twice = everybody[500]
    service.generate(contactId=twice["contactLookupId"])
    often = {
        link["email"]
        for link in service.pages(f"/distributions/{first}/links", surveyId=service.survey)
        if link["exceededContactFrequency"]
    }
    expected = {
        "missing": {f"late{place}@example.org" for place in (4, 5, 6)},
        "expired": {"late3@example.org"},
        "several": {twice["email"]},
        "opted out": {person["email"] for person in out},
        "frequency": often,
    }
    yield desk, brand, service, expected
    service.client.close()


def test_exactly_those_are_named_and_read_once(
    scene: tuple[Any, Any, Service, dict[str, set[str]]], tmp_path: Path
) -> None:
    desk, brand, service, expected = scene
    words = ("links", "reconcile", "--survey", service.survey, "--list", service.list, "--json")
    before = reads(brand)

    document = desk.run(*words, "--out", tmp_path / "found.csv", code=0).document

    assert len(expected["frequency"]) > 5
    assert rows_of(document) == expected
    counts = {name: count for name, count in document["findings"].items() if count}
    assert counts == {name: len(people) for name, people in expected.items()}
    assert (document["contacts"], document["links"]) == (1_007, 1_005)
    assert len(document["distributions"]) == 6
    # Eleven pages of the large one, one page of each of the five small ones.
    assert reads(brand) - before == 10 + 5

    before = reads(brand)
    gone = service.people()[900]
    service.call("DELETE", f"{service.lists}/{service.list}/contacts/{gone['contactId']}")
    again = desk.run(*words, code=0).document
    # What was read is kept: nobody is contacted once more, and the dead link is noticed.
    assert reads(brand) == before
    assert rows_of(again)["orphan"] == {gone["email"]}
    assert all(one["was_kept"] for one in again["distributions"])


def test_links_for_the_missing_only(
    scene: tuple[Any, Any, Service, dict[str, set[str]]],
) -> None:
    desk, brand, service, expected = scene
    words = ("links", "reconcile", "--survey", service.survey, "--list", service.list, "--json")
    brand.use("lag=0,job-time=0,single-links=off")

    refused = desk.run(*words, "--generate", "missing", code=1)
    assert "makes no links for single contacts" in refused.err
    assert "everybody gets a new one" in refused.err
    made = service.pages("/distributions", surveyId=service.survey, mailingListId=service.list)
    assert len(made) == 6

    brand.use("lag=0,job-time=0")
    document = desk.run(*words, "--generate", "missing", code=0).document
    assert len(document["made"]) == len(expected["missing"]) == 3
    after = desk.run(*words, code=0).document
    assert "missing" not in rows_of(after)
    assert after["links"] == 1_005 + 3
    jobs = [json.loads(line) for line in desk.run("jobs", "list", "--json").out.splitlines()]
    assert sum(job["kind"] == "links generate" and job["state"] == "done" for job in jobs) == 3
