"""Files that appear whole or not at all, and that only their owner may read."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.domain.system_refusals import kind_of, reason_of

_LOOK = "Look whether the file is open elsewhere, and whether the disk is full."
_RIGHT = "Choose another folder, or look whether the file is open elsewhere."
_SPACE = "Free some space, or choose a folder on another disk."
_OTHER = "Choose another folder."
_HINTS = {
    "EACCES": _RIGHT,
    "EPERM": _RIGHT,
    "ENOSPC": _SPACE,
    "EDQUOT": _SPACE,
    "EROFS": _OTHER,
    "ENOTDIR": _OTHER,
    "ENAMETOOLONG": "Choose a shorter name.",
}


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


def require_writable(path: Path) -> None:
    """See whether a file can be made there, before anything long begins.

    Raises:
        SheetError: It cannot.
    """
    part = Replacement(path)
    os.close(part.handle)
    part.discard()


def unwritable(path: Path, error: Exception) -> SheetError:
    """The error for a file that the system does not let be written."""
    detail, hint = _reason(path, error)
    return SheetError(f"{path.name} cannot be written.", detail=detail, hint=hint)


def _reason(path: Path, error: Exception) -> tuple[str, str]:
    if not isinstance(error, OSError):
        return str(error), _LOOK
    kind = kind_of(error)
    if kind == "ENOENT" and not path.parent.exists():
        return f"The folder {path.parent} does not exist.", "Choose another folder, or make it."
    return reason_of(error), _HINTS.get(kind, _LOOK)
