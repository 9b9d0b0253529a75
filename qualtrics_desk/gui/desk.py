"""What every panel works with: who is signed in, the services, the worker, what is under way."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from qualtrics_desk.domain.errors import DeskError, UsageError
from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.errors import problem_behind
from qualtrics_desk.gui.running import RunningTasks
from qualtrics_desk.services.engine.problems import facts_of
from qualtrics_desk.store.settings import ProfileKind, Settings, change_settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from qualtrics_desk.api.connection import Connection
    from qualtrics_desk.api.endpoints.account import Me
    from qualtrics_desk.services.background.link import WorkerLink
    from qualtrics_desk.services.background.messages import Request
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.paths import Home
    from qualtrics_desk.store.secrets import Secrets
    from qualtrics_desk.store.settings import Profile

Result = TypeVar("Result")

_log = logging.getLogger(__name__)


class Desk(QObject):
    """The signed-in person's desk; made once, lives as long as the window.

    Attributes:
        home: Where files are kept.
        settings: As last read or changed; change them with `change`.
        secrets: The keychain.
        profile: The one signed in with or being opened, or None.
        patience: Seconds that one call may take with all its tries, where not the usual ones.
        is_opening: Whether a profile is being opened, as when the program starts.
        running: What the worker is doing.
        workers_beside: Workers of other profiles, for as long as something is done under them.
        tasks: Work that belongs to no panel.

    Signals:
        signed_in: A profile was opened; `session`, `me` and `worker` are there.
        signed_out: Nobody is signed in.
        settings_changed: `settings` are other ones now.
        visit_requested: A room, and what to show there.
        error_told: An error that no panel shows in its own place.
        notice_told: A sentence worth a few seconds of attention, a button text ("" for none) and
            what the button does (or None).
        sandbox_requested: The person wants to try the sandbox.
        secret_taken: A token or client secret that must not get into any log.
    """

    signed_in = Signal()
    signed_out = Signal()
    settings_changed = Signal()
    visit_requested = Signal(str, object)
    error_told = Signal(object)
    notice_told = Signal(str, str, object)
    sandbox_requested = Signal()
    secret_taken = Signal(str)

    def __init__(self, home: Home, secrets: Secrets, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.home = home
        self.secrets = secrets
        self.settings = Settings()
        self._changing = asyncio.Lock()
        self.profile: Profile | None = None
        self.is_opening = False
        self.patience: float | None = None
        self.running = RunningTasks(self)
        self.workers_beside: list[WorkerLink] = []
        self.tasks = TaskScope(self.tell_error)
        self._session: Session | None = None
        self._worker: WorkerLink | None = None
        self._me: Me | None = None
        self._stack = AsyncExitStack()
        self._leaving = AsyncExitStack()

    @property
    def is_signed_in(self) -> bool:
        """Whether a profile is open."""
        return self._session is not None

    @property
    def session(self) -> Session:
        """The session of the window's own process, for what a person waits for.

        Raises:
            UsageError: When nobody is signed in.
        """
        if self._session is None:
            raise _signed_out()
        return self._session

    @property
    def worker(self) -> WorkerLink:
        """The process for long jobs; started at the first call.

        Raises:
            UsageError: When nobody is signed in.
        """
        if self._worker is None:
            raise _signed_out()
        return self._worker

    @property
    def me(self) -> Me | None:
        """Who the token belongs to; None until the service has said so."""
        return self._me

    @property
    def is_read_only(self) -> bool:
        """Whether the profile sends no writing request."""
        return self.profile is not None and self.profile.read_only

    @property
    def is_production(self) -> bool:
        """Whether real people are concerned."""
        return self.profile is not None and self.profile.kind is ProfileKind.PRODUCTION

    async def load(self) -> None:
        """Read the settings.

        Raises:
            SettingsError: When they cannot be read; the defaults are used then.
        """
        async with self._changing:
            self.settings = await asyncio.to_thread(load_settings, self.home.settings)
        self.settings_changed.emit()

    async def change(self, change: Callable[[Settings], Settings]) -> None:
        """Change the settings and write them.

        Raises:
            SettingsError: When they cannot be written.
        """
        # One after the other: what an earlier change brings must not come over a later one.
        async with self._changing:
            self.settings = await asyncio.to_thread(change_settings, self.home.settings, change)
        self.settings_changed.emit()

    async def sign_in(
        self, profile: Profile, connection: Connection, *, worker_command: list[str] | None = None
    ) -> None:
        """Open a profile in the place of the one that is open; asks the service who it is later.

        Raises:
            DeskError: When journal or client cannot be opened; nobody is signed in then.
        """
        if self._session is not None:
            await self.sign_out()
        oauth = connection.oauth
        self.secret_taken.emit((connection.token if oauth is None else oauth.client_secret) or "")
        # Imported here: the client's libraries take longer than drawing the window does.
        open_session, link, opening = await asyncio.to_thread(_heavy)
        stack = AsyncExitStack()
        try:
            session = await stack.enter_async_context(
                open_session(
                    self.home,
                    connection,
                    profile=profile.name,
                    absence_wait=self.settings.absence_wait_seconds,
                    limits=profile.limits,
                    **({} if self.patience is None else {"patience": self.patience}),
                )
            )
        except BaseException:
            await stack.aclose()
            raise
        leaving = await stack.enter_async_context(AsyncExitStack())
        worker = link(
            opening(
                connection,
                profile.name,
                self.settings.absence_wait_seconds,
                self.patience,
                profile.limits,
            ),
            worker_command,
        )
        stack.push_async_callback(worker.close)
        self._stack, self._session, self._worker = stack, session, worker
        self._leaving = leaving
        self.profile = profile
        _log.info("a profile is open: %s, %s", profile.kind.value, profile.auth.value)
        self.signed_in.emit()

    def expect(self, profile: Profile | None) -> None:
        """A profile is about to be opened; what is stored of it may be shown until it is."""
        self.is_opening = True
        self.profile = profile
        self.settings_changed.emit()

    async def open_profile(self, name: str) -> None:
        """Open a profile by its name with the secret that is kept for it, and remember it.

        Raises:
            UsageError: When there is no such profile, or (`NoSecret`) no secret for it.
            StoreError: When keychain or journal do not open.
        """
        find_connection = await asyncio.to_thread(_finding)
        profile = self.settings.profile(name)
        if profile is None:
            raise UsageError(f"There is no profile “{name}”.")
        connection = await asyncio.to_thread(find_connection, profile, self.secrets)
        await self.sign_in(profile, connection)
        await self.change(
            lambda settings: msgspec.structs.replace(settings, last_profile=profile.name)
        )

    async def aclose(self) -> None:
        """Close the profile and end what is under way; the window closes."""
        await self.sign_out()
        await self.tasks.aclose()

    async def identify(self) -> Me:
        """Ask the service who the token belongs to.

        Raises:
            ApiError: When it cannot be reached or refuses the token.
        """
        session = self.session
        me = await session.me()
        if session is self._session:
            self._me = me
            self.settings_changed.emit()
        return me

    async def sign_out(self) -> None:
        """Close the profile; calls under way in its worker are stopped cleanly."""
        if self._session is None and self.profile is None:
            return
        self._session = self._worker = self._me = self.profile = None
        for worker in self.workers_beside:
            worker.stop_all()
        _log.info("the profile is closed")
        self.signed_out.emit()
        stack, self._stack = self._stack, AsyncExitStack()
        await stack.aclose()

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
        """Do something in the worker, shown in the tray (`RunningTasks.run`)."""
        return await self.running.run(
            self.worker,
            title,
            request,
            returns,
            job=job,
            room=room,
            can_outlive=can_outlive,
        )

    async def let_finish(self) -> None:
        """Let the workers end their jobs by themselves: the window closes."""
        workers = [self.worker, *self.workers_beside]
        for worker in workers:
            worker.let_finish()
        for worker in workers:
            await worker.close()

    def when_left(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something when the profile is left: its worker has ended, its session is still open.

        Args:
            work: Handles its own errors.
        """
        self._leaving.push_async_callback(work)

    def visit(self, room: str, **what: object) -> None:
        """Go to another room, to see something certain there."""
        self.visit_requested.emit(room, what)

    def ask_for_secret(self) -> None:
        """Let the person paste another token for the profile that is open."""
        if self.profile is not None:
            self.visit("welcome", profile=self.profile.name, renew=True)

    def tell_error(self, error: DeskError) -> None:
        """Show an error that belongs to no place of a panel."""
        _log.warning("told: %s", facts_of(problem_behind(error)))
        self.error_told.emit(error)

    def tell(
        self,
        text: str,
        button: str = "",
        act: Callable[[], Awaitable[None] | None] | None = None,
    ) -> None:
        """Show a sentence for a while, with a button where something can be done about it."""
        self.notice_told.emit(text, button, act)


def _signed_out() -> UsageError:
    return UsageError("Nobody is signed in.", hint="Choose a profile first.")


def _finding() -> Callable[[Profile, Secrets], Connection]:
    from qualtrics_desk.services.sign_in.connections import find_connection

    return find_connection


def _heavy() -> tuple[Any, Any, Any]:
    from qualtrics_desk.services.background.link import WorkerLink, opening_of
    from qualtrics_desk.services.session import open_session

    return open_session, WorkerLink, opening_of
