"""A table of the store that a page shows: opened as it is kept, read anew by the worker."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.domain.rows import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualtrics_desk.gui.aio import TaskScope
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.gui.widgets.grid_page import GridPage
    from qualtrics_desk.services.background.messages import Request
    from qualtrics_desk.store.tables.reading import Reading
    from qualtrics_desk.store.tables.table import Table

Result = TypeVar("Result")


class KeptTable(QObject):
    """Shows one table after the other in a page.

    Attributes:
        name: Of the table that is open, or "".
        table: It.
        reading: What is there of it, or None.
        is_reading: Whether the worker reads it now.
        failure: Why it could not be read, while nothing of it is there.

    Signals:
        changed: One of these is another now.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        tasks: TaskScope,
        page: GridPage,
        columns: Callable[[Reading], Sequence[Column]],
        *,
        noun: Callable[[int], str],
        remembered: str,
        parent: QObject,
    ) -> None:
        """Prepare.

        Args:
            desk: Who is signed in.
            tasks: The tasks of the owner.
            page: Where the rows are shown; it was begun.
            columns: How the columns are shown.
            noun: Says how many rows there are.
            remembered: Under which name the choice of columns is kept.
            parent: The owner.
        """
        super().__init__(parent)
        self._desk, self._tasks, self._page = desk, tasks, page
        self._columns, self._noun, self._remembered = columns, noun, remembered
        self.name = ""
        self._view = View()
        self.table: Table | None = None
        self.reading: Reading | None = None
        self.is_reading = False
        self.failure: DeskError | None = None

    def open(self, name: str, view: View | None = None) -> asyncio.Task[None]:
        """Show the table with this name in the place of the one before."""
        self.close()
        self.name, self._view = name, view or View()
        return self._tasks.start(self._open(name), key=(self, "open"))

    def close(self) -> None:
        """Show nothing any more."""
        table, self.table = self.table, None
        self.name, self.reading, self.failure, self.is_reading = "", None, None, False
        self._page.set_loading(False)
        self._page.set_source(None)
        if table is not None:
            # A question to the store may be under way in a thread: closed behind it.
            self._desk.tasks.start(asyncio.to_thread(table.close))
        self.changed.emit()

    async def read(
        self, title: str, request: Request, returns: type[Result], *, room: str
    ) -> Result | None:
        """Let the worker read it; None where that failed, and `failure` or the desk says why."""
        name = self.name
        self.is_reading, self.failure = True, None
        self._page.set_loading(True)
        self.changed.emit()
        result: Result | None = None
        failure: DeskError | None = None
        try:
            result = await self._desk.run(title, request, returns, room=room)
        except DeskError as error:
            failure = error
        if name != self.name:
            if failure is not None and not isinstance(failure, JobStopped):
                self._desk.tell_error(failure)
            return result
        self.is_reading = False
        self._page.set_loading(False)
        if failure is not None and not isinstance(failure, JobStopped):
            if self.reading is None:
                self.failure = failure
            else:
                self._desk.tell_error(failure)
        elif failure is None:
            await self._show()
        self.changed.emit()
        return result

    async def refresh(self) -> None:
        """Show what is there now, as after a row was changed."""
        await self._show()
        self.changed.emit()

    def raw(self, row_id: int) -> dict[str, Any] | None:
        """The object behind a row; blocks shortly."""
        return None if self.table is None else self.table.raw(row_id)

    async def _open(self, name: str) -> None:
        from qualtrics_desk.services.tables.places import named_table, profile_of

        profile = profile_of(self._desk.session)
        table = await asyncio.to_thread(named_table, self._desk.home, profile, name)
        if name != self.name:
            await asyncio.to_thread(table.close)
            return
        self.table = table
        await self._show()
        self.changed.emit()

    async def _show(self) -> None:
        table = self.table
        if table is None:
            return
        reading = await asyncio.to_thread(lambda: table.shown)
        if table is not self.table or reading is None or not reading.is_complete:
            return
        self.reading = reading
        if self._page.model.source is not table:
            self._page.remember_columns(self._remembered, self._desk)
            self._page.set_source(table, self._columns(reading), noun=self._noun, view=self._view)
        else:
            self._page.set_columns(self._columns(reading))
            self._page.model.reload()
        self._page.set_moment(reading.read_at)
