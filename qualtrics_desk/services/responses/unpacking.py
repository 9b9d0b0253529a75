"""Taking the one file out of the archive that the service sends, without trusting its names."""

from __future__ import annotations

import contextlib
import os
import shutil
import zipfile
import zlib
from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import JobFailed
from qualtrics_desk.sheets.replacement import Replacement, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

_PIECE = 1 << 20


def place_file(fetched: Path, out: Path, *, packed: bool) -> int:
    """Write what was fetched to `out`, whole or not at all; returns its size in bytes.

    Args:
        fetched: The file as the service sent it.
        out: The file to make or replace; readable for its owner only.
        packed: Whether a ZIP was asked for. Its first entry is taken, whatever it is called: the
            name is the title of the survey and may hold slashes (D.13).

    Raises:
        JobFailed: When the archive is damaged or empty.
        SheetError: When `out` cannot be written.
    """
    part = Replacement(out)
    try:
        with os.fdopen(part.handle, "wb") as target:
            with _content(fetched, packed=packed) as source:
                shutil.copyfileobj(source, target, _PIECE)
            target.flush()
            os.fsync(target.fileno())
            size = target.tell()
        part.finish()
    except OSError as error:
        part.discard()
        raise unwritable(out, error) from error
    except BaseException:
        part.discard()
        raise
    return size


@contextlib.contextmanager
def _content(fetched: Path, *, packed: bool) -> Iterator[IO[bytes]]:
    if not packed or not zipfile.is_zipfile(fetched):
        with fetched.open("rb") as plain:
            if packed and plain.read(1):
                raise _damaged("It is no archive.")
            plain.seek(0)
            yield plain
        return
    try:
        with zipfile.ZipFile(fetched) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if not entries:
                raise _damaged("It is empty.")
            with archive.open(entries[0]) as content:
                yield content
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise _damaged(str(error)) from error


def _damaged(why: str) -> JobFailed:
    return JobFailed(
        "The archive that the service sent cannot be read.",
        detail=why,
        hint="Run the export again; the file is then fetched once more.",
    )
