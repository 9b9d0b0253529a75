"""Sending in bulk when the service misbehaves in ways the sandbox does not."""

from __future__ import annotations

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


async def test_a_chunk_that_another_process_has_sent_is_not_sent(bench: Any) -> None:
    bench.plan(PEOPLE[:2], per_chunk=2)
    sender = BulkSender(bench.run())
    (planned,) = bench.ledger.chunks(bench.job, ChunkState.PLANNED)
    bench.ledger.mark_sending(bench.job, planned)

    with pytest.raises(JobBusy):
        await sender._post(planned)

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
