"""Running coroutines side by side, with plain exceptions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

First = TypeVar("First")
Second = TypeVar("Second")


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
