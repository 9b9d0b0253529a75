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
    needs_contacts,
    row_of,
)
from qualtrics_desk.services.lists import Place, find_list
from qualtrics_desk.services.paged_export import fetch, open_part
from qualtrics_desk.sheets.writing import open_writer
from qualtrics_desk.store.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.part_file import PartFile


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
    if not wish.out.parent.is_dir():
        raise UsageError(f"There is no folder {wish.out.parent}.")
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
            session.client, request, part, "Reading links", total, stop=stop, report=report
        )
        with Scratch() as scratch:
            if needs_contacts(wish.columns):
                if place is None:
                    raise UsageError(
                        "These columns come from the contacts, and the list of this distribution"
                        " cannot be found.",
                        hint=f"Columns of the links themselves: {', '.join(LINK_COLUMNS)}.",
                    )
                await _hold_contacts(session, place, scratch, stop=stop, report=report)
            report(Progress("Writing the file"))
            rows, unmatched = await asyncio.to_thread(_write, part, wish, scratch)
        await asyncio.to_thread(part.delete)
    finally:
        part.close()
    warnings.extend(_completeness(rows, total, unmatched))
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
    session: Session, place: Place, scratch: Scratch, *, stop: Stop, report: Report
) -> None:
    request = contacts.list_contacts(
        DirectoryId(place.directory.directory_id or ""), ListId(place.list.mailing_list_id or "")
    )
    count = 0
    async for page in session.client.pages(request):
        stop.check()
        held = [(key, item.raw) for item in page.items for key in contact_keys(item.raw).keys]
        await asyncio.to_thread(scratch.put, held)
        count += len(page.items)
        report(Progress("Reading contacts", count, place.list.contact_count))


def _write(part: PartFile, wish: LinksExport, scratch: Scratch) -> tuple[int, int]:
    joins = needs_contacts(wish.columns)
    unmatched = 0

    def contact_of(keys: JoinKeys) -> Mapping[str, Any] | None:
        nonlocal unmatched
        for key in keys.keys:
            contact: Mapping[str, Any] | None = scratch.get(key)
            if contact is not None:
                return contact
        unmatched += 1
        return None

    rows = 0
    with open_writer(wish.out, wish.columns) as writer:
        for page in part:
            known = scratch.seen([_identity(raw) for raw in page.items])
            for raw, repeated in zip(page.items, known, strict=True):
                if not repeated:
                    writer.write_row(row_of(raw, wish.columns, contact_of if joins else None))
                    rows += 1
    return rows, unmatched


def _identity(raw: Mapping[str, Any]) -> str:
    """A link row is the link itself: one contact may own several (B rule 5)."""
    link = raw.get("link")
    return link if isinstance(link, str) and link else msgspec.json.encode(raw).decode()


def _completeness(rows: int, total: int | None, unmatched: int) -> Sequence[str]:
    """Links that never arrived are a known fault of the service (F.49)."""
    said = []
    if total is not None and rows != total:
        said.append(
            f"The list has about {total} contacts, the distribution {rows} links: compare them."
        )
    if unmatched:
        said.append(f"For {unmatched} links no contact of the list was found.")
    return said
