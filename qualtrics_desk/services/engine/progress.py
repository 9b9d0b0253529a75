"""What a running job tells, and how it is asked to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec

from qualtrics_desk.domain.errors import JobStopped


class Progress(msgspec.Struct, frozen=True):
    """One sign of progress.

    Attributes:
        phase: What is being done, in words for a person.
        done: Units done in this phase.
        total: Units in all, or None while unknown.
        note: What it waits for, if it waits.
    """

    phase: str
    done: int = 0
    total: int | None = None
    note: str = ""


Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """A `Report` for those who do not want any."""


class Stop:
    """A wish to stop that the running job looks at between steps and while it waits."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    @property
    def requested(self) -> bool:
        """Whether the wish was uttered."""
        return self._event.is_set()

    def request(self) -> None:
        """Utter the wish."""
        self._event.set()

    def check(self) -> None:
        """Leave the job here if the wish was uttered.

        Raises:
            JobStopped: If so.
        """
        if self._event.is_set():
            raise JobStopped(
                "The job was stopped.",
                detail="What was sent is in the journal; the rest was not sent.",
            )

    async def wait(self, seconds: float) -> None:
        """Wait, or leave at once when the wish is uttered meanwhile.

        Raises:
            JobStopped: If it was.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return
        self.check()
