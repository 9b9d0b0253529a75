"""Code books of one survey or many, as one sheet."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.definition.codebook import HEADER, codebook_rows
from qualtrics_desk.domain.definition.outline import read_outline
from qualtrics_desk.services.definitions.keeping import TABLE, read_definitions
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.paged_export import require_target
from qualtrics_desk.services.tables.places import profile_of
from qualtrics_desk.sheets.writing import open_writer
from qualtrics_desk.store.definitions import open_definitions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.definitions import DefinitionStore


class CodebookWritten(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: rows, of how many surveys; those that this token may not read."""

    file: str
    surveys: int
    rows: int
    refused: list[str] = []


async def write_codebook(
    session: Session,
    surveys: Sequence[str],
    out: Path,
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> CodebookWritten:
    """Write the code book of surveys to .xlsx, .csv or .tsv; what is stale is read anew before.

    Raises:
        UsageError: When the target cannot be meant.
        ApiError: When a definition cannot be fetched; no file appears then.
        SheetError: When the file cannot be written.
    """
    stop = stop or Stop()
    require_target(out)
    read = await read_definitions(session, surveys, is_listed=True, stop=stop, report=report)
    path = session.home.table(profile_of(session), TABLE)
    store = await asyncio.to_thread(open_definitions, path)
    try:
        done, rows = await asyncio.to_thread(_write, store, surveys, out, stop, report)
    finally:
        await asyncio.to_thread(store.close)
    return CodebookWritten(file=str(out), surveys=done, rows=rows, refused=read.refused)


def _write(
    store: DefinitionStore, surveys: Sequence[str], out: Path, stop: Stop, report: Report
) -> tuple[int, int]:
    done = count = 0
    with open_writer(out, HEADER, excel_safe=True) as sheet:
        for survey_id in dict.fromkeys(surveys):
            stop.check()
            kept = store.get(survey_id)
            if kept is None:
                continue
            rows = list(codebook_rows(read_outline(kept.raw)))
            sheet.write_rows(rows)
            done += 1
            count += len(rows)
            report(Progress("Writing the code book", done, len(surveys)))
    return done, count
