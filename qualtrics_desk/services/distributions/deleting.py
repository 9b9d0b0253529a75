"""Deleting what was not sent yet (qualtrics-api.md D.4): that cancels it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import distributions, sms_distributions
from qualtrics_desk.domain.errors import NotFound, UsageError

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session

PENDING = "Pending"


class Unsent(msgspec.Struct, frozen=True, kw_only=True):
    """A distribution that waits to be sent."""

    id: str
    survey: str
    kind: str
    list_id: str | None
    send: datetime | None


async def require_unsent(session: Session, survey: str, distribution: str) -> Unsent:
    """Make sure that a distribution waits still.

    Raises:
        UsageError: When it was sent: deleting it would forget what became of it, and bring nothing
            back.
        ApiError: When it cannot be asked for.
    """
    if distribution.startswith("SMSD_"):
        sms = (
            await session.client.send(sms_distributions.get_sms(distribution, survey), urgent=True)
        ).value
        found = Unsent(
            id=distribution,
            survey=survey,
            kind=f"SMS {sms.method or ''}".strip(),
            list_id=sms.mailing_list_id,
            send=sms.moment("sendDate"),
        )
        status = sms.request_status
    else:
        mail = (
            await session.client.send(
                distributions.get_distribution(distribution, survey), urgent=True
            )
        ).value
        found = Unsent(
            id=distribution,
            survey=survey,
            kind=mail.request_type or "unknown",
            list_id=mail.mailing_list_id,
            send=mail.send_date,
        )
        status = mail.request_status
    if status != PENDING or (found.send is not None and found.send <= datetime.now(UTC)):
        raise UsageError(
            f"The distribution {distribution} was sent already (status {status or 'unknown'}).",
            detail="Deleting it would bring nothing back; what became of it would be forgotten.",
            hint="Links that were made are taken back by undoing the job that made them.",
        )
    return found


async def delete_unsent(session: Session, unsent: Unsent) -> bool:
    """Delete it; False where it was gone already.

    Raises:
        ApiError: When the service refuses.
    """
    # Asked again: it may have been sent while somebody read the question.
    await require_unsent(session, unsent.survey, unsent.id)
    request = (
        sms_distributions.delete_sms(unsent.id, unsent.survey)
        if unsent.id.startswith("SMSD_")
        else distributions.delete_distribution(unsent.id, unsent.survey)
    )
    try:
        await session.client.send(request, urgent=True)
    except NotFound:
        return False
    return True
