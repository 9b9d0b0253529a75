"""Rows a person took out of a plan are not sent, in whatever process the job goes on."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.outcomes import PlanState
from qualtrics_desk.services import job_runs
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.services.imports.proposal import propose_recipe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = 6


@pytest.fixture
def target(open_rig: Callable[..., Any], tmp_path: Path) -> tuple[Any, Any, str, Path]:
    rig, brand = open_rig("dedupe=off,lag=0,job-time=0.02")
    file = tmp_path / "people.csv"
    with file.open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(["Email", "FirstName"])
        writer.writerows([f"p{number}@example.org", "Ann"] for number in range(1, ROWS + 1))
    return rig, brand, brand.make_list(), file


async def create(rig: Any, file: Path, list_id: str) -> int:
    async with rig.session() as session:
        recipe = propose_recipe(file, list_id)
        job: int = await imports.create_import(session, file, recipe, imports.ImportOptions())
        return job


async def test_rows_taken_out_stay_out_in_the_next_process(
    target: tuple[Any, Any, str, Path],
) -> None:
    rig, brand, list_id, file = target
    job = await create(rig, file, list_id)
    async with rig.session() as session:
        await job_runs.plan_job(session, job)
        await job_runs.plan_job(session, job, reread=False, take_out=[1, 2, 3, 99])
    async with rig.session() as session:
        plan = await job_runs.plan_job(session, job, reread=False, put_back=[2])
        await job_runs.confirm_job(session, job)
    result = await rig.finish(job)

    assert plan.forecast.states == {PlanState.NEW: ROWS - 2, PlanState.TAKEN_OUT: 2}
    assert plan.forecast.sent == ROWS - 2
    assert (result.counts["created"], result.counts["skipped"]) == (ROWS - 2, 2)
    there = {contact["email"] for contact in brand.contacts(list_id)}
    assert there == {f"p{number}@example.org" for number in (2, 4, 5, 6)}


async def test_a_file_that_is_read_anew_brings_them_back_and_says_so(
    target: tuple[Any, Any, str, Path],
) -> None:
    rig, _, list_id, file = target
    job = await create(rig, file, list_id)
    async with rig.session() as session:
        with pytest.raises(UsageError, match="not at hand"):
            await job_runs.plan_job(session, job, reread=False, take_out=[1])
        await job_runs.plan_job(session, job)
        await job_runs.plan_job(session, job, reread=False, take_out=[1])

        plan = await job_runs.plan_job(session, job)

    assert plan.forecast.states == {PlanState.NEW: ROWS}
    assert plan.forecast.notes == (
        "Rows that had been taken out are in the plan again (1), as the file was read anew.",
    )
