"""A list is not a directory: each action hits its own endpoint and says what it reaches (P29)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import NotFound, UsageError
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services import job_runs, lists, undo
from qualtrics_desk.services.contact_export_job import JobUnavailable
from qualtrics_desk.services.edits import commit
from qualtrics_desk.services.edits.rows import EditedRows
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.places import PlaceKind
from qualtrics_desk.services.tables import contact_file
from qualtrics_desk.services.tables.contacts import read_contacts
from qualtrics_desk.services.tables.places import contacts_table, profile_of
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import CellEdit
from tests.e2e.conftest import unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ALL = commit.EditOptions(consents=Consents(allow_share=100.0))
CALM = "lag=0,job-time=0.02,dedupe=on"


@pytest.fixture
def edits(tmp_path: Path) -> Iterator[EditSet]:
    edits = EditSet(tmp_path / "edits.db")
    yield edits
    edits.close()


def writes(brand: Any) -> list[tuple[str, str]]:
    """Writing requests: method and the area of the path."""
    return [
        (entry["method"], "list" if "/mailinglists/" in entry["path"] else "directory")
        for entry in brand.sandbox.requests()
        if entry["method"] in ("PUT", "DELETE") and "/directories/" in entry["path"]
    ]


async def send(rig: Any, target: str, edits: EditSet) -> tuple[Any, Any]:
    async with rig.session() as session:
        place = await lists.find_list(session.client, target)
        job = await commit.create_edit_job(session, place, edits, ALL)
        plan = await job_runs.plan_job(session, job)
        await job_runs.confirm_job(session, job)
        result = await job_runs.run_job(session, job)
        await commit.apply_outcomes(session, edits, job)
    return plan, result


def two_lists(brand: Any) -> tuple[str, str, list[str]]:
    """Two lists with the same three people."""
    first, second = brand.make_list("First"), brand.make_list("Second")
    ids = [brand.add(first, {"email": f"p{n}@example.org"}) for n in range(3)]
    for number in range(3):
        brand.add(second, {"email": f"p{number}@example.org"})
    return first, second, ids


@pytest.mark.parametrize("everywhere", [False, True])
async def test_who_leaves_a_list_stays_in_the_other_and_who_is_deleted_does_not(
    open_rig: Callable[..., Any], edits: EditSet, everywhere: bool
) -> None:
    rig, brand = open_rig(CALM)
    first, second, ids = two_lists(brand)
    edits.remove_rows(unseen([ids[0]]), everywhere=everywhere)

    plan, result = await send(rig, first, edits)

    state = "erased" if everywhere else "removed"
    assert plan.forecast.states == {state: 1}
    assert result.counts["removed"] == 1
    assert writes(brand) == [("DELETE", "directory" if everywhere else "list")]
    assert (len(brand.contacts(first)), len(brand.contacts(second))) == (2, 3 - everywhere)
    assert any("every list" in note for note in plan.forecast.notes) is everywhere


ALL_KINDS: tuple[dict[str, Any], ...] = (
    {},
    {"unsubscribed": True},
    {"phone": "+46701234567", "language": "SV", "extRef": "00123"},
    {"firstName": "Åsa\u0301", "lastName": "שלום 🙂"},
    {"firstName": " spaced "},
    {"embeddedData": {"n": 7, "f": 1.5, "yes": True, "no": False, "text": "00123"}},
    {"embeddedData": {"Team": "Blue"}},
    {"embeddedData": {"team": "Red"}},
    {"embeddedData": {"Team": ""}},
)


@pytest.mark.parametrize("reading", ["list", "list, everywhere", "directory by job", "by pages"])
async def test_nobody_is_held_back_whom_nobody_changed(
    open_rig: Callable[..., Any],
    edits: EditSet,
    monkeypatch: pytest.MonkeyPatch,
    reading: str,
) -> None:
    rig, brand = open_rig(CALM)
    target, other = brand.make_list(), brand.make_list()
    for number, kind in enumerate(ALL_KINDS):
        brand.add(target, {"email": f"p{number}@example.org", **kind})
    # In two lists, and opted out of everything.
    brand.add(other, {"email": "p0@example.org"})
    out = {"email": "out@example.org"}
    brand.write_person(brand.add(target, out), {**out, "unsubscribed": True})

    async def refused(*_: Any, **__: Any) -> None:
        raise JobUnavailable("early access (status 403)")

    if reading == "by pages":
        monkeypatch.setattr(contact_file, "fetch_by_job", refused)
    async with rig.session() as session:
        place = target
        if reading in ("directory by job", "by pages"):
            place = (await lists.one_directory(session.client, None)).directory_id or ""
        await read_contacts(session, None, place)
        table = contacts_table(session.home, profile_of(session), place)
        rows = EditedRows(table, edits)
        rows.remove_rows(rows.ids(View()), everywhere=reading != "list")
        table.close()

    plan, result = await send(rig, place, edits)

    assert plan.forecast.states.get("conflict", 0) == 0
    assert result.counts["removed"] == len(ALL_KINDS) + 1
    assert brand.contacts(target) == []


@pytest.mark.parametrize("target", ["unsubscribed", "directoryUnsubscribed"])
async def test_an_opt_out_of_a_list_is_not_one_of_everything(
    open_rig: Callable[..., Any], edits: EditSet, target: str
) -> None:
    rig, brand = open_rig(CALM)
    first, second, ids = two_lists(brand)
    edits.set_cells([CellEdit(ids[0], target, True, False)])

    plan, result = await send(rig, first, edits)

    assert result.counts["updated"] == 1
    wide = target == "directoryUnsubscribed"
    assert writes(brand) == [("PUT", "directory" if wide else "list")]
    here = next(c for c in brand.contacts(first) if c["contactId"] == ids[0])
    there = next(c for c in brand.contacts(second) if c["contactId"] == ids[0])
    assert (here["mailingListUnsubscribed"], there["mailingListUnsubscribed"]) == (not wide, False)
    assert here["unsubscribed"] is there["unsubscribed"] is wide
    (note,) = plan.forecast.notes
    assert ("whole directory" in note) is wide


async def test_deleted_people_come_back_as_new_ones_and_that_is_said(
    open_rig: Callable[..., Any], edits: EditSet
) -> None:
    rig, brand = open_rig(CALM)
    first, second, ids = two_lists(brand)
    edits.remove_rows(unseen([ids[0]]), everywhere=True)
    _, result = await send(rig, first, edits)

    async with rig.session() as session:
        back = await undo.create_undo(session, result.job)
        plan = await job_runs.plan_job(session, back)
        await job_runs.confirm_job(session, back)
        await job_runs.run_job(session, back)

    assert any(
        "1 membership of other lists is not restored" in note for note in plan.forecast.notes
    )
    assert {c["email"] for c in brand.contacts(first)} == {f"p{n}@example.org" for n in range(3)}
    assert len(brand.contacts(second)) == 2
    assert ids[0] not in {c["contactId"] for c in brand.contacts(first)}


async def test_the_whole_directory_is_read_and_edited_like_a_list(
    open_rig: Callable[..., Any], edits: EditSet
) -> None:
    rig, brand = open_rig(CALM)
    first, second, ids = two_lists(brand)
    brand.change(first, ids[0], {"email": "p0@example.org", "embeddedData": {"Team": "00123"}})
    before = len(writes(brand))
    async with rig.session() as session:
        directory = await lists.one_directory(session.client, None)
        whole = directory.directory_id or ""
        read = await read_contacts(session, None, whole)
        columns = [
            spec.key for spec in contacts_table(session.home, profile_of(session), whole).columns
        ]
    edits.set_cells(
        [
            CellEdit(ids[0], "lastName", "Öberg", None),
            CellEdit(ids[1], "directoryUnsubscribed", True, False),
        ]
    )
    edits.remove_rows(unseen([ids[2]]), everywhere=True)

    plan, result = await send(rig, whole, edits)

    assert read.rows == 3
    assert "unsubscribed" not in columns
    # By the export job of the service: the listing of a directory has no embedded data.
    assert "embeddedData.Team" in columns
    assert plan.forecast.states == {"changed": 2, "erased": 1}
    assert (result.counts["updated"], result.counts["removed"]) == (2, 1)
    assert {area for _, area in writes(brand)[before:]} == {"directory"}
    for target in (first, second):
        held = {c["email"]: c for c in brand.contacts(target)}
        assert held["p0@example.org"]["lastName"] == "Öberg"
        assert held["p1@example.org"]["unsubscribed"]
        assert "p2@example.org" not in held


async def test_samples_and_the_older_core_are_places_to_look_at(
    open_rig: Callable[..., Any],
) -> None:
    rig, brand = open_rig(CALM, seed="demo")
    async with rig.session() as session:
        directory = await lists.one_directory(session.client, None)
        sample = (await lists.samples_of(session.client, directory))[0]
        core = (await lists.core_places(session.client))[0]
        drawn = await read_contacts(session, None, sample.list.mailing_list_id or "")
        older = await read_contacts(session, None, core.list.mailing_list_id or "")
        brand.use(f"{CALM},core=retired")
        with pytest.raises(NotFound):
            await lists.core_places(session.client)

    assert (sample.kind, core.kind) == (PlaceKind.SAMPLE, PlaceKind.CORE)
    assert drawn.rows == sample.list.contact_count == 240
    assert older.rows == 2400


async def test_lists_are_renamed_and_deleted(open_rig: Callable[..., Any]) -> None:
    rig, brand = open_rig(CALM)
    first, second, _ = two_lists(brand)
    async with rig.session() as session:
        place = await lists.find_list(session.client, first)
        await lists.change_list(session.client, place, name="  Spring  ")
        renamed = await lists.find_list(session.client, first)
        with pytest.raises(UsageError):
            await lists.change_list(session.client, place, name="x" * 101)
        await lists.delete_list(session.client, place)

    assert renamed.list.name == "Spring"
    assert first not in {one["id"] for one in brand.state()["lists"]}
    assert brand.state()["totals"]["contacts"] == 3
    assert len(brand.contacts(second)) == 3


async def test_without_the_export_job_everybody_is_read_by_pages(
    open_rig: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rig, brand = open_rig(CALM)
    two_lists(brand)

    async def unavailable(*_: Any, **__: Any) -> None:
        raise JobUnavailable("early access (status 403)")

    monkeypatch.setattr(contact_file, "fetch_by_job", unavailable)
    async with rig.session() as session:
        directory = await lists.one_directory(session.client, None)
        read = await read_contacts(session, None, directory.directory_id or "")

    assert read.rows == 3
    assert "Embedded data is not shown" in read.warnings[0]
