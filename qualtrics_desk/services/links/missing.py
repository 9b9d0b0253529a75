"""Links for those who have none, and for nobody else (D.5).

One client of the service makes the link of one contact by naming it in the call; whether a brand
takes that is found out with the first one. Where it does not, there is no call that would do it,
and the ways that are left are named.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints.distributions import list_history
from qualtrics_desk.domain.errors import ApiError, InvalidRequest, NotFound, UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.rows import Comparison, Filter, View
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.links.generate import (
    LinksRequest,
    create_generation,
    require_active,
    run_generation,
)
from qualtrics_desk.services.links.reconcile import FINDING, Finding
from qualtrics_desk.services.tables.places import reconciled_name
from qualtrics_desk.services.tables.reading import opened

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.table import Table

MOST = 500
"""Contacts that get their links one by one: each is a distribution of its own."""


class MissingRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for.

    Attributes:
        survey: The survey.
        list_id: A list that was reconciled.
        expires: When the links end; None: 60 days.
    """

    survey: str
    list_id: str
    directory: str | None = None
    expires: datetime | None = None
    description: str = "Links for contacts that had none"


class MissingMade(msgspec.Struct, frozen=True, kw_only=True):
    """What came out.

    Attributes:
        made: Distribution of each contact's link, by look-up id.
        jobs: The jobs that made them.
    """

    made: dict[str, str]
    jobs: list[int]


class SingleLinksRefused(UsageError):
    """The service makes no links for single contacts; what would happen instead, and the choice."""

    def __init__(self, count: int, why: str) -> None:
        super().__init__(
            "This brand makes no links for single contacts.",
            detail=why,
            hint=f"Nothing was made for the {several(count, 'contact')}. You can generate links for"
            " the whole list: everybody gets a new one and the old ones go on working, so some"
            " people would have two. Or export the missing contacts, import them into a list of"
            " their own, and generate links for that list.",
        )


async def missing_contacts(session: Session, survey: str, list_id: str) -> list[str]:
    """Look-up ids of the contacts that were found without a link.

    Raises:
        UsageError: When the list was not reconciled, or a contact has no look-up id.
    """
    async with opened(session, reconciled_name(survey, list_id)) as table:
        return await asyncio.to_thread(_missing, table)


def _missing(table: Table) -> list[str]:
    shown = table.shown
    if shown is None or not shown.is_complete:
        raise UsageError("This list was not compared with its links yet.", hint="Do that first.")
    missing = (Filter(FINDING, Comparison.IS, (Finding.MISSING.value,)),)
    found = []
    for raw in table.raws(table.ids(View(filters=missing))):
        lookup = raw.get("contactLookupId")
        if not isinstance(lookup, str) or not lookup:
            raise SingleLinksRefused(1, "The service names no look-up id for a contact.")
        found.append(lookup)
    return found


async def generate_missing(
    session: Session,
    request: MissingRequest,
    *,
    stop: Stop | None = None,
    report: Report = silent,
    made: Callable[[str, str], None] = lambda _contact, _distribution: None,
) -> MissingMade:
    """Make a link for each contact that was found without one; each is a journalled job.

    Raises:
        SingleLinksRefused: When the service does not make links for single contacts.
        UsageError: When there is nothing to do, or too much for this way.
        ApiError: When the service cannot be reached; what was made stays.
        JobStopped: On wish, between two of them.
    """
    stop = stop or Stop()
    await require_active(session, request.survey)
    contacts = await missing_contacts(session, request.survey, request.list_id)
    if len(contacts) > MOST:
        raise UsageError(
            f"{len(contacts):,} contacts have no link; one by one, {MOST} get theirs at most.",
            detail="Each would be a distribution of its own.",
            hint="Generate links for the whole list instead: everybody gets a new one, and the old"
            " ones go on working.",
        )
    done = MissingMade(made={}, jobs=[])
    for number, contact in enumerate(contacts):
        stop.check()
        report(Progress("Generating links", number, len(contacts)))
        job = await create_generation(
            session,
            LinksRequest(
                survey=request.survey,
                list_id=request.list_id,
                directory=request.directory,
                expires=request.expires,
                description=request.description,
                contact=contact,
            ),
        )
        try:
            result = await run_generation(session, job, stop=stop)
        except (InvalidRequest, NotFound) as error:
            if number == 0:
                said = error.service_text or error.user_message
                raise SingleLinksRefused(len(contacts), f"It answered: {said}") from error
            raise
        distribution = result.distribution or ""
        if number == 0:
            await _require_one(session, distribution, len(contacts))
        done.made[contact] = distribution
        done.jobs.append(job)
        made(contact, distribution)
    return done


async def _require_one(session: Session, distribution: str, count: int) -> None:
    """Make sure that the first one was made for one contact and not for the whole list.

    Reading the history has no effect on anybody, unlike reading the links (D.4, D.5).
    """
    recipients = 0
    try:
        async for page in session.client.pages(list_history(distribution)):
            recipients += len(page.items)
            if recipients > 1:
                raise SingleLinksRefused(
                    count - 1,
                    f"It took the first call and made links for the whole list ({distribution});"
                    " the job can be undone.",
                )
    except ApiError:
        # Brands without a history cannot be asked; the call itself was taken.
        return
