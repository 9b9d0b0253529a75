"""Words: plurals, separators, zones, spans; every state of the product has its mark."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from qualtrics_desk.domain.outcomes import JobState, Outcome, PlanState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.icons import GLYPHS


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = QLocale()
    zone = os.environ.get("TZ")
    QLocale.setDefault(QLocale("en_GB"))
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    yield
    QLocale.setDefault(before)
    os.environ.pop("TZ") if zone is None else os.environ.update(TZ=zone)
    time.tzset()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (lambda: words.contacts(1), "1 contact"),
        (lambda: words.contacts(0), "0 contacts"),
        (lambda: words.contacts(12480), "12,480 contacts"),
        (lambda: words.directories(2), "2 directories"),
        (lambda: words.people(1), "1 person"),
        (lambda: words.people(3), "3 people"),
        (lambda: words.of(30500, 50000), "30,500 of 50,000"),
        (lambda: words.rate(4120.4), "4,120 / min"),
        (lambda: words.number(1.5), "1.5"),
    ],
)
def test_counts_have_their_plural_and_separators(told: Callable[[], str], expected: str) -> None:
    assert told() == expected


def test_separators_are_those_of_the_locale() -> None:
    QLocale.setDefault(QLocale("de_DE"))

    assert words.rows(12480) == "12.480 rows"
    assert words.day(date(2026, 10, 14)) == "14. Okt. 2026"


@pytest.mark.parametrize(
    ("part", "told"), [(0, "0 %"), (0.614, "61 %"), (0.9999, "99 %"), (1, "100 %")]
)
def test_nothing_is_complete_before_it_is(part: float, told: str) -> None:
    assert words.percent(part) == told


def test_a_moment_is_told_in_the_zone_of_the_person_and_names_it() -> None:
    moment = datetime(2026, 10, 14, 22, 5, tzinfo=UTC)

    assert words.moment(moment) == "15 Oct 2026, 00:05 CEST"
    assert words.moment("2026-01-14T22:05:00Z") == "14 Jan 2026, 23:05 CET"
    assert words.moment(None) == ""
    assert words.day("2026-10-14T22:05:00Z") == "15 Oct 2026"
    assert words.time_of_day(moment) == "00:05"


def test_days_near_by_are_called_by_their_names() -> None:
    today = datetime.now(UTC).astimezone().date()

    assert words.day_heading(today) == "Today"
    assert words.day_heading(today - timedelta(days=1)) == "Yesterday"
    assert words.day_heading(date(2020, 2, 3)) == "3 Feb 2020"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (5, "a few seconds left"),
        (42, "about 40 s left"),
        (300, "about 5 min left"),
        (7200, "about 2 h left"),
        (3 * 86400, "about 3 days left"),
    ],
)
def test_what_is_left_is_told_roughly(seconds: float, told: str) -> None:
    assert words.time_left(seconds) == told


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0 s"), (59, "59 s"), (320, "5 min 20 s"), (3600, "1 h"), (3720, "1 h 2 min")],
)
def test_spans_are_told_in_two_units(seconds: float, told: str) -> None:
    assert words.duration(seconds) == told


def test_ago_stands_beside_the_moment() -> None:
    now = datetime.now(UTC)

    assert words.ago(now) == "just now"
    assert words.ago(now - timedelta(minutes=5)) == "5 min ago"
    assert words.ago(now - timedelta(days=3)) == "3 days ago"


@pytest.mark.parametrize(
    "state", ["added", "changed", "deleted", "failed", "open", *PlanState, *Outcome]
)
def test_every_state_is_said_three_ways(state: str) -> None:
    mark = words.state_mark(str(state))

    assert mark.word
    assert mark.icon in GLYPHS
    assert mark.symbol or state == "unchanged"
    assert mark.symbol != "?" or state in ("ambiguous", "unknown")


def test_an_ordinary_row_has_no_mark() -> None:
    assert words.state_mark("").symbol == ""


def test_a_job_tells_whether_somebody_drives_it() -> None:
    told = {
        words.job_mark(state, is_live=is_live).word
        for state in JobState
        for is_live in (False, True)
    }

    assert told == {"only planned", "planning", "running", "cut off", "paused", "done"}
    assert words.job_mark(JobState.STOPPED, is_stuck=True).tone == "danger"
