"""What is held back until a person allows it, as the wish to send it all the same."""

from __future__ import annotations

from qualtrics_desk.gui.words.counts import percent, rows
from qualtrics_desk.gui.words.texts import tr


def consent_wish(what: str, count: int, share: float, limit: float | None = None) -> str:
    """The wish that a consent grants.

    Args:
        what: One of `services.consents.CONSENTS`.
        count: The rows that wait for it.
        share: Percentage of the list that would change.
        limit: Percentage that may change without being asked, where it is known.
    """
    if what == "would re-subscribe":
        text = tr("Also send {0} that would subscribe people again who opted out")
        return text.format(rows(count))
    if what == "would blank":
        text = tr("Also send {0} whose blank cells would empty fields that are filled")
        return text.format(rows(count))
    if limit is None:
        text = tr("Also send {0} although {1} of the list would change")
        return text.format(rows(count), percent(share / 100))
    text = tr("Also send {0} although {1} of the list would change; the limit is {2}")
    return text.format(rows(count), percent(share / 100), percent(limit / 100))
