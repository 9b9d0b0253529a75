"""How far a person has come with a survey, from the words of the service's histories (D.4)."""

from __future__ import annotations

import enum


class Stage(enum.StrEnum):
    """The furthest a person has come, or why not further."""

    NO_LINK = "no link"
    NOT_SENT = "not sent"
    SENT = "sent"
    BOUNCED = "bounced"
    OPENED = "opened"
    STARTED = "started"
    FINISHED = "finished"


ORDER = (
    Stage.NO_LINK,
    Stage.NOT_SENT,
    Stage.BOUNCED,
    Stage.SENT,
    Stage.OPENED,
    Stage.STARTED,
    Stage.FINISHED,
)
FUNNEL = (Stage.SENT, Stage.OPENED, Stage.STARTED, Stage.FINISHED)
"""Whoever has come to one of these has come to those before it."""
_STAGES = {
    "Pending": Stage.NOT_SENT,
    "Success": Stage.SENT,
    "Error": Stage.NOT_SENT,
    "Opened": Stage.OPENED,
    "Complaint": Stage.SENT,
    "Skipped": Stage.NOT_SENT,
    "Blocked": Stage.NOT_SENT,
    "Failure": Stage.NOT_SENT,
    "Unknown": Stage.NOT_SENT,
    "SoftBounce": Stage.BOUNCED,
    "HardBounce": Stage.BOUNCED,
    "Bounce": Stage.BOUNCED,
    "SurveyStarted": Stage.STARTED,
    "SurveyPartiallyFinished": Stage.STARTED,
    "SurveyFinished": Stage.FINISHED,
    "SurveyScreenedOut": Stage.FINISHED,
    "SessionExpired": Stage.STARTED,
}
STATUSES = tuple(_STAGES)
"""The statuses that are known (D.4, D.8)."""


def stage_of(status: str | None) -> Stage:
    """The stage that a status of a history means; one that is not known says nothing."""
    return _STAGES.get(status or "", Stage.NOT_SENT)


def further(first: Stage, second: Stage) -> Stage:
    """The one of two that lies further."""
    return first if ORDER.index(first) >= ORDER.index(second) else second


def reached(stage: Stage) -> tuple[str, ...]:
    """The stages that somebody who has come at least to this one may be in."""
    if stage not in FUNNEL:
        return (stage.value,)
    return tuple(one.value for one in FUNNEL[FUNNEL.index(stage) :])
