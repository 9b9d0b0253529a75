"""A list copied to another brand, or to another place of the same: read here, imported there.

What is written in between is a file as any import takes it. The file of the import's results says
which contact became which: it has the columns of the source with the contact id, and the id the new
brand gave.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.contacts import (
    TEXT_FIELDS,
    embedded_key,
    embedded_name,
    embedded_of,
    embedded_target,
    opted_out,
    opted_out_of_all,
    scalar_text,
)
from qualtrics_desk.domain.recipes import Duplicates
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.services.imports import proposal
from qualtrics_desk.services.lists import create_list, find_list
from qualtrics_desk.services.tables.contacts import read_place
from qualtrics_desk.services.tables.places import contacts_name
from qualtrics_desk.services.tables.reading import opened
from qualtrics_desk.sheets.writing import open_writer

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.sheets.writing import SheetWriter
    from qualtrics_desk.store.tables.moment import Moment

_PIECE = 2_000


class ListCopied(msgspec.Struct, frozen=True, kw_only=True):
    """What was made of a list: the file, and how many contacts it has."""

    path: str
    contacts: int


class CopyBegun(msgspec.Struct, frozen=True, kw_only=True):
    """What was made where the copy goes: an empty list, and a job of which nothing is sent."""

    job: int
    list_id: str
    directory: str


async def write_copy_of(
    session: Session,
    list_id: str,
    directory: str | None,
    out: Path,
    *,
    stop: Stop,
    report: Report,
) -> ListCopied:
    """Find a list and write it as `write_copy` does.

    Raises:
        UsageError: When there is no such list.
        ApiError: When a page cannot be fetched; the pages before it are kept.
        JobStopped: On wish.
    """
    place = await find_list(session.client, list_id, directory)
    count = await write_copy(session, place, out, stop=stop, report=report)
    return ListCopied(path=str(out), contacts=count)


async def write_copy(
    session: Session, place: Place, out: Path, *, stop: Stop, report: Report
) -> int:
    """Read a list, and write its contacts as an import takes them; returns how many there are.

    Whoever opted out of the list or of everything is opted out of the copy: nobody is written to
    who did not want it.

    Raises:
        ApiError: When a page cannot be fetched; the pages before it are kept.
        JobStopped: On wish.
    """
    await read_place(session, place, stop=stop, report=report)
    async with opened(session, contacts_name(place.list.mailing_list_id or "")) as table:
        with table.moment() as now:
            return await asyncio.to_thread(_write, now, out, stop, report)


async def begin_copy(
    session: Session, source: Path, name: str, directory: str | None, results: Path
) -> CopyBegun:
    """Make the list, empty, and a job that would fill it; nothing more is sent before it runs.

    Contacts that share an address are all sent: what is one person is the directory's to say.

    Raises:
        UsageError: When the name cannot be one, or the directory is not there.
        ApiError: When the list cannot be made.
    """
    made_in, list_id = await create_list(session.client, name, directory_id=directory)
    recipe = await asyncio.to_thread(proposal.propose_recipe, source, list_id, made_in.directory_id)
    recipe = msgspec.structs.replace(recipe, duplicates=Duplicates.SEND_ALL)
    options = imports.ImportOptions(results=str(results), allow_share=100.0)
    job = await imports.create_import(session, source, recipe, options)
    return CopyBegun(job=job, list_id=list_id, directory=made_in.directory_id or "")


def _write(now: Moment, out: Path, stop: Stop, report: Report) -> int:
    # Names that differ in case only are one field, under the name that was met first (F.24).
    names = [name for spec in now.columns if (name := embedded_name(spec.key)) is not None]
    columns = ["contactId", *TEXT_FIELDS, "unsubscribed", *map(embedded_target, names)]
    ids = now.ids(View())
    with open_writer(out, columns) as writer:
        for start in range(0, len(ids), _PIECE):
            stop.check()
            _write_piece(now.raws(ids[start : start + _PIECE]), names, writer)
            report(Progress("Writing the copy", min(start + _PIECE, len(ids)), len(ids)))
    return len(ids)


def _write_piece(people: list[dict[str, Any]], names: list[str], writer: SheetWriter) -> None:
    for person in people:
        held = {embedded_key(name): value for name, value in embedded_of(person).items()}
        is_out = opted_out(person) or opted_out_of_all(person)
        writer.write_row(
            [
                scalar_text(person.get("contactId")),
                *(scalar_text(person.get(field)) for field in TEXT_FIELDS),
                "true" if is_out else "false",
                *(scalar_text(held.get(embedded_key(name))) for name in names),
            ]
        )
