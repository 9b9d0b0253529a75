"""Exit codes, the first that applies in this order (design.md 7)."""

from __future__ import annotations

import enum

from qualtrics_desk.domain.errors import (
    ApiError,
    Conflict,
    DeskError,
    InvalidRequest,
    JobBusy,
    JobFailed,
    JobStopped,
    NotFound,
    TooLarge,
)


class Exit(enum.IntEnum):
    """What a command's exit code says."""

    DONE = 0
    USAGE = 1
    NETWORK = 2
    """Network or sign-in."""
    STOPPED = 3
    """Before the end; can be resumed."""
    ROWS_FAILED = 4


def exit_of(error: DeskError) -> Exit:
    """The exit code of a command that ended with an error."""
    if isinstance(error, (JobStopped, JobFailed, JobBusy)):
        return Exit.STOPPED
    if isinstance(error, (NotFound, InvalidRequest, TooLarge, Conflict)):
        # The service understood and says that the thing asked for is not there or cannot be.
        return Exit.USAGE
    if isinstance(error, ApiError):
        return Exit.NETWORK
    return Exit.USAGE
