"""File names made of what people call their things (qualtrics-api.md D.13, F)."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_BLANKS = re.compile(r"\s+")
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{kind}{place}" for kind in ("com", "lpt") for place in range(10)]
)
_LONGEST = 120
"""Bytes in UTF-8: file systems take 255, and suffixes and temporary names come on top."""


def safe_file_name(title: str, fallback: str = "untitled") -> str:
    """A name without suffix that Windows, macOS and Linux all take.

    Args:
        title: What somebody called a thing; any characters.
        fallback: Where nothing of it is left.
    """
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", title))
    name = "".join(
        "_" if unicodedata.category(letter) in {"Cf", "Cs", "Co", "Cn"} else letter
        for letter in name
    )
    name = _BLANKS.sub(" ", name).strip(" .")
    name = name.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    if not name.strip("_ "):
        name = fallback
    # Windows takes these for devices, whatever the suffix.
    return f"_{name}" if name.partition(".")[0].casefold().strip() in _DEVICES else name
