"""Where the status sheet has it from: links, histories, bounces, responses; each may be refused."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import contact_history
from qualtrics_desk.api.endpoints.distributions import HistoryEntry, Link
from qualtrics_desk.domain.dates import parse_moment, to_service
from qualtrics_desk.domain.errors import (
    AuthRejected,
    Forbidden,
    InvalidRequest,
    JobFailed,
    NotFound,
    StatusError,
    UsageError,
)
from qualtrics_desk.domain.respondents import Stage, further, stage_of
from qualtrics_desk.domain.response_exports import ResponseExportOptions
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services.concurrency import results_of
from qualtrics_desk.services.distributions.history import each_recipient
from qualtrics_desk.services.distributions.listing import problem_text
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.links.browse import list_distributions
from qualtrics_desk.services.links.columns import JoinKeys, contact_keys, link_keys
from qualtrics_desk.services.links.guard import is_harmless
from qualtrics_desk.services.links.people import People
from qualtrics_desk.services.responses.export import ResponsesExport, export_responses
from qualtrics_desk.services.tables.contacts import key_of
from qualtrics_desk.services.tables.places import links_name
from qualtrics_desk.services.tables.reading import opened

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.scratch import Scratch
    from qualtrics_desk.store.tables.reading import Reading
    from qualtrics_desk.store.tables.table import Table

_REFUSALS = (AuthRejected, Forbidden, NotFound, InvalidRequest)
_PIECE = 1_000
_HISTORY_COLUMNS = ("status", "sentAt", "openedAt", "bounceReason")
_RESPONSE_COLUMNS = ("finishedAt", "responseId")
_METADATA = ("startDate", "endDate", "finished", "_recordId", "recipientEmail", "externalDataReference")  # fmt: skip  # noqa: E501
_AT_ONCE = 6


class Known(msgspec.Struct, omit_defaults=True):
    """What is known of one contact, dates as ISO text."""

    stage: str | None = None
    status: str | None = None
    link: str | None = None
    ends: str | None = None
    sent: str | None = None
    opened: str | None = None
    started: str | None = None
    finished: str | None = None
    bounce: str | None = None
    response: str | None = None
    out: bool = False
    distributions: list[str] = []


class Sources:
    """Reads what there is and holds it by contact.

    Attributes:
        missing: Columns that cannot be filled, and why.
        warnings: What else the person should know.
    """

    def __init__(
        self, session: Session, survey: str, place: Place, scratch: Scratch, known: Scratch
    ) -> None:
        self._session = session
        self._survey = survey
        self._place = place
        self._people = People(scratch)
        self._known = known
        self._bounced: dict[str, str] = {}
        self._of_response: dict[str, str] = {}
        self.missing: dict[str, str] = {}
        self.warnings: list[str] = []

    def hold_people(self, people: Sequence[Mapping[str, Any]]) -> None:
        """Take contacts of the list."""
        self._people.hold(people)

    def known(self, contact: Mapping[str, Any]) -> Known:
        """What is known of a contact."""
        return self._load(key_of(dict(contact)))

    async def read_all(self, stop: Stop, report: Report) -> None:
        """Read every source."""
        listed = await list_distributions(self._session, self._survey)
        list_id = self._place.list.mailing_list_id
        ours = [item for item in listed if item.mailing_list_id == list_id]
        await self._read_links([item for item in ours if is_harmless(item)], report)
        await self._read_histories(ours, stop, report)
        await self._read_bounces(stop, report)
        await self._read_responses(stop, report)

    # Links that were read before

    async def _read_links(self, made: Sequence[Distribution], report: Report) -> None:
        unread = 0
        for item in made:
            report(Progress("Reading what is kept of the links"))
            async with opened(self._session, links_name(item.id or "")) as table:
                shown = await asyncio.to_thread(_shown, table)
                if shown is None or not shown.is_complete:
                    unread += 1
                    continue
                await asyncio.to_thread(self._take_links, table, item.id or "")
        if unread:
            self.warnings.append(
                f"The links of {unread} of {len(made)} distributions were not read: their column"
                " is empty where the history does not name them. Read them in the room Links."
            )
        if made and unread == len(made):
            self.missing["linkExpiration"] = "The links were not read."

    def _take_links(self, table: Table, distribution: str) -> None:
        with table.moment() as now:
            ids = now.ids(View())
            for start in range(0, len(ids), _PIECE):
                piece = ids[start : start + _PIECE]
                keys = now.keys_of(piece)
                found: list[tuple[JoinKeys, Known]] = []
                for row_id, raw in zip(piece, now.raws(piece), strict=True):
                    if keys[row_id].startswith("missing "):
                        continue
                    link = Link.from_raw(raw)
                    ends = link.link_expiration
                    new = Known(
                        stage=Stage.NOT_SENT.value,
                        link=link.link,
                        ends=None if ends is None else to_service(ends),
                        out=bool(link.unsubscribed),
                        distributions=[distribution],
                    )
                    found.append((link_keys(link), new))
                self._add(found)

    # Histories

    async def _read_histories(
        self, ours: Sequence[Distribution], stop: Stop, report: Report
    ) -> None:
        told = 0
        refused: dict[str, StatusError] = {}
        for number, item in enumerate(ours):
            stop.check()
            report(Progress("Reading histories", number, len(ours)))
            found: list[tuple[JoinKeys, Known]] = []
            try:
                async for entry in each_recipient(self._session, item.id or ""):
                    found.append(self._of_entry(entry))
                    if len(found) >= _PIECE:
                        await asyncio.to_thread(self._add, found)
                        found = []
                        stop.check()
                told += 1
            except _REFUSALS as error:
                refused[item.id or ""] = error
            await asyncio.to_thread(self._add, found)
        if ours and not told:
            said = problem_text(next(iter(refused.values())))
            why = f"Distribution histories cannot be read here: {said}."
            self.missing |= dict.fromkeys(_HISTORY_COLUMNS, why)
            return
        self.warnings += [
            f"The history of {number} cannot be read: {problem_text(error)}."
            for number, error in refused.items()
        ]

    def _of_entry(self, entry: HistoryEntry) -> tuple[JoinKeys, Known]:
        stage = stage_of(entry.status)
        response = entry.response_id
        new = Known(
            stage=stage.value,
            status=entry.status,
            link=entry.survey_link,
            sent=_text(entry, "sentAt"),
            opened=_text(entry, "openedAt"),
            started=_text(entry, "responseStartedAt"),
            # Who was screened out, or stopped half way, has completed nothing.
            finished=_text(entry, "responseCompletedAt") if stage is Stage.FINISHED else None,
            response=None if response == "Anonymous" else response,
            distributions=[entry.distribution_id] if entry.distribution_id else [],
        )
        ids = (entry.contact_id, entry.contact_lookup_id)
        keys = JoinKeys(ids=tuple(f"id:{value}" for value in ids if value), others=())
        if stage is Stage.BOUNCED and entry.contact_id:
            self._bounced[entry.contact_id] = entry.distribution_id or ""
        return keys, new

    # Why e-mails came back

    async def _read_bounces(self, stop: Stop, report: Report) -> None:
        directory = self._place.directory.directory_id or ""
        list_id = self._place.list.mailing_list_id or ""
        bounced = list(self._bounced)
        for start in range(0, len(bounced), _AT_ONCE):
            stop.check()
            report(Progress("Reading why e-mails came back", start, len(bounced)))
            piece = bounced[start : start + _AT_ONCE]
            try:
                bounces = await results_of(
                    piece, partial(self._bounce_of, directory, list_id), _AT_ONCE
                )
            except _REFUSALS as error:
                self.missing["bounceReason"] = (
                    f"Histories of contacts cannot be read here: {problem_text(error)}."
                )
                return
            found = [
                (JoinKeys(ids=(f"id:{contact}",), others=()), Known(bounce=bounce))
                for contact, bounce in zip(piece, bounces, strict=True)
            ]
            await asyncio.to_thread(self._add, found)

    async def _bounce_of(self, directory: str, list_id: str, contact: str) -> str | None:
        request = contact_history.list_emails(directory, contact, list_id)
        async for page in self._session.client.pages(request):
            for mail in page.items:
                if mail.bounced and mail.distribution_id == self._bounced[contact]:
                    return mail.bounce_reason or mail.result
        return None

    # Responses

    async def _read_responses(self, stop: Stop, report: Report) -> None:
        options = ResponseExportOptions(
            format="ndjson", question_ids=(), embedded_ids=(), metadata_ids=_METADATA
        )
        with tempfile.TemporaryDirectory(prefix="qualtrics-desk-") as folder:
            out = Path(folder) / "responses.ndjson"
            wish = ResponsesExport(survey=self._survey, out=out, options=options)
            try:
                await export_responses(self._session, wish, stop=stop, report=report)
            except (*_REFUSALS, UsageError, JobFailed) as error:
                said = problem_text(error) if isinstance(error, StatusError) else error.user_message
                why = f"Responses cannot be exported here: {said.rstrip('.')}."
                self.warnings.append(why)
                if self.missing:
                    self.missing |= dict.fromkeys(_RESPONSE_COLUMNS, why)
                return
            await asyncio.to_thread(self._take_responses, out)

    def _take_responses(self, path: Path) -> None:
        found: list[tuple[JoinKeys, Known]] = []
        with path.open("rb") as lines:
            for line in lines:
                found.append(self._of_response_line(msgspec.json.decode(line)))
                if len(found) >= _PIECE:
                    self._add(found)
                    found = []
        self._add(found)

    def _of_response_line(self, response: Mapping[str, Any]) -> tuple[JoinKeys, Known]:
        values = response.get("values") or {}
        number = response.get("responseId")
        owner = self._of_response.get(str(number))
        done = str(values.get("finished")) in {"1", "True", "true"}
        new = Known(
            started=_iso(values.get("startDate")),
            finished=_iso(values.get("endDate")) if done else None,
            response=None if number is None else str(number),
        )
        if owner is not None:
            # The history has said whose it is.
            return JoinKeys(ids=(owner,), others=()), new
        person = {
            "extRef": values.get("externalDataReference"),
            "email": values.get("recipientEmail"),
        }
        return contact_keys(person), new

    # What is held

    def _add(self, found: Sequence[tuple[JoinKeys, Known]]) -> None:
        held: dict[str, Known] = {}
        for keys, new in found:
            if not keys.ids and not keys.others:
                continue
            contact = self._people.contact_of(keys)
            if contact is None:
                continue
            key = key_of(dict(contact))
            held[key] = _merged(held.get(key) or self._load(key), new)
            if new.response and keys.ids:
                self._of_response[new.response] = keys.ids[0]
        self._known.put([(key, msgspec.to_builtins(value)) for key, value in held.items()])

    def _load(self, key: str) -> Known:
        kept = self._known.get(key)
        return msgspec.convert(kept, Known) if kept else Known()


def _shown(table: Table) -> Reading | None:
    return table.shown


def _merged(old: Known, new: Known) -> Known:
    if new.stage is not None:
        before = Stage(old.stage) if old.stage else Stage.NO_LINK
        stage = further(before, Stage(new.stage))
        if new.status is not None and (old.status is None or stage.value == new.stage):
            old.status = new.status
        old.stage = stage.value
    for name in ("link", "ends", "sent", "opened", "started", "finished", "bounce", "response"):
        value = getattr(new, name)
        # The first sending and the first opening count; what is written later is as good.
        if value is not None and getattr(old, name) is None:
            setattr(old, name, value)
    old.out = old.out or new.out
    old.distributions = [*dict.fromkeys([*old.distributions, *new.distributions])]
    return old


def _text(entry: HistoryEntry, key: str) -> str | None:
    moment = entry.moment(key)
    return None if moment is None else to_service(moment)


def _iso(value: object) -> str | None:
    moment = parse_moment(value)
    return None if moment is None else to_service(moment)
