"""An error as the journal keeps it: texts for a person, never a secret or a body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.errors import ApiError, DeskError

if TYPE_CHECKING:
    from collections.abc import Mapping


def problem_of(error: DeskError) -> dict[str, Any]:
    """What happened, why, what to do; with the service's own words, code and request id."""
    problem: dict[str, Any] = {"error": type(error).__name__, "message": error.user_message}
    if error.detail:
        problem["detail"] = error.detail
    if error.hint:
        problem["hint"] = error.hint
    if isinstance(error, ApiError):
        for name in ("status", "code", "service_text", "request_id", "method", "path"):
            value = getattr(error, name)
            if value is not None:
                problem[name] = value
    return problem


def facts_of(problem: Mapping[str, Any]) -> str:
    """A problem in one line for the log: no text of the service, which may name people."""
    names = ("status", "code", "request_id", "method", "path")
    facts = [f"{name}={problem[name]}" for name in names if problem.get(name)]
    return " ".join([str(problem.get("error", "")), *facts])


def words_of(error: ApiError) -> str:
    """The reason for one row: the service's own words where it gave any."""
    return f"The service says: {error.service_text}" if error.service_text else error.user_message
