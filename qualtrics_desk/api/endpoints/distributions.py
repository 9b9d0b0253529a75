"""Distributions and personal links (qualtrics-api.md D.4, D.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Created, Record, dig, result, text
from qualtrics_desk.api.requests import Retry, call, listing, nothing
from qualtrics_desk.domain.dates import parse_moment, to_service

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

_ALL = "/distributions"
_ONE = "/distributions/{}"
_LINKS = "/distributions/{}/links"
_HISTORY = "/distributions/{}/history"

GENERATED_INVITE = "GeneratedInvite"
"""The request type of personal links: for all others reading links does harm (D.5)."""

_LOOKUP_ID = re.compile(r".*((?:MLRP|CGC)_[A-Za-z0-9]+)", re.DOTALL)


def lookup_in(link: str) -> str | None:
    """The last look-up id inside a link (D.5)."""
    found = _LOOKUP_ID.match(link)
    return found.group(1) if found else None


class Distribution(Record, frozen=True, kw_only=True):
    """A distribution. Its description is never answered (F.47)."""

    id: str | None = None
    parent_distribution_id: str | None = None
    owner_id: str | None = None
    organization_id: str | None = None
    request_status: str | None = None
    request_type: str | None = None
    headers: dict[str, Any] | None = None
    recipients: dict[str, Any] | None = None
    message: dict[str, Any] | None = None
    survey_link: dict[str, Any] | None = None
    embedded_data: dict[str, Any] | None = None
    stats: dict[str, Any] | None = None

    @property
    def created_date(self) -> datetime | None:
        """When it was made. Not to be compared with `modifiedDate`, which is hours early (A.6)."""
        return parse_moment(self.raw.get("createdDate"))

    @property
    def send_date(self) -> datetime | None:
        """When it goes or went out."""
        return parse_moment(self.raw.get("sendDate"))

    @property
    def expiration_date(self) -> datetime | None:
        """When its links end."""
        return parse_moment(dig(self.survey_link, "expirationDate"))

    @property
    def link_type(self) -> str | None:
        """Individual, Multiple or Anonymous."""
        return text(dig(self.survey_link, "linkType"))

    @property
    def survey_id(self) -> str | None:
        """The survey it leads to."""
        return text(dig(self.survey_link, "surveyId"))

    @property
    def mailing_list_id(self) -> str | None:
        """The list it goes to."""
        return text(dig(self.recipients, "mailingListId"))


class Link(Record, frozen=True, kw_only=True):
    """A personal link. `status` says nothing about progress: it is always the same (F.41)."""

    contact_id: str | None = None
    contact_lookup_id: str | None = None
    transaction_id: str | None = None
    link: str | None = None
    exceeded_contact_frequency: bool | None = None
    status: str | None = None
    last_name: str | None = None
    first_name: str | None = None
    external_data_reference: str | None = None
    email: str | None = None
    phone: str | None = None
    unsubscribed: bool | None = None

    @property
    def link_expiration(self) -> datetime | None:
        """When it ends."""
        return parse_moment(self.raw.get("linkExpiration"))

    @property
    def lookup_id(self) -> str | None:
        """The person in the list: as answered, else the last such id inside the link (D.5)."""
        if self.contact_lookup_id:
            return self.contact_lookup_id
        return lookup_in(self.link or "")


class HistoryEntry(Record, frozen=True, kw_only=True):
    """What happened to one recipient of an e-mail distribution."""

    contact_id: str | None = None
    contact_lookup_id: str | None = None
    distribution_id: str | None = None
    status: str | None = None
    survey_link: str | None = None
    contact_frequency_rule_id: str | None = None
    response_id: str | None = None
    survey_session_id: str | None = None

    def moment(self, key: str) -> datetime | None:
        """A date by the service's key, such as `sentAt`, `openedAt` or `responseStartedAt`."""
        return parse_moment(self.raw.get(key))


_DISTRIBUTIONS = Paging[Distribution](record=Distribution.from_raw, identity=lambda row: row.id)
_LINK_ROWS = Paging[Link](record=Link.from_raw, identity=lambda row: row.link)
_RAW_LINKS = Paging[dict[str, Any]](
    record=lambda raw: raw, identity=lambda raw: raw.get("link"), memory=2_000
)
_HISTORY_ROWS = Paging[HistoryEntry](
    record=HistoryEntry.from_raw, identity=lambda row: row.survey_link
)


def list_distributions(
    survey: str, request_type: str | None = None, mailing_list: str | None = None
) -> Request[Page[Distribution]]:
    """Distributions of a survey; none where it has only the anonymous link."""
    query = {
        "surveyId": survey,
        "distributionRequestType": request_type,
        "mailingListId": mailing_list,
        "pageSize": 100,
        "useNewPaginationScheme": True,
    }
    return listing(_ALL, paging=_DISTRIBUTIONS, query=query)


def get_distribution(distribution: str, survey: str) -> Request[Distribution]:
    """One distribution."""
    query = {"surveyId": survey}
    return call("GET", _ONE, distribution, query=query, decode=_distribution)


def generate_links(
    survey: str,
    mailing_list: str,
    description: str,
    expires: datetime | None = None,
    link_type: str = "Individual",
    *,
    contact: str | None = None,
) -> Request[Created]:
    """Make new links for everybody in a list; the survey must be active.

    Without `expires` they live 60 days. Never repeated by itself: each call makes another set.
    After a lost answer look for a recent `created_date` in `list_distributions` (C.3).

    Args:
        survey: The survey.
        mailing_list: The list.
        description: Free text; the service never answers it back.
        expires: When the links end.
        link_type: Individual, Multiple or Anonymous.
        contact: Look-up id of the only contact that gets one; known from one client only (D.5).
    """
    body = {
        "action": "CreateDistribution",
        "surveyId": survey,
        "mailingListId": mailing_list,
        "linkType": link_type,
        "description": description,
    }
    if expires is not None:
        body["expirationDate"] = to_service(expires)
    if contact is not None:
        body["contactId"] = contact
    return call("POST", _ALL, body=body, decode=Created.from_body, retry=Retry.NEVER)


def list_links(distribution: str, survey: str) -> Request[Page[Link]]:
    """The links of a `GeneratedInvite` distribution, 100 a page.

    Not harmless: reading counts for contact frequency, and for other types of distribution it
    resets the dates of their e-mails. Only on a person's wish, never in the background (D.5).
    """
    return listing(_LINKS, distribution, paging=_LINK_ROWS, query={"surveyId": survey})


def list_raw_links(distribution: str, survey: str) -> Request[Page[dict[str, Any]]]:
    """The same as the service wrote them, for those who look for duplicates themselves.

    A record for each would cost as much as everything else that is done with a link.
    """
    return listing(_LINKS, distribution, paging=_RAW_LINKS, query={"surveyId": survey})


def list_history(distribution: str) -> Request[Page[HistoryEntry]]:
    """What happened to each recipient; reading it has no effect. Not for research core (F.51)."""
    return listing(_HISTORY, distribution, paging=_HISTORY_ROWS)


def delete_distribution(distribution: str, survey: str | None = None) -> Request[None]:
    """Delete a distribution; a pending one is cancelled by that."""
    query = {"surveyId": survey}
    return call("DELETE", _ONE, distribution, query=query, decode=nothing, answer_optional=True)


def send_email(
    survey: str | None,
    recipients: Mapping[str, str],
    message: Mapping[str, str],
    header: Mapping[str, str],
    send: datetime,
    *,
    expires: datetime | None = None,
    link_type: str = "Individual",
    embedded: Mapping[str, str] | None = None,
) -> Request[Created]:
    """Send e-mail to a list, or to one contact of it. Never repeated by itself (C.3).

    Args:
        survey: The survey it links to; None: a plain e-mail.
        recipients: `mailingListId`, and `contactId` (look-up id) for one person.
        message: `libraryId` and `messageId`, or `messageText`.
        header: `fromName`, `fromEmail`, `replyToEmail`, `subject`.
        send: When; in the past: at once.
        expires: When its links end.
        link_type: Individual, Multiple or Anonymous.
        embedded: Up to ten values that come into the responses (C.2).
    """
    body: dict[str, Any] = {
        "message": dict(message),
        "recipients": dict(recipients),
        "header": dict(header),
        "sendDate": to_service(send),
    }
    if survey is not None:
        link = {"surveyId": survey, "type": link_type}
        if expires is not None:
            link["expirationDate"] = to_service(expires)
        body["surveyLink"] = link
    if embedded:
        body["embeddedData"] = dict(embedded)
    return call("POST", _ALL, body=body, decode=Created.from_body, retry=Retry.NEVER)


def send_reminder(
    distribution: str, message: Mapping[str, str], header: Mapping[str, str], send: datetime
) -> Request[Created]:
    """Mail again to all who have not answered. Never repeated by itself (C.3)."""
    return _again("/distributions/{}/reminders", distribution, message, header, send)


def send_thankyou(
    distribution: str, message: Mapping[str, str], header: Mapping[str, str], send: datetime
) -> Request[Created]:
    """Mail to all who have answered. Never repeated by itself (C.3)."""
    return _again("/distributions/{}/thankyous", distribution, message, header, send)


def _again(
    template: str,
    distribution: str,
    message: Mapping[str, str],
    header: Mapping[str, str],
    send: datetime,
) -> Request[Created]:
    body = {"message": dict(message), "header": dict(header), "sendDate": to_service(send)}
    return call("POST", template, distribution, body=body, decode=_reminded, retry=Retry.NEVER)


def _reminded(body: dict[str, Any]) -> Created:
    return Created.from_body(body, key="distributionId")


def _distribution(body: dict[str, Any]) -> Distribution:
    return Distribution.from_raw(result(body))
