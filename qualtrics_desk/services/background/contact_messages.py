"""What the window asks its worker about contacts, beside reading a list; part of `messages`."""

from __future__ import annotations

import msgspec

from qualtrics_desk.domain.rows import View


class ReadOpenings(msgspec.Struct, frozen=True, kw_only=True, tag="read openings"):
    """Read who of a list opened emails; answered with an `OpeningsRead`.

    Attributes:
        view: Which of its contacts; None for all.
    """

    list_id: str
    directory: str | None = None
    view: View | None = None


class WriteCopy(msgspec.Struct, frozen=True, kw_only=True, tag="write copy"):
    """Read a list and write it as a file that can be imported; answered with a `ListCopied`."""

    list_id: str
    directory: str | None
    path: str


class BeginCopy(msgspec.Struct, frozen=True, kw_only=True, tag="begin copy"):
    """Make an empty list, and a job of the file that would fill it; answered with a `CopyBegun`."""

    path: str
    name: str
    directory: str | None
    results: str
