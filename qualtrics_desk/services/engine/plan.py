"""Plan: source rows against a snapshot of the live list. Writes nothing remote (design.md 3.1)."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.outcomes import PlanState, Route
from qualtrics_desk.services.concurrency import beside
from qualtrics_desk.services.engine import merged_by_directory
from qualtrics_desk.services.engine.chunking import MAX_BYTES, MAX_ROWS, Packer
from qualtrics_desk.services.engine.judge import PlanRules, decide, judge, left_out
from qualtrics_desk.services.engine.merging import merge_repeated
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.store.journal.records import PlannedRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualtrics_desk.store.journal.ledger import Ledger
    from qualtrics_desk.store.journal.records import Chunk
    from qualtrics_desk.store.staging.records import Judged
    from qualtrics_desk.store.staging.staging import Staging


CALLS_A_MINUTE = 500
"""Single calls of one kind that the service takes (C.1)."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How large one bulk request may be; smaller than the service's own only in rehearsals."""

    max_rows: int = MAX_ROWS
    max_bytes: int = MAX_BYTES


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan will do.

    Attributes:
        rows: Rows of the file.
        live: Contacts the list has now.
        states: Rows by plan state.
        chunks: Bulk import requests.
        single_calls: Rows that need calls of their own.
        changed_share: Changed rows as a percentage of `live`.
        share_exceeded: Whether that is past the limit, so that changed rows wait for consent.
        protected: Protected rows by reason.
        minutes: How long the single calls take at the rate of the service.
        notes: What a person should know first.
        undo_limits: What an undo of this job could not restore.
    """

    rows: int
    live: int
    states: dict[str, int]
    chunks: int
    single_calls: int
    changed_share: float
    share_exceeded: bool
    protected: dict[str, int]
    minutes: float = 0.0
    notes: tuple[str, ...] = ()
    undo_limits: tuple[str, ...] = ()

    @property
    def sent(self) -> int:
        """Rows that would be sent."""
        return sum(
            self.states.get(state, 0)
            for state in (PlanState.NEW, PlanState.CHANGED, PlanState.REMOVED, PlanState.ERASED)
        )


def minutes_of(updates: int, removals: int) -> float:
    """How long single calls take: an update is read before and after, a removal before."""
    return (2 * updates + removals) / CALLS_A_MINUTE


async def make_plan(
    staging: Staging,
    ledger: Ledger,
    job: int,
    rules: PlanRules,
    limits: Limits,
    *,
    stop: Stop,
    report: Report,
) -> Forecast:
    """Judge every staged row and write the plan, its chunks and before-images to the journal.

    It may be repeated with other consents as long as nothing was sent.
    """
    report(Progress("Comparing with the list"))
    await asyncio.to_thread(ledger.clear, job)
    await asyncio.to_thread(staging.index_keys)
    await asyncio.to_thread(_merge, staging, rules)
    matches = staging.matches()
    compared = 0
    while piece := await asyncio.to_thread(next, matches, None):
        stop.check()
        verdicts = await asyncio.to_thread(lambda rows: [judge(row, rules) for row in rows], piece)
        await asyncio.to_thread(staging.add_verdicts, verdicts)
        compared += len(piece)
        report(Progress("Comparing with the list", compared))
    live = await asyncio.to_thread(staging.live_count)
    changed = await asyncio.to_thread(staging.changing_rows, rules.duplicates)
    share = 100.0 * changed / live if live else 0.0
    exceeded = share > rules.share_limit
    forecast = await _write_plan(
        staging,
        ledger,
        job,
        rules,
        Packer(limits.max_rows, limits.max_bytes),
        live,
        share,
        exceeded,
        stop=stop,
        report=report,
    )
    notes: tuple[str, ...] = ()
    if merged_by_directory.tells_apart(rules):
        met = await asyncio.to_thread(merged_by_directory.count_met, staging, rules)
        notes = (merged_by_directory.note_of(met, rules),) if met else ()
    limits_of_undo = await asyncio.to_thread(_undo_limits, staging, rules, forecast)
    return msgspec.structs.replace(forecast, notes=notes, undo_limits=limits_of_undo)


def _merge(staging: Staging, rules: PlanRules) -> None:
    if rules.duplicates == "merge":
        merge_repeated(staging)
    else:
        staging.merged.clear()


def _undo_limits(staging: Staging, rules: PlanRules, forecast: Forecast) -> tuple[str, ...]:
    """What an undo cannot bring back, as far as it is known before anything is sent."""
    found = []
    if forecast.states.get(PlanState.NEW) and rules.deduplication:
        found.append(
            "Undo takes new people out of the list; who was in the directory before is merged with"
            " by the service, and what is written over there stays."
        )
    if added := staging.added_fields():
        found.append(f"{added:,} embedded-data cells are added; undo can empty, not remove them.")
    return tuple(found)


async def _write_plan(
    staging: Staging,
    ledger: Ledger,
    job: int,
    rules: PlanRules,
    packer: Packer,
    live: int,
    share: float,
    exceeded: bool,
    *,
    stop: Stop,
    report: Report,
) -> Forecast:
    states: dict[str, int] = {}
    protected: dict[str, int] = {}
    rows = chunks = singles = 0
    judged = staging.judged()

    def next_piece() -> tuple[list[PlannedRow], list[Chunk]]:
        return _place(staging, next(judged, []), rules, packer, exceeded)

    def keep(planned: list[PlannedRow], full: list[Chunk]) -> None:
        ledger.add_rows(job, planned)
        ledger.add_chunks(job, full)
        _keep_images(staging, ledger, job, planned)

    planned, full = await asyncio.to_thread(next_piece)
    while planned:
        stop.check()
        # One piece is written while the next is decided.
        following = await beside(partial(keep, planned, full), next_piece)
        chunks += len(full)
        rows += len(planned)
        for row in planned:
            states[row.plan] = states.get(row.plan, 0) + 1
            singles += row.route in (Route.PUT, Route.BULK_THEN_PUT)
            if row.plan is PlanState.PROTECTED:
                text = row.message or ""
                protected[text] = protected.get(text, 0) + 1
        report(Progress("Writing the plan", rows))
        planned, full = following
    last = packer.finish()
    if last is not None:
        await asyncio.to_thread(ledger.add_chunks, job, [last])
        chunks += 1
    return Forecast(
        rows=rows,
        live=live,
        states=states,
        chunks=chunks,
        single_calls=singles,
        changed_share=share,
        share_exceeded=exceeded,
        protected=protected,
        minutes=minutes_of(singles, 0),
    )


def _place(
    staging: Staging,
    piece: list[Judged],
    rules: PlanRules,
    packer: Packer,
    exceeded: bool,
) -> tuple[list[PlannedRow], list[Chunk]]:
    planned: list[PlannedRow] = []
    full: list[Chunk] = []
    if not piece:
        return planned, full
    taken = staging.taken_out.between(piece[0].row, piece[-1].row)
    for judged in piece:
        if judged.row in taken:
            planned.append(left_out(judged))
            continue
        row = decide(judged, rules, share_exceeded=exceeded)
        if row.route in (Route.BULK, Route.BULK_THEN_PUT):
            number, filled = packer.place(row.row, judged.size)
            row = PlannedRow(row.row, row.plan, row.route, number, row.contact_id)
            if filled is not None:
                full.append(filled)
        planned.append(row)
    return planned, full


def _keep_images(staging: Staging, ledger: Ledger, job: int, planned: list[PlannedRow]) -> None:
    touched = {
        row.contact_id: row.row
        for row in planned
        if row.plan is PlanState.CHANGED and row.contact_id is not None
    }
    for ids in _pieces(list(touched)):
        images = staging.live_images(ids)
        ledger.images.add(
            job, [(touched[contact_id], contact_id, image) for contact_id, image in images.items()]
        )


def _pieces(values: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
