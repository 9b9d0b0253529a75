"""What stands above the steps: which file goes into which list, and what is known of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.gui import words
from qualtrics_desk.gui.panels.imports.import_words import (
    delimiter_title,
    encoding_title,
    target_title,
    tr,
)
from qualtrics_desk.services.imports.pasted import is_pasted

if TYPE_CHECKING:
    from datetime import datetime

    from qualtrics_desk.gui.panels.imports.step import Bench
    from qualtrics_desk.services.imports.preview import FilePreview


def title_of(bench: Bench, *, is_choosing: bool) -> str:
    """Which file goes where; while it is being chosen, what is done here."""
    draft, room = bench.draft, bench.room
    is_settled = room is not None and (room.is_started or room.relation is not None)
    source = room.source if room is not None and is_settled else draft.source
    name = ""
    if source is not None:
        pasted = is_pasted(bench.desk.home, source)
        name = tr("pasted rows") if pasted else f"“{source.name}”"
    if room is not None and room.relation is not None:
        return tr("Retry failures of {0}").format(name)
    into = "" if room is None else room.list_name
    if draft.destination is not None and not is_settled:
        into = draft.destination.name
    if name and into and not is_choosing:
        return tr("Import {0} into {1}").format(name, into)
    return tr("Import contacts")


def subtitle_of(bench: Bench, *, is_choosing: bool, is_planned: bool) -> str:
    """One line of what is known: rows, how the file is read, what it is compared with."""
    room = bench.room
    if is_choosing:
        if bench.desk.is_read_only:
            return tr("This profile is read-only: you can see the plan, nothing is sent.")
        return tr("From a file or the clipboard into a mailing list, step by step.")
    parts = []
    preview = _preview(bench)
    forecast = None if room is None else room.forecast
    if forecast is not None:
        parts.append(words.rows(forecast.rows))
    elif preview is not None:
        count = words.rows(preview.row_count)
        parts.append(count if preview.is_whole else tr("about {0}").format(count))
    if preview is not None and preview.kind == "csv":
        title = encoding_title(preview.encoding)
        parts.append(f"{title}, {delimiter_title(preview.delimiter).lower()}")
    if forecast is not None and room is not None and is_planned:
        key = " + ".join(target_title(field) for field in room.recipe.key)
        live = words.contacts(forecast.live)
        text = tr("matched by {0} with {1} read {2}")
        parts.append(text.format(key.lower(), live, _clock(room.planned_at)))
    if room is None or not room.is_started:
        parts.append(tr("nothing has been sent"))
    elif room.result is not None:
        parts.append(tr("job {0}, done").format(room.job))
    else:
        parts.append(tr("job {0}").format(room.job))
    return " · ".join(parts)


def _preview(bench: Bench) -> FilePreview | None:
    """The file that was looked at, as long as the job is one of that very file."""
    draft, room = bench.draft, bench.room
    if room is not None and (room.relation is not None or room.source != draft.source):
        return None
    return draft.preview


def _clock(moment: datetime | None) -> str:
    """A time of today with its zone: "10:42 (CET)"."""
    if moment is None:
        return ""
    return f"{words.time_of_day(moment)} ({moment.astimezone().tzname()})"
