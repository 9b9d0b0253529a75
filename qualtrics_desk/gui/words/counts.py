"""Numbers, and so many of something, with the separators of the person's locale.

Counted texts go through Qt's plural rules ("%Ln" is the number with separators); their English
forms lie in resources/translations.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale

from qualtrics_desk.gui.words.texts import tr


def number(value: float) -> str:
    """A number with the separators of the person's locale."""
    if isinstance(value, int):
        return QLocale().toString(value)
    return QLocale().toString(
        value, "f", QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
    )


def percent(part: float) -> str:
    """0.614 is "61 %"; less than all is never shown as 100."""
    return f"{QLocale().toString(min(int(part * 100), 99) if part < 1 else 100)} %"


def of(done: int, total: int) -> str:
    """How much of how much."""
    text = tr("{0} of {1}")
    return text.format(number(done), number(total))


def rate(per_minute: float) -> str:
    """A speed in rows or requests per minute."""
    return tr("{0} / min").format(number(round(per_minute)))


def file_size(size: int) -> str:
    """A size with the units of the person's locale."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def contacts(n: int) -> str:
    """So many contacts."""
    return tr("%Ln contact(s)", "", n)


def cells_mended(n: int) -> str:
    """So many cells that were given another text."""
    return tr("%Ln cell(s) mended", "", n)


def rows(n: int) -> str:
    """So many rows."""
    return tr("%Ln row(s)", "", n)


def links(n: int) -> str:
    """So many links."""
    return tr("%Ln link(s)", "", n)


def surveys(n: int) -> str:
    """So many surveys."""
    return tr("%Ln survey(s)", "", n)


def lists(n: int) -> str:
    """So many lists."""
    return tr("%Ln list(s)", "", n)


def changes(n: int) -> str:
    """So many changes."""
    return tr("%Ln change(s)", "", n)


def jobs(n: int) -> str:
    """So many jobs."""
    return tr("%Ln job(s)", "", n)


def failures(n: int) -> str:
    """So many failures."""
    return tr("%Ln failure(s)", "", n)


def mended_rows(n: int) -> str:
    """So many rows that a person mended."""
    return tr("%Ln mended row(s)", "", n)


def files(n: int) -> str:
    """So many files."""
    return tr("%Ln file(s)", "", n)


def columns(n: int) -> str:
    """So many columns."""
    return tr("%Ln column(s)", "", n)


def questions(n: int) -> str:
    """So many questions."""
    return tr("%Ln question(s)", "", n)


def responses(n: int) -> str:
    """So many responses."""
    return tr("%Ln response(s)", "", n)


def directories(n: int) -> str:
    """So many directories."""
    return tr("%Ln directory(s)", "", n)


def cells(n: int) -> str:
    """So many cells."""
    return tr("%Ln cell(s)", "", n)


def warnings(n: int) -> str:
    """So many warnings."""
    return tr("%Ln warning(s)", "", n)


def findings(n: int) -> str:
    """So many findings."""
    return tr("%Ln finding(s)", "", n)


def filters(n: int) -> str:
    """So many filters."""
    return tr("%Ln filter(s)", "", n)


def duplicates(n: int) -> str:
    """So many duplicates."""
    return tr("%Ln duplicate(s)", "", n)


def people(n: int) -> str:
    """So many people."""
    return tr("%Ln person(s)", "", n)


def requests(n: int) -> str:
    """So many requests."""
    return tr("%Ln request(s)", "", n)


def users(n: int) -> str:
    """So many users."""
    return tr("%Ln user(s)", "", n)


def groups(n: int) -> str:
    """So many groups."""
    return tr("%Ln group(s)", "", n)


def members(n: int) -> str:
    """So many members."""
    return tr("%Ln member(s)", "", n)


def divisions(n: int) -> str:
    """So many divisions."""
    return tr("%Ln division(s)", "", n)


def messages(n: int) -> str:
    """So many messages."""
    return tr("%Ln message(s)", "", n)


def graphics(n: int) -> str:
    """So many graphics."""
    return tr("%Ln graphic(s)", "", n)


def subscriptions(n: int) -> str:
    """So many subscriptions."""
    return tr("%Ln subscription(s)", "", n)


def last_days(n: int) -> str:
    """Within so many days."""
    return tr("in the last %Ln day(s)", "", n)


def distributions(n: int) -> str:
    """So many distributions."""
    return tr("%Ln distribution(s)", "", n)
