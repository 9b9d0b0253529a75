"""The columns of a table of distributions, of one survey or of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.panels.distributions.stage_words import kind_word, status_word

if TYPE_CHECKING:
    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.store.tables.reading import Reading


def distribution_columns(reading: Reading) -> tuple[Column, ...]:
    """The columns of a table of distributions."""
    one_survey = reading.scope.get("survey") is not None
    hidden = ["parentId", "mailingListId", "surveyId", "blocked", "skipped", "failed"]
    if not reading.facts.get("problems"):
        hidden.append("problem")
    if one_survey:
        hidden += ["surveyName", "daysLeft"]
    else:
        hidden += ["subject", "opened", "started", "bounced", "status", "sendDate"]
    return columns_of(
        reading.columns,
        hidden=hidden,
        formats={"kind": kind_word, "status": status_word},
        widths={"problem": 24, "subject": 22, "surveyName": 26, "listName": 20},
    )
