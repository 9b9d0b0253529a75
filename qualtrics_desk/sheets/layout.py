"""Where a table begins in its file, and what separates its cells."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from qualtrics_desk.sheets.csv_records import read_records

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS: Final = ("\t", ";", "|", ",")
"""Rarest in ordinary text first: that decides between equals."""
SAMPLE_RECORDS: Final = 50


def sample_records(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The first records of a text, empty lines included."""
    return [record.cells for record in islice(read_records(lines, delimiter), SAMPLE_RECORDS)]


def find_delimiter(lines: Sequence[str]) -> str:
    """The character that separates cells, judged by the header line and the records below it."""
    best, best_rank = ",", (0, 0.0, 0, 0)
    for preference, delimiter in enumerate(reversed(DELIMITERS)):
        records = [cells for cells in sample_records(lines, delimiter) if cells]
        header_row = find_header_row(records)
        header = records[header_row - 1] if records else []
        if len(header) < 2:
            continue
        body = records[header_row:]
        agreeing = sum(len(cells) == len(header) for cells in body)
        share = agreeing / len(body) if body else 1.0
        rank = (2 if share >= 0.5 else 1, 1 - header_row, len(header), preference)
        if rank > best_rank:
            best, best_rank = delimiter, rank
    return best


def find_header_row(records: Sequence[Sequence[str]]) -> int:
    """Which record holds the column names, 1-based: the first that is about as wide as the table.

    Titles and notes above a table fill one or two cells of it.
    """
    filled = [sum(bool(cell.strip()) for cell in cells) for cells in records]
    usual = Counter(count for count in filled if count).most_common()
    if not usual:
        return 1
    most = max(count for _, count in usual)
    width = max(count for count, times in usual if times * 2 >= most)
    for number, count in enumerate(filled, start=1):
        if count and count * 3 >= width * 2:
            # A person's address is no column name: then the table has narrow or no names.
            is_data = any("@" in cell.strip("@") for cell in records[number - 1])
            return 1 + next(i for i, n in enumerate(filled) if n) if is_data else number
    return 1
