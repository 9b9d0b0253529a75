"""Edits by hand: staged, committed, killed on the way, answered by somebody else's edits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services import job_runs
from qualtrics_desk.services.edits import commit, standing
from qualtrics_desk.services.edits.rows import EditedRows
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.tables.contacts import read_contacts
from qualtrics_desk.services.tables.places import contacts_table, profile_of
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import CellEdit
from tests.e2e.conftest import read_csv, unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DYING = Path(__file__).with_name("dying.py")
can_kill = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
LIMITLESS = commit.EditOptions(consents=Consents(allow_share=100.0))
WRITES = {"POST", "PUT", "DELETE"}


def person(number: int) -> dict[str, Any]:
    return {
        "firstName": "Ann",
        "lastName": f"Ek {number}",
        "email": f"p{number}@example.org",
        "extRef": f"r{number}",
        "embeddedData": {"Team": "Blue", "Own": "kept"},
    }


def writes(brand: Any) -> list[tuple[str, str]]:
    """Writing requests to contacts: method and the last part of the path."""
    return [
        (entry["method"], entry["path"].rpartition("/")[2])
        for entry in brand.sandbox.requests()
        if entry["method"] in WRITES and "/mailinglists/" in entry["path"]
    ]


@pytest.fixture
def edits(tmp_path: Path) -> Iterator[EditSet]:
    edits = EditSet(tmp_path / "edits.db")
    yield edits
    edits.close()


async def make_job(rig: Any, target: str, edits: EditSet) -> int:
    async with rig.session() as session:
        place = await find_list(session.client, target)
        return await commit.create_edit_job(session, place, edits, LIMITLESS)


async def plan_and_confirm(rig: Any, job: int) -> job_runs.JobPlan:
    async with rig.session() as session:
        plan = await job_runs.plan_job(session, job)
        await job_runs.confirm_job(session, job)
    return plan


async def committed(rig: Any, target: str, edits: EditSet) -> tuple[Any, Any, commit.Applied]:
    """Plan, run and apply what is staged."""
    job = await make_job(rig, target, edits)
    plan = await plan_and_confirm(rig, job)
    result = await rig.finish(job)
    async with rig.session() as session:
        return plan, result, await commit.apply_outcomes(session, edits, job)


def stage(edits: EditSet, ids: list[str]) -> None:
    """Two changed, one cleared, one gone, two new: one of them with a phone number."""
    edits.set_cells(
        [
            CellEdit(ids[0], "lastName", "Öberg", "Ek 0"),
            CellEdit(ids[0], "embeddedData.Team", "Red", "Blue"),
            CellEdit(ids[1], "phone", "+46701234567", None),
            CellEdit(ids[2], "extRef", "", "r2"),
            CellEdit(ids[2], "embeddedData.Team", None, "Blue"),
        ]
    )
    edits.remove_rows(unseen([ids[3]]))
    edits.add_rows(
        [
            {"email": "new1@example.org", "firstName": "New", "embeddedData.Team": "Green"},
            {"email": "new2@example.org", "phone": "+46707654321"},
        ]
    )


def expected(held: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the list holds after `stage`, by e-mail address."""
    wanted = {cells["email"]: dict(cells) for cells in held}
    wanted["p0@example.org"] |= {"lastName": "Öberg", "embedded Team": "Red"}
    wanted["p1@example.org"] |= {"phone": "+46701234567"}
    del wanted["p2@example.org"]["extRef"], wanted["p2@example.org"]["embedded Team"]
    del wanted["p3@example.org"]
    wanted["new1@example.org"] = {
        "email": "new1@example.org",
        "firstName": "New",
        "embedded Team": "Green",
    }
    wanted["new2@example.org"] = {"email": "new2@example.org", "phone": "+46707654321"}
    return sorted(wanted.values(), key=lambda cells: str(cells["email"]))


def held_of(brand: Any, target: str) -> list[dict[str, Any]]:
    return sorted(brand.cells(target), key=lambda cells: str(cells["email"]))


@pytest.mark.parametrize(
    "dialect", ["put=replace,blank=clear", "put=replace,blank=ignore", "put=merge,blank=clear"]
)
@pytest.mark.parametrize("dedupe", ["on", "off"])
async def test_what_was_staged_is_what_the_list_holds(
    open_rig: Callable[..., Any], edits: EditSet, dialect: str, dedupe: str
) -> None:
    rig, brand = open_rig(f"dedupe={dedupe},lag=0.2,job-time=0.02,{dialect}")
    target = brand.make_list()
    ids = [brand.add(target, person(number)) for number in range(6)]
    before = held_of(brand, target)
    stage(edits, ids)

    plan, result, applied = await committed(rig, target, edits)

    assert plan.forecast.states == {"changed": 3, "removed": 1, "new": 2}
    assert held_of(brand, target) == expected(before)
    wanted = {"created": 2, "updated": 3, "unchanged": 0, "skipped": 0, "failed": 0, "unknown": 0}
    assert result.counts == {**wanted, "removed": 1}
    assert result.files == {}
    assert applied == commit.Applied(done=6, failed=0, conflicts=0)
    assert edits.counts().total == 0
    assert not edits.can_undo


async def test_what_the_service_cannot_empty_is_told_and_stays_staged(
    open_rig: Callable[..., Any], edits: EditSet
) -> None:
    rig, brand = open_rig("put=merge,blank=ignore,lag=0")
    target = brand.make_list()
    ids = [brand.add(target, person(number)) for number in range(2)]
    edits.set_cells(
        [CellEdit(ids[0], "extRef", "", "r0"), CellEdit(ids[1], "lastName", "New", "Ek 1")]
    )

    _, result, applied = await committed(rig, target, edits)

    assert (result.counts["updated"], result.counts["failed"]) == (1, 1)
    assert (applied.done, applied.failed) == (1, 1)
    (left,) = edits.get(ids).values()
    assert left.key == ids[0]
    assert "extRef" in left.reason


async def test_planning_writes_nothing(open_rig: Callable[..., Any], edits: EditSet) -> None:
    rig, brand = open_rig("lag=0")
    target = brand.make_list()
    ids = [brand.add(target, person(number)) for number in range(6)]
    before = len(writes(brand))
    stage(edits, ids)

    job = await make_job(rig, target, edits)
    async with rig.session() as session:
        await job_runs.plan_job(session, job)
        await job_runs.discard_job(session, job)

    assert len(writes(brand)) == before
    assert edits.counts().total == 6


async def test_a_cell_that_somebody_else_changed_stops_its_row_only(
    open_rig: Callable[..., Any], edits: EditSet
) -> None:
    rig, brand = open_rig("lag=0,job-time=0.02")
    target = brand.make_list()
    ids = [brand.add(target, person(number)) for number in range(3)]
    edits.set_cells(CellEdit(ids[n], "lastName", f"Mine {n}", f"Ek {n}") for n in range(3))
    brand.change(target, ids[1], {**person(1), "lastName": "Theirs"})
    # Another cell of the same contact is nobody's conflict.
    brand.change(target, ids[2], {**person(2), "firstName": "Theirs"})

    plan, result, applied = await committed(rig, target, edits)

    assert plan.forecast.states == {"changed": 2, "conflict": 1}
    assert (result.counts["updated"], result.counts["skipped"]) == (2, 1)
    assert applied == commit.Applied(done=2, failed=1, conflicts=1)
    held = {cells["email"]: cells for cells in brand.cells(target)}
    names = [held[f"p{n}@example.org"]["lastName"] for n in range(3)]
    assert names == ["Mine 0", "Theirs", "Mine 2"]
    assert held["p2@example.org"]["firstName"] == "Theirs"
    (left,) = edits.get(ids).values()
    assert left.theirs == {"lastName": "Theirs"}
    assert all(word in left.reason for word in ("Ek 1", "Theirs", "Mine 1"))

    edits.keep_mine([ids[1]])
    _, again, _ = await committed(rig, target, edits)

    assert again.counts["updated"] == 1
    assert {cells["lastName"] for cells in brand.cells(target)} == {"Mine 0", "Mine 1", "Mine 2"}


@pytest.mark.parametrize("everywhere", [False, True])
@pytest.mark.parametrize("when", ["before the plan", "after the plan"])
async def test_whom_somebody_else_changed_does_not_leave_unasked(
    open_rig: Callable[..., Any], edits: EditSet, everywhere: bool, when: str
) -> None:
    rig, brand = open_rig("lag=0,job-time=0.02,put=merge,blank=clear")
    target = brand.make_list()
    ids = [brand.add(target, person(number)) for number in range(4)]
    async with rig.session() as session:
        await read_contacts(session, None, target)
        table = contacts_table(session.home, profile_of(session), target)
        rows = EditedRows(table, edits)
        rows.remove_rows(rows.ids(View()), everywhere=everywhere)
        table.close()

    def change() -> None:
        brand.change(target, ids[1], {"lastName": "Theirs"})
        brand.change(target, ids[2], {"embeddedData": {"Fresh": "new"}})
        brand.change(target, ids[3], {"embeddedData": {"Team": ""}})

    if when == "before the plan":
        change()
    job = await make_job(rig, target, edits)
    plan = await plan_and_confirm(rig, job)
    if when == "after the plan":
        change()
    result = await rig.finish(job)
    async with rig.session() as session:
        applied = await commit.apply_outcomes(session, edits, job)

    gone = "erased" if everywhere else "removed"
    if when == "before the plan":
        assert plan.forecast.states == {gone: 1, "conflict": 3}
    else:
        assert plan.forecast.states == {gone: 4}
    assert (result.counts["removed"], result.counts["skipped"]) == (1, 3)
    assert applied == commit.Applied(done=1, failed=3, conflicts=3)
    assert {one["contactId"] for one in brand.contacts(target)} == set(ids[1:])
    left = edits.get(ids)
    assert [dict(left[key].theirs) for key in ids[1:]] == [
        {"lastName": "Theirs"},
        {"embeddedData.Fresh": "new"},
        {"embeddedData.Team": ""},
    ]
    assert all(word in left[ids[1]].reason for word in ("Ek 1", "marked to leave", "Theirs"))

    edits.keep_mine(ids[1:3])
    edits.take_theirs(ids[3:])
    _, again, _ = await committed(rig, target, edits)

    assert again.counts["removed"] == 2
    assert [one["contactId"] for one in brand.contacts(target)] == ids[3:]
    assert edits.is_empty


async def test_who_is_marked_to_leave_while_a_commit_changes_him_was_changed_by_nobody_else(
    open_rig: Callable[..., Any], edits: EditSet
) -> None:
    rig, brand = open_rig("lag=0,job-time=0.02,put=merge,blank=clear")
    target = brand.make_list()
    ids = [brand.add(target, person(number)) for number in range(2)]
    seen = {"firstName": "Ann", "lastName": "Ek 0", "phone": None, "embeddedData.Team": "Blue"}
    seen |= {"embeddedData.Own": "kept"}
    edits.set_cells(
        [
            CellEdit(ids[0], "firstName", " Bob ", "Ann"),
            CellEdit(ids[0], "embeddedData.New", "X", None),
        ]
    )
    job = await make_job(rig, target, edits)
    await plan_and_confirm(rig, job)
    edits.remove_rows([(ids[0], seen)])
    await rig.finish(job)
    async with rig.session() as session:
        await commit.apply_outcomes(session, edits, job)
    assert brand.cells(target)[0]["firstName"] == "Bob"

    plan, result, _ = await committed(rig, target, edits)

    assert plan.forecast.states == {"removed": 1}
    assert result.counts["removed"] == 1
    (line,) = read_csv(result.files["all"]) if result.files else ({"changes": "firstName"},)
    assert "phone" not in line["changes"]


async def test_who_left_the_list_meanwhile_is_still_deleted_from_the_directory(
    open_rig: Callable[..., Any], edits: EditSet
) -> None:
    rig, brand = open_rig("lag=0,job-time=0.02")
    target, other = brand.make_list(), brand.make_list()
    gone = brand.add(target, {**person(0), "unsubscribed": True})
    brand.add(other, person(0))
    brand.add(target, person(1))
    seen = {"firstName": "Ann", "unsubscribed": True}
    seen |= {"embeddedData.Team": "Blue", "embeddedData.Own": "kept"}
    edits.remove_rows([(gone, seen)], everywhere=True)
    job = await make_job(rig, target, edits)
    await plan_and_confirm(rig, job)
    brand.remove(target, gone)

    result = await rig.finish(job)

    assert result.counts["removed"] == 1
    assert gone not in {one["contactId"] for one in brand.contacts(other)}


async def test_a_change_between_plan_and_run_is_seen(
    open_rig: Callable[..., Any], edits: EditSet
) -> None:
    rig, brand = open_rig("lag=0,job-time=0.02")
    target = brand.make_list()
    ids = [brand.add(target, person(number)) for number in range(2)]
    edits.set_cells(CellEdit(ids[n], "lastName", "Mine", f"Ek {n}") for n in range(2))
    job = await make_job(rig, target, edits)
    plan = await plan_and_confirm(rig, job)
    assert plan.forecast.states == {"changed": 2}
    brand.change(target, ids[0], {**person(0), "lastName": "Theirs"})
    brand.remove(target, ids[1])

    result = await rig.finish(job)

    assert (result.counts["skipped"], result.counts["failed"]) == (1, 1)
    assert [cells["lastName"] for cells in brand.cells(target)] == ["Theirs"]


async def test_rows_that_are_wrong_or_need_consent_are_not_sent(
    open_rig: Callable[..., Any], edits: EditSet
) -> None:
    rig, brand = open_rig("lag=0,job-time=0.02")
    target = brand.make_list()
    ids = [brand.add(target, {**person(n), "unsubscribed": n == 0}) for n in range(2)]
    edits.set_cells(
        [
            CellEdit(ids[0], "unsubscribed", "no", True),
            CellEdit(ids[1], "email", "nobody", "p1@example.org"),
        ]
    )
    job = await make_job(rig, target, edits)
    async with rig.session() as session:
        plan = await job_runs.plan_job(session, job)
        allowed = await job_runs.plan_job(
            session, job, consents=Consents(allow_resubscribe=True, allow_share=100.0)
        )
        small = await job_runs.plan_job(session, job, consents=Consents())
        await job_runs.discard_job(session, job)

    assert plan.forecast.states == {"protected": 1, "invalid": 1}
    assert allowed.forecast.states == {"changed": 1, "invalid": 1}
    assert small.forecast.share_exceeded
    assert len(writes(brand)) == len(ids)


DEATHS = [
    ("keep_image:before:1",),
    ("keep_image:after:2", "put:before:1"),
    ("put:after:1", "settle:before:1"),
    ("remove:before:1", "remove:after:1"),
    ("exchange:after:3", "mark_sending:before:1"),
    ("mark_sending:after:1", "poll:before:1", "settle:before:1"),
    ("mark_accepted:before:1", "replace_chunk:before:1", "put:before:1"),
    ("settle:after:1", "settle:before:1", "set_result:before:1"),
    ("exchange:before:4", "exchange:before:6", "exchange:after:5", "set_result:after:1"),
]


@can_kill
@pytest.mark.parametrize("deaths", DEATHS, ids="|".join)
async def test_a_killed_commit_goes_on_where_it_died(
    open_desk: Callable[..., Any],
    open_rig_for: Callable[..., Any],
    edits: EditSet,
    deaths: tuple[str, ...],
) -> None:
    desk, brand = open_desk("dedupe=off,blank=clear,job-time=0.05,lag=0.3", absence_wait=1)
    rig = open_rig_for(desk)
    target = brand.make_list()
    ids = [brand.add(target, person(number)) for number in range(6)]
    before = held_of(brand, target)
    stage(edits, ids)
    job = await make_job(rig, target, edits)
    await plan_and_confirm(rig, job)

    for death in deaths:
        dying = desk.as_program(sys.executable, DYING, death)
        assert dying.run("jobs", "resume", job, "--yes", "--json").code == -9, death
    ended = desk.run("jobs", "resume", job, "--yes", "--json", code=0)

    assert held_of(brand, target) == expected(before)
    counts = ended.document["counts"]
    assert (counts["created"], counts["updated"], counts["removed"]) == (2, 3, 1)
    assert sum(counts.values()) == 6
    held = {contact["email"]: contact for contact in brand.contacts(target)}
    # Written: once when it was made, once by the commit; a phone number follows the creation.
    assert {held[f"p{n}@example.org"]["written"] for n in range(3)} == {2}
    assert (held["new1@example.org"]["written"], held["new2@example.org"]["written"]) == (1, 2)
    async with rig.session() as session:
        applied = await commit.apply_outcomes(session, edits, job)
    assert applied.done == 6
    assert ended.document["state"] == JobState.DONE


@can_kill
async def test_what_is_dropped_or_altered_while_a_killed_commit_waits_is_not_sent(
    open_desk: Callable[..., Any], open_rig_for: Callable[..., Any]
) -> None:
    desk, brand = open_desk("dedupe=off,blank=clear,job-time=0.05,lag=0.3", absence_wait=1)
    rig = open_rig_for(desk)
    target = brand.make_list()
    ids = [brand.add(target, person(number)) for number in range(8)]
    async with rig.session() as session:
        path = session.home.edits(session.profile, target)
    edits = EditSet(path)
    edits.set_cells(CellEdit(key, "lastName", "  Gold ", f"Ek {n}") for n, key in enumerate(ids))
    edits.remove_rows(unseen(ids[6:]))
    edits.add_rows([{"email": "new1@example.org"}, {"email": "new2@example.org"}])
    async with rig.session() as session:
        job = await commit.create_staged_edit(session, target, None, LIMITLESS)
    await plan_and_confirm(rig, job)
    # Removals come first; none was sent.
    dying = desk.as_program(sys.executable, DYING, "keep_image:before:1")
    assert dying.run("jobs", "resume", job, "--yes", "--json").code == -9

    edits.take_out([ids[0], ids[7], "-1"])
    edits.set_cells([CellEdit(ids[1], "lastName", "Silver", "Ek 1")])
    edits.set_cells([CellEdit(ids[2], "firstName", "Eve", "Ann")])
    ended = desk.run("jobs", "resume", job, "--yes", "--json", code=0)
    async with rig.session() as session:
        applied = await commit.apply_outcomes(session, edits, job)

    held = {one["email"]: one["lastName"] for one in brand.contacts(target)}
    assert held == {
        "p0@example.org": "Ek 0",
        "p1@example.org": "Ek 1",
        "p2@example.org": "Ek 2",
        **{f"p{number}@example.org": "Gold" for number in (3, 4, 5)},
        "p7@example.org": "Ek 7",
        "new2@example.org": None,
    }
    counts = ended.document["counts"]
    assert (counts["created"], counts["updated"], counts["removed"]) == (1, 3, 1)
    assert (counts["skipped"], sum(counts.values())) == (5, 10)
    assert (applied.done, edits.counts().total) == (5, 2)
    # A list in which nothing waits says so: the tree of another profile may have said otherwise.
    waiting = standing.staged_counts(session, [target, "CG_other"])
    assert waiting == {target: 2, "CG_other": 0}
    assert {row.key for piece in edits.all() for row in piece} == {ids[1], ids[2]}
    edits.close()


async def test_what_is_changed_while_it_is_sent_stays_staged(
    open_rig: Callable[..., Any], edits: EditSet
) -> None:
    rig, brand = open_rig("lag=0,job-time=0.02")
    target = brand.make_list()
    ids = [brand.add(target, person(0))]
    edits.set_cells([CellEdit(ids[0], "lastName", "First", "Ek 0")])
    (added,) = edits.add_rows([{"email": "new@example.org"}])
    job = await make_job(rig, target, edits)
    edits.set_cells(
        [
            CellEdit(ids[0], "lastName", "Second", "Ek 0"),
            CellEdit(str(added), "firstName", "Later", None),
        ]
    )
    await plan_and_confirm(rig, job)
    await rig.finish(job)

    async with rig.session() as session:
        await commit.apply_outcomes(session, edits, job)

    made = next(c for c in brand.contacts(target) if c["email"] == "new@example.org")
    left = edits.get([ids[0], made["contactId"]])
    assert left[ids[0]].cells == {"lastName": ("Second", "First")}
    assert left[made["contactId"]].cells == {"firstName": ("Later", None)}
    _, result, _ = await committed(rig, target, edits)
    assert result.counts["updated"] == 2
    held = {cells["email"]: cells for cells in brand.cells(target)}
    assert held["new@example.org"]["firstName"] == "Later"
    assert held["p0@example.org"]["lastName"] == "Second"
