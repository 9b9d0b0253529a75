"""The plan of a roster: a file, or what takes an earlier import back, against what is there now."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.engine.plan import Forecast, minutes_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.lineage import RETRY
from qualtrics_desk.services.roster import intake, judging, limits
from qualtrics_desk.services.roster.live import (
    Live,
    member_key,
    read_live,
    read_members,
    read_singly,
)
from qualtrics_desk.services.roster.meaning import (
    Meaning,
    blanks_of,
    meaning_of,
    problems_of,
    values_of,
)
from qualtrics_desk.services.roster.rosters import RosterOptions, roster_of
from qualtrics_desk.store.staging.records import Draft, Order, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualtrics_desk.services.imports.intake import Intake
    from qualtrics_desk.services.roster.rosters import Roster
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.journal.records import PlannedRow
    from qualtrics_desk.store.staging.staging import Staging

PIECE = 500
"""Rows judged and written together."""


async def plan_roster(
    session: Session, job: Job, staging: Staging, *, reread: bool, stop: Stop, report: Report
) -> tuple[Forecast, Intake | None]:
    """Say what would happen to each row; writes nothing remote.

    Args:
        session: The profile at work.
        job: The job.
        staging: Its rows.
        reread: Whether file and service are read again.
        stop: The wish to stop.
        report: Told how far it has come.

    Raises:
        DeskError: When the file or the service cannot be read.
    """
    options = msgspec.convert(job.options, RosterOptions)
    roster = roster_of(job.options)
    brought = None
    if options.restores or (job.relation == RETRY and reread):
        await _require_whole(job, staging, options)
    elif reread:
        brought = await intake.take_in(
            Path(job.source or ""), roster, options, staging, stop=stop, report=report
        )
        await asyncio.to_thread(session.journal.jobs.set_header, job.id, brought.header)
    live = await read_live(session, roster, staging, stop, report)
    planner = _Planner(session, job, roster, options, staging, live)
    await planner.look(stop, report)
    return await planner.plan(stop, report), brought


async def was_read(session: Session, job: Job, staging: Staging) -> bool:
    """Whether the rows lie whole in staging: the job was planned to the end before."""
    rows = await asyncio.to_thread(staging.row_count)
    planned = await asyncio.to_thread(session.journal.ledger.counts, job.id)
    return rows > 0 and sum(planned.values()) == rows


async def _require_whole(job: Job, staging: Staging, options: RosterOptions) -> None:
    rows = await asyncio.to_thread(staging.row_count)
    if rows != options.rows:
        raise StoreError(
            f"The working copy of job {job.id} is not whole.",
            hint="Nothing was sent. Discard the job and begin again.",
        )


class _Planner:
    """Judges the rows of one job; what it found out of the service stays the same meanwhile."""

    def __init__(
        self,
        session: Session,
        job: Job,
        roster: Roster,
        options: RosterOptions,
        staging: Staging,
        live: Live,
    ) -> None:
        self._session, self._job, self._roster = session, job, roster
        self._options, self._staging, self._live = options, staging, live
        self._ledger = session.journal.ledger
        self._last: dict[str, int] = {}
        self._touchable = live.total
        self._states: dict[str, int] = {}
        self._protected: dict[str, int] = {}
        self._calls = 0

    # What is read before anything is judged

    async def look(self, stop: Stop, report: Report) -> None:
        """Read what the lists do not show of the things that rows mean."""
        groups, things, fields = await asyncio.to_thread(self._needed)
        if self._roster.is_memberships:
            self._touchable = await read_members(self._session, groups, self._staging, stop, report)
        elif fields & self._roster.unlisted:
            await read_singly(self._session, self._roster, things, self._staging, stop, report)

    def _needed(self) -> tuple[set[str], set[str], set[str]]:
        groups: set[str] = set()
        things: set[str] = set()
        fields: set[str] = set()
        for piece in self._rows():
            taken_out = self._taken_out(piece)
            for draft, order in piece:
                if draft.row in taken_out or (draft.payload is None and order is None):
                    continue
                meant = meaning_of(self._roster, self._live, draft, order)
                if meant.group is not None:
                    groups.add(meant.group)
                if meant.thing is not None:
                    things.add(meant.thing)
                if order is not None:
                    fields.update(orders.cells_of(order))
                else:
                    fields.update(values_of(draft))
                    fields.update(blanks_of(draft))
                self._last[meant.key] = draft.row
        return groups, things, fields

    def _rows(self) -> Iterator[list[tuple[Draft, Order | None]]]:
        staging = self._staging
        for lines in staging.source():
            for start in range(0, len(lines), PIECE):
                piece = lines[start : start + PIECE]
                first, last = piece[0].row, piece[-1].row
                drafts = staging.drafts_between(first, last)
                given = staging.orders_between(first, last) if self._options.restores else {}
                yield [(draft, given.get(draft.row)) for draft in drafts]

    # Judging

    async def plan(self, stop: Stop, report: Report) -> Forecast:
        """Judge every row and write the plan to the journal; it may be repeated."""
        await asyncio.to_thread(self._ledger.clear, self._job.id)
        await asyncio.to_thread(self._staging.clear_verdicts)
        touched = await asyncio.to_thread(self._touched)
        share = 100.0 * touched / self._touchable if self._touchable else 0.0
        allowed = self._options.consents.allow_share
        limit = self._session.limits.share_percent if allowed is None else allowed
        exceeded = not self._options.restores and share > limit
        if not self._options.restores:
            await asyncio.to_thread(self._staging.clear_orders)
        pieces = self._rows()
        done = 0
        while piece := await asyncio.to_thread(next, pieces, None):
            stop.check()
            await asyncio.to_thread(self._write, piece, exceeded)
            done += len(piece)
            report(Progress("Writing the plan", done))
        forecast = Forecast(
            rows=done,
            live=self._touchable,
            states=self._states,
            chunks=0,
            single_calls=self._calls,
            changed_share=share,
            share_exceeded=exceeded,
            protected=self._protected,
            minutes=minutes_of(self._calls, 0),
            notes=self._options.notes,
        )
        if self._options.restores:
            return forecast
        return msgspec.structs.replace(
            forecast, undo_limits=limits.told(self._roster, self._states)
        )

    def _touched(self) -> int:
        """Rows that would change or remove something, whatever is allowed."""
        count = 0
        for piece in self._rows():
            taken_out = self._taken_out(piece)
            for (draft, _), (meant, verdict) in zip(piece, self._judge(piece), strict=True):
                is_sent = draft.row not in taken_out and self._last.get(meant.key) == draft.row
                count += is_sent and verdict.action in ("change", "remove")
        return count

    def _taken_out(self, piece: Sequence[tuple[Draft, Order | None]]) -> frozenset[int]:
        return self._staging.taken_out.between(piece[0][0].row, piece[-1][0].row)

    def _judge(
        self, piece: Sequence[tuple[Draft, Order | None]]
    ) -> list[tuple[Meaning, judging.Verdict]]:
        meant = [
            Meaning(None, None, f"row {draft.row}")
            if draft.payload is None and order is None
            else meaning_of(self._roster, self._live, draft, order)
            for draft, order in piece
        ]
        keys = [
            member_key(one.group, one.thing or "") if one.group else one.thing
            for one in meant
            if one.thing
        ]
        images = self._staging.live_images([key for key in keys if key])
        return [
            (one, self._verdict(draft, order, one, images))
            for (draft, order), one in zip(piece, meant, strict=True)
        ]

    def _verdict(
        self, draft: Draft, order: Order | None, meant: Meaning, images: dict[str, bytes]
    ) -> judging.Verdict:
        roster = self._roster
        key = member_key(meant.group or "", meant.thing or "") if meant.group else meant.thing
        image = images.get(key or "")
        if order is not None:
            return judging.judge_order(roster, order, image)
        if draft.payload is None:
            return judging.Verdict("", {}, wrong=problems_of(draft))
        if meant.wrong:
            return judging.Verdict("", {}, wrong=meant.wrong)
        values = values_of(draft)
        if roster.is_memberships:
            action = values.get("action", "add")
            return judging.judge_membership(action, is_member=image is not None)
        if image is None:
            return judging.judge_new(roster, {**self._options.for_new, **values})
        return judging.judge_known(
            roster,
            values,
            blanks_of(draft),
            msgspec.json.decode(image),
            is_me=meant.thing == self._live.me,
            allow_blanking=self._options.consents.allow_blanking,
        )

    def _write(self, piece: Sequence[tuple[Draft, Order | None]], exceeded: bool) -> None:
        taken_out = self._taken_out(piece)
        rows: list[PlannedRow] = []
        found: list[Order] = []
        verdicts: list[Verdict] = []
        for (draft, order), (meant, verdict) in zip(piece, self._judge(piece), strict=True):
            row = self._row(draft.row, meant, verdict, taken_out, exceeded=exceeded)
            rows.append(row)
            if order is None:
                found.append(judging.order_of(draft.row, verdict, meant.group, meant.thing))
            cells = [
                {"target": key, "old": base, "new": new}
                for key, (new, base) in verdict.cells.items()
            ]
            verdicts.append(
                Verdict(
                    draft.row,
                    row.plan,
                    row.reason,
                    meant.thing or "",
                    msgspec.json.encode(cells) if cells and row.plan in _SHOWN else None,
                    False,
                )
            )
            self._states[row.plan] = self._states.get(row.plan, 0) + 1
            self._calls += row.route is not Route.NONE
            if row.plan is PlanState.PROTECTED:
                text = row.message or ""
                self._protected[text] = self._protected.get(text, 0) + 1
        self._ledger.add_rows(self._job.id, rows)
        self._staging.add_orders(found)
        self._staging.add_verdicts(verdicts)

    def _row(
        self,
        row: int,
        meant: Meaning,
        verdict: judging.Verdict,
        taken_out: frozenset[int],
        *,
        exceeded: bool,
    ) -> PlannedRow:
        thing = meant.thing
        if row in taken_out:
            return judging.left(
                row, PlanState.TAKEN_OUT, Outcome.SKIPPED, "taken out", _TAKEN_OUT, thing
            )
        last = self._last.get(meant.key, row)
        if last != row and not verdict.wrong:
            text = f"Row {last} says something of the same {self._roster.area.one}."
            return judging.left(row, PlanState.DUPLICATE, Outcome.SKIPPED, "duplicate", text, thing)
        if meant.is_ambiguous:
            return judging.left(
                row, PlanState.AMBIGUOUS, Outcome.SKIPPED, "ambiguous", meant.wrong, thing
            )
        return judging.planned(row, verdict, thing, exceeded=exceeded)


_TAKEN_OUT = "Taken out of the plan."


_SHOWN = (PlanState.CHANGED, PlanState.PROTECTED, PlanState.CONFLICT)
"""States whose old and new values are worth showing."""
