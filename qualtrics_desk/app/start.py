"""Starts the window: `qualtrics-desk` and `qualtrics-desk --sandbox`."""

from __future__ import annotations

import asyncio
import os
import sys
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

# qasync looks at this before it chooses a binding.
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from qualtrics_desk.app.window import Options, serve

if TYPE_CHECKING:
    from collections.abc import Sequence

SWITCH = 0.0003
"""Seconds after which a thread that computes lets the window's go on: it waits for them many times
in one painting, and five thousandths, the usual ones, are seen."""
THREADS = 6
"""For what blocks: files, SQLite, keychain. Each is short."""


def main(argv: Sequence[str]) -> int:
    """Show the window until it is closed; returns the exit code."""
    parser = ArgumentParser(prog="qualtrics-desk", add_help=False)
    parser.add_argument("--sandbox", action="store_true")
    parser.add_argument("--smoke", action="store_true")
    arguments = parser.parse_args(argv)
    if not has_display():
        sys.stderr.write(
            "There is no display for a window here. `qualtrics-desk --help` shows the commands that"
            " need none; `qualtrics-desk tour --out DIR` plays the daily jobs and writes"
            " pictures.\n"
        )
        return 1
    return run(Options(sandbox=arguments.sandbox, smoke=arguments.smoke))


def has_display() -> bool:
    """Whether a window can be shown; Qt ends the process where it cannot."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(options: Options) -> int:
    """Make the application and its loop, and serve until the window is closed."""
    application = make_application()
    sys.setswitchinterval(SWITCH)
    try:
        with asyncio.Runner(loop_factory=lambda: make_loop(application)) as runner:
            return runner.run(serve(options))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 3


def make_application() -> QApplication:
    """The application object, named and without a will of its own to quit."""
    from qualtrics_desk.gui import words

    application = QApplication.instance() or QApplication(["qualtrics-desk"])
    if not isinstance(application, QApplication):
        raise TypeError("another kind of application runs in this process")
    application.setApplicationName("qualtrics-desk")
    application.setApplicationDisplayName("Qualtrics Desk")
    # Quitting by itself would end the loop before what must be awaited was awaited.
    application.setQuitOnLastWindowClosed(False)
    if QLocale().language() is QLocale.Language.C:
        # Where the system says nothing about a language, numbers are still written for people.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    words.install(application)
    return application


def make_loop(application: QApplication) -> QEventLoop:
    """The event loop over Qt's, with a small pool of threads."""
    loop = QEventLoop(application)
    loop.set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="desk"))
    return loop
