"""`list`, `show`, `create`, `change`, `delete` of every area that is a list of things."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import facts
from qualtrics_desk.domain.contacts import scalar_text
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.fields import FieldKind
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services.areas import reading, writing
from qualtrics_desk.services.tables.export import ExportColumn, export_rows
from qualtrics_desk.services.tables.reading import opened

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.domain.fields import Field
    from qualtrics_desk.services.areas.area import Area
    from qualtrics_desk.services.areas.writing import Difference
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.session import Session


async def list_(area: Area, arguments: Namespace, output: Output, stop: Stop) -> int:
    """List the things of an area, or write them to a file."""
    of = getattr(arguments, "of", "")
    async with session_of(arguments, output) as session:
        if arguments.out is not None:
            return await _write(session, area, of, arguments, output, stop)
        found = await reading.list_area(
            session, area, of, arguments.search, stop=stop, report=output.progress
        )
        output.items(found, [(column.key, column.title) for column in area.columns])
        if not found and area.gather is not None and area.lacks:
            output.say(area.lacks)
    return Exit.DONE


async def _write(
    session: Session, area: Area, of: str, arguments: Namespace, output: Output, stop: Stop
) -> int:
    await reading.read_area(session, area, of, stop=stop, report=output.progress)
    async with opened(session, area.table(of)) as table:
        done = await export_rows(
            table,
            View(text=arguments.search),
            [ExportColumn(column.key, column.key) for column in area.columns],
            await asyncio.to_thread(arguments.out.absolute),
            stop=stop,
            report=output.progress,
        )
    output.document(
        {"file": done.file, "rows": done.rows}, f"Wrote {several(done.rows, 'row')} to {done.file}."
    )
    return Exit.DONE


async def show(area: Area, arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Show one thing."""
    of = getattr(arguments, "of", "")
    async with session_of(arguments, output) as session:
        raw = await reading.show_thing(session, area, arguments.thing, of)
        output.document(raw, told(raw))
    return Exit.DONE


async def create(area: Area, arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Make a thing."""
    values = await asyncio.to_thread(values_of, area.fields, arguments)
    async with session_of(arguments, output) as session:
        require_writable(session)
        made = await writing.create_thing(session, area, values, getattr(arguments, "of", ""))
        output.document({"id": made}, f"Made the {area.one} {made}.")
    return Exit.DONE


async def change(area: Area, arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Change a thing, or say what would change."""
    values = await asyncio.to_thread(values_of, area.changeable, arguments)
    if not values:
        raise UsageError("Nothing was named that shall change.")
    of = getattr(arguments, "of", "")
    async with session_of(arguments, output) as session:
        if arguments.dry_run:
            live = await reading.show_thing(session, area, arguments.thing, of)
            wanted = writing.checked(
                [field for field in area.changeable if field.key in values], values
            )
            found = writing.differences(area.changeable, live, wanted)
            output.document(
                {one.field.key: {"old": one.old, "new": one.new} for one in found},
                _changes(found) or "Nothing would change.",
            )
            return Exit.DONE
        require_writable(session)
        done = await writing.change_thing(session, area, arguments.thing, values, of)
        output.document(
            {"id": arguments.thing, "changed": sorted(done.before), "before": done.before},
            f"Changed the {area.one} {arguments.thing}."
            if done.before
            else f"The {area.one} {arguments.thing} was so already.",
        )
    return Exit.DONE


async def delete(area: Area, arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Delete a thing, after asking."""
    of = getattr(arguments, "of", "")
    async with session_of(arguments, output) as session:
        require_writable(session)
        name = arguments.thing
        if not arguments.yes and area.show is not None:
            raw = await reading.show_thing(session, area, arguments.thing, of)
            name = f"{arguments.thing} ({_name(area, raw)})"
        agree(arguments, output, f"Delete the {area.one} {name} for good?")
        gone = await writing.delete_thing(session, area, arguments.thing, of)
        text = f"Deleted the {area.one} {arguments.thing}." if gone else "It was gone already."
        output.document({"id": arguments.thing, "deleted": gone}, text)
    return Exit.DONE


def agree(arguments: Namespace, output: Output, question: str) -> None:
    """Ask before what cannot be taken back.

    Raises:
        UsageError: The person does not want it, or nobody can be asked.
    """
    if arguments.yes:
        return
    if output.ask(f"{question} [y/N] ").casefold() not in ("y", "yes"):
        raise UsageError("Nothing was done.", hint="Add --yes to do it without being asked.")


def values_of(fields: Sequence[Field], arguments: Namespace) -> dict[str, Any]:
    """The values that options name; blocks, as some name files.

    Raises:
        UsageError: A file cannot be read.
    """
    values: dict[str, Any] = {}
    for field in fields:
        given = getattr(arguments, f"field_{field.key}", None)
        if given is None:
            continue
        if field.kind is FieldKind.SECRET:
            values[field.key] = read_text(given).strip("\r\n")
        elif field.kind is FieldKind.TEXTS:
            values[field.key] = dict(_text(one) for one in given)
        else:
            values[field.key] = given
    return values


def _text(option: str) -> tuple[str, str]:
    from pathlib import Path

    language, _, file = option.partition("=")
    if not file:
        raise UsageError(f"“{option}” names no language.", hint="Write en=FILE.")
    return language, read_text(Path(file))


def read_text(path: Path) -> str:
    """A text file, or stdin where the path is `-`; blocks.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read.", detail=str(error)) from error


def told(raw: Mapping[str, Any]) -> str:
    """Everything the service says of a thing, one fact a line."""
    return facts(list(_facts("", raw)))


def _facts(prefix: str, raw: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = []
    for key, value in raw.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            found += _facts(f"{name}.", value)
        elif isinstance(value, list):
            found.append((name, ", ".join(str(one) for one in value)))
        else:
            found.append((name, scalar_text(value) if value is not None else ""))
    return found


def _changes(found: Sequence[Difference]) -> str:
    lines = []
    for one in found:
        if isinstance(one.new, dict):
            lines += [f"{one.field.title}, {name}: new text" for name in one.new]
        else:
            old, new = (scalar_text(value) if value else "–" for value in (one.old, one.new))
            lines.append(f"{one.field.title}: {old} → {new}")
    return "\n".join(lines)


def _name(area: Area, raw: Mapping[str, Any]) -> str:
    return str(next((raw[column.key] for column in area.columns[1:] if raw.get(column.key)), ""))
