"""Reading an area: into its table for the window, or as a list for the command line."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services.areas.memory import ensure, remember
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.tables.reading import (
    Shaped,
    TableRead,
    Walk,
    prepare,
    read_pages,
    settle,
    stopped,
    turn,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from qualtrics_desk.api.requests import PageReply
    from qualtrics_desk.services.areas.area import Area, Raw
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.reading import NewRow
    from qualtrics_desk.store.tables.table import Table

PARALLEL = 6
"""Pages on their way at once: these lists are paged by offset (B)."""
_PHASE = "Reading the list"


async def read_area(
    session: Session,
    area: Area,
    of: str = "",
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> TableRead:
    """Read all things of an area into its table, from the beginning.

    Raises:
        ApiError: When a page cannot be fetched; what was read before stays.
        JobStopped: On wish.
    """
    require_of(area, of)
    stop = stop or Stop()
    name = area.table(of)
    if area.is_local:
        return TableRead(name=name, rows=await ensure(session, area, of))
    me = await session.me()
    walk = Walk(
        columns=area.columns,
        scope={"brand": me.brand_id, "user": me.user_id},
        phase=_PHASE,
        parallel=PARALLEL,
        resume_within=timedelta(0),
    )
    async with turn(session, name) as ours:
        table = ours.table
        done = await ours.done_meanwhile()
        if done is not None:
            return TableRead(name=name, rows=done.rows, warnings=list(done.warnings))
        if area.pages is None:
            await _gather(session, area, of, table, walk, stop, report)
            await prepare(table, stop=stop, report=report)
            return TableRead(name=name, rows=table.count())

        def shape(items: Sequence[Any]) -> Shaped:
            return Shaped([area.row(item.raw) for item in items])

        warnings = await read_pages(
            session, area.pages(of), table, walk, shape, stop=stop, report=report
        )
        await settle(table, warnings=warnings, stop=stop, report=report)
        return TableRead(name=name, rows=table.count(), warnings=warnings)


async def _gather(
    session: Session,
    area: Area,
    of: str,
    table: Table,
    walk: Walk,
    stop: Stop,
    report: Report,
) -> None:
    """Find things that the service does not list, beginning with those that are known.

    Another process may remember one meanwhile: so what is remembered is added to and never replaced
    as a whole.
    """
    known = await asyncio.to_thread(known_things, table)
    found = []
    async with aclosing(area.gathered(session, of, known)) as things:
        async for raw in things:
            if stop.requested:
                raise stopped()
            found.append(area.row(raw))
            report(Progress(_PHASE, len(found)))
    gone = {area.id_of(raw) for raw in known} - {row.key for row in found}
    await asyncio.to_thread(_keep, table, area, walk, found, sorted(gone))


def _keep(table: Table, area: Area, walk: Walk, found: list[NewRow], gone: list[str]) -> None:
    if area.is_remembered and table.shown is not None:
        table.put(found)
        table.drop(gone)
        return
    table.begin(walk.columns, walk.scope, resume_within=walk.resume_within)
    table.append(found, None)
    table.finish()


def known_things(table: Table) -> list[dict[str, Any]]:
    """The things that a table shows; blocks."""
    with table.moment() as now:
        if now.shown is None:
            return []
        return list(now.raws(range(now.shown.first_id, now.shown.last_id + 1)))


async def list_area(
    session: Session,
    area: Area,
    of: str = "",
    text: str = "",
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> list[dict[str, Any]]:
    """The things of an area as the service gave them, those whose columns hold every word.

    Raises:
        ApiError: When a page cannot be fetched.
        JobStopped: On wish.
    """
    require_of(area, of)
    stop = stop or Stop()
    wanted = text.casefold().split()
    found: list[dict[str, Any]] = []
    async with aclosing(_all(session, area, of)) as things:
        async for raw in things:
            if stop.requested:
                raise stopped()
            cells = area.row(raw).values.values()
            held = " ".join(str(value) for value in cells if value is not None).casefold()
            if all(word in held for word in wanted):
                found.append(raw)
            report(Progress(_PHASE, len(found)))
    return found


async def _all(session: Session, area: Area, of: str) -> AsyncGenerator[dict[str, Any]]:
    if area.pages is not None:
        walk = session.client.pages(area.pages(of), parallel=PARALLEL)
        # It is a generator: left to the garbage, it would keep its connections until then.
        async with aclosing(cast("AsyncGenerator[PageReply[Any]]", walk)) as pages:
            async for page in pages:
                for item in page.items:
                    yield item.raw
        return
    async with turn(session, area.table(of)) as ours:
        known = await asyncio.to_thread(known_things, ours.table)
        async for raw in area.gathered(session, of, known):
            yield raw


async def show_thing(session: Session, area: Area, thing: str, of: str = "") -> Raw:
    """One thing with everything the service says of it.

    Raises:
        UsageError: The service shows none of these singly.
        ApiError: When it refuses.
    """
    require_of(area, of)
    if area.show is None:
        raise UsageError(f"The service shows no {area.one} by itself.", detail=area.lacks)
    found: Raw = (await session.client.send(area.show(of, thing), urgent=True)).value.raw
    if area.is_remembered:
        await remember(session, area, of, {**found, area.key: thing})
    return found


def require_of(area: Area, of: str) -> None:
    """Refuse to go on where it is not said what the things belong to.

    Raises:
        UsageError: It is not said.
    """
    if area.of and not of:
        raise UsageError(f"It is not said of which {area.of}.")
