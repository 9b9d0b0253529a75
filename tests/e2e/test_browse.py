from __future__ import annotations

import csv
import json
import stat
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

OpenDesk = Callable[..., tuple[Any, Any]]


def lines(ended: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def list_of(desk: Any, name: str) -> str:
    found = lines(desk.run("lists", "list", "--json", code=0))
    return next(str(one["mailingListId"]) for one in found if one["name"] == name)


def asked(brand: Any, ending: str) -> list[dict[str, Any]]:
    return [line for line in brand.sandbox.requests() if line["path"].endswith(ending)]


# --- surveys -----------------------------------------------------------------------------------


def test_surveys_of_many_pages_come_once_each_and_in_order(open_desk: OpenDesk) -> None:
    desk, brand = open_desk(seed="demo", latency=40)
    brand._call("POST", "/sandbox/fill", json={"surveys": 840})

    found = lines(desk.run("surveys", "list", "--json", code=0))

    assert len({survey["id"] for survey in found}) == len(found) == 852
    bulk = [survey["name"] for survey in found if survey["name"].startswith("Bulk")]
    assert bulk == sorted(bulk)
    assert len(bulk) == 840
    assert set(found[0]) >= {"id", "name", "ownerId", "lastModified", "isActive"}
    offsets = [line["query"] for line in asked(brand, "/API/v3/surveys")]
    assert sorted(int(query.partition("offset=")[2] or 0) for query in offsets)[:9] == [
        *range(0, 900, 100)
    ]
    # Pages beyond the end were guessed and given up: nobody who walks one by one asks for them.
    assert max(int(query.partition("offset=")[2] or 0) for query in offsets) > 800


def test_a_page_that_comes_twice_doubles_nothing_and_is_told(
    open_desk: OpenDesk, put_between: Callable[[Any], Any]
) -> None:
    desk, brand = open_desk(seed="demo")
    brand._call("POST", "/sandbox/fill", json={"surveys": 240})
    between = put_between(desk)
    between.harm = lambda _m, path, count: (
        "again" if path.endswith("/surveys") and count == 2 else None
    )
    ended = desk.run("surveys", "list", "--json", code=0)
    found = lines(ended)
    assert len({survey["id"] for survey in found}) == len(found) == 100
    assert ended.err.strip()


def test_surveys_are_searched_by_words_and_shown_with_their_questions(open_desk: OpenDesk) -> None:
    desk, _brand = open_desk(seed="demo")
    found = lines(desk.run("surveys", "search", "ZÜRICH konferenz", "--json", code=0))
    assert [survey["name"] for survey in found] == ["Konferenz-Rückmeldung („Zürich“)"]
    assert lines(desk.run("surveys", "search", "no such survey", "--json", code=0)) == []
    assert "Nothing found." in desk.run("surveys", "search", "no such survey", code=0).out
    survey = found[0]["id"]
    definition = desk.run("surveys", "show", survey, "--json", code=0).document
    assert definition["SurveyID"] == survey
    text = desk.run("surveys", "show", survey, code=0).out
    assert text.startswith("Konferenz-Rückmeldung („Zürich“) (SV_")
    for question in definition["Questions"].values():
        assert question["DataExportTag"] in text
    unknown = desk.run("surveys", "show", "SV_doesNotExist000", code=1)
    assert "is not there, or it is not shared" in unknown.err
    assert unknown.err.count("The service says") == 1


# --- lists -------------------------------------------------------------------------------------


def test_lists_are_listed_and_made(open_desk: OpenDesk) -> None:
    desk, brand = open_desk(seed="demo")
    made = desk.run("lists", "create", "Herbst & 秋", "--json", code=0).document
    assert set(made) == {"id", "name", "directoryId"}
    truth = {one["id"]: one for one in brand.state()["lists"]}
    assert truth[made["id"]]["name"] == made["name"] == "Herbst & 秋"
    found = lines(desk.run("lists", "list", "--json", code=0))
    assert {one["mailingListId"] for one in found} >= {made["id"]}
    for one in found:
        assert one["contactCount"] == truth[one["mailingListId"]]["members"]
        assert one["directoryId"] == truth[one["mailingListId"]]["directory"]
    shown = desk.run("lists", "list", code=0).out
    assert "Contacts (about)" in shown
    assert "2,400" in shown
    assert made["id"] in shown
    assert "1 to 100 characters" in desk.run("lists", "create", "x" * 101, code=1).err
    assert "no directory" in desk.run("lists", "list", "--directory", "POOL_none", code=1).err


@pytest.mark.parametrize("word", ["lost", "503-applied"])
def test_a_lost_answer_never_makes_a_second_list(
    open_desk: OpenDesk, put_between: Callable[[Any], Any], word: str
) -> None:
    desk, brand = open_desk(seed="demo")
    # A namesake that was there before is not taken for the new one.
    older = brand.make_list("Twice")
    between = put_between(desk)
    between.harm = lambda method, _path, _count: word if method == "POST" else None

    made = desk.run("lists", "create", "Twice", "--json", code=0).document

    there = [one["id"] for one in brand.state()["lists"] if one["name"] == "Twice"]
    assert there == [older, made["id"]]


def test_a_list_that_was_not_made_is_not_claimed(
    open_desk: OpenDesk, put_between: Callable[[Any], Any]
) -> None:
    desk, brand = open_desk(seed="demo")
    between = put_between(desk)
    between.harm = lambda method, _path, _count: "503" if method == "POST" else None
    ended = desk.run("lists", "create", "Never", code=2)
    assert "Look at the lists before you try again" in ended.err
    assert [one for one in brand.state()["lists"] if one["name"] == "Never"] == []
    assert sum(count for (method, _), count in between.counts.items() if method == "POST") == 1


# --- contacts ----------------------------------------------------------------------------------


def as_file(one: dict[str, Any], names: list[str]) -> dict[str, str]:
    """A contact of the inspection as the export writes it."""
    flags = ("unsubscribed", "mailingListUnsubscribed")
    row = {name: "true" if one[name] else "false" for name in flags}
    fields = ("contactId", "contactLookupId", "firstName", "lastName", "email", "phone")
    row |= {name: one[name] or "" for name in (*fields, "extRef", "language")}
    held = one["embeddedData"]
    return row | {name: str(held.get(name.removeprefix("embeddedData."), "")) for name in names}


def test_contacts_are_exported_with_their_embedded_data(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_desk("nextpage=token", seed="demo")
    panel = list_of(desk, "Spring panel 2026")
    out = tmp_path / "contacts.csv"

    done = desk.run("contacts", "export", "--list", panel, "--out", out, "--json", code=0).document

    names = [name for name in done["columns"] if name.startswith("embeddedData.")]
    people = brand.contacts(panel)
    assert {name.removeprefix("embeddedData.") for name in names} == {
        name for one in people for name in one["embeddedData"]
    }
    assert len(names) > 3
    assert table(out) == [as_file(one, names) for one in people]
    assert done["rows"] == 2_400
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert list(tmp_path.glob("contacts.csv.*")) == []


def test_an_export_of_contacts_goes_on_after_a_kill(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_desk("504=0.02,seed=2", seed="demo", latency=15)
    panel = list_of(desk, "Spring panel 2026")
    whole, broken = tmp_path / "whole.csv", tmp_path / "broken.csv"
    desk.run("contacts", "export", "--list", panel, "--out", whole, code=0)
    part = tmp_path / "broken.csv.part"
    with desk.start("contacts", "export", "--list", panel, "--out", broken) as process:
        while not part.exists() or part.read_bytes().count(b"\n") < 10:
            assert process.poll() is None
        process.kill()
    kept = [json.loads(line) for line in part.read_bytes().splitlines()[1:] if line[-1:] == b"}"]
    assert not broken.exists()
    brand.use("seed=2")
    before = len(asked(brand, f"{panel}/contacts"))

    desk.run("contacts", "export", "--list", panel, "--out", broken, code=0)

    assert broken.read_bytes() == whole.read_bytes()
    assert not part.exists()
    again = [line["query"] for line in asked(brand, f"{panel}/contacts")[before:]]
    assert len(again) == 48 - len(kept)
    known = {page["position"].partition("?")[2] for page in kept[:-1]}
    assert again[0] == kept[-1]["position"].partition("?")[2]
    assert not known & set(again)
    assert all("skipToken" in query for query in again)


def test_the_export_job_writes_the_same_file(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_desk(seed="demo")
    panel = list_of(desk, "Spring panel 2026")
    by_pages, by_job = tmp_path / "pages.csv", tmp_path / "job.csv"
    words = ("contacts", "export", "--list", panel, "--json")
    desk.run(*words, "--out", by_pages, code=0)
    pages = len(asked(brand, f"{panel}/contacts"))

    done = desk.run(*words, "--out", by_job, "--by-job", code=0)

    assert len(asked(brand, f"{panel}/contacts")) == pages
    assert len(asked(brand, "/export-contacts")) == 1
    # What the service's file does not have is blank, and said.
    lacking = ("contactLookupId", "mailingListUnsubscribed")
    assert table(by_job) == [row | dict.fromkeys(lacking, "") for row in table(by_pages)]
    assert "contactLookupId, mailingListUnsubscribed" in done.err
    assert done.document["rows"] == 2_400
    assert list(tmp_path.glob("job.csv.*")) == []


def test_where_there_is_no_export_job_the_pages_are_read(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, _brand = open_desk("lite", seed="demo")
    panel = list_of(desk, "Conference guests")
    words = ("contacts", "export", "--list", panel, "--json")
    plain, wanted = tmp_path / "plain.csv", tmp_path / "wanted.csv"
    desk.run(*words, "--out", plain, code=0)
    ended = desk.run(*words, "--out", wanted, "--by-job", code=0)
    assert "page by page instead" in ended.err
    assert "status 40" in ended.err
    assert wanted.read_bytes() == plain.read_bytes()


def test_an_empty_list_gives_a_file_with_its_header(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, _brand = open_desk(seed="demo")
    out = tmp_path / "none.csv"
    panel = list_of(desk, "New joiners (empty)")
    ended = desk.run("contacts", "export", "--list", panel, "--out", out, code=0)
    assert "Wrote 0 contacts" in ended.out
    assert out.read_text("utf-8-sig").startswith("contactId,")
    missing = tmp_path / "nowhere" / "x.csv"
    refused = desk.run("contacts", "export", "--list", panel, "--out", missing, code=1)
    assert "There is no folder" in refused.err
    folder = desk.run("contacts", "export", "--list", panel, "--out", tmp_path, code=1)
    assert "is a folder" in folder.err
