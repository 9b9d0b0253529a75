"""What a plan holds back until a person allows it: each wish has a consent of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from qualtrics_desk.services.engine.judge import PROTECTED, Consents

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.plan import Forecast
    from qualtrics_desk.store.journal.jobs import Job

RESUBSCRIBE, BLANK, SHARE = "would re-subscribe", "would blank", "share"
CONSENTS: Final = (RESUBSCRIBE, BLANK, SHARE)
"""In the order in which they are asked for."""


def held_back(forecast: Forecast) -> dict[str, int]:
    """Rows that wait for each consent."""
    return {what: forecast.protected.get(PROTECTED[what], 0) for what in CONSENTS}


def allows(consents: Consents, what: str) -> bool:
    """Whether a consent was given."""
    if what == RESUBSCRIBE:
        return consents.allow_resubscribe
    if what == BLANK:
        return consents.allow_blanking
    return consents.allow_share is not None


def with_consent(consents: Consents, what: str, *, allowed: bool = True) -> Consents:
    """The consents with one given, or taken back."""
    if what == RESUBSCRIBE:
        return msgspec.structs.replace(consents, allow_resubscribe=allowed)
    if what == BLANK:
        return msgspec.structs.replace(consents, allow_blanking=allowed)
    return msgspec.structs.replace(consents, allow_share=100.0 if allowed else None)


def consents_of(job: Job) -> Consents:
    """What was allowed for a job so far."""
    return msgspec.convert(job.options.get("consents", job.options), Consents)
