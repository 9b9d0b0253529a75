"""The distributions of a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.api.endpoints import distributions

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.services.session import Session


async def list_distributions(session: Session, survey: str) -> list[Distribution]:
    """Every distribution of a survey; none where it has only the anonymous link (D.4)."""
    found: list[Distribution] = []
    async for page in session.client.pages(distributions.list_distributions(survey)):
        found.extend(page.items)
    return found
