"""Walking a collection page by page: all families and all rules of qualtrics-api.md B.

Pure: which address comes next, what is new on a page, when to stop. Fetching is the client's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

import msgspec

if TYPE_CHECKING:
    from qualtrics_desk.api.families import Page, Paging

T = TypeVar("T")

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MOST_EMPTY_PAGES = 100


def next_address(current: str, found: str | None, position: str) -> str | None:
    """The address of the next page, from whatever the service wrote (B rule 1).

    Args:
        current: Absolute address of this page.
        found: `nextPage` or `skipToken`: absolute, relative, a bare token, empty or None.
        position: Name of the parameter that takes a bare token.
    """
    if found is None or not (found := found.strip()):
        return None
    if _ABSOLUTE.match(found):
        return _with_https(found)
    if "?" in found or found.startswith("/API/"):
        return _with_https(urljoin(current, found))
    parts = urlsplit(current)
    kept = [pair for pair in parse_qsl(parts.query, True) if pair[0] != position]
    query = urlencode([*kept, (position, found)], quote_via=quote)
    return urlunsplit(parts._replace(query=query))


def _with_https(address: str) -> str:
    """Old answers write http for the service's own hosts; the token must not travel so."""
    parts = urlsplit(address)
    if parts.scheme == "http" and (parts.hostname or "").endswith(".qualtrics.com"):
        return urlunsplit(parts._replace(scheme="https"))
    return address


@lru_cache(maxsize=64)
def place(address: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What makes two addresses the same page, whatever the order of their parameters."""
    parts = urlsplit(address)
    return parts.netloc.lower(), parts.path, tuple(sorted(parse_qsl(parts.query, True)))


def guesses(current: str, following: str, count: int) -> list[str]:
    """Addresses of the pages behind `following`, for an offset family.

    Only the number in `offset` moves on; every other parameter of the service's own address stays,
    or the filter would be lost (B rule 6).

    Returns:
        At most `count` addresses; none where the two addresses tell no step.
    """
    here, there = _offset(current) or 0, _offset(following)
    if there is None or there <= here:
        return []
    step = there - here
    return [_moved(following, there + step * turn) for turn in range(1, count + 1)]


def _offset(address: str) -> int | None:
    for name, value in parse_qsl(urlsplit(address).query, True):
        if name == "offset" and value.isascii() and value.isdigit():
            return int(value)
    return None


def _moved(address: str, offset: int) -> str:
    parts = urlsplit(address)
    query = re.sub(r"(?<![^&])offset=\d+", f"offset={offset}", parts.query)
    return urlunsplit(parts._replace(query=query))


class Step(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """What one page means for the walk."""

    items: list[T]
    next: str | None
    duplicates: int
    warning: str | None


class Walk(Generic[T]):
    """The memory of one walk: places seen, things seen."""

    def __init__(self, paging: Paging[T]) -> None:
        self._paging = paging
        self._places: set[int] = set()
        # Hashes in place of identities: a link is a long text and there may be a million. In the
        # order in which they came, so that the oldest can be forgotten.
        self._seen: dict[int, None] = {}
        self._empty_in_row = 0

    def take(self, address: str, page: Page[T]) -> Step[T]:
        """Take in a page: what is new, and where to go on.

        Short and empty pages do not end a walk (B rule 3). A place that comes again, or a page
        whose rows were all there before, does (rule 4).
        """
        self._places.add(hash(place(address)))
        fresh = self._fresh(page.items)
        duplicates = len(page.items) - len(fresh)
        following = next_address(address, page.next, self._paging.position)
        warning = self._stop_reason(page, fresh, following)
        if warning is not None:
            following = None
        elif page.odd:
            warning = f"{page.odd} elements of this page could not be read and are left out."
        return Step(items=fresh, next=following, duplicates=duplicates, warning=warning)

    def _fresh(self, items: list[T]) -> list[T]:
        seen, identity, fresh = self._seen, self._paging.identity, []
        for item in items:
            key = identity(item)
            if key is not None:
                known = hash(key)
                if known in seen:
                    continue
                seen[known] = None
            fresh.append(item)
        if self._paging.memory:
            for oldest in list(islice(seen, max(0, len(seen) - self._paging.memory))):
                del seen[oldest]
        return fresh

    def _stop_reason(self, page: Page[T], fresh: list[T], following: str | None) -> str | None:
        self._empty_in_row = 0 if page.items else self._empty_in_row + 1
        if following is None:
            return None
        if hash(place(following)) in self._places:
            return "The service sent the same page address again; the list may be incomplete."
        if page.items and not fresh:
            return "The service sent a page that brought nothing new; the list may be incomplete."
        if self._empty_in_row >= _MOST_EMPTY_PAGES:
            return "The service sent one empty page after the other; the list may be incomplete."
        return None
