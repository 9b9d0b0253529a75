"""The journal: one driver, steps that survive a crash, sums that add up."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import msgspec
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualtrics_desk.domain.errors import JobBusy, StoreError
from qualtrics_desk.domain.outcomes import ChunkState, JobState, Outcome, PlanState, Route
from qualtrics_desk.store.journal.jobs import NewJob
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.journal.leases import Holder
from qualtrics_desk.store.journal.records import Chunk, PlannedRow, RowOutcome, RowRecord

if TYPE_CHECKING:
    from pathlib import Path

NEW = NewJob(kind="contacts import", base_url="http://127.0.0.1/API/v3", brand="b", user_id="UR_1")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.db")


def plan(journal: Journal, rows: int, per_chunk: int) -> int:
    job = journal.jobs.create(NEW)
    journal.ledger.add_rows(
        job,
        [
            PlannedRow(row, PlanState.NEW, Route.BULK, (row - 1) // per_chunk + 1, None)
            for row in range(1, rows + 1)
        ],
    )
    starts = range(1, rows + 1, per_chunk)
    journal.ledger.add_chunks(
        job,
        [
            Chunk(
                number=number,
                state=ChunkState.PLANNED,
                first_row=start,
                last_row=min(start + per_chunk - 1, rows),
                size=min(per_chunk, rows - start + 1),
            )
            for number, start in enumerate(starts, start=1)
        ],
    )
    return job


def test_files_are_private(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    journal.jobs.create(NEW)

    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_a_job_can_be_read_back(journal: Journal) -> None:
    job = journal.jobs.create(
        NewJob(**{**_values(NEW), "list_name": "Spring", "options": {"a": 1}})
    )
    journal.jobs.set_state(job, JobState.STOPPED, {"message": "no network"})

    found = journal.jobs.get(job)

    assert (found.list_name, found.options, found.state) == ("Spring", {"a": 1}, JobState.STOPPED)
    assert found.problem == {"message": "no network"}
    assert [entry.id for entry in journal.jobs.newest()] == [job]
    with pytest.raises(StoreError, match="no job 99"):
        journal.jobs.get(99)


def test_only_one_holder_drives_a_job(journal: Journal) -> None:
    job = journal.jobs.create(NEW)
    first, second = Holder(), Holder()

    journal.leases.take(job, first)

    with pytest.raises(JobBusy, match=f"process {os.getpid()}"):
        journal.leases.take(job, second)
    journal.leases.release(job, first)
    journal.leases.take(job, second)
    with pytest.raises(JobBusy, match="taken over"):
        journal.leases.beat(job, first)


def test_the_lease_of_a_killed_process_is_taken_over(journal: Journal, tmp_path: Path) -> None:
    job = journal.jobs.create(NEW)
    script = (
        "import sys, time; from pathlib import Path\n"
        "from qualtrics_desk.store.journal.journal import Journal\n"
        "from qualtrics_desk.store.journal.leases import Holder\n"
        "Journal(Path(sys.argv[1])).leases.take(int(sys.argv[2]), Holder())\n"
        "print('taken', flush=True); time.sleep(60)\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "journal.db"), str(job)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    with other.stdout:
        assert other.stdout.readline() == "taken\n"
        with pytest.raises(JobBusy, match=f"process {other.pid}"):
            journal.leases.take(job, Holder())
        assert journal.leases.holder_of(job) is not None

        other.kill()
        other.wait()

    journal.leases.take(job, Holder())


@pytest.mark.skipif(sys.platform == "win32", reason="there are no zombies")
def test_a_killed_process_whose_parent_has_not_noticed_holds_nothing(journal: Journal) -> None:
    job = journal.jobs.create(NEW)
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    start = psutil.Process(other.pid).create_time()
    journal.leases.take(job, Holder(pid=other.pid, process_start=start))
    with pytest.raises(JobBusy):
        journal.leases.take(job, Holder())

    other.kill()
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)

    journal.leases.take(job, Holder())
    other.communicate()


def test_a_chunk_is_sent_by_one_driver_only(journal: Journal) -> None:
    job = plan(journal, rows=2, per_chunk=2)
    (chunk,) = journal.ledger.chunks(job, ChunkState.PLANNED)
    journal.ledger.mark_sending(job, chunk)

    with pytest.raises(JobBusy):
        journal.ledger.mark_sending(job, chunk)

    (sending,) = journal.ledger.chunks(job, ChunkState.SENDING)
    assert sending.sent_number == 1


def test_a_reused_process_id_is_not_mistaken_for_its_predecessor(journal: Journal) -> None:
    job = journal.jobs.create(NEW)
    journal.leases.take(job, Holder(process_start=time.time() - 9_999))

    journal.leases.take(job, Holder())


def test_a_chunk_is_its_rows_in_order(journal: Journal) -> None:
    job = plan(journal, rows=7, per_chunk=3)

    chunks = journal.ledger.chunks(job, ChunkState.PLANNED)

    assert [[r.row for r in journal.ledger.chunk_rows(job, c)] for c in chunks] == [
        [1, 2, 3],
        [4, 5, 6],
        [7],
    ]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_splitting_and_settling_keep_the_sum(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal") / "journal.db")
    rows = data.draw(st.integers(1, 40))
    job = plan(journal, rows, data.draw(st.integers(1, 12)))
    ledger = journal.ledger

    while planned := ledger.chunks(job, ChunkState.PLANNED):
        chunk = planned[0]
        numbers = [record.row for record in ledger.chunk_rows(job, chunk)]
        ledger.mark_sending(job, chunk)
        if len(numbers) > 1 and data.draw(st.booleans()):
            cut = data.draw(st.integers(1, len(numbers) - 1))
            ledger.replace_chunk(job, chunk, ChunkState.REJECTED, (numbers[:cut], numbers[cut:]))
        else:
            outcome = data.draw(st.sampled_from([Outcome.CREATED, Outcome.FAILED]))
            ledger.settle(job, [RowOutcome(row, outcome) for row in numbers], chunk=chunk)

    counts = ledger.counts(job)
    assert "open" not in counts
    assert sum(counts.values()) == rows
    assert [record.row for piece in ledger.walk(job) for record in piece] == list(
        range(1, rows + 1)
    )
    journal.close()


words = st.none() | st.sampled_from(["a", "b"])
outcomes = st.none() | st.sampled_from(list(Outcome))
planned_rows = st.tuples(
    st.sampled_from(list(PlanState)),
    st.sampled_from(list(Route)),
    st.none() | st.integers(1, 3),
    words,
    outcomes,
    words,
    words,
    words,
)


@settings(max_examples=50, deadline=None)
@given(
    planned=st.lists(planned_rows, min_size=1, max_size=12),
    told=st.lists(st.tuples(outcomes, words, words, words, words, words), max_size=12),
)
def test_rows_and_what_became_of_them_are_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, planned: list[Any], told: list[Any]
) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal") / "journal.db")
    job = journal.jobs.create(NEW)
    rows = [PlannedRow(row, *fields) for row, fields in enumerate(planned, start=1)]
    journal.ledger.add_rows(job, rows)
    expected = {row.row: RowRecord(*msgspec.structs.astuple(row), None) for row in rows}

    assert journal.ledger.rows_between(job, 1, len(rows)) == expected
    settled = [RowOutcome(row, *what) for row, what in zip(expected, told, strict=False)]
    journal.ledger.settle(job, settled)

    for one in settled:
        expected[one.row] = msgspec.structs.replace(
            expected[one.row],
            outcome=one.outcome,
            contact_id=one.contact_id or expected[one.row].contact_id,
            reason=one.reason,
            code=one.code,
            message=one.message,
            request_id=one.request_id,
        )
    assert [record for piece in journal.ledger.walk(job) for record in piece] == list(
        expected.values()
    )
    journal.close()


def test_a_refused_answer_leaves_the_order_of_sending(journal: Journal) -> None:
    job = plan(journal, rows=4, per_chunk=2)
    first, second = journal.ledger.chunks(job, ChunkState.PLANNED)

    assert journal.ledger.mark_sending(job, first) == 1
    journal.ledger.mark(job, first, ChunkState.PLANNED)
    assert journal.ledger.mark_sending(job, second) == 2
    journal.ledger.mark_accepted(job, second, "PGRS_1", "request-1", (0,))
    journal.ledger.settle(
        job, [RowOutcome(3, Outcome.FAILED), RowOutcome(4, Outcome.CREATED, "CID_4")], chunk=second
    )

    assert journal.ledger.created.latest(job) == (2, "CID_4")
    assert journal.ledger.import_ids(job)[2] == ("PGRS_1", "request-1")


def _values(job: NewJob) -> dict[str, object]:
    return {name: getattr(job, name) for name in job.__struct_fields__}
