"""Rows are found again in another order."""

from __future__ import annotations

from array import array

import hypothesis.strategies as st
from hypothesis import given

from qualtrics_desk.gui.models.orders import places_of


@given(
    st.integers(0, 20_000).flatmap(
        lambda count: st.tuples(
            st.just(count), st.frozensets(st.integers(-2, count + 2), max_size=8), st.booleans()
        )
    )
)
def test_rows_are_found_wherever_they_stand(asked: tuple[int, frozenset[int], bool]) -> None:
    count, wanted, is_turned = asked
    ids = array("q", range(count, 0, -1) if is_turned else range(count))
    places = places_of(ids, wanted)
    assert {ids[place] for place in places.values()} == set(places) == wanted & set(ids)
