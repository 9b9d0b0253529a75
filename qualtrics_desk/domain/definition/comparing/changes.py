"""One difference, and the whole of them."""

from __future__ import annotations

import enum
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import msgspec

from qualtrics_desk.domain.definition.words import Words

Key = TypeVar("Key", bound=Hashable)


class ChangeKind(enum.StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    ORDER = "order"
    """The same things in another order, nothing else."""


class Area(enum.StrEnum):
    """Which part of the survey it belongs to."""

    SURVEY = "survey"
    BLOCKS = "blocks"
    QUESTIONS = "questions"
    FLOW = "flow"
    DATA = "data"
    OPTIONS = "options"
    TRANSLATIONS = "translations"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference.

    Attributes:
        place: The id of what it concerns, such as QID3 or FL_2.
        what: The sentence.
        before: What was, "" where that says nothing.
        after: What is.
    """

    kind: ChangeKind
    area: Area
    place: str
    what: Words
    before: str = ""
    after: str = ""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All differences, in the order of the survey."""

    changes: tuple[Change, ...]

    @property
    def is_order_only(self) -> bool:
        """Whether nothing but orders differ."""
        kinds = {change.kind for change in self.changes}
        return bool(kinds) and kinds <= {ChangeKind.ORDER, ChangeKind.MOVED}


def moved(before: Sequence[Key], after: Sequence[Key]) -> list[Key]:
    """The fewest things to be moved for one order to become the other, in the newer order.

    Things that only one of the two has are left out.
    """
    places = {key: place for place, key in enumerate(before)}
    common = [key for key in after if key in places]
    kept = set(_longest_rise([places[key] for key in common]))
    return [key for key in common if places[key] not in kept]


def same_order(before: Iterable[Key], after: Iterable[Key]) -> bool:
    """Whether the things that both have stand in the same order."""
    first, second = list(before), list(after)
    there, here = set(first), set(second)
    return [k for k in first if k in here] == [k for k in second if k in there]


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The longest rising part of distinct numbers."""
    from bisect import bisect_left

    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        previous.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            last.append(place)
        else:
            ends[at], last[at] = number, place
    found, place = [], last[-1] if last else -1
    while place >= 0:
        found.append(numbers[place])
        place = previous[place]
    return found[::-1]
