"""The life of the window: what is made in which order, and taken down in the opposite one."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.app.crash import CrashReporter
from qualtrics_desk.app.sandbox import SandboxChild
from qualtrics_desk.domain.errors import DeskError, StoreError
from qualtrics_desk.gui.desk import Desk
from qualtrics_desk.gui.main_window import MainWindow
from qualtrics_desk.gui.notifier import Notifier
from qualtrics_desk.gui.theme import look
from qualtrics_desk.store.log import open_log
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.secrets import Secrets
from qualtrics_desk.store.settings import Profile, ProfileKind

if TYPE_CHECKING:
    from qualtrics_desk.store.log import Log
    from qualtrics_desk.store.paths import Home

_log = logging.getLogger(__name__)

SANDBOX_COLOUR = "#7a4fd0"
SANDBOX_NAME = "Sandbox"


class Options(NamedTuple):
    """How the window was asked for.

    Attributes:
        sandbox: Open the embedded brand.
        smoke: Say when the window has been painted, and close it again.
    """

    sandbox: bool = False
    smoke: bool = False


class Frame:
    """Everything that lives as long as the window; made and taken down by `serve`."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.desk = Desk(home, Secrets())
        self.window = MainWindow(self.desk)
        self.notifier = Notifier(self.desk, self.window)
        self.sandbox = SandboxChild(home.root / "sandbox")
        self.desk.sandbox_requested.connect(
            lambda: self.desk.tasks.start(self.open_sandbox(), key="profile")
        )

    async def open_sandbox(self) -> None:
        """Start the embedded brand and sign in to it.

        Raises:
            JobFailed: When it does not come up.
        """
        from qualtrics_desk.services.sign_in.connections import connection_of

        address = await self.sandbox.start()
        profile = Profile(
            name=SANDBOX_NAME,
            base_url=address.url,
            kind=ProfileKind.SANDBOX,
            colour=SANDBOX_COLOUR,
        )
        await self.desk.sign_in(profile, connection_of(profile, address.token))

    async def open_first(self, options: Options) -> None:
        """Open what the person worked with last, or the sandbox, or the first run."""
        last = self.desk.settings.last_profile
        if options.sandbox:
            await self.open_sandbox()
        elif last is not None and self.desk.settings.profile(last) is not None:
            try:
                await self.desk.open_profile(last)
            except DeskError as error:
                await self.desk.sign_out()
                self.window.go("welcome", {"profile": last, "error": error})

    async def forget_old_jobs(self) -> None:
        """Forget the jobs that are older than the settings say."""
        from qualtrics_desk.services.forgetting import forget_old_jobs

        try:
            gone = await asyncio.to_thread(
                forget_old_jobs, self.home, self.desk.settings.history_days
            )
        except StoreError as error:
            # Whoever opens a profile is told what is wrong with the journal; it is tried again
            # at the next start.
            _log.warning("old jobs stay: %s", type(error).__name__)
        else:
            _log.info("old jobs forgotten: %d", len(gone))

    async def close(self, *, finish: bool) -> None:
        """Take everything down; `finish` lets jobs end by themselves."""
        self.window.hide()
        if finish and self.desk.is_signed_in:
            if self.sandbox.address is not None:
                # The brand itself ends with this process, so the process waits for the jobs.
                await self._jobs_ended()
            else:
                await self.desk.let_finish()
        await self.window.aclose()
        await self.desk.aclose()
        await self.forget_old_jobs()
        await self.sandbox.stop()

    async def _jobs_ended(self) -> None:
        running = self.desk.running
        for task in [task for task in running.tasks if not task.can_outlive]:
            task.stop()
        ended = asyncio.Event()
        running.ended.connect(lambda *_: ended.set())
        while running.tasks:
            ended.clear()
            await ended.wait()


async def serve(options: Options) -> int:
    """Show the window until it is closed."""
    home = await asyncio.to_thread(open_home)
    loop = asyncio.get_running_loop()
    crash = CrashReporter(home.root / "crashes")
    crash.install(loop)
    log = await asyncio.to_thread(_opened_log, home)
    _end_on_signals()
    frame = Frame(home)
    if log is not None:
        frame.desk.secret_taken.connect(log.know)
    crash.tell = frame.desk.tell_error
    finish = False
    try:
        await _show(frame, options)
        finish = await frame.window.closed
    finally:
        await frame.close(finish=finish)
        if log is not None:
            log.close()
        crash.remove()
    return 0


def _opened_log(home: Home) -> Log | None:
    # A window without a log is worth more than none.
    with suppress(DeskError):
        return open_log(home)
    return None


async def _show(frame: Frame, options: Options) -> None:
    desk, window = frame.desk, frame.window
    trouble: DeskError | None = None
    try:
        await desk.load()
    except DeskError as error:
        trouble = error
    appearance = desk.settings.appearance
    look().apply(appearance.theme.value, appearance.density.value)
    window.restore_place()
    last = desk.settings.last_profile
    opens = options.sandbox or last is not None
    if opens:
        desk.expect(None if options.sandbox or last is None else desk.settings.profile(last))
    window.go(appearance.window.room if opens else "welcome")
    window.show()
    if trouble is not None:
        desk.tell_error(trouble)
    if options.smoke:
        from qualtrics_desk.app.smoke import say_when_painted

        desk.tasks.start(say_when_painted(window, with_rows=opens))
    # The client's libraries take longer to load than what is stored takes to be shown.
    # Settings that could not be read may have said that jobs are kept for longer.
    desk.tasks.start(_open(frame, options, forgets=trouble is None), key="profile")


async def _open(frame: Frame, options: Options, *, forgets: bool) -> None:
    try:
        await frame.window.show_stored()
        await frame.open_first(options)
        # What is loaded by now stays. Looking through all of it for garbage, again and again, would
        # stop the window for 30 ms each time.
        gc.freeze()
    finally:
        frame.desk.is_opening = False
        if not frame.desk.is_signed_in:
            await frame.desk.sign_out()
            if frame.window.room != "welcome":
                frame.window.go("welcome")
    if forgets:
        await frame.forget_old_jobs()


def _end_on_signals() -> None:
    """A polite end is asked for by a signal: everything is closed in order.

    The interpreter notices a signal when Python runs next; the rate meter's timer sees to that.
    """
    main = asyncio.current_task()
    with suppress(ValueError):
        signal.signal(signal.SIGTERM, lambda *_: main.cancel() if main is not None else None)
