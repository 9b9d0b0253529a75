"""Old jobs are forgotten with their rows and before-images; what may still be needed stays."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.outcomes import JobState, Keeping, Outcome, PlanState, Route
from qualtrics_desk.services.forgetting import forget_old_jobs, keep_job, to_be_wiped, wipe_jobs
from qualtrics_desk.store.journal.jobs import NewJob
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.journal.records import PlannedRow
from qualtrics_desk.store.paths import Home, private_folder
from qualtrics_desk.store.staging.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LATER = datetime.now(UTC) + timedelta(days=91)
CANARY = b"canary-of-a-before-image"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(private_folder(tmp_path / "kept"))


@pytest.fixture
def journal(home: Home) -> Iterator[Journal]:
    journal = Journal(home.journal)
    yield journal
    journal.close()


def make(
    home: Home,
    journal: Journal,
    state: JobState = JobState.DONE,
    outcome: Outcome | None = Outcome.UPDATED,
    **more: Any,
) -> int:
    new = NewJob(kind="contacts import", base_url="u", brand="b", user_id="U", **more)
    job = journal.jobs.create(new)
    journal.ledger.add_rows(
        job, [PlannedRow(1, PlanState.CHANGED, Route.PUT, None, "CID_1", outcome)]
    )
    journal.ledger.images.add(job, [(1, "CID_1", CANARY)])
    Staging(home.staging(job)).close()
    journal.jobs.set_state(job, state)
    return job


def left(journal: Journal) -> list[int]:
    return sorted(job.id for job in journal.jobs.newest())


def test_an_ended_job_goes_with_everything_that_was_kept_of_it(
    home: Home, journal: Journal
) -> None:
    job = make(home, journal)

    assert forget_old_jobs(home, 90, now=LATER) == [job]

    assert left(journal) == []
    assert not home.staging(job).exists()
    connection = sqlite3.connect(home.journal)
    tables = ("jobs", "chunks", "job_rows", "images")
    rows = [connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone() for name in tables]  # noqa: S608
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert rows == [(0,)] * len(tables)
    assert CANARY not in home.journal.read_bytes()


def test_a_job_stays_as_long_as_the_setting_says(home: Home, journal: Journal) -> None:
    job = make(home, journal)

    assert forget_old_jobs(home, 92, now=LATER) == []
    assert forget_old_jobs(home, 0, now=LATER) == []

    assert left(journal) == [job]
    assert home.staging(job).exists()


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (JobState.PLANNING, None),
        (JobState.RUNNING, None),
        (JobState.STOPPED, Outcome.CREATED),
        (JobState.DONE, Outcome.UNKNOWN),
        (JobState.DONE, None),
    ],
)
def test_what_has_not_ended_or_is_not_known_stays(
    home: Home, journal: Journal, state: JobState, outcome: Outcome | None
) -> None:
    job = make(home, journal, state, outcome)

    assert forget_old_jobs(home, 90, now=LATER) == []

    assert left(journal) == [job]


def test_a_job_stays_with_those_that_stand_upon_it(home: Home, journal: Journal) -> None:
    undone = make(home, journal)
    undo = make(home, journal, parent=undone, relation="undo")
    retried = make(home, journal)
    retry = make(home, journal, parent=retried, relation="retry")
    again = make(home, journal, JobState.STOPPED, parent=retry, relation="retry")

    assert forget_old_jobs(home, 90, now=LATER) == [undo, undone]

    assert left(journal) == [retried, retry, again]


def test_without_a_journal_there_is_nothing_to_do(home: Home) -> None:
    assert forget_old_jobs(home, 90) == []

    assert not home.journal.exists()


def test_a_damaged_journal_is_left_alone(home: Home) -> None:
    home.journal.write_bytes(b"this is no database at all" * 100)

    with pytest.raises(StoreError):
        forget_old_jobs(home, 90)

    assert home.journal.read_bytes() == b"this is no database at all" * 100


def test_a_person_says_how_long_a_job_stays(home: Home, journal: Journal) -> None:
    usual, always, never = (make(home, journal) for _ in range(3))
    keep_job(home, always, Keeping.ALWAYS)
    keep_job(home, never, Keeping.NEVER)

    assert forget_old_jobs(home, 0) == [never], "as soon as it has ended"
    assert forget_old_jobs(home, 90, now=LATER) == [usual]
    assert left(journal) == [always]


def test_wiping_leaves_nothing_behind(home: Home, journal: Journal, tmp_path: Path) -> None:
    parent = make(home, journal)
    child = make(home, journal, parent=parent, relation="retry")
    other = make(home, journal)
    mine = tmp_path / "people.job1.all.csv"
    mine.write_bytes(CANARY)
    kept = private_folder(home.root / "results") / "pasted.job1.all.csv"
    kept.write_bytes(CANARY)
    journal.jobs.set_result(parent, {"files": {"all": str(mine), "failed": str(kept)}})

    found = to_be_wiped(home, parent)
    assert found == [child, parent]
    wiped = wipe_jobs(home, found)

    assert wiped.jobs == found
    assert mine.exists(), "files in folders of the person go only if asked"
    assert not kept.exists()
    assert left(journal) == [other]
    wipe_jobs(home, to_be_wiped(home, None), results=True)
    assert left(journal) == []
    journal.close()
    for path in home.root.rglob("*"):
        assert path.is_dir() or CANARY not in path.read_bytes()
