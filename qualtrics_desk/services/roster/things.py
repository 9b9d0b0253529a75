"""Users and groups: made, changed and deleted one by one (D.16, D.17)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import msgspec
from typing_extensions import override

from qualtrics_desk.api.endpoints import groups, users
from qualtrics_desk.domain.errors import (
    ApiError,
    Fate,
    NotFound,
)
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.services.engine import orders
from qualtrics_desk.services.engine.conflicts import conflict_row
from qualtrics_desk.services.engine.problems import words_of
from qualtrics_desk.services.engine.single_calls import REFUSED, failed_row
from qualtrics_desk.services.roster import judging
from qualtrics_desk.services.roster.live import Names, members_of
from qualtrics_desk.services.roster.writing import MARK, RosterWriter
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.services.roster.passwords import Passwords
    from qualtrics_desk.services.roster.rosters import Roster
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import Draft, Order

NEW_PATIENCE = 2.0
"""Seconds between looks for a thing whose making was cut off."""


class ThingWriter(RosterWriter):
    """Makes, changes and deletes users and groups."""

    def __init__(
        self, run: Run, session: Session, roster: Roster, passwords: Passwords | None
    ) -> None:
        super().__init__(run, session, roster)
        self._passwords = passwords

    @override
    async def _write(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        if order is None:
            return failed_row(record, "refused", "The row is not in the working copy any more.")
        try:
            if order.action == "add":
                outcome = await self._add(record, order)
            elif order.action == "remove":
                outcome = await self._remove(record, order)
            else:
                outcome = await self._change(record, order)
        except REFUSED as error:
            return failed_row(record, "refused", words_of(error), error)
        if outcome.outcome is not Outcome.UNKNOWN:
            self._doubts_in_a_row = 0
        return outcome

    @override
    async def _look(self, record: RowRecord, draft: Draft, order: Order | None) -> RowOutcome:
        nothing = RowOutcome(record.row, None)
        if order is None or not await self._was_tried(record):
            return nothing
        cells = orders.cells_of(order)
        if order.action == "add":
            thing = await self._find(cells)
            return nothing if thing is None else self._done(record, thing)
        try:
            live = await self._read(order.contact_id or "")
        except NotFound:
            return self._done(record) if order.action == "remove" else nothing
        found = judging.fit(self._roster, cells, live)
        is_done = order.action == "change" and not found.changes and not found.conflicts
        return self._done(record) if is_done else nothing

    # One row

    async def _add(self, record: RowRecord, order: Order) -> RowOutcome:
        cells = orders.cells_of(order)
        wanted = {key: new for key, (new, _) in cells.items() if new not in ("", None)}
        thing = await self._find(cells) if await self._was_tried(record) else None
        if thing is None:
            made = await self._make(record, order, wanted)
            if isinstance(made, RowOutcome):
                return made
            thing = made
        extras = {
            key: new
            for key, new in wanted.items()
            if key not in {field.key for field in self._roster.area.fields}
        }
        if extras:
            refused = await self._complete(record, thing, extras)
            if refused is not None:
                return refused
        return RowOutcome(record.row, Outcome.CREATED, thing)

    async def _make(
        self, record: RowRecord, order: Order, wanted: dict[str, Any]
    ) -> str | RowOutcome:
        area = self._roster.area
        if area.create is None:
            return failed_row(record, "refused", f"The service makes no {area.one}.")
        body = {field.key: wanted[field.key] for field in area.fields if field.key in wanted}
        if self._passwords is not None:
            body["password"] = await self._passwords.of(order.row, wanted["username"])
        # From here on whoever goes on with the job looks for it first.
        await self._keep(record, "", MARK)
        try:
            return (await self._run.client.send(area.create("", body))).value.id
        except ApiError as error:
            if error.fate is not Fate.UNKNOWN:
                raise
            found = await self._find_patiently(orders.cells_of(order))
            if found is not None:
                return found
            return self._in_doubt(record, f"The {area.one} is not to be seen so far.", error)

    async def _complete(
        self, record: RowRecord, thing: str, extras: dict[str, Any]
    ) -> RowOutcome | None:
        """Write what cannot be said when a thing is made, such as that an account is disabled."""
        area = self._roster.area
        cells = {key: (new, None) for key, new in extras.items()}
        live = await self._read(thing)
        if area.change is not None and not _holds(self._roster, cells, live):
            await self._run.client.send(area.change("", thing, live, extras))
            live = await self._read(thing)
        if _holds(self._roster, cells, live):
            return None
        text = f"Made, but the service did not keep: {', '.join(extras)}."
        return msgspec.structs.replace(failed_row(record, "not kept", text), contact_id=thing)

    async def _change(self, record: RowRecord, order: Order) -> RowOutcome:
        run, area, thing = self._run, self._roster.area, order.contact_id or ""
        cells = orders.cells_of(order)
        live = await self._read(thing)
        found = judging.fit(self._roster, cells, live)
        was_tried = await self._was_tried(record)
        if found.conflicts and not (run.restores and (found.changes or was_tried)):
            return conflict_row(
                record.row, cells, found.conflicts, restores=run.restores, what=area.one
            )
        if not found.changes:
            return RowOutcome(record.row, Outcome.UPDATED if was_tried else Outcome.UNCHANGED)
        await self._keep(record, thing, msgspec.json.encode(live))
        sent = {change.target: change.new for change in found.changes}
        doubt = None
        try:
            if area.change is not None:
                await run.client.send(area.change("", thing, live, sent))
        except ApiError as error:
            if error.fate is not Fate.UNKNOWN:
                raise
            doubt = error
        after = await self._read(thing)
        kept = {key: (new, None) for key, new in sent.items()}
        left = [key for key in sent if not _holds(self._roster, {key: kept[key]}, after)]
        if left and doubt is not None:
            return self._in_doubt(record, f"Not to be seen so far: {', '.join(left)}.", doubt)
        if left:
            text = f"The service accepted the change but did not keep: {', '.join(left)}."
            return failed_row(record, "not kept", text)
        if found.conflicts:
            text = f"Changed since, and left as they are: {orders.told(found.conflicts)}"
            return RowOutcome(record.row, Outcome.UPDATED, None, "changed since", None, text)
        return RowOutcome(record.row, Outcome.UPDATED)

    async def _remove(self, record: RowRecord, order: Order) -> RowOutcome:
        run, area, thing = self._run, self._roster.area, order.contact_id or ""
        was_tried = await self._was_tried(record)
        try:
            live = await self._read(thing)
        except NotFound:
            if was_tried:
                return RowOutcome(record.row, Outcome.REMOVED)
            text = f"The {area.one} was not there any more."
            return RowOutcome(record.row, Outcome.UNCHANGED, None, "already gone", None, text)
        members = 0
        if self._roster.name == "groups":
            members = len(await members_of(self._session, thing))
        stays = judging.why_it_stays(self._roster, orders.cells_of(order), live, members)
        if stays:
            return RowOutcome(record.row, Outcome.SKIPPED, None, "changed since", None, stays)
        await self._keep(record, thing, msgspec.json.encode(live))
        try:
            if area.delete is not None:
                await run.client.send(area.delete("", thing))
        except NotFound:
            pass
        except ApiError as error:
            if error.fate is not Fate.UNKNOWN:
                raise
            try:
                await self._read(thing)
            except NotFound:
                return RowOutcome(record.row, Outcome.REMOVED)
            return self._in_doubt(record, "It is still there.", error)
        return RowOutcome(record.row, Outcome.REMOVED)

    # Looking

    async def _read(self, thing: str) -> dict[str, Any]:
        show = self._roster.area.show
        if show is None:
            return {}
        raw: dict[str, Any] = (await self._run.client.send(show("", thing))).value.raw
        return raw

    async def _find(self, cells: orders.Cells) -> str | None:
        """The one thing with the name that a row would give it."""
        name = str(cells[self._roster.name_field][0])
        me = await self._session.me()
        is_groups = self._roster.name == "groups"
        names = Names("" if is_groups else me.brand_id or "")
        request: Any = groups.list_groups() if is_groups else users.list_users()
        async for page in self._run.client.pages(request, parallel=4):
            for item in page.items:
                names.add(
                    self._roster.area.id_of(item.raw),
                    str(item.raw.get(self._roster.name_field) or ""),
                )
        ids = names.ids(name)
        return ids[0] if len(ids) == 1 else None

    async def _find_patiently(self, cells: orders.Cells) -> str | None:
        run = self._run
        deadline = time.monotonic() + run.absence_wait
        while True:
            found = await self._find(cells)
            if found is not None or time.monotonic() >= deadline:
                return found
            await run.stop.wait(min(NEW_PATIENCE, run.absence_wait))


def _holds(roster: Roster, cells: orders.Cells, live: dict[str, Any]) -> bool:
    found = judging.fit(roster, cells, live)
    return not found.changes and not found.conflicts
