"""The contacts of a list, held to be joined with links (D.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualtrics_desk.services.links.columns import JoinKeys, contact_keys

if TYPE_CHECKING:
    from qualtrics_desk.store.scratch import Scratch

_SHARED: dict[str, Any] = {}
"""Held in place of a contact under a key that several have."""


class People:
    """Finds the contact of a link.

    Attributes:
        unmatched: Links for which no contact could be told so far.
    """

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self.unmatched = 0

    def hold(self, people: Sequence[Mapping[str, Any]]) -> None:
        """Take contacts of the list as the service gave them."""
        held: list[tuple[str, Any]] = []
        for raw in people:
            keys = contact_keys(raw)
            held += [(key, raw) for key in keys.ids]
            # What two contacts share says of neither who it is: nobody gets the data of another.
            held += [
                (key, _SHARED if shared else raw)
                for key, shared in zip(keys.others, self._scratch.seen(keys.others), strict=True)
            ]
        self._scratch.put(held)

    def contact_of(self, keys: JoinKeys) -> Mapping[str, Any] | None:
        """The contact that has one of the keys, the surest first, or None."""
        for key in (*keys.ids, *keys.others):
            contact: Mapping[str, Any] | None = self._scratch.get(key)
            if contact:
                return contact
        self.unmatched += 1
        return None
