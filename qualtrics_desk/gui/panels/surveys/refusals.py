"""What to say where the service does not let somebody in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.services.background.process import WorkerProblem
from qualtrics_desk.services.engine.problems import problem_of

if TYPE_CHECKING:
    from qualtrics_desk.domain.errors import DeskError


def is_refusal(error: DeskError) -> bool:
    """Whether the service says that one may not, or that there is nothing (F.6)."""
    return _problem(error).get("status") in (403, 404)


def refusal(error: DeskError, message: str, why: str, todo: str) -> dict[str, Any]:
    """A refusal as a `StatePage` shows it: our words, the service's own as details."""
    said = {"error": "Forbidden", "message": message, "detail": why, "hint": todo}
    return {**_problem(error), **said}


def _problem(error: DeskError) -> dict[str, Any]:
    return error.problem if isinstance(error, WorkerProblem) else problem_of(error)
