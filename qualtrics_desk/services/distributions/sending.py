"""Sending: e-mail, text messages, reminders, thank-yous; journalled, never repeated blindly (D.4).

A test goes to one contact of the same list, by the same call, so that what is tried is what will
be sent.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import msgspec

from qualtrics_desk.api.endpoints import contacts, distributions, libraries, sms_distributions
from qualtrics_desk.api.records import whole
from qualtrics_desk.domain.errors import NotFound, UsageError
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.services.distributions.making import Made, run_making
from qualtrics_desk.services.engine.progress import Report, Stop, silent
from qualtrics_desk.services.links.generate import require_active
from qualtrics_desk.services.lists import find_list

if TYPE_CHECKING:
    from qualtrics_desk.api.records import Created
    from qualtrics_desk.api.requests import Request
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job

KIND = "distribution send"
What = Literal["email", "sms", "reminder", "thankyou"]
CATEGORIES: dict[str, tuple[str, ...]] = {
    "email": ("invite", "general"),
    "sms": ("smsInvite",),
    "reminder": ("reminder", "general"),
    "thankyou": ("thankYou", "general"),
}
"""Categories of library messages that fit (D.18)."""


class SendRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be sent.

    Attributes:
        what: A mailing, text messages, a reminder of a mailing or thanks for answers to one.
        survey: The survey its links lead to.
        list_id: The list it goes to; for reminders and thanks that of the distribution they
            follow.
        parent: The distribution that a reminder or thanks follow.
        library: UR_ or GR_.
        message: MS_ of that library.
        send: When; None or past: at once.
        expires: When the links end; None: 60 days.
        contact: Look-up id of the one contact that a test goes to; None: everybody.
        name: Of text messages, up to 100 letters.
    """

    what: What
    survey: str
    list_id: str
    library: str
    message: str
    directory: str | None = None
    parent: str | None = None
    from_name: str = ""
    from_email: str = "noreply@qemailserver.com"
    reply_to: str = ""
    subject: str = ""
    send: datetime | None = None
    expires: datetime | None = None
    contact: str | None = None
    name: str = "Text messages by Qualtrics Desk"


class Recipients(msgspec.Struct, frozen=True, kw_only=True):
    """How many it goes to, as far as the service tells before.

    Attributes:
        count: None where it cannot be told.
        basis: What the number is, for a person.
    """

    count: int | None
    list_name: str
    survey_name: str
    basis: str


async def recipients_of(session: Session, request: SendRequest) -> Recipients:
    """Count whom it would go to; sends nothing.

    Raises:
        UsageError: When survey or list are not there, the survey is inactive, or something needed
            is missing.
    """
    _require_complete(request)
    survey_name = await require_active(session, request.survey)
    place = await find_list(session.client, request.list_id, request.directory)
    list_name = place.list.name or request.list_id
    if request.contact is not None:
        return Recipients(
            count=1, list_name=list_name, survey_name=survey_name, basis="a test to one contact"
        )
    if request.parent is not None and request.what in ("reminder", "thankyou"):
        reply = await session.client.send(
            distributions.get_distribution(request.parent, request.survey), urgent=True
        )
        stats = reply.value.stats or {}
        finished = whole(stats.get("finished")) or 0
        sent = whole(stats.get("sent")) or 0
        if request.what == "thankyou":
            return Recipients(
                count=finished,
                list_name=list_name,
                survey_name=survey_name,
                basis="who has answered by now",
            )
        # Links were handed out by others: everybody who has one counts as reached.
        reached = sent or place.list.contact_count or 0
        return Recipients(
            count=max(0, reached - finished),
            list_name=list_name,
            survey_name=survey_name,
            basis="who was sent it and has not finished by now; bounced and opted-out people are"
            " left out by the service",
        )
    return Recipients(
        count=place.list.contact_count,
        list_name=list_name,
        survey_name=survey_name,
        basis="about, as the service counts the list; opted-out people are left out by it",
    )


async def find_contact(
    session: Session, list_id: str, email: str, directory: str | None = None
) -> str:
    """The look-up id of the contact of a list with an address, for a test.

    Raises:
        UsageError: When nobody has it.
    """
    place = await find_list(session.client, list_id, directory)
    wanted = email.strip().casefold()
    request = contacts.list_contacts(
        DirectoryId(place.directory.directory_id or ""), ListId(list_id)
    )
    async for page in session.client.pages(request, urgent=True):
        for contact in page.items:
            if (contact.email or "").casefold() == wanted and contact.contact_lookup_id:
                return contact.contact_lookup_id
    raise UsageError(
        f"Nobody in the list has the address {email}.",
        hint="A test goes to a contact of the same list: add yourself to it first.",
    )


async def create_sending(session: Session, request: SendRequest) -> int:
    """Check what can be checked and write the job; sends nothing.

    Raises:
        UsageError: When something needed is missing or not there.
    """
    _require_complete(request)
    await require_active(session, request.survey)
    place = await find_list(session.client, request.list_id, request.directory)
    try:
        await session.client.send(
            libraries.get_message(request.library, request.message), urgent=True
        )
    except NotFound as error:
        raise UsageError(
            f"The message {request.message} is not in the library {request.library}.",
            detail=error.detail,
            hint="`qualtrics-desk messages list` lists what is there.",
        ) from error
    before = await _Sending(request).there(session)
    return await session.create_job(
        KIND,
        {"request": msgspec.to_builtins(request), "before": sorted(before)},
        directory=place.directory.directory_id,
        list_id=request.list_id,
        list_name=place.list.name,
    )


async def run_sending(
    session: Session, job_id: int, *, stop: Stop | None = None, report: Report = silent
) -> Made:
    """Send, or find out whether an earlier call did (`run_making`)."""
    return await run_making(
        session,
        job_id,
        lambda job: _Sending(request_of(job)),
        stop=stop,
        report=report,
    )


def request_of(job: Job) -> SendRequest:
    """What a job sends."""
    return msgspec.convert(job.options["request"], SendRequest)


class _Sending:
    phase = "Sending"
    noun = "messages were"

    def __init__(self, request: SendRequest) -> None:
        self._request = request

    def call(self) -> Request[Created]:
        request = self._request
        message = {"libraryId": request.library, "messageId": request.message}
        header = {
            "fromName": request.from_name,
            "fromEmail": request.from_email,
            "replyToEmail": request.reply_to,
            "subject": request.subject,
        }
        recipients = {"mailingListId": request.list_id}
        if request.contact is not None:
            recipients["contactId"] = request.contact
        when = request.send or datetime.now(UTC)
        match request.what:
            case "email":
                return distributions.send_email(
                    request.survey, recipients, message, header, when, expires=request.expires
                )
            case "sms":
                return sms_distributions.send_sms(
                    request.survey,
                    request.name[: sms_distributions.LONGEST_NAME],
                    recipients,
                    message,
                    when,
                    expires=request.expires,
                )
            case "reminder":
                return distributions.send_reminder(request.parent or "", message, header, when)
            case _:
                return distributions.send_thankyou(request.parent or "", message, header, when)

    async def there(self, session: Session) -> set[str]:
        request = self._request
        if request.what == "sms":
            return {
                item.id
                async for page in session.client.pages(sms_distributions.list_sms(request.survey))
                for item in page.items
                if item.id and item.mailing_list_id == request.list_id
            }
        kinds = {"email": "Invite", "reminder": "Reminder", "thankyou": "ThankYou"}
        wanted = distributions.list_distributions(request.survey)
        return {
            item.id
            async for page in session.client.pages(wanted)
            for item in page.items
            if item.id
            and item.request_type == kinds[request.what]
            and item.mailing_list_id == request.list_id
        }


def _require_complete(request: SendRequest) -> None:
    lacking = []
    if request.what != "sms":
        lacking += [
            name
            for name, value in (
                ("the sender's name (--from-name)", request.from_name),
                ("the address for replies (--reply-to)", request.reply_to),
                ("the subject (--subject)", request.subject),
            )
            if not value.strip()
        ]
    if request.what in ("reminder", "thankyou"):
        if request.parent is None:
            lacking.append("the distribution it follows")
        if request.contact is not None:
            raise UsageError(
                "The service sends reminders and thanks to all whom they concern.",
                detail="They cannot be tried out on one contact.",
                hint="Send the same message as an e-mail to yourself first.",
            )
    if not request.message or not request.library:
        lacking.append("the message")
    if lacking:
        raise UsageError(f"Something is missing: {', '.join(lacking)}.")
    if request.expires is not None and request.expires <= datetime.now(UTC):
        raise UsageError(f"The links would have ended already, {request.expires:%Y-%m-%d %H:%M}.")
