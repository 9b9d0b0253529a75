"""Runs one command: reads the command line, keeps Ctrl+C clean, gives the exit code."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

from qualtrics_desk.cli.exits import Exit, exit_of
from qualtrics_desk.cli.output import Output
from qualtrics_desk.cli.parser import make_parser
from qualtrics_desk.domain.errors import DeskError, UsageError
from qualtrics_desk.services.engine.progress import Stop

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence


def main(argv: Sequence[str]) -> int:
    """Run a command of design.md 7 and return its exit code."""
    parser = make_parser()
    arguments = parser.parse_args(argv)
    output = Output(as_json=arguments.json)
    if arguments.run is None:
        output.error(
            UsageError(
                "There is no window in this version; it works from the command line.",
                hint="`qualtrics-desk --help` shows the commands.",
            )
        )
        return Exit.USAGE
    try:
        with asyncio.Runner() as runner:
            return runner.run(_run(arguments, output))
    except DeskError as error:
        output.error(error)
        return exit_of(error)
    except KeyboardInterrupt:
        output.warn("Stopped.")
        return Exit.STOPPED


async def _run(arguments: Namespace, output: Output) -> int:
    stop = Stop()
    task = asyncio.current_task()

    def on_signal() -> None:
        if stop.requested and task is not None:
            task.cancel()
            return
        output.warn("Stopping after the step at hand. Press Ctrl+C again to stop at once.")
        stop.request()

    _listen(on_signal)
    try:
        code: int = await arguments.run(arguments, output, stop)
    except asyncio.CancelledError:
        if not stop.requested:
            raise
        output.warn("Stopped.")
        return Exit.STOPPED
    return code


def _listen(on_signal: Callable[[], None]) -> None:
    """Turn Ctrl+C and a polite kill into a wish to stop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        if sys.platform == "win32":
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(on_signal))
        else:
            loop.add_signal_handler(number, on_signal)
