"""`links reconcile`: a list against its links."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.cli.commands.keeping import keep_recipe
from qualtrics_desk.cli.commands.links import moment_of, run_generation
from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services.links import generate as generating
from qualtrics_desk.services.links import missing, reconcile
from qualtrics_desk.services.links.reconcile_forecast import foresee_reconcile
from qualtrics_desk.services.tables.export import ExportColumn, export_rows
from qualtrics_desk.services.tables.reading import opened

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.links.reconcile import Reconciled
    from qualtrics_desk.services.session import Session

_COLUMNS = (
    ("finding", "Finding"),
    ("email", "E-mail"),
    ("lastName", "Last name"),
    ("contactLookupId", "Look-up id"),
    ("reason", "Why"),
)
_SHOWN = 2_000


async def run_reconcile(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Compare a list with all its link distributions of a survey."""
    await keep_recipe(arguments, output)
    async with session_of(arguments, output) as session:
        if arguments.dry_run:
            return await _foresee(session, arguments, output)
        if arguments.generate is not None:
            require_writable(session)
        if arguments.reread:
            output.warn("Links that were read before are read anew: that counts as a contact.")
        done = await reconcile.reconcile(
            session,
            arguments.survey,
            arguments.list_id,
            arguments.directory,
            reread=arguments.reread,
            stop=stop,
            report=output.progress,
        )
        for warning in done.warnings:
            output.warn(warning)
        files: dict[str, str] = {}
        if arguments.out is not None:
            files["findings"] = await _export(session, done, arguments, stop)
        found = await _rows(session, done)
        made: dict[str, Any] = {}
        if arguments.generate == "missing" and done.findings["missing"]:
            made = await _generate_missing(session, arguments, output, stop)
        elif arguments.generate == "everybody":
            return await _generate_everybody(session, arguments, output, stop)
    if not output.as_json:
        output.items(found, _COLUMNS, nothing="Nothing is odd: every contact has one good link.")
    counted = ", ".join(f"{name} {count:,}" for name, count in done.findings.items() if count)
    told = (
        f"{several(done.contacts, 'contact')}, {several(done.links, 'link')} of"
        f" {several(len(done.distributions), 'distribution')}. {counted or 'Nothing is odd.'}"
    )
    document = {**msgspec.to_builtins(done), "files": files, **made}
    if output.as_json:
        document["rows"] = found
    output.document(document, told)
    return Exit.DONE


async def _foresee(session: Session, arguments: Namespace, output: Output) -> int:
    found = await foresee_reconcile(
        session,
        arguments.survey,
        arguments.list_id,
        arguments.directory,
        reread=arguments.reread,
    )
    told = [
        f"Would compare “{found.list_name}” with"
        f" {several(len(found.kept) + len(found.to_read), 'distribution')} of links."
    ]
    if found.to_read:
        told.append(
            f"Links of {several(len(found.to_read), 'distribution')} would be read:"
            " that counts as a contact for everybody in them."
        )
    match arguments.generate:
        case "missing":
            told.append("Then one link would be made for each contact that has none.")
        case "everybody":
            told.append("Then a new set of links would be made, one for each contact of the list.")
    output.document({**msgspec.to_builtins(found), "generate": arguments.generate}, " ".join(told))
    return Exit.DONE


async def _rows(session: Session, done: Reconciled) -> list[dict[str, Any]]:
    async with opened(session, done.name) as table:
        with table.moment() as now:
            names = [column.key for column in now.columns]
            rows = await asyncio.to_thread(now.rows, now.ids(View())[:_SHOWN])
    return [dict(zip(names, row.values, strict=True)) for row in rows]


async def _export(session: Session, done: Reconciled, arguments: Namespace, stop: Stop) -> str:
    path = await asyncio.to_thread(arguments.out.absolute)
    columns = [ExportColumn(column.key, column.key) for column in reconcile.COLUMNS]
    async with opened(session, done.name) as table:
        return (await export_rows(table, View(), columns, path, stop=stop)).file


async def _generate_missing(
    session: Session, arguments: Namespace, output: Output, stop: Stop
) -> dict[str, Any]:
    request = missing.MissingRequest(
        survey=arguments.survey,
        list_id=arguments.list_id,
        directory=arguments.directory,
        expires=None if arguments.expires is None else moment_of(arguments.expires),
    )
    done = await missing.generate_missing(session, request, stop=stop, report=output.progress)
    output.say(f"Made {several(len(done.made), 'link')} for contacts that had none.")
    found: dict[str, Any] = msgspec.to_builtins(done)
    return found


async def _generate_everybody(
    session: Session, arguments: Namespace, output: Output, stop: Stop
) -> int:
    request = generating.LinksRequest(
        survey=arguments.survey,
        list_id=arguments.list_id,
        directory=arguments.directory,
        expires=None if arguments.expires is None else moment_of(arguments.expires),
    )
    job = await generating.create_generation(session, request)
    return await run_generation(session, job, output, stop)
