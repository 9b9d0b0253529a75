"""Files that appear whole or not at all, and that only their owner may read."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from qualtrics_desk.domain.errors import SheetError


class Replacement:
    """A temporary file beside its target that takes the target's name when it is whole."""

    def __init__(self, target: Path) -> None:
        self.target = target
        try:
            handle, name = tempfile.mkstemp(
                dir=target.parent, prefix=f".{target.name}.", suffix=".part"
            )
        except OSError as error:
            raise unwritable(target, error) from error
        self.handle = handle
        self.path = Path(name)

    def finish(self) -> None:
        """Make it the target; the content is synced already."""
        self.path.replace(self.target)
        # A folder cannot be opened for this on every system; the file itself is safe by then.
        with contextlib.suppress(OSError):
            folder = os.open(self.target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def discard(self) -> None:
        """Leave nothing behind."""
        self.path.unlink(missing_ok=True)


def unwritable(path: Path, error: Exception) -> SheetError:
    """The error for a file that the system does not let be written."""
    reason = error.strerror if isinstance(error, OSError) else None
    return SheetError(
        f"{path.name} cannot be written.",
        detail=reason or str(error),
        hint="Look whether the file is open elsewhere, and whether the disk is full.",
    )
