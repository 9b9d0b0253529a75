"""How many responses were recorded on each day: by an export of nothing but these dates (D.13).

The service gives no counts over time. So one export is asked for that holds neither answers nor
people, only the column `recordedDate`; the file is read and gone at once.
"""

from __future__ import annotations

import asyncio
import csv
import shutil
import tempfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.dates import parse_moment
from qualtrics_desk.domain.errors import JobFailed
from qualtrics_desk.domain.response_exports import ResponseExportOptions
from qualtrics_desk.services.engine.progress import Report, Stop, silent
from qualtrics_desk.services.responses.export import ResponsesExport, export_responses
from qualtrics_desk.services.responses.quick_look import read_heads

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session

COLUMN = "recordedDate"


class RecordedCounts(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted.

    Attributes:
        survey: SV_….
        days: Responses by day, in the zone of this machine.
        total: All of them.
        undated: Those without a date; they are in no day.
    """

    survey: str
    days: dict[date, int]
    total: int
    undated: int = 0


async def count_recorded(
    session: Session,
    survey: str,
    *,
    since: datetime | None = None,
    stop: Stop | None = None,
    report: Report = silent,
) -> RecordedCounts:
    """Count the responses of a survey by the day they were recorded on.

    Args:
        session: The profile at work.
        survey: SV_….
        since: Only from this moment on; None: all.
        stop: The wish to stop.
        report: Told how far it has come.

    Raises:
        UsageError: When the survey is not there.
        JobFailed: When the service could not make the export, or it has no dates.
        ApiError: When the service cannot be reached or refuses.
        JobStopped: On wish.
    """
    options = ResponseExportOptions(
        question_ids=(), embedded_ids=(), metadata_ids=(COLUMN,), start=since
    )
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="dates-", dir=session.home.root))
    try:
        out = folder / "dates.csv"
        wish = ResponsesExport(survey=survey, out=out, options=options)
        await export_responses(session, wish, stop=stop, report=report)
        days, undated = await asyncio.to_thread(_read, out)
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    total = sum(days.values()) + undated
    return RecordedCounts(survey=survey, days=days, total=total, undated=undated)


def _read(file: Path) -> tuple[dict[date, int], int]:
    """Responses by day; many have the same second, so each text is understood once."""
    with file.open(encoding="utf-8-sig", newline="") as source:
        records = csv.reader(source)
        columns = read_heads(records, file.name)
        place = next((n for n, one in enumerate(columns) if one.import_id == COLUMN), None)
        if place is None:
            raise JobFailed(
                "The export has no dates.",
                detail=f"The column {COLUMN} was asked for and is not there.",
            )
        texts = Counter(cells[place] if place < len(cells) else "" for cells in records)
    days: Counter[date] = Counter()
    undated = 0
    for text, count in texts.items():
        moment = parse_moment(text.replace(" ", "T", 1) + "Z" if text else None)
        if moment is None:
            undated += count
        else:
            days[moment.astimezone().date()] += count
    return dict(sorted(days.items())), undated
