"""The program, which kills itself (SIGKILL) at a named step of a job.

`python dying.py STEP:WHEN:COUNT ARGUMENTS…` dies before or after the COUNTth call of STEP. The step
`any` is each request and each transition in the journal; how many there were is written to the file
that `DYING_LOG` names, a line of JSON for each process, with the step at which it died.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualtrics_desk.__main__ import main
from qualtrics_desk.api.transport import Transport
from qualtrics_desk.services.engine import removals, singles
from qualtrics_desk.services.engine.bulk import BulkSender
from qualtrics_desk.services.imports import contacts
from qualtrics_desk.store.journal.images import Images
from qualtrics_desk.store.journal.jobs import Jobs
from qualtrics_desk.store.journal.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS: dict[str, tuple[Any, str]] = {
    "mark_sending": (Ledger, "mark_sending"),
    "mark_accepted": (Ledger, "mark_accepted"),
    "mark": (Ledger, "mark"),
    "settle": (Ledger, "settle"),
    "replace_chunk": (Ledger, "replace_chunk"),
    "set_state": (Jobs, "set_state"),
    "set_result": (Jobs, "set_result"),
    "poll": (BulkSender, "_poll"),
    "report": (BulkSender, "_report"),
    "put": (singles.SingleWriter, "_put"),
    "keep_image": (Images, "keep"),
    "remove": (removals.Remover, "_write"),
    "exchange": (Transport, "exchange"),
    "result files": (contacts, "write_result_files"),
}


ASKING = {"poll", "report", "put", "exchange", "remove"}
"""Steps that are coroutines."""
EVENTS = (
    "exchange", "mark_sending", "mark_accepted", "mark", "settle", "replace_chunk", "keep_image",
    "set_state", "set_result",
)  # fmt: skip
"""Requests and transitions of the journal."""


class Trap:
    """Counts the calls of some steps and dies at one of them."""

    def __init__(self, when: str, count: int) -> None:
        self._when, self._count = when, count
        self._calls = 0
        self._log = os.environ.get("DYING_LOG")

    def set_on(self, step: str) -> None:
        """Count the calls of a step, too."""
        owner, name = STEPS[step]
        true: Callable[..., Any] = getattr(owner, name)

        def around(*args: Any, **options: Any) -> Any:
            last = self._is_it(step)
            found = true(*args, **options)
            if last:
                self._die(step)
            return found

        async def around_coroutine(*args: Any, **options: Any) -> Any:
            last = self._is_it(step)
            found = await true(*args, **options)
            if last:
                self._die(step)
            return found

        setattr(owner, name, around_coroutine if step in ASKING else around)

    def note(self, step: str = "") -> None:
        """Write down how many calls there were, and at which one the process dies."""
        if self._log:
            with Path(self._log).open("a", encoding="ascii") as log:
                log.write(json.dumps({"calls": self._calls, "step": step, "when": self._when}))
                log.write("\n")

    def _is_it(self, step: str) -> bool:
        self._calls += 1
        if self._calls == self._count and self._when == "before":
            self._die(step)
        return self._calls == self._count

    def _die(self, step: str) -> None:
        self.note(step)
        os.kill(os.getpid(), signal.SIGKILL)


def rig(step: str, when: str, count: int) -> Trap:
    """Put the trap in place."""
    trap = Trap(when, count)
    for one in EVENTS if step == "any" else (step,):
        trap.set_on(one)
    return trap


if __name__ == "__main__":
    step, when, count = sys.argv[1].split(":")
    trap = rig(step, when, int(count))
    code = main(sys.argv[2:])
    trap.note()
    sys.exit(code)
