"""Bring responses from a file into a survey: checked, rehearsed with one row, sent in parts (D.14).

The service reports no rows. So the columns are compared with the survey's schema first, and one row
can be stored, read back and deleted again before the file is sent. Each part carries a key made of
its content: sent again after a break, it is not taken twice.
"""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import single_responses as endpoints
from qualtrics_desk.domain.errors import ApiError, InvalidRequest, JobFailed, UsageError
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.responses.quick_look import LookColumn, read_heads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualtrics_desk.services.session import Session

MOST_BYTES = 5_000_000
"""Of one part with its header rows; the service takes 5 MB (D.14)."""
_TYPES = {".csv": ("text/csv", ","), ".tsv": ("text/tab-separated-values", "\t")}
_SPACE = uuid.UUID("5f0a2d0e-93a4-4c56-9a75-0d4f1a7a2d11")
_OF_THE_SERVICE = ("_recordId", "recordedDate", "status", "ipAddress")
"""Fields that the service makes itself."""
_LOOK = 0.5
_PHASE = "Importing responses"


class ImportCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a file before anything is sent.

    Attributes:
        taken: Columns that the survey has, by their import ids.
        dropped: Columns that the survey does not have: the service drops them without a word.
        own: Columns that the service makes itself.
        parts: How many requests it takes.
    """

    file: str
    survey: str
    rows: int
    taken: list[str]
    dropped: list[str]
    own: list[str]
    parts: int


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the first row: stored, read back, deleted.

    Attributes:
        kept: Fields that were kept as they were.
        lost: Fields that were not, with what was sent and what is there.
    """

    kept: list[str]
    lost: dict[str, tuple[str, str]]
    deleted: bool


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows were sent; the service does not say what became of each."""

    rows: int
    parts: int


async def check_file(session: Session, survey: str, file: Path) -> ImportCheck:
    """Compare a file with the survey; sends nothing.

    Raises:
        UsageError: It is no csv or tsv file with the three header rows of an export.
    """
    reply = await session.client.send(endpoints.get_schema(survey), urgent=True)
    known = set(reply.value.fields)
    columns, rows, parts = await asyncio.to_thread(_measure, file)
    names = [_field(one) for one in columns]
    own = [name for name in names if name in _OF_THE_SERVICE]
    taken = [name for name in names if name in known and name not in own]
    if not taken:
        raise UsageError(
            f"{file.name} has no column of this survey.",
            hint="Export some responses of the survey and use that file as a pattern.",
        )
    return ImportCheck(
        file=str(file),
        survey=survey,
        rows=rows,
        taken=taken,
        dropped=[name for name in names if name not in known and name not in own],
        own=own,
        parts=parts,
    )


async def rehearse(session: Session, check: ImportCheck) -> Rehearsal:
    """Store the first row, read it back, and delete it again.

    Raises:
        UsageError: The file has no row, or the service refuses this one.
        JobFailed: The row was stored and could not be deleted: it names the response.
    """
    values = await asyncio.to_thread(_first, check)
    if values is None:
        raise UsageError("The file has no row.")
    try:
        request = endpoints.create_response(check.survey, values, str(uuid.uuid4()))
        made = (await session.client.send(request, urgent=True)).value.id
    except InvalidRequest as error:
        raise UsageError(
            "The service refuses the first row.", detail=error.service_text or error.user_message
        ) from error
    try:
        reply = await session.client.send(endpoints.get_response(check.survey, made), urgent=True)
        there = reply.value.values or {}
    finally:
        try:
            await session.client.send(
                endpoints.delete_response(check.survey, made, quotas=True), urgent=True
            )
        except ApiError as error:
            raise JobFailed(
                f"The row of the rehearsal was stored as {made} and could not be deleted.",
                detail=str(error),
                hint="Look it up and delete it.",
            ) from error
    kept, lost = [], {}
    for name, sent in values.items():
        found = there.get(name)
        if str(found) == str(sent) or name in ("startDate", "endDate"):
            kept.append(name)
        else:
            lost[name] = (str(sent), "" if found is None else str(found))
    return Rehearsal(kept=kept, lost=lost, deleted=True)


async def import_file(
    session: Session, check: ImportCheck, *, stop: Stop, report: Report
) -> Imported:
    """Send the file part by part; run again after a break, nothing is taken twice.

    Raises:
        JobFailed: The service could not import a part; it says which rows.
        ApiError: The service cannot be reached or refuses.
        JobStopped: On wish, between two parts.
    """
    session.require_within_limits(check.rows)
    done = sent = 0
    file = Path(check.file)
    content_type, _ = _kind(file)
    parts = await asyncio.to_thread(lambda: iter(_parts(file)))
    while (part := await asyncio.to_thread(next, parts, None)) is not None:
        content, rows = part
        stop.check()
        report(Progress(_PHASE, done, check.rows))
        digest = hashlib.sha256(content).hexdigest()
        key = str(uuid.uuid5(_SPACE, f"{check.survey} {digest}"))
        request = endpoints.start_import(check.survey, content, content_type, key)
        progress_id = (await session.client.send(request)).value.id
        wait = _LOOK
        while True:
            look = endpoints.import_progress(check.survey, progress_id)
            state = (await session.client.send(look)).value
            if (state.status or "").casefold() == "complete":
                break
            if (state.status or "").casefold() in ("failed", "error"):
                raise JobFailed(
                    f"The service could not import rows {done + 1:,} to {done + rows:,}.",
                    detail="It does not say which row was the reason.",
                    hint="Rehearse with one row, or send a smaller file of these rows.",
                )
            await stop.wait(wait)
            wait = min(wait * 1.5, 10.0)
        done += rows
        sent += 1
        report(Progress(_PHASE, done, check.rows))
    return Imported(rows=done, parts=sent)


def _kind(file: Path) -> tuple[str, str]:
    found = _TYPES.get(file.suffix.casefold())
    if found is None:
        raise UsageError("Responses are imported from csv and tsv files.")
    return found


def _field(column: LookColumn) -> str:
    return column.import_id.partition(" ")[0] or column.tag


def _measure(file: Path) -> tuple[list[LookColumn], int, int]:
    _, delimiter = _kind(file)
    try:
        with file.open(encoding="utf-8-sig", newline="") as source:
            columns = read_heads(csv.reader(source, delimiter=delimiter), file.name)
        rows = parts = 0
        for _content, count in _parts(file):
            rows, parts = rows + count, parts + 1
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{file.name} cannot be read.", detail=str(error)) from error
    return columns, rows, parts


def _first(check: ImportCheck) -> dict[str, Any] | None:
    file = Path(check.file)
    with file.open(encoding="utf-8-sig", newline="") as source:
        records = csv.reader(source, delimiter=_kind(file)[1])
        columns = read_heads(records, file.name)
        cells = next(records, None)
    if cells is None:
        return None
    values = {
        _field(column): _value(cell)
        for column, cell in zip(columns, cells, strict=False)
        if cell and _field(column) in check.taken
    }
    return values or None


def _value(cell: str) -> int | str:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else cell


def _parts(file: Path, most: int = MOST_BYTES) -> Iterator[tuple[bytes, int]]:
    """The file in parts of at most so many bytes, each with the header rows, and their rows."""
    _, delimiter = _kind(file)
    with file.open(encoding="utf-8-sig", newline="") as source:
        records = csv.reader(source, delimiter=delimiter)
        head = b"".join(_line(next(records, []), delimiter) for _ in range(3))
        pieces, size = [head], len(head)
        for record in records:
            line = _line(record, delimiter)
            if size + len(line) > most and len(pieces) > 1:
                yield b"".join(pieces), len(pieces) - 1
                pieces, size = [head], len(head)
            pieces.append(line)
            size += len(line)
        if len(pieces) > 1:
            yield b"".join(pieces), len(pieces) - 1


def _line(cells: list[str], delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode()
