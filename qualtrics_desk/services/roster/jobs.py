"""Jobs of rosters: made from a file, driven by the engine, taken back by jobs of their own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.mapping import column_names
from qualtrics_desk.services.engine.drive import SingleSteps
from qualtrics_desk.services.roster.members import MemberWriter
from qualtrics_desk.services.roster.passwords import Passwords
from qualtrics_desk.services.roster.rosters import IMPORTS, RosterOptions, columns_of, roster_of
from qualtrics_desk.services.roster.things import ThingWriter
from qualtrics_desk.sheets.reading import open_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.services.roster.rosters import Roster
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job


class RosterFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it is proposed to be read.

    Attributes:
        columns: Names of the columns, told apart.
        samples: A filled cell of each, as an example; never one of a secret.
        fields: Field by column.
    """

    columns: list[str]
    samples: dict[str, str]
    fields: dict[str, str]


_LOOKED_AT = 20
"""Rows looked at for examples."""


def look_at(source: Path, roster: Roster) -> RosterFile:
    """What a file has, and which field each column names; blocks.

    Raises:
        SheetError: When it cannot be read.
    """
    with open_sheet(source) as sheet:
        names = column_names(sheet.header)
        fields = columns_of(roster, list(sheet.header))
        samples: dict[str, str] = {}
        for number, row in enumerate(sheet.rows()):
            for name, text in zip(names, row.cells, strict=False):
                if text.strip() and fields.get(name) != "password":
                    samples.setdefault(name, text.strip())
            if number >= _LOOKED_AT or len(samples) == len(names):
                break
        return RosterFile(columns=names, samples=samples, fields=fields)


async def create_roster_import(session: Session, source: Path, options: RosterOptions) -> int:
    """Write a job in state `planning`; returns its id. Sends nothing that writes.

    Args:
        session: The profile at work.
        source: The file, absolute: another process may resume the job from another folder.
        options: Which roster, which column is what; no columns: those that name a field.

    Raises:
        SheetError: When the file cannot be read.
        UsageError: When no column says who or what a row is about.
    """
    roster = roster_of({"roster": options.roster})
    if not options.columns:
        found = await asyncio.to_thread(look_at, source, roster)
        options = msgspec.structs.replace(options, columns=found.fields)
    filled = {*options.columns.values(), *options.constants}
    needed = {"group", "user"} if roster.is_memberships else {roster.name_field}
    if not (needed <= filled or (not roster.is_memberships and "id" in filled)):
        names = " and ".join(f"“{name}”" for name in sorted(needed))
        raise UsageError(
            f"No column of the file says who a row is about: {names} is missing.",
            hint="Name the columns as the fields are called, or say which is which.",
        )
    if "password" in {*options.constants, *options.for_new}:
        raise UsageError("A password is not the same for everybody: give it a column of the file.")
    return await session.create_job(roster.kind, msgspec.to_builtins(options), source=str(source))


def steps_of(session: Session, job: Job, run: Run) -> SingleSteps:
    """What the engine sends for a job of a roster."""
    options = msgspec.convert(job.options, RosterOptions)
    roster = roster_of(job.options)
    if roster.is_memberships:
        return SingleSteps(MemberWriter(run, session, roster))
    # An undo makes no users: nobody knows their passwords.
    has_passwords = roster.name == "users" and job.kind in IMPORTS
    passwords = Passwords(job, options) if has_passwords else None
    return SingleSteps(ThingWriter(run, session, roster, passwords))
