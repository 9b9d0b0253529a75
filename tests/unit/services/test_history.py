"""What the history offers for a job, and why not; what is found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.services import jobs
from qualtrics_desk.store.journal.jobs import NewJob
from qualtrics_desk.store.journal.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "journal.db")
    yield journal
    journal.close()


def make(
    journal: Journal,
    kind: str = "contacts import",
    state: JobState = JobState.DONE,
    counts: dict[str, int] | None = None,
    **more: Any,
) -> int:
    job = journal.jobs.create(NewJob(kind=kind, base_url="u", brand="b", user_id="U", **more))
    if counts is not None:
        journal.jobs.set_result(job, {"counts": counts})
    journal.jobs.set_state(job, state)
    return job


async def offered(journal: Journal, job: int) -> frozenset[str]:
    entry = await jobs.History(journal).get(job)
    found = jobs.offers(entry)
    for what in ("resume", "retry", "undo"):
        assert bool(jobs.why_not(entry, what)) == (what not in found)
    return found


async def test_each_state_offers_what_makes_sense(journal: Journal) -> None:
    done = make(journal, counts={"created": 2, "failed": 0})
    failed = make(journal, counts={"created": 2, "failed": 1})
    nothing = make(journal, counts={"unchanged": 2})
    planned = make(journal, state=JobState.PLANNING)
    stopped = make(journal, state=JobState.STOPPED, counts={"created": 1, "open": 4})
    assert await offered(journal, done) == {"undo"}
    assert await offered(journal, failed) == {"undo", "retry"}
    assert await offered(journal, nothing) == set()
    assert await offered(journal, planned) == {"resume"}
    assert await offered(journal, stopped) == {"resume", "undo"}


async def test_links_are_undone_but_not_retried(journal: Journal) -> None:
    job = make(journal, "links generate", counts={"created": 1})
    assert await offered(journal, job) == set()
    journal.jobs.set_result(job, {"counts": {"created": 1}, "distributionId": "EMD_1"})
    assert await offered(journal, job) == {"undo"}


async def test_children_decide_what_comes_first(journal: Journal) -> None:
    counts = {"created": 2, "failed": 1}
    parent = make(journal, counts=counts)
    make(journal, parent=parent, relation="undo", state=JobState.PLANNING)
    assert await offered(journal, parent) == {"undo", "retry"}

    retry = make(journal, counts=counts, parent=parent, relation="retry")
    entry = await jobs.History(journal).get(parent)
    assert entry.undo_first == retry
    assert f"Job {retry}" in jobs.why_not(entry, "undo")

    back = make(journal, "contacts undo", counts=counts, parent=retry, relation="undo")
    assert "undo" not in await offered(journal, retry)
    assert "undo" in await offered(journal, parent)

    whole = make(journal, "contacts undo", counts=counts, parent=parent, relation="undo")
    entry = await jobs.History(journal).get(parent)
    assert entry.undone_by == whole
    assert await offered(journal, parent) == set()
    assert "undo" in await offered(journal, whole)
    assert "undo" in await offered(journal, back)

    again = make(journal, "contacts undo", counts=counts, parent=whole, relation="undo")
    entry = await jobs.History(journal).get(parent)
    assert (entry.undone_by, entry.undo_first) == (None, again)


async def test_a_job_that_runs_offers_nothing(journal: Journal) -> None:
    from qualtrics_desk.store.journal.leases import Holder

    job = make(journal, state=JobState.RUNNING, counts={"created": 1})
    journal.leases.take(job, Holder())
    assert await offered(journal, job) == set()


async def test_jobs_are_found_by_every_word(journal: Journal) -> None:
    spring = make(journal, list_name="Örtagården Spring", source="/people/members.csv")
    other = make(journal, "contacts edit", list_name="Autumn")
    history = jobs.History(journal)

    async def found(text: str) -> list[int]:
        return [entry.job.id for entry in await history.search(text)]

    assert await found("") == [other, spring]
    assert await found("spring MEMBERS") == [spring]
    assert await found("örtagården") == [spring]
    assert await found("ÖRTAGÅRDEN") == [spring]
    assert await found("edit") == [other]
    assert await found(str(other)) == [other]
    assert await found("spring edit") == []
    assert await found("100%") == []
