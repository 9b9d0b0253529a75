"""Requests that are refused one after another: whether a row is guilty, or all of them.

A refused request is halved until the guilty row stands alone (P7). Where the reason concerns every
row, halving would go on for as many requests as there are rows, and say the same of each. So after
some refusals in a row with the same words single rows from all over the request are tried: if all
of those are refused with these words, too, the job stops and says so once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import JobFailed
from qualtrics_desk.services.engine.problems import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.errors import ApiError

SUSPICION = 8
"""Refusals in a row without anything accepted, after which single rows are tried."""
PROBES = 5


class Refusals:
    """Watches the answers to the requests of one drive."""

    def __init__(self, refused_alone: int = 0) -> None:
        """Watch.

        Args:
            refused_alone: Rows that an earlier drive saw refused alone. Where these were enough to
                stop it, the person chose to go on all the same.
        """
        self._is_asked = refused_alone < PROBES
        self._words: tuple[str | None, str] | None = None
        self._in_a_row = 0
        self._alone = 0
        self._is_probing = False

    def accepted(self) -> None:
        """A request was taken: the reason does not concern every row."""
        self._words = None
        self._in_a_row = self._alone = 0
        self._is_probing = False

    def refused(self, error: ApiError, rows: int) -> None:
        """A request with so many rows was refused."""
        words = (error.code, words_of(error))
        if words != self._words:
            self.accepted()
            self._words = words
        self._in_a_row += 1
        self._alone += self._is_probing and rows == 1

    def parts_of(self, rows: Sequence[int]) -> list[Sequence[int]]:
        """How a refused request of several rows is sent again."""
        half = len(rows) // 2
        is_probe = self._is_asked and self._in_a_row >= SUSPICION and not self._is_probing
        if not is_probe or len(rows) <= PROBES:
            return [rows[:half], rows[half:]]
        self._is_probing = True
        places = [number * (len(rows) - 1) // (PROBES - 1) for number in range(PROBES)]
        probes: list[Sequence[int]] = [[rows[place]] for place in places]
        rest = [row for place, row in enumerate(rows) if place not in places]
        return [*probes, rest]

    def require_some_hope(self, error: ApiError) -> None:
        """Stop where each row that was tried alone was refused with the same words.

        Raises:
            JobFailed: If so.
        """
        if self._is_asked and self._alone >= PROBES:
            raise JobFailed(
                "The service refuses every row with the same words.",
                detail=words_of(error),
                hint="Nothing of the refused rows was written. Mend the cause, or cancel the job;"
                " going on tries the rest row by row.",
            ) from error
