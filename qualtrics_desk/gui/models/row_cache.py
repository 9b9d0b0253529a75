"""The rows a model holds, and the ones it was asked for and did not have.

Rows are kept by id, so that they stay when the order changes. A stale row is still shown until
the new one is there: nothing flickers.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualtrics_desk.domain.rows import Row

MOST_ROWS = 8192
NEAR = 512
"""Misses farther apart than this belong to different places; the newer place wins."""


class RowCache:
    """A bounded cache of rows by id, and the range that was missed.

    Attributes:
        epoch: Goes up when rows become stale: an older answer does not make them fresh again.
        last_missed: The places that were asked for last.
    """

    def __init__(self) -> None:
        self.epoch = 0
        self.last_missed = range(0)
        self._rows: dict[int, Row] = {}
        self._fresh: set[int] = set()
        self._missed: range | None = None

    @property
    def has_missed(self) -> bool:
        """Whether something was asked for since the last fetch."""
        return self._missed is not None

    def get(self, row_id: int) -> Row | None:
        """The row, fresh or stale, or None."""
        return self._rows.get(row_id)

    def is_fresh(self, row_id: int) -> bool:
        """Whether the row need not be asked for again."""
        return row_id in self._fresh

    def sample(self, most: int) -> list[Row]:
        """The rows that came last, no more than so many."""
        return list(islice(reversed(self._rows.values()), most))

    def make_stale(self, ids: Iterable[int] | None = None) -> None:
        """Let rows be asked for again, all of them for None."""
        self.epoch += 1
        if ids is None:
            self._fresh.clear()
        else:
            self._fresh.difference_update(ids)

    def miss(self, row: int) -> None:
        """Note that the row at this place was asked for and is not fresh."""
        missed = self._missed
        if missed is None or not missed.start - NEAR <= row < missed.stop + NEAR:
            self._missed = range(row, row + 1)
        elif row not in missed:
            self._missed = range(min(row, missed.start), max(row + 1, missed.stop))

    def take_missed(self) -> range | None:
        """The places to fetch; they are no longer missed."""
        missed, self._missed = self._missed, None
        if missed is not None:
            # A fast scroll misses on and on: what was passed first is out of sight by now.
            missed = range(max(missed.start, missed.stop - 2 * NEAR), missed.stop)
            self.last_missed = missed
        return missed

    def unknown(self, ids: Sequence[int]) -> list[int]:
        """Those of the ids that are not fresh."""
        return [row_id for row_id in ids if row_id not in self._fresh]

    def put(self, asked: Sequence[int], rows: Sequence[Row], epoch: int) -> None:
        """Keep an answer.

        Args:
            asked: The ids asked for; those without a row are gone and are not asked for again.
            rows: The answer.
            epoch: That of the moment of asking; rows that became stale since stay so.
        """
        for row in rows:
            self._rows.pop(row.id, None)
            self._rows[row.id] = row
        if epoch == self.epoch:
            self._fresh.update(asked)
        surplus = len(self._rows) - MOST_ROWS
        for row_id in list(self._rows)[: max(0, surplus)]:
            del self._rows[row_id]
            self._fresh.discard(row_id)
