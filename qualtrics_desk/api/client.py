"""The client of one profile: sends requests, walks collections, fetches files.

It knows no endpoint (those are in `endpoints/`) and no httpx (that is in `transport.py`). It
runs on any asyncio loop, the window's included.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from qualtrics_desk.api import envelope, failures
from qualtrics_desk.api.attempts import Attempts, Timing
from qualtrics_desk.api.budget import Budget
from qualtrics_desk.api.connection import is_loopback
from qualtrics_desk.api.oauth import Bearer
from qualtrics_desk.api.paging import Walk, guesses, place
from qualtrics_desk.api.records import Undecodable
from qualtrics_desk.api.requests import DownloadReply, PageReply, Reply, Request
from qualtrics_desk.api.sink import FileSink
from qualtrics_desk.api.transport import Transport
from qualtrics_desk.domain.errors import ApiError, AuthRejected, Fate, NotFound, UsageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
    from pathlib import Path
    from typing import Self

    from qualtrics_desk.api.connection import Connection
    from qualtrics_desk.api.envelope import Envelope
    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Wait

T = TypeVar("T")

PATIENCE = 300.0
"""Seconds that one call may take with all its pauses; a person's click gives up after 30."""


class Client:
    """One profile's client. Close it in the loop it worked in."""

    def __init__(
        self,
        connection: Connection,
        *,
        budget: Budget | None = None,
        share: float = 1.0,
        transport: Transport | None = None,
        on_wait: Callable[[Wait], None] | None = None,
        patience: float = PATIENCE,
        timing: Timing | None = None,
    ) -> None:
        """Prepare, without connecting.

        Args:
            connection: Where to and who asks.
            budget: Shared by all clients of the brand; None makes one, without limits for a
                service on this machine.
            share: Part of the budget this client may use; the worker takes 0.8.
            transport: Takes the place of the connections.
            on_wait: Told about pauses before they begin.
            patience: Seconds that one call may take with all its tries.
            timing: Takes the place of clocks and chance.

        Raises:
            UsageError: The profile has neither token nor OAuth client, or a file of it is unusable.
        """
        if not (connection.token or connection.oauth):
            raise UsageError(
                "The profile has no token.",
                hint="Add the API token or an OAuth client to the profile.",
            )
        self.connection = connection
        self._timing = timing or Timing()
        local = is_loopback(connection.host)
        make = Budget.unlimited if local else Budget
        self.budget = budget if budget is not None else make(clock=self._timing.clock)
        self._attempts = Attempts(
            self.budget, self._timing, share=share, patience=patience, on_wait=on_wait
        )
        self._transport = transport or Transport(connection)
        self._bearer = Bearer(connection, connection.oauth) if connection.oauth else None
        self._renewing = asyncio.Lock()
        self._suggested_host: str | None = None
        self._ahead: set[asyncio.Task[Any]] = set()

    @property
    def suggested_host(self) -> str | None:
        """The host that a `meta.notice` named as faster, to be offered to the person (A.1)."""
        return self._suggested_host

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """End what still runs ahead and close all connections."""
        running = list(self._ahead)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._transport.close()

    async def send(self, request: Request[T], *, urgent: bool = False) -> Reply[T]:
        """Send one call and decode its answer.

        Args:
            request: From a function of `endpoints/`.
            urgent: A person waits for it: before bulk work.

        Raises:
            ApiError: It failed; `fate` says whether it may have been carried out.
            UsageError: It would write, and the profile is read-only; nothing was sent.
        """
        if self.connection.read_only and request.writes:
            raise UsageError(
                "This profile is read-only: nothing was sent.",
                hint="Use another profile, or allow writing in the settings of this one.",
            )

        def gone(_error: NotFound) -> Envelope:
            notice = "It was gone when the call was repeated."
            return envelope.Envelope(status=404, body={}, request_id=None, notice=notice)

        address = request.address(self.connection.base_url)
        return await self._fetch(
            request, address, urgent=urgent, if_gone=gone if request.method == "DELETE" else None
        )

    async def pages(
        self,
        request: Request[Page[T]],
        *,
        resume_from: str | None = None,
        parallel: int = 1,
        urgent: bool = False,
    ) -> AsyncIterator[PageReply[T]]:
        """Walk a collection in order, with the next page on its way while this one is handled.

        Args:
            request: A `list_…` function's request.
            resume_from: `next` of the last page that was stored, to go on behind it.
            parallel: How many pages may be on their way at once, where the service counts pages by
                `offset`. A token family has always one.
            urgent: A person waits for it.

        Yields:
            The pages. The last one has `next` None; after a loop of the service it also has a
            `warning`. What a former walk brought is not known after a resume.

        Raises:
            ApiError: A page failed; the pages before it are good, and the last `next` resumes.
        """
        if request.paging is None:
            msg = f"{request!r} is no collection"
            raise ValueError(msg)
        by_offset = request.paging.position == "offset"
        walk: Walk[T] = Walk(request.paging)
        ahead: deque[tuple[str, asyncio.Task[Reply[Page[T]]]]] = deque()

        def start(address: str) -> None:
            fetch = self._fetch(request, address, urgent=urgent)
            ahead.append((address, self._start(fetch)))

        start(resume_from or request.address(self.connection.base_url))
        try:
            while ahead:
                address, task = ahead.popleft()
                reply = await task
                step = walk.take(address, reply.value)
                wanted = [] if step.next is None else [step.next]
                if step.next is not None and by_offset:
                    wanted += guesses(address, step.next, parallel - 1)
                _drop_other_than(wanted, ahead)
                for following in wanted[len(ahead) :]:
                    start(following)
                yield PageReply(
                    items=step.items,
                    next=step.next,
                    raw=reply.raw,
                    request_id=reply.request_id,
                    notice=reply.notice,
                    warning=step.warning,
                    duplicates=step.duplicates,
                )
        finally:
            # No await here: a generator that is dropped, not closed, could not do it.
            _drop_other_than([], ahead)

    async def download(
        self,
        request: Request[Any],
        target: Path,
        *,
        on_progress: Callable[[int, int | None], None] | None = None,
        urgent: bool = False,
    ) -> DownloadReply:
        """Fetch a file, piece by piece, to a path. A failed download leaves nothing there.

        Args:
            request: From a function of `endpoints/` that says it gives a file.
            target: Where to; the caller names a temporary path and renames it.
            on_progress: Told bytes so far and, where known, bytes in all; a new try starts over.
            urgent: A person waits for it.

        Raises:
            ApiError: It failed.
            StoreError: The file could not be written.
        """
        address = request.address(self.connection.base_url)

        async def once(proof: Mapping[str, str]) -> DownloadReply:
            async with self._transport.stream(request, address, proof) as body:
                if body.answer.status != 200:
                    envelope.read(await body.read(), request, now=self._timing.now())
                    raise failures.bad_reply(
                        f"It is no file (status {body.answer.status}).",
                        method=request.method,
                        path=request.path,
                    )
                headers = body.answer.headers
                total = None if "content-encoding" in headers else headers.get("content-length")
                sink = FileSink(target, int(total) if total else None, on_progress)
                size = await sink.fill(body.chunks())
                return DownloadReply(
                    path=target, size=size, content_type=headers.get("content-type")
                )

        return await self._attempts.run(request, once, proof=self._proof, urgent=urgent)

    async def _fetch(
        self,
        request: Request[T],
        address: str,
        *,
        urgent: bool,
        if_gone: Callable[[NotFound], Envelope] | None = None,
    ) -> Reply[T]:
        async def once(proof: Mapping[str, str]) -> Envelope:
            answer = await self._transport.exchange(request, address, proof)
            try:
                return envelope.read(answer, request, now=self._timing.now())
            except AuthRejected:
                if self._bearer is not None:
                    sent = proof.get("Authorization", "").removeprefix("Bearer ")
                    self._bearer.forget(sent)
                raise

        found = await self._attempts.run(
            request, once, proof=self._proof, urgent=urgent, if_gone=if_gone
        )
        host = urlsplit(address).hostname or ""
        self._suggested_host = envelope.suggested_host(found.notice, host) or self._suggested_host
        try:
            value = request.decode(found.body)
        except Undecodable as error:
            raise failures.bad_reply(
                f"There was an answer, but {error}.",
                method=request.method,
                path=request.path,
                status=found.status,
                request_id=found.request_id,
            ) from error
        return Reply(
            value=value,
            raw=found.body,
            status=found.status,
            request_id=found.request_id,
            notice=found.notice,
        )

    async def _proof(self, request: Request[Any]) -> Mapping[str, str]:
        if not request.with_token:
            return {}
        if self._bearer is None:
            return {"X-API-TOKEN": self.connection.token or ""}
        async with self._renewing:
            token = self._bearer.current(self._timing.clock())
            if token is None:
                token = await self._renew(self._bearer)
        return {"Authorization": f"Bearer {token}"}

    async def _renew(self, bearer: Bearer) -> str:
        request = bearer.renewal(self._timing.clock)
        address = request.address(self.connection.base_url)
        try:
            return (await self._fetch(request, address, urgent=True)).value
        except ApiError as error:
            # The call that needed the token has not left: nothing of it was carried out.
            error.fate = Fate.NOT_APPLIED
            raise

    def _start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Run a page ahead of its reader; the client owns the task and ends it on closing.

        A TaskGroup does not fit here: a failing page would cancel the reader in the middle of the
        page before, and a generator may be closed by another task than the one that opened it.
        """
        task = asyncio.get_running_loop().create_task(work)
        self._ahead.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._ahead.discard(task)
        if not task.cancelled():
            # Read here, so that asyncio does not complain about a page nobody came to need.
            task.exception()


def _drop_other_than(wanted: list[str], ahead: deque[tuple[str, asyncio.Task[Any]]]) -> None:
    """Keep the pages on their way as far as they are the wanted ones, in order; end the others."""
    kept = 0
    for (address, _task), following in zip(ahead, wanted, strict=False):
        if place(address) != place(following):
            break
        kept += 1
    while len(ahead) > kept:
        _address, task = ahead.pop()
        task.cancel()
