"""What happened to people: e-mails, responses, bounces, opt-outs (qualtrics-api.md D.8, D.10).

All of it reads, and none of it counts against anybody's contact frequency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Record, dig, text, truth
from qualtrics_desk.api.requests import listing
from qualtrics_desk.domain.dates import parse_moment, to_service

if TYPE_CHECKING:
    from datetime import datetime

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

_IN_LIST = "/directories/{}/mailinglists/{}/contacts/{}/history"
_IN_DIRECTORY = "/directories/{}/contacts/{}/history"

BOUNCES = frozenset({"Bounce", "SoftBounce", "HardBounce"})
"""Results that mean the e-mail came back (D.8)."""


class SentEmail(Record, frozen=True, kw_only=True):
    """One e-mail to one person. `type` is Invite, Reminder or ThankYou."""

    distribution_id: str | None = None
    type: str | None = None
    result: str | None = None
    bounce_info: dict[str, Any] | None = None
    survey_id: str | None = None
    read: bool | None = None
    lookup_id: str | None = None
    response_id: str | None = None
    survey_finished: bool | None = None

    @property
    def date(self) -> datetime | None:
        """When it went out; UTC even where the service writes no zone (D.8)."""
        return _utc(self.raw.get("date"))

    @property
    def started(self) -> datetime | None:
        """When the person began to answer."""
        return _utc(self.raw.get("surveyStartedDate"))

    @property
    def completed(self) -> datetime | None:
        """When the person had finished."""
        return _utc(self.raw.get("surveyCompletedDate"))

    @property
    def bounced(self) -> bool:
        """Whether it came back."""
        return self.result in BOUNCES

    @property
    def bounce_reason(self) -> str | None:
        """Why it came back, in the words of the mail server."""
        return text(dig(self.bounce_info, "reason"))

    @property
    def blacklisted(self) -> bool:
        """Whether the service sends nothing more to this address."""
        return truth(dig(self.bounce_info, "blacklisted")) or False


class GivenResponse(Record, frozen=True, kw_only=True):
    """One response of one person."""

    response_id: str | None = None
    distribution_id: str | None = None
    survey_id: str | None = None
    survey_finished: bool | None = None

    @property
    def started(self) -> datetime | None:
        """When it was begun."""
        return _utc(self.raw.get("dateStarted"))

    @property
    def completed(self) -> datetime | None:
        """When it was finished."""
        return _utc(self.raw.get("dateCompleted"))


class OutContact(Record, frozen=True, kw_only=True):
    """A person of the lists of opt-outs and of bounces."""

    contact_id: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    ext_ref: str | None = None
    language: str | None = None
    directory_unsubscribed: bool | None = None

    @property
    def directory_unsubscribe_date(self) -> datetime | None:
        """When the person opted out of the directory; None where only the list was left."""
        return parse_moment(self.raw.get("directoryUnsubscribeDate"))


def _utc(value: object) -> datetime | None:
    """A date of the history: `yyyy-MM-dd HH:mm:ss` means UTC here, not Mountain time (D.8)."""
    if isinstance(value, str) and len(value) == 19 and value[10] == " ":
        value = f"{value[:10]}T{value[11:]}Z"
    return parse_moment(value)


def _emails(position: str) -> Paging[SentEmail]:
    def identity(mail: SentEmail) -> tuple[object, ...] | None:
        key = (mail.distribution_id, mail.lookup_id, mail.raw.get("date"))
        return key if any(key) else None

    return Paging[SentEmail](
        record=SentEmail.from_raw,
        identity=identity,
        position="offset" if position == "offset" else "skipToken",
    )


def _responses(position: str) -> Paging[GivenResponse]:
    return Paging[GivenResponse](
        record=GivenResponse.from_raw,
        identity=lambda found: found.response_id,
        position="offset" if position == "offset" else "skipToken",
    )


_OUT = Paging[OutContact](record=OutContact.from_raw, identity=lambda found: found.contact_id)


def list_emails(
    directory: str, contact_id: str, list_id: str | None = None
) -> Request[Page[SentEmail]]:
    """E-mails to a person: through one list, or through all of them.

    Args:
        directory: The directory.
        contact_id: `CID_`.
        list_id: Only through this list; its pages have tokens, those of the directory offsets (B).
    """
    if list_id is None:
        query = {"type": "email", "pageSize": "100"}
        return listing(_IN_DIRECTORY, directory, contact_id, paging=_emails("offset"), query=query)
    query = {"type": "email", "pageSize": "50"}
    paging = _emails("skipToken")
    return listing(_IN_LIST, directory, list_id, contact_id, paging=paging, query=query)


def list_responses(
    directory: str, contact_id: str, list_id: str | None = None
) -> Request[Page[GivenResponse]]:
    """Responses of a person: through one list, or through all of them; as `list_emails`."""
    if list_id is None:
        query = {"type": "response", "pageSize": "100"}
        paging = _responses("offset")
        return listing(_IN_DIRECTORY, directory, contact_id, paging=paging, query=query)
    query = {"type": "response", "pageSize": "50"}
    paging = _responses("skipToken")
    return listing(_IN_LIST, directory, list_id, contact_id, paging=paging, query=query)


def list_opted_out(
    directory: str, list_id: str | None = None, since: datetime | None = None
) -> Request[Page[OutContact]]:
    """Who opted out of a list, or of the directory where no list is named (not on Lite)."""
    query: dict[str, str | int | None] = {
        "since": to_service(since) if since else None,
        "pageSize": 50 if list_id else 100,
    }
    if list_id is None:
        route = "/directories/{}/contacts/optedOutContacts"
        return listing(route, directory, paging=_OUT, query=query)
    route = "/directories/{}/mailinglists/{}/optedOutContacts"
    return listing(route, directory, list_id, paging=_OUT, query=query)


def list_bounced(
    directory: str, list_id: str, since: datetime | None = None
) -> Request[Page[OutContact]]:
    """People of a list whose e-mails came back."""
    query = {"since": to_service(since) if since else None, "pageSize": "50"}
    route = "/directories/{}/mailinglists/{}/bouncedContacts"
    return listing(route, directory, list_id, paging=_OUT, query=query)
