"""The calls under way in the worker, each a task of its own."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from qualtrics_desk.api.connection import Connection, OAuthClient
from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import DeskError, UsageError
from qualtrics_desk.services.background import messages
from qualtrics_desk.services.engine.problems import problem_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.imports import contacts
from qualtrics_desk.services.session import Session, open_session
from qualtrics_desk.store.paths import open_home

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


SHARE = 0.8
"""Part of the brand's budget that the worker may use; the rest is for clicks (design.md 4)."""
PROGRESS_INTERVAL = 0.1
"""Seconds between two signs of progress of one call."""


class Calls:
    """Runs calls side by side; leaving its context ends them, or waits for those that may go on."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write
        self._stack = AsyncExitStack()
        self._group = asyncio.TaskGroup()
        self._running: dict[int, tuple[asyncio.Task[None], Stop]] = {}
        self._session: Session | None = None
        self._outlives = False

    async def __aenter__(self) -> Self:
        """Open the group of tasks."""
        await self._group.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End what runs, close the session."""
        if not self._outlives:
            for task, _ in self._running.values():
                task.cancel()
        try:
            await self._group.__aexit__(kind, error, trace)
        finally:
            await self._stack.aclose()

    def start(self, call: messages.Call) -> None:
        """Begin a call, or obey one that concerns other calls."""
        if isinstance(call.request, messages.StopCall):
            running = self._running.get(call.request.call)
            if running is not None:
                running[1].request()
        elif isinstance(call.request, messages.Outlive):
            self._outlives = True
        else:
            stop = Stop()
            task = self._group.create_task(self._answer(call, stop))
            self._running[call.call] = (task, stop)

    async def _answer(self, call: messages.Call, stop: Stop) -> None:
        try:
            result = await self._do(call.request, stop, self._report(call.call))
        except DeskError as error:
            self._send(messages.Failed(call.call, problem_of(error)))
        else:
            self._send(messages.Answered(call.call, msgspec.to_builtins(result)))
        finally:
            self._running.pop(call.call, None)

    async def _do(self, request: messages.Request, stop: Stop, report: Report) -> object:
        if isinstance(request, messages.Open):
            await self._open(request)
            return None
        if self._session is None:
            raise UsageError("The worker was not told who it works for.")
        session = self._session
        match request:
            case messages.CreateImport():
                return await contacts.create_import(
                    session,
                    Path(request.source),
                    recipes.from_toml(request.recipe),
                    msgspec.convert(request.options, contacts.ImportOptions),
                )
            case messages.PlanImport():
                return await contacts.plan_import(session, request.job, stop=stop, report=report)
            case messages.ConfirmImport():
                await contacts.confirm_import(session, request.job)
            case messages.DiscardImport():
                await contacts.discard_import(session, request.job)
            case messages.RunImport():
                return await contacts.run_import(session, request.job, stop=stop, report=report)
            case _:
                raise UsageError("The worker does not know this request.")
        return None

    async def _open(self, request: messages.Open) -> None:
        self._session = None
        await self._stack.aclose()
        oauth = None
        if request.client_id is not None:
            oauth = OAuthClient(
                client_id=request.client_id,
                client_secret=request.client_secret or "",
                scopes=request.scopes,
            )
        connection = Connection(
            base_url=request.base_url,
            token=request.token,
            oauth=oauth,
            client_certificate=_path(request.client_certificate),
            client_key=_path(request.client_key),
            extra_ca=_path(request.extra_ca),
            proxy=request.proxy,
        )
        home = await asyncio.to_thread(open_home)
        self._session = await self._stack.enter_async_context(
            open_session(
                home,
                connection,
                profile=request.profile,
                absence_wait=request.absence_wait,
                share=SHARE,
            )
        )

    def _report(self, call: int) -> Report:
        last = 0.0
        phase = ""

        def report(progress: Progress) -> None:
            nonlocal last, phase
            now = time.monotonic()
            if now - last < PROGRESS_INTERVAL and progress.phase == phase:
                return
            last, phase = now, progress.phase
            self._send(
                messages.Progressed(
                    call, progress.phase, progress.done, progress.total, progress.note
                )
            )

        return report

    def _send(self, message: messages.Message) -> None:
        self._write(msgspec.json.encode(message))


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)
