"""The families of collections: where an answer holds its elements and its next place (B)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, Literal, TypeVar

import msgspec

from qualtrics_desk.api.records import Undecodable, dig, text

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One page as decoded: `next` is what the service wrote, not yet an address.

    `odd` counts elements that were no objects and could not become records.
    """

    items: list[T]
    next: str | None
    odd: int = 0


class Paging(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One family of collections.

    Attributes:
        record: Makes a record of one element.
        identity: What makes two rows the same thing; None where a row has no identity.
        position: The query parameter that holds the place. Pages of an `offset` family can be
            asked for ahead, those of a `skipToken` family only one after the other.
        items: Way to the elements in the answer.
        next: Way to what the service writes about the next page.
        memory: How many identities a walk remembers; 0: all. With fewer, memory does not grow with
            the collection, and whoever walks it looks for duplicates that lie far apart.
    """

    record: Callable[[dict[str, Any]], T]
    identity: Callable[[T], Hashable | None]
    position: Literal["offset", "skipToken"] = "skipToken"
    items: tuple[str, ...] = ("result", "elements")
    next: tuple[str, ...] = ("result", "nextPage")
    memory: int = 0

    def decode(self, body: dict[str, Any]) -> Page[T]:
        """Read one page.

        Raises:
            Undecodable: The answer has not even the object that holds the elements.
        """
        if dig(body, self.items[0]) is None:
            msg = f"the answer has no {self.items[0]}"
            raise Undecodable(msg)
        found = dig(body, *self.items)
        elements = found if isinstance(found, list) else []
        rows = [self.record(element) for element in elements if isinstance(element, dict)]
        return Page(items=rows, next=text(dig(body, *self.next)), odd=len(elements) - len(rows))
