"""Reconcile: find out what became of requests whose fate is unknown (design.md 3.3).

The list is read back. What is there was written. What is not there counts as absent, and may be
sent again, only when absence is proved: contacts of a job sent later are visible (jobs of one list
run in order), or the list has not changed for the waiting time. Identical rows that are there in
part cannot be told apart: they end unknown.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from qualtrics_desk.domain.contacts import changed_cells
from qualtrics_desk.domain.outcomes import ChunkState, Outcome, PlanState, Route
from qualtrics_desk.services.engine.chunking import Packer
from qualtrics_desk.services.engine.snapshot import name_key, read_back
from qualtrics_desk.store.journal.ledger import Chunk, RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.plan import Limits
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.store.journal.ledger import RowRecord

FIRST_WAIT = 5.0
"""Seconds before the list is read a second time; doubled each time."""

_GONE = "The row is not in the list although its import job ended, and the service gave no reason."
_SAME = (
    "Some, not all, of several identical rows arrived, and they cannot be told apart. Compare the"
    " list with the file before sending this row again."
)


class Pending(NamedTuple):
    """A row whose fate is looked for.

    Attributes:
        chunk: The chunk it was sent with.
        may_resend: Whether it is sent again when it is absent: only where the request itself was
            lost. A row that a finished job left out was refused.
    """

    row: int
    plan: PlanState
    route: Route
    contact_id: str | None
    chunk: Chunk
    may_resend: bool
    key: str | None
    payload: bytes


class Fates(NamedTuple):
    """What reading the list back showed."""

    found: list[RowOutcome]
    absent: list[Pending]
    unclear: list[Pending]


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
        quiet_since = time.time()
        digest: int | None = None
        wait = min(FIRST_WAIT, self._run.absence_wait)
        while True:
            now = await self._read_back()
            if digest is not None and now != digest:
                quiet_since = time.time()
            digest = now
            caught_up = await asyncio.to_thread(self._visible_up_to)
            fates = await asyncio.to_thread(self._match, pending)
            missing = [*fates.absent, *fates.unclear]
            unproved = [row for row in missing if not self._proved(row, caught_up)]
            since_quiet = time.time() - max(
                quiet_since, max((row.chunk.sent_at or 0.0 for row in pending), default=0.0)
            )
            if not unproved or since_quiet >= self._run.absence_wait:
                return await asyncio.to_thread(self._conclude, pending, fates)
            left = self._run.absence_wait - since_quiet
            self._run.tell(
                "Waiting",
                f"{len(unproved)} rows were sent and have not appeared in the list; looking again"
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
            run.rules.key,
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
                pending.extend(self._with_drafts(chunk, records, may_resend=not settled))
            elif not settled:
                run.ledger.settle(run.job, (), chunk=chunk)
        return pending

    def _with_drafts(
        self, chunk: Chunk, records: list[RowRecord], *, may_resend: bool
    ) -> list[Pending]:
        drafts = {
            draft.row: draft
            for draft in self._run.staging.drafts_between(records[0].row, records[-1].row)
        }
        return [
            Pending(
                record.row,
                PlanState(record.plan),
                Route(record.route),
                record.contact_id,
                chunk,
                may_resend,
                drafts[record.row].key,
                drafts[record.row].payload or b"{}",
            )
            for record in records
        ]

    def _visible_up_to(self) -> int:
        """The place in the order of sending up to which the list shows what was written."""
        latest = self._run.ledger.latest_created(self._run.job)
        if latest is None or self._run.staging.seen_image(latest[1]) is None:
            return 0
        return latest[0]

    def _proved(self, row: Pending, caught_up: int) -> bool:
        sent = row.chunk.sent_number or 0
        return sent < caught_up or (not row.may_resend and sent == caught_up)

    def _match(self, pending: list[Pending]) -> Fates:
        run = self._run
        fates = Fates([], [], [])
        changed = [row for row in pending if row.plan is PlanState.CHANGED]
        for row in changed:
            image = run.staging.seen_image(row.contact_id or "")
            if image is not None and _holds(image, row.payload):
                fates.found.append(_applied(row, row.contact_id))
            else:
                fates.absent.append(row)
        run.staging.drop_seen_live()
        for known in run.ledger.known_contacts(run.job):
            run.staging.drop_seen(known)
        groups: dict[bytes, list[Pending]] = {}
        for row in pending:
            if row.plan is not PlanState.CHANGED:
                groups.setdefault(row.payload, []).append(row)
        for payload, rows in groups.items():
            self._match_group(payload, rows, fates)
        return fates

    def _match_group(self, payload: bytes, rows: list[Pending], fates: Fates) -> None:
        """Identical rows take identical contacts; who is who does not matter among them."""
        contact = msgspec.json.decode(payload)
        candidates = [
            contact_id
            for contact_id, image in self._run.staging.seen_candidates(
                rows[0].key, name_key(contact)
            )
            if _holds(image, payload)
        ]
        taken = candidates[: len(rows)]
        self._run.staging.drop_seen(taken)
        for row, contact_id in zip(rows, taken, strict=False):
            fates.found.append(_applied(row, contact_id))
        rest = rows[len(taken) :]
        if taken and rest:
            fates.unclear.extend(rest)
        else:
            fates.absent.extend(rest)

    def _conclude(self, pending: list[Pending], fates: Fates) -> bool:
        run = self._run
        outcomes = {outcome.row: outcome for outcome in fates.found}
        for row in fates.unclear:
            outcomes[row.row] = RowOutcome(
                row.row, Outcome.UNKNOWN, None, "identical rows", None, _SAME
            )
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


def _is_unclear(record: RowRecord) -> bool:
    """A row of a settled chunk that no answer named; one that waits for its PUT has an id."""
    return record.route == Route.BULK or record.contact_id is None


def _holds(image: bytes, payload: bytes) -> bool:
    """Whether a live contact has every cell that was sent."""
    return not changed_cells(msgspec.json.decode(payload), msgspec.json.decode(image))


def _applied(row: Pending, contact_id: str | None) -> RowOutcome:
    if row.route is Route.BULK_THEN_PUT:
        return RowOutcome(row.row, None, contact_id)
    outcome = Outcome.CREATED if row.plan is PlanState.NEW else Outcome.UPDATED
    return RowOutcome(row.row, outcome, contact_id)
