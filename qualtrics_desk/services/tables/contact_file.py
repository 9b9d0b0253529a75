"""Everybody of a directory by the service's export job, where the brand has it (D.10).

The paged listing of a directory has no embedded data; the file has. Lists are read by their pages
all the same: the file lacks the look-up ids and the list's own opt-outs, which links and the grid
of a list need.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.contacts import DIRECTORY_OPT_OUT, as_boolean, embedded_name
from qualtrics_desk.domain.sheet_options import SheetOptions
from qualtrics_desk.services.contact_export_job import JobUnavailable, fetch_by_job, named
from qualtrics_desk.services.engine.progress import Progress
from qualtrics_desk.services.tables.places import contacts_name, profile_of
from qualtrics_desk.sheets.reading import open_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qualtrics_desk.domain.rows import ColumnSpec
    from qualtrics_desk.services.engine.progress import Report, Stop
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.services.tables.contacts import ContactShape
    from qualtrics_desk.services.tables.reading import Walk
    from qualtrics_desk.store.tables.table import Table

_PIECE = 2_000
_KEYS = ("contactId", "unsubscribed")
"""Columns of the file that a file for an import would not have."""


async def read_by_job(
    session: Session,
    place: Place,
    table: Table,
    walk: Walk,
    shape: ContactShape,
    *,
    stop: Stop,
    report: Report,
) -> str:
    """Read everybody into a table; returns why the pages must be read instead, or "".

    Raises:
        ApiError: When the service cannot be reached.
        JobStopped: On wish.
    """
    name = contacts_name(place.list.mailing_list_id or "")
    file = session.home.table(profile_of(session), name).with_suffix(".download")
    try:
        await fetch_by_job(session, place, file, stop=stop, report=report)
        await asyncio.to_thread(
            table.begin, walk.columns, walk.scope, total=walk.total, resume_within=timedelta(0)
        )
        pieces = _pieces(file)
        done = 0
        piece = await asyncio.to_thread(next, pieces, None)
        while piece is not None:
            stop.check()
            following = await asyncio.to_thread(next, pieces, None)
            fresh: list[ColumnSpec] = []
            rows = [shape.row(raw, fresh) for raw in piece]
            position = None if following is None else f"file row {done}"
            await asyncio.to_thread(table.append, rows, position, new_columns=fresh)
            done += len(rows)
            report(Progress(walk.phase, done, walk.total))
            piece = following
        if not done:
            await asyncio.to_thread(table.append, [], None)
    except JobUnavailable as reason:
        return str(reason)
    finally:
        await asyncio.to_thread(file.unlink, missing_ok=True)
    return ""


def _pieces(file: Path) -> Iterator[list[dict[str, Any]]]:
    options = SheetOptions(encoding="utf-8", delimiter=",", header_row=1)
    with open_sheet(file, options) as sheet:
        names = named(sheet.header, _KEYS)
        piece: list[dict[str, Any]] = []
        for row in sheet.rows():
            piece.append(_contact(dict(zip(names, row.cells, strict=False))))
            if len(piece) == _PIECE:
                yield piece
                piece = []
        if piece:
            yield piece


def _contact(cells: Mapping[str, str]) -> dict[str, Any]:
    contact: dict[str, Any] = {"embeddedData": {}}
    for name, text in cells.items():
        embedded = embedded_name(name)
        if name == "unsubscribed":
            contact[DIRECTORY_OPT_OUT] = bool(as_boolean(text))
        elif embedded is None:
            contact[name] = text or None
        elif text:
            contact["embeddedData"][embedded] = text
    return contact
