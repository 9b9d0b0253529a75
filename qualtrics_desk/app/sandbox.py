"""The embedded brand: a sandbox that runs as a child process as long as the window."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.domain.errors import JobFailed
from qualtrics_desk.store.paths import private_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FAREWELL = 20.0


class Address(NamedTuple):
    """Where the sandbox answers."""

    url: str
    token: str


class SandboxChild:
    """Starts the sandbox and ends it; `sandbox serve` of design.md 5.

    Args:
        folder: Where its data lies; kept between runs, so that what was tried is still there.
        options: Further options of `sandbox serve`.
    """

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        self._folder = folder
        self._options = list(options)
        self._process: subprocess.Popen[str] | None = None
        self.address: Address | None = None

    async def start(self) -> Address:
        """Start it, or say where it is.

        Raises:
            JobFailed: When it does not come up.
            StoreError: When its folder cannot be made.
        """
        if self.address is None:
            self.address = await asyncio.to_thread(self._start)
        return self.address

    async def stop(self) -> None:
        """End it and wait for it."""
        process, self._process, self.address = self._process, None, None
        if process is not None:
            await asyncio.to_thread(_end, process)

    def _start(self) -> Address:
        private_folder(self._folder)
        process = subprocess.Popen(  # noqa: S603 - the command is this program itself
            [
                *_program(),
                "sandbox",
                "serve",
                "--seed",
                "demo",
                "--data",
                str(self._folder),
                *self._options,
            ],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._process = process
        words = (process.stdout.readline() if process.stdout else "").split()
        if len(words) != 4 or words[0] != "ready":
            self._process = None
            _end(process)
            raise JobFailed(
                "The sandbox did not start.",
                detail=f"It ended with code {process.returncode}.",
                hint="Try again; if it fails again, collect diagnostics for support.",
            )
        return Address(words[1], words[3])


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "qualtrics_desk"]


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_FAREWELL)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
