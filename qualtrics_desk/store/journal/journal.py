"""Opens `journal.db` and hands out its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import FileDamaged
from qualtrics_desk.store.database import open_database
from qualtrics_desk.store.journal.jobs import Jobs
from qualtrics_desk.store.journal.leases import Leases
from qualtrics_desk.store.journal.ledger import Ledger
from qualtrics_desk.store.journal.schema import MIGRATIONS

if TYPE_CHECKING:
    from pathlib import Path


class Journal:
    """The journal of one user of this machine.

    Attributes:
        jobs: The history.
        leases: Who drives which job.
        ledger: Chunks and rows.
    """

    def __init__(self, path: Path) -> None:
        """Open or make the journal.

        Raises:
            StoreError: When the file is damaged, locked or from a newer version.
        """
        try:
            self._database = open_database(path, MIGRATIONS, synchronous="FULL")
        except FileDamaged as error:
            error.hint += " Jobs that had not ended cannot be gone on with then."
            raise
        self.jobs = Jobs(self._database)
        self.leases = Leases(self._database)
        self.ledger = Ledger(self._database)

    def fold(self) -> None:
        """Empty the WAL file, so that what was deleted does not live on in it."""
        self._database.fold()

    def close(self) -> None:
        """Close the file."""
        self._database.close()
