"""SPSS system files, as far as an export needs them: numbers and texts, uncompressed.

After the description of the format in the PSPP developers' guide. Texts longer than 255 bytes are
cut; a survey's export has such cells, and very long strings would need a dialect of their own.
"""

from __future__ import annotations

import re
import struct
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

_WIDEST = 255
_MISSING = -1.7976931348623157e308
_NOT_A_LETTER = re.compile(r"[^A-Za-z0-9_.]")


class Variable:
    """One variable with its values.

    Attributes:
        width: Bytes of a text; 0 for numbers.
    """

    def __init__(self, name: str, label: str, values: Sequence[Any]) -> None:
        self.name = _NOT_A_LETTER.sub("_", name)[:64] or "V"
        if not self.name[0].isalpha():
            self.name = "@" + self.name[:63]
        self.label = label.encode()[:_WIDEST]
        self.values = values
        present = [value for value in values if value is not None]
        numeric = all(isinstance(value, int | float) for value in present)
        texts = [len(str(value).encode()) for value in present]
        self.width = 0 if numeric else min(_WIDEST, max(1, *texts))

    @property
    def segments(self) -> int:
        """Eight-byte pieces of one value."""
        return max(1, -(-self.width // 8))

    def cell(self, place: int) -> bytes:
        """One value as it stands in the data."""
        value = self.values[place]
        if self.width == 0:
            return struct.pack("<d", _MISSING if value is None else float(value))
        text = ("" if value is None else str(value)).encode()[: self.width]
        return text.ljust(self.segments * 8)


class SavFile:
    """A whole file."""

    def __init__(self, variables: Sequence[Variable], cases: int) -> None:
        self._variables = variables
        self._cases = cases

    def write(self, out: BinaryIO) -> None:
        """Write header, dictionary and data."""
        segments = sum(variable.segments for variable in self._variables)
        now = datetime.now(UTC)
        out.write(b"$FL2" + b"@(#) SPSS DATA FILE Sandbox".ljust(60))
        out.write(struct.pack("<iiiiid", 2, segments, 0, 0, self._cases, 100.0))
        out.write(now.strftime("%d %b %y%H:%M:%S").encode().ljust(17))
        out.write(b"Survey".ljust(64) + b"\0" * 3)
        for number, variable in enumerate(self._variables):
            self._declare(out, variable, number)
        self._extension(out, 3, 4, struct.pack("<8i", 1, 0, 0, -1, 1, 0, 2, 65001))
        self._extension(out, 4, 8, struct.pack("<3d", _MISSING, -_MISSING, _MISSING))
        names = "\t".join(f"V{place}={item.name}" for place, item in enumerate(self._variables))
        self._extension(out, 13, 1, names.encode())
        self._extension(out, 20, 1, b"UTF-8")
        out.write(struct.pack("<ii", 999, 0))
        for place in range(self._cases):
            out.write(b"".join(variable.cell(place) for variable in self._variables))

    def _declare(self, out: BinaryIO, variable: Variable, number: int) -> None:
        width = variable.width
        form = struct.pack("<BBBB", 0, max(width, 1), 1, 0) if width else b"\x02\x08\x05\x00"
        out.write(struct.pack("<iiii", 2, width, 1, 0) + form + form)
        out.write(f"V{number}".encode().ljust(8))
        label = variable.label
        out.write(struct.pack("<i", len(label)) + label.ljust(-(-len(label) // 4) * 4))
        blank = b"\x00\x1d\x01\x00"
        for _ in range(variable.segments - 1):
            out.write(struct.pack("<iiii", 2, -1, 0, 0) + blank + blank + b" " * 8)

    def _extension(self, out: BinaryIO, subtype: int, size: int, data: bytes) -> None:
        out.write(struct.pack("<iiii", 7, subtype, size, len(data) // size) + data)
