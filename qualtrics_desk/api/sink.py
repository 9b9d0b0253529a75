"""A file that is filled from the network without holding it in memory or stopping the loop."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.system_refusals import reason_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path
    from typing import BinaryIO

_PIECE = 1 << 20
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class FileSink:
    """Writes a stream to one path, readable for its owner only; all of it or nothing."""

    def __init__(
        self,
        path: Path,
        total: int | None,
        on_progress: Callable[[int, int | None], None] | None,
    ) -> None:
        self._path = path
        self._total = total
        self._on_progress = on_progress

    async def fill(self, chunks: AsyncIterator[bytes]) -> int:
        """Write all chunks and wait for the disk.

        Returns:
            The size of the file.

        Raises:
            StoreError: The disk refused.
        """
        complete = False
        file = self._open()
        try:
            size = await self._pour(chunks, file)
            await asyncio.to_thread(_finish, file)
            complete = True
        except OSError as error:
            raise StoreError(
                f"The file {self._path.name} could not be written.",
                detail=reason_of(error),
                hint="Check the free space and the rights of the folder.",
            ) from error
        finally:
            if not complete:
                self._discard(file)
        return size

    async def _pour(self, chunks: AsyncIterator[bytes], file: BinaryIO) -> int:
        size, pending = 0, bytearray()
        async for chunk in chunks:
            size += len(chunk)
            pending += chunk
            if len(pending) >= _PIECE:
                await asyncio.to_thread(file.write, bytes(pending))
                pending.clear()
            if self._on_progress is not None:
                self._on_progress(size, self._total)
        await asyncio.to_thread(file.write, bytes(pending))
        return size

    def _open(self) -> BinaryIO:
        try:
            return os.fdopen(os.open(self._path, _FLAGS, 0o600), "wb")
        except OSError as error:
            raise StoreError(
                f"The file {self._path.name} could not be created.",
                detail=reason_of(error),
                hint="Check that the folder exists and can be written.",
            ) from error

    def _discard(self, file: BinaryIO) -> None:
        file.close()
        self._path.unlink(missing_ok=True)


def _finish(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()
