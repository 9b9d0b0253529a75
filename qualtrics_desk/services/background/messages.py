"""What the window and its worker say to each other: JSON, one message a line.

The token travels in `Open`, over the pipe; never in arguments, environment or files (design.md 4).
"""

from __future__ import annotations

from typing import Any

import msgspec


class Open(msgspec.Struct, frozen=True, kw_only=True, tag="open"):
    """Who the worker works for; the first message, and again when the secret changes."""

    base_url: str
    token: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    scopes: tuple[str, ...] = ()
    client_certificate: str | None = None
    client_key: str | None = None
    extra_ca: str | None = None
    proxy: str | None = None
    profile: str | None = None
    absence_wait: float = 120.0

    def __repr__(self) -> str:
        return f"Open({self.base_url!r}, …)"


class CreateImport(msgspec.Struct, frozen=True, kw_only=True, tag="create import"):
    """Make a job; answered with its id."""

    source: str
    recipe: str
    options: dict[str, Any] = {}


class PlanImport(msgspec.Struct, frozen=True, kw_only=True, tag="plan import"):
    """Read the file and the list; answered with an `ImportPlan`."""

    job: int


class ConfirmImport(msgspec.Struct, frozen=True, kw_only=True, tag="confirm import"):
    """The person has seen the plan."""

    job: int


class DiscardImport(msgspec.Struct, frozen=True, kw_only=True, tag="discard import"):
    """Forget a job that was only planned."""

    job: int


class RunImport(msgspec.Struct, frozen=True, kw_only=True, tag="run import"):
    """Send, or go on; answered with a `JobResult`."""

    job: int


class StopCall(msgspec.Struct, frozen=True, kw_only=True, tag="stop"):
    """Stop another call cleanly; that call then fails with `JobStopped`."""

    call: int


class Outlive(msgspec.Struct, frozen=True, kw_only=True, tag="outlive"):
    """The person chose to let running jobs finish when the window closes."""


Request = (
    Open
    | CreateImport
    | PlanImport
    | ConfirmImport
    | DiscardImport
    | RunImport
    | StopCall
    | Outlive
)


class Call(msgspec.Struct, frozen=True):
    """A request with the number its answers will carry."""

    call: int
    request: Request


class Progressed(msgspec.Struct, frozen=True, tag="progress"):
    """A sign of progress of a call."""

    call: int
    phase: str
    done: int
    total: int | None
    note: str


class Answered(msgspec.Struct, frozen=True, tag="answer"):
    """The end of a call that went well."""

    call: int
    result: Any


class Failed(msgspec.Struct, frozen=True, tag="failure"):
    """The end of a call that did not: a problem as the journal keeps it."""

    call: int
    problem: dict[str, Any]


Message = Progressed | Answered | Failed
