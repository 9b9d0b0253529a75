"""`responses …`: exports, filters, fields, and single responses."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints.single_responses import get_schema
from qualtrics_desk.cli.commands.areas import agree
from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit, exit_of
from qualtrics_desk.cli.output import facts
from qualtrics_desk.domain.errors import DeskError, UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.response_exports import ResponseExportOptions
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.domain.time_counts import bars_of, span_for
from qualtrics_desk.services import surveys
from qualtrics_desk.services.engine.progress import Progress
from qualtrics_desk.services.responses import importing, single
from qualtrics_desk.services.responses.export import ResponsesExport, list_filters
from qualtrics_desk.services.responses.over_time import count_recorded
from qualtrics_desk.services.responses.queue import export_surveys

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.responses.queue import QueuedExport
    from qualtrics_desk.services.session import Session


async def export(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Export the responses of one or many surveys, each into a file of its own."""
    options = options_of(arguments)
    options.require_fit()
    out = await asyncio.to_thread(arguments.out.absolute)
    await asyncio.to_thread(_make_folder, out)
    async with session_of(arguments, output) as session:
        wanted = await _surveys(session, arguments, output, stop)
        wishes = [ResponsesExport(survey=one, out=out, options=options) for one in wanted]
        outcomes = await export_surveys(
            session,
            wishes,
            stop=stop,
            report=lambda survey, progress: output.progress(
                Progress(f"{survey}: {progress.phase}", progress.done, progress.total)
            ),
            only_new=arguments.only_new,
        )
    return _tell(outcomes, output)


def _tell(outcomes: Sequence[QueuedExport], output: Output) -> int:
    failed = [one.error for one in outcomes if one.error is not None]
    made = [one.done for one in outcomes if one.done is not None]
    left = len(outcomes) - len(failed) - len(made)
    output.items(
        (
            {
                "surveyId": one.wish.survey,
                "file": None if one.done is None else one.done.file,
                "size": None if one.done is None else one.done.size,
                "error": None if one.error is None else one.error.user_message,
            }
            for one in outcomes
        ),
        (("surveyId", "Survey"), ("size", "Bytes"), ("file", "File"), ("error", "Problem")),
    )
    for outcome in outcomes:
        if outcome.error is not None:
            output.warn(f"{outcome.wish.survey}:")
            output.error(outcome.error)
    if left:
        output.warn(
            f"Stopped before {several(left, 'survey')}: run the same command again to go on."
        )
        return Exit.STOPPED
    if len(failed) == 1 == len(outcomes) and isinstance(failed[0], DeskError):
        return exit_of(failed[0])
    return Exit.ROWS_FAILED if failed else Exit.DONE


async def _surveys(session: Session, arguments: Namespace, output: Output, stop: Stop) -> list[str]:
    if not arguments.all:
        if not arguments.surveys:
            raise UsageError("No survey is named.", hint="Name some, or say --all.")
        return list(dict.fromkeys(arguments.surveys))
    found = await surveys.list_surveys(session, stop=stop, report=output.progress, warn=output.warn)
    return [str(one["id"]) for one in found]


async def count(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Say how many responses of a survey were recorded when."""
    since = None if arguments.since is None else _moment(arguments.since)
    async with session_of(arguments, output) as session:
        found = await count_recorded(
            session, arguments.survey, since=since, stop=stop, report=output.progress
        )
    bars = []
    if found.days:
        first = min(found.days) if since is None else since.astimezone().date()
        last = max(found.days)
        bars = bars_of(found.days, arguments.by or span_for(first, last), first, last)
    output.items(
        [
            {"from": bar.first.isoformat(), "to": bar.last.isoformat(), "responses": bar.amount}
            for bar in bars
        ],
        (("from", "From"), ("to", "To"), ("responses", "Responses")),
    )
    if found.undated:
        output.warn(f"{several(found.undated, 'response')} without a date are left out.")
    return Exit.DONE


async def filters(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """List the filters that you made in Qualtrics for a survey."""
    async with session_of(arguments, output) as session:
        found = await list_filters(session, arguments.survey)
    output.items((one.raw for one in found), (("filterId", "Id"), ("filterName", "Name")))
    return Exit.DONE


async def import_(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Bring responses from a file into a survey, after a check; or rehearse it with one row."""
    file = await asyncio.to_thread(arguments.file.absolute)
    async with session_of(arguments, output) as session:
        check = await importing.check_file(session, arguments.survey, file)
        told = [f"{several(check.rows, 'row')} in {several(check.parts, 'part')}."]
        told.append(f"Taken: {', '.join(check.taken)}")
        if check.dropped:
            told.append(f"Dropped, the survey has no such field: {', '.join(check.dropped)}")
        if check.own:
            told.append(f"Made anew by the service: {', '.join(check.own)}")
        if arguments.dry_run:
            output.document(msgspec.to_builtins(check), "\n".join(told))
            return Exit.DONE
        require_writable(session)
        output.warn("\n".join(told))
        if arguments.rehearse:
            agree(arguments, output, "Store the first row and delete it again?")
            found = await importing.rehearse(session, check)
            lost = [
                f"{name}: sent “{old}”, kept “{new}”" for name, (old, new) in found.lost.items()
            ]
            output.document(
                msgspec.to_builtins(found),
                "\n".join(["The row was stored, read back and deleted.", *lost]),
            )
            return Exit.ROWS_FAILED if found.lost else Exit.DONE
        agree(arguments, output, f"Import {several(check.rows, 'response')}?")
        done = await importing.import_file(session, check, stop=stop, report=output.progress)
    output.document(
        msgspec.to_builtins(done),
        f"Imported {several(done.rows, 'row')}. The service reports no single rows.",
    )
    return Exit.DONE


async def fields(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """List the fields of a survey's responses."""
    async with session_of(arguments, output) as session:
        reply = await session.client.send(get_schema(arguments.survey), urgent=True)
    output.items(
        ({"field": name, **told} for name, told in reply.value.fields.items()),
        (("field", "Field"), ("dataType", "Kind"), ("description", "What it is")),
    )
    return Exit.DONE


async def show(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Show one response."""
    async with session_of(arguments, output) as session:
        found = await single.look_up(session, arguments.survey, arguments.response)
    output.document(found.raw, facts([(one.name, _told(one)) for one in found.fields]))
    return Exit.DONE


def _told(field: single.FieldValue) -> str:
    value = f"{field.value} ({field.label})" if field.label else field.value
    return f"{value}  · {field.text}" if value and field.text else value


async def correct(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Correct embedded data of one response."""
    pairs = [one.partition("=") for one in arguments.values]
    if not all(sign for _, sign, _ in pairs):
        raise UsageError("A correction is written FIELD=VALUE.")
    async with session_of(arguments, output) as session:
        require_writable(session)
        seen = await single.look_up(session, arguments.survey, arguments.response)
        _, before = await single.correct(
            session, seen, {name: text for name, _, text in pairs}, moves=arguments.as_new
        )
    output.document(
        {"responseId": seen.id, "changed": sorted(before), "before": before},
        f"Corrected {', '.join(sorted(before))}." if before else "It was so already.",
    )
    return Exit.DONE


async def delete(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Delete one response, after asking."""
    async with session_of(arguments, output) as session:
        require_writable(session)
        agree(arguments, output, f"Delete the response {arguments.response} for good?")
        gone = await single.delete(
            session, arguments.survey, arguments.response, quotas=arguments.quotas
        )
    text = f"Deleted {arguments.response}." if gone else "It was gone already."
    output.document({"responseId": arguments.response, "deleted": gone}, text)
    return Exit.DONE


def options_of(arguments: Namespace) -> ResponseExportOptions:
    """What is asked of the service.

    Raises:
        UsageError: When a date is none.
    """
    given: dict[str, Any] = {
        name: value
        for name in ResponseExportOptions.__struct_fields__
        if (value := getattr(arguments, f"option_{name}", None)) is not None
    }
    for name in ("question_ids", "embedded_ids", "metadata_ids"):
        if name in given:
            given[name] = tuple(part.strip() for part in given[name].split(",") if part.strip())
    for name in ("start", "end"):
        if name in given:
            given[name] = _moment(given[name])
    return msgspec.structs.replace(ResponseExportOptions(), **given)


def _moment(text: str) -> datetime:
    """A date at its beginning, or a date and time; without a zone in the person's own."""
    try:
        return datetime.combine(date.fromisoformat(text.strip()), time()).astimezone()
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            f"“{text}” is no date.", hint="Write 2027-01-31, 2027-01-31T18:00 or …T18:00+01:00."
        ) from error
    return moment.astimezone() if moment.tzinfo is None else moment


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out} is no folder.", detail=reason_of(error)) from error
