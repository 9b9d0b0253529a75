"""Undo the generation of links: its distribution is deleted, and the links end with it (D.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import distributions
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.outcomes import PlanState
from qualtrics_desk.services import lineage
from qualtrics_desk.services.distributions.removing import run_removal
from qualtrics_desk.services.engine.plan import Forecast
from qualtrics_desk.services.links.generate import LinksRequest, LinksResult

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job

KIND = "links undo"
_NOTE = (
    "The distribution is deleted. Its links stop working for everybody, answers that came stay;"
    " this cannot be undone."
)


async def create_links_undo(session: Session, parent: Job) -> int:
    """Write the job; returns its id.

    Raises:
        UsageError: When it is not known which distribution was made.
    """
    distribution = (parent.result or {}).get("distributionId")
    if not distribution:
        raise UsageError(
            f"It is not known which links job {parent.id} made.",
            hint=f"`qualtrics-desk jobs resume {parent.id}` finds out.",
        )
    request = msgspec.convert(parent.options["request"], LinksRequest)
    return await session.create_job_after(
        parent,
        KIND,
        lineage.UNDO,
        {"distribution": distribution, "survey": request.survey},
    )


def forecast_links_undo() -> Forecast:
    """What it will do."""
    return Forecast(
        rows=1,
        live=0,
        states={PlanState.REMOVED: 1},
        chunks=0,
        single_calls=1,
        changed_share=0.0,
        share_exceeded=False,
        protected={},
        notes=(_NOTE,),
    )


async def run_links_undo(session: Session, job: Job) -> LinksResult:
    """Delete the distribution; one that is gone already is as good. The caller holds the lease.

    Raises:
        ApiError: When the service refuses.
    """
    distribution = str(job.options["distribution"])
    request = distributions.delete_distribution(distribution, str(job.options["survey"]))
    return await run_removal(session, job, distribution, request)
