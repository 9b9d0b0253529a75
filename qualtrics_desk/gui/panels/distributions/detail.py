"""One distribution beside the list: what it is, what became of it, what can be done with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.dates import parse_moment
from qualtrics_desk.gui import words
from qualtrics_desk.gui.panels.distributions.stage_words import (
    kind_word,
    stats_funnel,
    status_word,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.gui.forms.ui_distributions_panel import Ui_DistributionsPanel


class Chosen:
    """The distribution whose row is current.

    Attributes:
        values: Its row, by column.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    @property
    def id(self) -> str:
        """Its id, or "" for a row that stands for a survey that cannot be read."""
        return str(self.values.get("id") or "")

    @property
    def survey(self) -> str:
        """Its survey."""
        return str(self.values.get("surveyId") or "")

    @property
    def name(self) -> str:
        """What it is, and to whom."""
        kind = kind_word(self.values.get("kind"))
        return " · ".join(part for part in (kind, self.values.get("listName")) if part)

    @property
    def is_unsent(self) -> bool:
        """Whether it waits still."""
        sends = parse_moment(self.values.get("sendDate"))
        return self.values.get("status") == "Pending" and (
            sends is None or sends > datetime.now(UTC)
        )

    @property
    def can_be_followed(self) -> bool:
        """Whether reminders and thanks may follow it."""
        known = self.values.get("kind") in {"Invite", "GeneratedInvite"}
        return known and not self.is_unsent and not self.values.get("problem")

    @property
    def is_text(self) -> bool:
        """Whether it is text messages, which have no history."""
        return self.id.startswith("SMSD_")


def show_detail(ui: Ui_DistributionsPanel, chosen: Chosen | None, history: str) -> None:
    """Show a distribution, or that none is chosen.

    Args:
        ui: The form.
        chosen: The distribution.
        history: What is known of its history, or "".
    """
    if chosen is None or not chosen.id:
        problem = "" if chosen is None else str(chosen.values.get("problem") or "")
        ui.kind_label.setText(_tr("Cannot be read") if problem else _tr("No distribution chosen"))
        ui.facts_label.setText(problem or _tr("Choose one to see what became of it."))
        ui.detail_funnel.set_stages(())
        ui.history_label.setText("")
        return
    values = chosen.values
    ui.kind_label.setText(kind_word(values.get("kind")))
    facts = [str(values.get("listName") or "")]
    if values.get("subject"):
        facts.append(_tr("“{0}”").format(values["subject"]))
    sends = parse_moment(values.get("sendDate"))
    if sends is not None:
        told = (
            _tr("to be sent {0}") if chosen.is_unsent else f"{status_word(values['status'])} {{0}}"
        )
        facts.append(told.format(words.moment(sends)))
    ends = parse_moment(values.get("expirationDate"))
    if ends is not None:
        told = _tr("links ended {0}") if ends <= datetime.now(UTC) else _tr("links end {0}")
        facts.append(told.format(words.moment(ends)))
    if values.get("problem"):
        facts.append(_tr("It cannot be read alone: {0}").format(values["problem"]))
    ui.facts_label.setText("\n".join(fact for fact in facts if fact))
    stages = stats_funnel(values)
    # Links are handed out by others: nothing of it is counted here.
    ui.detail_funnel.set_stages(stages if any(stage.amount for stage in stages) else ())
    ui.history_label.setText(history)


def history_text(statuses: Mapping[str, int]) -> str:
    """The statuses of a history, in the service's words."""
    if not statuses:
        return _tr("Nobody is in its history.")
    return "\n".join(f"{words.number(count)}  {status}" for status, count in statuses.items())


def _tr(text: str) -> str:
    return QCoreApplication.translate("DistributionsPanel", text)
