"""Runs one command: reads the command line, keeps Ctrl+C clean, gives the exit code."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

from qualtrics_desk.cli.exits import Exit, exit_of
from qualtrics_desk.cli.output import Output
from qualtrics_desk.cli.parser import parse
from qualtrics_desk.domain.errors import DeskError, StoreError
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.services.engine.progress import Stop
from qualtrics_desk.services.garbage import look_rarely

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence


def main(argv: Sequence[str]) -> int:
    """Run a command of design.md 7 and return its exit code."""
    arguments = parse(argv)
    output = Output(as_json=arguments.json)
    look_rarely()
    try:
        with asyncio.Runner() as runner:
            return runner.run(_run(arguments, output))
    except DeskError as error:
        output.error(error)
        return exit_of(error)
    except OSError as error:
        # Of a path the person named; whatever else touches files says so itself.
        output.error(_unusable(error))
        return Exit.USAGE
    except KeyboardInterrupt:
        output.warn("Stopped.")
        return Exit.STOPPED


async def _run(arguments: Namespace, output: Output) -> int:
    stop = Stop()
    task = asyncio.current_task()

    def on_signal() -> None:
        if task is not None and (stop.requested or not arguments.stops_between_steps):
            stop.request()
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


def _unusable(error: OSError) -> StoreError:
    what = f"{error.filename} cannot be used." if error.filename else "A file cannot be used."
    return StoreError(
        what,
        detail=reason_of(error),
        hint="Check the path, its rights and the free space.",
    )


def _listen(on_signal: Callable[[], None]) -> None:
    """Turn Ctrl+C and a polite kill into a wish to stop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        if sys.platform == "win32":
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(on_signal))
        else:
            loop.add_signal_handler(number, on_signal)
