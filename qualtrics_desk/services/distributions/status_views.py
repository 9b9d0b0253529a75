"""Which rows of a status sheet are wanted: those of a stage, or those to be reminded."""

from __future__ import annotations

from qualtrics_desk.domain.respondents import Stage, reached
from qualtrics_desk.domain.rows import Comparison, Filter, View
from qualtrics_desk.services.distributions.status import STAGE


def stage_view(stage: str | None) -> View:
    """Who has come at least to a stage of the funnel, or is in one beside it; None: everybody."""
    if stage is None:
        return View()
    return View(filters=(Filter(STAGE, Comparison.IS, reached(Stage(stage))),))


def remind_view() -> View:
    """Who has a link that works for them, has not finished, and may be written to."""
    waiting = tuple(
        stage.value for stage in (Stage.NOT_SENT, Stage.SENT, Stage.OPENED, Stage.STARTED)
    )
    return View(
        filters=(
            Filter(STAGE, Comparison.IS, waiting),
            Filter("unsubscribed", Comparison.IS_NOT, ("true",)),
            Filter("link", Comparison.IS_NOT_EMPTY),
        )
    )
