"""`status export`: what became of each contact of a list."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.cli.commands.keeping import keep_recipe
from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.services.distributions.status import COLUMNS, read_status
from qualtrics_desk.services.distributions.status_views import remind_view, stage_view
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.tables.export import ExportColumn, export_rows
from qualtrics_desk.services.tables.reading import opened

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.session import Session

_REMINDER = ("firstName", "lastName", "email", "extRef", "link", "linkExpiration")


async def export(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Write the status sheet, or the list of those to be reminded, to a file."""
    path = await asyncio.to_thread(arguments.out.absolute)
    await keep_recipe(arguments, output)
    async with session_of(arguments, output) as session:
        if arguments.dry_run:
            return await _foresee(session, arguments, output, path)
        done = await read_status(
            session,
            arguments.survey,
            arguments.list_id,
            arguments.directory,
            stop=stop,
            report=output.progress,
        )
        for warning in done.warnings:
            output.warn(warning)
        by_reason: dict[str, list[str]] = {}
        for column, reason in done.missing.items():
            by_reason.setdefault(reason, []).append(column)
        for reason, columns in by_reason.items():
            output.warn(f"Empty columns: {', '.join(columns)}. {reason}")
        view = remind_view() if arguments.remind else stage_view(arguments.stage)
        keys = _REMINDER if arguments.remind else tuple(column.key for column in COLUMNS)
        async with opened(session, done.name) as table:
            written = await export_rows(
                table, view, [ExportColumn(key, key) for key in keys], path, stop=stop
            )
    stages = ", ".join(f"{count:,} {name}" for name, count in done.stages.items() if count)
    document = {**msgspec.to_builtins(done), "file": written.file, "written": written.rows}
    output.document(
        document, f"{stages}. Wrote {several(written.rows, 'contact')} to {written.file}."
    )
    return Exit.DONE


async def _foresee(session: Session, arguments: Namespace, output: Output, path: Path) -> int:
    place = await find_list(session.client, arguments.list_id, arguments.directory)
    name, count = place.list.name or arguments.list_id, place.list.contact_count
    whom = "those to be reminded" if arguments.remind else arguments.stage or "everybody"
    people = "an unknown number of contacts" if count is None else several(count, "contact")
    output.document(
        {"list": name, "contacts": count, "whom": whom, "file": str(path)},
        f"Would read what became of {people} of “{name}”, which has no effect on them, and write"
        f" {whom} to {path}.",
    )
    return Exit.DONE
