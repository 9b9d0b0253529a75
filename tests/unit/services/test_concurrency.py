"""Work side by side: in order, so many at once, and errors as they are."""

from __future__ import annotations

import asyncio
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.errors import JobStopped
from qualtrics_desk.services.concurrency import beside, results_of


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


class Writing:
    """A thread that writes until it is told to end."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.has_ended = False

    def write(self) -> None:
        assert self.may_end.wait(20)
        self.has_ended = True


async def test_what_is_written_beside_is_waited_for_when_reading_fails() -> None:
    writing = Writing()

    def read() -> None:
        threading.Timer(0.05, writing.may_end.set).start()
        raise JobStopped("Stopped.")

    with pytest.raises(JobStopped):
        await beside(writing.write, read)

    assert writing.has_ended


async def test_what_is_written_beside_is_waited_for_when_the_task_is_cancelled() -> None:
    writing = Writing()
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def read() -> None:
        loop.call_soon_threadsafe(begun.set)
        assert writing.may_end.wait(20)

    task = asyncio.ensure_future(beside(writing.write, read))
    await begun.wait()
    task.cancel()
    loop.call_later(0.05, writing.may_end.set)

    with pytest.raises(asyncio.CancelledError):
        await task
    assert writing.has_ended


async def test_what_was_read_is_given_and_a_failure_to_write_is_told() -> None:
    def fail() -> None:
        raise JobStopped("Full.")

    assert await beside(lambda: None, lambda: 7) == 7
    with pytest.raises(JobStopped, match="Full"):
        await beside(fail, lambda: 7)
