"""Which links of a distribution are wanted: who has not answered, who opted out, any field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.endpoints.distributions import Link, list_history
from qualtrics_desk.domain.contacts import normalise
from qualtrics_desk.domain.errors import StatusError, UsageError
from qualtrics_desk.domain.respondents import Stage, stage_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop

if TYPE_CHECKING:
    from qualtrics_desk.domain.link_layouts import LinkLayout
    from qualtrics_desk.services.session import Session

Wanted = Callable[[dict[str, Any], Sequence[str]], bool]
"""Whether a link is wanted, from the link and the cells of the fields that are asked about."""


async def answered_of(
    session: Session, distribution: str, *, stop: Stop, report: Report
) -> frozenset[str]:
    """The contacts who have finished, by all ids the history names; reading it has no effect.

    Raises:
        UsageError: When this brand lets nobody read the history.
    """
    found: set[str] = set()
    done = 0
    try:
        async for page in session.client.pages(list_history(distribution)):
            stop.check()
            for entry in page.items:
                if stage_of(entry.status) is Stage.FINISHED or entry.response_id:
                    found.update(one for one in (entry.contact_id, entry.contact_lookup_id) if one)
            done += len(page.items)
            report(Progress("Reading who has answered", done))
    except StatusError as error:
        raise UsageError(
            "It cannot be told who has answered: the history of the distribution cannot be read.",
            detail=error.service_text or error.user_message,
            hint="Leave the filter out, or make the status sheet, which asks the responses, too.",
        ) from error
    return frozenset(found)


def fields_of(layout: LinkLayout) -> tuple[str, ...]:
    """The fields that conditions ask about."""
    return tuple(dict.fromkeys(one.field for one in layout.where))


def wanted_by(layout: LinkLayout, answered: frozenset[str]) -> Wanted | None:
    """The condition of a layout, or None where every link is wanted."""
    if not layout.only and not layout.where:
        return None
    now = datetime.now(UTC)
    fields = fields_of(layout)
    conditions = [
        (fields.index(one.field), frozenset(normalise(value) for value in one.values))
        for one in layout.where
    ]

    def wanted(raw: dict[str, Any], cells: Sequence[str]) -> bool:
        link = Link.from_raw(raw)
        for word in layout.only:
            ends = link.link_expiration
            holds = {
                "unanswered": link.contact_id not in answered and link.lookup_id not in answered,
                "opted out": bool(link.unsubscribed),
                "not opted out": not link.unsubscribed,
                "not expired": ends is None or ends > now,
            }[word]
            if not holds:
                return False
        return all(normalise(cells[place]) in values for place, values in conditions)

    return wanted
