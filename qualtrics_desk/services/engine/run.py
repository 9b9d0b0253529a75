"""What the parts of the engine share while one process drives a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualtrics_desk.domain.marking import marked
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.engine.reach import Reach

if TYPE_CHECKING:
    from qualtrics_desk.api.client import Client
    from qualtrics_desk.domain.ids import DirectoryId, ListId
    from qualtrics_desk.services.engine.judge import PlanRules
    from qualtrics_desk.store.journal.ledger import Ledger
    from qualtrics_desk.store.staging.staging import Staging


@dataclass(frozen=True, kw_only=True)
class Run:
    """One job in the hands of this process.

    Attributes:
        job: Its id.
        rules: The rules its plan was made by.
        absence_wait: Seconds without change after which a row counts as absent (design.md 3.3).
        rows: Rows of the file, for progress.
        orders: Whether its rows are orders (edits, undo) and not drafts of a file.
        restores: Whether it is an undo: cells that somebody changed since are left alone, the
            others of the row are written.
    """

    job: int
    client: Client
    ledger: Ledger
    staging: Staging
    directory: DirectoryId
    list_id: ListId
    rules: PlanRules
    absence_wait: float
    rows: int
    stop: Stop
    report: Report
    orders: bool = False
    restores: bool = False

    @property
    def reach(self) -> Reach:
        """Where its single calls go."""
        return Reach.of(self.directory, self.list_id)

    def tell_sending(self, phase: str = marked("phases", "Sending"), note: str = "") -> None:
        """Report how many of the rows that go by bulk import are settled."""
        done, total = self.ledger.sent_rows(self.job)
        self.report(Progress(phase, done, total, note))
