"""Import contacts: what an import is beside the run that all jobs share (design.md 3)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.services.engine.judge import Consents, PlanRules
from qualtrics_desk.services.engine.plan import Forecast, Limits, make_plan
from qualtrics_desk.services.imports.intake import Intake, mend, take_in, take_over
from qualtrics_desk.services.imports.live_list import read_settled_list
from qualtrics_desk.services.imports.result_files import result_paths, write_result_files
from qualtrics_desk.services.lineage import RETRY
from qualtrics_desk.services.lists import find_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.recipes import Recipe
    from qualtrics_desk.services.engine.progress import Report, Stop
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.staging.mended import MendedCell
    from qualtrics_desk.store.staging.staging import Staging

KIND = recipes.KIND
_CRITERIA = {"externalDataReference": "extRef"}
"""Names of the directory's criteria (D.6) that differ from those of contacts (D.8, F.18)."""


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decides for one job and never in a recipe.

    Attributes:
        results: Folder of the result files; None: beside the source.
        allow_resubscribe: Consent to take opt-outs back.
        allow_blanking: Consent to empty filled fields.
        allow_share: Percentage of the list that may change in this job, or None for the recipe's.
        limits: How large one bulk request may be.
        deduplication: Fields the directory matches by, as found when the job was made.
        dry_run: The person wanted to see the plan only; whoever resumes the job sends nothing.
        take_unknown: Whether rows that an earlier result file marks as of unknown fate are sent.
    """

    results: str | None = None
    allow_resubscribe: bool = False
    allow_blanking: bool = False
    allow_share: float | None = None
    limits: Limits = Limits()
    deduplication: tuple[str, ...] = ()
    dry_run: bool = False
    take_unknown: bool = False


async def create_import(
    session: Session, source: Path, recipe: Recipe, options: ImportOptions
) -> int:
    """Write a job in state `planning`; returns its id. Sends nothing that writes.

    Args:
        session: The profile at work.
        source: The file, absolute: another process may resume the job from another folder.
        recipe: What goes where, and the rules.
        options: What is decided for this job only.

    The share limit of the recipe counts as far as the profile allows it.

    Raises:
        UsageError: When the list is not there.
    """
    place = await find_list(session.client, recipe.list.id, recipe.list.directory)
    matching = place.directory.matching_fields or ()
    options = msgspec.structs.replace(
        options, deduplication=tuple(_CRITERIA.get(field, field) for field in matching)
    )
    pinned = msgspec.structs.replace(
        recipe,
        share_limit=min(recipe.share_limit, session.limits.share_percent),
        list=recipes.ListChoice(
            id=recipe.list.id,
            name=place.list.name or "",
            directory=place.directory.directory_id,
        ),
    )
    return await session.create_job(
        KIND,
        msgspec.to_builtins(options),
        directory=place.directory.directory_id,
        list_id=recipe.list.id,
        list_name=place.list.name,
        source=str(source),
        recipe=recipes.to_toml(pinned),
    )


async def plan_rows(
    session: Session, job: Job, staging: Staging, stop: Stop, report: Report
) -> tuple[Forecast, Intake]:
    """Read the file and the live list, and say what would happen to each row.

    A retry reads no file: its rows were taken over from its parent.

    Raises:
        DeskError: When the file or the list cannot be read.
    """
    recipe = recipes.from_toml(job.recipe or "")
    taken_out = await asyncio.to_thread(staging.taken_out.count)
    if job.relation == RETRY:
        if job.header is None:
            raise StoreError(
                f"The working copy of job {job.id} is not whole.",
                hint="Nothing was sent. Discard the job and begin again.",
            )
        intake = await take_over(job.header, recipe, staging, stop=stop, report=report)
    else:
        options = msgspec.convert(job.options, ImportOptions)
        intake = await take_in(
            Path(job.source or ""),
            recipe,
            staging,
            stop=stop,
            report=report,
            take_unknown=options.take_unknown,
        )
        await asyncio.to_thread(session.journal.jobs.set_header, job.id, intake.header)
    rules = rules_of(job)
    await read_settled_list(session, job, staging, rules.key, stop, report)
    await asyncio.to_thread(staging.match_known)
    forecast = await plan_again(session, job, staging, stop, report)
    if taken_out and job.relation != RETRY:
        note = (
            f"Rows that had been taken out are in the plan again ({taken_out:,}), as the file was"
            " read anew."
        )
        forecast = msgspec.structs.replace(forecast, notes=(*forecast.notes, note))
    return forecast, intake


async def was_read(session: Session, job: Job, staging: Staging) -> bool:
    """Whether file and list lie whole in staging: the job was planned to the end before."""
    rows = await asyncio.to_thread(staging.row_count)
    planned = await asyncio.to_thread(session.journal.ledger.counts, job.id)
    return rows > 0 and sum(planned.values()) == rows


async def mend_rows(job: Job, staging: Staging, cells: Sequence[MendedCell]) -> Intake:
    """Mend cells of the staged rows; these and no others are mended then."""
    recipe = recipes.from_toml(job.recipe or "")
    intake = await mend(job.header or [], recipe, staging, cells)
    await asyncio.to_thread(staging.match_known)
    return intake


async def plan_again(
    session: Session, job: Job, staging: Staging, stop: Stop, report: Report
) -> Forecast:
    """Judge rows and list as they lie in staging by the rules and consents of the job."""
    return await make_plan(
        staging,
        session.journal.ledger,
        job.id,
        rules_of(job),
        limits_of(job),
        stop=stop,
        report=report,
    )


def with_consents(job: Job, consents: Consents) -> dict[str, Any]:
    """The options of a job with other consents."""
    options = msgspec.convert(job.options, ImportOptions)
    changed = msgspec.structs.replace(
        options,
        allow_resubscribe=consents.allow_resubscribe,
        allow_blanking=consents.allow_blanking,
        allow_share=consents.allow_share,
    )
    found: dict[str, Any] = msgspec.to_builtins(changed)
    return found


def limits_of(job: Job) -> Limits:
    """How large one bulk request of a job may be."""
    return msgspec.convert(job.options, ImportOptions).limits


async def write_results(session: Session, job: Job, staging: Staging) -> dict[str, str]:
    """Write the result files beside the source or into the chosen folder."""
    options = msgspec.convert(job.options, ImportOptions)
    folder = Path(options.results) if options.results else None
    paths = result_paths(Path(job.source or ""), job.id, folder)
    await asyncio.to_thread(
        write_result_files, job.id, job.header or [], paths, session.journal.ledger, staging
    )
    return {kind: str(path) for kind, path in paths.items()}


def rules_of(job: Job) -> PlanRules:
    """The rules that the recipe of a job and its consents make."""
    recipe = recipes.from_toml(job.recipe or "")
    options = msgspec.convert(job.options, ImportOptions)
    return _rules(recipe, options)


def _rules(recipe: Recipe, options: ImportOptions) -> PlanRules:
    share = recipe.share_limit if options.allow_share is None else options.allow_share
    return PlanRules(
        key=tuple(field for field in recipe.key if field in recipe.mapping.targets()),
        duplicates=recipe.duplicates,
        blanks=recipe.blanks,
        share_limit=share,
        allow_resubscribe=options.allow_resubscribe,
        allow_blanking=options.allow_blanking,
        deduplication=options.deduplication,
    )
