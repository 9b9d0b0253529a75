"""Why the system refuses a file or folder, in a sentence: the one map from its errors to words."""

from __future__ import annotations

import errno
import sys

# By name: not every system has every number.
_REASONS = {
    "ENOENT": "There is no such file or folder.",
    "ENOTDIR": "A part of the path is no folder.",
    "EISDIR": "A folder has this name.",
    "EEXIST": "Something has this name already.",
    "EROFS": "This disk can only be read.",
    "ENOSPC": "The disk is full.",
    "EDQUOT": "Your share of the disk is used up.",
    "EFBIG": "The file is larger than this disk, or your account, allows.",
    "ENAMETOOLONG": "The name is too long.",
    "EBUSY": "Another program has it open.",
    "ETXTBSY": "Another program has it open.",
    "EIO": "The disk reports an error.",
}
_NO_RIGHT = "You do not have the right to do this there."
# Windows says the same of both.
_NO_RIGHT_OR_OPEN = "You do not have the right to do this there, or another program has it open."


def kind_of(error: OSError) -> str:
    """The name of the error, as `ENOENT`; "" where it has none."""
    return errno.errorcode.get(error.errno or 0, "")


def reason_of(error: OSError) -> str:
    """Why, in a sentence; in the system's own words where there are none of ours."""
    kind = kind_of(error)
    if kind in ("EACCES", "EPERM"):
        return _NO_RIGHT_OR_OPEN if sys.platform == "win32" else _NO_RIGHT
    said = (error.strerror or str(error) or type(error).__name__).rstrip(".")
    return _REASONS.get(kind, f"{said}.")
