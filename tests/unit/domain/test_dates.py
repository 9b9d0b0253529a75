"""Dates of the service (qualtrics-api.md A.6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.dates import (
    EXPORT_TIME_ZONES,
    parse_moment,
    to_service,
    to_service_mountain,
)

# One moment in every form that was seen.
MOMENT = datetime(2020, 6, 19, 18, 41, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        1592592075000,
        1592592075000.0,
        "1592592075000",
        "2020-06-19T18:41:15Z",
        "2020-06-19T18:41:15.000Z",
        "2020-06-19T12:41:15-06:00",
        "2020-06-19T12:41:15",
        "2020-06-19 12:41:15",
        " 2020-06-19 12:41:15 ",
    ],
)
def test_every_form_is_the_same_moment(value: object) -> None:
    assert parse_moment(value) == MOMENT


@pytest.mark.parametrize(
    "value",
    [None, "", "  ", "0000-00-00 00:00:00", "0000-00-00", "soon", True, [], {}, float("nan"),
     10**30, "9" * 25, "2020-13-45", "0001-01-01T00:00:00+14:00"],
)  # fmt: skip
def test_what_is_no_date_is_none(value: object) -> None:
    assert parse_moment(value) is None


def test_naive_text_is_mountain_time_in_summer_and_winter() -> None:
    # The recorded pairs of A.6: the definition's Z form and the naive form of the same moment.
    assert parse_moment("2020-12-08 14:05:59") == datetime(2020, 12, 8, 21, 5, 59, tzinfo=UTC)
    assert parse_moment("2021-06-23 11:48:30") == datetime(2021, 6, 23, 17, 48, 30, tzinfo=UTC)


def test_milliseconds_survive() -> None:
    found = parse_moment("2021-06-01T18:59:23.161Z")

    assert found == datetime(2021, 6, 1, 18, 59, 23, 161000, tzinfo=UTC)
    assert parse_moment(1622573963161) == found


@given(
    st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2200, 1, 1)),  # noqa: DTZ001
    st.integers(min_value=-14 * 60, max_value=14 * 60),
)
def test_what_is_sent_reads_back_to_the_second(naive: datetime, offset: int) -> None:
    moment = naive.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))

    sent = to_service(moment)

    assert sent.endswith("Z")
    assert parse_moment(sent) == moment


def test_a_moment_without_zone_is_never_sent() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001

    with pytest.raises(ValueError, match="time zone"):
        to_service(naive)
    with pytest.raises(ValueError, match="time zone"):
        to_service_mountain(naive)


def test_survey_metadata_gets_mountain_time() -> None:
    assert to_service_mountain(MOMENT) == "2020-06-19 12:41:15"


def test_export_zones_are_the_documented_list_with_utc_first() -> None:
    assert EXPORT_TIME_ZONES[0] == "UTC"
    assert len(EXPORT_TIME_ZONES) == len(set(EXPORT_TIME_ZONES)) == 52
    assert "America/Denver" in EXPORT_TIME_ZONES
