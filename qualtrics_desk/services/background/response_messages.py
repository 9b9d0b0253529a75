"""What is asked of the worker about responses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec


class ExportResponses(msgspec.Struct, frozen=True, kw_only=True, tag="export responses"):
    """Export the responses of one survey; answered with `ResponsesExported`.

    Attributes:
        out: The file to make, or the folder for a file named after the survey.
        options: Fields of `ResponseExportOptions`.
        only_new: Only what came since the last such export.
    """

    survey: str
    out: str
    options: dict[str, Any] = {}
    only_new: bool = False


class LookAtResponses(msgspec.Struct, frozen=True, kw_only=True, tag="look at responses"):
    """Read an exported file into a table; answered with a `Look`."""

    file: str


class CountResponses(msgspec.Struct, frozen=True, kw_only=True, tag="count responses"):
    """Count responses by day; answered with `RecordedCounts`."""

    survey: str
    since: datetime | None = None
