"""Stages, kinds and statuses in the person's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.respondents import FUNNEL, Stage
from qualtrics_desk.gui.widgets.funnel import StageFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.domain.rows import Value
    from qualtrics_desk.gui.tokens import Tone

_TONES: Mapping[str, Tone] = {
    Stage.BOUNCED: "danger",
    Stage.FINISHED: "success",
    Stage.NO_LINK: "warning",
    Stage.NOT_SENT: "muted",
}


def stage_word(value: Value) -> str:
    """A stage as the sheet says it."""
    return {
        Stage.NO_LINK: _tr("no link"),
        Stage.NOT_SENT: _tr("not sent"),
        Stage.SENT: _tr("sent"),
        Stage.BOUNCED: _tr("bounced"),
        Stage.OPENED: _tr("opened"),
        Stage.STARTED: _tr("started"),
        Stage.FINISHED: _tr("finished"),
    }.get(Stage(str(value)), str(value))


def kind_word(value: Value) -> str:
    """The type of a distribution."""
    return {
        "GeneratedInvite": _tr("Personal links"),
        "Invite": _tr("E-mail invitation"),
        "Reminder": _tr("Reminder"),
        "ThankYou": _tr("Thank-you"),
        "Email": _tr("E-mail"),
        "SMS Invite": _tr("Text messages"),
        "SMS Interactive": _tr("Text dialogue"),
        "SMS Reminder": _tr("Text reminder"),
        "SMS Thankyou": _tr("Text thank-you"),
        "?": _tr("cannot be read"),
    }.get(str(value), str(value))


def status_word(value: Value) -> str:
    """The status of a distribution."""
    return {
        "Pending": _tr("waits"),
        "Done": _tr("sent"),
        "Generated": _tr("made"),
    }.get(str(value), str(value))


def sheet_funnel(stages: Mapping[str, int]) -> list[StageFacts]:
    """The funnel of a status sheet: everybody who has come at least so far, and who has not."""
    whole = sum(stages.values())
    facts = []
    for stage in (Stage.NO_LINK, Stage.NOT_SENT):
        count = stages.get(stage, 0)
        facts.append(_facts(stage, count, whole))
    reached = [sum(stages.get(one, 0) for one in FUNNEL[place:]) for place in range(len(FUNNEL))]
    tried = reached[0] + stages.get(Stage.BOUNCED, 0)
    facts.append(_facts(FUNNEL[0], reached[0], whole))
    facts.append(_facts(Stage.BOUNCED, stages.get(Stage.BOUNCED, 0), tried))
    later = zip(FUNNEL[1:], reached[1:], strict=True)
    return facts + [_facts(stage, count, reached[0]) for stage, count in later]


def stats_funnel(stats: Mapping[str, int | None]) -> list[StageFacts]:
    """The funnel of one distribution, from its own counts."""
    sent = stats.get("sent") or 0
    lost = sum(stats.get(name) or 0 for name in ("bounced", "failed", "blocked", "skipped"))
    facts = [_facts(Stage.SENT, sent, sent + lost)]
    facts.append(StageFacts("lost", lost, _tr("not reached"), _share(lost, sent + lost), "danger"))
    later = (Stage.OPENED, Stage.STARTED, Stage.FINISHED)
    return facts + [_facts(stage, stats.get(stage.value) or 0, sent) for stage in later]


def _facts(stage: Stage, count: int, whole: int) -> StageFacts:
    tone = _TONES.get(stage, "accent")
    return StageFacts(stage.value, count, stage_word(stage), _share(count, whole), tone)


def _share(count: int, whole: int) -> float | None:
    return count / whole if whole else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("DistributionsPanel", text)
