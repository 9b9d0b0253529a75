"""Part files: what a long export has fetched so far, so that running it again goes on from there.

The first line says what the export is of; each further line is one page with the position that
follows it. A line outlives the process once `append` returns; a power cut costs the pages of the
last quarter of a second. A line that a crash tore is dropped when the file is opened again, so its
page is fetched again, and no page is there twice or missing.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING, Any, Self

import msgspec

from qualtrics_desk.domain.errors import JobBusy, StoreError
from qualtrics_desk.domain.system_refusals import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType


SYNC_EVERY = 0.25
"""Seconds between two waits for the disk."""


class Page(msgspec.Struct, frozen=True):
    """One page of an export.

    Attributes:
        position: What the service gave for the next page; None after the last one.
        items: The page's items as they are to be written later.
    """

    position: str | None
    items: list[Any]


class PartFile:
    """An open part file; one process has it at a time.

    Attributes:
        pages: How many complete pages it holds.
        position: The position after the last complete page; None without any, or after the last.
    """

    def __init__(self, path: Path, header: Mapping[str, Any]) -> None:
        """Open the file, or make it.

        Args:
            path: The file; made with mode 0600, as it holds other people's personal data.
            header: What the export is of, as JSON values. Every choice that changes the pages
                belongs in it.

        Raises:
            StoreError: When the file is of another export, or damaged, or cannot be written.
            JobBusy: When another process has it.
        """
        self.path = path
        self.pages = 0
        self.position: str | None = None
        self._end = 0
        self._synced = float("-inf")
        self._encoder = msgspec.json.Encoder()
        try:
            # Appending, so that truncating a torn line moves the place of writing, too.
            flags = os.O_CREAT | os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(path, flags, 0o600)
        except OSError as error:
            raise _unusable(path, error) from error
        try:
            _lock(self._descriptor, path)
            self._recover(self._encoder.encode(dict(header)))
        except OSError as error:
            self.close()
            raise _unusable(path, error) from error
        except BaseException:
            self.close()
            raise

    @property
    def is_complete(self) -> bool:
        """Whether the last page is in it."""
        return self.pages > 0 and self.position is None

    def append(self, position: str | None, items: Sequence[Any]) -> None:
        """Add one page; when this returns, it outlives the process.

        Raises:
            StoreError: When it cannot be written; the file then ends with the page before.
        """
        self._write(self._encoder.encode({"position": position, "items": items}))
        self.pages += 1
        self.position = position

    def __iter__(self) -> Iterator[Page]:
        """Every page, oldest first, one in memory at a time; pages added meanwhile are left out.

        Raises:
            StoreError: When a line cannot be read.
        """
        decoder = msgspec.json.Decoder(Page)
        try:
            with self.path.open("rb") as lines:
                left = self._end - len(lines.readline())
                while left > 0:
                    line = lines.readline()
                    left -= len(line)
                    yield decoder.decode(line)
        except OSError as error:
            raise _unusable(self.path, error) from error
        except msgspec.DecodeError as error:
            raise _damaged(self.path) from error

    def close(self) -> None:
        """Leave the file for the next run; a second call does nothing."""
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.fsync(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = -1

    def delete(self) -> None:
        """Remove the file: the export is where it belongs."""
        self.close()
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        """The file itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it; an export that failed finds it again."""
        self.close()

    def _recover(self, header: bytes) -> None:
        decoder = msgspec.json.Decoder(Page)
        with self.path.open("rb") as lines:
            first = lines.readline()
            if first.endswith(b"\n"):
                if first != header + b"\n":
                    raise StoreError(
                        f"{self.path.name} belongs to another export.",
                        hint="Finish that one, delete the file, or choose another target.",
                    )
                self._end = len(first)
                for line in lines:
                    try:
                        page = decoder.decode(line)
                    except msgspec.DecodeError as error:
                        # Blocks of the last line may reach the disk in any order: even a line
                        # with an end may be torn, but only where nothing follows it.
                        if lines.read(1):
                            raise _damaged(self.path) from error
                        break
                    if not line.endswith(b"\n"):
                        break
                    self._end += len(line)
                    self.pages += 1
                    self.position = page.position
        os.ftruncate(self._descriptor, self._end)
        if self._end == 0:
            self._write(header)
            _sync_folder(self.path.parent)

    def _write(self, line: bytes) -> None:
        rest = memoryview(line + b"\n")
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
            now = time.monotonic()
            # Waiting for the disk at each page would take longer than fetching it.
            if now - self._synced >= SYNC_EVERY:
                os.fsync(self._descriptor)
                self._synced = now
        except OSError as error:
            os.ftruncate(self._descriptor, self._end)
            raise _unusable(self.path, error) from error
        self._end += len(line) + 1


def _lock(descriptor: int, path: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            # Far beyond the end: a lock on the content would keep the reader out.
            os.lseek(descriptor, 1 << 40, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise JobBusy(
            f"Another export is writing {path.name}.", hint="Wait for it, or stop it first."
        ) from error


def _sync_folder(folder: Path) -> None:
    """Make the file's name outlive a power cut; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _damaged(path: Path) -> StoreError:
    return StoreError(
        f"{path.name} is damaged in the middle.",
        hint="Delete it; the export then starts from the beginning.",
    )


def _unusable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{path} could not be read or written.",
        detail=reason_of(error),
        hint="Check the rights of the folder and the free space; what is complete is kept.",
    )
