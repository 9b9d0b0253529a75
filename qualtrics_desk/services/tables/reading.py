"""Walking a collection of the service into a table, to the end or from where it was cut off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import asynccontextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar
from weakref import WeakKeyDictionary

import msgspec

from qualtrics_desk.domain.errors import DeskError, InvalidRequest, JobStopped, NotFound
from qualtrics_desk.domain.rows import ColumnSpec
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.tables.places import profile_of
from qualtrics_desk.store.tables.table import AHEAD_PIECE, RESUME_WITHIN, Table, open_table

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from types import TracebackType

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.records import Record
    from qualtrics_desk.api.requests import Request
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.reading import NewRow, Reading

Item = TypeVar("Item", bound="Record")

EMPTY_LOOKS = (1.0, 2.0, 4.0)
"""Seconds between looks at a collection that should not be empty but is (F.90)."""


class Shaped(NamedTuple):
    """A page as the table takes it."""

    rows: list[NewRow]
    new_columns: Sequence[ColumnSpec] = ()


class TableRead(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a table brought; `name` is the table's in `Home.table`."""

    name: str
    rows: int
    warnings: list[str] = []


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """How a collection is read.

    Attributes:
        columns: The columns known before.
        scope: What is read, as JSON values: only a reading of the same is gone on with.
        phase: What is being done, for the progress.
        total: How many things there are, as far as it is known.
        parallel: Pages on their way at once, where the service counts them.
        resume_within: How old the last page may be of a reading that is gone on with.
        looks: Seconds between looks at a collection that is empty but should not be.
    """

    columns: Sequence[ColumnSpec]
    scope: dict[str, Any]
    phase: str
    total: int | None = None
    parallel: int = 1
    resume_within: timedelta = RESUME_WITHIN
    looks: Sequence[float] = ()


@asynccontextmanager
async def opened(session: Session, name: str) -> AsyncIterator[Table]:
    """A table of the session's profile, open."""
    path = session.home.table(profile_of(session), name)
    table = await asyncio.to_thread(open_table, path)
    try:
        yield table
    finally:
        await asyncio.to_thread(table.close)


class Turn:
    """One call's turn to read a table."""

    def __init__(self, table: Table, asked: datetime) -> None:
        self.table = table
        self._asked = asked

    async def done_meanwhile(self) -> Reading | None:
        """What another call has read since this one was asked for: as fresh as was wanted."""
        shown = await asyncio.to_thread(lambda: self.table.shown)
        if shown is None or shown.read_at is None or shown.read_at < self._asked:
            return None
        return shown


@asynccontextmanager
async def turn(session: Session, name: str) -> AsyncIterator[Turn]:
    """A table of the session's profile, open; calls of one session read it one after the other."""
    asked = datetime.now(UTC)
    locks = _locks.setdefault(session, {})
    async with locks.setdefault(name, asyncio.Lock()), opened(session, name) as table:
        yield Turn(table, asked)


_locks: WeakKeyDictionary[Session, dict[str, asyncio.Lock]] = WeakKeyDictionary()


async def read_pages(
    session: Session,
    request: Request[Page[Item]],
    table: Table,
    walk: Walk,
    shape: Callable[[Sequence[Item]], Shaped],
    *,
    stop: Stop,
    report: Report,
) -> list[str]:
    """Fetch the pages that the table lacks; what it shows is not replaced before `Table.finish`.

    Returns:
        What was odd about the pages.

    Raises:
        ApiError: When a page cannot be fetched; the pages before it are kept.
        JobStopped: On wish.
    """
    reading = await _begin(table, walk)
    if reading.position is None and reading.rows:
        # Its last page was kept, and the end came before it was finished.
        return []
    try:
        return await _walk(session, request, table, walk, reading, shape, stop, report)
    except (InvalidRequest, NotFound):
        kept = await asyncio.to_thread(lambda: table.pending)
        if reading.position is None or kept is None or kept.position != reading.position:
            raise
    # The service no longer knows the place where the reading was cut off.
    reading = await _begin(table, msgspec.structs.replace(walk, resume_within=timedelta(0)))
    return await _walk(session, request, table, walk, reading, shape, stop, report)


async def _begin(table: Table, walk: Walk) -> Reading:
    return await asyncio.to_thread(
        table.begin,
        walk.columns,
        walk.scope,
        total=walk.total,
        resume_within=walk.resume_within,
    )


async def _walk(
    session: Session,
    request: Request[Page[Item]],
    table: Table,
    walk: Walk,
    reading: Reading,
    shape: Callable[[Sequence[Item]], Shaped],
    stop: Stop,
    report: Report,
) -> list[str]:
    warnings: list[str] = []
    note = "going on from the last page" if reading.position else ""
    report(Progress(walk.phase, reading.rows, walk.total, note=note))
    async with _Ahead(table) as ahead:
        for wait in (*walk.looks, None):
            has_more = True
            async for page in session.client.pages(
                request, resume_from=reading.position, parallel=walk.parallel
            ):
                if wait is not None and not (reading.rows or page.items or page.next):
                    has_more = False
                    break
                shaped = shape(page.items)
                # The next page is on its way while this one goes to the disk.
                reading = await asyncio.to_thread(
                    table.append, shaped.rows, page.next, new_columns=shaped.new_columns
                )
                await ahead.index(reading)
                if page.warning:
                    warnings.append(page.warning)
                report(Progress(walk.phase, reading.rows, walk.total))
                if page.next is not None and stop.requested:
                    raise stopped()
            if has_more or wait is None:
                break
            report(Progress(walk.phase, note="there is nothing yet"))
            await stop.wait(wait)
    return warnings


class _Ahead:
    """Indexes what was read while the next pages are on their way; one piece at a time."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._piece: asyncio.Future[None] | None = None

    async def __aenter__(self) -> Self:
        """Nothing is indexed before `index`."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for the piece under way; what ended the reading is told, not what ended this."""
        with suppress(DeskError) if error is not None else nullcontext():
            await self._done()

    async def index(self, reading: Reading) -> None:
        """Begin with a piece if a whole one waits and none is under way."""
        if reading.last_id - reading.indexed < AHEAD_PIECE:
            return
        if self._piece is None or self._piece.done():
            await self._done()
            loop = asyncio.get_running_loop()
            self._piece = loop.run_in_executor(None, self._table.index_waiting)

    async def _done(self) -> None:
        if self._piece is not None:
            await self._piece


async def settle(
    table: Table,
    *,
    warnings: Sequence[str],
    facts: Mapping[str, Any] | None = None,
    stop: Stop,
    report: Report,
) -> None:
    """Let the reading take its place, then index it; a wish to stop leaves the index for later."""
    await asyncio.to_thread(table.finish, warnings=warnings, facts=facts)
    await prepare(table, stop=stop, report=report)


async def prepare(table: Table, *, stop: Stop, report: Report) -> None:
    """Index what is shown, as far as it is not; a wish to stop leaves the rest for later."""
    steps = table.prepare()
    while not stop.requested:
        step = await asyncio.to_thread(_next, steps)
        if step is None:
            return
        report(Progress("Preparing search and sorting", *step))


def _next(steps: Iterator[tuple[int, int]]) -> tuple[int, int] | None:
    return next(steps, None)


def stopped() -> JobStopped:
    """What to say of a reading that ends before its end, as wished."""
    return JobStopped(
        "Reading was stopped.", detail="What was read is kept.", hint="Read again to go on."
    )
