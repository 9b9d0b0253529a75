"""Links into a file somebody has already: their columns stay, the link is added (D.5)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from qualtrics_desk.domain.contacts import normalise
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.mapping import auto_map, column_names
from qualtrics_desk.domain.rows import Comparison, Filter, View
from qualtrics_desk.domain.sheet_options import SheetOptions
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.paged_export import require_target
from qualtrics_desk.services.tables.links import MISSING, STATE, LinksReading, read_links
from qualtrics_desk.services.tables.places import links_name
from qualtrics_desk.services.tables.reading import opened
from qualtrics_desk.sheets.reading import open_sheet
from qualtrics_desk.sheets.writing import open_writer
from qualtrics_desk.store.scratch import Scratch

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.table import Table

By = Literal["email", "extRef"]
_KEYS = {"email": "email", "extRef": "externalDataReference"}
_SHARED = "shared"
_PIECE = 1_000


class LinksMerge(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for.

    Attributes:
        source: The file; it is not changed.
        out: The file to make, with all columns of the other and the link.
        by: What says who is who.
        column: The column of the file that holds it; None: the one that means it.
        title: The name of the column that is added.
        consent: As in `LinksReading`.
    """

    survey: str
    distribution: str
    source: Path
    out: Path
    by: By = "email"
    column: str | None = None
    title: str = "link"
    options: SheetOptions = SheetOptions()
    encoding: str = "utf-8-sig"
    delimiter: str | None = None
    excel_safe: bool = False
    consent: str | None = None


class LinksMerged(msgspec.Struct, frozen=True, kw_only=True):
    """What came out.

    Attributes:
        unmatched: Lines of the source for which there is no link, the first hundred.
        ambiguous: Lines whose key several links have: they get none, the first hundred.
        unmatched_rows: How many in all.
        ambiguous_rows: How many in all.
    """

    file: str
    rows: int
    matched: int
    unmatched: list[int]
    ambiguous: list[int]
    unmatched_rows: int
    ambiguous_rows: int
    warnings: list[str]


async def merge_links(
    session: Session, wish: LinksMerge, *, stop: Stop | None = None, report: Report = silent
) -> LinksMerged:
    """Write the file anew with a link in each row; links that were read before are taken as kept.

    Raises:
        UsageError: When the column that says who is who cannot be told, or no links may be read.
        SheetError: When a file cannot be read or written.
        JobStopped: On wish; there is no file then.
    """
    stop = stop or Stop()
    require_target(wish.out)
    if wish.out.absolute() == wish.source.absolute():
        raise UsageError("The file itself is not written over.", hint="Name another one.")
    async with opened(session, links_name(wish.distribution)) as table:
        shown = await asyncio.to_thread(lambda: table.shown)
        if shown is None or not shown.is_complete:
            reading = LinksReading(
                survey=wish.survey, distribution=wish.distribution, consent=wish.consent
            )
            await read_links(session, reading, stop=stop, report=report)
        with Scratch() as scratch:
            await asyncio.to_thread(_hold, table, wish, scratch)
            stop.check()
            report(Progress("Writing the file"))
            return await asyncio.to_thread(_write, wish, scratch, stop)


def _hold(table: Table, wish: LinksMerge, scratch: Scratch) -> None:
    with table.moment() as now:
        places = {column.key: place for place, column in enumerate(now.columns)}
        key, link = places[_KEYS[wish.by]], places["link"]
        has_link = (Filter(STATE, Comparison.IS_NOT, (MISSING,)),)
        ids = now.ids(View(filters=has_link))
        for start in range(0, len(ids), _PIECE):
            found = [
                (normalise(str(row.values[key])), row.values[link])
                for row in now.rows(ids[start : start + _PIECE])
                if row.values[key] is not None
            ]
            if not found:
                continue
            known = scratch.seen([text for text, _ in found])
            scratch.put(
                (text, [_SHARED, None] if shared else ["", value])
                for (text, value), shared in zip(found, known, strict=True)
            )


def _write(wish: LinksMerge, scratch: Scratch, stop: Stop) -> LinksMerged:
    unmatched: list[int] = []
    ambiguous: list[int] = []
    rows = matched = lost = shared = 0
    with open_sheet(wish.source, wish.options) as sheet:
        place = _place_of(sheet.header, wish)
        header = [*sheet.header, wish.title]
        with open_writer(
            wish.out,
            header,
            encoding=wish.encoding,
            delimiter=wish.delimiter,
            excel_safe=wish.excel_safe,
        ) as writer:
            for row in sheet.rows():
                stop.check()
                cells = [*row.cells[: len(sheet.header)]]
                held: Any = scratch.get(normalise(cells[place])) if cells[place].strip() else None
                rows += 1
                if held is None:
                    lost += 1
                    unmatched.append(row.line)
                elif held[0] == _SHARED:
                    shared += 1
                    ambiguous.append(row.line)
                else:
                    matched += 1
                link = "" if held is None or held[0] == _SHARED else str(held[1] or "")
                writer.write_row([*cells, link])
                del unmatched[100:], ambiguous[100:]
        warnings = list(sheet.warnings)
    if lost:
        warnings.append(f"Rows for which there is no link: {lost:,}.")
    if shared:
        warnings.append(
            f"Rows whose {wish.by} several links have, so that they get none: {shared:,}."
        )
    return LinksMerged(
        file=str(wish.out),
        rows=rows,
        matched=matched,
        unmatched=unmatched,
        ambiguous=ambiguous,
        unmatched_rows=lost,
        ambiguous_rows=shared,
        warnings=warnings,
    )


def _place_of(header: list[str], wish: LinksMerge) -> int:
    names = column_names(header)
    if wish.column is not None:
        if wish.column not in names:
            raise UsageError(
                f"The file has no column “{wish.column}”.", hint=f"It has: {', '.join(names)}."
            )
        return names.index(wish.column)
    for rule in auto_map(header).rules:
        if rule.target == wish.by and len(rule.columns) == 1:
            return names.index(rule.columns[0])
    raise UsageError(
        f"It cannot be told which column of the file is the {wish.by}.",
        detail=f"Its columns: {', '.join(names)}.",
        hint="Name the column.",
    )
