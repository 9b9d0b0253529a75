"""States of rows and jobs, said three ways: a sign, a word, a tone (look.md)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui.words.texts import tr

if TYPE_CHECKING:
    from qualtrics_desk.gui.tokens import Tone


class Mark(NamedTuple):
    """How a state is said.

    Attributes:
        symbol: One character for a narrow column; "" for an ordinary row.
        icon: Name in `gui.icons`.
    """

    symbol: str
    word: str
    tone: Tone
    icon: str


_NOTHING = Mark("", "", "text", "minus")


def state_mark(state: str) -> Mark:
    """The mark of a row's state: a staged change, a plan state or an outcome; "" for none."""
    return _row_marks().get(state) or (Mark("?", state, "muted", "unknown") if state else _NOTHING)


def row_marks() -> tuple[Mark, ...]:
    """The marks of all states that rows can be in."""
    return tuple(_row_marks().values())


@cache
def _row_marks() -> dict[str, Mark]:
    return {
        "added": Mark("+", tr("added"), "success", "plus"),
        "new": Mark("+", tr("new"), "success", "plus"),
        "created": Mark("+", tr("created"), "success", "plus"),
        "changed": Mark("•", tr("changed"), "warning", "changed"),
        "updated": Mark("•", tr("updated"), "accent", "changed"),
        "unchanged": Mark("", tr("unchanged"), "muted", "equals"),
        "deleted": Mark("−", tr("leaves the list"), "danger", "minus"),
        "removed": Mark("−", tr("removed"), "danger", "minus"),
        "erased": Mark("×", tr("deleted everywhere"), "danger", "delete"),
        "failed": Mark("!", tr("failed"), "danger", "error"),
        "invalid": Mark("!", tr("invalid"), "danger", "error"),
        "mended": Mark("✓", tr("mended"), "success", "check"),
        "duplicate": Mark("=", tr("duplicate"), "muted", "equals"),
        "protected": Mark("⊘", tr("protected"), "danger", "protected"),
        "conflict": Mark("⇄", tr("conflict"), "danger", "sort"),
        "ambiguous": Mark("?", tr("ambiguous"), "warning", "question"),
        "taken out": Mark("–", tr("taken out"), "muted", "skip"),
        "skipped": Mark("–", tr("skipped"), "muted", "skip"),
        "unknown": Mark("?", tr("unknown"), "warning", "unknown"),
        "open": Mark("…", tr("not sent yet"), "muted", "clock"),
    }


def job_mark(state: JobState, *, is_live: bool = False, is_stuck: bool = False) -> Mark:
    """The mark of a job's state.

    Args:
        state: As the journal has it.
        is_live: Whether a process drives it now; a running job without one was cut off.
        is_stuck: Whether the journal tells a problem.
    """
    if is_live:
        if state is JobState.PLANNING:
            return Mark("…", tr("planning"), "accent", "refresh")
        return Mark("…", tr("running"), "accent", "refresh")
    if state is JobState.PLANNING:
        return Mark("…", tr("only planned"), "muted", "recipe")
    if state is JobState.DONE:
        return Mark("✓", tr("done"), "success", "check")
    if state is JobState.RUNNING:
        return Mark("!", tr("cut off"), "warning", "warning")
    if is_stuck:
        return Mark("!", tr("stopped"), "danger", "error")
    return Mark("‖", tr("paused"), "warning", "pause")


def kind_word(kind: str) -> str:
    """What a job of this kind does, as a heading."""
    return {
        "contacts import": tr("Import"),
        "contacts edit": tr("Edit"),
        "contacts undo": tr("Undo"),
        "users import": tr("Import users"),
        "groups import": tr("Import groups"),
        "members import": tr("Import members of groups"),
        "people undo": tr("Undo"),
        "user offboard": tr("Offboarding"),
        "offboard undo": tr("Undo"),
        "links generate": tr("Generate links"),
        "links undo": tr("Delete generated links"),
        "distribution send": tr("Send messages"),
        "distribution delete": tr("Delete what waits"),
    }.get(kind, kind.capitalize())


def kind_icon(kind: str) -> str:
    """The picture of a kind of job; a name of `gui.icons`."""
    return {
        "contacts import": "imports",
        "contacts edit": "edit",
        "contacts undo": "undo",
        "users import": "imports",
        "groups import": "imports",
        "members import": "imports",
        "people undo": "undo",
        "user offboard": "people",
        "offboard undo": "undo",
        "links generate": "links",
        "links undo": "link-break",
        "distribution send": "distributions",
        "distribution delete": "delete",
    }.get(kind, "jobs")
