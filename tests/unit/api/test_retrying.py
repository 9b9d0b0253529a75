"""The table of qualtrics-api.md C.3, row by row, and the pauses of C.1."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.api import failures
from qualtrics_desk.api.endpoints import (
    contact_exports,
    contact_imports,
    contacts,
    distributions,
    events,
    mailing_lists,
    surveys,
)
from qualtrics_desk.api.failures import Refusal
from qualtrics_desk.api.requests import Request, Retry
from qualtrics_desk.api.retrying import (
    LONGEST_PAUSE,
    MAX_TRIES,
    backoff,
    may_repeat,
    parse_retry_after,
    pause_before_repeat,
)
from qualtrics_desk.domain.errors import ApiError, Fate, RateLimited

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def status(code: int, retry_after: float | None = None) -> ApiError:
    return failures.status_error(
        Refusal(method="GET", path="/x", status=code, retry_after=retry_after)
    )


LOST = failures.lost("reset", method="GET", path="/x", timed_out=False)
LATE = failures.lost("late", method="GET", path="/x", timed_out=True)
UNOPENED = failures.connect_failed("refused", method="GET", path="/x", host="h")
BAD_CERTIFICATE = failures.connect_failed("x", method="GET", path="/x", host="h", certificate=True)

READS: list[Request[Any]] = [
    surveys.list_surveys(),
    distributions.list_links("EMD_1", "SV_1"),
    contacts.list_contacts("POOL_1", "CG_1"),
    # A POST that makes a file and changes nothing.
    contact_exports.start_export("POOL_1"),
]
SAFE_WRITES: list[Request[Any]] = [
    contacts.update_contact("POOL_1", "CG_1", "CID_1", {}),
    contacts.remove_contact("POOL_1", "CG_1", "CID_1"),
    events.delete_subscription("SUB_1"),
    distributions.delete_distribution("EMD_1"),
]
POSTS: list[Request[Any]] = [
    contact_imports.start_import("POOL_1", "CG_1", b"{}"),
    contacts.create_contact("POOL_1", "CG_1", {}),
    distributions.generate_links("SV_1", "CG_1", "wave"),
    mailing_lists.create_list("POOL_1", "name"),
    events.create_subscription("a.b", "https://example.org"),
]
UNKNOWN_FATE = [LOST, LATE, *(status(code) for code in (500, 502, 503, 504))]


@pytest.mark.parametrize("request_", READS + SAFE_WRITES, ids=repr)
@pytest.mark.parametrize("failure", UNKNOWN_FATE, ids=lambda error: f"{type(error).__name__}")
def test_reading_and_whole_writes_are_repeated(request_: Request[Any], failure: ApiError) -> None:
    assert failure.fate is Fate.UNKNOWN
    assert may_repeat(failure, request_.retry)


@pytest.mark.parametrize("request_", POSTS, ids=repr)
@pytest.mark.parametrize("failure", UNKNOWN_FATE, ids=lambda error: f"{type(error).__name__}")
def test_posts_of_unknown_fate_are_never_repeated(
    request_: Request[Any], failure: ApiError
) -> None:
    assert not may_repeat(failure, request_.retry)


@pytest.mark.parametrize("request_", READS + SAFE_WRITES + POSTS, ids=repr)
@pytest.mark.parametrize("failure", [UNOPENED, status(429)], ids=["unopened", "429"])
def test_what_was_not_applied_is_always_repeated(request_: Request[Any], failure: ApiError) -> None:
    assert failure.fate is Fate.NOT_APPLIED
    assert may_repeat(failure, request_.retry)


@pytest.mark.parametrize("retry", list(Retry))
@pytest.mark.parametrize("code", [400, 401, 403, 404, 409, 411, 413, 414, 415, 422, 501])
def test_refusals_are_never_repeated(retry: Retry, code: int) -> None:
    assert not may_repeat(status(code), retry)


@pytest.mark.parametrize("code", [400, 401, 403, 404, 409, 411, 413, 414, 415, 429])
def test_a_refusal_proves_that_nothing_was_done(code: int) -> None:
    assert status(code).fate is Fate.NOT_APPLIED


@pytest.mark.parametrize("retry", list(Retry))
def test_a_refused_certificate_and_a_strange_answer_are_not_repeated(retry: Retry) -> None:
    assert not may_repeat(BAD_CERTIFICATE, retry)
    assert not may_repeat(failures.bad_reply("html", method="GET", path="/x"), retry)


def pause(failure: ApiError, tries: int, elapsed: float = 0.0, patience: float = 1e9) -> Any:
    return pause_before_repeat(
        failure,
        Retry.SAFE,
        tries=tries,
        elapsed=elapsed,
        patience=patience,
        random=lambda: 0.5,
    )


def test_tries_end_but_a_429_costs_patience_only() -> None:
    assert pause(LOST, MAX_TRIES - 1) is not None
    assert pause(LOST, MAX_TRIES) is None
    assert pause(status(429), 50) is not None
    assert pause(status(429), 1, elapsed=100.0, patience=101.0) is None


def test_retry_after_longer_than_the_patience_gives_up_at_once() -> None:
    assert pause(status(429, retry_after=600.0), 1, patience=300.0) is None


@given(
    tries=st.integers(1, 200),
    chance=st.floats(0, 1),
    asked=st.none() | st.floats(0, 1e4),
    elapsed=st.floats(0, 1e4),
    patience=st.floats(0, 1e4),
)
def test_pauses_keep_their_bounds(
    tries: int, chance: float, asked: float | None, elapsed: float, patience: float
) -> None:
    found = pause_before_repeat(
        status(429, asked),
        Retry.NEVER,
        tries=tries,
        elapsed=elapsed,
        patience=patience,
        random=lambda: chance,
    )

    if found is None:
        longest = LONGEST_PAUSE if asked is None else asked + 1
        assert elapsed + longest > patience
    else:
        assert elapsed + found <= patience
        assert found >= (asked if asked is not None else 1.0)
        assert found <= (asked + 1 if asked is not None else LONGEST_PAUSE)


def test_backoff_begins_with_one_to_two_seconds_and_doubles() -> None:
    assert backoff(1, lambda: 0.0) == 1.0
    assert backoff(1, lambda: 1.0) == 2.0
    assert backoff(3, lambda: 0.0) == 4.0
    assert backoff(30, lambda: 0.0) == LONGEST_PAUSE


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("17", 17.0),
        (" 1.5 ", 1.5),
        ("-5", 0.0),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("Thu, 01 Jan 2026 00:01:30 GMT", 90.0),
        ("Thu, 01 Jan 2026 00:01:30 -0000", 90.0),
        ("Wed, 31 Dec 2025 23:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert parse_retry_after(header, NOW) == seconds


def test_retry_after_stays_on_the_error() -> None:
    error = status(429, retry_after=7.0)

    assert isinstance(error, RateLimited)
    assert error.retry_after == 7.0
