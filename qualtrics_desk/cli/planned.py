"""From a plan to what came of it, on the command line: planned, shown, agreed to, sent."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.cli.connect import require_writable
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import Output, table
from qualtrics_desk.domain.errors import DeskError, UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.services import job_runs
from qualtrics_desk.services.engine.judge import PROTECTED

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping
    from pathlib import Path

    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.job_runs import JobPlan, JobResult
    from qualtrics_desk.services.links.generate import LinksResult
    from qualtrics_desk.services.session import Session


async def plan_job(session: Session, job: int, output: Output, stop: Stop) -> JobPlan:
    """Plan a job that was made for this; where that fails nothing of it stays.

    Raises:
        DeskError: When it cannot be planned.
    """
    try:
        return await job_runs.plan_job(session, job, stop=stop, report=output.progress)
    except (DeskError, asyncio.CancelledError):
        # Nothing was sent, so there is nothing to resume.
        await job_runs.discard_job(session, job)
        raise


async def confirm_and_run(
    session: Session, plan: JobPlan, output: Output, stop: Stop, arguments: Namespace
) -> int:
    """Show the plan, ask, send, and tell what became of it."""
    dry_run = getattr(arguments, "dry_run", False)
    output.say(plan_text(plan))
    # What is wrong with the rows of a file was said by its rules.
    reasons = await _reasons(session, plan.job) if plan.intake is None else {}
    if reasons:
        output.say(_reasons_text(reasons))
    if dry_run:
        await job_runs.discard_job(session, plan.job)
        if output.as_json:
            output.document({**_plan_document(plan), "reasons": reasons}, "")
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
    document, text = msgspec.to_builtins(result), result_text(result)
    if isinstance(result, job_runs.JobResult):
        document["reasons"] = await _reasons(session, job)
        text = "\n".join(part for part in (text, _reasons_text(document["reasons"])) if part)
    output.document(document, text)
    failed = any(
        count and Outcome(outcome).counts_as_failed for outcome, count in result.counts.items()
    )
    return Exit.ROWS_FAILED if failed else Exit.DONE


async def _reasons(session: Session, job: int) -> dict[str, int]:
    """Why rows failed, or are unknown, with the number of rows.

    What stood in the cells is left out: answers of commands end in logs. Result files have it.
    """
    counts: Counter[str] = Counter()
    for text, count in await asyncio.to_thread(session.journal.ledger.reasons, job, _MOST_TEXTS):
        counts[_QUOTED.sub("“…”", text)] += count
    return dict(counts.most_common(_MOST_REASONS))


def _reasons_text(reasons: Mapping[str, int]) -> str:
    return "\n".join(f"{several(count, 'row')}: {text}" for text, count in reasons.items())


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
    lines.extend(
        f"{several(count, 'row')}: {text}{_ALLOWED_BY.get(text, '')}"
        for text, count in forecast.protected.items()
    )
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


_MOST_REASONS, _MOST_TEXTS = 10, 1_000
_QUOTED = re.compile("“[^”]*”")
_ALLOWED_BY = {
    PROTECTED["share"]: " (--allow-share PERCENT)",
    PROTECTED["would re-subscribe"]: " (--allow-resubscribe)",
    PROTECTED["would blank"]: " (--allow-blanking)",
}
"""What sends rows that are held back, by the words for the reason."""
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
        raise UsageError(f"The folder {path} cannot be made.", detail=reason_of(error)) from error
    return str(path.absolute())
