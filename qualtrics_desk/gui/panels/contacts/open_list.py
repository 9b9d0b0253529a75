"""One list that is open: its table, what is staged on top of it, and its reading.

Everything that touches a file runs in a thread; steps of editing run one after the other, in the
order in which the person made them.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qualtrics_desk.domain.places import PlaceKind
    from qualtrics_desk.domain.rows import Value
    from qualtrics_desk.gui.aio import TaskScope
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.edits.rows import EditedRows
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.store.edits.edit_set import EditSet
    from qualtrics_desk.store.edits.records import EditCounts
    from qualtrics_desk.store.tables.reading import Reading
    from qualtrics_desk.store.tables.table import Table

Answer = TypeVar("Answer")

FRESH_FOR = timedelta(minutes=5)
MOST_READ_UNASKED = 20_000
"""Contacts: a longer list is read again only when the person asks for it."""
POLL_SECONDS = 0.25


class OpenList:
    """A list of contacts with its files open.

    Attributes:
        place: The list and its directory.
        table: The contacts as the service gave them.
        edits: What is staged.
        rows: Both together, for the grid.
        is_reading: Whether the worker reads it now.
    """

    def __init__(self, place: Place, table: Table, edits: EditSet, rows: EditedRows) -> None:
        self.place = place
        self.table = table
        self.edits = edits
        self.rows = rows
        self.is_reading = False
        self._order = asyncio.Lock()
        self._is_closed = False

    @property
    def list_id(self) -> str:
        """The id of the list."""
        return self.place.list.mailing_list_id or ""

    @property
    def directory_id(self) -> str:
        """The id of its directory."""
        return self.place.directory.directory_id or ""

    @property
    def name(self) -> str:
        """The name of the list."""
        return self.place.list.name or self.list_id

    @property
    def kind(self) -> PlaceKind:
        """What it is: a list, or what is seen like one."""
        return self.place.kind

    @property
    def is_closed(self) -> bool:
        """Whether another list took its place."""
        return self._is_closed

    async def shown(self) -> Reading | None:
        """The reading that is shown."""
        return await asyncio.to_thread(lambda: self.table.shown)

    async def written_by_others(self) -> tuple[int, int]:
        """Two numbers: they change when another window or command read the list, or staged."""
        return await self.step(
            lambda: (self.table.written_by_others(), self.edits.written_by_others())
        )

    async def counts(self) -> EditCounts:
        """What is staged, after the steps asked for before."""
        return await self.step(self.edits.counts)

    async def step(self, do: Callable[..., Answer], *arguments: object) -> Answer:
        """Make one step of editing, after those asked for before."""
        async with self._order:
            return await asyncio.to_thread(do, *arguments)

    async def values(self, row_id: int) -> Mapping[str, Any]:
        """The whole object of a row as the service gave it; empty for a new one."""
        if row_id < 0:
            return {}
        return await asyncio.to_thread(self.table.raw, row_id) or {}

    async def keys(self, ids: Sequence[int]) -> list[str]:
        """What the rows are called, whichever reading shows them."""
        return await asyncio.to_thread(self.rows.keys, ids)

    async def ids(self, keys: Sequence[str]) -> list[int]:
        """The rows that are called so."""
        found = await asyncio.to_thread(self.table.ids_of, [k for k in keys if k[:1] != "-"])
        return [int(key) if key.startswith("-") else found.get(key, -1) for key in keys]

    def wants_reading(self, shown: Reading | None, staged: int) -> bool:
        """Whether it is read without being asked for.

        Args:
            shown: What is there.
            staged: Changes upon it: they stay upon what the person saw while typing.
        """
        if shown is None:
            return True
        if not shown.is_complete or staged or shown.rows > MOST_READ_UNASKED:
            return False
        return shown.read_at is None or datetime.now(UTC) - shown.read_at > FRESH_FOR

    async def read(
        self, desk: Desk, tasks: TaskScope, on_growth: Callable[[Reading], None]
    ) -> None:
        """Read the list through the worker; tells what is there whenever more is.

        Raises:
            DeskError: When it cannot be read to its end; what came is kept.
        """
        from qualtrics_desk.services.background.messages import ReadContacts
        from qualtrics_desk.services.tables.reading import TableRead

        self.is_reading = True
        tasks.start(self._watch(on_growth), key=self)
        try:
            await desk.run(
                QCoreApplication.translate("ContactsPanel", "Read “{0}”").format(self.name),
                ReadContacts(directory=self.directory_id, list_id=self.list_id),
                TableRead,
                room="contacts",
            )
        finally:
            self.is_reading = False
            tasks.cancel(self)

    async def close(self) -> None:
        """Close the files, after the steps under way."""
        self._is_closed = True
        async with self._order:
            await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self.edits.close()
        self.table.close()

    async def _watch(self, on_growth: Callable[[Reading], None]) -> None:
        seen = -1
        while True:
            revision, shown = await asyncio.to_thread(
                lambda: (self.table.revision, self.table.shown)
            )
            if revision != seen and shown is not None:
                seen = revision
                on_growth(shown)
            await asyncio.sleep(POLL_SECONDS)


async def open_list(desk: Desk, place: Place) -> OpenList:
    """Open the files of a list.

    Raises:
        StoreError: When they cannot be used.
    """
    return await asyncio.to_thread(_open, desk, place)


def _open(desk: Desk, place: Place) -> OpenList:
    from qualtrics_desk.services.edits.rows import EditedRows
    from qualtrics_desk.services.tables.places import contacts_table, profile_of
    from qualtrics_desk.store.edits.edit_set import EditSet

    list_id = place.list.mailing_list_id or ""
    table = contacts_table(desk.home, profile_of(desk.session), list_id)
    edits = EditSet(desk.home.edits(desk.session.profile, list_id))
    return OpenList(place, table, edits, EditedRows(table, edits))


def cells_to_paste(
    cells: Sequence[Sequence[str]],
    ids: Sequence[int],
    keys: Sequence[str],
    editable: frozenset[str],
) -> list[tuple[int, str, Value]]:
    """Pasted cells as changes of rows: the first cell goes to the first id and key."""
    return [
        (row_id, key, text)
        for row_id, line in zip(ids, cells, strict=False)
        for key, text in zip(keys, line, strict=False)
        if key in editable
    ]


def rows_to_add(
    cells: Sequence[Sequence[str]], keys: Sequence[str], titles: Mapping[str, str]
) -> list[dict[str, Value]]:
    """Pasted lines as new rows; a first line that names columns says which cell goes where.

    Args:
        cells: The lines.
        keys: Where the cells go in turn if no line says so.
        titles: Keys by what a person may call a column, case-folded.
    """
    named = [titles.get(text.strip().casefold(), "") for text in cells[0]] if cells else []
    if named and all(named):
        keys, cells = named, cells[1:]
    rows = [
        {key: text for key, text in zip(keys, line, strict=False) if text.strip()} for line in cells
    ]
    return [dict(row) for row in rows if row]
