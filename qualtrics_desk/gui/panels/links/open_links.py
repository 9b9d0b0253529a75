"""The links of one distribution that are open: their table, and its reading by the worker."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.domain.contacts import EMBEDDED_PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualtrics_desk.domain.rows import ColumnSpec
    from qualtrics_desk.gui.aio import TaskScope
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.tables.links import LinksRead
    from qualtrics_desk.store.tables.reading import Reading
    from qualtrics_desk.store.tables.table import Table

POLL_SECONDS = 0.25
_SHOWN = (
    "firstName",
    "lastName",
    "email",
    "link",
    "linkExpiration",
    "externalDataReference",
    "unsubscribed",
)


class OpenLinks:
    """A distribution with its table open.

    Attributes:
        is_reading: Whether the worker reads it now.
    """

    def __init__(self, survey: str, distribution: str, table: Table) -> None:
        self.survey = survey
        self.distribution = distribution
        self.table = table
        self.is_reading = False

    async def shown(self) -> Reading | None:
        """What is there."""
        return await asyncio.to_thread(lambda: self.table.shown)

    async def read(
        self,
        desk: Desk,
        tasks: TaskScope,
        title: str,
        consent: str | None,
        on_growth: Callable[[Reading], None],
    ) -> LinksRead:
        """Read the links through the worker; tells what is there whenever more is.

        Raises:
            DeskError: When they cannot be read to the end; what came is kept.
        """
        from qualtrics_desk.services.background.messages import ReadLinks
        from qualtrics_desk.services.tables.links import LinksRead

        request = ReadLinks(survey=self.survey, distribution=self.distribution, consent=consent)
        self.is_reading = True
        tasks.start(self._watch(on_growth), key=self)
        try:
            return await desk.run(title, request, LinksRead, room="links")
        finally:
            self.is_reading = False
            tasks.cancel(self)

    async def _watch(self, on_growth: Callable[[Reading], None]) -> None:
        seen = -1
        while True:
            revision = await asyncio.to_thread(lambda: self.table.revision)
            if revision != seen:
                seen, shown = revision, await self.shown()
                if shown is not None:
                    on_growth(shown)
            await asyncio.sleep(POLL_SECONDS)


async def open_links(desk: Desk, survey: str, distribution: str) -> OpenLinks:
    """Open the table of a distribution.

    Raises:
        StoreError: When it cannot be used.
    """
    from qualtrics_desk.services.tables.places import links_table, profile_of

    profile = profile_of(desk.session)
    table = await asyncio.to_thread(links_table, desk.home, profile, distribution)
    return OpenLinks(survey, distribution, table)


def usual_columns(columns: Sequence[ColumnSpec]) -> list[str]:
    """The columns that are shown and exported where nobody chose any."""
    known = {column.key for column in columns}
    embedded = [column.key for column in columns if column.key.startswith(EMBEDDED_PREFIX)]
    return [key for key in (*_SHOWN, *embedded) if key in known]
