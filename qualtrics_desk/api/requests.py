"""The values that go into the client and come out of it. Pure; knows no transport."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from qualtrics_desk.api.families import Page, Paging
from qualtrics_desk.domain.errors import UsageError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Retry(enum.Enum):
    """What a failure of unknown fate allows (qualtrics-api.md C.3).

    A connection that never opened and a 429 prove that nothing was done, so every request is sent
    again after these.
    """

    SAFE = "GET, PUT of a whole resource, DELETE, or a POST with an Idempotency-Key"
    READ_POST = "a POST that only reads, such as a search"
    NEVER = "a repeat would do it twice"


class FilePart(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a multipart upload; every part says its own content type (A.8)."""

    name: str
    filename: str
    content: bytes
    content_type: str


class Multipart(msgspec.Struct, frozen=True, kw_only=True):
    """A form with files (A.8)."""

    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[FilePart, ...] = ()


class Request(msgspec.Struct, Generic[T_co], frozen=True, kw_only=True):
    """One call, ready to be sent any number of times.

    Attributes:
        method: HTTP method, upper case.
        path: Path below `/API/v3`, its pieces percent-encoded: build it with `route`.
        endpoint: Method and route without ids: the key of its rate.
        decode: Turns the JSON object of the answer into the value.
        query: Query parameters in order.
        body: An object for JSON, ready bytes of `content_type`, or a form.
        content_type: Of a `body` of bytes.
        headers: Further headers, such as `Idempotency-Key`.
        retry: What C.3 allows.
        paging: How the collection is walked; None for single answers.
        url: Absolute address in place of path and query, only for reading.
        with_token: False where the token is not the proof: OAuth itself, signed files.
        anywhere: Whether `url` may be outside of the trusted hosts; it never gets the token then.
        answer_optional: Whether a 2xx without a body is a good answer.
    """

    method: str
    path: str
    endpoint: str
    decode: Callable[[dict[str, Any]], T_co]
    query: tuple[tuple[str, str], ...] = ()
    body: Mapping[str, Any] | bytes | Multipart | None = None
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    retry: Retry = Retry.SAFE
    paging: Paging[Any] | None = None
    url: str | None = None
    with_token: bool = True
    anywhere: bool = False
    answer_optional: bool = False

    def __post_init__(self) -> None:
        """Refuse to delete a whole collection: the service would do it (D.19, F.85)."""
        if self.method == "DELETE" and len(self.path.strip("/").split("/")) < 2:
            raise UsageError(
                "A whole collection is never deleted.",
                detail=f"DELETE {self.path} names no single thing.",
            )

    def __repr__(self) -> str:
        return f"Request({self.method} {self.path})"

    @property
    def writes(self) -> bool:
        """Whether it may change something at the service."""
        return self.method != "GET" and self.retry is not Retry.READ_POST

    def address(self, base_url: str) -> str:
        """The absolute address for a profile's base."""
        if self.url is not None:
            return self.url
        query = f"?{urlencode(self.query, quote_via=quote)}" if self.query else ""
        return f"{base_url}{self.path}{query}"


class Reply(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """An answer. `raw` is the JSON object as it came; `notice` is `meta.notice` (A.3)."""

    value: T
    raw: dict[str, Any]
    status: int
    request_id: str | None = None
    notice: str | None = None

    def __repr__(self) -> str:
        return f"Reply({self.value!r}, status={self.status}, request_id={self.request_id!r})"


class PageReply(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a walk, duplicates taken out.

    Attributes:
        items: What this page brought that no page before did.
        next: Opaque position of the page behind, to be stored and given to `resume_from`; None on
            the last page. Positions live seven days (C.2).
        raw: The JSON object as it came, duplicates and all.
        notice: `meta.notice`.
        warning: Why the walk stopped early, or what was odd; None as a rule.
        duplicates: How many rows of this page had come before.
    """

    items: list[T]
    next: str | None
    raw: dict[str, Any]
    request_id: str | None = None
    notice: str | None = None
    warning: str | None = None
    duplicates: int = 0

    def __repr__(self) -> str:
        return f"PageReply({len(self.items)} items, request_id={self.request_id!r})"


class DownloadReply(msgspec.Struct, frozen=True, kw_only=True):
    """A file that lies complete at `path`. The service's own file name is of no use (A.8)."""

    path: Path
    size: int
    content_type: str | None


class WaitReason(enum.Enum):
    """Why the client waits."""

    BUDGET = "the own budget is used up"
    RATE_LIMIT = "the service asked to slow down"
    RETRY = "the last try failed"


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """A pause, told to `on_wait` before it begins. `attempt` counts the tries that failed."""

    reason: WaitReason
    seconds: float
    endpoint: str
    attempt: int = 0
    message: str = ""


def route(template: str, *ids: str) -> str:
    """Fill ids into a route, percent-encoded (A.5: ids are opaque and case sensitive).

    Args:
        template: Path with one `{}` for each id.
        ids: The pieces.

    Raises:
        UsageError: An id is empty or a dot: the path would mean another resource, in the worst case
            the whole collection.
    """
    pieces = template.split("{}")
    if len(pieces) != len(ids) + 1:
        msg = f"{template} takes {len(pieces) - 1} ids, not {len(ids)}"
        raise ValueError(msg)
    encoded = [pieces[0]]
    for piece, rest in zip(ids, pieces[1:], strict=True):
        if not piece.strip() or piece in {".", ".."}:
            raise UsageError(
                "An id is missing.",
                detail=f"The call {template} got {piece!r} in place of an id.",
            )
        encoded += (quote(piece, safe=""), rest)
    return "".join(encoded)


def call(
    method: str,
    template: str,
    *ids: str,
    decode: Callable[[dict[str, Any]], T],
    query: Mapping[str, str | int | bool | None] | None = None,
    body: Mapping[str, Any] | bytes | Multipart | None = None,
    retry: Retry = Retry.SAFE,
    headers: tuple[tuple[str, str], ...] = (),
    answer_optional: bool = False,
) -> Request[T]:
    """Build a request from a route; the route is also the key of its rate."""
    return Request(
        method=method,
        path=route(template, *ids),
        endpoint=f"{method} {template}",
        decode=decode,
        query=parameters(query),
        body=body,
        retry=retry,
        headers=headers,
        answer_optional=answer_optional,
    )


def listing(
    template: str,
    *ids: str,
    paging: Paging[T],
    query: Mapping[str, str | int | bool | None] | None = None,
    method: str = "GET",
    body: Mapping[str, Any] | None = None,
) -> Request[Page[T]]:
    """Build the request for a collection's first page."""
    return Request(
        method=method,
        path=route(template, *ids),
        endpoint=f"{method} {template}",
        decode=paging.decode,
        query=parameters(query),
        body=body,
        retry=Retry.SAFE if method == "GET" else Retry.READ_POST,
        paging=paging,
    )


def parameters(query: Mapping[str, str | int | bool | None] | None) -> tuple[tuple[str, str], ...]:
    """Query parameters as the service takes them: no None, lower-case booleans (A.8)."""
    return tuple((name, _text(value)) for name, value in (query or {}).items() if value is not None)


def _text(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def nothing(_body: dict[str, Any]) -> None:
    """Decoder of the answers that have `meta` only: most PUT and DELETE (A.3)."""
