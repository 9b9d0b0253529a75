"""Reading an area: into its table for the window, or as a list for the command line."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services.areas.memory import remember
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.tables.reading import (
    Shaped,
    TableRead,
    Walk,
    read_pages,
    settle,
    stopped,
    turn,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from qualtrics_desk.services.areas.area import Area, Raw
    from qualtrics_desk.services.session import Session
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
    me = await session.me()
    name = area.table(of)
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
            warnings = await _gather(session, area, of, table, walk, stop, report)
        else:

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
) -> list[str]:
    """Find things that the service does not list, beginning with those that are known."""
    known = await asyncio.to_thread(known_things, table)
    await asyncio.to_thread(table.begin, walk.columns, walk.scope, resume_within=walk.resume_within)
    found = []
    async for raw in area.gathered(session, of, known):
        if stop.requested:
            raise stopped()
        found.append(area.row(raw))
        report(Progress(_PHASE, len(found)))
    await asyncio.to_thread(table.append, found, None)
    return []


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
    async for raw in _all(session, area, of):
        if stop.requested:
            raise stopped()
        held = " ".join(str(value) for value in area.row(raw).values.values() if value is not None)
        if all(word in held.casefold() for word in wanted):
            found.append(raw)
        report(Progress(_PHASE, len(found)))
    return found


async def _all(session: Session, area: Area, of: str) -> AsyncIterator[dict[str, Any]]:
    if area.pages is not None:
        async for page in session.client.pages(area.pages(of), parallel=PARALLEL):
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
