"""A list against all its link distributions of a survey: who has no link, whose is no good (D.5).

Links are read on a person's wish only, and what was read before is taken as it is kept: each
further reading counts as a contact. What is found stands in a table, one row for each finding, so
that a contact with several of them is found under each.
"""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints.distributions import Link
from qualtrics_desk.domain.contacts import as_boolean, opted_out
from qualtrics_desk.domain.dates import to_service
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Value, View
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.links.browse import list_distributions
from qualtrics_desk.services.links.columns import link_keys
from qualtrics_desk.services.links.guard import is_harmless
from qualtrics_desk.services.links.people import People
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.tables.contacts import key_of, read_place
from qualtrics_desk.services.tables.links import LinksReading, read_links
from qualtrics_desk.services.tables.places import contacts_name, links_name, reconciled_name
from qualtrics_desk.services.tables.reading import TableRead, opened, settle, turn
from qualtrics_desk.store.scratch import Scratch
from qualtrics_desk.store.tables.reading import NewRow

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.moment import Moment
    from qualtrics_desk.store.tables.table import Table


class Finding(enum.StrEnum):
    """What is odd about a contact or a link."""

    MISSING = "missing"
    ORPHAN = "orphan"
    SEVERAL = "several"
    EXPIRED = "expired"
    OPTED_OUT = "opted out"
    FREQUENCY = "frequency"


FINDING = "finding"
COLUMNS = (
    ColumnSpec(FINDING, marked("columns", "Finding")),
    ColumnSpec("reason", marked("columns", "Why")),
    ColumnSpec("firstName", marked("columns", "First name")),
    ColumnSpec("lastName", marked("columns", "Last name")),
    ColumnSpec("email", marked("columns", "E-mail")),
    ColumnSpec("extRef", marked("columns", "External reference")),
    ColumnSpec("links", marked("columns", "Links"), ColumnKind.NUMBER),
    ColumnSpec("link", marked("columns", "Link"), ColumnKind.CODE),
    ColumnSpec("linkExpiration", marked("columns", "Link ends"), ColumnKind.MOMENT),
    ColumnSpec("distributions", marked("columns", "Distributions"), ColumnKind.CODE),
    ColumnSpec("contactId", marked("columns", "Contact id"), ColumnKind.CODE),
    ColumnSpec("contactLookupId", marked("columns", "Look-up id"), ColumnKind.CODE),
)
_PIECE = 1_000


class CheckedDistribution(msgspec.Struct, frozen=True, kw_only=True):
    """A distribution that was compared.

    Attributes:
        created: When it was made, ISO text.
        ends: When its links end, ISO text.
        links: Links that were read of it.
        read_at: When they were read, ISO text.
        was_kept: Whether they had been read before and were not read anew.
    """

    id: str
    created: str | None
    ends: str | None
    links: int
    read_at: str | None
    was_kept: bool


class Reconciled(TableRead, frozen=True, kw_only=True):
    """What came out; `rows` are findings.

    Attributes:
        findings: How many of each `Finding`.
        contacts: Contacts of the list.
        links: Links of all its distributions.
    """

    findings: dict[str, int]
    contacts: int
    links: int
    distributions: list[CheckedDistribution]


class _Held(msgspec.Struct, array_like=True):
    """A link of a contact, as it is held until all are known."""

    distribution: str
    link: str | None
    ends: str | None
    exceeded: bool
    out: bool


async def reconcile(
    session: Session,
    survey: str,
    list_id: str,
    directory: str | None = None,
    *,
    reread: bool = False,
    stop: Stop | None = None,
    report: Report = silent,
) -> Reconciled:
    """Compare a list with the links of all its distributions of a survey.

    Args:
        session: The profile at work.
        survey: The survey.
        list_id: The list.
        directory: Where the list lies, if it is ambiguous.
        reread: Whether links that were read before are read anew; each reading counts as a contact.
        stop: The wish to stop.
        report: Told how far it is.

    Raises:
        UsageError: When there is no such list or survey.
        ApiError: When something cannot be read; what was read is kept.
        JobStopped: On wish.
    """
    stop = stop or Stop()
    place = await find_list(session.client, list_id, directory)
    made = await links_of(session, survey, list_id)
    started = datetime.now(UTC)
    await read_place(session, place, stop=stop, report=report)
    checked: list[CheckedDistribution] = []
    warnings: list[str] = []
    for distribution in made:
        one, odd = await _read_one(
            session, survey, distribution, started, reread=reread, stop=stop, report=report
        )
        checked.append(one)
        warnings += odd
    name = reconciled_name(survey, list_id)
    async with turn(session, name) as ours, opened(session, contacts_name(list_id)) as people:
        with people.moment() as now, Scratch() as scratch, Scratch() as linked:
            comparison = _Comparison(ours.table, now, scratch, linked)
            await asyncio.to_thread(
                ours.table.begin,
                COLUMNS,
                {"survey": survey, "list": list_id},
                resume_within=timedelta(0),
            )
            await comparison.hold_people(stop, report)
            for distribution in made:
                async with opened(session, links_name(distribution.id or "")) as links:
                    await comparison.take_links(links, distribution.id or "", stop, report)
            await comparison.judge_people(stop, report)
            facts = {
                "findings": comparison.findings,
                "contacts": now.count,
                "links": comparison.links,
                "distributions": msgspec.to_builtins(checked),
            }
            await settle(ours.table, warnings=warnings, facts=facts, stop=stop, report=report)
            return Reconciled(
                name=name,
                rows=sum(comparison.findings.values()),
                warnings=warnings,
                findings=comparison.findings,
                contacts=now.count,
                links=comparison.links,
                distributions=checked,
            )


async def links_of(session: Session, survey: str, list_id: str) -> list[Distribution]:
    """The distributions of a survey that were made as links for a list, the oldest first."""
    found = await list_distributions(session, survey)
    mine = [item for item in found if is_harmless(item) and item.mailing_list_id == list_id]
    return sorted(mine, key=lambda item: item.created_date or datetime.min.replace(tzinfo=UTC))


async def _read_one(
    session: Session,
    survey: str,
    distribution: Distribution,
    since: datetime,
    *,
    reread: bool,
    stop: Stop,
    report: Report,
) -> tuple[CheckedDistribution, Sequence[str]]:
    number = distribution.id or ""
    async with opened(session, links_name(number)) as table:
        shown = await asyncio.to_thread(lambda: table.shown)
    kept = not reread and shown is not None and shown.is_complete
    odd: Sequence[str] = ()
    if not kept:
        wish = LinksReading(survey=survey, distribution=number, people_since=since)
        odd = (await read_links(session, wish, stop=stop, report=report)).warnings
        async with opened(session, links_name(number)) as table:
            shown = await asyncio.to_thread(lambda: table.shown)
    created, ends = distribution.created_date, distribution.expiration_date
    return (
        CheckedDistribution(
            id=number,
            created=None if created is None else to_service(created),
            ends=None if ends is None else to_service(ends),
            links=0 if shown is None else int(shown.facts.get("rows", shown.rows)),
            read_at=None if shown is None or shown.read_at is None else to_service(shown.read_at),
            was_kept=kept,
        ),
        odd,
    )


class _Comparison:
    def __init__(self, table: Table, people: Moment, scratch: Scratch, linked: Scratch) -> None:
        self._table = table
        self._people = people
        self._held = People(scratch)
        self._linked = linked
        self._now = datetime.now(UTC)
        self.links = 0
        self.findings = {finding.value: 0 for finding in Finding}

    async def hold_people(self, stop: Stop, report: Report) -> None:
        for ids in _pieces(self._people):
            stop.check()
            await asyncio.to_thread(self._hold, ids)
            report(Progress("Comparing with the list"))

    async def take_links(self, links: Table, distribution: str, stop: Stop, report: Report) -> None:
        with links.moment() as now:
            for ids in _pieces(now):
                stop.check()
                orphans = await asyncio.to_thread(self._take, now, ids, distribution)
                await asyncio.to_thread(self._append, orphans)
                report(Progress("Comparing with the list", self.links))

    async def judge_people(self, stop: Stop, report: Report) -> None:
        done = 0
        for ids in _pieces(self._people):
            stop.check()
            await asyncio.to_thread(self._judge, ids)
            done += len(ids)
            report(Progress("Comparing with the list", done, self._people.count))

    def _hold(self, ids: Sequence[int]) -> None:
        self._held.hold(self._people.raws(ids))

    def _take(self, now: Moment, ids: Sequence[int], distribution: str) -> list[NewRow]:
        """Note whose the links are; returns rows for those that belong to nobody of the list."""
        orphans = []
        keys = now.keys_of(ids)
        held: dict[str, list[_Held]] = {}
        for row_id, raw in zip(ids, now.raws(ids), strict=True):
            if keys[row_id].startswith("missing "):
                # A contact without a link stands in the table of links, too.
                continue
            self.links += 1
            link = Link.from_raw(raw)
            contact = self._held.contact_of(link_keys(link))
            ends = link.link_expiration
            one = _Held(
                distribution,
                link.link,
                None if ends is None else to_service(ends),
                bool(link.exceeded_contact_frequency),
                bool(link.unsubscribed),
            )
            if contact is None:
                orphans.append(_orphan(link, one))
                continue
            key = key_of(contact)
            if key not in held:
                kept = self._linked.get(key)
                held[key] = msgspec.convert(kept, list[_Held]) if kept else []
            held[key].append(one)
        self._linked.put([(key, msgspec.to_builtins(found)) for key, found in held.items()])
        return orphans

    def _judge(self, ids: Sequence[int]) -> None:
        rows: list[NewRow] = []
        for raw in self._people.raws(ids):
            key = key_of(raw)
            kept = self._linked.get(key)
            links = msgspec.convert(kept, list[_Held]) if kept else []
            rows += [
                _row(f"{finding} {key}", finding, reason, raw, links)
                for finding, reason in self._judgement(raw, links)
            ]
        self._append(rows)

    def _judgement(
        self, contact: dict[str, Any], links: list[_Held]
    ) -> Iterator[tuple[Finding, str]]:
        now = to_service(self._now)
        works = [one for one in links if one.ends is None or one.ends > now]
        everywhere = as_boolean(contact.get("unsubscribed")) is True
        is_out = everywhere or opted_out(contact) or any(one.out for one in links)
        if not links:
            if is_out:
                yield Finding.OPTED_OUT, "Opted out; no link was made."
            else:
                yield Finding.MISSING, "No distribution of this survey has a link for this contact."
            return
        if not works:
            yield Finding.EXPIRED, f"The last link ended {max(one.ends or '' for one in links)}."
        if len(works) > 1:
            made = len({one.distribution for one in works})
            yield (
                Finding.SEVERAL,
                f"{len(works)} links work, from {made} distributions: answers may come twice.",
            )
        if is_out:
            where = "the list" if opted_out(contact) and not everywhere else "the directory"
            yield Finding.OPTED_OUT, f"Opted out of {where}; the link would work."
        if any(one.exceeded for one in works):
            yield (
                Finding.FREQUENCY,
                "Contacted too often: a contact frequency rule blocks e-mail to this contact.",
            )

    def _append(self, rows: list[NewRow]) -> None:
        for row in rows:
            self.findings[str(row.values[FINDING])] += 1
        self._table.append(rows, None)


def _orphan(link: Link, one: _Held) -> NewRow:
    contact = {
        "contactId": link.contact_id,
        "contactLookupId": link.lookup_id,
        "firstName": link.first_name,
        "lastName": link.last_name,
        "email": link.email,
        "extRef": link.external_data_reference,
    }
    reason = "The contact is not in the list any more: the link may be dead."
    return _row(f"orphan {one.link}", Finding.ORPHAN, reason, contact, [one])


def _row(
    key: str, finding: Finding, reason: str, contact: dict[str, Any], links: list[_Held]
) -> NewRow:
    newest = links[-1] if links else None
    values: dict[str, Value] = {
        FINDING: finding.value,
        "reason": reason,
        "links": len(links),
        "link": None if newest is None else newest.link,
        "linkExpiration": None if newest is None else newest.ends,
        "distributions": " ".join(dict.fromkeys(one.distribution for one in links)) or None,
    }
    for name in ("firstName", "lastName", "email", "extRef", "contactId", "contactLookupId"):
        values[name] = contact.get(name)
    return NewRow(key, values, contact)


def _pieces(moment: Moment) -> Iterator[Sequence[int]]:
    ids = moment.ids(View())
    for start in range(0, len(ids), _PIECE):
        yield ids[start : start + _PIECE]
