"""Running coroutines side by side, with plain exceptions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable

First = TypeVar("First")
Second = TypeVar("Second")
Thing = TypeVar("Thing")
Result = TypeVar("Result")


async def both(
    first: Coroutine[None, None, First], second: Coroutine[None, None, Second]
) -> tuple[First, Second]:
    """Await two coroutines at once; when one fails the other is cancelled.

    A `TaskGroup` says so with an exception group; callers that handle single errors want the error
    itself.
    """
    try:
        async with asyncio.TaskGroup() as group:
            one = group.create_task(first)
            two = group.create_task(second)
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return one.result(), two.result()


async def beside(writes: Callable[[], object], reads: Callable[[], Result]) -> Result:
    """Call two functions in threads at once; returns what the one that reads gives.

    The one that writes is waited for whatever becomes of the other and of the caller: who goes on
    with the same file, after a failure or instead of a task that was cancelled, must not meet it.
    """
    writing = asyncio.get_running_loop().run_in_executor(None, writes)
    try:
        return await asyncio.to_thread(reads)
    finally:
        await asyncio.wait((writing,))
        writing.result()


async def each(
    things: Iterable[Thing], work: Callable[[Thing], Coroutine[None, None, None]], most: int
) -> None:
    """Do something with each of many things, at most so many at once.

    When one fails no further one begins, those under way are cancelled, and the first error is
    raised as it is.
    """
    waiting = iter(things)

    async def one_after_the_other() -> None:
        for thing in waiting:
            await work(thing)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(most):
                group.create_task(one_after_the_other())
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None


async def results_of(
    things: Iterable[Thing], work: Callable[[Thing], Coroutine[None, None, Result]], most: int
) -> list[Result]:
    """As `each`, with what came of each thing, in the order of the things."""
    found: dict[int, Result] = {}

    async def keep(numbered: tuple[int, Thing]) -> None:
        place, thing = numbered
        found[place] = await work(thing)

    await each(enumerate(things), keep, most)
    return [found[place] for place in range(len(found))]
