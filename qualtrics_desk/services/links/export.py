"""Export the links of a distribution: page by page to disk, then joined into one file (D.5)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import contacts, distributions
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.links.columns import (
    LINK_COLUMNS,
    JoinKeys,
    contact_keys,
    is_joined,
    needs_contacts,
    row_of,
)
from qualtrics_desk.services.lists import Place, find_list
from qualtrics_desk.services.paged_export import fetch, open_part, require_target, stopped
from qualtrics_desk.sheets.writing import open_writer
from qualtrics_desk.store.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.part_file import PartFile

_LOOKS = (1.0, 2.0, 4.0)
"""Seconds between looks for links that were made a moment ago (F.90)."""
_SHARED: dict[str, Any] = {}
"""Held in place of a contact under a key that several have."""


class LinksExport(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be exported.

    Attributes:
        distribution: The distribution whose links are read.
        out: The file to make; .csv, .tsv or .xlsx.
        columns: Names of the service's fields, of list fields or of embedded data.
        consent: Id of the distribution whose e-mail dates may be reset by reading, where it was
            not made as links (D.5).
    """

    survey: str
    distribution: str
    out: Path
    columns: tuple[str, ...] = LINK_COLUMNS
    consent: str | None = None


class LinksExported(msgspec.Struct, frozen=True, kw_only=True):
    """What came out.

    Attributes:
        rows: Links written.
        contacts: Contacts of the list, as the service counts them (approximate), or None.
        unmatched: Links for which no contact of the list was found, where columns needed one.
        warnings: What the person should know.
    """

    file: str
    rows: int
    contacts: int | None
    unmatched: int
    warnings: list[str]


async def export_links(
    session: Session, wish: LinksExport, *, stop: Stop | None = None, report: Report = silent
) -> LinksExported:
    """Read every link once and write the file; run again, it goes on where it ended.

    Raises:
        UsageError: When the distribution was not made as links and nobody consented.
        ApiError: When a page cannot be fetched; the part file keeps what came.
        JobStopped: On wish.
    """
    stop = stop or Stop()
    require_target(wish.out)
    found = await session.client.send(
        distributions.get_distribution(wish.distribution, wish.survey), urgent=True
    )
    _require_links(found.value, wish)
    place = await _place_of(session, found.value)
    total = None if place is None else place.list.contact_count
    me = await session.me()
    header = {
        "export": "links",
        "brand": me.brand_id,
        "survey": wish.survey,
        "distribution": wish.distribution,
    }
    part = await asyncio.to_thread(open_part, wish.out, header)
    try:
        request = distributions.list_links(wish.distribution, wish.survey)
        warnings = await fetch(
            session.client,
            request,
            part,
            "Reading links",
            total,
            stop=stop,
            report=report,
            looks=_LOOKS if total else (),
        )
        with Scratch() as scratch:
            if needs_contacts(wish.columns):
                if place is None:
                    raise UsageError(
                        "These columns come from the contacts, and the list of this distribution"
                        " cannot be found.",
                        hint=f"Columns of the links themselves: {', '.join(LINK_COLUMNS)}.",
                    )
                await _hold_contacts(session, place, part, scratch, stop=stop, report=report)
            report(Progress("Writing the file"))
            rows, unmatched, empty = await asyncio.to_thread(_write, part, wish, scratch)
        await asyncio.to_thread(part.delete)
    finally:
        part.close()
    warnings.extend(_oddities(rows, total, unmatched, empty))
    return LinksExported(
        file=str(wish.out), rows=rows, contacts=total, unmatched=unmatched, warnings=warnings
    )


def _require_links(distribution: Distribution, wish: LinksExport) -> None:
    """The guard: links are only read where reading was meant (D.5)."""
    if distribution.request_type == distributions.GENERATED_INVITE:
        return
    if wish.consent == wish.distribution:
        return
    raise UsageError(
        f"The distribution {wish.distribution} was not made as personal links"
        f" (it is of the type {distribution.request_type or 'unknown'}).",
        detail="Reading its links resets the e-mail status dates of its recipients to now and"
        " counts for contact frequency.",
        hint="If that is what you want, repeat the command with"
        f" --reset-email-status {wish.distribution}.",
    )


async def _place_of(session: Session, distribution: Distribution) -> Place | None:
    list_id = distribution.mailing_list_id
    if list_id is None:
        return None
    try:
        return await find_list(session.client, list_id)
    except UsageError:
        # Deleted, a sample, or of somebody else: the links can be read all the same.
        return None


async def _hold_contacts(
    session: Session, place: Place, part: PartFile, scratch: Scratch, *, stop: Stop, report: Report
) -> None:
    request = contacts.list_contacts(
        DirectoryId(place.directory.directory_id or ""), ListId(place.list.mailing_list_id or "")
    )
    count = 0
    async for page in session.client.pages(request):
        if stop.requested:
            raise stopped(part)
        await asyncio.to_thread(_hold, scratch, [item.raw for item in page.items])
        count += len(page.items)
        report(Progress("Reading contacts", count, place.list.contact_count))


def _hold(scratch: Scratch, people: Sequence[dict[str, Any]]) -> None:
    held: list[tuple[str, Any]] = []
    for raw in people:
        keys = contact_keys(raw)
        held += [(key, raw) for key in keys.ids]
        # What two contacts share says of neither who it is: nobody gets the data of another.
        held += [
            (key, _SHARED if shared else raw)
            for key, shared in zip(keys.others, scratch.seen(keys.others), strict=True)
        ]
    scratch.put(held)


def _write(part: PartFile, wish: LinksExport, scratch: Scratch) -> tuple[int, int, list[str]]:
    joins = needs_contacts(wish.columns)
    unmatched = 0

    def contact_of(keys: JoinKeys) -> Mapping[str, Any] | None:
        nonlocal unmatched
        for key in (*keys.ids, *keys.others):
            contact: Mapping[str, Any] | None = scratch.get(key)
            if contact:
                return contact
        unmatched += 1
        return None

    rows = 0
    empty = {place: name for place, name in enumerate(wish.columns) if is_joined(name)}
    with open_writer(wish.out, wish.columns) as writer:
        for page in part:
            known = scratch.seen([_identity(raw) for raw in page.items])
            for raw, repeated in zip(page.items, known, strict=True):
                if repeated:
                    continue
                cells = row_of(raw, wish.columns, contact_of if joins else None)
                writer.write_row(cells)
                rows += 1
                for place in [place for place in empty if cells[place]]:
                    del empty[place]
    return rows, unmatched, list(empty.values())


def _identity(raw: Mapping[str, Any]) -> str:
    """A link row is the link itself: one contact may own several (B rule 5)."""
    link = raw.get("link")
    return link if isinstance(link, str) and link else msgspec.json.encode(raw).decode()


def _oddities(rows: int, total: int | None, unmatched: int, empty: Sequence[str]) -> list[str]:
    """Links that never arrived are a known fault of the service (F.49)."""
    said = []
    if total is not None and rows != total:
        said.append(
            f"Links written: {rows:,}. Contacts of the list: about {total:,}. Compare them, and"
            " export again if links are missing."
        )
    if unmatched:
        said.append(f"Links for which no contact of the list could be told: {unmatched:,}.")
    if rows:
        said.extend(f"The column “{name}” is empty: no contact has it." for name in empty)
    return said
