"""`surveys backup`, `diff`, `codebook`, `export`, `restore`, `import`: definitions and files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.services.definitions import making
from qualtrics_desk.services.definitions.backup import Backup, back_up
from qualtrics_desk.services.definitions.codebook import write_codebook
from qualtrics_desk.services.definitions.comparing import compare_states, parse_state
from qualtrics_desk.services.definitions.documents import export_qsf
from qualtrics_desk.services.surveys import list_surveys

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.session import Session

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">", "order": "="}


async def backup(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Save what has changed since the last backup in the folder."""
    folder = await asyncio.to_thread(arguments.out.absolute)
    async with session_of(arguments, output) as session:
        surveys = await _meant(session, arguments.surveys, output, stop)
        done = await back_up(session, surveys, folder, stop=stop, report=output.progress)
    _refused(output, done.refused)
    output.document(
        msgspec.to_builtins(done),
        f"{several(done.new, 'survey')} new, {done.changed:,} changed, {done.same:,} as before."
        f" Manifest: {done.manifest}",
    )
    return Exit.ROWS_FAILED if done.refused else Exit.DONE


async def export(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Write surveys as QSF files with a manifest."""
    folder = await asyncio.to_thread(arguments.out.absolute)
    async with session_of(arguments, output) as session:
        surveys = await _meant(session, arguments.surveys, output, stop)
        done = await export_qsf(session, surveys, folder, stop=stop, report=output.progress)
    _refused(output, done.refused)
    output.document(
        msgspec.to_builtins(done), f"Wrote {several(done.surveys, 'file')} to {done.folder}."
    )
    return Exit.ROWS_FAILED if done.refused else Exit.DONE


async def codebook(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Write the code book of one survey or many."""
    out = await asyncio.to_thread(arguments.out.absolute)
    async with session_of(arguments, output) as session:
        surveys = await _meant(session, arguments.surveys, output, stop)
        done = await write_codebook(session, surveys, out, stop=stop, report=output.progress)
    _refused(output, done.refused)
    output.document(
        msgspec.to_builtins(done),
        f"Wrote {several(done.rows, 'row')} of {several(done.surveys, 'survey')} to {done.file}.",
    )
    return Exit.ROWS_FAILED if done.refused else Exit.DONE


async def diff(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Say in words what differs between two states of a survey, or two surveys."""
    before, after = parse_state(arguments.before), parse_state(arguments.after)
    async with session_of(arguments, output) as session:
        found = await compare_states(session, before, after)
    if output.as_json:
        for change in found.changes:
            output.document(
                {
                    "kind": change.kind.value,
                    "area": change.area.value,
                    "place": change.place,
                    "what": str(change.what),
                    "before": change.before,
                    "after": change.after,
                },
                "",
            )
        return Exit.DONE
    lines = []
    for change in found.changes:
        lines.append(f"{_SIGNS[change.kind.value]} {change.what}")
        if change.kind.value == "order":
            lines[-1] += " (order only)"
        if change.before:
            lines.append(f"    was: {change.before}")
        if change.after:
            lines.append(f"    now: {change.after}")
    if found.is_order_only:
        lines.append("Only orders differ.")
    output.say("\n".join(lines) if lines else "No difference.")
    return Exit.DONE


async def import_(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Make a new survey of a file."""
    path = arguments.file
    file = await asyncio.to_thread(making.read_survey_file, path)
    name = arguments.name or file.name or path.stem
    async with session_of(arguments, output) as session:
        require_writable(session)
        made = await making.import_survey(session, path.name, file, name)
    output.document({"id": made, "name": name}, f"Made the survey {made}; it is inactive.")
    return Exit.DONE


async def restore(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Make a new survey of a state in a backup."""
    state = parse_state(arguments.state)
    if not state.folder:
        raise UsageError(
            f"“{arguments.state}” names no backup.", hint="Write FOLDER:SV_… or FOLDER:SV_…@DAY."
        )

    def read() -> making.SurveyFile:
        saved = Backup(Path(state.folder))
        entry = saved.at(state.survey, state.moment)
        content = msgspec.json.encode(saved.document(entry))
        return making.check_survey_file(entry.file, content, making.KINDS[".qsf"])

    file = await asyncio.to_thread(read)
    name = arguments.name or f"{file.name} (restored)"
    async with session_of(arguments, output) as session:
        require_writable(session)
        made = await making.import_survey(session, "survey.qsf", file, name)
    output.document({"id": made, "name": name}, f"Made the survey {made}; it is inactive.")
    return Exit.DONE


async def _meant(session: Session, surveys: Sequence[str], output: Output, stop: Stop) -> list[str]:
    """The surveys that are named, or all of them where none is."""
    if surveys:
        return list(surveys)
    found = await list_surveys(session, stop=stop, report=output.progress, warn=output.warn)
    return [str(raw["id"]) for raw in found if raw.get("id")]


def _refused(output: Output, refused: Sequence[str]) -> None:
    if refused:
        output.warn(f"Not readable for this token: {', '.join(refused)}.")
