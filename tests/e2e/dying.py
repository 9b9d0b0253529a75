"""The program, which kills itself (SIGKILL) at a named step of a job.

`python dying.py STEP:WHEN:COUNT ARGUMENTS…` dies before or after the COUNTth call of STEP.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from qualtrics_desk.__main__ import main
from qualtrics_desk.api.transport import Transport
from qualtrics_desk.services.engine import removals, singles
from qualtrics_desk.services.engine.bulk import BulkSender
from qualtrics_desk.services.imports import contacts
from qualtrics_desk.store.journal.jobs import Jobs
from qualtrics_desk.store.journal.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS: dict[str, tuple[Any, str]] = {
    "mark_sending": (Ledger, "mark_sending"),
    "mark_accepted": (Ledger, "mark_accepted"),
    "settle": (Ledger, "settle"),
    "replace_chunk": (Ledger, "replace_chunk"),
    "set_state": (Jobs, "set_state"),
    "set_result": (Jobs, "set_result"),
    "poll": (BulkSender, "_poll"),
    "report": (BulkSender, "_report"),
    "put": (singles.SingleWriter, "_put"),
    "keep_image": (Ledger, "keep_image"),
    "remove": (removals.Remover, "_write"),
    "exchange": (Transport, "exchange"),
    "result files": (contacts, "write_result_files"),
}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def rig(step: str, when: str, count: int) -> None:
    """Put the trap in place."""
    owner, name = STEPS[step]
    true: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def is_it() -> bool:
        nonlocal calls
        calls += 1
        return calls == count

    def around(*args: Any, **options: Any) -> Any:
        last = is_it()
        if last and when == "before":
            die()
        found = true(*args, **options)
        if last:
            die()
        return found

    async def around_coroutine(*args: Any, **options: Any) -> Any:
        last = is_it()
        if last and when == "before":
            die()
        found = await true(*args, **options)
        if last:
            die()
        return found

    asks = step in {"poll", "report", "put", "exchange", "remove"}
    setattr(owner, name, around_coroutine if asks else around)


if __name__ == "__main__":
    step, when, count = sys.argv[1].split(":")
    rig(step, when, int(count))
    sys.exit(main(sys.argv[2:]))
