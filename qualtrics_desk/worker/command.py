"""`qualtrics-desk worker`: reads requests on stdin, writes messages on stdout.

It works for the process at the other end of the pipe and ends with it, unless it was told to let
running jobs finish.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from qualtrics_desk.services.background.messages import Call
from qualtrics_desk.worker.calls import Calls

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Work until the pipe ends; returns 0."""
    if argv:
        sys.stderr.write("qualtrics-desk worker takes no arguments: the window starts it.\n")
        return 1
    with asyncio.Runner() as runner:
        runner.run(serve(sys.stdin.buffer, sys.stdout.buffer))
    return 0


async def serve(requests: BinaryIO, messages: BinaryIO) -> None:
    """Answer requests until there are no more."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Call | None] = asyncio.Queue()

    def listen() -> None:
        # A thread, because a pipe cannot be awaited on every system.
        decoder = msgspec.json.Decoder(Call)
        for line in requests:
            loop.call_soon_threadsafe(queue.put_nowait, decoder.decode(line))
        loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=listen, daemon=True).start()

    def write(message: bytes) -> None:
        try:
            messages.write(message + b"\n")
            messages.flush()
        except (BrokenPipeError, ValueError):
            # The window is gone; jobs that may outlive it need nobody to listen.
            return

    async with Calls(write) as calls:
        while (call := await queue.get()) is not None:
            calls.start(call)
