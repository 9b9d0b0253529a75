"""Who the worker works for: the session of the newest `Open`."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.api.client import PATIENCE
from qualtrics_desk.api.connection import Connection, OAuthClient
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services.session import Session, open_session
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.settings import WriteLimits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from qualtrics_desk.services.background.messages import Open

SHARE = 0.8
"""Part of the brand's budget that the worker may use; the rest is for clicks (design.md 4)."""


class Sessions:
    """Gives each call the newest session; an older one is closed when its last call has ended."""

    def __init__(self) -> None:
        self._current: _Held | None = None

    async def open(self, request: Open) -> None:
        """Work for somebody else from now on.

        Raises:
            DeskError: When the credentials or the user's folder cannot be used.
        """
        held = _Held()
        home = await asyncio.to_thread(open_home)
        held.session = await held.stack.enter_async_context(
            open_session(
                home,
                _connection(request),
                profile=request.profile,
                absence_wait=request.absence_wait,
                limits=WriteLimits(
                    rows_per_job=request.rows_per_job, share_percent=request.share_percent
                ),
                share=SHARE,
                patience=PATIENCE if request.patience is None else request.patience,
            )
        )
        former, self._current = self._current, held
        if former is not None:
            await former.give_back()

    @asynccontextmanager
    async def borrow(self) -> AsyncIterator[Session]:
        """The newest session, kept open while the body runs.

        Raises:
            UsageError: Before the first `Open`.
        """
        held = self._current
        if held is None or held.session is None:
            raise UsageError("The worker was not told who it works for.")
        held.users += 1
        try:
            yield held.session
        finally:
            await held.give_back()

    @property
    def calls_lately(self) -> int:
        """Calls of the newest session in the last minute."""
        held = self._current
        return 0 if held is None or held.session is None else held.session.calls_lately

    async def close(self) -> None:
        """Close the newest session when its last call has ended."""
        held, self._current = self._current, None
        if held is not None:
            await held.give_back()


class _Held:
    """A session and how many use it; `Sessions` itself is the first."""

    def __init__(self) -> None:
        self.session: Session | None = None
        self.stack = AsyncExitStack()
        self.users = 1

    async def give_back(self) -> None:
        self.users -= 1
        if not self.users:
            await self.stack.aclose()


def _connection(request: Open) -> Connection:
    oauth = None
    if request.client_id is not None:
        oauth = OAuthClient(
            client_id=request.client_id,
            client_secret=request.client_secret or "",
            scopes=request.scopes,
        )
    return Connection(
        base_url=request.base_url,
        token=request.token,
        oauth=oauth,
        client_certificate=_path(request.client_certificate),
        client_key=_path(request.client_key),
        extra_ca=_path(request.extra_ca),
        proxy=request.proxy,
        read_only=request.read_only,
    )


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)
