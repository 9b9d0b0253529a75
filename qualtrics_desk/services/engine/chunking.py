"""How rows are packed into bulk import requests (qualtrics-api.md C.2, D.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.outcomes import ChunkState
from qualtrics_desk.store.journal.records import Chunk

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_ROWS = 10_000
"""Contacts in one request, as documented."""
MAX_BYTES = 4_500_000
"""Bytes of the encoded body: below 5 MB whichever way MB is meant."""

_OPENING = b'{"contacts":['
_CLOSING = b"]}"


def body_of(payloads: Sequence[bytes]) -> bytes:
    """The request body for contacts that are encoded already."""
    return b"%b%b%b" % (_OPENING, b",".join(payloads), _CLOSING)


class Packer:
    """Assigns rows, in their order, to chunks within the limits of the service."""

    def __init__(self, max_rows: int = MAX_ROWS, max_bytes: int = MAX_BYTES) -> None:
        self._max_rows = max_rows
        self._max_bytes = max_bytes
        self._number = 0
        self._first = 0
        self._last = 0
        self._rows = 0
        self._bytes = 0

    def place(self, row: int, size: int) -> tuple[int, Chunk | None]:
        """Put a row into the chunk at hand, or into a new one.

        Args:
            row: Its number.
            size: Bytes of its encoded contact.

        Returns:
            The number of its chunk, and the chunk that is full because of it, if one is.
        """
        full = None
        if self._rows and (
            self._rows >= self._max_rows or self._bytes + size + 1 > self._max_bytes
        ):
            full = self.finish()
        if not self._rows:
            self._number += 1
            self._first = row
            self._bytes = len(_OPENING) + len(_CLOSING)
        self._last = row
        self._rows += 1
        self._bytes += size + 1
        return self._number, full

    def finish(self) -> Chunk | None:
        """Close the chunk at hand; None if there is none."""
        if not self._rows:
            return None
        chunk = Chunk(
            number=self._number,
            state=ChunkState.PLANNED,
            first_row=self._first,
            last_row=self._last,
            size=self._rows,
        )
        self._rows = 0
        return chunk
