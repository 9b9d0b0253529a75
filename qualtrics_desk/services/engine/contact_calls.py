"""What single calls to contacts share: where they go, and reading one."""

from __future__ import annotations

import time
from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from qualtrics_desk.domain.errors import NotFound
from qualtrics_desk.services.engine.single_calls import SingleCalls
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.domain.ids import ContactId
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order

NEW_CONTACT_PATIENCE = 2.0
"""Seconds between looks for a contact that was created a moment ago (F.90, F.91)."""


class ContactCalls(SingleCalls):
    """Brings every open row of some routes to its outcome, each row a contact."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._reach = run.reach

    @abstractmethod
    async def _is_done(self, record: RowRecord, draft: Draft, order: Order | None) -> bool:
        """Whether a contact is as it was asked for already; looks only."""

    @override
    async def _look(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        try:
            is_done = await self._is_done(record, draft, order)
        except NotFound:
            is_done = False
        return self._done(record) if is_done else RowOutcome(record.row, None)

    async def _read(self, contact_id: ContactId, *, fresh: bool = False) -> dict[str, Any]:
        """The contact as it is; one that was just created may take a while to appear."""
        run = self._run
        request = self._reach.read(contact_id)
        deadline = time.monotonic() + run.absence_wait
        while True:
            try:
                raw: dict[str, Any] = (await run.client.send(request)).value.raw
                return raw
            except NotFound:
                if not fresh or time.monotonic() >= deadline:
                    raise
            await run.stop.wait(NEW_CONTACT_PATIENCE)
