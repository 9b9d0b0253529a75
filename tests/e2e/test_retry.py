"""Retry: exactly the rows that failed are sent again, as the parent's recipe says."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services import job_runs
from qualtrics_desk.services.retry import create_retry

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 20
BAD = 7
"""The row with an address that is none."""
HEADER = ("Email", "FirstName", "Phone", "Team")


def write_file(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(1, ROWS + 1):
            email = "nobody" if number == BAD else f"p{number}@example.org"
            writer.writerow([email, "Ann", "", "Red\nand blue"])
    return path


def emails(brand: Any, target: str) -> set[str]:
    return {contact["email"] for contact in brand.contacts(target)}


def posts(brand: Any) -> list[Any]:
    return [
        entry
        for entry in brand.sandbox.requests()
        if entry["method"] == "POST" and entry["path"].endswith("/transactioncontacts")
    ]


async def retried(rig: Any, job: int, **choice: Any) -> Any:
    async with rig.session() as session:
        child = await create_retry(session, job, **choice)
        await job_runs.plan_job(session, child)
        await job_runs.confirm_job(session, child)
    return await rig.finish(child)


def test_the_failed_rows_and_no_others_are_sent_again(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("dedupe=off,lag=0,job-time=0.02,refuse=report:4")
    target = brand.make_list()
    first = desk.import_(file, target, code=4)
    told = desk.rows(first.document)
    failed = [row for row in told if row["_status"] == "failed(refused)"]
    assert len(failed) == 4
    written = {contact["email"]: contact["written"] for contact in brand.contacts(target)}
    before = len(posts(brand))
    brand.use("dedupe=off,lag=0,job-time=0.02")

    job = first.document["job"]
    second = desk.run("jobs", "retry", job, "--yes", "--json", code=0)

    document = second.document
    assert document["counts"]["created"] == sum(document["counts"].values()) == 4
    assert len(posts(brand)) == before + 1
    assert brand.state()["jobs"][-1]["total"] == 4
    assert emails(brand, target) == set(written) | {row["Email"] for row in failed}
    for contact in brand.contacts(target):
        assert contact["written"] == 1
    again = desk.rows(document)
    # The rows are still those of the file.
    assert [(row["_row"], row["_line"]) for row in again] == [
        (row["_row"], row["_line"]) for row in failed
    ]
    assert [[row[name] for name in HEADER] for row in again] == [
        [row[name] for name in HEADER] for row in failed
    ]
    for kind, path in document["files"].items():
        assert Path(path).name == f"people.job{document['job']}.{kind}.csv"
    shown = json.loads(desk.run("jobs", "show", document["job"], "--json", code=0).out)
    assert (shown["parent"], shown["relation"]) == (job, "retry")
    # Only the invalid row is left, which says nothing new by itself.
    refused = desk.run("jobs", "retry", job, "--yes", code=1)
    assert "No row" in refused.err
    assert len(posts(brand)) == before + 1


async def test_edited_cells_make_an_invalid_row_a_good_one(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    rig, brand = open_rig("dedupe=off,lag=0,job-time=0.02")
    target = brand.make_list()
    job = await rig.plan(file, target, piece=50)
    first = await rig.finish(job)
    assert first.counts["failed"] == 1
    async with rig.session() as session:
        with pytest.raises(UsageError, match="No row"):
            await create_retry(session, job)

    result = await retried(rig, job, cells={BAD: {0: f"p{BAD}@example.org", 2: "+46701234567"}})

    assert result.counts["created"] == sum(result.counts.values()) == 1
    assert emails(brand, target) == {f"p{number}@example.org" for number in range(1, ROWS + 1)}
    (made,) = [c for c in brand.contacts(target) if c["email"] == f"p{BAD}@example.org"]
    assert made["phone"] == "+46701234567"


async def test_a_row_that_was_half_created_is_completed_not_created_again(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    file = tmp_path / "phones.csv"
    # Without a key: only the journal knows who was created.
    file.write_text("FirstName,Phone\nAnn,+46701234567\nBo,\n", encoding="utf-8")
    rig, brand = open_rig("dedupe=off,lag=0,job-time=0.02")
    target = brand.make_list()
    job = await rig.plan(file, target, piece=50, key=("email",))
    first = await rig.finish(job)
    assert first.counts["created"] == 2
    async with rig.session() as session:
        # As if the service had refused the phone number.
        session.journal.ledger._database.change(
            "UPDATE job_rows SET outcome='failed', reason='refused' WHERE job=? AND row=1", (job,)
        )
    (ann,) = [c for c in brand.contacts(target) if c["firstName"] == "Ann"]
    brand.change(target, ann["contactId"], {"firstName": "Ann"})

    result = await retried(rig, job)

    assert result.counts["updated"] == sum(result.counts.values()) == 1
    held = {contact["firstName"]: contact["phone"] for contact in brand.contacts(target)}
    assert held == {"Ann": "+46701234567", "Bo": None}
    assert len(brand.contacts(target)) == 2


async def test_rows_of_unknown_fate_wait_to_be_named(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    rig, brand = open_rig("dedupe=off,lag=0,job-time=0.02")
    target = brand.make_list()
    job = await rig.plan(file, target, piece=50)
    await rig.finish(job)
    async with rig.session() as session:
        session.journal.ledger._database.change(
            "UPDATE job_rows SET outcome='unknown' WHERE job=? AND row IN (1, 2)", (job,)
        )
        with pytest.raises(UsageError, match="No row"):
            await create_retry(session, job)
    (gone,) = [c for c in brand.contacts(target) if c["email"] == "p2@example.org"]
    brand.remove(target, gone["contactId"])

    result = await retried(rig, job, rows=[1, 2, 3])

    assert (result.counts["unchanged"], result.counts["created"]) == (1, 1)
    assert sum(result.counts.values()) == 2
