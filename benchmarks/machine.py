"""What the machine says of processes and of itself. Linux only: it reads /proc."""

from __future__ import annotations

import os
import platform
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def proportional_bytes(process: int) -> int:
    """Memory of a process, shared pages divided among those who share them (PSS); 0 if gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def peak_bytes() -> int:
    """The most memory this very process ever had resident."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def family(process: int) -> list[int]:
    """A process and its children."""
    with suppress(psutil.NoSuchProcess):
        found = psutil.Process(process)
        return [process, *(child.pid for child in found.children(recursive=True))]
    return []


class MemoryWatch:
    """Samples the memory of a process and its children from a thread."""

    INTERVAL = 1.0
    """Seconds; reading the sum locks the memory map of the process that is read for a moment."""

    def __init__(self, processes: Callable[[], Sequence[int]]) -> None:
        self._processes = processes
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.peak = 0
        self._thread.start()

    def stop(self) -> int:
        self._over.set()
        self._thread.join()
        return self.peak

    def _run(self) -> None:
        while not self._over.wait(self.INTERVAL):
            self.peak = max(self.peak, sum(map(proportional_bytes, self._processes())))


def describe(moment: str) -> str:
    """One line about the machine, for the report; the load is that "before" or "after"."""
    memory = psutil.virtual_memory().total / 2**30
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB,"
        f" Python {platform.python_version()}, load {moment} {load}"
    )
