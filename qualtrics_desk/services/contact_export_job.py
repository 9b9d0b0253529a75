"""Contacts by the service's own export job: the fast path of an export (qualtrics-api.md D.10).

What is known of it is the description of three calls. The rest here is a guess:

- The word `all` for the embedded data. A service that does not take it answers 400, and the export
  goes on page by page.
- The columns of the file. Names that mean a contact field are recognised as in a file to be
  imported (`domain.mapping`), those of D.8 that cannot be written by their spelling. Every other
  column is taken for embedded data, because nothing else was asked for.
- The file is UTF-8 and separated by commas, as asked for.
"""

from __future__ import annotations

import time
from itertools import chain, repeat
from typing import TYPE_CHECKING

from qualtrics_desk.api.endpoints import contact_exports
from qualtrics_desk.domain.contacts import EMBEDDED_PREFIX, FIELDS, embedded_target
from qualtrics_desk.domain.errors import Forbidden, InvalidRequest, NotFound, ServerFailed
from qualtrics_desk.domain.header_synonyms import NEVER, normalised_header
from qualtrics_desk.domain.mapping import auto_map, column_names
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.domain.sheet_options import SheetOptions
from qualtrics_desk.services.engine.progress import Progress
from qualtrics_desk.sheets.reading import open_sheet
from qualtrics_desk.sheets.writing import open_writer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qualtrics_desk.services.engine.progress import Report, Stop
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session

LOOKS = (1.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 9.0, 10.0, 10.0, 10.0)
"""Seconds before each of the first looks: most jobs are short, and ten of them fill a minute."""
POLL = 6.0
"""Seconds between the looks after them: each call may be made ten times a minute (D.10)."""
LONGEST = 1800.0
"""Seconds after which a job that does not end is given up and the pages are read."""

_PHASE = marked("phases", "The service writes the contacts")


class JobUnavailable(Exception):
    """The fast path cannot be had; `args[0]` says why, for a person."""


async def fetch_by_job(
    session: Session, place: Place, target: Path, *, stop: Stop, report: Report
) -> None:
    """Let the service write a file of a list with all its embedded data, and fetch it to a path.

    Raises:
        JobUnavailable: When the brand does not have it or the job failed: read pages instead.
        ApiError: When the service cannot be reached.
        JobStopped: On wish.
    """
    try:
        await _fetch(session, place, target, stop, report)
    except (Forbidden, NotFound, InvalidRequest, ServerFailed) as error:
        said = error.service_text or error.user_message
        raise JobUnavailable(f"{said.rstrip('.')} (status {error.status})") from error


async def _fetch(session: Session, place: Place, target: Path, stop: Stop, report: Report) -> None:
    client, directory = session.client, place.directory.directory_id or ""
    report(Progress(_PHASE))
    list_id = None if place.kind is PlaceKind.DIRECTORY else place.list.mailing_list_id
    start = contact_exports.start_export(directory, list_id, "all")
    progress = (await client.send(start, urgent=True)).value.id or ""
    deadline = time.monotonic() + LONGEST
    for wait in chain(LOOKS, repeat(POLL)):
        await stop.wait(wait)
        status = (await client.send(contact_exports.export_status(directory, progress))).value
        if status.is_complete:
            break
        if status.is_failed or time.monotonic() > deadline:
            raise JobUnavailable(f"its job ended as {status.status}")
        done = round(status.percent_complete or 0)
        report(Progress(_PHASE, done, 100, note="percent"))
    place_of_file = contact_exports.export_file(directory, status.file_id or "")
    address = (await client.send(place_of_file)).value

    def on_progress(size: int, total: int | None) -> None:
        stop.check()
        report(Progress("Fetching the file, bytes", size, total))

    content = contact_exports.file_content(address.url or "", address.jwt or "")
    await client.download(content, target, on_progress=on_progress)


def rewrite(source: Path, out: Path, columns: Sequence[str]) -> tuple[list[str], int, list[str]]:
    """Write the service's file as an export by pages would have written it.

    Args:
        source: The service's file.
        out: The file to make.
        columns: The columns an export by pages begins with; those the file lacks stay blank.

    Returns:
        The columns written, the number of rows, and the columns that the file lacks.

    Raises:
        SheetError: When the service's file cannot be read, or `out` cannot be written.
    """
    options = SheetOptions(encoding="utf-8", delimiter=",", header_row=1)
    rows = 0
    with open_sheet(source, options) as sheet:
        names = named(sheet.header, columns)
        place_of = {name: place for place, name in enumerate(names)}
        further = [name for name in names if name not in columns]
        written = [*columns, *further]
        places = [place_of.get(name) for name in written]
        with open_writer(out, written) as writer:
            for row in sheet.rows():
                cells = row.cells
                writer.write_row(
                    [
                        cells[place] if place is not None and place < len(cells) else ""
                        for place in places
                    ]
                )
                rows += 1
    return written, rows, [name for name in columns if name not in place_of]


def named(header: Sequence[str], columns: Sequence[str]) -> list[str]:
    """A distinct name of ours for each column of the service's file, in its order."""
    by_spelling = {normalised_header(name): name for name in columns}
    fields = {
        rule.columns[0]: rule.target for rule in auto_map(header).rules if rule.target in FIELDS
    }
    names: list[str] = []
    for plain, text in zip(column_names(header), header, strict=True):
        spelling = normalised_header(text)
        name = by_spelling.get(spelling) or fields.get(plain)
        if name is None:
            bare = plain.removeprefix(EMBEDDED_PREFIX)
            name = plain if spelling in NEVER else embedded_target(bare)
        names.append(plain if name in names else name)
    return names
