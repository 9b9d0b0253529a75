"""Undo: the list is as it was before, but for what somebody changed meanwhile."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services import job_runs
from qualtrics_desk.services.edits import commit
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.engine.plan import Limits
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.services.imports.proposal import propose_recipe
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.retry import create_retry
from qualtrics_desk.services.undo import create_undo
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import CellEdit
from tests.e2e.conftest import unseen

if TYPE_CHECKING:
    from collections.abc import Callable

DYING = Path(__file__).with_name("dying.py")
can_kill = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
HEADER = ("Email", "FirstName", "LastName", "Phone", "ExternalDataReference", "Team", "Added")
THERE = 12
ROWS = 24
"""Every second row of the file is somebody who is in the list already."""


def write_file(path: Path, rows: int = ROWS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(rows):
            phone = f"+4670{number:07d}" if number % 6 == 1 else ""
            last = "" if number % 4 == 0 else f"Ek {number}"
            writer.writerow(
                [f"p{number}@example.org", "New", last, phone, f"r{number}", "Red", f"a{number}"]
            )
    return path


def fill(brand: Any) -> str:
    target: str = brand.make_list()
    for number in range(0, ROWS, 2):
        brand.add(
            target,
            {
                "email": f"p{number}@example.org",
                "firstName": "Old",
                "lastName": f"Ek {number}",
                "extRef": f"r{number}",
                "embeddedData": {"Team": "Blue", "Own": str(number)},
            },
        )
    brand.add(target, {"email": "other@example.org", "firstName": "Not in the file"})
    return target


def requests(brand: Any) -> list[dict[str, Any]]:
    return [entry for entry in brand.sandbox.requests() if entry["method"] == "POST"]


def held_of(brand: Any, target: str) -> list[dict[str, Any]]:
    return sorted(brand.cells(target), key=lambda cells: str(cells["email"]))


async def imported(rig: Any, brand: Any, target: str, file: Path) -> int:
    recipe = propose_recipe(file, target)
    consents = Consents(allow_blanking=True, allow_share=100.0)
    options = imports.ImportOptions(limits=Limits(max_rows=10))
    async with rig.session() as session:
        job = await imports.create_import(session, file, recipe, options)
        await job_runs.plan_job(session, job, consents=consents)
        await job_runs.confirm_job(session, job)
    result = await rig.finish(job)
    assert (result.counts["created"], result.counts["updated"]) == (THERE, THERE)
    assert len(brand.contacts(target)) == ROWS + 1
    return job


async def undone(rig: Any, job: int) -> tuple[job_runs.JobPlan, Any]:
    async with rig.session() as session:
        child = await create_undo(session, job)
        plan = await job_runs.plan_job(session, child)
        await job_runs.confirm_job(session, child)
    return plan, await rig.finish(child)


@pytest.mark.parametrize(
    "dialect",
    [
        "dedupe=off,put=replace,blank=clear",
        "dedupe=off,put=replace,blank=ignore",
        "dedupe=on,put=merge,blank=clear",
        "dedupe=on,put=replace,blank=ignore,lag=2",
    ],
)
async def test_an_import_is_taken_back_to_the_letter(
    tmp_path: Path, open_rig: Callable[..., Any], dialect: str
) -> None:
    rig, brand = open_rig(f"lag=0.2,job-time=0.02,{dialect}", absence_wait=4)
    target = fill(brand)
    before = held_of(brand, target)
    job = await imported(rig, brand, target, write_file(tmp_path / "people.csv"))

    plan, result = await undone(rig, job)

    assert held_of(brand, target) == before
    assert plan.forecast.states == {"changed": THERE, "removed": THERE}
    assert (result.counts["updated"], result.counts["removed"]) == (THERE, THERE)
    assert sum(result.counts.values()) == ROWS
    assert any("stay in the directory" in note for note in plan.forecast.notes)
    assert any("only be emptied" in note for note in plan.forecast.notes)


async def test_what_somebody_changed_since_is_left_alone_and_listed(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    rig, brand = open_rig("dedupe=off,lag=0,job-time=0.02")
    target = fill(brand)
    before = {cells["email"]: cells for cells in held_of(brand, target)}
    job = await imported(rig, brand, target, write_file(tmp_path / "people.csv"))
    ids = {contact["email"]: contact["contactId"] for contact in brand.contacts(target)}
    # One cell of what the import wrote, another cell, a contact that left.
    body = {
        "email": "p0@example.org",
        "firstName": "Theirs",
        "extRef": "r0",
        "embeddedData": {"Team": "Red", "Own": "0", "Added": "a0"},
    }
    brand.change(target, ids["p0@example.org"], body)
    body = {**body, "email": "p2@example.org", "firstName": "New", "lastName": "Wed"}
    body |= {"extRef": "r2", "embeddedData": {"Team": "Red", "Own": "2", "Added": "a2"}}
    brand.change(target, ids["p2@example.org"], body)
    brand.remove(target, ids["p4@example.org"])
    brand.remove(target, ids["p1@example.org"])

    _, result = await undone(rig, job)

    after = {cells["email"]: cells for cells in held_of(brand, target)}
    wanted = {email: dict(cells) for email, cells in before.items()}
    wanted["p0@example.org"] |= {"firstName": "Theirs"}
    wanted["p2@example.org"] |= {"lastName": "Wed"}
    del wanted["p4@example.org"]
    assert after == wanted
    counts = result.counts
    assert (counts["updated"], counts["skipped"]) == (THERE - 1, 1)
    assert (counts["removed"], counts["unchanged"]) == (THERE - 1, 1)
    async with rig.session() as session:
        rows = [row for piece in session.journal.ledger.walk(result.job) for row in piece]
    listed = [row.message or "" for row in rows if row.reason == "changed since"]
    assert len(listed) == 2
    assert any("Theirs" in message for message in listed)


async def test_undo_of_an_undo_and_what_must_come_first(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    rig, brand = open_rig("dedupe=off,lag=0,job-time=0.02", absence_wait=1)
    target = fill(brand)
    before = held_of(brand, target)
    job = await imported(rig, brand, target, write_file(tmp_path / "people.csv"))
    imported_cells = held_of(brand, target)

    _, first = await undone(rig, job)
    assert held_of(brand, target) == before
    async with rig.session() as session:
        with pytest.raises(UsageError, match=f"undone by job {first.job}"):
            await create_undo(session, job)
        with pytest.raises(UsageError, match=f"undone by job {first.job}"):
            await create_retry(session, job)
    plan, second = await undone(rig, first.job)
    assert held_of(brand, target) == imported_cells
    assert any("contact ids" in note for note in plan.forecast.notes)
    async with rig.session() as session:
        with pytest.raises(UsageError, match=f"Job {second.job} has to be undone first"):
            await create_undo(session, job)
    await undone(rig, second.job)

    assert held_of(brand, target) == before


@can_kill
@pytest.mark.parametrize(
    "death",
    ["mark_sending:after:1", "mark_accepted:before:2", "mark_accepted:after:2", "put:after:2"],
)
async def test_a_job_that_died_on_its_way_is_taken_back_without_sending_the_rest(
    tmp_path: Path, open_desk: Callable[..., Any], open_rig_for: Callable[..., Any], death: str
) -> None:
    desk, brand = open_desk("dedupe=off,job-time=0.05,lag=0.3", absence_wait=1)
    rig = open_rig_for(desk)
    target = fill(brand)
    before = held_of(brand, target)
    file = write_file(tmp_path / "people.csv")
    job = await rig.plan(file, target, piece=4)
    dying = desk.as_program(sys.executable, DYING, death)
    assert dying.run("jobs", "resume", job, "--yes", "--json").code == -9
    posts = sum(entry["path"].endswith("/transactioncontacts") for entry in requests(brand))

    desk.run("jobs", "undo", job, "--yes", "--json", code=0)

    brand.wait_until_shown(target)
    assert held_of(brand, target) == before
    assert posts == sum(entry["path"].endswith("/transactioncontacts") for entry in requests(brand))
    refused = desk.run("jobs", "resume", job, "--yes", code=1)
    assert "was undone" in refused.err


async def test_who_was_merged_gets_his_cells_back(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    # The file is matched by reference, the directory matches by address.
    rig, brand = open_rig("dedupe=email,lag=0,job-time=0.02")
    target = brand.make_list()
    brand.add(target, {"email": "ann@example.org", "firstName": "Ann", "extRef": "old"})
    before = held_of(brand, target)
    file = tmp_path / "people.csv"
    file.write_text("Email,FirstName,ExtRef\nann@example.org,Anna,new\n", encoding="utf-8")
    job = await rig.plan(file, target, piece=10, key=("extRef",))
    await rig.finish(job)
    assert held_of(brand, target) != before

    plan, result = await undone(rig, job)

    assert held_of(brand, target) == before
    assert result.counts["updated"] == 1
    assert any("merged with people of the list" in note for note in plan.forecast.notes)


async def test_an_edit_is_taken_back(tmp_path: Path, open_rig: Callable[..., Any]) -> None:
    rig, brand = open_rig("dedupe=off,lag=0.1,job-time=0.02")
    target = fill(brand)
    before = held_of(brand, target)
    ids = [contact["contactId"] for contact in brand.contacts(target)]
    edits = EditSet(tmp_path / "edits.db")
    edits.set_cells(
        [
            CellEdit(ids[0], "firstName", "Mine", "Old"),
            CellEdit(ids[1], "extRef", "", "r2"),
            CellEdit(ids[1], "phone", "+46701234567", None),
        ]
    )
    edits.remove_rows(unseen(ids[2:4]))
    edits.add_rows([{"email": "new@example.org", "phone": "+46707654321"}])
    job = await committed(rig, target, edits)
    edits.close()
    assert held_of(brand, target) != before

    _, result = await undone(rig, job)

    assert held_of(brand, target) == before
    assert (result.counts["created"], result.counts["updated"]) == (2, 2)
    assert result.counts["removed"] == 1


@pytest.mark.parametrize("everywhere", [False, True], ids=["list", "directory"])
@pytest.mark.parametrize("dedupe", ["on", "off"])
async def test_who_had_opted_out_is_not_written_to_again_when_a_removal_is_taken_back(
    tmp_path: Path, open_rig: Callable[..., Any], dedupe: str, everywhere: bool
) -> None:
    rig, brand = open_rig(f"dedupe={dedupe},job-time=0.02")
    target = fill(brand)
    first, second, third = (one["contactId"] for one in brand.contacts(target)[:3])
    edits = EditSet(tmp_path / "edits.db")
    edits.set_cells(
        [
            CellEdit(first, "directoryUnsubscribed", True, False),
            CellEdit(second, "unsubscribed", True, False),
        ]
    )
    await committed(rig, target, edits)
    before = opt_outs_of(brand, target)
    assert sum(everything for everything, _ in before.values()) == 1
    assert sum(of_list for _, of_list in before.values()) == 1
    edits.remove_rows(unseen([first, second, third]), everywhere=everywhere)
    job = await committed(rig, target, edits)
    edits.close()

    plan, result = await undone(rig, job)

    assert result.counts["created"] == 3
    assert opt_outs_of(brand, target) == before
    assert any(note.startswith("1 of them has opted out") for note in plan.forecast.notes)


async def committed(rig: Any, target: str, edits: EditSet) -> int:
    async with rig.session() as session:
        options = commit.EditOptions(consents=Consents(allow_share=100))
        place = await find_list(session.client, target)
        job = await commit.create_edit_job(session, place, edits, options)
        await job_runs.plan_job(session, job)
        await job_runs.confirm_job(session, job)
    await rig.finish(job)
    async with rig.session() as session:
        await commit.apply_outcomes(session, edits, job)
    return job


def opt_outs_of(brand: Any, target: str) -> dict[str, tuple[bool, bool]]:
    """By email: opted out of everything, and of this list."""
    return {
        one["email"]: (one["unsubscribed"], one["mailingListUnsubscribed"])
        for one in brand.contacts(target)
    }


DEATHS = [
    ("remove:after:1", "keep_image:after:3"),
    ("settle:before:1", "keep_image:before:2"),
    ("exchange:after:4", "exchange:before:9", "put:before:3"),
    ("put:after:2", "put:after:1", "settle:before:1"),
    ("exchange:after:30", "set_result:before:1"),
]


@can_kill
@pytest.mark.parametrize("deaths", DEATHS, ids="|".join)
async def test_a_killed_undo_goes_on_where_it_died(
    tmp_path: Path,
    open_desk: Callable[..., Any],
    open_rig_for: Callable[..., Any],
    deaths: tuple[str, ...],
) -> None:
    desk, brand = open_desk("dedupe=off,job-time=0.05,lag=0.3", absence_wait=1)
    rig = open_rig_for(desk)
    target = fill(brand)
    before = held_of(brand, target)
    job = await imported(rig, brand, target, write_file(tmp_path / "people.csv"))
    async with rig.session() as session:
        child = await create_undo(session, job)
        await job_runs.plan_job(session, child)
        await job_runs.confirm_job(session, child)

    for death in deaths:
        dying = desk.as_program(sys.executable, DYING, death)
        assert dying.run("jobs", "resume", child, "--yes", "--json").code == -9, death
    ended = desk.run("jobs", "resume", child, "--yes", "--json", code=0)

    assert held_of(brand, target) == before
    counts = ended.document["counts"]
    assert (counts["updated"], counts["removed"]) == (THERE, THERE)
    assert sum(counts.values()) == ROWS


def test_the_command_shows_the_plan_asks_and_undoes(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    desk, brand = open_desk("dedupe=off,lag=0,job-time=0.02")
    target = fill(brand)
    before = held_of(brand, target)
    file = write_file(tmp_path / "people.csv")
    job = desk.import_(file, target, "--allow-share", 100, "--allow-blanking", code=0).document[
        "job"
    ]
    after = held_of(brand, target)

    refused = desk.run("jobs", "undo", job, code=1)

    assert "stay in the directory" in refused.out + refused.err
    assert held_of(brand, target) == after
    done = desk.run(
        *("jobs", "undo", job, "--yes", "--json", "--results", tmp_path / "told"), code=0
    )
    assert held_of(brand, target) == before
    document = done.document
    assert sum(document["counts"].values()) == ROWS
    assert len(desk.rows(document)) == ROWS
    shown = desk.run("jobs", "show", job, "--json", code=0).document
    assert shown["undoneBy"] == document["job"]
    again = desk.run("jobs", "undo", job, "--yes", code=1)
    assert f"undone by job {document['job']}" in again.err


def test_links_are_taken_back_with_their_distribution(
    open_desk: Callable[..., Any],
) -> None:
    desk, brand = open_desk("lag=0", seed="demo")
    surveys = [
        desk.read(line) for line in desk.run("surveys", "list", "--json", code=0).out.splitlines()
    ]
    survey = next(found["id"] for found in surveys if found.get("isActive"))
    target = brand.make_list()
    brand.add(target, {"email": "one@example.org"})
    made = desk.run(
        "links", "generate", "--survey", survey, "--list", target, "--json", code=0
    ).document

    def there() -> str:
        return desk.run("distributions", "list", "--survey", survey, "--json", code=0).out

    assert made["distributionId"] in there()

    ended = desk.run("jobs", "undo", made["job"], "--yes", "--json", code=0)

    assert made["distributionId"] not in there()
    assert ended.document["counts"]["removed"] == 1
