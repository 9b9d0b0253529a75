"""Separated text as records, however broken: nothing is dropped and nothing swallows the rest.

`csv` in strict mode does the work. Where it objects, the line at which the record began is taken
as it stands and marked, and reading goes on with the line after it.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Final, TextIO

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_RECORD: Final = 5000
"""Lines of one record after which its quote counts as never closed."""
_SHORTEST_LIMIT: Final = 20
_FIELD_LIMIT: Final = 2**31 - 1
_SEPARATOR_LINE: Final = re.compile(r"sep=([^\r\n])[\r\n]*", re.IGNORECASE)

NUL_PROBLEM: Final = "The line holds NUL characters."


class Record(msgspec.Struct, frozen=True, gc=False):
    """One record of a text file.

    Attributes:
        line: The line at which it starts, 1-based.
        cells: Its cells; none for an empty line.
        problem: What is wrong with it, or None.
    """

    line: int
    cells: list[str]
    problem: str | None


class _EndlessRecordError(Exception):
    """A quote was opened and not closed for so many lines that it never will be."""


class _LineFeed:
    """Gives lines to the parser and remembers those of the record at hand."""

    def __init__(self, source: Iterable[str]) -> None:
        self.held: list[str] = []
        self.has_nul = False
        self._source = iter(source)
        self._again: deque[str] = deque()
        self._limit = LONGEST_RECORD

    def lines(self) -> Iterator[str]:
        held, limit = self.held, self._limit
        for line in chain(self._given_back(), self._source):
            held.append(line)
            if len(held) > limit:
                raise _EndlessRecordError
            if "\0" in line:
                self.has_nul = True
            yield line

    def give_back(self, lines: list[str]) -> None:
        """Let lines be parsed again that a broken quote had swallowed.

        Each such quote makes the next one more likely, and looking far ahead for every one of
        them would take for ever: so the limit shrinks.
        """
        self._again.extendleft(reversed(lines))
        if len(lines) > _SHORTEST_LIMIT:
            self._limit = max(_SHORTEST_LIMIT, self._limit // 2)

    def _given_back(self) -> Iterator[str]:
        while self._again:
            yield self._again.popleft()


def read_records(lines: Iterable[str], delimiter: str, *, first_line: int = 1) -> Iterator[Record]:
    """Read all records of a text.

    Args:
        lines: Its lines with their ends as they are in the file (`newline=""`).
        delimiter: What separates cells.
        first_line: The number of the first of these lines in the file.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    feed = _LineFeed(lines)
    held = feed.held
    line = first_line
    while True:
        try:
            for cells in csv.reader(feed.lines(), delimiter=delimiter, strict=True):
                if feed.has_nul:
                    feed.has_nul = False
                    yield Record(line, cells, NUL_PROBLEM)
                else:
                    yield Record(line, cells, None)
                line += len(held)
                held.clear()
        except (csv.Error, _EndlessRecordError) as error:
            first, *rest = held
            held.clear()
            feed.give_back(rest)
            feed.has_nul = False
            is_open = bool(rest) or "end of data" in str(error)
            yield _broken_record(first, is_open, delimiter, line)
            line += 1
        else:
            return


def start_of(stream: TextIO) -> tuple[Iterator[str], str | None]:
    """The lines of a text without byte-order mark and without a `sep=` line.

    Returns:
        The lines, and the delimiter that was announced; if one was, they begin at line 2.
    """
    first = stream.readline().removeprefix("\ufeff")
    match = _SEPARATOR_LINE.fullmatch(first)
    if match:
        return iter(stream), match[1]
    return chain([first] if first else [], stream), None


def _broken_record(text: str, is_open: bool, delimiter: str, line: int) -> Record:
    """The cells of a line whose quotes do not fit."""
    if is_open or text.count('"') % 2:
        reader = csv.reader([text], delimiter=delimiter, quoting=csv.QUOTE_NONE)
        problem = f"A quotation mark that is opened on line {line} is not closed properly."
    else:
        reader = csv.reader([text], delimiter=delimiter)
        problem = f"A quotation mark stands where none may be on line {line}."
    return Record(line, next(reader), problem)
