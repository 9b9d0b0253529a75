"""Counts by day, gathered for a picture: nothing is lost, no span is left out."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.time_counts import bars_of, span_for

if TYPE_CHECKING:
    from qualtrics_desk.domain.time_counts import Span

DAYS = st.dictionaries(
    st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(0, 500), min_size=1, max_size=40
)


@given(DAYS, st.sampled_from(["day", "week", "month"]))
def test_every_response_is_in_one_bar_and_bars_join(days: dict[date, int], span: Span) -> None:
    bars = bars_of(days, span)

    assert sum(bar.amount for bar in bars) == sum(days.values())
    assert (bars[0].first, bars[-1].last) == (min(days), max(days))
    for one, following in itertools.pairwise(bars):
        assert following.first == one.last + timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (date(2027, 1, 1), date(2027, 1, 31), "day"),
        (date(2027, 1, 1), date(2027, 6, 30), "week"),
        (date(2025, 1, 1), date(2027, 6, 30), "month"),
    ],
)
def test_a_picture_has_no_more_bars_than_can_be_told_apart(
    first: date, last: date, span: Span
) -> None:
    assert span_for(first, last) == span
    bars = bars_of({last: 3}, span, first, last)
    assert len(bars) <= 63
    assert [bar.amount for bar in bars[:-1]] == [0] * (len(bars) - 1)
    assert bars_of({}, span) == []
