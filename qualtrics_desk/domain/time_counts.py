"""Counts by day, gathered into days, weeks or months that a picture can show. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Span = Literal["day", "week", "month"]
_MOST_DAYS, _MOST_WEEKS = 62, 62
"""Bars that can be told apart in a picture."""


class Bar(NamedTuple):
    """A span of time and how many fall into it; both days count in."""

    first: date
    last: date
    amount: int


def span_for(first: date, last: date) -> Span:
    """Into what a time is cut so that its bars can be told apart."""
    days = (last - first).days + 1
    if days <= _MOST_DAYS:
        return "day"
    return "week" if days <= 7 * _MOST_WEEKS else "month"


def bars_of(
    days: Mapping[date, int], span: Span, first: date | None = None, last: date | None = None
) -> list[Bar]:
    """Every span from the first to the last day, those with nothing, too.

    Args:
        days: How many on each day.
        span: Into what the time is cut; weeks begin on Monday.
        first: Where it begins; None: with the first day that has any.
        last: Where it ends; None: with the last.
    """
    known = [*days, *(day for day in (first, last) if day is not None)]
    if not known:
        return []
    begin, end = first or min(known), last or max(known)
    found: list[Bar] = []
    start = _begin(begin, span)
    while start <= end:
        following = _next(start, span)
        inside = (start + timedelta(days=n) for n in range((following - start).days))
        count = sum(days.get(day, 0) for day in inside if begin <= day <= end)
        found.append(Bar(max(start, begin), min(following - timedelta(days=1), end), count))
        start = following
    return found


def _begin(day: date, span: Span) -> date:
    if span == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if span == "week" else day


def _next(start: date, span: Span) -> date:
    if span == "month":
        return (start + timedelta(days=32)).replace(day=1)
    return start + timedelta(days=7 if span == "week" else 1)
