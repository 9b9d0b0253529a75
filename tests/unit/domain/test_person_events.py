"""Where events lie on the line of a history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.person_events import Event, Lane, Scale

NOW = datetime.now(UTC)
MOMENTS = st.lists(
    st.integers(-3_000, 400).map(lambda days: NOW + timedelta(days=days)), max_size=9
)


def scale_of(moments: list[datetime]) -> Scale:
    return Scale([Event(moment, Lane.EMAIL, "Invite") for moment in moments])


@given(MOMENTS)
def test_the_order_of_events_is_kept_between_the_ends(moments: list[datetime]) -> None:
    scale = scale_of(moments)
    ordered = sorted(moments)
    places = [scale.place(moment) for moment in ordered]

    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    for moment in moments:
        assert scale.first <= moment <= scale.last
    if moments and len(set(moments)) > 1:
        assert len({round(place, 9) for place in places}) == len(set(moments))


def test_a_long_time_without_events_is_left_out() -> None:
    days = (-960, -30, -23, -22)
    scale = scale_of([NOW + timedelta(days=one) for one in days])

    added, *others = [scale.place(NOW + timedelta(days=one)) for one in days]

    assert scale.gap is not None
    assert added == 0
    # A week of a month: without the break all three would lie in the last thirtieth.
    assert others[1] - others[0] > 0.15


def test_events_that_are_spread_have_no_break() -> None:
    assert scale_of([NOW - timedelta(days=30 * n) for n in range(8)]).gap is None
    assert scale_of([NOW - timedelta(days=900)]).gap is None
    assert scale_of([]).gap is None
    assert scale_of([]).place(NOW) == 1
