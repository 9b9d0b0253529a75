"""Rows with calls of their own: what the service kept decides, not what it said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from qualtrics_desk.domain.errors import Fate, JobFailed, NotFound, ServerFailed
from qualtrics_desk.domain.outcomes import Route
from qualtrics_desk.services.engine import contact_calls, single_calls
from qualtrics_desk.services.engine.single_calls import DOUBTS_IN_A_ROW
from qualtrics_desk.services.engine.singles import SingleWriter

if TYPE_CHECKING:
    from collections.abc import Callable

WANTED = {"email": "p@example.org", "lastName": "New"}


class People:
    """Contacts that keep what is written to them, unless a test decides otherwise."""

    def __init__(self, bench: Any) -> None:
        self.held: dict[str, dict[str, Any]] = {}
        self.fails: Callable[[str], bool] = lambda _: False
        self.applies = False
        bench.service.answers = {"GET contacts": self.get, "PUT contacts": self.put}

    def get(self, request: Any) -> dict[str, Any]:
        contact_id = request.path.rpartition("/")[2]
        contact = self.held.setdefault(contact_id, {"email": "p@example.org", "lastName": "Old"})
        return {"result": {"contactId": contact_id, **contact}}

    def put(self, request: Any) -> dict[str, Any]:
        contact_id = request.path.rpartition("/")[2]
        body = request.body
        if not self.fails(contact_id) or self.applies:
            self.held[contact_id] = msgspec.json.decode(body) if isinstance(body, bytes) else body
        if self.fails(contact_id):
            raise ServerFailed("Down.", method="PUT", path="/", status=500, fate=Fate.UNKNOWN)
        return {}


@pytest.fixture
def people(bench: Any) -> People:
    return People(bench)


async def test_one_row_the_service_cannot_take_does_not_hold_up_the_others(
    bench: Any, people: People
) -> None:
    bench.plan([WANTED] * 9, 9, route=Route.PUT, contact_id="CID_")
    people.fails = lambda contact_id: contact_id == "CID_3"

    await SingleWriter(bench.run()).write_all()

    outcomes = bench.outcomes()
    assert outcomes.pop(3) == "unknown(no answer)"
    assert set(outcomes.values()) == {"updated"}


async def test_a_failure_after_the_work_was_done_is_seen_as_done(
    bench: Any, people: People
) -> None:
    bench.plan([WANTED] * 2, 2, route=Route.PUT, contact_id="CID_")
    people.fails, people.applies = (lambda _: True), True

    await SingleWriter(bench.run()).write_all()

    assert bench.outcomes() == {1: "updated", 2: "updated"}


async def test_a_service_that_takes_nothing_ends_the_job(bench: Any, people: People) -> None:
    bench.plan([WANTED] * 40, 40, route=Route.PUT, contact_id="CID_")
    people.fails = lambda _: True

    with pytest.raises(JobFailed, match="one after another"):
        await SingleWriter(bench.run()).write_all()

    assert list(bench.outcomes().values()).count(None) >= 40 - DOUBTS_IN_A_ROW


async def test_a_new_contact_may_take_a_while_to_appear(
    bench: Any, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_calls, "NEW_CONTACT_PATIENCE", 0.0)
    bench.plan([{"email": "p@example.org"}], 1, route=Route.BULK_THEN_PUT, extra={"phone": "+1"})
    (row,) = bench.ledger.open_rows(bench.job, [Route.BULK_THEN_PUT], 0, 9)
    from qualtrics_desk.store.journal.records import RowOutcome

    bench.ledger.settle(bench.job, [RowOutcome(row.row, None, "CID_1")])
    absences = [1, 2, 3]

    def get(request: Any) -> dict[str, Any]:
        if absences:
            absences.pop()
            raise NotFound("No.", method="GET", path="/", status=404)
        return people.get(request)

    bench.service.answers["GET contacts"] = get

    await SingleWriter(bench.run(absence_wait=3600)).write_all()

    assert bench.outcomes() == {1: "created"}
    assert people.held["CID_1"]["phone"] == "+1"


async def test_rows_of_one_contact_follow_each_other(bench: Any, people: People) -> None:
    bench.plan(
        [{**WANTED, "lastName": f"Name {number}"} for number in range(1, 9)],
        8,
        route=Route.PUT,
        contact_id="CID_",
    )
    with bench.journal._database.transaction() as connection:
        connection.execute("UPDATE job_rows SET contact_id='CID_1'")

    await SingleWriter(bench.run()).write_all()

    assert set(bench.outcomes().values()) == {"updated"}
    assert people.held["CID_1"]["lastName"] == "Name 8"


async def test_a_cancelled_job_writes_no_more_contacts(bench: Any, people: People) -> None:
    bench.plan([WANTED] * 9, 9, route=Route.PUT, contact_id="CID_")
    true = people.put

    def put(request: Any) -> dict[str, Any]:
        bench.journal.jobs.cancel(bench.job)
        return true(request)

    bench.service.answers["PUT contacts"] = put
    await SingleWriter(bench.run()).write_all()

    outcomes = bench.outcomes()
    written = sum(contact["lastName"] == "New" for contact in people.held.values())
    assert 1 <= written <= single_calls.AT_ONCE
    assert list(outcomes.values()).count("updated") == written
    assert list(outcomes.values()).count("skipped(cancelled)") == 9 - written


async def test_what_a_dead_process_wrote_before_it_was_cancelled_is_looked_up(
    bench: Any, people: People
) -> None:
    bench.plan([WANTED] * 3, 3, route=Route.PUT, contact_id="CID_")
    people.held["CID_2"] = dict(WANTED)
    bench.journal.jobs.cancel(bench.job)

    await SingleWriter(bench.run()).write_all()

    assert bench.outcomes() == {1: "skipped(cancelled)", 2: "updated", 3: "skipped(cancelled)"}
    assert not any(call.startswith("PUT") for call in bench.service.sent)
