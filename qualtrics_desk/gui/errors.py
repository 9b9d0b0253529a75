"""The one map from an error to what a person reads: what happened, why, what to do, details.

It takes an error as it was raised, or a problem as the journal and the worker keep it
(`services.engine.problems`), so that a failure reads the same wherever it happened.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.errors import in_sentences
from qualtrics_desk.services.background.process import WorkerProblem
from qualtrics_desk.services.engine.problems import problem_of

if TYPE_CHECKING:
    from qualtrics_desk.domain.errors import DeskError


class Severity(enum.Enum):
    """Which state of a panel fits the error (look.md, "Words")."""

    FAILED = "failed"
    FORBIDDEN = "forbidden"
    SIGNED_OUT = "signed out"
    RETIRED = "retired"
    OFFLINE = "offline"


class Explained(NamedTuple):
    """An error in words.

    Attributes:
        details: Pairs of a label and a text to copy: the service's own words, code, request id.
    """

    what: str
    why: str
    todo: str
    severity: Severity
    retryable: bool
    details: tuple[tuple[str, str], ...]

    @property
    def sentences(self) -> str:
        """What happened, why and what to do, one sentence after the other."""
        return in_sentences(self.what, self.why, self.todo)

    def as_text(self) -> str:
        """Everything, to be copied into a mail to support."""
        lines = [self.what, self.why, self.todo]
        lines += [f"{label}: {text}" for label, text in self.details]
        return "\n".join(line for line in lines if line)


_SEVERITY = {
    "AuthRejected": Severity.SIGNED_OUT,
    "Forbidden": Severity.FORBIDDEN,
    "ConnectFailed": Severity.OFFLINE,
    "ConnectionLost": Severity.OFFLINE,
    "TimedOut": Severity.OFFLINE,
}
_RETRYABLE = {
    "ConnectFailed",
    "ConnectionLost",
    "TimedOut",
    "RateLimited",
    "ServerFailed",
    "JobStopped",
    "JobBusy",
    "WorkerDied",
}


def explain(error: DeskError | Mapping[str, Any]) -> Explained:
    """Put an error into words."""
    problem = problem_behind(error)
    kind = str(problem.get("error", ""))
    severity = _SEVERITY.get(kind, Severity.FAILED)
    if kind == "NotFound" and problem.get("status") == 410:
        severity = Severity.RETIRED
    return Explained(
        what=str(problem.get("message", "")),
        why=str(problem.get("detail", "")),
        todo=str(problem.get("hint", "")) or _advice(severity),
        severity=severity,
        retryable=kind in _RETRYABLE or getattr(error, "retryable", False),
        details=tuple(_details(problem)),
    )


def why_beyond(explained: Explained) -> str:
    """The cause, unless it only repeats what stands among the details anyway.

    After an answer of the service it is made of its words, status, code and request id; where no
    answer came it is all there is: DNS, proxy, certificate.
    """
    repeated = any(len(text) > 2 and text in explained.why for _label, text in explained.details)
    return "" if repeated else explained.why


def problem_behind(error: DeskError | Mapping[str, Any]) -> Mapping[str, Any]:
    """An error as the journal keeps it, the worker's own included."""
    if isinstance(error, Mapping):
        return error
    if isinstance(error, WorkerProblem):
        return error.problem
    return problem_of(error)


def _details(problem: Mapping[str, Any]) -> list[tuple[str, str]]:
    labels = {
        "service_text": _tr("The service says"),
        "code": _tr("Error code"),
        "status": _tr("HTTP status"),
        "request_id": _tr("Request id"),
        "method": _tr("Method"),
        "path": _tr("Address"),
    }
    return [(label, str(problem[name])) for name, label in labels.items() if problem.get(name)]


def _advice(severity: Severity) -> str:
    match severity:
        case Severity.SIGNED_OUT:
            return _tr("Make a new token in your Qualtrics account and save it in this profile.")
        case Severity.FORBIDDEN:
            return _tr("A brand administrator can give your user the permission that is missing.")
        case Severity.OFFLINE:
            return _tr("Check your network and try again.")
        case Severity.RETIRED | Severity.FAILED:
            return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("errors", text)
