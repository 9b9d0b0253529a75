"""Points in time as the service writes them (qualtrics-api.md A.6).

Everything is kept as epoch milliseconds. The Mountain-time oddities of the service live here and
nowhere else.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_MOUNTAIN = ZoneInfo("America/Denver")


def now() -> int:
    """Return the present as epoch milliseconds."""
    return time.time_ns() // 1_000_000


def iso(moment: int | None) -> str | None:
    """Write a moment as `2020-02-20T01:19:11Z`."""
    if moment is None:
        return None
    return datetime.fromtimestamp(moment // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def iso_millis(moment: int | None) -> str | None:
    """Write a moment with milliseconds, as distribution histories do."""
    if moment is None:
        return None
    seconds, millis = divmod(moment, 1000)
    text = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{millis:03d}Z"


def mountain_marked_utc(moment: int) -> str:
    """Write Mountain time wrongly marked as UTC, as `modifiedDate` of distributions is (A.6)."""
    local = datetime.fromtimestamp(moment // 1000, _MOUNTAIN)
    return local.strftime("%Y-%m-%dT%H:%M:%SZ")


def mountain_plain(moment: int | None) -> str:
    """Write `YYYY-MM-DD HH:MM:SS` in Mountain time, zeros for no date (qualtrics-api.md E.7)."""
    if moment is None:
        return "0000-00-00 00:00:00"
    return datetime.fromtimestamp(moment // 1000, _MOUNTAIN).strftime("%Y-%m-%d %H:%M:%S")


def parse(text: str) -> int | None:
    """Read a date-time of a request; one without zone means Mountain time (A.6)."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=_MOUNTAIN)
    return int(moment.timestamp() * 1000)
