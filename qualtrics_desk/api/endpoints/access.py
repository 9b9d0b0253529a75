"""One small page each of areas that have no module yet: only to see whether they are open.

All of them read. None lists links: reading those changes people's contact frequency
(qualtrics-api.md D.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.api.requests import call, nothing

if TYPE_CHECKING:
    from qualtrics_desk.api.requests import Request


def directory_contacts(directory: str) -> Request[None]:
    """People of a directory (D.10); XM Directory Lite refuses this one (D.6)."""
    query = {"pageSize": 1, "useNewPaginationScheme": True}
    return call("GET", "/directories/{}/contacts", directory, query=query, decode=nothing)


def core_lists() -> Request[None]:
    """Lists of the older research core, announced for removal (D.12)."""
    return call("GET", "/mailinglists", decode=nothing)
