"""A job in words: what it does, with which file, in which list, where it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.outcomes import Keeping
from qualtrics_desk.gui import words
from qualtrics_desk.services.lineage import RETRY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.gui.words import Mark
    from qualtrics_desk.services.jobs import Entry
    from qualtrics_desk.store.journal.jobs import Job

_NAMING_LISTS = frozenset(
    (
        "contacts edit",
        "links generate",
        "links undo",
        "distribution send",
        "distribution delete",
        "user offboard",
    )
)


def title_of(job: Job, known: Mapping[int, Job] | None = None) -> str:
    """What it does to what: "Import spring.csv".

    Args:
        job: The job.
        known: Other jobs by their ids, so that an undo can name what it undoes.
    """
    list_name = job.list_name or job.list_id or ""
    if job.kind in ("contacts undo", "people undo", "offboard undo") and job.parent is not None:
        parent = (known or {}).get(job.parent)
        if parent is None:
            return _tr("Undo job {0}").format(job.parent)
        return _tr("Undo: {0}").format(title_of(parent, known))
    if job.kind == "contacts edit":
        title = _tr("Edit {0}").format(list_name) if list_name else _tr("Edit contacts")
    elif job.kind.endswith(" import") and job.source:
        title = _tr("Import {0}").format(PurePath(job.source).name)
    elif job.kind == "user offboard":
        title = _tr("Offboard {0}").format(list_name)
    elif job.kind == "links generate" and list_name:
        title = _tr("Generate links for {0}").format(list_name)
    elif job.kind == "links undo" and list_name:
        title = _tr("Delete the links of {0}").format(list_name)
    elif job.kind == "distribution send" and list_name:
        title = _tr("Send messages to {0}").format(list_name)
    elif job.kind == "distribution delete" and list_name:
        title = _tr("Delete what waits for {0}").format(list_name)
    else:
        title = words.kind_word(job.kind)
    if job.relation == RETRY:
        return _tr("Retry: {0}").format(title)
    return title


def second_line(entry: Entry) -> str:
    """Where, and when: "Staff survey 2026 · 16:05"."""
    job = entry.job
    parts = [job.list_name or job.list_id or "", words.time_of_day(job.created)]
    if job.kind in ("users import", "groups import", "members import"):
        parts[0] = words.kind_word(job.kind)
    if job.kind in _NAMING_LISTS:
        # Their titles name the list.
        del parts[0]
    if entry.undone_by is not None:
        parts.append(_tr("undone by job {0}").format(entry.undone_by))
    return " · ".join(part for part in parts if part)


def subtitle_of(entry: Entry) -> str:
    """The line below the title of the detail."""
    job = entry.job
    parts = [_tr("Job {0}").format(job.id)]
    if job.list_name:
        parts.append(job.list_name)
    parts.append(words.moment(job.created))
    if job.finished and seconds_of(job) >= 1:
        parts.append(_tr("took {0}").format(words.duration(seconds_of(job))))
    if job.profile:
        parts.append(job.profile)
    if job.cancelled:
        parts.append(_tr("cancelled"))
    if job.keep is Keeping.ALWAYS:
        parts.append(_tr("kept until it is wiped"))
    elif job.keep is Keeping.NEVER:
        parts.append(_tr("not kept"))
    return " · ".join(parts)


def seconds_of(job: Job) -> float:
    """From its beginning to its end."""
    begun = datetime.fromisoformat(job.created)
    return (datetime.fromisoformat(job.finished or job.created) - begun).total_seconds()


def mark_of(entry: Entry) -> Mark:
    """How its state is said."""
    if entry.undone_by is not None:
        return words.Mark("↶", _tr("undone"), "muted", "undo")
    problem = entry.job.problem or {}
    return words.job_mark(
        entry.job.state,
        is_live=entry.process is not None,
        is_stuck=problem.get("error", "JobStopped") != "JobStopped",
    )


def day_of(job: Job) -> date:
    """The day it was begun, in the person's zone."""
    return datetime.fromisoformat(job.created).replace(tzinfo=UTC).astimezone().date()


def failures_of(entry: Entry) -> int:
    """Rows that a retry would take up, and those nobody knows of."""
    return entry.counts.get("failed", 0) + entry.counts.get("unknown", 0)


def counts_line(entry: Entry) -> str:
    """The rows in few words: how many, and what went wrong with how many."""
    rows = sum(entry.counts.values())
    parts = [words.rows(rows)] if rows else []
    parts += [
        f"{words.number(count)} {words.state_mark(name).word}"
        for name in ("failed", "unknown", "open")
        if (count := entry.counts.get(name, 0))
    ]
    return " · ".join(parts)


def spoken(entry: Entry, title: str) -> str:
    """Everything the list shows, for a screen reader."""
    parts = (
        title,
        mark_of(entry).word,
        second_line(entry),
        words.day_heading(day_of(entry.job)),
        counts_line(entry),
    )
    return ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
