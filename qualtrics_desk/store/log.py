"""The program's own log: what it did, in a few small private files, and nothing about people.

Every line is redacted before it is written, tracebacks included. Headers and bodies are never given
to it. Each kind of process has a file of its own.
"""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from typing_extensions import override

from qualtrics_desk.domain.redaction import Redaction
from qualtrics_desk.store.paths import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import TextIOWrapper
    from pathlib import Path

    from qualtrics_desk.store.paths import Home

LARGEST_FILE = 512 * 1024
OLDER_FILES = 3

_OWN = "qualtrics_desk"
_FORM = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


def log_folder(home: Home) -> Path:
    """Where the logs are."""
    return home.root / "logs"


class Log:
    """The open log of this process."""

    def __init__(self, handler: _PrivateFile, redaction: Redaction, level: int) -> None:
        self._handler = handler
        self._redaction = redaction
        self._level = level

    @property
    def path(self) -> Path:
        """The file that is written now."""
        return self._handler.file

    def know(self, *texts: str | None) -> None:
        """Add texts that must never be written, such as the token in use."""
        self._redaction.know(*texts)

    def close(self) -> None:
        """Take the log away from the program and close its file."""
        logging.getLogger().removeHandler(self._handler)
        logging.getLogger(_OWN).setLevel(self._level)
        self._handler.close()


def open_log(home: Home, name: str = "desk", known: Iterable[str] = ()) -> Log:
    """Write what the program logs from now on to `logs/NAME.log`.

    Args:
        home: Where files are kept.
        name: One for each kind of process.
        known: Texts that must never be written.

    Raises:
        StoreError: When the folder cannot be made.
    """
    redaction = Redaction(known)
    handler = _PrivateFile(private_folder(log_folder(home)) / f"{name}.log")
    handler.setFormatter(_Redacting(redaction))
    logging.getLogger().addHandler(handler)
    own = logging.getLogger(_OWN)
    former = own.level
    # Libraries stay at their warnings: they would tell addresses and headers.
    own.setLevel(logging.INFO)
    return Log(handler, redaction, former)


class _PrivateFile(RotatingFileHandler):
    """A log file that stands with mode 0600 from its first moment."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(
            file,
            maxBytes=LARGEST_FILE,
            backupCount=OLDER_FILES,
            encoding="utf-8",
            delay=True,
            errors="backslashreplace",
        )

    @override
    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600))
        return self.file.open("a", encoding="utf-8", errors="backslashreplace")

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        # The standard way would print the record to the terminal, and not redacted. A full disk
        # ends nothing: the log has no line then.
        pass


class _Redacting(logging.Formatter):
    """Redacts the whole line, so that arguments, tracebacks and causes are seen, too."""

    def __init__(self, redaction: Redaction) -> None:
        super().__init__(_FORM)
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        """The line to be written."""
        return self._redaction.redact(super().format(record))
