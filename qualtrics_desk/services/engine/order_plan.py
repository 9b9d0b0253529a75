"""Plan of orders: edits and undo against the contacts as they are. Writes nothing remote.

A list lags behind what was written (F.90), a single contact does not. So only contacts that were
read singly are judged here; of the others the list gives an estimate, and each is read again
before it is written anyway.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.contacts import DIRECTORY_OPT_OUT, OPT_OUTS
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.engine.chunking import Packer
from qualtrics_desk.services.engine.conflicts import conflict_row, leaving_row
from qualtrics_desk.services.engine.judge import PROTECTED
from qualtrics_desk.services.engine.plan import Forecast, Limits, minutes_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.store.journal.records import PlannedRow
from qualtrics_desk.store.staging.records import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.contacts import CellChange
    from qualtrics_desk.store.journal.ledger import Ledger
    from qualtrics_desk.store.journal.records import Chunk, RowOutcome
    from qualtrics_desk.store.staging.records import Draft, Order
    from qualtrics_desk.store.staging.staging import Staging


class OrderRules(msgspec.Struct, frozen=True, kw_only=True):
    """What decides a plan of orders.

    Attributes:
        live: Contacts the list has.
        read_singly: Whether the staged contacts are the truth of this moment.
        restores: Whether it is an undo; that asks for no further consent.
        is_list: Whether it is a list: all embedded data of its contacts is told.
        share_limit: Percentage of the list that may change or leave without consent.
        allow_resubscribe: Consent to take opt-outs back.
    """

    live: int
    read_singly: bool
    restores: bool
    is_list: bool = True
    share_limit: float = 20.0
    allow_resubscribe: bool = False


class _Tally:
    def __init__(self) -> None:
        self.rows = self.chunks = self.updates = self.removals = self.doubtful = 0
        self.states: dict[str, int] = {}
        self.protected: dict[str, int] = {}
        self.out = dict.fromkeys(OPT_OUTS, 0)

    def note_opt_outs(self, order: Order, row: PlannedRow) -> None:
        """Count who would opt out of what."""
        if row.plan in (PlanState.CHANGED, PlanState.NEW):
            for target, (new, _) in orders.cells_of(order).items():
                if target in self.out and new:
                    self.out[target] += 1

    def notes(self) -> list[str]:
        """What the person should know before it is sent."""
        found = []
        if self.out["unsubscribed"]:
            found.append(
                several(self.out["unsubscribed"], "contact opts", "contacts opt")
                + " out of this list; other lists may still write to them."
            )
        if self.out[DIRECTORY_OPT_OUT]:
            found.append(
                several(self.out[DIRECTORY_OPT_OUT], "contact opts", "contacts opt")
                + " out of the whole directory: no list writes to them any more."
            )
        if self.states.get(PlanState.ERASED):
            found.append(
                several(self.states[PlanState.ERASED], "contact is", "contacts are")
                + " deleted from the directory: they leave every list, and their personal links"
                " stop working. Undo can only add them again as new contacts."
            )
        return found


async def make_order_plan(
    staging: Staging,
    ledger: Ledger,
    job: int,
    rules: OrderRules,
    limits: Limits,
    *,
    stop: Stop,
    report: Report,
) -> Forecast:
    """Judge every order and write the plan to the journal; it may be repeated."""
    await asyncio.to_thread(ledger.clear, job)
    await asyncio.to_thread(staging.clear_verdicts)
    counts = await asyncio.to_thread(staging.order_counts)
    touched = sum(counts.get(action, 0) for action in ("change", "remove", "erase"))
    share = 100.0 * touched / rules.live if rules.live else 0.0
    exceeded = not rules.restores and share > rules.share_limit
    packer = Packer(limits.max_rows, limits.max_bytes)
    tally = _Tally()
    pieces = staging.orders()
    while piece := await asyncio.to_thread(next, pieces, None):
        stop.check()
        await asyncio.to_thread(
            _plan_piece, staging, ledger, job, rules, piece, packer, exceeded, tally
        )
        report(Progress("Writing the plan", tally.rows))
    last = packer.finish()
    if last is not None:
        await asyncio.to_thread(ledger.add_chunks, job, [last])
        tally.chunks += 1
    notes = [] if rules.restores else tally.notes()
    if tally.doubtful:
        notes.append(
            f"{tally.doubtful:,} rows look as if somebody had changed them since. Each is read"
            " again before it is written; what was changed since is left as it is."
        )
    return Forecast(
        rows=tally.rows,
        live=rules.live,
        states=tally.states,
        chunks=tally.chunks,
        single_calls=tally.updates + tally.removals,
        changed_share=share,
        share_exceeded=exceeded,
        protected=tally.protected,
        minutes=minutes_of(tally.updates, tally.removals),
        notes=tuple(notes),
    )


def _plan_piece(
    staging: Staging,
    ledger: Ledger,
    job: int,
    rules: OrderRules,
    piece: list[Order],
    packer: Packer,
    exceeded: bool,
    tally: _Tally,
) -> None:
    drafts = {draft.row: draft for draft in staging.drafts_between(piece[0].row, piece[-1].row)}
    ids = [order.contact_id for order in piece if order.contact_id is not None]
    images: dict[str, bytes] = {}
    for start in range(0, len(ids), 500):
        images.update(staging.live_images(ids[start : start + 500]))
    planned: list[PlannedRow] = []
    full: list[Chunk] = []
    verdicts: list[Verdict] = []
    for order in piece:
        image = images.get(order.contact_id or "")
        live = None if image is None else msgspec.json.decode(image)
        row = _judge(order, drafts[order.row], live, rules, exceeded, staging, tally)
        if row.route in (Route.BULK, Route.BULK_THEN_PUT):
            size = len(drafts[order.row].payload or b"")
            number, filled = packer.place(order.row, size)
            row = msgspec.structs.replace(row, chunk=number)
            if filled is not None:
                full.append(filled)
        planned.append(row)
        verdicts.append(_verdict(order, row))
        tally.rows += 1
        tally.states[row.plan] = tally.states.get(row.plan, 0) + 1
        tally.updates += row.route in (Route.PUT, Route.BULK_THEN_PUT)
        tally.removals += row.route in (Route.DELETE, Route.ERASE)
        tally.note_opt_outs(order, row)
        if row.plan is PlanState.PROTECTED:
            text = row.message or ""
            tally.protected[text] = tally.protected.get(text, 0) + 1
    ledger.add_rows(job, planned)
    ledger.add_chunks(job, full)
    staging.add_verdicts(verdicts)
    tally.chunks += len(full)


def _judge(
    order: Order,
    draft: Draft,
    live: dict[str, Any] | None,
    rules: OrderRules,
    exceeded: bool,
    staging: Staging,
    tally: _Tally,
) -> PlannedRow:
    if draft.payload is None:
        return _left(order, PlanState.INVALID, Outcome.FAILED, "invalid", _error(draft))
    if order.action == "add":
        route = Route.BULK_THEN_PUT if draft.extra is not None else Route.BULK
        return PlannedRow(order.row, PlanState.NEW, route, None, None)
    if exceeded:
        return _protected(order, "share")
    cells = orders.cells_of(order)
    if order.action in _LEAVING:
        changes: list[CellChange] = []
        if live is not None and rules.read_singly:
            changes = orders.altered(cells, live, with_embedded=rules.is_list)
        if changes:
            return _conflict(order, changes, leaving_row(order.row, cells, changes), staging)
        state, route = _LEAVING[order.action]
        return PlannedRow(order.row, state, route, None, order.contact_id)
    if _resubscribes(cells) and not (rules.restores or rules.allow_resubscribe):
        return _protected(order, "would re-subscribe")
    if live is None:
        if not rules.read_singly:
            return PlannedRow(order.row, PlanState.CHANGED, Route.PUT, None, order.contact_id)
        if rules.restores:
            return _left(order, PlanState.CONFLICT, Outcome.SKIPPED, "changed since", _GONE)
        return _left(order, PlanState.CONFLICT, Outcome.FAILED, "gone", _GONE)
    fits = orders.fit(cells, live)
    if fits.conflicts and not rules.read_singly:
        tally.doubtful += 1
    elif fits.conflicts and not (rules.restores and fits.changes):
        found = conflict_row(order.row, cells, fits.conflicts, restores=rules.restores)
        return _conflict(order, fits.conflicts, found, staging)
    elif fits.conflicts:
        tally.doubtful += 1
    elif not fits.changes and rules.read_singly:
        return PlannedRow(
            order.row, PlanState.UNCHANGED, Route.NONE, None, order.contact_id, Outcome.UNCHANGED
        )
    return PlannedRow(order.row, PlanState.CHANGED, Route.PUT, None, order.contact_id)


_GONE = "The contact is not in the list any more."
_LEAVING = {
    "remove": (PlanState.REMOVED, Route.DELETE),
    "erase": (PlanState.ERASED, Route.ERASE),
}


def _conflict(
    order: Order, changes: Sequence[CellChange], found: RowOutcome, staging: Staging
) -> PlannedRow:
    theirs = {change.target: change.old for change in changes}
    staging.set_theirs(order.row, msgspec.json.encode(theirs))
    return _left(
        order, PlanState.CONFLICT, Outcome.SKIPPED, found.reason or "", found.message or ""
    )


def _resubscribes(cells: orders.Cells) -> bool:
    pairs = [cells[target] for target in OPT_OUTS if target in cells]
    return any(not new and bool(base) for new, base in pairs)


def _protected(order: Order, why: str) -> PlannedRow:
    return _left(order, PlanState.PROTECTED, Outcome.SKIPPED, "protected", PROTECTED[why])


def _left(
    order: Order, state: PlanState, outcome: Outcome, reason: str, message: str
) -> PlannedRow:
    return PlannedRow(
        order.row, state, Route.NONE, None, order.contact_id, outcome, reason, None, message
    )


def _error(draft: Draft) -> str:
    findings = msgspec.json.decode(draft.findings or b"[]")
    return " ".join(f"{found['target']}: {found['message']}" for found in findings)


def _verdict(order: Order, row: PlannedRow) -> Verdict:
    """What the plan shows of a row: old and new value of each cell."""
    cells = [
        {"target": target, "old": base, "new": new}
        for target, (new, base) in orders.told_cells(order).items()
    ]
    return Verdict(
        order.row, row.plan, row.reason, order.contact_id or "", msgspec.json.encode(cells), False
    )
