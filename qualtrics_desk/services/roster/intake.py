"""The rows of a roster into staging: cells as they stand in the file, and what they ask for.

A first password stays in the file: what is staged has a mark in its place, and it is read again
when its user is made (`passwords`).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.fields import FieldKind
from qualtrics_desk.domain.findings import Finding, Level
from qualtrics_desk.domain.mapping import column_names
from qualtrics_desk.services.areas.writing import checked
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.imports.intake import Intake
from qualtrics_desk.sheets.reading import open_sheet
from qualtrics_desk.store.staging.records import Draft, SourceLine

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.services.roster.rosters import Roster, RosterOptions
    from qualtrics_desk.sheets.reading import SourceRow
    from qualtrics_desk.store.staging.staging import Staging

PIECE = 1_000
"""Rows read, checked and written at once."""
MASK = "•••"
"""Stands where a secret stood."""


async def take_in(
    source: Path,
    roster: Roster,
    options: RosterOptions,
    staging: Staging,
    *,
    stop: Stop,
    report: Report,
) -> Intake:
    """Read a file into staging; every row of it is there afterwards, whatever is wrong with it.

    Raises:
        SheetError: When the file cannot be read.
        UsageError: When columns are named that it does not have.
    """
    await asyncio.to_thread(staging.clear)
    sheet = await asyncio.to_thread(open_sheet, source)
    with sheet:
        reader = RowReader(roster, options, list(sheet.header))
        rows = sheet.rows()
        errors: Counter[str] = Counter()
        count = 0
        while True:
            stop.check()
            piece = await asyncio.to_thread(lambda: list(islice(rows, PIECE)))
            if not piece:
                break
            await asyncio.to_thread(_take_piece, piece, reader, staging, errors)
            count += len(piece)
            report(Progress("Reading the file", count))
        return Intake(
            rows=count,
            header=list(sheet.header),
            warnings=[*sheet.warnings, *reader.warnings],
            findings={},
            errors=dict(errors),
        )


def _take_piece(
    piece: list[SourceRow], reader: RowReader, staging: Staging, errors: Counter[str]
) -> None:
    lines, drafts = [], []
    for row in piece:
        line, draft, found = reader.read(row)
        errors.update({one.rule for one in found})
        lines.append(line)
        drafts.append(draft)
    staging.add_rows(lines, drafts)


class RowReader:
    """Makes of the cells of a row what it asks for.

    Attributes:
        warnings: What of the file is left out.
    """

    def __init__(self, roster: Roster, options: RosterOptions, header: list[str]) -> None:
        """Look at the header once.

        Raises:
            UsageError: When columns are named that the file does not have, or that name no field.
        """
        fields = {field.key: field for field in roster.fields}
        places = {name: place for place, name in enumerate(column_names(header))}
        for name, key in options.columns.items():
            if name not in places:
                raise UsageError(f"The file has no column “{name}”.")
            if key not in fields:
                raise UsageError(
                    f"“{key}” is no field of {roster.name}.",
                    hint=f"Fields are {', '.join(fields)}.",
                )
        self._fields = fields
        self._roster = roster
        self._constants = options.constants
        self._places = {key: places[name] for name, key in options.columns.items()}
        self._secret = {
            place for key, place in self._places.items() if fields[key].kind is FieldKind.SECRET
        }
        self._clearable = frozenset() if options.keep_blanks else roster.clearable
        left = [
            name
            for name, place in places.items()
            if place not in self._places.values() and not name.startswith("_")
        ]
        self.warnings = [f"Left out: {', '.join(left)}."] if left else []

    def read(self, row: SourceRow) -> tuple[SourceLine, Draft, list[Finding]]:
        """A row as it is kept, and what it asks for."""
        cells = [
            MASK if place in self._secret and text.strip() else text
            for place, text in enumerate(row.cells)
        ]
        line = SourceLine(row.row, row.line, msgspec.json.encode(cells))
        found: list[Finding] = []
        if row.problem is not None:
            found.append(Finding("row form", "", Level.ERROR, row.problem))
        values = {key: text for key, text in self._constants.items() if text}
        blanks: list[str] = []
        for key, place in self._places.items():
            text = row.cells[place].strip() if place < len(row.cells) else ""
            if place in self._secret:
                # A result file has the mark: there is no password in it.
                if text and text != MASK:
                    values[key] = MASK
            elif text:
                values[key] = text
            elif key in self._clearable and key not in self._constants:
                blanks.append(key)
        found += self._check(values)
        if found:
            findings = msgspec.json.encode(found)
            return line, Draft(row.row, None, None, None, None, findings), found
        payload = msgspec.json.encode(values)
        empty = msgspec.json.encode(blanks) if blanks else None
        return line, Draft(row.row, None, payload, None, empty, None), found

    def _check(self, values: dict[str, Any]) -> list[Finding]:
        """What is wrong with single values; they are put into the service's form."""
        if not values:
            return [Finding("empty-row", "", Level.ERROR, "The row has no value.")]
        found = []
        for key, value in list(values.items()):
            field = self._fields[key]
            if field.kind is FieldKind.CHOICE and not field.is_open:
                value = value.casefold()
            try:
                values.update(
                    checked([msgspec.structs.replace(field, required=False)], {key: value})
                )
            except UsageError as error:
                found.append(Finding("value", key, Level.ERROR, str(error)))
        if self._roster.is_memberships:
            found += [
                Finding("missing", key, Level.ERROR, "It is missing.")
                for key in ("group", "user")
                if key not in values
            ]
        return found
