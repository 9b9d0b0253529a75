"""What can still be done with a job, in which words, and why something cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.panels.jobs.job_words import failures_of
from qualtrics_desk.services.jobs import Entry, why_not

if TYPE_CHECKING:
    from collections.abc import Mapping


class Offer(NamedTuple):
    """What the buttons of a job say and do.

    Attributes:
        texts: Of the buttons, by "resume", "retry", "undo" and "discard".
        reasons: Why each cannot be pressed; "" where it can.
        shown: Those that have a place now.
        told: One line for what cannot be done, so that nobody has to look for a tool tip.
        can_mend: Whether cells of failed rows can be edited.
    """

    texts: Mapping[str, str]
    reasons: Mapping[str, str]
    shown: frozenset[str]
    told: str
    can_mend: bool


def offer_of(
    entry: Entry,
    *,
    has_task: bool,
    why: str,
    retryable: int | None,
    unknown: int,
    mended: int,
) -> Offer:
    """What can be done with a job.

    Args:
        entry: The job as it stands.
        has_task: Whether this window drives it now.
        why: Why nothing can be done at all, or "".
        retryable: How many rows a retry takes by itself; None while that is not known.
        unknown: How many rows of unknown fate a retry takes only if the person says so.
        mended: How many failed rows have cells a person mended.
    """
    is_planned = entry.job.state is JobState.PLANNING
    is_done = entry.job.state is JobState.DONE
    failures = failures_of(entry)
    reasons = {name: why or why_not(entry, name) for name in ("resume", "retry", "undo")}
    reasons["discard"] = why
    if not reasons["retry"] and retryable == 0 and not unknown and not mended:
        reasons["retry"] = _tr(
            "The failed rows are invalid: mend their cells below, then try them again."
        )
    texts = {
        "resume": _tr("Plan again and send…") if is_planned else _tr("Go on"),
        "retry": _retry_text(retryable, unknown, mended, failures),
        "undo": _tr("Undo…"),
        "discard": _tr("Discard plan…"),
    }
    told = why
    if entry.process is not None and not has_task:
        told = _tr("Another program drives this job now (process {0}).").format(entry.process)
    elif not why and is_done:
        told = (reasons["retry"] if failures else "") or reasons["undo"]
    shown: set[str] = set()
    if entry.process is None and not has_task:
        shown |= {"resume"} if not is_done and entry.undone_by is None else set()
        shown |= {"retry"} if is_done and failures else set()
        shown |= {"discard"} if is_planned else {"undo"}
    return Offer(texts, reasons, frozenset(shown), told, not why and is_done)


def _retry_text(retryable: int | None, unknown: int, mended: int, failures: int) -> str:
    if mended:
        return _tr("Retry with {0}…").format(words.mended_rows(mended))
    if unknown and not retryable:
        return _tr("Retry {0} of unknown fate…").format(words.rows(unknown))
    return _tr("Retry {0}…").format(words.failures(retryable or failures))


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
