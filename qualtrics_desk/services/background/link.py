"""The window's end of the pipe: starts the worker on demand, again when it died, and resumes.

Threads read the pipe, so that it works on every loop and system alike; the loop only gets whole,
small messages.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from typing import IO, TYPE_CHECKING, Any, TypeVar

import msgspec

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.services.background.messages import (
    Answered,
    Call,
    Failed,
    Message,
    Open,
    Outlive,
    PlanImport,
    Progressed,
    Request,
    RunImport,
    StopCall,
)
from qualtrics_desk.services.engine.progress import Progress, Report, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Result = TypeVar("Result")

RESTARTS = 5
"""Times in a row that a worker may die without any progress before the window gives up."""


class WorkerDied(DeskError):
    """The worker process ended while a call was under way; the journal knows how far it came."""

    retryable = True


class WorkerProblem(DeskError):
    """A call failed in the worker; `problem` is what the journal keeps of it."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(
            problem.get("message", "The job failed."),
            detail=problem.get("detail", ""),
            hint=problem.get("hint", ""),
        )
        self.problem = problem


def worker_command() -> list[str]:
    """How this very program is started as a worker, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "worker"]
    return [sys.executable, "-m", "qualtrics_desk", "worker"]


class WorkerLink:
    """One worker process and the calls under way in it."""

    def __init__(self, opening: Open, command: Sequence[str] | None = None) -> None:
        self._opening = opening
        self._command = list(command or worker_command())
        self._process: subprocess.Popen[bytes] | None = None
        self._calls: dict[int, tuple[asyncio.Future[object], Report]] = {}
        self._number = 0
        self._sign_of_life = 0

    @property
    def process_id(self) -> int | None:
        """Of the running worker, or None."""
        process = self._process
        return None if process is None or process.poll() is not None else process.pid

    async def call(
        self, request: Request, returns: type[Result], report: Report = silent
    ) -> Result:
        """Send a request and wait for its answer, which is of the type `returns`.

        Raises:
            WorkerDied: When the process ended before it answered.
            WorkerProblem: When the call failed.
        """
        await self._ensure_running()
        return msgspec.convert(await self._ask(request, report), returns)

    async def to_the_end(
        self,
        request: PlanImport | RunImport,
        returns: type[Result],
        report: Report = silent,
        *,
        on_restart: Callable[[], None] | None = None,
    ) -> Result:
        """Like `call`, but a worker that dies is started again and goes on from the journal.

        Raises:
            WorkerDied: When it died several times without any progress between.
            WorkerProblem: When the call failed.
        """
        deaths = 0
        while True:
            before = self._sign_of_life
            try:
                return await self.call(request, returns, report)
            except WorkerDied:
                deaths = 1 if self._sign_of_life > before else deaths + 1
                if deaths > RESTARTS:
                    raise
                if on_restart is not None:
                    on_restart()

    def stop(self, request_number: int) -> None:
        """Ask a call to stop cleanly."""
        self._write(StopCall(call=request_number))

    def stop_all(self) -> None:
        """Ask every call under way to stop cleanly."""
        for number in list(self._calls):
            self.stop(number)

    def let_finish(self) -> None:
        """Let running jobs go on when the window closes."""
        self._write(Outlive())

    async def close(self) -> None:
        """Close the pipe: the worker ends, unless it was told to let jobs finish."""
        process, self._process = self._process, None
        if process is None or process.stdin is None:
            return
        process.stdin.close()

    async def _ensure_running(self) -> None:
        if self.process_id is not None:
            return
        loop = asyncio.get_running_loop()
        process = await asyncio.to_thread(
            subprocess.Popen, self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._process = process
        threading.Thread(
            target=self._listen, args=(process, process.stdout, loop), daemon=True
        ).start()
        await self._ask(self._opening, silent)

    async def _ask(self, request: Request, report: Report) -> object:
        future: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        number = self._write(request)
        self._calls[number] = (future, report)
        try:
            return await future
        finally:
            self._calls.pop(number, None)

    def _write(self, request: Request) -> int:
        self._number += 1
        process = self._process
        if process is None or process.stdin is None:
            raise _died(None)
        try:
            process.stdin.write(msgspec.json.encode(Call(self._number, request)) + b"\n")
            process.stdin.flush()
        except (BrokenPipeError, ValueError) as error:
            raise _died(process.poll()) from error
        return self._number

    def _listen(
        self,
        process: subprocess.Popen[bytes],
        lines: IO[bytes],
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        """Runs in a thread of its own until the pipe ends."""
        decoder = msgspec.json.Decoder(Message)
        with lines:
            for line in lines:
                loop.call_soon_threadsafe(self._take, decoder.decode(line))
        code = process.wait()
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._fail_all, code)

    def _take(self, message: Progressed | Answered | Failed) -> None:
        self._sign_of_life += 1
        future, report = self._calls.get(message.call, (None, silent))
        if isinstance(message, Progressed):
            report(Progress(message.phase, message.done, message.total, message.note))
        elif future is None or future.done():
            return
        elif isinstance(message, Answered):
            future.set_result(message.result)
        else:
            future.set_exception(WorkerProblem(message.problem))

    def _fail_all(self, code: int) -> None:
        for future, _ in self._calls.values():
            if not future.done():
                future.set_exception(_died(code))


def _died(code: int | None) -> WorkerDied:
    return WorkerDied(
        "The background process ended unexpectedly.",
        detail="" if code is None else f"Its exit code was {code}.",
        hint="It is started again and goes on from the journal.",
    )
