"""`distributions …`: lists, histories, sending, deleting what waits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.cli.commands.keeping import keep_recipe
from qualtrics_desk.cli.commands.links import moment_of
from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.domain.rows import Comparison, Filter, Sort, View
from qualtrics_desk.services.distributions import deleting, sending
from qualtrics_desk.services.distributions.history import read_history
from qualtrics_desk.services.distributions.listing import PROBLEM, STATS, read_distributions
from qualtrics_desk.services.tables.reading import opened

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.distributions.making import Made
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.session import Session

_COLUMNS = (
    ("id", "Id"),
    ("kind", "Type"),
    ("status", "Status"),
    ("listName", "List"),
    ("sendDate", "Sent or made"),
    ("expirationDate", "Links end"),
    ("sent", "Sent"),
    ("finished", "Finished"),
    (PROBLEM, "Problem"),
)
_EXPIRING = (
    ("daysLeft", "Days"),
    ("expirationDate", "Links end"),
    ("surveyName", "Survey"),
    ("listName", "List"),
    ("kind", "Type"),
    ("id", "Id"),
)
_HISTORY = (
    ("contactId", "Contact"),
    ("status", "Status"),
    ("sentAt", "Sent"),
    ("openedAt", "Opened"),
    ("responseStartedAt", "Started"),
    ("responseCompletedAt", "Finished"),
    ("responseId", "Response"),
)
_NONE = "None. A survey that was only shared by its anonymous link has no distribution."


async def list_(arguments: Namespace, output: Output, stop: Stop) -> int:
    """List the distributions of a survey."""
    await keep_recipe(arguments, output)
    async with session_of(arguments, output) as session:
        done = await read_distributions(
            session,
            arguments.survey,
            details=arguments.details,
            stop=stop,
            report=output.progress,
        )
        for warning in done.warnings:
            output.warn(warning)
        rows, raws = await _rows(session, done.name, View())
    if output.as_json:
        # The service's own objects, with what could not be read of them.
        rows = [
            {**(raw or {"id": row["id"]}), PROBLEM: row[PROBLEM]}
            for raw, row in zip(raws, rows, strict=True)
        ]
    output.items(rows, _COLUMNS, nothing=_NONE)
    return Exit.DONE


async def expiring(arguments: Namespace, output: Output, stop: Stop) -> int:
    """List links that end soon, over all surveys."""
    await keep_recipe(arguments, output)
    async with session_of(arguments, output) as session:
        done = await read_distributions(session, None, stop=stop, report=output.progress)
        for warning in done.warnings:
            output.warn(warning)
        view = View(
            filters=(Filter("expirationDate", Comparison.IS_NOT_EMPTY),),
            sort=Sort("expirationDate"),
        )
        rows, _ = await _rows(session, done.name, view)
    shown = [row for row in rows if 0 <= (row["daysLeft"] or 0) <= arguments.days]
    output.items(shown, _EXPIRING, nothing=f"No links end within {several(arguments.days, 'day')}.")
    return Exit.DONE


async def show(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Show what became of a distribution, in numbers."""
    await keep_recipe(arguments, output)
    async with session_of(arguments, output) as session:
        done = await read_distributions(session, arguments.survey, details=True)
        rows, _ = await _rows(session, done.name, View())
    row = next((one for one in rows if one["id"] == arguments.distribution), None)
    if row is None:
        raise UsageError(f"The survey has no distribution {arguments.distribution}.")
    counts = ", ".join(f"{row[name]:,} {name}" for name in STATS if row[name])
    output.document(row, f"{row['kind']} to {row['listName']}: {counts or 'nothing yet'}.")
    return Exit.DONE


async def history(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """List what became of each recipient."""
    await keep_recipe(arguments, output)
    async with session_of(arguments, output) as session:
        found = await read_history(session, arguments.distribution)
    if found.problem:
        output.warn(f"The history cannot be read: {found.problem}.")
        return Exit.USAGE
    output.items((entry.raw for entry in found.entries), _HISTORY, nothing="Nobody was in it.")
    return Exit.DONE


async def send(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Send a mailing or text messages; a test first, if one is asked for."""
    await keep_recipe(arguments, output)
    async with session_of(arguments, output) as session:
        if not arguments.dry_run:
            require_writable(session)
        request = sending.SendRequest(
            what="sms" if arguments.sms else "email",
            survey=arguments.survey,
            list_id=arguments.list_id,
            directory=arguments.directory,
            expires=None if arguments.expires is None else moment_of(arguments.expires),
            **_message(arguments),
        )
        if arguments.test:
            contact = await sending.find_contact(
                session, arguments.list_id, arguments.test, arguments.directory
            )
            request = msgspec.structs.replace(request, contact=contact, send=None)
            output.say(f"A test goes to {arguments.test} only.")
        return await _confirm_and_send(session, request, arguments, output, stop)


async def remind(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Mail again to all who have not answered."""
    return await _follow("reminder", arguments, output, stop)


async def thank(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Mail to all who have answered."""
    return await _follow("thankyou", arguments, output, stop)


async def delete(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Delete a distribution that was not sent yet."""
    async with session_of(arguments, output) as session:
        require_writable(session)
        unsent = await deleting.require_unsent(session, arguments.survey, arguments.distribution)
        when = "" if unsent.send is None else f", to be sent {unsent.send:%Y-%m-%d %H:%M} UTC"
        question = f"Delete {unsent.id} ({unsent.kind}{when})? It will not be sent."
        if not arguments.yes and not _says_yes(output, question):
            raise UsageError(
                "Nothing was deleted.", detail=question, hint="Answer yes, or give --yes."
            )
        done = await deleting.delete_unsent(session, unsent)
    return _tell_deleted(done, output)


async def run_deletion(session: Session, job: int, output: Output) -> int:
    """Delete what a job says, if it waits still."""
    return _tell_deleted(await deleting.run_deletion(session, job), output)


def _tell_deleted(done: Made, output: Output) -> int:
    was_there = bool(done.counts[Outcome.REMOVED])
    output.document(
        {**msgspec.to_builtins(done), "id": done.distribution, "deleted": was_there},
        f"{done.distribution} {'is deleted' if was_there else 'was gone already'}.",
    )
    return Exit.DONE


async def run_sending(session: Session, job: int, output: Output, stop: Stop) -> int:
    """Send what a job says, or find out whether an earlier call did."""
    try:
        result = await sending.run_sending(session, job, stop=stop, report=output.progress)
    except asyncio.CancelledError:
        output.warn(f"Go on with: qualtrics-desk jobs resume {job}")
        raise
    output.document(msgspec.to_builtins(result), f"Sent: distribution {result.distribution}.")
    return Exit.DONE


async def _follow(what: sending.What, arguments: Namespace, output: Output, stop: Stop) -> int:
    from qualtrics_desk.services.links.browse import one_distribution

    await keep_recipe(arguments, output)
    async with session_of(arguments, output) as session:
        if not arguments.dry_run:
            require_writable(session)
        parent = await one_distribution(session, arguments.survey, arguments.distribution)
        request = sending.SendRequest(
            what=what,
            survey=arguments.survey,
            list_id=parent.mailing_list_id or "",
            parent=arguments.distribution,
            **_message(arguments),
        )
        return await _confirm_and_send(session, request, arguments, output, stop)


async def _confirm_and_send(
    session: Session, request: sending.SendRequest, arguments: Namespace, output: Output, stop: Stop
) -> int:
    people = await sending.recipients_of(session, request)
    count = "An unknown number" if people.count is None else several(people.count, "contact")
    if arguments.dry_run:
        output.document(
            msgspec.to_builtins(people),
            f"Would send to {count} of “{people.list_name}” ({people.basis}) for"
            f" “{people.survey_name}”.",
        )
        return Exit.DONE
    question = (
        f"Send to {count} of “{people.list_name}” ({people.basis}) for “{people.survey_name}”?"
        " What was sent cannot be called back."
    )
    if not arguments.yes and not _says_yes(output, question):
        raise UsageError("Nothing was sent.", detail=question, hint="Answer yes, or give --yes.")
    job = await sending.create_sending(session, request)
    return await run_sending(session, job, output, stop)


def _message(arguments: Namespace) -> dict[str, Any]:
    library, _, message = str(arguments.message).partition("/")
    if not message:
        raise UsageError(
            f"“{arguments.message}” names no message.",
            hint="Write library and message as UR_…/MS_….",
        )
    found: dict[str, Any] = {
        "library": library,
        "message": message,
        "send": None if arguments.at is None else moment_of(arguments.at),
    }
    for name in ("from_name", "from_email", "reply_to", "subject", "name"):
        value = getattr(arguments, name, None)
        if value:
            found[name] = value
    return found


def _says_yes(output: Output, question: str) -> bool:
    return output.ask(f"{question} [yes/no] ").strip().casefold() in {"y", "yes"}


async def _rows(
    session: Session, name: str, view: View
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    async with opened(session, name) as table:
        with table.moment() as now:
            names = [column.key for column in now.columns]
            ids = now.ids(view)
            rows, raws = now.rows(ids), now.raws(ids)
    return [dict(zip(names, row.values, strict=True)) for row in rows], list(raws)
