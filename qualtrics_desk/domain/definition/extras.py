"""Quotas, scoring and what else stands beside questions and flow (qualtrics-api.md E.1, E.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from qualtrics_desk.domain.definition.documents import OTHERS, QUOTAS
from qualtrics_desk.domain.definition.logic import conditions
from qualtrics_desk.domain.definition.markup import plain_text
from qualtrics_desk.domain.definition.settings import Fact
from qualtrics_desk.domain.definition.values import entries, first_text, objects, text
from qualtrics_desk.domain.definition.words import Words, as_it_is, words
from qualtrics_desk.domain.marking import marked


class Quota(msgspec.Struct, frozen=True, kw_only=True):
    """A quota: how many are wanted, how many there are, who counts, what happens then.

    Attributes:
        count: "" where the document does not say.
    """

    id: str
    name: str
    wanted: str
    count: str
    action: Words
    who: tuple[Words, ...]


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What a choice of a question adds to a scoring category."""

    question: str
    choice: str
    category: str
    points: str


class Scoring(msgspec.Struct, frozen=True, kw_only=True):
    """The scoring of a survey; categories by name."""

    categories: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()


_ACTIONS = marked(
    "definition",
    {
        "EndCurrentSurvey": "Ends the survey",
        "DontDisplaySurvey": "Does not let the survey begin",
        "DontDisplayQuestion": "Leaves a question out",
        "DontDisplayBlock": "Leaves a block out",
        "CallWebService": "Calls a web service",
        "ForBranching": "Is asked for in the flow",
        "SiteIntercept": "Is used by an intercept",
    },
)
_READ = frozenset(
    {"SurveyID", "SurveyName", "SurveyDescription", "SurveyStatus", "OwnerID", "CreatorID"}
    | {"DivisionID", "BrandID", "BrandBaseURL", "LastModified", "LastAccessed", "LastActivated"}
    | {"QuestionCount", "Questions", "Blocks", "ResponseSets", "SurveyFlow", "SurveyOptions"}
    | {"Scoring", "ProjectInfo", QUOTAS, OTHERS}
)


def read_quotas(definition: Mapping[str, Any]) -> tuple[Quota, ...]:
    """The quotas, where the document holds them (`documents.as_definition`)."""
    return tuple(_quota(raw) for raw in objects(definition.get(QUOTAS)))


def _quota(raw: dict[str, Any]) -> Quota:
    action = text(raw.get("QuotaAction"))
    who = conditions(raw.get("Logic"))
    if not who:
        who = tuple(
            condition
            for part in objects(raw.get("CrossLogicDef"))
            for condition in conditions(part.get("Logic"))
        )
    return Quota(
        id=text(raw.get("ID")),
        name=plain_text(text(raw.get("Name"))),
        wanted=text(raw.get("Occurrences")),
        count=text(raw.get("Count")),
        action=words(_ACTIONS[action]) if action in _ACTIONS else as_it_is(plain_text(action)),
        who=who,
    )


def read_scoring(definition: Mapping[str, Any]) -> Scoring:
    """Categories, and the points of every choice that has some."""
    categories = {
        text(raw.get("ID")): plain_text(first_text(raw.get("Name"), raw.get("ID")))
        for raw in objects(entries(definition.get("Scoring")).get("ScoringCategories"))
    }
    scores = []
    for key, raw in entries(definition.get("Questions")).items():
        question = entries(raw)
        tag = first_text(question.get("DataExportTag"), key)
        for graded in objects(question.get("GradingData")):
            choice = first_text(graded.get("ChoiceID"), graded.get("AnswerID"))
            for category, points in entries(graded.get("Grades")).items():
                name = categories.get(category, category)
                scores.append(
                    Score(question=tag, choice=choice, category=name, points=text(points))
                )
    return Scoring(categories=tuple(categories.values()), scores=tuple(scores))


def read_others(definition: Mapping[str, Any]) -> tuple[Fact, ...]:
    """What nobody here knows: it is named, so that nobody thinks it is not there."""
    found = [
        Fact(as_it_is(plain_text(key)), as_it_is(_short(value)))
        for key, value in definition.items()
        if key not in _READ and value not in (None, "", [], {})
    ]
    for element in objects(definition.get(OTHERS)):
        name = " ".join(
            part
            for part in (
                text(element.get("PrimaryAttribute")),
                text(element.get("SecondaryAttribute")),
            )
            if part
        )
        label = words("Element {kind}", kind=plain_text(text(element.get("Element"))))
        found.append(Fact(label, as_it_is(plain_text(name))))
    return tuple(found)


def read_project(definition: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Kind of project, description and response sets."""
    info = entries(definition.get("ProjectInfo"))
    sets = [plain_text(text(name)) for name in entries(definition.get("ResponseSets")).values()]
    found = [
        (words("Description"), plain_text(text(definition.get("SurveyDescription")))),
        (words("Project category"), text(info.get("ProjectCategory"))),
        (words("Project type"), text(info.get("ProjectType"))),
        (words("Response sets"), ", ".join(name for name in sets if name)),
    ]
    return tuple(Fact(label, as_it_is(said)) for label, said in found if said)


def _short(value: object) -> str:
    if isinstance(value, Mapping | Sequence) and not isinstance(value, str):
        return f"({len(value)})"
    return plain_text(text(value)) or str(value)[:60]
