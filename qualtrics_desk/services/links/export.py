"""Export the links of a distribution: page by page to disk, then joined into one file (D.5)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import contacts, distributions
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.domain.link_layouts import LinkLayout
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
from qualtrics_desk.services.links.selecting import Wanted, answered_of, fields_of, wanted_by
from qualtrics_desk.services.paged_export import fetch, open_part, require_target, stopped
from qualtrics_desk.sheets.writing import open_writer
from qualtrics_desk.store.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.sheets.writing import SheetWriter
    from qualtrics_desk.store.part_file import PartFile

_LOOKS = (1.0, 2.0, 4.0)
"""Seconds between looks for links that were made a moment ago (F.90)."""


class LinksExport(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be exported.

    Attributes:
        distribution: The distribution whose links are read.
        out: The file to make; .csv, .tsv or .xlsx.
        columns: Names of the service's fields, of list fields or of embedded data.
        layout: How they are called, which links are written, and how; its own columns, where it
            has any, take the place of `columns`.
        consent: Id of the distribution whose e-mail dates may be reset by reading, where it was
            not made as links (D.5).
    """

    survey: str
    distribution: str
    out: Path
    columns: tuple[str, ...] = LINK_COLUMNS
    consent: str | None = None
    layout: LinkLayout = LinkLayout()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the columns, in their order."""
        return tuple(one.field for one in self.layout.columns) or self.columns

    @property
    def titles(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(one.shown for one in self.layout.columns) or self.columns


class LinksExported(msgspec.Struct, frozen=True, kw_only=True):
    """What came out.

    Attributes:
        rows: Links written.
        left_out: Links that the layout does not want.
        contacts: Contacts of the list, as the service counts them (approximate), or None.
        unmatched: Links for which no contact of the list was found, where columns needed one.
        warnings: What the person should know.
    """

    file: str
    rows: int
    left_out: int = 0
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
        with Scratch() as scratch:
            people = People(scratch)
            if needs_contacts((*wish.fields, *fields_of(wish.layout))):
                if place is None:
                    raise UsageError(
                        "These columns come from the contacts, and the list of this distribution"
                        " cannot be found.",
                        hint=f"Columns of the links themselves: {', '.join(LINK_COLUMNS)}.",
                    )
                await _hold_contacts(session, place, part, people, stop=stop, report=report)
            answered: frozenset[str] = frozenset()
            if "unanswered" in wish.layout.only:
                answered = await answered_of(session, wish.distribution, stop=stop, report=report)
            output = _Output(wish, scratch, people, wanted_by(wish.layout, answered))
            warnings = await _read(session, wish, part, output, total, stop=stop, report=report)
        await asyncio.to_thread(part.delete)
    finally:
        part.close()
    warnings.extend(
        _oddities(
            output.rows + output.left_out, total, people.unmatched, list(output.empty.values())
        )
    )
    return LinksExported(
        file=str(wish.out),
        rows=output.rows,
        left_out=output.left_out,
        contacts=total,
        unmatched=people.unmatched,
        warnings=warnings,
    )


async def _read(
    session: Session,
    wish: LinksExport,
    part: PartFile,
    output: _Output,
    total: int | None,
    *,
    stop: Stop,
    report: Report,
) -> list[str]:
    """Write each page as it comes; those that a former run kept come first."""
    await asyncio.to_thread(output.open)
    try:
        await asyncio.to_thread(output.take_kept, part)
        warnings = await fetch(
            session.client,
            distributions.list_raw_links(wish.distribution, wish.survey),
            part,
            "Reading links",
            total,
            stop=stop,
            report=report,
            looks=_LOOKS if total else (),
            take=output.take,
        )
        report(Progress("Writing the file"))
    except BaseException as error:
        output.abandon(error)
        raise
    await asyncio.to_thread(output.finish)
    return warnings


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


class _Output:
    """The file on its way.

    Attributes:
        rows: Links written.
        left_out: Links that are not wanted.
        empty: Columns that come from contacts and have been blank so far, by their place.
    """

    def __init__(
        self, wish: LinksExport, scratch: Scratch, people: People, wanted: Wanted | None
    ) -> None:
        self._wish, self._scratch, self._wanted = wish, scratch, wanted
        # Behind the columns of the file stand the fields that conditions ask about.
        self._fields = (*wish.fields, *fields_of(wish.layout))
        self._width = len(wish.fields)
        self._contact_of = people.contact_of if needs_contacts(self._fields) else None
        self._writer: SheetWriter | None = None
        self.rows = self.left_out = 0
        self.empty = {place: name for place, name in enumerate(wish.fields) if is_joined(name)}

    def open(self) -> None:
        """Begin; nothing is there under the file's own name before the end."""
        layout = self._wish.layout
        self._writer = open_writer(
            self._wish.out,
            self._wish.titles,
            encoding=layout.encoding,
            delimiter=layout.delimiter,
            excel_safe=layout.excel_safe,
        )

    def take_kept(self, part: PartFile) -> None:
        """Write the pages that are in the part file."""
        for page in part:
            self.take(page.items)

    def take(self, items: list[dict[str, Any]]) -> None:
        """Write a page, without the links that came before."""
        if self._writer is None:
            raise ValueError("the file was not opened")
        # Hashes in place of links: where only sameness matters, a million need little room.
        known = self._scratch.seen_numbers([hash(identity(raw)) for raw in items])
        new = [
            row_of(raw, self._fields, self._contact_of)
            for raw, repeated in zip(items, known, strict=True)
            if not repeated
        ]
        if self._wanted is not None:
            fresh = [raw for raw, repeated in zip(items, known, strict=True) if not repeated]
            chosen = [
                cells[: self._width]
                for raw, cells in zip(fresh, new, strict=True)
                if self._wanted(raw, cells[self._width :])
            ]
            self.left_out += len(new) - len(chosen)
            new = chosen
        self._writer.write_rows(new)
        self.rows += len(new)
        for place in [place for place in self.empty if any(cells[place] for cells in new)]:
            del self.empty[place]

    def finish(self) -> None:
        """Give the file its name."""
        if self._writer is not None:
            self._writer.__exit__(None, None, None)

    def abandon(self, error: BaseException) -> None:
        """Leave no half a file."""
        if self._writer is not None:
            self._writer.__exit__(type(error), error, error.__traceback__)


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
