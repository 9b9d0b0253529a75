"""`qualtrics-desk worker`: reads requests on stdin, writes messages on stdout.

It works for the process at the other end of the pipe and ends with it, unless it was told to let
running jobs finish.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.services.background.messages import Call
from qualtrics_desk.services.garbage import look_rarely
from qualtrics_desk.store.log import open_log
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.worker.calls import Calls
from qualtrics_desk.worker.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from qualtrics_desk.store.log import Log

_log = logging.getLogger(__name__)

NICENESS = 5


def main(argv: Sequence[str]) -> int:
    """Work until the pipe ends; returns 0."""
    if argv:
        sys.stderr.write("qualtrics-desk worker takes no arguments: the window starts it.\n")
        return 1
    if sys.platform != "win32":
        # On a busy machine the window goes first: somebody looks at it.
        os.nice(NICENESS)
    # Files of our own, left open: closing, as the interpreter does with its standard ones, would
    # wait for the thread that reads. Unbuffered, so that nothing is left to be written at the end
    # to a pipe that the window has closed.
    requests = open(sys.stdin.fileno(), "rb", closefd=False)  # noqa: SIM115
    pipe = open(sys.stdout.fileno(), "wb", buffering=0, closefd=False)  # noqa: SIM115
    # What a library prints must not look like a message.
    sys.stdout = sys.stderr
    outbox, log = Outbox(pipe), _opened_log()
    look_rarely()
    try:
        with asyncio.Runner() as runner:
            runner.run(serve(requests, outbox, log))
    finally:
        outbox.close()
    return 0


def _opened_log() -> Log | None:
    # Jobs are worth more than the log of them.
    with suppress(DeskError):
        log = open_log(open_home(), "worker")
        sys.excepthook = _note_crash
        return log
    return None


def _note_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    _log.critical("the worker ends early", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)


async def serve(requests: BinaryIO, outbox: Outbox, log: Log | None = None) -> None:
    """Answer requests until there are no more."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Call | int | None] = asyncio.Queue()

    def listen() -> None:
        # A thread, because a pipe cannot be awaited on every system.
        # The loop is closed when the worker ends for another reason than the end of the pipe.
        with suppress(RuntimeError):
            for line in requests:
                loop.call_soon_threadsafe(queue.put_nowait, _read(line))
            loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=listen, daemon=True).start()
    async with Calls(outbox, _forget if log is None else log.know) as calls:
        while (call := await queue.get()) is not None:
            if isinstance(call, int):
                calls.refuse(call)
            else:
                calls.start(call)


def _forget(*_texts: str | None) -> None:
    """There is no log that it could get into."""


class _Number(msgspec.Struct):
    call: int = 0


def _read(line: bytes) -> Call | int:
    """The call, or, where it cannot be read, its number as far as that can be read."""
    try:
        return msgspec.json.decode(line, type=Call)
    except msgspec.DecodeError:
        try:
            return msgspec.json.decode(line, type=_Number).call
        except msgspec.DecodeError:
            return 0
