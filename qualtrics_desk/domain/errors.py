"""Every failure the product can name, in words for the person who meets it.

An error says what happened (`user_message`), why in more words (`detail`), and what to do (`hint`).
Errors that came from the service also carry its own words, its code and the request id, because
support asks for them. No error ever holds a token or a request body.
"""

from __future__ import annotations

import enum

_ENDS = (".", "!", "?", "…", "”", ":")


class Fate(enum.Enum):
    """What is known of a request that failed (qualtrics-api.md C.3, design.md 3).

    A 4xx answer, or a connection that never opened, proves that nothing was done. After a 5xx, a
    reset or a lost answer nobody can tell.
    """

    NOT_APPLIED = "not applied"
    UNKNOWN = "unknown"


def in_sentences(*parts: str) -> str:
    """Parts of a message in one line; a part that does not end like a sentence is ended.

    What systems and libraries say of a failure seldom has a full stop.
    """
    said = [part.strip() for part in parts]
    return " ".join(part if part.endswith(_ENDS) else f"{part}." for part in said if part)


class DeskError(Exception):
    """Base of all errors that are meant to reach a person.

    Attributes:
        user_message: What happened, one sentence.
        detail: Why, as far as it is known; may be empty.
        hint: What to do next; may be empty.
        retryable: Whether the same call may well succeed later.
    """

    retryable: bool = False

    def __init__(self, user_message: str, *, detail: str = "", hint: str = "") -> None:
        super().__init__(user_message)
        self.user_message = user_message
        self.detail = detail
        self.hint = hint

    def __str__(self) -> str:
        """All parts in reading order, one sentence after the other."""
        return in_sentences(self.user_message, self.detail, self.hint)


class UsageError(DeskError):
    """The person asked for something that cannot be meant: exit code 1 on the command line."""


class StoreError(DeskError):
    """A file or database of the product could not be read or written."""


class RowsReplaced(StoreError):
    """Rows that were meant are not there any more: their table was read anew meanwhile."""


class FileDamaged(StoreError):
    """A database of the product is damaged; it was left as it is."""


class SettingsError(StoreError):
    """The settings file is unreadable or from a newer version."""


class SheetError(DeskError):
    """A spreadsheet cannot be read or written."""


class RecipeError(DeskError):
    """A recipe or a mapping does not fit together."""


class JobFailed(DeskError):
    """A job ended before its work was done; its journal says how far it came."""


class JobStopped(DeskError):
    """A job was asked to stop before its end; it can be resumed."""

    retryable = True


class JobBusy(DeskError):
    """Another process drives this job."""

    retryable = True


class ApiError(DeskError):
    """A call to the service failed.

    Attributes:
        method: HTTP method.
        path: Path of the request without host and query, never with a secret.
        status: HTTP status, or None when no answer came.
        code: The service's `errorCode`, or None.
        service_text: The service's `errorMessage` as it came, or None.
        request_id: `meta.requestId`, or None: some answers have none (qualtrics-api.md A.3).
        fate: Whether the request may have been carried out.
    """

    def __init__(
        self,
        user_message: str,
        *,
        method: str,
        path: str,
        status: int | None = None,
        code: str | None = None,
        service_text: str | None = None,
        request_id: str | None = None,
        fate: Fate = Fate.NOT_APPLIED,
        detail: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(user_message, detail=detail, hint=hint)
        self.method = method
        self.path = path
        self.status = status
        self.code = code
        self.service_text = service_text
        self.request_id = request_id
        self.fate = fate


class TransportError(ApiError):
    """No complete answer came."""

    retryable = True


class ConnectFailed(TransportError):
    """The connection never opened (DNS, refused, TLS, proxy): the request was not carried out."""


class ConnectionLost(TransportError):
    """The connection broke after the request left: its fate is unknown."""


class TimedOut(TransportError):
    """No answer in time: its fate is unknown."""


class BadReply(TransportError):
    """An answer came that is not what the service documents, such as a proxy's HTML page."""

    retryable = False


class StatusError(ApiError):
    """The service answered with a status that means failure."""


class InvalidRequest(StatusError):
    """400, 411, 414, 415, 422: the service refuses the request as it stands."""


class TooLarge(StatusError):
    """413: over the service's size limit."""


class AuthRejected(StatusError):
    """401: bad token or client; in some areas also "no right to this object" (F.5)."""


class Forbidden(StatusError):
    """403: right or scope missing; in the definitions area also an unknown survey (F.6)."""


class NotFound(StatusError):
    """404, 410: the object or route is not there."""


class Conflict(StatusError):
    """409."""


class RateLimited(StatusError):
    """429 that outlasted the client's patience; `retry_after` in seconds where it was said."""

    retryable = True
    retry_after: float | None = None


class ServerFailed(StatusError):
    """5xx that outlasted the client's retries, or answered a call that must not be repeated."""

    retryable = True
