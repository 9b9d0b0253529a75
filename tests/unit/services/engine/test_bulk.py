"""Sending in bulk when the service misbehaves in ways the sandbox does not."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from math import log2
from typing import Any

import pytest

from qualtrics_desk.domain.errors import InvalidRequest, JobBusy, JobFailed, ServerFailed
from qualtrics_desk.domain.outcomes import ChunkState
from qualtrics_desk.services.engine import bulk
from qualtrics_desk.services.engine.bulk import BulkSender
from qualtrics_desk.services.engine.plan import Limits
from qualtrics_desk.services.engine.reconcile import Reconciler

PEOPLE = [{"email": f"p{number}@example.org"} for number in range(1, 9)]


def accepted(unprocessed: list[int] | None = None) -> dict[str, Any]:
    return {"result": {"id": "PGRS_1", "contacts": {"unprocessed": unprocessed or []}}}


def status(word: str, percent: int, *, added: int = 0, failed: int = 0) -> dict[str, Any]:
    counts = {"added": added, "updated": 0, "failed": failed}
    return {"result": {"percentComplete": percent, "status": word, "contacts": {"count": counts}}}


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "SHORTEST_POLL", 0.0)


async def test_jobs_that_fail_one_after_another_end_the_job(bench: Any) -> None:
    bench.plan(PEOPLE[:1], per_chunk=1)
    bench.service.answers = {
        "POST transactioncontacts": lambda _: accepted(),
        "GET transactioncontacts": lambda _: status("failed", 40),
    }
    run = bench.run()
    sender, reconciler = BulkSender(run), Reconciler(run, Limits())

    async def drive() -> None:
        for _ in range(20):
            await sender.send_all()
            await reconciler.reconcile()

    with pytest.raises(JobFailed, match="one after another"):
        await drive()

    posts = [call for call in bench.service.sent if call.startswith("POST")]
    assert len(posts) == bulk.UNKNOWN_IN_A_ROW
    assert bench.outcomes() == {1: None}


async def test_a_request_of_which_nothing_was_processed_is_no_missing_list(bench: Any) -> None:
    bench.plan(PEOPLE[:2], per_chunk=2)
    bench.service.answers = {
        "POST transactioncontacts": lambda _: accepted([0, 1]),
        "GET transactioncontacts": lambda _: status("complete", 100),
    }

    await BulkSender(bench.run()).send_all()

    assert bench.outcomes() == {1: "failed(unprocessed)", 2: "failed(unprocessed)"}


async def test_a_job_that_touches_nobody_means_that_the_list_is_gone(bench: Any) -> None:
    bench.plan(PEOPLE[:4], per_chunk=2)
    bench.service.answers = {
        "POST transactioncontacts": lambda _: accepted(),
        "GET transactioncontacts": lambda _: status("complete", 100),
    }

    with pytest.raises(JobFailed, match="without touching a single contact"):
        await BulkSender(bench.run()).send_all()

    assert list(bench.outcomes().values())[:2] == ["failed(not found)"] * 2


async def test_a_refused_request_is_halved_down_to_the_guilty_row(bench: Any) -> None:
    bench.plan(PEOPLE, per_chunk=8)
    sent: list[int] = []

    def post(request: Any) -> dict[str, Any]:
        if b"p6@" in request.body:
            raise InvalidRequest("No.", method="POST", path="/", status=400, service_text="p6!")
        sent.append(request.body.count(b"email"))
        return accepted()

    bench.service.answers = {
        "POST transactioncontacts": post,
        "GET transactioncontacts": lambda _: status("complete", 100, added=sent[-1]),
    }

    await BulkSender(bench.run()).send_all()

    outcomes = bench.outcomes()
    assert outcomes.pop(6) == "failed(refused)"
    assert set(outcomes.values()) == {"created"}
    assert sum(sent) == 7


def refusing(bench: Any, is_bad: Any) -> None:
    """A service that refuses a request as a whole because of rows in it."""
    sent: list[int] = []

    def post(request: Any) -> dict[str, Any]:
        if any(is_bad(found) for found in re.findall(rb"p(\d+)@", request.body)):
            raise InvalidRequest("No.", method="POST", path="/", status=400, service_text="bad!")
        sent.append(request.body.count(b"email"))
        return accepted()

    bench.service.answers = {
        "POST transactioncontacts": post,
        "GET transactioncontacts": lambda _: status("complete", 100, added=sent[-1]),
    }


async def test_three_poisoned_rows_of_ten_thousand_are_found_with_few_requests(bench: Any) -> None:
    people = [{"email": f"p{number}@example.org"} for number in range(1, 10_001)]
    bench.plan(people, per_chunk=10_000)
    refusing(bench, lambda number: number in {b"1", b"5001", b"9999"})

    await BulkSender(bench.run()).send_all()

    outcomes = bench.outcomes()
    assert {row for row, outcome in outcomes.items() if outcome == "failed(refused)"} == {
        1, 5001, 9999,
    }  # fmt: skip
    assert Counter(outcomes.values())["created"] == 9_997
    posts = sum(one.startswith("POST") for one in bench.service.sent)
    assert posts - 1 <= 3 * 2 * log2(10_000)


async def test_what_every_row_is_refused_for_is_said_once(bench: Any) -> None:
    people = [{"email": f"p{number}@example.org"} for number in range(1, 401)]
    bench.plan(people, per_chunk=400)
    refusing(bench, lambda _: True)

    with pytest.raises(JobFailed, match="every row") as failure:
        await BulkSender(bench.run()).send_all()

    assert "bad!" in failure.value.detail
    assert len(bench.service.sent) < 40
    # Who goes on all the same gets every row's own refusal.
    await BulkSender(bench.run()).send_all()
    assert set(bench.outcomes().values()) == {"failed(refused)"}


async def test_many_guilty_rows_are_not_taken_for_all(bench: Any) -> None:
    people = [{"email": f"p{number}@example.org"} for number in range(1, 401)]
    bench.plan(people, per_chunk=400)
    refusing(bench, lambda number: int(number) % 10 == 0)

    await BulkSender(bench.run()).send_all()

    assert Counter(bench.outcomes().values()) == {"created": 360, "failed(refused)": 40}


async def test_a_cancelled_job_sends_nothing_more_and_settles_what_was_sent(bench: Any) -> None:
    bench.plan(PEOPLE, per_chunk=2)

    def post(_: Any) -> dict[str, Any]:
        bench.journal.jobs.cancel(bench.job)
        bench.ledger.cancelling.close_planned(bench.job)
        return accepted()

    bench.service.answers = {
        "POST transactioncontacts": post,
        "GET transactioncontacts": lambda _: status("complete", 100, added=2),
    }

    await BulkSender(bench.run()).send_all()

    assert sum(one.startswith("POST") for one in bench.service.sent) == 1
    assert Counter(bench.outcomes().values()) == {
        "created": 2,
        "skipped(cancelled)": len(PEOPLE) - 2,
    }


async def test_reports_of_two_jobs_are_read_at_once_and_the_next_request_is_under_way(
    bench: Any,
) -> None:
    bench.plan(PEOPLE[:6], per_chunk=2)
    both_ask = asyncio.Barrier(2)
    third = asyncio.Event()

    def post(_: Any) -> dict[str, Any]:
        if sum(one.startswith("POST") for one in bench.service.sent) == 3:
            third.set()
        return accepted()

    async def report() -> None:
        # The first two wait for each other and for the third request; nobody waits for the third.
        if not third.is_set():
            async with asyncio.timeout(20):
                await both_ask.wait()
                await third.wait()

    bench.service.answers = {
        "POST transactioncontacts": post,
        "GET transactioncontacts": lambda _: status("complete", 100, added=2),
    }
    bench.service.at_report = report

    await BulkSender(bench.run()).send_all()

    assert Counter(bench.outcomes().values()) == {"created": 6}


async def test_a_chunk_that_another_process_has_sent_is_not_sent(bench: Any) -> None:
    bench.plan(PEOPLE[:2], per_chunk=2)
    sender = BulkSender(bench.run())
    (planned,) = bench.ledger.chunks(bench.job, ChunkState.PLANNED)
    bench.ledger.mark_sending(bench.job, planned)

    with pytest.raises(JobBusy):
        await sender._post(planned, b"")

    assert bench.service.sent == []


async def test_lost_answers_are_not_repeated_blindly(bench: Any) -> None:
    bench.plan(PEOPLE[:1], per_chunk=1)

    def lose(_: Any) -> dict[str, Any]:
        from qualtrics_desk.domain.errors import Fate

        raise ServerFailed("Down.", method="POST", path="/", status=503, fate=Fate.UNKNOWN)

    bench.service.answers = {"POST transactioncontacts": lose}

    await BulkSender(bench.run()).send_all()

    assert bench.chunk(1).state is ChunkState.UNKNOWN
    assert len(bench.service.sent) == 1
