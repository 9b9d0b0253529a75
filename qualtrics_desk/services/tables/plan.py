"""The rows of a job, to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.mapping import column_names
from qualtrics_desk.services.roster import rosters
from qualtrics_desk.store.staging.plan_rows import PlanRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.journal.journal import Journal
    from qualtrics_desk.store.paths import Home


def open_plan_rows(
    home: Home, journal: Journal, job_id: int, *, shows: Literal["plan", "outcome"] = "plan"
) -> PlanRows:
    """Open the rows of a job; blocks.

    Args:
        home: Where files are kept.
        journal: The journal.
        job_id: The job; its file was read.
        shows: What the state of a row is.

    Raises:
        StoreError: When there is no such job, or its working copy is gone.
    """
    job = journal.jobs.get(job_id)
    staging = home.staging(job_id)
    if not staging.exists():
        raise StoreError(
            f"The working copy of job {job_id} is gone.",
            detail="It lies in the folder “staging”.",
            hint="The result files, if the job wrote any, still say what became of each row.",
        )
    header = job.header or []
    return PlanRows(
        staging, home.journal, job_id, header, targets=_targets(job, header), shows=shows
    )


def _targets(job: Job, header: Sequence[str]) -> dict[str, int]:
    """The first column that fills each place of a contact, or each field of a user or group."""
    places = {name: place for place, name in enumerate(column_names(header))}
    if job.kind in rosters.IMPORTS:
        columns: dict[str, str] = job.options.get("columns", {})
        return {field: places[name] for name, field in columns.items() if name in places}
    if job.recipe is None:
        return {}
    return {
        rule.target: places[rule.columns[0]]
        for rule in recipes.from_toml(job.recipe).mapping.rules
        if rule.columns and rule.columns[0] in places
    }
