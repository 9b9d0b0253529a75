"""What became of requests without an answer: found, absent with proof, or not to be told."""

from __future__ import annotations

from typing import Any

import pytest

from qualtrics_desk.domain.errors import JobFailed
from qualtrics_desk.domain.outcomes import ChunkState, Outcome, Route
from qualtrics_desk.services.engine.plan import Limits
from qualtrics_desk.services.engine.reconcile import Reconciler
from qualtrics_desk.store.journal.records import RowOutcome

NEVER = 3600.0
"""A waiting time that no test waits for: then only a later job proves anything."""


def person(number: int, **more: Any) -> dict[str, Any]:
    return {"email": f"p{number}@example.org", "firstName": "Ann", **more}


def shown(number: int, **more: Any) -> dict[str, Any]:
    """A person as the list shows it."""
    return {"contactId": f"CID_{number}", "contactLookupId": f"CGC_{number}"} | person(
        number, **more
    )


def send(bench: Any, number: int, state: ChunkState = ChunkState.UNKNOWN) -> None:
    chunk = bench.chunk(number)
    bench.ledger.mark_sending(bench.job, chunk)
    if state is not ChunkState.SENDING:
        bench.ledger.mark(bench.job, chunk, state)


def settle(bench: Any, number: int, row: int) -> None:
    """A chunk of one row whose contact is known."""
    chunk = bench.chunk(number)
    bench.ledger.mark_sending(bench.job, chunk)
    bench.ledger.mark_accepted(bench.job, chunk, "PGRS_1", "request", ())
    bench.ledger.settle(
        bench.job, [RowOutcome(row, Outcome.CREATED, f"CID_{row}")], chunk=bench.chunk(number)
    )


def reconciler(bench: Any, absence_wait: float = 0.0) -> Reconciler:
    return Reconciler(bench.run(absence_wait), Limits())


@pytest.mark.parametrize("state", [ChunkState.UNKNOWN, ChunkState.SENDING])
async def test_rows_that_arrived_are_not_sent_again(bench: Any, state: ChunkState) -> None:
    bench.plan([person(1), person(2)], per_chunk=2)
    send(bench, 1, state)
    bench.service.readings = [[shown(2), shown(1)]]

    assert await reconciler(bench, NEVER).reconcile() is False

    assert bench.outcomes() == {1: "created", 2: "created"}
    assert bench.ledger.chunks(bench.job, ChunkState.PLANNED) == []


async def test_absent_rows_are_planned_again_alone(bench: Any) -> None:
    bench.plan([person(1), person(2), person(3)], per_chunk=3)
    send(bench, 1)
    bench.service.readings = [[shown(2)]]

    assert await reconciler(bench).reconcile() is True

    assert bench.outcomes() == {1: None, 2: "created", 3: None}
    (planned,) = bench.ledger.chunks(bench.job, ChunkState.PLANNED)
    assert [record.row for record in bench.ledger.chunk_rows(bench.job, planned)] == [1, 3]


async def test_a_later_job_on_the_last_page_proves_nothing_for_the_first_page(bench: Any) -> None:
    # Row 1 became visible after the first page was read, and row 2 before the last one was.
    bench.plan([person(1), person(2)], per_chunk=1)
    send(bench, 1)
    settle(bench, 2, row=2)
    bench.service.readings = [[shown(2)], [shown(1), shown(2)]]

    assert await reconciler(bench, NEVER).reconcile() is False

    assert bench.outcomes() == {1: "created", 2: "created"}
    assert bench.service.sent == ["reading"] * 2


async def test_a_later_job_that_stays_visible_proves_absence_without_waiting(bench: Any) -> None:
    bench.plan([person(1), person(2)], per_chunk=1)
    send(bench, 1)
    settle(bench, 2, row=2)
    bench.service.readings = [[shown(2)]]

    assert await reconciler(bench, NEVER).reconcile() is True
    assert bench.outcomes() == {1: None, 2: "created"}
    assert bench.service.sent == ["reading"] * 2


async def test_one_long_reading_is_no_waiting_time(bench: Any) -> None:
    # The reading takes longer than the waiting time; the row appears behind its back.
    bench.plan([person(1)], per_chunk=1)
    send(bench, 1)
    bench.service.readings = [[], [shown(1)]]
    reconciling = reconciler(bench, 0.2)
    true = reconciling._read_back

    async def slowly() -> int:
        found = await true()
        await reconciling._run.stop.wait(0.3)
        return found

    reconciling._read_back = slowly  # type: ignore[method-assign]

    assert await reconciling.reconcile() is False
    assert bench.outcomes() == {1: "created"}


async def test_half_a_list_proves_nothing(bench: Any) -> None:
    bench.plan([person(1)], per_chunk=1)
    send(bench, 1)
    bench.service.warning = "The service sent the same page address again."

    with pytest.raises(JobFailed, match="does not show the whole list"):
        await reconciler(bench).reconcile()

    assert bench.outcomes() == {1: None}
    assert bench.chunk(1).state is ChunkState.UNKNOWN


async def test_a_phone_that_bulk_cannot_carry_does_not_hide_the_contact(bench: Any) -> None:
    # The plan's key is the phone number; the contact was made without it.
    bench.plan(
        [{"email": "p1@example.org"}],
        per_chunk=1,
        route=Route.BULK_THEN_PUT,
        extra={"phone": "+46701234567"},
    )
    send(bench, 1)
    bench.service.readings = [[{"contactId": "CID_1", "email": "P1@example.org", "phone": None}]]

    assert await reconciler(bench).reconcile() is False

    (record,) = bench.ledger.open_rows(bench.job, [Route.BULK_THEN_PUT], 0, 10)
    assert record.contact_id == "CID_1"


async def test_a_row_that_says_less_does_not_take_the_contact_of_one_that_says_more(
    bench: Any,
) -> None:
    # Same address twice: the poorer row was turned down, the richer one arrived.
    bench.plan([person(1), person(1, lastName="Ek")], per_chunk=2)
    send(bench, 1)
    bench.service.readings = [[shown(1, lastName="Ek")]]

    await reconciler(bench).reconcile()

    assert bench.outcomes() == {1: None, 2: "created"}


async def test_a_contact_that_is_almost_the_row_keeps_it_from_being_sent_again(bench: Any) -> None:
    bench.plan([person(1, lastName="Ek")], per_chunk=1)
    send(bench, 1)
    bench.service.readings = [[shown(1, lastName="EK ")]]

    assert await reconciler(bench).reconcile() is False

    assert bench.outcomes() == {1: "unknown(not quite the same)"}


async def test_identical_rows_that_arrived_in_part_end_unknown(bench: Any) -> None:
    bench.plan([person(1)] * 3, per_chunk=3)
    send(bench, 1)
    bench.service.readings = [[shown(1), shown(1, contactId="CID_8")]]

    assert await reconciler(bench).reconcile() is False

    assert sorted(map(str, bench.outcomes().values())) == [
        "created",
        "created",
        "unknown(identical rows)",
    ]


async def test_contacts_that_were_there_before_are_not_taken_for_rows(bench: Any) -> None:
    bench.plan([{"firstName": "Ann"}], per_chunk=1)
    bench.staging.add_live([("CID_7", None, None, b"{}")])
    send(bench, 1)
    bench.service.readings = [[{"contactId": "CID_7", "firstName": "Ann"}]]

    assert await reconciler(bench).reconcile() is True


async def test_a_row_that_a_finished_job_left_out_was_refused(bench: Any) -> None:
    bench.plan([person(1), person(2)], per_chunk=2)
    chunk = bench.chunk(1)
    bench.ledger.mark_sending(bench.job, chunk)
    bench.ledger.mark_accepted(bench.job, chunk, "PGRS_1", "request", ())
    bench.ledger.settle(
        bench.job,
        [RowOutcome(1, None), RowOutcome(2, Outcome.CREATED, "CID_2")],
        chunk=bench.chunk(1),
    )
    bench.service.readings = [[shown(2)]]

    assert await reconciler(bench, NEVER).reconcile() is False
    assert bench.outcomes() == {1: "failed(refused)", 2: "created"}
