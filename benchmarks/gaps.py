"""A timer in the window's thread that notes when it was kept waiting."""

from __future__ import annotations

import json
import sys
import time
from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from benchmarks.report import Result

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

TICK = 10
"""Milliseconds between two ticks of the timer."""
BY_HAND = "by hand"
"""The phase of a person's own gestures: rooms made when first entered, dialogs opened."""
LONGEST, USUAL = 50, 16
"""Milliseconds that a gap may last, and 99 in 100 of them."""


class Gaps:
    """Notes the time between two ticks, by phase."""

    def __init__(self, window: QMainWindow) -> None:
        self._timer = QTimer(window, interval=TICK)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0
        self._seen: dict[str, array[float]] = {}
        self._now = array("d")

    def enter(self, phase: str) -> None:
        self._now = self._seen.setdefault(phase, array("d"))

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._now.append(now - self._last)
        self._last = now

    def summary(self) -> dict[str, dict[str, float]]:
        return {phase: _summary(gaps) for phase, gaps in self._seen.items() if gaps}


def _summary(gaps: array[float]) -> dict[str, float]:
    ordered = sorted(gaps)
    return {
        "ticks": len(ordered),
        "median": ordered[len(ordered) // 2] * 1000,
        "p99": ordered[int(len(ordered) * 0.99)] * 1000,
        "max": ordered[-1] * 1000,
        "over_50": sum(gap > 0.05 for gap in ordered),
    }


def results(name: str, gaps: dict[str, dict[str, float]]) -> list[Result]:
    """The longest gap and the 99th percentile of the worst phase, beside the idle window.

    Args:
        name: What was done meanwhile.
        gaps: A `Gaps.summary` with a phase "idle".
    """
    idle = gaps["idle"]
    busy = {phase: gap for phase, gap in gaps.items() if phase not in ("idle", BY_HAND)}
    phase, longest = max(busy.items(), key=lambda item: item[1]["max"])
    ticks = sum(gap["ticks"] for gap in busy.values())
    over = sum(gap["over_50"] for gap in busy.values())
    # Up to a hundred ticks the percentile of a phase is its longest gap.
    long_phases = [gap["p99"] for gap in busy.values() if gap["ticks"] > 100]
    usual = max(long_phases, default=longest["max"])
    return [
        Result(
            f"{name}: longest gap of the window's timer"
            f" ({ticks:,.0f} ticks, {over:.0f} over {LONGEST} ms)",
            f"{longest['max']:.1f} ms ({phase})",
            f"{idle['max']:.1f} ms idle",
            "",
            f"≤ {LONGEST} ms",
            longest["max"] <= LONGEST,
        ),
        Result(
            f"{name}: 99th percentile of the gaps, worst phase",
            f"{usual:.1f} ms",
            f"{idle['p99']:.1f} ms idle",
            "",
            f"≤ {USUAL} ms",
            usual <= USUAL,
        ),
        *_by_hand(name, gaps),
    ]


def _by_hand(name: str, gaps: dict[str, dict[str, float]]) -> list[Result]:
    if BY_HAND not in gaps:
        return []
    longest = gaps[BY_HAND]["max"]
    return [
        Result(f"{name}: longest gap at a gesture before or after", f"{longest:.1f} ms", "", "")
    ]


def say(**event: object) -> None:
    """Tell the process that started this one."""
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()
