"""Moments in the person's zone and locale, and spans of time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from PySide6.QtCore import QDate, QDateTime, QLocale, QTimeZone

from qualtrics_desk.gui.words.counts import number
from qualtrics_desk.gui.words.texts import tr

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def moment(value: datetime | str | None, *, zone: bool = True) -> str:
    """A moment in the person's zone, which is named: "14 Oct 2026, 16:05 CET".

    Args:
        value: A datetime with its zone, or ISO 8601 text (without a zone it is UTC); None is "".
        zone: Whether to name the zone; leave it out only where it stands beside.
    """
    local = _local(value)
    if local is None:
        return ""
    text = f"{_date_text(local.date())}, {time_of_day(value)}"
    return f"{text} {local.timeZoneAbbreviation()}" if zone else text


def day(value: date | datetime | str | None) -> str:
    """A day in the person's zone: "14 Oct 2026"; None is ""."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return _date_text(QDate(value.year, value.month, value.day))
    local = _local(value)
    return "" if local is None else _date_text(local.date())


def day_heading(value: date) -> str:
    """A day as the heading of what happened on it: "Today", "Yesterday", "14 Oct 2026"."""
    away = (datetime.now(UTC).astimezone().date() - value).days
    if away == 0:
        return tr("Today")
    if away == 1:
        return tr("Yesterday")
    return day(value)


def time_of_day(value: datetime | str | None) -> str:
    """A time in the person's zone: "16:05"; None is ""."""
    local = _local(value)
    if local is None:
        return ""
    return QLocale().toString(local.time(), QLocale.FormatType.ShortFormat)


def ago(value: datetime | str | None) -> str:
    """How long ago, for beside the real moment: "5 min ago"; None is ""."""
    local = _local(value)
    if local is None:
        return ""
    seconds = local.secsTo(QDateTime.currentDateTimeUtc())
    if seconds < _MINUTE:
        return tr("just now")
    return tr("{0} ago").format(_rough(seconds))


def duration(seconds: float) -> str:
    """A span of time in its two largest units: "5 min 20 s"."""
    whole = max(0, round(seconds))
    if whole < _MINUTE:
        return tr("{0} s").format(number(whole))
    if whole < _HOUR:
        minutes = tr("{0} min").format(number(whole // _MINUTE))
        rest = whole % _MINUTE
        return f"{minutes} {tr('{0} s').format(number(rest))}" if rest else minutes
    hours = tr("{0} h").format(number(whole // _HOUR))
    rest = whole % _HOUR // _MINUTE
    return f"{hours} {tr('{0} min').format(number(rest))}" if rest else hours


def time_left(seconds: float) -> str:
    """What is left, no more exactly than anyone knows: "about 5 min left"."""
    if seconds < 10:
        return tr("a few seconds left")
    return tr("about {0} left").format(_rough(seconds))


def _rough(seconds: float) -> str:
    if seconds < _MINUTE:
        return tr("{0} s").format(number(round(seconds / 5) * 5))
    if seconds < 1.5 * _HOUR:
        return tr("{0} min").format(number(round(seconds / _MINUTE)))
    if seconds < 2 * _DAY:
        return tr("{0} h").format(number(round(seconds / _HOUR)))
    return tr("%Ln day(s)", "", round(seconds / _DAY))


def _local(value: date | datetime | str | None) -> QDateTime | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    utc = QDateTime.fromMSecsSinceEpoch(round(value.timestamp() * 1000), QTimeZone.utc())
    return utc.toLocalTime()


def _date_text(value: QDate) -> str:
    locale = QLocale()
    return locale.toString(value, _date_form(locale.name()))


@lru_cache
def _date_form(_locale: str) -> str:
    # The long form of the locale without the name of the weekday, months cut short. Locales that
    # write the month as a number there keep their short form.
    form = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    form = re.sub(r"^dddd\W*|\W*dddd$", "", form).replace("MMMM", "MMM")
    if "MMM" not in form or "dddd" in form:
        return QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return form


def editing_format() -> str:
    """How a field shows a date and a time: as the locale does, with all digits of the year."""
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    day = locale.dateFormat(short).replace("yyyy", "yy").replace("yy", "yyyy")
    return f"{day}  {locale.timeFormat(short)}"
