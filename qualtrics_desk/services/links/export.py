"""Export the links of a distribution: page by page to disk, then joined into one file (D.5)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import contacts, distributions
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.links.columns import (
    LINK_COLUMNS,
    identity,
    is_joined,
    needs_contacts,
    row_of,
)
from qualtrics_desk.services.links.guard import place_of, require_links
from qualtrics_desk.services.links.people import People
from qualtrics_desk.services.paged_export import fetch, open_part, require_target, stopped
from qualtrics_desk.sheets.writing import open_writer
from qualtrics_desk.store.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.part_file import PartFile

_LOOKS = (1.0, 2.0, 4.0)
"""Seconds between looks for links that were made a moment ago (F.90)."""


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
    require_links(found.value, wish.distribution, wish.consent)
    place = await place_of(session, found.value)
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
            people = People(scratch)
            if needs_contacts(wish.columns):
                if place is None:
                    raise UsageError(
                        "These columns come from the contacts, and the list of this distribution"
                        " cannot be found.",
                        hint=f"Columns of the links themselves: {', '.join(LINK_COLUMNS)}.",
                    )
                await _hold_contacts(session, place, part, people, stop=stop, report=report)
            report(Progress("Writing the file"))
            rows, unmatched, empty = await asyncio.to_thread(_write, part, wish, scratch, people)
        await asyncio.to_thread(part.delete)
    finally:
        part.close()
    warnings.extend(_oddities(rows, total, unmatched, empty))
    return LinksExported(
        file=str(wish.out), rows=rows, contacts=total, unmatched=unmatched, warnings=warnings
    )


async def _hold_contacts(
    session: Session, place: Place, part: PartFile, people: People, *, stop: Stop, report: Report
) -> None:
    request = contacts.list_contacts(
        DirectoryId(place.directory.directory_id or ""), ListId(place.list.mailing_list_id or "")
    )
    count = 0
    async for page in session.client.pages(request):
        if stop.requested:
            raise stopped(part)
        await asyncio.to_thread(people.hold, [item.raw for item in page.items])
        count += len(page.items)
        report(Progress("Reading contacts", count, place.list.contact_count))


def _write(
    part: PartFile, wish: LinksExport, scratch: Scratch, people: People
) -> tuple[int, int, list[str]]:
    joins = needs_contacts(wish.columns)
    rows = 0
    empty = {place: name for place, name in enumerate(wish.columns) if is_joined(name)}
    with open_writer(wish.out, wish.columns) as writer:
        for page in part:
            known = scratch.seen([identity(raw) for raw in page.items])
            new = [
                row_of(raw, wish.columns, people.contact_of if joins else None)
                for raw, repeated in zip(page.items, known, strict=True)
                if not repeated
            ]
            writer.write_rows(new)
            rows += len(new)
            for place in [place for place in empty if any(cells[place] for cells in new)]:
                del empty[place]
    return rows, people.unmatched, list(empty.values())


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
