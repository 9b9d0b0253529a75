"""Dates as the service sends and takes them (qualtrics-api.md A.6).

Everything inside the product is an aware `datetime` in UTC. The service's own habits, epoch
milliseconds here, naive Mountain time there, end in this module.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_DATE = "0000-00-00"

EXPORT_TIME_ZONES: tuple[str, ...] = (
    "UTC",
    "Africa/Bangui",
    "Africa/Harare",
    "Africa/Nairobi",
    "America/Anchorage",
    "America/Argentina/Buenos_Aires",
    "America/Chicago",
    "America/Denver",
    "America/La_Paz",
    "America/Los_Angeles",
    "America/Montevideo",
    "America/New_York",
    "America/Noronha",
    "America/Phoenix",
    "America/Rio_Branco",
    "Asia/Baku",
    "Asia/Bangkok",
    "Asia/Calcutta",
    "Asia/Dhaka",
    "Asia/Hong_Kong",
    "Asia/Irkutsk",
    "Asia/Kabul",
    "Asia/Karachi",
    "Asia/Katmandu",
    "Asia/Krasnoyarsk",
    "Asia/Magadan",
    "Asia/Muscat",
    "Asia/Novosibirsk",
    "Asia/Rangoon",
    "Asia/Seoul",
    "Asia/Tehran",
    "Asia/Yakutsk",
    "Asia/Yekaterinburg",
    "Atlantic/Azores",
    "Atlantic/Cape_Verde",
    "Atlantic/Reykjavik",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Canberra",
    "Australia/Darwin",
    "Canada/Atlantic",
    "Canada/East-Saskatchewan",
    "Canada/Newfoundland",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Moscow",
    "Pacific/Auckland",
    "Pacific/Fiji",
    "Pacific/Honolulu",
    "Pacific/Midway",
    "Pacific/Tongatapu",
)
"""The only time zones an export or a quota takes, with the default UTC first (A.6)."""


@cache
def mountain() -> ZoneInfo:
    """The zone of every date-time that the service writes without a zone (A.6)."""
    return ZoneInfo("America/Denver")


def parse_moment(value: object) -> datetime | None:
    """Read any form of date the service sends.

    Args:
        value: Epoch milliseconds as a number or as digits, ISO text with or without zone,
            `YYYY-MM-DD HH:MM:SS`, a plain day, "" or None, or `0000-00-00 00:00:00`.

    Returns:
        The moment in UTC, or None where there is none or the text is not a date. What came stays
        readable in the record's `raw`.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_milliseconds(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    if not text or text.startswith(_NO_DATE):
        return None
    if text.isascii() and text.removeprefix("-").isdigit():
        return _from_milliseconds(int(text)) if len(text) < 20 else None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=mountain())
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _from_milliseconds(value: float) -> datetime | None:
    if not math.isfinite(value):
        return None
    try:
        return _EPOCH + timedelta(milliseconds=value)
    except OverflowError:
        return None


def to_service(moment: datetime) -> str:
    """Write a moment as every request takes it: ISO in UTC with Z (A.6: never without a zone).

    Raises:
        ValueError: The moment has no zone, so nobody could say which one is meant.
    """
    moment = _aware(moment).astimezone(UTC)
    if moment.microsecond:
        moment = moment.replace(microsecond=0)
    # A tenth of the time of `isoformat`: lists of surveys write twenty thousand of them.
    text: str = msgspec.to_builtins(moment)
    return text


def to_service_mountain(moment: datetime) -> str:
    """Write a moment for the survey metadata, which takes `YYYY-MM-DD HH:MM:SS` only (A.6, D.3).

    Raises:
        ValueError: The moment has no zone.
    """
    local = _aware(moment).astimezone(mountain()).replace(tzinfo=None)
    return local.isoformat(sep=" ", timespec="seconds")


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        msg = "a date for the service needs a time zone"
        raise ValueError(msg)
    return moment
