"""`status export`: what became of each contact of a list."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import several
from qualtrics_desk.services.distributions.status import COLUMNS, read_status
from qualtrics_desk.services.distributions.status_views import remind_view, stage_view
from qualtrics_desk.services.tables.export import ExportColumn, export_rows
from qualtrics_desk.services.tables.reading import opened

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop

_REMINDER = ("firstName", "lastName", "email", "extRef", "link", "linkExpiration")


async def export(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Write the status sheet, or the list of those to be reminded, to a file."""
    path = await asyncio.to_thread(arguments.out.absolute)
    async with session_of(arguments, output) as session:
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
