"""First passwords: read from the person's own file at the moment they are needed, kept nowhere."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import JobFailed, SheetError
from qualtrics_desk.domain.mapping import column_names
from qualtrics_desk.sheets.reading import open_sheet

if TYPE_CHECKING:
    from qualtrics_desk.services.roster.rosters import RosterOptions
    from qualtrics_desk.store.journal.jobs import Job

_FIELD = "password"


class Passwords:
    """The first passwords of the users of a file."""

    def __init__(self, job: Job, options: RosterOptions) -> None:
        self._source = Path(job.source or "")
        self._columns = {key: name for name, key in options.columns.items()}
        self._found: dict[int, tuple[str, str]] | None = None
        self._lock = asyncio.Lock()

    async def of(self, row: int, username: str) -> str:
        """The password of a row; its user name must stand in the file as it did.

        Raises:
            JobFailed: When the file is gone or another one now.
        """
        async with self._lock:
            if self._found is None:
                try:
                    self._found = await asyncio.to_thread(self._read)
                except SheetError as error:
                    raise _gone(error.user_message) from error
        name, password = self._found.get(row, ("", ""))
        if not password.strip() or name != username:
            raise _gone("The row of this user reads differently now.")
        return password

    def _read(self) -> dict[int, tuple[str, str]]:
        with open_sheet(self._source) as sheet:
            places = {name: place for place, name in enumerate(column_names(sheet.header))}
            try:
                name, secret = (places[self._columns[key]] for key in ("username", _FIELD))
            except KeyError as error:
                raise _gone("Its columns are other ones now.") from error
            return {
                # A space may belong to a password.
                row.row: (row.cells[name].strip(), row.cells[secret])
                for row in sheet.rows()
                if max(name, secret) < len(row.cells)
            }

    def __repr__(self) -> str:
        return "Passwords()"


def _gone(why: str) -> JobFailed:
    return JobFailed(
        "The first passwords are not at hand: they are read from the file when a user is made.",
        detail=why,
        hint="Put the file back where it was, then go on with the job.",
    )
