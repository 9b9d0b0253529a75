"""A commit of many mixed changes under faults: each row settled, the rest staged, all taken back.

`MIXED_ROWS=5000 pytest tests/e2e/test_mixed_commit.py` runs the full form.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.services import job_runs, undo
from qualtrics_desk.services.edits import commit
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import CellEdit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = int(os.environ.get("MIXED_ROWS", "120"))
LEAVING, ADDED = ROWS // 8, ROWS // 5
CHANGED = ROWS - LEAVING - ADDED
REFUSED, TAKEN_BY_OTHERS = 3, 2
FAULTS = "500=0.03,503=0.03,504=0.02,reset=0.02,lost=0.02,put=merge,blank=clear,dedupe=off,lag=0"
CALM = "put=merge,blank=clear,dedupe=off,lag=0"
ALL = commit.EditOptions(consents=Consents(allow_share=100.0))


def held(brand: Any, target: str) -> dict[str, dict[str, Any]]:
    return {
        cells["extRef"]: {name: value for name, value in cells.items() if value}
        for cells in brand.cells(target)
    }


@pytest.mark.slow
async def test_mixed_changes_settle_under_faults_and_are_taken_back(
    open_rig: Callable[..., Any], tmp_path: Path
) -> None:
    rig, brand = open_rig(f"job-time=0.02,{CALM}")
    target = brand.make_list()
    brand.fill(target, CHANGED + LEAVING)
    seen = {
        one["contactId"]: {
            "firstName": one["firstName"],
            **{f"embeddedData.{name}": value for name, value in one["embeddedData"].items()},
        }
        for one in brand.contacts(target)
    }
    ids = list(seen)
    before = held(brand, target)
    names = [str(cells["firstName"]) for cells in before.values()]
    edits = EditSet(tmp_path / "edits.db")
    changing = ids[:CHANGED]
    edits.set_cells(
        cell
        for number, key in enumerate(changing)
        for cell in (
            CellEdit(key, "firstName", f"New {number}", names[number]),
            CellEdit(key, "embeddedData.Fresh", "yes", None),
        )
    )
    # Wrong on purpose: these never leave the desk.
    edits.set_cells(
        CellEdit(key, "email", "no address", "person@example.com") for key in changing[:REFUSED]
    )
    edits.remove_rows((key, seen[key]) for key in ids[CHANGED:])
    edits.add_rows(
        {"extRef": f"added{number}", "email": f"added{number}@example.org"}
        for number in range(ADDED)
    )
    brand.use(f"job-time=0.02,{FAULTS}")

    async with rig.session() as session:
        place = await find_list(session.client, target)
        job = await commit.create_edit_job(session, place, edits, ALL)
    for _ in range(60):
        async with rig.session() as session:
            try:
                await job_runs.plan_job(session, job)
                break
            except DeskError:
                continue
    async with rig.session() as session:
        await job_runs.confirm_job(session, job)
    result = await rig.finish(job)
    async with rig.session() as session:
        applied = await commit.apply_outcomes(session, edits, job)

    counts = result.counts
    assert sum(counts.values()) == ROWS
    assert counts["created"] + counts["unknown"] >= ADDED
    assert counts["removed"] + counts["unchanged"] == LEAVING
    assert counts["failed"] >= REFUSED
    assert applied.done + applied.failed == ROWS
    assert edits.counts().failed == applied.failed
    for row in edits.get(changing[:REFUSED]).values():
        assert "email" in row.reason
    now = held(brand, target)
    brand.use(f"job-time=0.02,{CALM}")
    taken = changing[REFUSED : REFUSED + TAKEN_BY_OTHERS]
    for key in taken:
        brand.change(target, key, {"firstName": "Somebody else"})

    async with rig.session() as session:
        back = await undo.create_undo(session, job)
        plan = await job_runs.plan_job(session, back, consents=Consents(allow_share=100.0))
        await job_runs.confirm_job(session, back)
    undone = await rig.finish(back)

    assert any("can only be emptied" in note for note in plan.forecast.notes)
    assert undone.counts["failed"] == 0
    after = held(brand, target)
    others = {
        one["extRef"] for one in brand.contacts(target) if one["firstName"] == "Somebody else"
    }
    assert len(others) == TAKEN_BY_OTHERS
    assert set(after) == set(before)
    assert len(brand.contacts(target)) == len(before), "nobody came back twice"
    for reference, cells in before.items():
        wanted = dict(cells)
        if reference in others:
            wanted["firstName"] = "Somebody else"
        assert after[reference] == wanted
    assert now != after
    edits.close()
