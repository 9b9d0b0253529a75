"""Faults of the program itself: a redacted report in the user's folder, and a plain message.

No swallowed exception: what nobody handles ends here, wherever it happened.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.redaction import redact
from qualtrics_desk.store.paths import private_folder

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

KEPT = 20
"""Reports kept; older ones go."""


class CrashReporter:
    """Takes every exception that nobody handled.

    Args:
        folder: Where reports go.
        tell: Shows a `DeskError` to the person; called in the window's thread.

    Attributes:
        reports: What was written in this run.
    """

    def __init__(self, folder: Path, tell: Callable[[DeskError], None] | None = None) -> None:
        self._folder = folder
        self.tell = tell
        self.reports: list[Path] = []
        self._previous = (sys.excepthook, threading.excepthook)

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take over the hooks of the interpreter and of the loop."""
        sys.excepthook = self._from_interpreter
        threading.excepthook = self._from_thread
        loop.set_exception_handler(self._from_loop)

    def remove(self) -> None:
        """Give the interpreter its hooks back."""
        sys.excepthook, threading.excepthook = self._previous

    def report(self, error: BaseException) -> Path | None:
        """Write a report and tell the person; None where even that failed."""
        path = self._written(error)
        if self.tell is not None:
            self.tell(_fault(error, path))
        return path

    def _from_interpreter(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._previous[0](kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._written(arguments.exc_value)

    def _from_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, DeskError) and self.tell is not None:
            self.tell(error)
        elif isinstance(error, BaseException):
            self.report(error)
        else:
            self.report(RuntimeError(str(context.get("message", "The event loop complains."))))

    def _written(self, error: BaseException) -> Path | None:
        text = redact("".join(traceback.format_exception(error)))
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        try:
            folder = private_folder(self._folder)
            path = folder / f"{stamp}.txt"
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as to:
                to.write(text)
            for old in sorted(folder.glob("*.txt"))[:-KEPT]:
                old.unlink()
        except (OSError, DeskError):
            # The last resort: whoever started the program from a terminal can read it there.
            with contextlib.suppress(OSError, ValueError):
                sys.__stderr__ and sys.__stderr__.write(text)
            return None
        self.reports.append(path)
        return path


def _fault(error: BaseException, path: Path | None) -> DeskError:
    where = "" if path is None else f"A report without personal data was kept as {path.name}."
    return DeskError(
        "Something went wrong inside Qualtrics Desk; your data is safe in the journal.",
        detail=f"{type(error).__name__}. {where}",
        hint="Collect diagnostics in Settings and send them to support.",
    )
