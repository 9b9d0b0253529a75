"""Finding people and changing a few by hand, from the command line and its services."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import JobStopped
from qualtrics_desk.services import people
from qualtrics_desk.services.edits import by_hand
from qualtrics_desk.services.edits.commit import EditOptions
from qualtrics_desk.services.engine.progress import Stop
from qualtrics_desk.services.lists import find_list, one_directory
from tests.e2e.conftest import read_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CALM = "lag=0,job-time=0.02,dedupe=on"


@pytest.fixture
def two(open_desk: Callable[..., Any]) -> tuple[Any, Any, str]:
    """A command line, its brand, and a list of three people."""
    desk, brand = open_desk(CALM)
    target = brand.make_list("Staff")
    for number in range(3):
        brand.add(
            target,
            {
                "email": f"p{number}@example.org",
                "lastName": "Ek",
                "extRef": f"00{number}",
                "embeddedData": {"Team": "Blue"},
            },
        )
    return desk, brand, target


def held(brand: Any, target: str) -> dict[str, dict[str, Any]]:
    return {cells["email"]: cells for cells in brand.cells(target)}


def test_contacts_are_set_added_and_removed_by_hand(two: tuple[Any, Any, str]) -> None:
    desk, brand, target = two
    at = ("--list", target, "--allow-share", "100", "--yes", "--json")

    dry = desk.run("contacts", "set", "p0@example.org", "lastName=Öberg", *at, "--dry-run", code=0)
    assert held(brand, target)["p0@example.org"]["lastName"] == "Ek"
    changed = desk.run(
        "contacts", "set", "p0@example.org", "001", "lastName=Öberg", "Team=", "Floor=00123", *at
    )
    added = desk.run("contacts", "add", "email=new@example.org", "firstName=New", *at, code=0)
    removed = desk.run("contacts", "remove", "p2@example.org", *at, code=0)

    assert dry.document["forecast"]["states"] == {"changed": 1}
    assert changed.code == 0, changed.err
    assert changed.document["counts"]["updated"] == 2
    assert added.document["counts"]["created"] == 1
    assert removed.document["counts"]["removed"] == 1
    now = held(brand, target)
    assert set(now) == {"p0@example.org", "p1@example.org", "new@example.org"}
    for email in ("p0@example.org", "p1@example.org"):
        assert now[email]["lastName"] == "Öberg"
        assert now[email]["embedded Floor"] == "00123"
        assert "embedded Team" not in now[email]
    back = desk.run("jobs", "undo", changed.document["job"], "--yes", "--json", code=0)
    assert back.document["counts"]["updated"] == 2
    assert held(brand, target)["p1@example.org"]["lastName"] == "Ek"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "nobody@example.org", "lastName=A"), "Nobody is known"),
        (("set", "p0@example.org"), "Say what to set"),
        (("set", "lastName=A"), "Say whom"),
        (("set", "p0@example.org", "unsubscribed=perhaps"), "yes or no"),
        # Each would have become a field of embedded data, which cannot be removed any more.
        (("set", "p0@example.org", "emial=a@example.org"), "Say email=… if that is meant"),
        (("set", "p0@example.org", "First Name=A"), "Say firstName=… if that is meant"),
        (("add", "contactId=CID_1", "lastName=A"), "kept by the service"),
        (("add", "lastName=A", "LASTNAME=B"), "said twice"),
    ],
)
def test_what_cannot_be_done_by_hand_is_said_and_makes_no_job(
    two: tuple[Any, Any, str], words: tuple[str, ...], said: str
) -> None:
    desk, _, target = two

    refused = desk.run("contacts", *words, "--list", target, "--yes", code=1)

    assert said in refused.err
    assert "There was no job yet" in desk.run("jobs", "list", code=0).out


def test_what_stands_there_already_is_no_failure(two: tuple[Any, Any, str]) -> None:
    desk, _, target = two
    at = ("--list", target, "--yes")

    told = desk.run("contacts", "set", "p0@example.org", "lastName=Ek", *at, code=0)
    as_json = desk.run("contacts", "set", "p0@example.org", "lastName=Ek", *at, "--json", code=0)

    assert "stands there already: nothing is sent" in told.out
    assert as_json.document == {"rows": 0}
    assert "There was no job yet" in desk.run("jobs", "list", code=0).out


def test_old_and_new_are_shown_before_anything_is_sent(two: tuple[Any, Any, str]) -> None:
    desk, brand, target = two
    at = ("--list", target, "--allow-share", "100", "--dry-run")
    before = held(brand, target)

    changed = desk.run("contacts", "set", "001", "lastName=Öberg", "Team=", *at, code=0).out
    added = desk.run("contacts", "add", "email=new@example.org", *at, code=0).out
    leaves = desk.run("contacts", "remove", "p2@example.org", *at, code=0).out
    quiet = desk.run("contacts", "set", "001", "lastName=Öberg", *at, "--json", code=0).out

    assert ": lastName: Ek → Öberg; embeddedData.Team: Blue → –" in changed
    assert "new: email: – → new@example.org" in added
    assert "leaves the list: CID_" in leaves
    assert "p2@example.org" in leaves
    # Answers for programs end in logs.
    assert "Öberg" not in quiet
    assert held(brand, target) == before


def test_a_phone_number_is_found_however_it_is_written(two: tuple[Any, Any, str]) -> None:
    desk, brand, target = two
    brand.add(target, {"email": "phone@example.org", "phone": "+15551234567"})

    found = desk.run("contacts", "show", "+1 (555) 123-4567", "--json", code=0)

    assert found.document["email"] == "phone@example.org"


def test_copying_to_a_profile_that_is_not_there_asks_nothing(two: tuple[Any, Any, str]) -> None:
    desk, brand, target = two
    before = len(brand.sandbox.requests())

    refused = desk.run("lists", "copy", target, "--to-profile", "Nope", "--out", "copy", code=1)

    assert "Nope" in refused.err
    assert len(brand.sandbox.requests()) == before


def test_an_opt_out_may_be_said_as_answers_of_the_service_say_it(two: tuple[Any, Any, str]) -> None:
    desk, brand, target = two
    at = ("--list", target, "--allow-share", "100", "--yes", "--json")

    desk.run("contacts", "set", "p0@example.org", "mailingListUnsubscribed=yes", *at, code=0)
    desk.run("contacts", "set", "p1@example.org", "embeddedData.emial=x", *at, code=0)

    people = {one["email"]: one for one in brand.contacts(target)}
    assert people["p0@example.org"]["mailingListUnsubscribed"] is True
    assert people["p0@example.org"]["embeddedData"] == {"Team": "Blue"}
    assert people["p1@example.org"]["embeddedData"] == {"Team": "Blue", "emial": "x"}


def test_it_is_said_why_a_row_is_not_sent_and_what_would_send_it(
    two: tuple[Any, Any, str],
) -> None:
    desk, _, target = two
    at = ("--list", target)

    dry = desk.run("contacts", "set", "p0@example.org", "email=bad", *at, "--dry-run")
    told = desk.run("contacts", "set", "p0@example.org", "email=bad", *at, "--yes", "--json")
    held_back = desk.run("contacts", "set", "p0@example.org", "lastName=A", *at, "--dry-run")
    added = desk.run("contacts", "add", "email=p0@example.org", *at, "--dry-run")

    assert "1 row: email: " in dry.out
    assert told.code == 4
    ((reason, count),) = told.document["reasons"].items()
    assert count == 1
    # What stood in the cell is not in it: answers of commands end in logs.
    assert reason.startswith("email: “…”")
    assert "allow it to send the row. (--allow-share PERCENT)" in held_back.out
    # What cannot be taken back is told before it is done.
    assert "undo cannot restore it" in added.out


def test_a_reference_may_look_like_an_email(two: tuple[Any, Any, str]) -> None:
    desk, brand, target = two
    brand.add(target, {"email": "who@example.org", "extRef": "who@corp.example"})

    found = desk.run("contacts", "show", "who@corp.example", "--json", code=0)

    assert found.document["email"] == "who@example.org"


def test_nothing_that_somebody_typed_steers_the_terminal(two: tuple[Any, Any, str]) -> None:
    desk, brand, _ = two
    brand.make_list("Red\x1b[31mlist")

    told = desk.run("lists", "list", code=0)
    for_programs = desk.run("lists", "list", "--json", code=0)

    assert "Red�[31mlist" in told.out
    assert "\x1b" not in told.out
    assert "\\u001b[31mlist" in for_programs.out
    assert desk.run("contacts", "list", "--list", "CG_1", "--limit", "-1").code != 0


async def test_looking_people_up_ends_when_one_wants(open_rig: Callable[..., Any]) -> None:
    rig, brand = open_rig(CALM)
    target = brand.make_list()
    ids = [brand.add(target, {"lastName": "Ek", "extRef": str(number)}) for number in range(3)]
    stop = Stop()
    stop.request()
    async with rig.session() as session:
        place = await find_list(session.client, target)
        with pytest.raises(JobStopped):
            await by_hand.create_change(session, place, ids, {"lastName": "A"}, EditOptions(), stop)
        jobs = session.journal.jobs.newest()

    assert jobs == []


def test_people_are_looked_up_searched_listed_and_shown(two: tuple[Any, Any, str]) -> None:
    desk, _, target = two

    listed = desk.run("contacts", "list", "--list", target, "--limit", "2", "--json", code=0)
    found = desk.run("contacts", "search", f"in={target}", "extRef=001", "--json", code=0)
    shown = desk.run("contacts", "show", "p1@example.org", "--json", code=0)
    text = desk.run("contacts", "show", "001", code=0)
    wrong = desk.run("contacts", "search", "email~ann", code=1)

    assert len(listed.out.splitlines()) == 2
    assert '"extRef":"001"' in found.out
    assert "externalDataReference" not in found.out
    assert shown.document["email"] == "p1@example.org"
    assert {"emails", "responses", "transactions", "frequencyRules"} <= set(shown.document)
    assert "Staff" in text.out
    assert "whole values" in wrong.err
    for condition, said in (
        ("phone:empty", "does not tell an empty phone"),
        ("created>=garbage", "is no date"),
        ("lastModified<2025-13-40", "is no date"),
    ):
        refused = desk.run("contacts", "search", condition, code=1)
        assert said in refused.err


def test_lists_are_renamed_and_deleted_by_their_typed_name(two: tuple[Any, Any, str]) -> None:
    desk, brand, target = two

    desk.run("lists", "rename", target, "Crew", code=0)
    assert {one["name"] for one in brand.state()["lists"]} >= {"Crew"}
    kept = desk.run("lists", "delete", target, code=1)
    assert "stay in the directory" in kept.out
    desk.run("lists", "delete", target, "--yes", code=0)

    assert target not in {one["id"] for one in brand.state()["lists"]}
    assert brand.state()["totals"]["contacts"] == 3


def test_lists_are_made_for_others_and_given_to_them(two: tuple[Any, Any, str]) -> None:
    desk, brand, target = two
    other = brand.add_user("Grace", "Hopper")

    made = desk.run("lists", "create", "Hers", "--owner", other, "--json", code=0).document["id"]
    given = desk.run("lists", "rename", target, "--owner", other, code=0)
    nobody = desk.run("lists", "rename", made, "--owner", "UR_0000000000000", code=1)

    owners = {one["id"]: (one["name"], one["owner"]) for one in brand.state()["lists"]}
    assert owners[made] == ("Hers", other)
    assert owners[target] == ("Staff", other)
    assert f"belongs to {other} now" in given.out
    assert "ownerId" in nobody.err
    assert target not in desk.run("lists", "list", "--json", code=0).out
    assert target in desk.run("lists", "list", "--owner", other, "--json", code=0).out


def test_the_opt_out_of_a_list_is_not_set_in_a_whole_directory(two: tuple[Any, Any, str]) -> None:
    desk, brand, _ = two
    (directory,) = {one["directory"] for one in brand.state()["lists"]}
    before = brand.contacts(brand.state()["lists"][-1]["id"])

    refused = desk.run(
        "contacts",
        "set",
        "p0@example.org",
        "unsubscribed=yes",
        "--list",
        directory,
        "--yes",
        code=1,
    )

    assert "directoryUnsubscribed=yes" in refused.err
    assert brand.contacts(brand.state()["lists"][-1]["id"]) == before


async def test_lite_looks_through_the_lists(open_rig: Callable[..., Any]) -> None:
    rig, brand = open_rig(f"{CALM},lite")
    target = brand.make_list("Staff")
    brand.add(target, {"email": "ann@example.org", "phone": "+46 70 123"})
    brand.add(target, {"email": "eva@example.org", "lastName": "Ek"})
    async with rig.session() as session:
        directory = await one_directory(session.client, None)
        by_phone = await people.look_up(session.client, directory, "+4670123")
        by_name = await people.search(
            session.client, directory, [people.text_filter("lastName", "EK")]
        )

    assert [one["email"] for one in by_phone.people] == ["ann@example.org"]
    assert [one["email"] for one in by_name.people] == ["eva@example.org"]
    assert "Lite" in by_phone.note


async def test_more_than_ten_thousand_hits_end_in_words_and_no_refusal(
    open_rig: Callable[..., Any],
) -> None:
    rig, brand = open_rig(CALM)
    target = brand.make_list("Many")
    # All of them in one second: no slice of the creation date can tell them apart.
    brand.fill(target, 10_150)
    async with rig.session() as session:
        directory = await one_directory(session.client, None)
        found = await people.search(session.client, directory, [people.list_filter(target)])

    assert len(found.people) == 10_000
    assert not found.is_whole
    assert "Narrow it" in found.note
    assert 400 not in {entry["status"] for entry in brand.sandbox.requests()}


async def test_hits_of_different_days_are_all_found(open_rig: Callable[..., Any]) -> None:
    rig, brand = open_rig(CALM, seed="demo")
    target = brand.make_list("Many")
    brand.fill(target, 6_000)
    async with rig.session() as session:
        directory = await one_directory(session.client, None)
        wanted = [people.text_filter("language", "XX", equal=False)]
        found = await people.search(session.client, directory, wanted)
        everybody = (await one_directory(session.client, None)).contact_count

    assert found.is_whole
    assert len(found.people) == everybody > 10_000


def test_a_list_is_copied_into_another_brand_with_a_map_of_ids(
    open_desk: Callable[..., Any], start_sandbox: Callable[..., Any], tmp_path: Path
) -> None:
    desk, here = open_desk(CALM, token="one")
    there = type(here)(start_sandbox(faults=CALM, token="one"))
    target = here.make_list("Staff")
    here.add(
        target,
        {"email": "ann@example.org", "phone": "+4670", "embeddedData": {"Team": "007"}},
    )
    here.add(target, {"email": "out@example.org", "unsubscribed": True})
    profiles = [
        {"name": name, "base_url": url, "kind": "test"}
        for name, url in (("Here", desk.url), ("There", there.sandbox.url))
    ]
    document = {"version": 1, "absence_wait_seconds": 1, "profiles": profiles}
    (desk.home / "settings.json").write_text(json.dumps(document), encoding="utf-8")
    words = ("--profile", "Here", "lists", "copy", target, "--to-profile", "There")

    done = subprocess.run(
        [sys.executable, "-m", "qualtrics_desk", *words, "--out", tmp_path, "--yes", "--json"],
        env={**os.environ, "QUALTRICS_API_TOKEN": "one"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    assert result["counts"]["created"] == 2
    copied = next(one["id"] for one in there.state()["lists"] if one["name"] == "Staff")
    assert there.cells(copied) == here.cells(target)
    rows = read_csv(result["files"]["all"])
    old = {one["contactId"]: one["email"] for one in here.contacts(target)}
    new = {one["contactId"]: one["email"] for one in there.contacts(copied)}
    assert {old[row["contactId"]]: new[row["_contactId"]] for row in rows} == {
        email: email for email in old.values()
    }
