"""The log: one JSON object a request, without tokens and bodies."""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


class Line(msgspec.Struct, kw_only=True):
    """One request in the log."""

    time: str
    method: str
    path: str
    query: str
    status: int | None
    bytes: int
    fault: str | None
    body: str | None


class RequestLog:
    """Writes log lines as they come; without a file it does nothing."""

    def __init__(self, path: Path | None) -> None:
        self._file = path.open("ab") if path is not None else None
        self._lock = threading.Lock()

    def __enter__(self) -> RequestLog:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def is_open(self) -> bool:
        """Whether lines go anywhere."""
        return self._file is not None

    def write(self, line: Line) -> None:
        """Append a line and hand it to the operating system."""
        if self._file is not None:
            with self._lock:
                self._file.write(msgspec.json.encode(line) + b"\n")
                self._file.flush()


def body_hash(body: bytes) -> str | None:
    """Return a short hash of a body, None where there is none."""
    return hashlib.sha256(body).hexdigest()[:16] if body else None


def without_secret(text: str, secret: str) -> str:
    """Take a token out of a text that somebody put it into by mistake."""
    return text.replace(secret, "***")
