"""`users import` and `groups import`: users, groups and memberships from a file."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.output import table
from qualtrics_desk.cli.planned import confirm_and_run, existing, folder_of, plan_job
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.roster.jobs import create_roster_import, look_at
from qualtrics_desk.services.roster.rosters import (
    GROUP_ROSTER,
    MEMBER_ROSTER,
    USER_ROSTER,
    RosterOptions,
)

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.roster.rosters import Roster


async def import_users(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Make, change and disable users as a file says."""
    source = await asyncio.to_thread(existing, arguments.file)
    return await _import(arguments, output, stop, source, USER_ROSTER)


async def import_groups(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Make and change groups, or put users into groups and take them out, as a file says."""
    source = await asyncio.to_thread(existing, arguments.file)
    roster = {"groups": GROUP_ROSTER, "members": MEMBER_ROSTER}.get(arguments.what or "")
    if roster is None:
        found = await asyncio.to_thread(look_at, source, MEMBER_ROSTER)
        named = {
            *found.fields.values(),
            *_pairs(arguments.map, "--map").values(),
            *_pairs(arguments.set, "--set"),
        }
        roster = MEMBER_ROSTER if {"group", "user"} <= named else GROUP_ROSTER
    return await _import(arguments, output, stop, source, roster)


async def _import(
    arguments: Namespace, output: Output, stop: Stop, source: Path, roster: Roster
) -> int:
    found = await asyncio.to_thread(look_at, source, roster)
    chosen = _pairs(arguments.map, "--map")
    fields = {
        name: field for name, field in found.fields.items() if field not in chosen.values()
    } | chosen
    constants = _pairs(arguments.set, "--set")
    for_new = _pairs(arguments.new, "--new")
    known = {field.key for field in roster.fields}
    if wrong := sorted({*fields.values(), *constants, *for_new} - known):
        raise UsageError(
            f"“{wrong[0]}” is no field of {roster.name}.",
            hint=f"Fields are {', '.join(sorted(known))}.",
        )
    fields = {name: field for name, field in fields.items() if field not in constants}
    output.say(_told(fields, constants))
    options = RosterOptions(
        roster=roster.name,
        columns=fields,
        constants=constants,
        for_new=for_new,
        keep_blanks=arguments.keep_blanks,
        results=await asyncio.to_thread(folder_of, arguments.results),
        consents=Consents(
            allow_blanking=arguments.allow_blanking, allow_share=arguments.allow_share
        ),
    )
    async with session_of(arguments, output) as session:
        job = await create_roster_import(session, source, options)
        plan = await plan_job(session, job, output, stop)
        return await confirm_and_run(session, plan, output, stop, arguments)


def _pairs(given: Sequence[str] | None, option: str) -> dict[str, str]:
    found = {}
    for one in given or ():
        name, sign, value = one.rpartition("=") if option == "--map" else one.partition("=")
        if not sign or not name:
            raise UsageError(f"“{one}” is no pair.", hint=f"Write {option} NAME=VALUE.")
        found[name] = value
    return found


def _told(fields: dict[str, str], constants: dict[str, str]) -> str:
    rows = [*fields.items(), *((f"“{value}”", key) for key, value in constants.items())]
    return table(("Column", "Goes to"), rows)
