"""How subscriptions look, and the words for what is delivered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words
from qualtrics_desk.gui.areas.area_view import AreaView, Warned
from qualtrics_desk.gui.panels.events.subscribe_dialog import ask_subscription
from qualtrics_desk.gui.widgets.facts_view import Fact
from qualtrics_desk.services.areas.subscriptions import SUBSCRIPTIONS, explained
from qualtrics_desk.services.areas.workbench import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_view import Raw
    from qualtrics_desk.gui.desk import Desk


def _tr(text: str) -> str:
    return QCoreApplication.translate("Events", text)


def _text(raw: Raw, key: str) -> str:
    value = raw.get(key)
    return "" if value is None else str(value)


def topic_word(topics: object) -> str:
    """What a topic is about, in a sentence; one that is not known as it is."""
    topic, survey = explained(str(topics or ""))
    if topic is None:
        return str(topics or "")
    said = QCoreApplication.translate("topics", topic.title)
    if survey == "*":
        return _tr("{0}, in every survey").format(said)
    return said


def _facts(page: AreaPage, raw: Raw) -> Sequence[Fact]:
    _topic, survey = explained(_text(raw, "topics"))
    calls = raw.get("successfulCalls")
    is_whole_brand = _text(raw, "scope") == "brand"
    return (
        Fact(_tr("When"), topic_word(raw.get("topics"))),
        Fact(
            _tr("Survey"),
            survey if survey != "*" else "",
            act=lambda: page.desk.visit("surveys", survey=survey),
        ),
        Fact(_tr("Topic"), _text(raw, "topics"), "code"),
        Fact(_tr("Goes to"), _text(raw, "publicationUrl"), "code"),
        Fact(_tr("Encrypted"), _tr("yes") if raw.get("encrypted") else _tr("no")),
        Fact(_tr("Delivered"), words.number(calls) if isinstance(calls, int) else ""),
        Fact(_tr("Concerns"), _tr("the whole brand") if is_whole_brand else _text(raw, "scope")),
    )


def _warn(raw: Raw) -> Warned:
    return Warned(
        _tr("Delete this subscription?"),
        _tr(
            "No more messages go to the address; whatever is fed by them stops. It concerns the "
            "whole brand, also where somebody else made it. Its shared key cannot be read back, so "
            "it cannot be restored from here."
        ),
        (
            _tr("When: {0}").format(topic_word(raw.get("topics"))),
            _tr("Topic: {0}").format(_text(raw, "topics")),
            _tr("Goes to: {0}").format(_text(raw, "publicationUrl")),
            _tr("Delivered so far: {0}").format(_text(raw, "successfulCalls")),
        ),
    )


async def _ask_new(page: AreaPage) -> Any:  # noqa: ANN401 - as `AreaView` says
    surveys = await asyncio.to_thread(_known_surveys, page.desk)
    return await ask_subscription(page, page.desk.session, surveys)


def _known_surveys(desk: Desk) -> list[tuple[str, str]]:
    """Ids and names of the surveys that were read, by name; blocks."""
    from qualtrics_desk.services.tables.places import profile_of, surveys_table

    table = surveys_table(desk.home, profile_of(desk.session))
    try:
        with table.moment() as now:
            shown = now.shown
            raws = [] if shown is None else now.raws(range(shown.first_id, shown.last_id + 1))
    finally:
        table.close()
    found = [(str(raw.get("id")), str(raw.get("name") or "")) for raw in raws if raw.get("id")]
    return sorted(found, key=lambda one: one[1].casefold())


SUBSCRIPTION_VIEW = AreaView(
    area=SUBSCRIPTIONS,
    title=lambda: _tr("Subscriptions"),
    noun=lambda n: words.subscriptions(n),
    icon="events",
    empty=lambda: (
        _tr("No subscriptions"),
        _tr(
            "With a subscription the service tells a program of yours at once when a response is "
            "completed or a survey is activated."
        ),
    ),
    forbidden=lambda: (
        _tr("Your user may not see event subscriptions."),
        _tr("Only a brand administrator's token opens it: ask one of yours for the right."),
    ),
    name_of=lambda raw: topic_word(raw.get("topics")) or _text(raw, "id"),
    facts=_facts,
    new=lambda: _tr("New subscription…"),
    creates=lambda: _tr("Create subscription"),
    deletes=lambda: _tr("Delete subscription…"),
    warn=_warn,
    actions=("events.test",),
    ask_new=_ask_new,
    hidden=("id", "scope", "encrypted"),
    widths={"topics": 34, "publicationUrl": 30},
    formats={"topics": topic_word},
)


def verdict_word(verdict: Verdict) -> tuple[str, str]:
    """What the signature of a message says, and its tone."""
    return {
        Verdict.NONE: (_tr("Not signed"), "muted"),
        Verdict.UNCHECKED: (_tr("Signed, not checked"), "muted"),
        Verdict.GOOD: (_tr("Signature fits"), "success"),
        Verdict.BAD: (_tr("Signature does not fit"), "danger"),
        Verdict.ENCRYPTED: (_tr("Encrypted"), "warning"),
    }[verdict]
