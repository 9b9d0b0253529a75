from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from qualtrics_desk.app.crash import KEPT, CrashReporter
from qualtrics_desk.domain.errors import DeskError

if TYPE_CHECKING:
    from pathlib import Path
from typing import Any

CANARY = "Abc123TokenCanaryOfThirtyFiveLetters000"


@pytest.fixture
def reporter(tmp_path: Path, loop: Any) -> Iterator[Any]:
    told: list[DeskError] = []
    made = CrashReporter(tmp_path / "crashes", told.append)
    made.told = told  # type: ignore[attr-defined]
    handler = loop._exception_handler
    yield made
    made.remove()
    loop.set_exception_handler(handler)


def reports(reporter: CrashReporter) -> list[Path]:
    return sorted(reporter._folder.glob("*.txt"))


def test_a_fault_is_kept_without_secrets_and_told_in_words(reporter: Any) -> None:
    try:
        raise ValueError(f"X-API-TOKEN: {CANARY} for zoe@example.com")
    except ValueError as error:
        path = reporter.report(error)

    text = path.read_text()
    assert "ValueError" in text
    assert __file__.rsplit("/", 1)[-1] in text
    assert CANARY not in text
    assert "zoe@example.com" not in text
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.name in reporter.told[0].detail
    assert CANARY not in str(reporter.told[0])


def test_faults_of_slots_threads_and_loops_all_end_there(reporter: Any, loop: Any) -> None:
    reporter.install(loop)

    try:
        raise KeyError("slot")
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    loop.call_exception_handler({"message": "lost", "exception": RuntimeError("loop")})

    kinds = [
        path.read_text().strip().rsplit("\n", 1)[-1].split(":")[0] for path in reports(reporter)
    ]
    assert sorted(kinds) == ["KeyError", "RuntimeError", "ZeroDivisionError"]


def test_an_error_in_words_is_no_crash(reporter: Any, loop: Any) -> None:
    reporter.install(loop)

    loop.call_exception_handler({"message": "m", "exception": DeskError("The network is down.")})

    assert [error.user_message for error in reporter.told] == ["The network is down."]
    assert reports(reporter) == []


def test_only_the_newest_reports_stay(reporter: Any) -> None:
    for number in range(KEPT + 5):
        reporter.report(ValueError(str(number)))

    kept = reports(reporter)

    assert len(kept) == KEPT
    assert f"ValueError: {KEPT + 4}" in kept[-1].read_text()


def test_the_hooks_are_given_back(tmp_path: Path, loop: Any) -> None:
    before = (sys.excepthook, threading.excepthook)
    made = CrashReporter(tmp_path)

    made.install(loop)
    made.remove()

    assert (sys.excepthook, threading.excepthook) == before
