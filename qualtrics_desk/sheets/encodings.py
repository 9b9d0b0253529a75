"""Which text encoding a file has, and where it breaks.

Order: byte-order mark, UTF-16 by its pattern of zero bytes, strict UTF-8 over the whole file, then
old 8-bit and East Asian encodings, which can only be guessed and are marked so. Files are read in
pieces: memory does not grow with them.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.system_refusals import reason_of

if TYPE_CHECKING:
    from pathlib import Path

OFFERED: Final = marked(
    "encodings",
    {
        "utf-8": "Unicode (UTF-8)",
        "cp1252": "Western European (Windows-1252)",
        "cp1250": "Central European (Windows-1250)",
        "cp1251": "Cyrillic (Windows-1251)",
        "cp1253": "Greek (Windows-1253)",
        "cp1254": "Turkish (Windows-1254)",
        "cp1255": "Hebrew (Windows-1255)",
        "cp1256": "Arabic (Windows-1256)",
        "cp1257": "Baltic (Windows-1257)",
        "iso8859-15": "Western European (ISO 8859-15)",
        "mac-roman": "Western European (Mac)",
        "cp437": "DOS (437)",
        "cp850": "DOS Western European (850)",
        "cp932": "Japanese (Shift-JIS)",
        "euc-jp": "Japanese (EUC)",
        "gb18030": "Chinese, simplified (GB 18030)",
        "big5": "Chinese, traditional (Big5)",
        "cp949": "Korean (Windows-949)",
        "utf-16": "Unicode (UTF-16)",
        "utf-16-le": "Unicode (UTF-16 little endian)",
        "utf-16-be": "Unicode (UTF-16 big endian)",
    },
)
"""Encodings to choose from, with names for people."""

_GUESSES: Final = ("cp1252", "cp932", "gb18030", "cp949", "big5", "latin-1")
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN_SIGNS: Final = frozenset(
    b"\x80\x85\x8a\x8c\x8e\x91\x92\x93\x94\x95\x96\x97\x99\x9a\x9c\x9e"
)
"""Signs of Windows-1252 below 0xA0 that text really has: euro, dots, quotes, dashes, Š and Œ."""
_PIECE: Final = 1 << 20
_HEAD: Final = 1 << 16


class Guess(NamedTuple):
    """An encoding, and whether the file itself proves it."""

    encoding: str
    certain: bool


def guess_encoding(path: Path) -> Guess:
    """Find out the encoding of a text file.

    A file of broken UTF-8 stays UTF-8, uncertain: its bad line is then named when it is read.

    Raises:
        SheetError: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise unreadable(path, error) from error
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return Guess(encoding, certain=True)
    wide = _utf16_by_pattern(head)
    if wide and first_undecodable(path, wide) is None:
        return Guess(wide, certain=True)
    offset = first_undecodable(path, "utf-8")
    if offset is None:
        return Guess("utf-8", certain=True)
    if _is_mostly_utf8(path, offset):
        return Guess("utf-8", certain=False)
    if _reads_as_japanese(head) and first_undecodable(path, "cp932") is None:
        return Guess("cp932", certain=False)
    for encoding in _GUESSES[:-1]:
        if first_undecodable(path, encoding) is None:
            return Guess(encoding, certain=False)
    return Guess(_GUESSES[-1], certain=False)


def first_undecodable(path: Path, encoding: str) -> int | None:
    """Where the first bytes lie that are no text in this encoding, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = 0
    try:
        with path.open("rb") as file:
            while True:
                piece = file.read(_PIECE)
                held = len(decoder.getstate()[0])
                try:
                    decoder.decode(piece, final=not piece)
                except UnicodeDecodeError as error:
                    return max(0, offset - held + error.start)
                if not piece:
                    return None
                offset += len(piece)
    except OSError as error:
        raise unreadable(path, error) from error


def open_text(path: Path, encoding: str) -> TextIO:
    """Open a file for reading as text, line ends untouched.

    Raises:
        SheetError: It cannot be opened, or there is no such encoding.
    """
    try:
        return path.open(encoding=require_encoding(encoding), newline="")
    except OSError as error:
        raise unreadable(path, error) from error


def require_encoding(encoding: str) -> str:
    """Refuse what is no text encoding.

    Raises:
        SheetError: There is none of that name.
    """
    try:
        "".encode(encoding)
        codecs.getincrementaldecoder(encoding)
    except (LookupError, UnicodeError) as error:
        raise SheetError(f"“{encoding}” is no text encoding that is known here.") from error
    return encoding


def undecodable(path: Path, encoding: str, error: UnicodeDecodeError) -> SheetError:
    """The error for a file that is not in its encoding, with the line of the first bad bytes."""
    return _no_text(
        path,
        encoding,
        first_undecodable(path, encoding),
        error.object[error.start : error.start + 4],
    )


def unreadable_text(path: Path, encoding: str) -> SheetError | None:
    """The same error, found by looking through the whole file; None where all of it is text."""
    offset = first_undecodable(path, encoding)
    if offset is None:
        return None
    with path.open("rb") as file:
        file.seek(offset)
        return _no_text(path, encoding, offset, file.read(4))


def _no_text(path: Path, encoding: str, offset: int | None, bytes_there: bytes) -> SheetError:
    where = f"line {_line_at(path, encoding, offset)}" if offset is not None else "the file"
    bad = bytes_there.hex(" ").upper()
    return SheetError(
        f"{path.name}: {where} holds bytes that are no text in the encoding {encoding}.",
        detail=f"The bytes are {bad} (position {offset}).",
        hint="Choose another encoding, or save the file again as “CSV UTF-8”.",
    )


def unreadable(path: Path, error: OSError) -> SheetError:
    """The error for a file that the system does not give."""
    return SheetError(f"{path.name} cannot be read.", detail=reason_of(error))


def _line_at(path: Path, encoding: str, offset: int) -> int:
    decoder = io.IncrementalNewlineDecoder(
        codecs.getincrementaldecoder(encoding)("replace"), translate=True
    )
    line, left = 1, offset
    with path.open("rb") as file:
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            line += decoder.decode(piece).count("\n")
    return line


def _utf16_by_pattern(head: bytes) -> str | None:
    """UTF-16 without a mark: Latin letters leave a zero in every other byte.

    Text in other scripts has zeros at its line ends and separators only, so these must be there,
    and there must be none in the other half.
    """
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if others * 50 > zeros:
            continue
        if zeros * 4 >= half or _has_aligned_breaks(head, encoding):
            return encoding
    return None


def _has_aligned_breaks(head: bytes, encoding: str) -> bool:
    """Whether the head reads as lines of wide text, which a stray zero byte never makes it."""
    if codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(head).isascii():
        return False
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    return "\n" in text and "\ufffd" not in text and not re.search("[\x00-\x08\x0e-\x1f]", text)


def _reads_as_japanese(head: bytes) -> bool:
    """Whether Shift-JIS explains the letters better than a Western encoding does.

    Western letters with accents lie above 0xA0 and seldom follow one another. The first byte of a
    Japanese letter mostly lies below, where Western text has a few quotation marks and dashes.
    """
    high = [byte for byte in head if byte >= 0x80]
    below = sum(byte < 0xA0 and byte not in _WESTERN_SIGNS for byte in high)
    return below * 4 >= len(high) > 0


def _is_mostly_utf8(path: Path, offset: int) -> bool:
    """Whether the letters around the first bad byte are UTF-8 far more often than not."""
    with path.open("rb") as file:
        file.seek(max(0, offset - _PIECE))
        text = file.read(2 * _PIECE).decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", text))
    good = len(re.findall("[\u0080-\ud7ff\ue000-\U0010ffff]", text))
    return good > 2 * bad
