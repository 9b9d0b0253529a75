"""Event subscriptions (qualtrics-api.md D.19): topics, and the area."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from qualtrics_desk.api.endpoints import events
from qualtrics_desk.domain.fields import Field, FieldKind
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec
from qualtrics_desk.services.areas.area import Area

if TYPE_CHECKING:
    from qualtrics_desk.services.areas.area import Raw

TOPIC = re.compile(r"[\w*]+(\.[\w*]+)*")


class Topic(NamedTuple):
    """A kind of happening.

    Attributes:
        start: The topic without what it concerns.
        title: What happens, marked for translation in the context "topics".
        of_survey: Whether a survey's id, or `*` for all, follows.
    """

    start: str
    title: str
    of_survey: bool


TOPICS = (
    Topic("surveyengine.completedResponse", marked("topics", "A response is completed"), True),
    Topic("surveyengine.partialResponse", marked("topics", "A response is left unfinished"), True),
    Topic(
        "surveyengine.startedRecipientSession",
        marked("topics", "A person who was invited opens the survey"),
        True,
    ),
    Topic("controlpanel.activateSurvey", marked("topics", "A survey is activated"), False),
    Topic("controlpanel.deactivateSurvey", marked("topics", "A survey is closed"), False),
    Topic("threesixty.created", marked("topics", "A 360 evaluation is made"), False),
)
"""The topics that are known; others are taken as they are typed."""


def explained(topics: str) -> tuple[Topic | None, str]:
    """What a topic is, and the survey it concerns: "" for none, "*" for all."""
    for topic in TOPICS:
        if topics == topic.start:
            return topic, ""
        if topic.of_survey and topics.startswith(topic.start + "."):
            return topic, topics[len(topic.start) + 1 :]
    return None, ""


SUBSCRIPTIONS = Area(
    name="events",
    one="subscription",
    columns=(
        ColumnSpec("id", "Id", ColumnKind.CODE),
        ColumnSpec("topics", "Topic", ColumnKind.CODE),
        ColumnSpec("publicationUrl", "Goes to"),
        ColumnSpec("encrypted", "Encrypted", ColumnKind.FLAG),
        ColumnSpec("successfulCalls", "Delivered", ColumnKind.NUMBER),
        ColumnSpec("scope", "Scope"),
    ),
    pages=lambda _: events.list_subscriptions(),
    show=lambda _, subscription: events.get_subscription(subscription),
    fields=(
        Field("topics", "Topic", required=True, hint="Such as surveyengine.completedResponse.SV_…"),
        Field("publicationUrl", "Goes to", required=True, hint="A public address, https://…"),
        Field("encrypt", "Encrypt the message (AES)", FieldKind.FLAG),
        Field(
            "sharedKey",
            "Shared key",
            FieldKind.SECRET,
            hint="With a key each message carries a signature (HMAC).",
        ),
    ),
    create=lambda _, values: _create(values),
    delete=lambda _, subscription: events.delete_subscription(subscription),
    scope="subscriptions",
    lacks="The service changes no subscription: make a new one, then delete the old one.",
)


def _create(values: Raw) -> Any:  # noqa: ANN401 - a request
    return events.create_subscription(
        values["topics"],
        values["publicationUrl"],
        bool(values.get("encrypt")),
        values.get("sharedKey"),
    )
