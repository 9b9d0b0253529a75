"""Memberships of groups: who is in a group is read for a piece of rows at once (D.17)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

from qualtrics_desk.api.endpoints import groups
from qualtrics_desk.domain.errors import (
    ApiError,
    Fate,
)
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.services.engine.problems import words_of
from qualtrics_desk.services.engine.single_calls import REFUSED, failed_row
from qualtrics_desk.services.roster.live import members_of
from qualtrics_desk.services.roster.writing import MARK, RosterWriter
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.services.roster.rosters import Roster
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order


class MemberWriter(RosterWriter):
    """Puts users into groups and takes them out; who is in a group is read for a piece at once."""

    def __init__(self, run: Run, session: Session, roster: Roster) -> None:
        super().__init__(run, session, roster)
        self._members: dict[str, dict[str, bytes]] = {}

    @override
    async def _write_piece(self, records: list[RowRecord]) -> list[RowOutcome]:
        found = await self._orders(records)
        touched = {order.key or "" for order in found.values()}
        for group in touched - set(self._members):
            self._members[group] = await members_of(self._session, group)
        outcomes = await self._each(records, self._write)
        for group in touched:
            self._members[group] = await members_of(self._session, group)
        by_row = {record.row: record for record in records}
        return [
            self._seen(by_row[outcome.row], found.get(outcome.row), outcome) for outcome in outcomes
        ]

    async def _orders(self, records: list[RowRecord]) -> dict[int, Order]:
        staging = self._run.staging
        return await asyncio.to_thread(staging.orders_between, records[0].row, records[-1].row)

    @override
    async def _write(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        if order is None:
            return failed_row(record, "refused", "The row is not in the working copy any more.")
        group, user = order.key or "", order.contact_id or ""
        was_tried = await self._was_tried(record)
        if self._is_as_asked(order):
            return self._done(record) if was_tried else RowOutcome(record.row, Outcome.UNCHANGED)
        await self._keep(record, user, self._members.get(group, {}).get(user, MARK))
        request = groups.add_member if order.action == "add" else groups.remove_member
        try:
            await self._run.client.send(request(group, user))
        except REFUSED as error:
            return failed_row(record, "refused", words_of(error), error)
        except ApiError as error:
            if error.fate is not Fate.UNKNOWN:
                raise
            # Who is in the group is looked at when the piece is through; until then it stays open.
            doubt = self._in_doubt(record, "The group does not show it so far.", error)
            return msgspec.structs.replace(doubt, outcome=None)
        self._doubts_in_a_row = 0
        return self._done(record)

    def _is_as_asked(self, order: Order) -> bool:
        is_member = (order.contact_id or "") in self._members.get(order.key or "", {})
        return is_member == (order.action == "add")

    def _seen(self, record: RowRecord, order: Order | None, outcome: RowOutcome) -> RowOutcome:
        """An outcome after a look into the group."""
        if order is None or outcome.outcome is Outcome.FAILED:
            return outcome
        if outcome.outcome is None:
            is_there = self._is_as_asked(order)
            return (
                self._done(record)
                if is_there
                else msgspec.structs.replace(outcome, outcome=Outcome.UNKNOWN)
            )
        if self._is_as_asked(order):
            return outcome
        text = "The service accepted the change but did not keep it."
        return failed_row(record, "not kept", text)

    @override
    async def _look(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        if order is None or not await self._was_tried(record):
            return RowOutcome(record.row, None)
        group = order.key or ""
        self._members[group] = await members_of(self._session, group)
        return self._done(record) if self._is_as_asked(order) else RowOutcome(record.row, None)
