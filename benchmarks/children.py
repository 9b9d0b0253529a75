"""Runs one measured piece of work in a process of its own, so that none inherits memory or caches.

`work(MODULE, FUNCTION, wish)` starts `python -m benchmarks.children MODULE FUNCTION`, which calls
the coroutine function and says how long it took, what memory the process needed at most, and how
much processor time.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.machine import peak_bytes

if TYPE_CHECKING:
    from collections.abc import Callable


class Cost(NamedTuple):
    """What a piece of work took.

    Attributes:
        seconds: From before its first to after its last request, without the start of Python.
        processor: Seconds of processor time in between, all threads.
        peak: Bytes resident at most, the interpreter included.
        done: What it returned, for checking that both sides did the same.
    """

    seconds: float
    processor: float
    peak: int
    done: Any


class Piece(NamedTuple):
    """One side of a comparison: a coroutine function of a module here, and what it is told."""

    module: str
    function: str
    wish: dict[str, Any]


def work(module: str, function: str, wish: dict[str, Any]) -> Cost:
    """Do a piece of work once."""
    with tempfile.TemporaryDirectory(prefix="desk-bench-home-") as home:
        environment = {
            **os.environ,
            "QUALTRICS_DESK_HOME": str(Path(home) / "home"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.children", module, function],
            input=json.dumps({**wish, "folder": home}),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env=environment,
        )
    return Cost(**json.loads(done.stdout))


def best(costs: list[Cost]) -> Cost:
    """The quickest: whatever else ran on the machine can only have added time."""
    return min(costs, key=lambda cost: cost.seconds)


def side_by_side(
    times: int, *pieces: Piece, prepare: Callable[[], dict[str, Any]] = dict
) -> list[Cost]:
    """The best of several runs of each piece, taken in turn so that all meet the same weather.

    Args:
        times: How often each piece is done.
        pieces: What is compared.
        prepare: Called before each run for what that run needs fresh, such as an empty list.
    """
    found: list[list[Cost]] = [[] for _ in pieces]
    for _ in range(times):
        for place, (module, function, wish) in enumerate(pieces):
            found[place].append(work(module, function, {**wish, **prepare()}))
    return [best(costs) for costs in found]


def main(module: str, function: str) -> None:
    wish = json.load(sys.stdin)
    call = getattr(importlib.import_module(f"benchmarks.{module}"), function)
    before = resource.getrusage(resource.RUSAGE_SELF)
    started = time.perf_counter()
    done = asyncio.run(call(wish))
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    json.dump(
        {"seconds": seconds, "processor": processor, "peak": peak_bytes(), "done": done},
        sys.stdout,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
