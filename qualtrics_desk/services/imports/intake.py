"""Intake: the rows of a file into staging, mapped and checked on the way."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.checks import RowCheck, compile_checks
from qualtrics_desk.domain.contacts import identity_key
from qualtrics_desk.domain.findings import Finding, Level
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.sheets.reading import SourceRow, open_sheet
from qualtrics_desk.store.staging.records import Draft, SourceLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qualtrics_desk.domain.recipes import Recipe
    from qualtrics_desk.store.staging.staging import Staging

PIECE = 2_000
"""Rows read, checked and written at once: about 40 ms of work."""

_encode = msgspec.json.Encoder().encode


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

    def take(self, found: Sequence[Finding]) -> bool:
        """Count the findings of a row; whether it must not be sent."""
        errors = {finding.rule for finding in found if finding.level is Level.ERROR}
        self.errors.update(errors)
        self.findings.update({one.rule for one in found if one.level < Level.ERROR})
        return bool(errors)


async def take_in(
    source: Path, recipe: Recipe, staging: Staging, *, stop: Stop, report: Report
) -> Intake:
    """Read a file into staging; every row of it is there afterwards, whatever is wrong with it.

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
        count = 0
        while True:
            stop.check()
            done = await asyncio.to_thread(_take_piece, rows, check, key, staging, tally)
            if not done:
                break
            count += done
            report(Progress("Reading the file", count))
        return Intake(
            rows=count,
            header=list(sheet.header),
            warnings=list(sheet.warnings),
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


def _take_piece(
    rows: Iterator[SourceRow],
    check: RowCheck,
    key: Sequence[str],
    staging: Staging,
    tally: _Tally,
) -> int:
    lines: list[SourceLine] = []
    drafts: list[Draft] = []
    for source in islice(rows, PIECE):
        lines.append(SourceLine(source.row, source.line, _encode(source.cells)))
        drafts.append(_draft(source, check, key, tally))
    if lines:
        staging.add_rows(lines, drafts)
    return len(lines)


def _draft(source: SourceRow, check: RowCheck, key: Sequence[str], tally: _Tally) -> Draft:
    contact, blanks, found = check(source.cells)
    if source.problem is not None:
        found = (*found, Finding("row form", "", Level.ERROR, source.problem))
    encoded = None
    if found:
        encoded = _encode(found)
        if tally.take(found):
            return Draft(source.row, None, None, None, None, encoded)
    extra = None
    identity = identity_key(contact, key) if key else None
    if "phone" in contact:
        # The bulk call's schema has no phone (D.9): it follows by PUT (design.md 3.3).
        extra = _encode({"phone": contact.pop("phone")})
    return Draft(
        source.row, identity, _encode(contact), extra, _encode(blanks) if blanks else None, encoded
    )
