"""An honest time left: from a moving window, late rather than wrong, never negative (P12)."""

from __future__ import annotations

from qualtrics_desk.gui.pace import PATIENCE, WINDOW, Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_no_time_left_is_told_before_three_requests_or_ten_seconds() -> None:
    clock = Clock()
    pace = Pace(clock)
    for second in range(4):
        clock.now = float(second)
        pace.note(second * 10)
    assert pace.seconds_left(100) is None

    pace.note(40, steps=3)
    assert pace.seconds_left(100) is not None

    later = Pace(clock)
    later.note(0)
    clock.now += PATIENCE
    later.note(10)
    assert later.seconds_left(100) == 100.0


def test_only_the_last_seconds_count_and_a_stall_makes_it_longer() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.note(0)
    for second in range(1, 200):
        clock.now = float(second)
        pace.note(second if second < 100 else 100 + (second - 100) * 10)
    quick = pace.seconds_left(1000)
    assert quick is not None
    assert 90 < quick < 130, "the slow beginning does not count any more"

    clock.now += 60
    stalled = pace.seconds_left(1000)
    assert stalled is not None
    assert stalled > 2 * quick
    assert WINDOW < 60


def test_it_is_never_negative() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.note(0)
    clock.now = 20.0
    pace.note(100, steps=3)
    assert pace.seconds_left(-5) == 0.0
