"""Export the contacts of a list to a file, page by page to disk first."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.contacts import embedded_of, embedded_target, scalar_text
from qualtrics_desk.domain.errors import JobStopped
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.services.contact_export_job import JobUnavailable, fetch_by_job, rewrite
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.paged_export import fetch, open_part, part_path, require_target
from qualtrics_desk.services.tables.contacts import listed, request_of
from qualtrics_desk.sheets.writing import open_writer
from qualtrics_desk.store.scratch import Scratch

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.part_file import PartFile

FIRST_LOOK = 1.0
"""Seconds before a list that lags behind is read again."""
COLUMNS = (
    "contactId",
    "contactLookupId",
    "firstName",
    "lastName",
    "email",
    "phone",
    "extRef",
    "language",
    "unsubscribed",
    "mailingListUnsubscribed",
)
"""The service's own field names; embedded data follows, in the order in which it first occurs."""


class ContactsExported(msgspec.Struct, frozen=True, kw_only=True):
    """What came out; `warnings` say what the person should know."""

    file: str
    rows: int
    columns: list[str]
    warnings: list[str]


async def export_contacts(
    session: Session,
    list_id: str,
    out: Path,
    *,
    directory: str | None = None,
    by_job: bool = False,
    stop: Stop | None = None,
    report: Report = silent,
) -> ContactsExported:
    """Write every contact of a list; run again after a break, it goes on where it ended.

    Args:
        session: The profile at work.
        list_id: The list.
        out: The file to make; .csv, .tsv or .xlsx.
        directory: Where the list lies, if it is ambiguous.
        by_job: Let the service write the file where the brand has that; the pages are read where
            it has not, and where they were begun already.
        stop: The wish to stop.
        report: Told how far it is.

    Raises:
        UsageError: When the list or the folder is not there.
        ApiError: When a page cannot be fetched; the part file keeps what came.
        JobStopped: On wish.
    """
    stop = stop or Stop()
    require_target(out)
    place = await find_list(session.client, list_id, directory)
    warnings: list[str] = []
    if by_job and place.kind is not PlaceKind.LIST:
        by_job = False
        warnings.append("Only a list can be written by the export job; the pages were read.")
    if place.kind is PlaceKind.DIRECTORY:
        warnings.append("The service leaves embedded data out when a whole directory is read.")
    if by_job and not part_path(out).exists():
        try:
            return await _by_job(session, place, out, stop=stop, report=report)
        except JobUnavailable as reason:
            warnings.append(
                f"The export job of the service could not be used: {reason}."
                " The contacts were read page by page instead."
            )
    elif by_job:
        warnings.append("An export page by page was begun before; this run has ended it.")
    me = await session.me()
    header = {"export": "contacts", "brand": me.brand_id, "list": list_id}
    part = await asyncio.to_thread(open_part, out, header)
    try:
        warnings += await _read(session, place, part, stop=stop, report=report)
        while hidden := await _hidden(session, list_id, part):
            part = await _begin_anew(part, out, header, stop, hidden, report)
            warnings += await _read(session, place, part, stop=stop, report=report)
        report(Progress("Writing the file"))
        columns, rows = await asyncio.to_thread(_write, part, out, place.kind)
        await asyncio.to_thread(part.delete)
    finally:
        part.close()
    return ContactsExported(file=str(out), rows=rows, columns=columns, warnings=warnings)


async def _read(
    session: Session, place: Place, part: PartFile, *, stop: Stop, report: Report
) -> list[str]:
    return await fetch(
        session.client,
        request_of(place),
        part,
        "Reading contacts",
        place.list.contact_count,
        stop=stop,
        report=report,
    )


async def _hidden(session: Session, list_id: str, part: PartFile) -> float:
    """Seconds for which it is worth waiting for contacts that the list does not show yet.

    Lists lag behind finished jobs (F.90): a file made right after an import would lack its rows.
    """
    since = time.time() - session.absence_wait
    lately = await asyncio.to_thread(
        session.journal.ledger.created.lately,
        session.client.connection.base_url,
        list_id,
        since,
    )
    if not lately:
        return 0.0

    def shown() -> set[str]:
        return {str(raw.get("contactId")) for page in part for raw in page.items}

    return 0.0 if set(lately) <= await asyncio.to_thread(shown) else FIRST_LOOK


async def _begin_anew(
    part: PartFile, out: Path, header: dict[str, Any], stop: Stop, wait: float, report: Report
) -> PartFile:
    await asyncio.to_thread(part.delete)
    report(Progress("Waiting", note="the list does not show yet what the last import wrote"))
    try:
        await stop.wait(wait)
    finally:
        part = await asyncio.to_thread(open_part, out, header)
    return part


async def _by_job(
    session: Session, place: Place, out: Path, *, stop: Stop, report: Report
) -> ContactsExported:
    fetched = out.with_name(out.name + ".download")
    try:
        await fetch_by_job(session, place, fetched, stop=stop, report=report)
        report(Progress("Writing the file"))
        columns, rows, lacking = await asyncio.to_thread(rewrite, fetched, out, COLUMNS)
    except JobStopped as error:
        raise JobStopped("The export was stopped.", detail="No file was made.") from error
    finally:
        await asyncio.to_thread(fetched.unlink, missing_ok=True)
    warnings = []
    if lacking:
        warnings.append(f"The file of the service has no {', '.join(lacking)}: blank here.")
    return ContactsExported(file=str(out), rows=rows, columns=columns, warnings=warnings)


def _write(part: PartFile, out: Path, kind: PlaceKind) -> tuple[list[str], int]:
    embedded: dict[str, None] = {}
    for page in part:
        for raw in page.items:
            embedded.update(dict.fromkeys(embedded_of(raw)))
    columns = [*COLUMNS, *(embedded_target(name) for name in embedded)]
    rows = 0
    with Scratch() as scratch, open_writer(out, columns) as writer:
        for page in part:
            known = scratch.seen(
                [
                    raw.get("contactLookupId") or raw.get("contactId") or raw.get("id") or ""
                    for raw in page.items
                ]
            )
            for item, repeated in zip(page.items, known, strict=True):
                if repeated:
                    continue
                raw = listed(item, kind)
                held = embedded_of(raw)
                writer.write_row(
                    [
                        *(scalar_text(raw.get(column)) for column in COLUMNS),
                        *(scalar_text(held.get(name)) for name in embedded),
                    ]
                )
                rows += 1
    return columns, rows
