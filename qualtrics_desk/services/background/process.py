"""One worker process: its pipes, the two threads that serve them, the calls under way in it.

Threads, because a pipe cannot be awaited on every system and loop, and because the loop of the
window must neither decode nor wait: it only gets whole, small messages.
"""

from __future__ import annotations

import asyncio
import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

import msgspec

from qualtrics_desk.domain.errors import DeskError, JobBusy, JobStopped
from qualtrics_desk.services.background.messages import (
    Answered,
    Call,
    Failed,
    Message,
    Progressed,
    Request,
    StopCall,
)
from qualtrics_desk.services.engine.progress import Progress, Report, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SECRET_VARIABLES = ("QUALTRICS_API_TOKEN",)
"""Never passed on: the worker is told its token over the pipe (design.md 4)."""


if sys.platform == "win32":
    # No console of its own; the window goes first, as `worker.command` arranges elsewhere.
    _CREATION_FLAGS = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
else:
    _CREATION_FLAGS = 0


_FRESH = 30.0
"""Seconds for which a number of calls is believed."""


class WorkerDied(DeskError):
    """The worker process ended while a call was under way; the journal knows how far it came."""

    retryable = True


class WorkerProblem(DeskError):
    """A call failed in the worker.

    Attributes:
        problem: What the journal keeps of the failure: class, texts, code, request id.
    """

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(problem.get("message", "The job failed."), **_reasons(problem))
        self.problem = problem


class WorkerProcess:
    """A running worker. Made and used in one loop."""

    def __init__(self, process: subprocess.Popen[bytes], loop: asyncio.AbstractEventLoop) -> None:
        self._process = process
        self._loop = loop
        self._calls: dict[int, tuple[Request, asyncio.Future[object], Report]] = {}
        self._number = 0
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._ended = asyncio.Event()
        self._is_listening = True
        self._calls_lately = (0.0, 0)
        for work in (self._read, self._write):
            threading.Thread(target=work, name=f"worker {process.pid}", daemon=True).start()

    @classmethod
    async def start(cls, command: Sequence[str]) -> Self:
        """Start a worker; it knows nothing until it is asked to `Open`."""
        loop = asyncio.get_running_loop()
        starting = loop.run_in_executor(None, _start, command)

        def dismiss(started: asyncio.Future[subprocess.Popen[bytes]]) -> None:
            if not started.cancelled() and started.exception() is None:
                cls(started.result(), loop).hang_up()

        try:
            process = await asyncio.shield(starting)
        except asyncio.CancelledError:
            # Nobody wants it any more, but a thread may be starting it right now.
            starting.add_done_callback(dismiss)
            raise
        return cls(process, loop)

    @property
    def process_id(self) -> int:
        """Of the process, which may have ended."""
        return self._process.pid

    @property
    def calls_lately(self) -> int:
        """Calls to the service in the last minute, as far as the worker said."""
        said, calls = self._calls_lately
        return calls if self._calls and time.monotonic() - said < _FRESH else 0

    @property
    def has_ended(self) -> bool:
        """Whether its end was noticed; until then calls may be asked, and fail then."""
        return self._ended.is_set()

    async def ask(self, request: Request, report: Report = silent) -> object:
        """Send a request and wait for its answer; when the wait is cancelled, so is the call.

        Raises:
            WorkerDied: When the process ended before it answered.
            JobStopped: When the call was stopped.
            WorkerProblem: When it failed.
        """
        if self.has_ended:
            raise died(self._process.returncode)
        future: asyncio.Future[object] = self._loop.create_future()
        number = self.post(request)
        self._calls[number] = (request, future, report)
        try:
            return await future
        except asyncio.CancelledError:
            if self._is_listening:
                self.post(StopCall(call=number))
            raise
        finally:
            self._calls.pop(number, None)

    def post(self, request: Request) -> int:
        """Send a request without waiting for anything; returns its number."""
        self._number += 1
        self._outbox.put(msgspec.json.encode(Call(self._number, request)) + b"\n")
        return self._number

    def stop(self, which: Callable[[Request], bool]) -> None:
        """Ask the calls that `which` chooses to stop cleanly."""
        for number, (request, _, _) in self._calls.items():
            if which(request):
                self.post(StopCall(call=number))

    def hang_up(self) -> None:
        """Close the pipe behind what was sent: the worker ends, or finishes what it may finish."""
        self._outbox.put(None)

    def look_away(self) -> None:
        """Leave the calls under way to the worker: their waits end, the calls go on."""
        self._is_listening = False
        self._fail_all(None)

    async def wait(self) -> None:
        """Wait until the process has ended."""
        await self._ended.wait()

    def _write(self) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        # A broken pipe means that the process has ended: the reading thread says so.
        with suppress(OSError):
            while (line := self._outbox.get()) is not None:
                pipe.write(line)
                pipe.flush()
        with suppress(OSError):
            pipe.close()

    def _read(self) -> None:
        pipe = self._process.stdout
        if pipe is None:
            return
        decoder = msgspec.json.Decoder(Message)
        with pipe:
            for line in pipe:
                try:
                    message = decoder.decode(line)
                except msgspec.DecodeError:
                    # Half a line is the end of a killed process, a whole one that cannot be
                    # read is a process gone mad: the journal knows more than it does.
                    self._process.kill()
                    break
                self._tell(self._take, message)
        code = self._process.wait()
        self._outbox.put(None)
        self._tell(self._end, code)

    def _tell(self, callback: Callable[..., None], *arguments: object) -> None:
        # The loop may be closed by now: then nobody is left to be told.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(callback, *arguments)

    def _take(self, message: Progressed | Answered | Failed) -> None:
        if message.call not in self._calls:
            return
        _, future, report = self._calls[message.call]
        if future.done():
            return
        if isinstance(message, Progressed):
            self._calls_lately = (time.monotonic(), message.calls)
            report(Progress(message.phase, message.done, message.total, message.note))
        elif isinstance(message, Answered):
            future.set_result(message.result)
        else:
            future.set_exception(_error(message.problem))

    def _end(self, code: int) -> None:
        self._ended.set()
        self._fail_all(code)

    def _fail_all(self, code: int | None) -> None:
        for _, future, _ in self._calls.values():
            if not future.done():
                future.set_exception(died(code))


def died(code: int | None) -> WorkerDied:
    """The error of every call that was under way in a process that ended."""
    return WorkerDied(
        "The background process ended unexpectedly.",
        detail="" if code is None else f"Its exit code was {code}.",
        hint="Nothing is lost: the job goes on from the journal when it is resumed.",
    )


def _error(problem: dict[str, Any]) -> DeskError:
    """The classes that callers tell apart come back as themselves, as from the service itself."""
    for kind in (JobStopped, JobBusy):
        if problem.get("error") == kind.__name__:
            return kind(problem.get("message", ""), **_reasons(problem))
    return WorkerProblem(problem)


def _reasons(problem: dict[str, Any]) -> dict[str, str]:
    return {name: problem.get(name, "") for name in ("detail", "hint")}


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    environment = {
        name: value for name, value in os.environ.items() if name not in SECRET_VARIABLES
    }
    return subprocess.Popen(  # noqa: S603 - the command is this program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        # Ctrl+C in the terminal of the window is for the window, which then ends the worker.
        start_new_session=True,
        creationflags=_CREATION_FLAGS,
    )
