"""The distributions of a survey, and the lists that links can be made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import distributions
from qualtrics_desk.services.lists import all_directories, all_lists

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.services.session import Session


class ListChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A list that links can be made for.

    Attributes:
        directory: The id of its directory.
        list_id: Its id.
        name: Its name.
        count: Its contacts, as the service counts them (approximate), or None.
    """

    directory: str
    list_id: str
    name: str
    count: int | None = None


async def list_distributions(session: Session, survey: str) -> list[Distribution]:
    """Every distribution of a survey; none where it has only the anonymous link (D.4)."""
    found: list[Distribution] = []
    async for page in session.client.pages(distributions.list_distributions(survey)):
        found.extend(page.items)
    return found


async def one_distribution(session: Session, survey: str, distribution: str) -> Distribution:
    """One distribution; the list of them lags behind what was made a moment ago (F.90)."""
    request = distributions.get_distribution(distribution, survey)
    return (await session.client.send(request, urgent=True)).value


async def list_choices(session: Session) -> list[ListChoice]:
    """The lists of all directories, by name."""
    found = [
        ListChoice(
            directory=directory.directory_id or "",
            list_id=item.mailing_list_id or "",
            name=item.name or item.mailing_list_id or "",
            count=item.contact_count,
        )
        for directory in await all_directories(session.client)
        async for item in all_lists(session.client, directory)
    ]
    return sorted(found, key=lambda one: one.name.casefold())
