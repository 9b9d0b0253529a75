"""What areas say where the service does not let somebody in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.gui.errors import Severity, explain, problem_behind
from qualtrics_desk.gui.widgets.sign_in_words import scope_word
from qualtrics_desk.store.settings import AuthKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.areas.area_view import AreaView
    from qualtrics_desk.gui.desk import Desk


def refused(view: AreaView, failure: DeskError, desk: Desk) -> DeskError | Mapping[str, Any]:
    """A refusal with the permission that is missing and who can give it; other errors as they are.

    An area that the brand lacks answers that the route is not there (D.12).
    """
    problem = problem_behind(failure)
    status = problem.get("status")
    if status == 410 or explain(failure).severity not in (Severity.FORBIDDEN, Severity.FAILED):
        return failure
    if status not in (401, 403):
        return failure
    title, who = view.forbidden()
    is_oauth = desk.profile is not None and desk.profile.auth is AuthKind.OAUTH
    hint = scope_word(f"read:{view.area.scope}") if is_oauth else who
    return {**problem, "error": "Forbidden", "message": title, "detail": "", "hint": hint}
