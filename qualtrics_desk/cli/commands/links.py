"""`links generate`, `links export`."""

from __future__ import annotations

import asyncio
import codecs
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.cli.commands.exporting import exported
from qualtrics_desk.cli.commands.keeping import keep_recipe
from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.domain import link_layouts
from qualtrics_desk.domain.errors import ApiError, DeskError, Fate, UsageError
from qualtrics_desk.domain.link_layouts import LinkLayout, Where
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.services.links import export as exporting
from qualtrics_desk.services.links import generate as generating
from qualtrics_desk.services.links import merge as merging

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.session import Session

_DAYS = re.compile(r"(\d{1,4}) days?")


async def generate(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Make a personal link for each contact of a list."""
    expires = None if arguments.expires is None else moment_of(arguments.expires)
    request = generating.LinksRequest(
        survey=arguments.survey,
        list_id=arguments.list_id,
        expires=expires,
        directory=arguments.directory,
    )
    if arguments.description:
        request = msgspec.structs.replace(request, description=arguments.description)
    await keep_recipe(arguments, output)
    async with session_of(arguments, output) as session:
        if arguments.dry_run:
            return await _foresee(session, request, output)
        require_writable(session)
        job = await generating.create_generation(session, request)
        if expires is not None:
            output.say(f"The links end {expires:%Y-%m-%d %H:%M} ({expires.tzname()}).")
        return await run_generation(session, job, output, stop)


async def _foresee(session: Session, request: generating.LinksRequest, output: Output) -> int:
    found = await generating.foresee_generation(session, request)
    count = "an unknown number of links" if found.links is None else several(found.links, "link")
    ends = "in 60 days" if request.expires is None else f"{request.expires:%Y-%m-%d %H:%M %Z}"
    output.document(
        msgspec.to_builtins(found),
        f"Would make {count} of “{found.survey_name}” for “{found.list_name}”, which end {ends}."
        f" {several(found.there, 'set')} of links {'is' if found.there == 1 else 'are'} there.",
    )
    return Exit.DONE


async def run_generation(session: Session, job: int, output: Output, stop: Stop) -> int:
    """Make the links of a job, or find those an earlier call made."""
    try:
        result = await generating.run_generation(session, job, stop=stop, report=output.progress)
    except (DeskError, asyncio.CancelledError) as error:
        if not _is_refused(error):
            output.warn(f"Go on with: qualtrics-desk jobs resume {job}")
        raise
    output.document(
        msgspec.to_builtins(result), f"The links are made: distribution {result.distribution}."
    )
    return Exit.DONE


def _is_refused(error: BaseException) -> bool:
    """Whether the same call would be refused again, so that resuming is of no use."""
    return (
        isinstance(error, ApiError) and error.fate is Fate.NOT_APPLIED and not error.retryable
    ) or isinstance(error, UsageError)


async def export(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Write the links of a distribution to a file, one row each."""
    layout = await _layout(arguments)
    wish = exporting.LinksExport(
        survey=arguments.survey,
        distribution=arguments.distribution,
        out=await asyncio.to_thread(arguments.out.absolute),
        consent=arguments.reset_email_status,
        layout=layout,
    )
    return await _export(wish, arguments, output, stop)


async def _export(
    wish: exporting.LinksExport, arguments: Namespace, output: Output, stop: Stop
) -> int:
    async with session_of(arguments, output) as session:
        with exported(wish.out, output):
            done = await exporting.export_links(session, wish, stop=stop, report=output.progress)
    for warning in done.warnings:
        output.warn(warning)
    output.document(
        msgspec.to_builtins(done), f"Wrote {several(done.rows, 'link')} to {done.file}."
    )
    return Exit.DONE


async def run_recipe(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Export links again as a kept layout says."""
    layout = link_layouts.from_toml(await asyncio.to_thread(_text_of, arguments.recipe))
    if layout.survey is None or layout.distribution is None or layout.out is None:
        raise UsageError(
            "The layout names no survey, distribution or file.",
            hint="Keep it with `links export … --save-layout FILE`.",
        )
    _require_writable(layout)
    # A path in a recipe is meant from where the recipe lies.
    folder = await asyncio.to_thread(arguments.recipe.absolute)
    out = arguments.file or folder.parent / layout.out
    wish = exporting.LinksExport(
        survey=layout.survey,
        distribution=layout.distribution,
        out=await asyncio.to_thread(out.absolute),
        layout=layout,
    )
    if arguments.dry_run:
        output.document(
            {"file": str(wish.out), "columns": list(wish.titles)},
            f"Would read the links of {wish.distribution} and write {wish.out}.",
        )
        return Exit.DONE
    return await _export(wish, arguments, output, stop)


async def merge(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Write a file anew with a link in each row."""
    wish = merging.LinksMerge(
        survey=arguments.survey,
        distribution=arguments.distribution,
        source=await asyncio.to_thread(arguments.file.absolute),
        out=await asyncio.to_thread(arguments.out.absolute),
        by=arguments.by,
        column=arguments.key_column,
        title=arguments.title,
        consent=arguments.reset_email_status,
    )
    async with session_of(arguments, output) as session:
        done = await merging.merge_links(session, wish, stop=stop, report=output.progress)
    for warning in done.warnings:
        output.warn(warning)
    output.document(
        msgspec.to_builtins(done),
        f"Wrote {several(done.rows, 'row')} to {done.file}, {done.matched:,} with a link.",
    )
    return Exit.ROWS_FAILED if done.unmatched_rows or done.ambiguous_rows else Exit.DONE


async def _layout(arguments: Namespace) -> LinkLayout:
    """The layout of a file, changed by what the command says, and kept if it says so."""
    layout = LinkLayout()
    if arguments.layout is not None:
        text = await asyncio.to_thread(_text_of, arguments.layout)
        layout = link_layouts.from_toml(text)
    changes: dict[str, Any] = {}
    if arguments.columns is not None:
        changes["columns"] = link_layouts.read_columns(arguments.columns)
    if arguments.only:
        changes["only"] = tuple(word.replace("-", " ") for word in arguments.only)
    if arguments.where:
        changes["where"] = tuple(_where(text) for text in arguments.where)
    if arguments.encoding is not None:
        changes["encoding"] = arguments.encoding
    if arguments.delimiter is not None:
        changes["delimiter"] = {"tab": "\t"}.get(arguments.delimiter, arguments.delimiter)
    if arguments.excel_safe:
        changes["excel_safe"] = True
    layout = msgspec.structs.replace(layout, **changes)
    _require_writable(layout)
    if arguments.save_layout is not None:
        kept = msgspec.structs.replace(
            layout,
            survey=arguments.survey,
            distribution=arguments.distribution,
            out=arguments.out.name,
        )
        text = link_layouts.to_toml(kept)
        await asyncio.to_thread(arguments.save_layout.write_text, text, encoding="utf-8")
    return layout


def _require_writable(layout: LinkLayout) -> None:
    try:
        codecs.lookup(layout.encoding)
    except LookupError as error:
        raise UsageError(f"There is no encoding {layout.encoding}.") from error
    if layout.delimiter is not None and len(layout.delimiter) != 1:
        raise UsageError("A delimiter is one character, or the word tab.")


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The layout {path} cannot be read.", detail=str(error)) from error


def _where(text: str) -> Where:
    field, sign, values = text.partition("=")
    if not sign or not field.strip():
        raise UsageError(f"“{text}” is no condition.", hint="Write Department=Sales|Support.")
    return Where(field.strip(), tuple(values.split("|")))


def moment_of(text: str) -> datetime:
    """A date, a date and time, or so many days from now, without a zone in the person's own.

    A day counts to its end. Days from now are what a recipe can say again.
    """
    days = _DAYS.fullmatch(text.strip())
    if days is not None:
        day = date.today() + timedelta(days=int(days[1]))  # noqa: DTZ011 - the person's own
        return datetime.combine(day, time(23, 59)).astimezone()
    try:
        return datetime.combine(date.fromisoformat(text.strip()), time(23, 59)).astimezone()
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            f"“{text}” is no date.",
            hint="Write 2027-01-31, 2027-01-31T18:00, …T18:00+01:00 or 30 days.",
        ) from error
    return moment.astimezone() if moment.tzinfo is None else moment
