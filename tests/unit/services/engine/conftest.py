"""A job in a real journal and staging, and a service that says what a test wants it to say."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from qualtrics_desk.api.endpoints.contacts import ListContact
from qualtrics_desk.api.requests import PageReply, Reply, Request
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.domain.outcomes import ChunkState, PlanState, Route
from qualtrics_desk.services.engine.judge import PlanRules
from qualtrics_desk.services.engine.progress import Stop, silent
from qualtrics_desk.services.engine.run import Run
from qualtrics_desk.store.journal.jobs import NewJob
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.journal.records import Chunk, PlannedRow
from qualtrics_desk.store.staging.records import Draft, SourceLine
from qualtrics_desk.store.staging.staging import Staging

if TYPE_CHECKING:
    from pathlib import Path

Answer = Callable[[Request[Any]], Mapping[str, Any]]


class Service:
    """Stands in for the client.

    Attributes:
        readings: What the list shows, one entry a reading; the last one stays.
        answers: By the method and the last part of the path that is no id: gives a body or raises.
        sent: Method and path of every call.
        at_report: Awaited before a report is given.
    """

    def __init__(self) -> None:
        self.readings: list[list[dict[str, Any]]] = [[]]
        self.answers: dict[str, Answer] = {}
        self.sent: list[str] = []
        self.bodies: list[Any] = []
        self.warning: str | None = None
        self.at_report: Callable[[], Awaitable[object]] | None = None

    async def send(self, request: Request[Any]) -> Reply[Any]:
        self.sent.append(f"{request.method} {request.path}")
        words = [word for word in request.path.split("/") if word and "_" not in word]
        body = dict(self.answers[f"{request.method} {words[-1]}"](request))
        return Reply(
            value=request.decode(body), raw=body, status=200, request_id="request", notice=None
        )

    async def pages(self, request: Request[Any]) -> AsyncIterator[PageReply[Any]]:
        if request.path.endswith("/report"):
            if self.at_report is not None:
                await self.at_report()
            yield self._page([])
            return
        shown = self.readings.pop(0) if len(self.readings) > 1 else self.readings[0]
        self.sent.append("reading")
        yield self._page([ListContact.from_raw(raw) for raw in shown])

    def _page(self, items: list[Any]) -> PageReply[Any]:
        return PageReply(
            items=items,
            next=None,
            raw={},
            request_id=None,
            notice=None,
            warning=self.warning,
            duplicates=0,
        )


class Bench:
    """One job with its chunks, ready to be driven."""

    def __init__(self, folder: Path) -> None:
        self.journal = Journal(folder / "journal.db")
        self.staging = Staging(folder / "staging.db")
        self.service = Service()
        self.ledger = self.journal.ledger
        self.job = self.journal.jobs.create(
            NewJob(kind="contacts import", base_url="http://127.0.0.1", brand="b", user_id="U")
        )

    def plan(
        self,
        contacts: list[dict[str, Any]],
        per_chunk: int,
        *,
        route: Route = Route.BULK,
        contact_id: str | None = None,
        extra: dict[str, Any] | None = None,
    ) -> None:
        """Plan rows for these contacts: new ones, or changes of `contact_id`."""
        self.staging.add_rows(
            [SourceLine(row, row + 1, b"[]") for row in range(1, len(contacts) + 1)],
            [
                Draft(
                    row,
                    None,
                    msgspec.json.encode(contact),
                    None if extra is None else msgspec.json.encode(extra),
                    None,
                    None,
                )
                for row, contact in enumerate(contacts, start=1)
            ],
        )
        is_bulk = route is not Route.PUT
        state = PlanState.NEW if contact_id is None else PlanState.CHANGED
        self.ledger.add_rows(
            self.job,
            [
                PlannedRow(
                    row,
                    state,
                    route,
                    (row - 1) // per_chunk + 1 if is_bulk else None,
                    None if contact_id is None else f"{contact_id}{row}",
                )
                for row in range(1, len(contacts) + 1)
            ],
        )
        if is_bulk:
            self.ledger.add_chunks(
                self.job,
                [
                    Chunk(
                        number=number,
                        state=ChunkState.PLANNED,
                        first_row=first,
                        last_row=min(first + per_chunk - 1, len(contacts)),
                        size=min(per_chunk, len(contacts) - first + 1),
                    )
                    for number, first in enumerate(range(1, len(contacts) + 1, per_chunk), start=1)
                ],
            )

    def run(self, absence_wait: float = 0.0) -> Run:
        return Run(
            job=self.job,
            client=self.service,  # type: ignore[arg-type]
            ledger=self.ledger,
            staging=self.staging,
            directory=DirectoryId("POOL_1"),
            list_id=ListId("CG_1"),
            rules=PlanRules(),
            absence_wait=absence_wait,
            rows=self.staging.row_count(),
            stop=Stop(),
            report=silent,
        )

    def chunk(self, number: int) -> Chunk:
        found = self.ledger.chunks(self.job, *ChunkState)
        return next(chunk for chunk in found if chunk.number == number)

    def outcomes(self) -> dict[int, str | None]:
        return {
            record.row: record.outcome
            if record.reason is None
            else f"{record.outcome}({record.reason})"
            for piece in self.ledger.walk(self.job)
            for record in piece
        }

    def close(self) -> None:
        self.journal.close()
        self.staging.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.close()
