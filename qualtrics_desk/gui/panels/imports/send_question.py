"""Consents in words, and the question before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.outcomes import PlanState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.panels.imports.import_words import tr
from qualtrics_desk.gui.words.consents import consent_wish
from qualtrics_desk.services.consents import BLANK, CONSENTS, RESUBSCRIBE, SHARE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.imports.job_room import JobRoom


def consent_text(room: JobRoom, what: str, count: int = 0) -> str:
    """What a consent allows, or what it has allowed, with the rows concerned."""
    if room.allows(what):
        text = {
            RESUBSCRIBE: tr("Subscribing people again who opted out: {0}"),
            BLANK: tr("Emptying fields that are filled: {0}"),
            SHARE: tr("Beyond the limit for changes of the list: {0}"),
        }[what]
        return text.format(words.rows(room.asked.get(what, 0)))
    share = 0.0 if room.forecast is None else room.forecast.changed_share
    return consent_wish(what, count, share, room.recipe.share_limit)


async def may_send(parent: QWidget, desk: Desk, room: JobRoom) -> bool:
    """Ask, with list, brand and counts; whether the person wants it."""
    forecast = room.forecast
    if forecast is None:
        return False
    facts = [
        tr("List: {0}").format(room.list_name),
        tr("Brand: {0}").format(_brand(desk)),
    ]
    for state, text in (
        (PlanState.NEW, tr("To be created: {0}")),
        (PlanState.CHANGED, tr("To be changed: {0}")),
    ):
        if count := forecast.states.get(state, 0):
            facts.append(text.format(words.contacts(count)))
    if left := forecast.rows - forecast.sent:
        facts.append(tr("Not sent: {0}").format(words.rows(left)))
    facts.extend(consent_text(room, what) for what in CONSENTS if room.allows(what))
    facts.extend(forecast.undo_limits)
    text = (
        tr("It can be paused at any time. Undo brings back all but what is named here.")
        if forecast.undo_limits
        else tr("It can be paused at any time, and undone afterwards.")
    )
    if desk.is_production:
        text = tr("This is the production brand: real people are concerned. {0}").format(text)
    changes = words.changes(forecast.sent)
    return await confirm(
        parent,
        tr("Send {0} to “{1}”?").format(changes, room.list_name),
        text,
        tr("Send {0}").format(changes),
        facts=facts,
        danger=desk.is_production,
    )


def _brand(desk: Desk) -> str:
    profile = desk.profile
    if profile is None:
        return ""
    kind = {
        "production": tr("production"),
        "test": tr("test"),
        "sandbox": tr("sandbox on this machine"),
    }[profile.kind.value]
    return f"{profile.name} ({kind})"
