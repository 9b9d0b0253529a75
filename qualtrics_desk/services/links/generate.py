"""Generate personal links: each call makes a new set for everybody (D.5)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import definitions, distributions
from qualtrics_desk.domain.errors import Forbidden, NotFound, UsageError
from qualtrics_desk.services.distributions.making import Made, run_making
from qualtrics_desk.services.engine.progress import Report, Stop, silent
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.surveys import unknown_survey

if TYPE_CHECKING:
    from qualtrics_desk.api.records import Created
    from qualtrics_desk.api.requests import Request
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job

KIND = "links generate"
LinksResult = Made


class LinksRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for.

    Attributes:
        survey: The survey the links lead to; it must be active.
        description: For the person's own records; the service never answers it back (F.47).
        expires: When the links end; None: 60 days (D.5).
        directory: Where the list lies, if it is ambiguous.
        contact: Look-up id (CGC_, MLRP_) of the only contact that gets a link; None: everybody.
    """

    survey: str
    list_id: str
    description: str = "Links made by Qualtrics Desk"
    expires: datetime | None = None
    directory: str | None = None
    contact: str | None = None


class GenerationForecast(msgspec.Struct, frozen=True, kw_only=True):
    """What would be made.

    Attributes:
        links: One for each contact, as the service counts them (approximate), or None.
        there: Sets of links of this survey that the list has already.
    """

    survey_name: str
    list_name: str
    links: int | None
    there: int


async def foresee_generation(session: Session, request: LinksRequest) -> GenerationForecast:
    """Say what would be made; sends nothing that writes.

    Raises:
        UsageError: As for `create_generation`.
    """
    survey_name, place = await _checked(session, request)
    return GenerationForecast(
        survey_name=survey_name,
        list_name=place.list.name or request.list_id,
        links=place.list.contact_count if request.contact is None else 1,
        there=len(await _Generation(request).there(session)),
    )


async def create_generation(session: Session, request: LinksRequest) -> int:
    """Check what can be checked and write the job; sends nothing that writes.

    Raises:
        UsageError: When the survey is inactive, survey or list are unknown, or the time is past.
    """
    _, place = await _checked(session, request)
    before = await _Generation(request).there(session)
    return await session.create_job(
        KIND,
        {"request": msgspec.to_builtins(request), "before": sorted(before)},
        directory=place.directory.directory_id,
        list_id=request.list_id,
        list_name=place.list.name,
    )


async def _checked(session: Session, request: LinksRequest) -> tuple[str, Place]:
    if request.expires is not None and request.expires <= datetime.now(UTC):
        raise UsageError(
            f"The links would have ended already, {request.expires:%Y-%m-%d %H:%M %Z}."
        )
    name = await require_active(session, request.survey)
    return name, await find_list(session.client, request.list_id, request.directory)


async def run_generation(
    session: Session, job_id: int, *, stop: Stop | None = None, report: Report = silent
) -> LinksResult:
    """Make the links, or find out whether an earlier call made them (`run_making`)."""
    return await run_making(
        session, job_id, lambda job: _Generation(_request_of(job)), stop=stop, report=report
    )


class _Generation:
    phase = "Generating links"
    noun = "links were"

    def __init__(self, request: LinksRequest) -> None:
        self._request = request

    def call(self) -> Request[Created]:
        request = self._request
        return distributions.generate_links(
            request.survey,
            request.list_id,
            request.description,
            request.expires,
            contact=request.contact,
        )

    async def there(self, session: Session) -> set[str]:
        request = distributions.list_distributions(
            self._request.survey, distributions.GENERATED_INVITE
        )
        found: set[str] = set()
        async for page in session.client.pages(request):
            found.update(
                item.id
                for item in page.items
                # Not every brand obeys the filter (D.4).
                if item.id
                and item.request_type == distributions.GENERATED_INVITE
                and item.mailing_list_id == self._request.list_id
            )
        return found


async def require_active(session: Session, survey: str) -> str:
    """The name of a survey that links can be made for.

    Raises:
        UsageError: When it is not active, or not there.
    """
    try:
        reply = await session.client.send(definitions.get_metadata(survey), urgent=True)
    except (Forbidden, NotFound) as error:
        raise unknown_survey(survey, error) from error
    status, name = reply.value.survey_status, reply.value.survey_name or survey
    if status is not None and status != "Active":
        raise UsageError(
            f"The survey “{name}” is {status.lower()}.",
            detail="The service makes links for active surveys only.",
            hint="Activate the survey, then generate the links.",
        )
    return name


def _request_of(job: Job) -> LinksRequest:
    return msgspec.convert(job.options["request"], LinksRequest)
