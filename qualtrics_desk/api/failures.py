"""From a status and a code to an error that a person understands (qualtrics-api.md A.4, F).

The HTTP status decides, then the code; codes alone are never enough (A.4). Pure.
"""

from __future__ import annotations

import msgspec

from qualtrics_desk.domain import errors
from qualtrics_desk.domain.errors import Fate, StatusError


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an answer that means failure."""

    method: str
    path: str
    status: int
    code: str | None = None
    service_text: str | None = None
    request_id: str | None = None
    retry_after: float | None = None


class _Text(msgspec.Struct, frozen=True):
    message: str
    hint: str


_KINDS: dict[int, type[StatusError]] = {
    401: errors.AuthRejected,
    403: errors.Forbidden,
    404: errors.NotFound,
    409: errors.Conflict,
    410: errors.NotFound,
    413: errors.TooLarge,
    429: errors.RateLimited,
}

_BY_STATUS: dict[int, _Text] = {
    400: _Text(
        "The service does not accept this request.",
        "Read the service's own words; if they do not help, its support can find the request id.",
    ),
    401: _Text(
        "The service refused the token, or the token has no right to this object.",
        "Check the connection in the settings. If other things still open, ask the owner of this "
        "one to share it with you.",
    ),
    404: _Text(
        "The service does not know this object.",
        "It may have been deleted, or it is so new that the service needs a moment to show it: "
        "refresh and try again.",
    ),
    409: _Text(
        "The object changed or exists already.",
        "Refresh, look at what is there now, and try again.",
    ),
    411: _Text(
        "The service wants a body with this request.",
        "Please report this: it is a fault of this program.",
    ),
    413: _Text(
        "This is too large for the service.",
        "Send it in smaller pieces: an import takes 5 MB and 10 000 contacts at a time.",
    ),
    414: _Text("The address of this request is too long.", "Choose fewer things at a time."),
    415: _Text(
        "The service does not take this kind of file.",
        "Choose a file of a kind that the service accepts here.",
    ),
    429: _Text(
        "The service asks everybody to slow down.",
        "The limit counts for the whole brand, other tools included. Try again in a few minutes.",
    ),
}

_SERVER = _Text(
    "The service had a fault of its own.",
    "Try again in a few minutes; status.qualtrics.com tells whether more is wrong.",
)
_OVERLOADED = _Text(
    "The service is overloaded or took too long.",
    "Try again in a few minutes; what was fetched so far is kept.",
)

_UNKNOWN_SURVEY = (403, "QMST_2.1")

_BY_CODE: dict[tuple[int, str], _Text] = {
    (401, "DCD_7"): _Text(
        "The service does not know this API token.",
        "Somebody may have generated a new token for this user, which ends the old one at once. "
        "Copy the current one from Account Settings, Qualtrics IDs. If it is the same, check the "
        "datacenter in the host.",
    ),
    (401, "AUTH_6.0"): _Text(
        "The service refused the OAuth client.",
        "Check client id and secret in the profile, and whether the client was deleted.",
    ),
    _UNKNOWN_SURVEY: _Text(
        "This survey is not there, or it is not shared with this account.",
        "Check the survey id, or ask its owner to share it with this user.",
    ),
    (404, "GSI_2"): _Text(
        "There is no such survey.",
        "It may have been deleted, or the id belongs to another brand or datacenter.",
    ),
    (404, "GED_3"): _Text(
        "There is no such distribution for this survey.",
        "It may have been deleted, or it belongs to another survey.",
    ),
    (404, "ESSG_2"): _Text("There is no such subscription.", "It may be gone already: refresh."),
    (404, "PACC_6"): _Text(
        "There is no such mailing list.",
        "It may have been deleted, or it belongs to somebody who has not shared it.",
    ),
    (400, "GP_0"): _Text(
        "There is no such mailing list.",
        "It may have been deleted, or it belongs to somebody who has not shared it.",
    ),
    (400, "ATP_2"): _Text(
        "The request reached the service without a token.",
        "Check the token in the profile, and whether a proxy strips headers.",
    ),
    (400, "ATC_1"): _Text(
        "The request reached the service without a token.",
        "Check the token in the profile, and whether a proxy strips headers.",
    ),
    (400, "GS_5"): _Text(
        "This account may not see that.", "Ask the brand administrator for the right."
    ),
}

_UNKNOWN_TOKEN_AT_WHOAMI = _Text(
    "The service refused the token.",
    "Copy the token again from Account Settings, Qualtrics IDs, and check the datacenter. The "
    "account also needs the permission Access API.",
)


_AREAS: dict[str, tuple[str, str]] = {
    "surveys": ("surveys", "surveys"),
    "survey-definitions": ("surveys", "surveys"),
    "distributions": ("distributions", "distributions"),
    "mailinglists": ("mailing lists", "mailing_lists"),
    "directories": ("XM Directory", "directories"),
    "contacts": ("contacts", "mailing_list_contacts"),
    "transactioncontacts": ("contacts", "mailing_list_contacts"),
    "links": ("personal links", "distributions"),
    "libraries": ("libraries", "libraries"),
    "users": ("users", "users"),
    "groups": ("groups", "groups"),
    "divisions": ("divisions", "divisions"),
    "organizations": ("the organisation", "organizations"),
    "eventsubscriptions": ("event subscriptions", "subscriptions"),
    "export-responses": ("responses", "survey_responses"),
    "import-responses": ("responses", "survey_responses"),
}
"""Pieces of a path: what a person calls it, and the noun of its OAuth scopes (A.2)."""


def _forbidden(refusal: Refusal) -> _Text:
    """Whose right is missing: the innermost area of the path that is known."""
    pieces = [piece for piece in refusal.path.split("/") if piece in _AREAS]
    # What a library holds is called as what stands outside of it.
    inner = pieces[:1] if pieces[:1] == ["libraries"] else pieces[-1:]
    what, noun = _AREAS[inner[0]] if inner else ("this", "")
    # An export is begun with a POST, and reads nevertheless.
    reads = refusal.method == "GET" or refusal.path.endswith("/export-responses")
    message = f"Your user may not {'see' if reads else 'change'} {what}."
    if noun and "scope" in (refusal.service_text or "").lower():
        scope = f"{'read' if reads else 'write'}:{noun}"
        hint = f"The OAuth client needs the scope {scope}; whoever made the client can add it."
    elif noun:
        hint = (
            f"A brand administrator can give your user the permission for {what}; the service"
            " does not say which one is missing."
        )
    else:
        hint = "A right or an OAuth scope is missing: ask the brand administrator."
    return _Text(message, hint)


def status_error(refusal: Refusal) -> StatusError:
    """The error for an answer whose status or meta means failure."""
    words = _words(refusal)
    kind = _KINDS.get(refusal.status)
    if kind is None:
        kind = errors.ServerFailed if refusal.status >= 500 else errors.InvalidRequest
    # Below 500 the service says itself that it did nothing (C.3, design.md 3).
    fate = Fate.UNKNOWN if refusal.status >= 500 else Fate.NOT_APPLIED
    error = kind(
        words.message,
        method=refusal.method,
        path=refusal.path,
        status=refusal.status,
        code=refusal.code,
        service_text=refusal.service_text,
        request_id=refusal.request_id,
        fate=fate,
        detail=_detail(refusal),
        hint=words.hint,
    )
    if isinstance(error, errors.RateLimited):
        error.retry_after = refusal.retry_after
    return error


def _words(refusal: Refusal) -> _Text:
    code = refusal.code or ""
    key = (refusal.status, code)
    # Said of one survey that is not there (F.6); of the list of all it means a missing right.
    is_one = key != _UNKNOWN_SURVEY or "/SV_" in refusal.path
    if is_one and (known := _BY_CODE.get(key)) is not None:
        return known
    if refusal.status == 403:
        return _forbidden(refusal)
    if refusal.status == 401 and (code.startswith("AUTH_") or code == "invalid_client"):
        return _BY_CODE[401, "AUTH_6.0"]
    if refusal.status == 401 and refusal.path == "/whoami":
        return _UNKNOWN_TOKEN_AT_WHOAMI
    if refusal.status in {503, 504}:
        return _OVERLOADED
    if refusal.status >= 500:
        return _SERVER
    return _BY_STATUS.get(refusal.status, _BY_STATUS[400])


def _detail(refusal: Refusal) -> str:
    said = f"The service says: {refusal.service_text.strip()}" if refusal.service_text else ""
    if said and said[-1] not in ".!?":
        said += "."
    facts = [f"Status {refusal.status}"]
    if refusal.code:
        facts.append(f"code {refusal.code}")
    if refusal.request_id:
        facts.append(f"request {refusal.request_id}")
    return " ".join(part for part in (said, ", ".join(facts) + ".") if part)


def bad_reply(
    reason: str,
    *,
    method: str,
    path: str,
    status: int | None = None,
    request_id: str | None = None,
) -> errors.BadReply:
    """An answer that is none. A call that changes something may have been carried out."""
    fate = Fate.NOT_APPLIED if method == "GET" else Fate.UNKNOWN
    return errors.BadReply(
        "The answer did not come from the service, or it is damaged.",
        method=method,
        path=path,
        status=status,
        request_id=request_id,
        fate=fate,
        detail=reason,
        hint="A proxy or a login page of the network may be in between: check the host and the "
        "proxy in the profile.",
    )


def connect_failed(
    reason: str, *, method: str, path: str, host: str, certificate: bool = False
) -> errors.ConnectFailed:
    """The connection never opened. A refused certificate stays refused, so it is not repeated."""
    if certificate:
        error = errors.ConnectFailed(
            f"The certificate of {host} was not accepted.",
            method=method,
            path=path,
            detail=reason,
            hint="If your network inspects encrypted traffic, add its certificate authority to "
            "the profile. If not, do not go on: somebody may be in between.",
        )
        error.retryable = False
        return error
    return errors.ConnectFailed(
        f"No connection to {host}.",
        method=method,
        path=path,
        detail=reason,
        hint="Check the network, the host and the proxy in the profile.",
    )


def closed(method: str, path: str) -> errors.ConnectFailed:
    """The profile was closed before the request, or its repetition, left."""
    error = errors.ConnectFailed(
        "The profile was closed.",
        method=method,
        path=path,
        detail="The request was not sent.",
        hint="Open the profile again.",
    )
    error.retryable = False
    return error


def lost(reason: str, *, method: str, path: str, timed_out: bool) -> errors.TransportError:
    """The request left and no whole answer came back: what happened to it is unknown."""
    if timed_out:
        return errors.TimedOut(
            "The service did not answer in time.",
            method=method,
            path=path,
            fate=Fate.UNKNOWN,
            detail=reason,
            hint="Try again in a few minutes.",
        )
    return errors.ConnectionLost(
        "The connection broke before the answer came.",
        method=method,
        path=path,
        fate=Fate.UNKNOWN,
        detail=reason,
        hint="Check the network and try again.",
    )


def untrusted(method: str, path: str, host: str) -> errors.BadReply:
    """An answer wants the token to go where it must not go (B rule 2)."""
    error = bad_reply(
        f"It points to {host or 'another place'}, where the token must not be sent.",
        method=method,
        path=path,
    )
    error.user_message = "The service's answer points outside of Qualtrics."
    error.hint = "Nothing was sent there. Check the host and the proxy in the profile."
    return error
