"""Things that the service does not list are remembered in the table of their area."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.services.tables.reading import turn

if TYPE_CHECKING:
    from qualtrics_desk.services.areas.area import Area, Raw
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.table import Table


async def remember(session: Session, area: Area, of: str, raw: Raw) -> None:
    """Keep a thing that the service does not list."""
    me = await session.me()
    scope = {"brand": me.brand_id, "user": me.user_id}
    async with turn(session, area.table(of)) as ours:
        await asyncio.to_thread(_keep, ours.table, area, scope, raw)


def _keep(table: Table, area: Area, scope: dict[str, str | None], raw: Raw) -> None:
    if table.shown is not None:
        table.put([area.row(raw)])
        return
    table.begin(area.columns, scope)
    table.append([area.row(raw)], None)
    table.finish()


async def ensure(session: Session, area: Area, of: str) -> int:
    """Make the table of things that only this machine knows, where there is none; their number."""
    me = await session.me()
    scope = {"brand": me.brand_id, "user": me.user_id}
    async with turn(session, area.table(of)) as ours:
        return await asyncio.to_thread(_begin, ours.table, area, scope)


def _begin(table: Table, area: Area, scope: dict[str, str | None]) -> int:
    if table.shown is None:
        table.begin(area.columns, scope)
        table.finish()
    return table.count()


async def forget(session: Session, area: Area, of: str, thing: str) -> None:
    """Forget a thing that was remembered."""
    async with turn(session, area.table(of)) as ours:
        await asyncio.to_thread(ours.table.drop, [thing])
