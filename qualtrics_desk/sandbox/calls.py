"""One request and its answer, in the words the routes use; no HTTP library is known here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec

if TYPE_CHECKING:
    import sqlite3

    from qualtrics_desk.sandbox.brand import Brand

NO_ROUTE = "The requested resource does not exist."


class Refusal(Exception):
    """The service turns the request down (qualtrics-api.md A.4).

    Many refusals are documented by status and reason only; those carry no `code`, as real answers
    sometimes do (A.3).
    """

    def __init__(
        self,
        status: int,
        text: str,
        code: str | None = None,
        *,
        request_id: bool = True,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.code = code
        self.request_id = request_id
        self.headers = dict(headers or {})


class Answer(msgspec.Struct, kw_only=True):
    """What a route hands back.

    Attributes:
        status: HTTP status.
        result: The `result` of the envelope; UNSET makes an answer of `meta` only.
        document: Replaces the envelope: an object that `meta` is added to, where `with_meta`.
        content: Replaces all of it: bytes to be sent as they are.
        stream: As `content`, made while it is sent.
        file: As `content`, from a path.
        media_type: Content type of `content`, `stream` or `file`.
        with_meta: Whether `document` gets a `meta`.
    """

    status: int = 200
    result: Any = msgspec.UNSET
    document: dict[str, Any] | None = None
    content: bytes | None = None
    stream: Iterator[bytes] | None = None
    file: Path | None = None
    media_type: str = "application/json"
    with_meta: bool = True
    headers: dict[str, str] = {}


class Call:
    """One request on its way through a route.

    Attributes:
        brand: Everything that outlives the request.
        db: The connection to use: inside the writing transaction for routes that write.
        params: Pieces of the path.
        query: Query parameters; of repeated ones the last.
        headers: Lower-case names.
        raw: Body as it came.
        after: Run on the event loop once the transaction is through.
    """

    def __init__(
        self,
        brand: Brand,
        *,
        method: str,
        path: str,
        params: Mapping[str, str],
        query: Mapping[str, str],
        headers: Mapping[str, str],
        raw: bytes = b"",
    ) -> None:
        self.brand = brand
        self.method = method
        self.path = path
        self.params = params
        self.query = query
        self.headers = headers
        self.raw = raw
        self.after: list[Callable[[], None]] = []
        self._db: sqlite3.Connection | None = None

    @property
    def db(self) -> sqlite3.Connection:
        """The connection this call may use."""
        if self._db is None:
            message = "the call has no connection yet"
            raise RuntimeError(message)
        return self._db

    @db.setter
    def db(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def json(self) -> object:
        """Decode the body.

        Raises:
            Refusal: 415 for another content type, 400 for anything that is not JSON.
        """
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Refusal(415, "The Content-Type of the request must be application/json.")
        try:
            return msgspec.json.decode(self.raw)
        except msgspec.DecodeError:
            raise Refusal(400, "The request body is not valid JSON.") from None

    def flag(self, name: str) -> bool:
        """Read a boolean query parameter: lower-case `true` only (qualtrics-api.md A.8)."""
        return self.query.get(name) == "true"


Handler = Callable[[Call], Answer]


class Endpoint(msgspec.Struct, frozen=True):
    """One operation: how it is reached and what it needs.

    Attributes:
        writes: Runs in a worker thread inside the writing transaction.
        area: The noun of the OAuth scopes that open it; None for any token.
        verbs: The verbs of those scopes.
        inspection: Outside the imitated service: no faults, no limit.
    """

    method: str
    path: str
    handler: Handler
    writes: bool = False
    area: str | None = None
    verbs: tuple[str, ...] = ("read", "manage")
    inspection: bool = False


def read(path: str, handler: Handler, area: str | None, *, writes: bool = False) -> Endpoint:
    """Describe a GET."""
    return Endpoint("GET", path, handler, writes, area)


def write(method: str, path: str, handler: Handler, area: str | None) -> Endpoint:
    """Describe a call that changes something."""
    return Endpoint(method, path, handler, True, area, ("write", "manage"))


def http_status(status: int) -> str:
    """Write a status as `meta.httpStatus` does: `200 - OK`."""
    return f"{status} - {HTTPStatus(status).phrase}"


def not_found(text: str, code: str | None = None) -> NoReturn:
    """Refuse with 404."""
    raise Refusal(404, text, code)
