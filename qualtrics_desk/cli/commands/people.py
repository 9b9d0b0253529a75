"""What `users`, `groups` and `organization` do beyond list, show, create, change and delete."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import groups
from qualtrics_desk.api.endpoints import users as endpoint
from qualtrics_desk.cli.commands.areas import agree, told
from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import table
from qualtrics_desk.cli.planned import confirm_and_run, folder_of, plan_job
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services.areas import reading, writing
from qualtrics_desk.services.areas.holdings import holdings_of
from qualtrics_desk.services.areas.people import MEMBERS, USERS
from qualtrics_desk.services.offboarding.jobs import Handover, create_offboarding
from qualtrics_desk.services.tables.plan import open_plan_rows

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.areas.area import Area
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.session import Session


async def set_status(status: str, arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Let a user sign in, or not any more."""
    async with session_of(arguments, output) as session:
        require_writable(session)
        done = await writing.change_thing(session, USERS, arguments.thing, {"status": status})
        output.document(
            {"id": arguments.thing, "status": status, "changed": bool(done.before)},
            f"The user {arguments.thing} is {status} now."
            if done.before
            else f"The user {arguments.thing} was {status} already.",
        )
    return Exit.DONE


async def token(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Show a user's token, or make it anew; it goes to stdout and nowhere else."""
    async with session_of(arguments, output) as session:
        if arguments.new:
            require_writable(session)
            question = (
                f"Make a new token for {arguments.thing}? Every program that uses the old one"
                " stops working at once."
            )
            agree(arguments, output, question)
            reply = await session.client.send(endpoint.create_token(arguments.thing), urgent=True)
        else:
            reply = await session.client.send(endpoint.get_token(arguments.thing), urgent=True)
        secret = reply.value.secret
        output.document({"apiToken": secret}, secret)
    return Exit.DONE


async def holdings(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Say what a user has, and what to do before the user leaves; changes nothing."""
    async with session_of(arguments, output) as session:
        found = await holdings_of(session, arguments.thing, stop=stop, report=output.progress)
    lines = []
    for title, held in (
        ("Surveys", found.surveys),
        ("Mailing lists", found.lists),
        ("Groups", found.groups),
        ("Messages of the own library", found.messages),
        ("Distributions that wait to be sent", found.waiting),
        ("Event subscriptions about the surveys", found.subscriptions),
    ):
        lines.append(f"{title}: {len(held):,}")
        lines += [f"  {one['id']}  {one['name']}" for one in held]
    lines += ["", *(f"{n}. {step}" for n, step in enumerate(found.steps, 1)), "", *found.notes]
    output.document({**msgspec.to_builtins(found), "steps": found.steps}, "\n".join(lines))
    return Exit.DONE


async def offboard(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Hand over what a user has, step by step, and disable the account at the end."""
    wish = Handover(
        user=arguments.thing,
        successor=arguments.to or "",
        surveys=not arguments.keep_surveys,
        lists=not arguments.keep_lists,
        messages=not arguments.keep_messages,
        groups=not arguments.keep_groups,
        disable=not arguments.keep_account,
    )
    results = await asyncio.to_thread(folder_of, arguments.results)
    async with session_of(arguments, output) as session:
        job = await create_offboarding(session, wish, results=results)
        plan = await plan_job(session, job, output, stop)
        if not output.as_json:
            output.say(await asyncio.to_thread(_steps_text, session, job))
        return await confirm_and_run(session, plan, output, stop, arguments)


def _steps_text(session: Session, job: int) -> str:
    rows = open_plan_rows(session.home, session.journal, job)
    try:
        found = rows.rows(list(rows.ids(View())))
        cells = [[str(value or "") for value in row.values[-3:]] for row in found]
    finally:
        rows.close()
    return table(("Step", "What", "Id"), cells)


async def add(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Put a user into a group."""
    async with session_of(arguments, output) as session:
        require_writable(session)
        await session.client.send(groups.add_member(arguments.of, arguments.thing), urgent=True)
        output.document(
            {"group": arguments.of, "user": arguments.thing},
            f"{arguments.thing} is a member of {arguments.of}.",
        )
    return Exit.DONE


async def remove(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Take a user out of a group."""
    async with session_of(arguments, output) as session:
        require_writable(session)
        gone = await writing.delete_thing(session, MEMBERS, arguments.thing, arguments.of)
        output.document(
            {"group": arguments.of, "user": arguments.thing, "removed": gone},
            f"{arguments.thing} is no member of {arguments.of} any more."
            if gone
            else f"{arguments.thing} was no member of {arguments.of}.",
        )
    return Exit.DONE


async def organization(area: Area, arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Show the brand with its settings and usage."""
    async with session_of(arguments, output) as session:
        raw = (await reading.list_area(session, area))[0]
        output.document(raw, told(raw))
    return Exit.DONE
