"""The budget never lets more through than allowed, whatever the callers do."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualtrics_desk.api.budget import Budget
from qualtrics_desk.api.endpoints import distributions
from qualtrics_desk.api.rates import PER_ENDPOINT


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def most_in_a_minute(moments: list[float]) -> int:
    return max(
        (sum(1 for other in moments if start <= other < start + 60.0) for start in moments),
        default=0,
    )


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.booleans(),
        st.sampled_from([1.0, 0.8]),
        st.floats(0, 20),
        st.none() | st.floats(0, 30),
    ),
    max_size=150,
)


@settings(max_examples=60, deadline=None)
@given(events=EVENTS, limit=st.integers(2, 40), brand=st.integers(2, 60))
def test_no_minute_holds_more_than_the_limits(
    events: list[tuple[str, bool, float, float, float | None]], limit: int, brand: int
) -> None:
    clock = Clock()
    budget = Budget(rates={"a": limit, "b": limit}, brand_rate=brand, clock=clock)
    granted: list[tuple[float, str, float]] = []

    for endpoint, urgent, share, passes, refused in events:
        # Several at once, as callers that come together do.
        asked = [budget.ask(endpoint, urgent=urgent, share=share) for _ in range(5)]
        granted += [(clock.now, endpoint, share)] * asked.count(0.0)
        if refused is not None:
            budget.slow_down(endpoint, refused)
        clock.now += passes

    for endpoint in "ab":
        assert most_in_a_minute([at for at, name, _ in granted if name == endpoint]) <= limit
        shared = [at for at, name, part in granted if name == endpoint and part < 1]
        assert most_in_a_minute(shared) <= max(1.0, limit * 0.8)
    assert most_in_a_minute([at for at, _, _ in granted]) <= brand


@settings(max_examples=40, deadline=None)
@given(limit=st.integers(5, 3000), share=st.sampled_from([1.0, 0.8]))
def test_who_waits_as_told_gets_nearly_the_whole_limit(limit: int, share: float) -> None:
    clock = Clock()
    budget = Budget(rates={"a": limit}, brand_rate=3000, clock=clock)
    granted = 0

    while clock.now < 120.0:
        wait = budget.ask("a", share=share)
        granted += wait == 0.0
        clock.now += wait

    assert granted >= 0.6 * share * limit * 2


def test_after_a_429_nobody_calls_until_the_pause_is_over() -> None:
    clock = Clock()
    budget = Budget(rates={"a": 60, "b": 60}, clock=clock)

    budget.slow_down("a", 17.0)

    assert budget.ask("a", urgent=True) == pytest.approx(17.0)
    assert budget.ask("b") == 0.0
    clock.now = 17.5
    assert budget.ask("a", urgent=True) == 0.0


def test_a_429_lowers_the_rate_once_and_quiet_brings_it_back() -> None:
    clock = Clock()
    budget = Budget(rates={"a": 100}, clock=clock)

    for _ in range(6):  # six calls in flight meet the same wall
        budget.slow_down("a", 10.0)
    clock.now = 10.0
    lowered = budget.rate("a")
    clock.now = 700.0
    recovered = budget.rate("a")

    assert lowered == pytest.approx(70.0)
    assert recovered == pytest.approx(100.0)


def test_bulk_steps_back_while_a_person_waits() -> None:
    clock = Clock()
    budget = Budget(rates={"a": 60}, clock=clock)
    while budget.ask("a") == 0.0:
        pass

    wait = budget.ask("a", urgent=True)
    clock.now += wait

    assert budget.ask("a") > 0.0
    assert budget.ask("a", urgent=True) == 0.0


def test_a_person_who_gave_up_does_not_block_bulk_for_long() -> None:
    clock = Clock()
    budget = Budget(rates={"a": 60}, clock=clock)
    while budget.ask("a") == 0.0:
        pass
    budget.ask("a", urgent=True)

    waited = 0.0
    while wait := budget.ask("a"):
        clock.now += wait
        waited += wait

    assert waited < 3.0


def test_threads_together_get_no_more_than_one_would() -> None:
    budget = Budget(rates={"a": 1000}, clock=lambda: 0.0)
    granted: list[int] = []

    def greedy() -> None:
        granted.append(sum(budget.ask("a") == 0.0 for _ in range(500)))

    threads = [threading.Thread(target=greedy) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(granted) == 100  # the burst: a tenth of the limit


def test_an_unlimited_budget_still_obeys_a_429() -> None:
    clock = Clock()
    budget = Budget.unlimited(clock=clock)

    assert all(budget.ask("a") == 0.0 for _ in range(10_000))
    budget.slow_down("a", 5.0)
    assert budget.ask("a") == pytest.approx(5.0)


def test_low_rates_have_their_place() -> None:
    assert PER_ENDPOINT[distributions.list_links("EMD_1", "SV_1").endpoint] == 500
