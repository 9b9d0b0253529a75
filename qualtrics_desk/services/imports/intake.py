"""Intake: the rows of a file into staging, mapped and checked on the way."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from qualtrics_desk.domain.checks import RowCheck, compile_checks
from qualtrics_desk.domain.contacts import embedded_name, identity_key
from qualtrics_desk.domain.findings import Finding, Level
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.domain.reserved_names import reserved
from qualtrics_desk.services.concurrency import beside
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.sheets.reading import SourceRow, open_sheet
from qualtrics_desk.sheets.tables import misfit
from qualtrics_desk.store.staging.records import Draft, SourceLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qualtrics_desk.domain.recipes import Recipe
    from qualtrics_desk.store.staging.mended import MendedCell
    from qualtrics_desk.store.staging.staging import Staging

PIECE = 2_000
"""Rows read, checked and written at once: about 40 ms of work."""

_encode = msgspec.json.Encoder().encode
_decode_findings = msgspec.json.Decoder(tuple[Finding, ...]).decode


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a file brought.

    Attributes:
        rows: Rows of data.
        header: Column names as they stand in the file.
        warnings: What is odd about the file as a whole.
        findings: Rows by rule, for findings that do not keep a row from being sent.
        errors: Rows by rule, for those that do; a row may break several.
    """

    rows: int
    header: list[str]
    warnings: list[str]
    findings: dict[str, int]
    errors: dict[str, int] = {}


class _Tally:
    """Rows by rule, counted while they are read."""

    def __init__(self) -> None:
        self.findings: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()

    def take(self, found: Sequence[Finding]) -> None:
        """Count the findings of a row."""
        errors = {finding.rule for finding in found if finding.level is Level.ERROR}
        self.errors.update(errors)
        self.findings.update({one.rule for one in found if one.level < Level.ERROR})


async def take_in(
    source: Path,
    recipe: Recipe,
    staging: Staging,
    *,
    stop: Stop,
    report: Report,
    take_unknown: bool = False,
) -> Intake:
    """Read a file into staging; every row of it is there afterwards, whatever is wrong with it.

    Cells that a person mended are mended again as long as they read as they did. Rows that our own
    result file marks as of unknown fate are taken out, unless `take_unknown`.

    Raises:
        SheetError: When the file cannot be read.
        RecipeError: When the recipe does not fit the file.
    """
    await asyncio.to_thread(staging.clear)
    sheet = await asyncio.to_thread(open_sheet, source, recipe.sheet)
    with sheet:
        check = compile_checks(recipe.mapping, sheet.header, recipe.check_options())
        key = tuple(field for field in recipe.key if field in recipe.mapping.targets())
        tally = _Tally()
        rows = sheet.rows()
        mended = _Mending(await asyncio.to_thread(staging.mended.all))
        status = None if take_unknown else _status_column(sheet.header)
        count = unknown = 0

        def next_piece() -> _Piece:
            found = mended.over(list(islice(rows, PIECE)))
            return _checked(found, check, key, tally, status)

        piece = await asyncio.to_thread(next_piece)
        while piece.lines:
            stop.check()
            # One piece is written while the next is read: SQLite leaves Python's lock alone.
            following = await beside(partial(_stage, piece, staging), next_piece)
            unknown += len(piece.unknown)
            count += len(piece.lines)
            report(Progress("Reading the file", count))
            piece = following
        return Intake(
            rows=count,
            header=list(sheet.header),
            warnings=[
                *sheet.warnings,
                *_told(unknown, mended.misfits),
                *_reserved_names(recipe),
            ],
            findings=dict(tally.findings),
            errors=dict(tally.errors),
        )


async def take_over(
    header: list[str], recipe: Recipe, staging: Staging, *, stop: Stop, report: Report
) -> Intake:
    """Check rows that are in staging already, as those of a retry are."""
    check = compile_checks(recipe.mapping, header, recipe.check_options())
    key = tuple(field for field in recipe.key if field in recipe.mapping.targets())
    tally = _Tally()
    pieces = staging.source()
    count = 0
    while piece := await asyncio.to_thread(next, pieces, None):
        stop.check()
        drafts = [
            _draft(
                SourceRow(line.row, line.line, msgspec.json.decode(line.cells), None),
                check,
                key,
                tally,
            )
            for line in piece
        ]
        await asyncio.to_thread(staging.replace_drafts, drafts)
        count += len(piece)
        report(Progress("Reading the rows", count))
    return Intake(
        rows=count,
        header=header,
        warnings=[],
        findings=dict(tally.findings),
        errors=dict(tally.errors),
    )


async def mend(
    header: list[str], recipe: Recipe, staging: Staging, cells: Sequence[MendedCell]
) -> Intake:
    """Mend cells of staged rows, take back others, and check these rows again.

    Args:
        header: The column names of the file.
        recipe: What goes where.
        staging: The rows.
        cells: All cells that are mended from now on.
    """
    return await asyncio.to_thread(_mend, header, recipe, staging, cells)


def _mend(
    header: list[str], recipe: Recipe, staging: Staging, cells: Sequence[MendedCell]
) -> Intake:
    check = compile_checks(recipe.mapping, header, recipe.check_options())
    key = tuple(field for field in recipe.key if field in recipe.mapping.targets())
    before = staging.mended.all()
    wanted: dict[int, list[MendedCell]] = {}
    for cell in cells:
        wanted.setdefault(cell.row, []).append(cell)
    lines: list[SourceLine] = []
    drafts: list[Draft] = []
    for row in sorted({*before, *wanted}):
        found = staging.source_between(row, row)
        if not found:
            continue
        texts: list[str] = msgspec.json.decode(found[0].cells)
        for cell in before.get(row, ()):
            _set(texts, cell.place, cell.old)
        for cell in wanted.get(row, ()):
            _set(texts, cell.place, cell.text)
        lines.append(found[0]._replace(cells=_encode(texts)))
        drafts.append(
            _draft(SourceRow(row, found[0].line, texts, _form_problem(texts, header)), check, key)
        )
    staging.replace_rows(lines, drafts)
    staging.mended.keep(cells)
    return _intake_of(header, staging)


def _set(texts: list[str], place: int, text: str) -> None:
    texts += [""] * (place + 1 - len(texts))
    texts[place] = text


def _form_problem(texts: list[str], header: list[str]) -> str | None:
    """Cells beyond the header cannot be seen, so mending others does not make the row right."""
    if len(texts) > len(header):
        return misfit(len(texts), len(header))
    return None


def _intake_of(header: list[str], staging: Staging) -> Intake:
    """What is found in the rows as they are staged."""
    tally = _Tally()
    for piece in staging.findings():
        for encoded in piece:
            tally.take(_decode_findings(encoded))
    return Intake(
        rows=staging.row_count(),
        header=header,
        warnings=[],
        findings=dict(tally.findings),
        errors=dict(tally.errors),
    )


class _Mending:
    """Puts mended cells over the rows of a file."""

    def __init__(self, cells: Mapping[int, Sequence[MendedCell]]) -> None:
        self._cells = cells
        self.misfits = 0

    def over(self, rows: list[SourceRow]) -> list[SourceRow]:
        """The rows with their mended cells."""
        if not self._cells:
            return rows
        return [self._mended(row) if row.row in self._cells else row for row in rows]

    def _mended(self, row: SourceRow) -> SourceRow:
        texts = list(row.cells)
        for cell in self._cells[row.row]:
            if cell.place < len(texts) and texts[cell.place] == cell.old:
                texts[cell.place] = cell.text
            else:
                self.misfits += 1
        return msgspec.structs.replace(row, cells=texts)


def _status_column(header: Sequence[str]) -> int | None:
    """Where our own result files say what became of a row."""
    return next((place for place, name in enumerate(header) if name.strip() == "_status"), None)


def _unknown_rows(piece: Sequence[SourceRow], status: int) -> list[int]:
    return [
        row.row
        for row in piece
        if status < len(row.cells) and row.cells[status].startswith(Outcome.UNKNOWN)
    ]


def _told(unknown: int, misfits: int) -> list[str]:
    found = []
    if unknown:
        found.append(
            several(unknown, "row is", "rows are")
            + " marked “unknown” by an earlier import: nobody knows whether they arrived. They are"
            " taken out of the plan; put them back to send them."
        )
    if misfits:
        found.append(
            several(
                misfits,
                "cell that had been mended reads differently now and was",
                "cells that had been mended read differently now and were",
            )
            + " left alone."
        )
    return found


def _reserved_names(recipe: Recipe) -> list[str]:
    names = [
        f"“{embedded_name(target)}”"
        for target in recipe.mapping.targets()
        if reserved(target) is not None
    ]
    if not names:
        return []
    return [
        f"The service uses {', '.join(names)} for something else; embedded data with such a name is"
        " easily mistaken for it. Choose another name."
    ]


class _Piece(NamedTuple):
    """Rows that were read and checked, and the numbers of those marked as of unknown fate."""

    lines: list[SourceLine]
    drafts: list[Draft]
    unknown: list[int]


def _checked(
    rows: Sequence[SourceRow],
    check: RowCheck,
    key: Sequence[str],
    tally: _Tally,
    status: int | None,
) -> _Piece:
    lines: list[SourceLine] = []
    drafts: list[Draft] = []
    for source in rows:
        lines.append(SourceLine(source.row, source.line, _encode(source.cells)))
        drafts.append(_draft(source, check, key, tally))
    return _Piece(lines, drafts, [] if status is None else _unknown_rows(rows, status))


def _stage(piece: _Piece, staging: Staging) -> None:
    staging.add_rows(piece.lines, piece.drafts)
    if piece.unknown:
        staging.taken_out.add(piece.unknown)


def _draft(
    source: SourceRow, check: RowCheck, key: Sequence[str], tally: _Tally | None = None
) -> Draft:
    checked = check(source.cells)
    contact, blanks, found = checked.contact, checked.blanks, checked.findings
    if source.problem is not None:
        found = (*found, Finding("row form", "", Level.ERROR, source.problem))
    encoded = None
    if found:
        encoded = _encode(found)
        if tally is not None:
            tally.take(found)
        if any(one.level is Level.ERROR for one in found):
            return Draft(source.row, None, None, None, None, encoded)
    extra = None
    identity = identity_key(contact, key) if key else None
    if "phone" in contact:
        # The bulk call's schema has no phone (D.9): it follows by PUT (design.md 3.3).
        extra = _encode({"phone": contact.pop("phone")})
    return Draft(
        source.row, identity, _encode(contact), extra, _encode(blanks) if blanks else None, encoded
    )
