"""Text messages: the same thing as a distribution, under calls and ids of its own (D.4)."""

from __future__ import annotations

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

_ALL = "/distributions/sms"
_ONE = "/distributions/sms/{}"
LONGEST_NAME = 100


class SmsDistribution(Record, frozen=True, kw_only=True):
    """Text messages that were sent, or wait."""

    id: str | None = None
    name: str | None = None
    owner_id: str | None = None
    survey_id: str | None = None
    method: str | None = None
    request_status: str | None = None
    parent_distribution_id: str | None = None
    recipients: dict[str, Any] | None = None
    message: dict[str, Any] | None = None
    stats: dict[str, Any] | None = None

    @property
    def mailing_list_id(self) -> str | None:
        """The list they go to."""
        return text(dig(self.recipients, "mailingListId"))

    def moment(self, key: str) -> datetime | None:
        """A date by the service's key, such as `sendDate`."""
        return parse_moment(self.raw.get(key))


_ROWS = Paging[SmsDistribution](record=SmsDistribution.from_raw, identity=lambda row: row.id)


def list_sms(survey: str) -> Request[Page[SmsDistribution]]:
    """The text messages of a survey."""
    return listing(_ALL, paging=_ROWS, query={"surveyId": survey, "pageSize": 100})


def get_sms(distribution: str, survey: str) -> Request[SmsDistribution]:
    """One of them."""
    return call(
        "GET",
        _ONE,
        distribution,
        query={"surveyId": survey},
        decode=lambda body: SmsDistribution.from_raw(result(body)),
    )


def send_sms(
    survey: str,
    name: str,
    recipients: Mapping[str, str],
    message: Mapping[str, str],
    send: datetime,
    *,
    expires: datetime | None = None,
    method: str = "Invite",
    parent: str | None = None,
) -> Request[Created]:
    """Send text messages. Never repeated by itself (C.3).

    Args:
        survey: The survey they link to.
        name: Up to 100 letters.
        recipients: `mailingListId`, and `contactId` (look-up id) for one person.
        message: `libraryId` and `messageId`, or `messageText`.
        send: When.
        expires: When the links end.
        method: Invite, Interactive, Reminder or Thankyou.
        parent: What is reminded of or thanked for.
    """
    body: dict[str, Any] = {
        "name": name,
        "surveyId": survey,
        "method": method,
        "sendDate": to_service(send),
        "message": dict(message),
        "recipients": dict(recipients),
    }
    if expires is not None:
        body["surveyLinkExpirationDate"] = to_service(expires)
    if parent is not None:
        body["parentDistributionId"] = parent
    return call("POST", _ALL, body=body, decode=Created.from_body, retry=Retry.NEVER)


def delete_sms(distribution: str, survey: str) -> Request[None]:
    """Delete one; what waits is cancelled by that."""
    return call(
        "DELETE",
        _ONE,
        distribution,
        query={"surveyId": survey},
        decode=nothing,
        answer_optional=True,
    )
