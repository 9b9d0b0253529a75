"""The words for what will happen to a row, and for what happened to it (table of design.md 3)."""

from __future__ import annotations

import enum
from collections.abc import Mapping


class PlanState(enum.StrEnum):
    """What the plan says of a source row before anything is sent."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    INVALID = "invalid"
    DUPLICATE = "duplicate"
    PROTECTED = "protected"
    AMBIGUOUS = "ambiguous"
    TAKEN_OUT = "taken out"
    REMOVED = "removed"
    """Leaves the list."""
    ERASED = "erased"
    """Leaves the directory, and every list with it."""
    CONFLICT = "conflict"
    """Somebody else changed what a person edited."""


class Outcome(enum.StrEnum):
    """What became of a source row. Every row ends in exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"
    REMOVED = "removed"
    """No longer in the list; never an outcome of an import."""

    @property
    def counts_as_failed(self) -> bool:
        """Whether such a row makes the command end with exit code 4."""
        return self in (Outcome.FAILED, Outcome.UNKNOWN)


class Route(enum.StrEnum):
    """How a row is written, chosen per row (design.md 3.3)."""

    NONE = ""
    BULK = "bulk"
    """With the bulk import job."""
    PUT = "put"
    """Read, merge, PUT with the contact's id, read back."""
    BULK_THEN_PUT = "bulk+put"
    """Created in bulk, then what bulk cannot carry by PUT with the id of the report."""
    POST = "post"
    """Made by a call of its own, as users, groups and memberships are."""
    LAST = "last"
    """By a call of its own, when everything else of the job is done."""
    DELETE = "delete"
    """Read for the before-image, then taken out of the list."""
    ERASE = "erase"
    """Read for the before-image, then taken out of the directory."""


class ChunkState(enum.StrEnum):
    """States of one bulk import request."""

    PLANNED = "planned"
    SENDING = "sending"
    ACCEPTED = "accepted"
    SETTLED = "settled"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    """Never sent, as the person wished."""


class JobState(enum.StrEnum):
    """States of a job in the history."""

    PLANNING = "planning"
    """Nothing was sent yet."""
    RUNNING = "running"
    """A process drives it, or died while driving it."""
    STOPPED = "stopped"
    """Ended before its end; can be resumed."""
    DONE = "done"
    """Every row has its outcome."""

    @property
    def is_resumable(self) -> bool:
        """Whether `jobs resume` has something to do."""
        return self is not JobState.DONE


class Keeping(enum.IntEnum):
    """How long a job stays in the history."""

    NEVER = -1
    """It is forgotten as soon as it has ended and the program is started or closed."""
    USUAL = 0
    """As long as the settings say."""
    ALWAYS = 1
    """Until a person wipes it."""


COUNTED = (
    Outcome.CREATED,
    Outcome.UPDATED,
    Outcome.UNCHANGED,
    Outcome.SKIPPED,
    Outcome.FAILED,
    Outcome.UNKNOWN,
)
"""The order in which counts are shown everywhere (design.md 7)."""


def told_counts(found: Mapping[str, int]) -> dict[str, int]:
    """Rows by outcome as they are told; removed ones only where there are any."""
    counts = {outcome.value: found.get(outcome, 0) for outcome in COUNTED}
    if removed := found.get(Outcome.REMOVED, 0):
        counts[Outcome.REMOVED.value] = removed
    return counts
