"""Work side by side: in order, so many at once, and errors as they are."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.errors import JobStopped
from qualtrics_desk.services.concurrency import results_of


@given(delays=st.lists(st.integers(0, 3), max_size=12), most=st.integers(1, 4))
def test_results_come_in_the_order_of_the_things_and_never_too_many_at_once(
    delays: list[int], most: int
) -> None:
    under_way = highest = 0

    async def work(delay: int) -> int:
        nonlocal under_way, highest
        under_way += 1
        highest = max(highest, under_way)
        for _ in range(delay):
            await asyncio.sleep(0)
        under_way -= 1
        return delay

    assert asyncio.run(results_of(delays, work, most)) == delays
    assert highest <= most


async def test_the_first_error_arrives_as_itself_and_nothing_further_begins() -> None:
    begun = []

    async def work(number: int) -> None:
        begun.append(number)
        await asyncio.sleep(0)
        if number == 1:
            raise JobStopped("Stopped.")

    with pytest.raises(JobStopped):
        await results_of(range(100), work, 2)
    assert len(begun) <= 4
