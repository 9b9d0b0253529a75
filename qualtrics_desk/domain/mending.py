"""Cells of a file that a person mends before its rows are sent."""

from __future__ import annotations

from typing import NamedTuple


class Mend(NamedTuple):
    """The text of a cell as it was read, and the one in its place."""

    old: str
    text: str


Mends = dict[int, dict[int, Mend]]
"""Row, then place of the column in the file."""


def mended_cells(mends: Mends) -> list[tuple[int, int, str, str]]:
    """Row, place, old and new text of each cell that differs, in their order."""
    return sorted(
        (row, place, mend.old, mend.text)
        for row, cells in mends.items()
        for place, mend in cells.items()
        if mend.text != mend.old
    )
