"""What must be clear before the links of a distribution are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.api.endpoints import distributions
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services.lists import find_list

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session


def is_harmless(distribution: Distribution) -> bool:
    """Whether it was made as links, so that reading them resets no dates of e-mails (D.5)."""
    return distribution.request_type == distributions.GENERATED_INVITE


def require_links(distribution: Distribution, named: str, consent: str | None) -> None:
    """The guard: links are only read where reading was meant (D.5).

    Args:
        distribution: What the service says of it.
        named: The id the person named.
        consent: The id of the distribution for which the effect of reading is wanted.

    Raises:
        UsageError: When it was not made as links and nobody consented.
    """
    if is_harmless(distribution):
        return
    if consent == named:
        return
    raise UsageError(
        f"The distribution {named} was not made as personal links"
        f" (it is of the type {distribution.request_type or 'unknown'}).",
        detail="Reading its links resets the e-mail status dates of its recipients to now and"
        " counts for contact frequency.",
        hint=f"If that is what you want, repeat the command with --reset-email-status {named}.",
    )


async def place_of(session: Session, distribution: Distribution) -> Place | None:
    """The list that a distribution went to, or None where it cannot be found."""
    list_id = distribution.mailing_list_id
    if list_id is None:
        return None
    try:
        return await find_list(session.client, list_id)
    except UsageError:
        # Deleted, a sample, or of somebody else: the links can be read all the same.
        return None
