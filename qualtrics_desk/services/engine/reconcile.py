"""Reconcile: find out what became of requests whose fate is unknown (design.md 3.3).

The list is read back. What is there was written. What is not there counts as absent, and may be
sent again, only when absence is proved: contacts of a job sent later were visible before the
reading began (jobs of one list run in order), or the list has not changed for the waiting time.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.outcomes import ChunkState, Outcome, PlanState, Route
from qualtrics_desk.services.engine.chunking import Packer
from qualtrics_desk.services.engine.recognise import Fates, Pending, recognise
from qualtrics_desk.services.engine.snapshot import read_back
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.plan import Limits
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.store.journal.records import Chunk, RowRecord

FIRST_WAIT = 5.0
"""Seconds before the list is read a second time; doubled each time."""

_GONE = "The row is not in the list although its import job ended, and the service gave no reason."


class Reconciler:
    """Settles requests of unknown fate, and plans again what was proved absent."""

    def __init__(self, run: Run, limits: Limits) -> None:
        self._run = run
        self._limits = limits

    async def reconcile(self) -> bool:
        """Look into every open question; returns whether something has to be sent again."""
        pending = await asyncio.to_thread(self._pending)
        if not pending:
            return False
        last_sent = max(row.chunk.sent_at or 0.0 for row in pending)
        digest: int | None = None
        unchanged_since = 0.0
        shown = 0
        wait = min(FIRST_WAIT, self._run.absence_wait)
        while True:
            began = time.time()
            now = await self._read_back()
            if now != digest:
                digest, unchanged_since = now, began
            shows = await asyncio.to_thread(self._visible_up_to)
            fates = await asyncio.to_thread(self._recognise, pending)
            # A reading takes a while. What it shows on its last page may have become visible after
            # its first page was read, so it proves something only for the next reading.
            unproved = [row for row in fates.missing if not _proved(row, shown)]
            quiet = began - max(unchanged_since, last_sent)
            if not unproved or quiet >= self._run.absence_wait:
                return await asyncio.to_thread(self._conclude, pending, fates)
            if shows > shown:
                shown = shows
                continue
            left = self._run.absence_wait - quiet
            self._run.tell_sending(
                "Waiting",
                f"{several(len(unproved), 'row')} sent and not seen in the list yet; looking again"
                f" for up to {max(1, round(left))} s",
            )
            await self._run.stop.wait(min(wait, left))
            wait *= 2

    async def _read_back(self) -> int:
        run = self._run
        return await read_back(
            run.client,
            run.staging,
            run.directory,
            run.list_id,
            stop=run.stop,
            report=run.report,
        )

    def _pending(self) -> list[Pending]:
        run = self._run
        chunks = run.ledger.chunks(
            run.job, ChunkState.UNKNOWN, ChunkState.SENDING, ChunkState.SETTLED
        )
        open_chunks = run.ledger.open_chunks(run.job)
        pending: list[Pending] = []
        for chunk in chunks:
            settled = chunk.state is ChunkState.SETTLED
            if settled and chunk.number not in open_chunks:
                continue
            records = [
                record
                for record in run.ledger.chunk_rows(run.job, chunk)
                if record.outcome is None and (not settled or _is_unclear(record))
            ]
            if records:
                pending.extend(self._with_payloads(chunk, records, may_resend=not settled))
            elif not settled:
                run.ledger.settle(run.job, (), chunk=chunk)
        return pending

    def _with_payloads(
        self, chunk: Chunk, records: list[RowRecord], *, may_resend: bool
    ) -> list[Pending]:
        drafts = self._run.staging.drafts_between(records[0].row, records[-1].row)
        payloads = {draft.row: draft.payload for draft in drafts}
        return [
            Pending(
                record.row,
                PlanState(record.plan),
                Route(record.route),
                record.contact_id,
                chunk,
                may_resend,
                payloads[record.row] or b"{}",
            )
            for record in records
        ]

    def _visible_up_to(self) -> int:
        """The place in the order of sending up to which the list shows what was written."""
        latest = self._run.ledger.created.latest(self._run.job)
        if latest is None or self._run.staging.seen.image(latest[1]) is None:
            return 0
        return latest[0]

    def _recognise(self, pending: list[Pending]) -> Fates:
        run = self._run
        return recognise(pending, run.staging, run.ledger.created.known(run.job))

    def _conclude(self, pending: list[Pending], fates: Fates) -> bool:
        run = self._run
        outcomes = {outcome.row: outcome for outcome in fates.found}
        outcomes.update((row.row, outcome) for row, outcome in fates.unclear)
        again: dict[int, list[Pending]] = {}
        for row in fates.absent:
            if row.may_resend:
                again.setdefault(row.chunk.number, []).append(row)
            else:
                outcomes[row.row] = RowOutcome(
                    row.row, Outcome.FAILED, None, "refused", None, _GONE, row.chunk.request_id
                )
        by_chunk: dict[int, tuple[Chunk, list[RowOutcome]]] = {}
        for row in pending:
            _, settled = by_chunk.setdefault(row.chunk.number, (row.chunk, []))
            if row.row in outcomes:
                settled.append(outcomes[row.row])
        for chunk, settled in by_chunk.values():
            parts = self._parts(sorted(again.get(chunk.number, []), key=lambda row: row.row))
            run.ledger.replace_chunk(run.job, chunk, ChunkState.SETTLED, parts, settled)
        return bool(again)

    def _parts(self, rows: list[Pending]) -> list[list[int]]:
        """Chunks for rows that are sent again."""
        packer = Packer(self._limits.max_rows, self._limits.max_bytes)
        parts: dict[int, list[int]] = {}
        for row in rows:
            number, _ = packer.place(row.row, len(row.payload))
            parts.setdefault(number, []).append(row.row)
        return list(parts.values())


def _proved(row: Pending, shown: int) -> bool:
    """Whether the absence of a row is proved by what the list showed before it was read."""
    sent = row.chunk.sent_number or 0
    return sent < shown or (not row.may_resend and sent == shown)


def _is_unclear(record: RowRecord) -> bool:
    """A row of a settled chunk that no answer named; one that waits for its PUT has an id."""
    return record.route == Route.BULK or record.contact_id is None
