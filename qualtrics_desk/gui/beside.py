"""Work under another profile beside the one that is signed in, as when a list is copied.

Its secret comes from the keychain and goes to a client and a worker of its own; both end with what
was to be done.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from qualtrics_desk.store.settings import ProfileKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.background.link import WorkerLink
    from qualtrics_desk.services.background.messages import Request
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.settings import Profile

Result = TypeVar("Result")


class DeskBeside:
    """What jobs need of a desk, for another profile.

    Attributes:
        profile: The other profile.
        session: Its session.
        worker: Its process for long jobs; started at the first call.
    """

    def __init__(self, desk: Desk, profile: Profile, session: Session, worker: WorkerLink) -> None:
        self._desk = desk
        self.profile = profile
        self.session = session
        self.worker = worker

    @property
    def is_production(self) -> bool:
        """Whether real people are concerned."""
        return self.profile.kind is ProfileKind.PRODUCTION

    async def run(
        self,
        title: str,
        request: Request,
        returns: type[Result],
        *,
        job: int | None = None,
        room: str = "",
        can_outlive: bool = False,
    ) -> Result:
        """As `Desk.run`, in the worker of this profile."""
        return await self._desk.running.run(
            self.worker,
            title,
            request,
            returns,
            job=job,
            room=room,
            can_outlive=can_outlive,
        )

    def visit(self, room: str, **what: object) -> None:
        """As `Desk.visit`."""
        self._desk.visit(room, **what)

    def tell(
        self,
        text: str,
        button: str = "",
        act: Callable[[], Awaitable[None] | None] | None = None,
    ) -> None:
        """As `Desk.tell`."""
        self._desk.tell(text, button, act)


@asynccontextmanager
async def beside(desk: Desk, name: str) -> AsyncIterator[DeskBeside]:
    """Open another profile, or the same once more; closed with the body.

    Raises:
        UsageError: When there is no such profile, or (`NoSecret`) no secret for it.
        StoreError: When keychain or journal do not open.
    """
    from qualtrics_desk.api.client import PATIENCE
    from qualtrics_desk.services.background.link import WorkerLink, opening_of
    from qualtrics_desk.services.session import open_session
    from qualtrics_desk.services.sign_in.connections import find_connection, profile_of

    profile = profile_of(desk.settings, name)
    current = desk.profile
    if current is not None and current.name == name:
        yield DeskBeside(desk, current, desk.session, desk.worker)
        return
    connection = await asyncio.to_thread(find_connection, profile, desk.secrets)
    oauth = connection.oauth
    desk.secret_taken.emit((connection.token if oauth is None else oauth.client_secret) or "")
    wait = desk.settings.absence_wait_seconds
    async with open_session(
        desk.home,
        connection,
        profile=profile.name,
        absence_wait=wait,
        limits=profile.limits,
        patience=PATIENCE if desk.patience is None else desk.patience,
    ) as session:
        opening = opening_of(connection, profile.name, wait, desk.patience, profile.limits)
        worker = WorkerLink(opening)
        desk.workers_beside.append(worker)
        try:
            yield DeskBeside(desk, profile, session, worker)
        finally:
            desk.workers_beside.remove(worker)
            await worker.close()
