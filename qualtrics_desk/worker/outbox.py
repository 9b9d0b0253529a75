"""What the worker has to say, written by a thread of its own.

A window that is slow to read must not keep jobs waiting: of the signs of progress of one call only
the newest waits for the pipe.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from qualtrics_desk.services.background.messages import Progressed

if TYPE_CHECKING:
    from qualtrics_desk.services.background.messages import Answered, Failed

PATIENCE = 5.0
"""Seconds that the last messages may take when the worker ends."""


class Outbox:
    """Messages on their way to the window; may be filled from any thread."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._changed = threading.Condition()
        self._answers: deque[Answered | Failed] = deque()
        self._progress: dict[int, Progressed] = {}
        self._is_closed = False
        self._thread = threading.Thread(target=self._write, name="outbox", daemon=True)
        self._thread.start()

    def put(self, message: Progressed | Answered | Failed) -> None:
        """Have a message written soon; an answer replaces the progress of its call."""
        with self._changed:
            if isinstance(message, Progressed):
                self._progress[message.call] = message
            else:
                self._progress.pop(message.call, None)
                self._answers.append(message)
            self._changed.notify()

    def close(self) -> None:
        """Write what is left, unless the window takes too long to read it."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._thread.join(PATIENCE)

    def _write(self) -> None:
        while (message := self._next()) is not None:
            try:
                self._pipe.write(msgspec.json.encode(message) + b"\n")
                self._pipe.flush()
            except OSError:
                # The window is gone; jobs that may outlive it need nobody to listen.
                continue

    def _next(self) -> Progressed | Answered | Failed | None:
        with self._changed:
            self._changed.wait_for(lambda: self._answers or self._progress or self._is_closed)
            if self._answers:
                return self._answers.popleft()
            if self._progress:
                return self._progress.pop(next(iter(self._progress)))
            return None
