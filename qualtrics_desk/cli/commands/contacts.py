"""`contacts import`, `contacts export`, and a recipe of an import."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.cli.commands.exporting import exported
from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import Output, several, table
from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import DeskError, UsageError
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.services import export_contacts, job_runs
from qualtrics_desk.services.imports import contacts, proposal

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from qualtrics_desk.domain.recipes import Recipe
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.job_runs import JobPlan, JobResult
    from qualtrics_desk.services.links.generate import LinksResult
    from qualtrics_desk.services.session import Session


async def import_(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Bring a file of contacts into a list."""
    source = await asyncio.to_thread(existing, arguments.file)
    if arguments.mapping is not None:
        recipe = await asyncio.to_thread(proposal.load_recipe, arguments.mapping)
        recipe = msgspec.structs.replace(
            recipe, list=recipes.ListChoice(id=arguments.list_id, directory=arguments.directory)
        )
    else:
        recipe = await asyncio.to_thread(
            proposal.propose_recipe, source, arguments.list_id, arguments.directory
        )
        output.say(_mapping_text(recipe))
    if arguments.key is not None:
        fields = tuple(field.strip() for field in arguments.key.split(","))
        recipe = proposal.with_key(recipe, fields)
    if arguments.keep_blanks:
        recipe = msgspec.structs.replace(recipe, blanks=recipes.Blanks.KEEP)
    if arguments.save_recipe is not None:
        await asyncio.to_thread(proposal.save_recipe, arguments.save_recipe, recipe)
    if arguments.mapping is None:
        # Nobody chose a limit of this import: that of the profile counts.
        recipe = msgspec.structs.replace(recipe, share_limit=100.0)
    return await _import(arguments, output, stop, source, recipe)


async def run_recipe(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Do again what a recipe says, with its own file or another one."""
    recipe = await asyncio.to_thread(proposal.load_recipe, arguments.recipe)
    named = arguments.file
    if named is None:
        if recipe.source is None:
            raise UsageError("The recipe names no file.", hint="Name one behind the recipe.")
        # A path in a recipe is meant from where the recipe lies.
        named = arguments.recipe.parent / recipe.source
    source = await asyncio.to_thread(existing, named)
    return await _import(arguments, output, stop, source, recipe)


async def export(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Write the contacts of a list to a file."""
    out = await asyncio.to_thread(arguments.out.absolute)
    async with session_of(arguments, output) as session:
        with exported(out, output):
            done = await export_contacts.export_contacts(
                session,
                arguments.list_id,
                out,
                directory=arguments.directory,
                by_job=arguments.by_job,
                stop=stop,
                report=output.progress,
            )
    for warning in done.warnings:
        output.warn(warning)
    output.document(
        msgspec.to_builtins(done), f"Wrote {several(done.rows, 'contact')} to {done.file}."
    )
    return Exit.DONE


async def _import(
    arguments: Namespace, output: Output, stop: Stop, source: Path, recipe: Recipe
) -> int:
    options = contacts.ImportOptions(
        results=await asyncio.to_thread(folder_of, arguments.results),
        allow_resubscribe=arguments.allow_resubscribe,
        allow_blanking=arguments.allow_blanking,
        allow_share=arguments.allow_share,
        dry_run=arguments.dry_run,
        take_unknown=arguments.unknown,
    )
    async with session_of(arguments, output) as session:
        job = await contacts.create_import(session, source, recipe, options)
        try:
            plan = await job_runs.plan_job(session, job, stop=stop, report=output.progress)
        except (DeskError, asyncio.CancelledError):
            # Nothing was sent, so there is nothing to resume.
            await job_runs.discard_job(session, job)
            raise
        return await confirm_and_run(session, plan, output, stop, arguments)


async def confirm_and_run(
    session: Session, plan: JobPlan, output: Output, stop: Stop, arguments: Namespace
) -> int:
    """Show the plan, ask, send, and tell what became of it."""
    dry_run = getattr(arguments, "dry_run", False)
    output.say(plan_text(plan))
    if dry_run:
        await job_runs.discard_job(session, plan.job)
        if output.as_json:
            output.document(_plan_document(plan), "")
        return Exit.DONE
    if plan.forecast.sent:
        try:
            require_writable(session)
            if not arguments.yes:
                await asyncio.to_thread(_require_consent, plan, output)
        except DeskError:
            await job_runs.discard_job(session, plan.job)
            raise
    try:
        await job_runs.confirm_job(session, plan.job)
    except UsageError:
        await job_runs.discard_job(session, plan.job)
        raise
    return await run_job(session, plan.job, output, stop)


async def run_job(session: Session, job: int, output: Output, stop: Stop) -> int:
    """Drive a confirmed job to its end and tell what became of it."""
    try:
        result = await job_runs.run_job(session, job, stop=stop, report=output.progress)
    except (DeskError, asyncio.CancelledError):
        output.warn(f"Go on with: qualtrics-desk jobs resume {job}")
        raise
    output.document(msgspec.to_builtins(result), result_text(result))
    failed = any(
        count and Outcome(outcome).counts_as_failed for outcome, count in result.counts.items()
    )
    return Exit.ROWS_FAILED if failed else Exit.DONE


def plan_text(plan: JobPlan) -> str:
    """What would happen, for people."""
    forecast = plan.forecast
    lines = []
    where, one = _COMPARED.get(plan.kind, ("list", "contact"))
    if plan.intake is not None:
        lines.append(
            f"The file has {several(forecast.rows, 'row')}, the {where}"
            f" {several(forecast.live, one)}."
        )
        lines.extend(f"Note: {warning}" for warning in plan.intake.warnings)
        lines.extend(
            f"Note: {several(count, 'row')}: {rule}."
            for rule, count in sorted(plan.intake.findings.items())
        )
    lines.extend(f"Note: {note}" for note in (*forecast.notes, *forecast.undo_limits))
    lines.append(
        table(("Plan", "Rows"), [(state, f"{n:,}") for state, n in forecast.states.items()])
    )
    lines.extend(f"{several(count, 'row')}: {text}" for text, count in forecast.protected.items())
    ways = [
        several(amount, name)
        for amount, name in (
            (forecast.chunks, "import request"),
            (forecast.single_calls, "single call" if plan.intake is None else "single update"),
        )
        if amount
    ]
    lines.append(
        f"{several(forecast.sent, 'row')} to send, in {' and '.join(ways)}."
        if forecast.sent
        else "There is nothing to send."
    )
    if forecast.minutes >= 1:
        lines.append(f"The single calls take about {several(round(forecast.minutes), 'minute')}.")
    return "\n".join(lines)


_COMPARED = {
    "users import": ("brand", "user"),
    "groups import": ("brand", "group"),
    "members import": ("groups of the file", "member"),
}
"""What the rows of a file are compared with, and what that has."""


def result_text(result: JobResult | LinksResult) -> str:
    """What became of the rows, for people."""
    rows = [(outcome, f"{count:,}") for outcome, count in result.counts.items() if count]
    files = "\n".join(f"{kind}: {path}" for kind, path in result.files.items())
    parts = [f"Job {result.job} is {result.state}."]
    parts.append(table(("Outcome", "Rows"), rows) if rows else "There were no rows.")
    return "\n".join([*parts, files])


def _plan_document(plan: JobPlan) -> dict[str, Any]:
    return {
        "job": None,
        "state": "planned",
        "forecast": msgspec.to_builtins(plan.forecast),
        "warnings": [] if plan.intake is None else plan.intake.warnings,
        "findings": {} if plan.intake is None else plan.intake.findings,
    }


def _mapping_text(recipe: Recipe) -> str:
    rows = [
        (" + ".join(rule.columns) or f"“{rule.constant}”", rule.target)
        for rule in recipe.mapping.rules
    ]
    left = f"\nLeft out: {', '.join(recipe.mapping.ignored)}" if recipe.mapping.ignored else ""
    key = f"\nRows are matched by {' and '.join(recipe.key)}."
    return table(("Column", "Goes to"), rows) + left + key


def _require_consent(plan: JobPlan, output: Output) -> None:
    question = f"Send {several(plan.forecast.sent, 'row')}? Type yes to send: "
    if output.ask(question).casefold() not in {"y", "yes"}:
        raise UsageError(
            "Nothing was sent.", hint="--yes sends without asking; --dry-run only shows the plan."
        )


def existing(path: Path) -> Path:
    """A file that is there, absolute.

    Raises:
        UsageError: It is not.
    """
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    return path.absolute()


def folder_of(path: Path | None) -> str | None:
    """The folder for result files, made where it is missing.

    Raises:
        UsageError: When it cannot be made.
    """
    if path is None:
        return None
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"The folder {path} cannot be made.", detail=str(error.strerror or error)
        ) from error
    return str(path.absolute())
