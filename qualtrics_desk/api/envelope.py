"""Reading the service's answers: status, headers and bytes in, JSON object or error out.

Pure. Knows every dialect of the envelope in qualtrics-api.md A.3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api import failures
from qualtrics_desk.api.failures import Refusal
from qualtrics_desk.api.records import dig, mapping, text
from qualtrics_desk.api.retrying import parse_retry_after

if TYPE_CHECKING:
    from datetime import datetime

    from qualtrics_desk.api.requests import Request

_DECODER = msgspec.json.Decoder(dict[str, Any])
_HTTP_STATUS = re.compile(r"\s*(\d{3})\b")
_SUGGESTED = re.compile(r"use this host instead:\s*(?P<host>[a-z0-9-]+(\.[a-z0-9-]+)+)", re.I)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came back, as plain data. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """A good answer: the whole JSON object and what its `meta` tells."""

    status: int
    body: dict[str, Any]
    request_id: str | None
    notice: str | None


def read(answer: Answer, request: Request[Any], *, now: datetime) -> Envelope:
    """Check an answer.

    Args:
        answer: Status, headers and body.
        request: The request it answers.
        now: Wall clock, for a `Retry-After` that is a date.

    Raises:
        StatusError: Status or `meta` say that it failed.
        BadReply: The answer is not what the service sends.
    """
    body = _decode(answer.body)
    meta = mapping((body or {}).get("meta")) or {}
    request_id = text(meta.get("requestId")) or text(meta.get("errorId"))
    status = answer.status if not 200 <= answer.status < 300 else _status_in(meta)
    if status is not None and status >= 400:
        code, said = _complaint(body or {}, meta)
        after = parse_retry_after(answer.headers.get("retry-after"), now)
        raise failures.status_error(
            Refusal(
                method=request.method,
                path=request.path,
                status=status,
                code=code,
                service_text=said,
                request_id=request_id,
                retry_after=after,
            )
        )
    if body is None and not answer.body.strip() and request.answer_optional:
        body = {}
    if status is not None or body is None:
        raise failures.bad_reply(
            _why_bad(answer), method=request.method, path=request.path, status=answer.status
        )
    return Envelope(
        status=answer.status, body=body, request_id=request_id, notice=text(meta.get("notice"))
    )


def suggested_host(notice: str | None, request_host: str) -> str | None:
    """The faster host that `meta.notice` names, if it is one of the service's (A.1)."""
    found = _SUGGESTED.search(notice or "")
    if found is None:
        return None
    host = found["host"].lower()
    return host if host.endswith(".qualtrics.com") and host != request_host.lower() else None


def _decode(body: bytes) -> dict[str, Any] | None:
    try:
        return _DECODER.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _status_in(meta: dict[str, Any]) -> int | None:
    """The failure that `meta` tells below an HTTP status of success, or None.

    The 2015 dialect says `"status": "Error"`, the present one `httpStatus` and `error` (A.3).
    """
    if not meta.get("error") and str(meta.get("status", "")).lower() != "error":
        return None
    found = _HTTP_STATUS.match(text(meta.get("httpStatus")) or "")
    status = int(found[1]) if found else 0
    return status if status >= 400 else 400


def _complaint(body: dict[str, Any], meta: dict[str, Any]) -> tuple[str | None, str | None]:
    """Code and words of a failure in any dialect, OAuth's included (A.2, A.3)."""
    error = meta.get("error")
    if isinstance(error, str):
        return None, error
    code = text(dig(error, "errorCode")) or text(meta.get("internalErrorCode"))
    said = text(dig(error, "errorMessage")) or text(meta.get("errorMessage"))
    if code is None and said is None and isinstance(body.get("error"), str):
        return body["error"], text(body.get("error_description"))
    return code, said


def _why_bad(answer: Answer) -> str:
    if 300 <= answer.status < 400:
        return f"It is a redirection (status {answer.status}) that must not be followed."
    kind = answer.headers.get("content-type", "").split(";")[0].strip()
    if not answer.body:
        return f"It is empty (status {answer.status})."
    if kind and "json" not in kind:
        return f"It is of the kind {kind}, not JSON (status {answer.status})."
    return f"It is not a JSON object (status {answer.status})."
