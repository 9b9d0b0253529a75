"""A quick look at exported responses: the three header rows of the csv form, read right (D.13).

Row 1 has column names, which may repeat; row 2 the texts of the questions, which may hold line
breaks; row 3 a JSON object for each column, whose ImportId is what tells columns apart.
"""

from __future__ import annotations

import asyncio
import csv
import itertools
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.rows import CELL_PREFIX, ColumnSpec
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.tables.places import profile_of
from qualtrics_desk.services.tables.reading import prepare, stopped
from qualtrics_desk.store.tables.reading import NewRow
from qualtrics_desk.store.tables.table import open_table
from qualtrics_desk.store.tables.writing import MOST_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.table import Table

TABLE = "quick-look"
PIECE = 500
_DELIMITERS = {".csv": ",", ".tsv": "\t"}


class LookColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of an export.

    Attributes:
        key: Of the column in the table.
        tag: Its name in the file, the export tag.
        text: The text of its question.
        import_id: What tells it from all others, such as `QID63`, or "" where there is none.
    """

    key: str
    tag: str
    text: str
    import_id: str


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What a look brought: the rows are in the table `TABLE` of the profile."""

    file: str
    rows: int
    columns: list[LookColumn]
    warnings: list[str] = []


async def look_at(session: Session, file: Path, *, stop: Stop, report: Report) -> Look:
    """Read an export in the csv or tsv form into a table.

    Raises:
        UsageError: It is no such file.
        JobStopped: On wish.
    """
    delimiter = _DELIMITERS.get(file.suffix.casefold())
    if delimiter is None:
        raise UsageError(
            "A quick look is there for csv and tsv files.",
            hint="Export the responses in one of these forms.",
        )
    path = session.home.table(profile_of(session), TABLE)
    table = await asyncio.to_thread(open_table, path)
    try:
        return await _read(table, file, delimiter, stop, report)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{file.name} cannot be read.", detail=str(error)) from error
    finally:
        await asyncio.to_thread(table.close)


async def _read(table: Table, file: Path, delimiter: str, stop: Stop, report: Report) -> Look:
    # Long answers are no fault: the limit of the library is 128 KiB.
    csv.field_size_limit(64 * 1024 * 1024)
    with file.open(encoding="utf-8-sig", newline="") as source:
        records = csv.reader(source, delimiter=delimiter)
        columns = await asyncio.to_thread(read_heads, records, file.name)
        shown = columns[: MOST_COLUMNS - 1]
        specs = [ColumnSpec(one.key, one.tag or one.import_id) for one in shown]
        await asyncio.to_thread(table.begin, specs, {"file": str(file)}, resume_within=timedelta(0))
        rows = 0
        while piece := await asyncio.to_thread(lambda: list(itertools.islice(records, PIECE))):
            if stop.requested:
                raise stopped()
            found = [_row(rows + n, cells, shown) for n, cells in enumerate(piece)]
            await asyncio.to_thread(table.append, found, None)
            rows += len(piece)
            report(Progress("Reading the responses", rows))
    warnings = []
    if len(shown) < len(columns):
        warnings.append(f"The first {len(shown):,} of {len(columns):,} columns are shown.")
    await asyncio.to_thread(table.finish, warnings=warnings)
    await prepare(table, stop=stop, report=report)
    return Look(file=str(file), rows=rows, columns=shown, warnings=warnings)


def read_heads(records: Iterator[list[str]], name: str) -> list[LookColumn]:
    """The columns that the three header rows describe.

    Raises:
        UsageError: They are not there.
    """
    heads = list(itertools.islice(records, 3))
    try:
        tags, texts, places = heads
        imports = [msgspec.json.decode(cell) for cell in places]
    except (ValueError, msgspec.DecodeError) as error:
        raise UsageError(
            f"{name} has not the three header rows of an export.",
            hint="Choose a csv or tsv file that was exported by the API.",
        ) from error
    texts += [""] * (len(tags) - len(texts))
    found = []
    for number, (tag, text, place) in enumerate(zip(tags, texts, imports, strict=False)):
        known = place.get("ImportId") if isinstance(place, dict) else None
        told = known if isinstance(known, str) else ""
        if isinstance(place, dict) and place.get("choiceId") is not None:
            told = f"{told} {place['choiceId']}"
        found.append(LookColumn(key=f"{CELL_PREFIX}{number}", tag=tag, text=text, import_id=told))
    return found


def _row(number: int, cells: list[str], columns: list[LookColumn]) -> NewRow:
    values = dict(zip((one.key for one in columns), cells, strict=False))
    return NewRow(str(number), dict(values), {})
