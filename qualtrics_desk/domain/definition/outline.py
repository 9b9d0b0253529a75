"""The outline of a survey: blocks in the order of the flow, questions, flow, fields, options."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from qualtrics_desk.domain.definition.extras import (
    Quota,
    Scoring,
    read_others,
    read_project,
    read_quotas,
    read_scoring,
)
from qualtrics_desk.domain.definition.flow import Field, Step, elements, read_fields, read_flow
from qualtrics_desk.domain.definition.logic import operand
from qualtrics_desk.domain.definition.markup import plain_text
from qualtrics_desk.domain.definition.questions import Question, read_question
from qualtrics_desk.domain.definition.settings import Fact, read_facts, read_languages
from qualtrics_desk.domain.definition.translations import Translation, read_translations
from qualtrics_desk.domain.definition.values import entries, first_text, objects, text
from qualtrics_desk.domain.definition.variables import Variable, read_variables
from qualtrics_desk.domain.definition.words import Words, words


class Place(enum.StrEnum):
    """Where a block stands."""

    FLOW = "flow"
    OUTSIDE = "outside"
    """In no element of the flow: respondents never see it."""
    TRASH = "trash"
    LOOSE = "loose"
    """Questions that no block names, put together here so that none is lost."""


class PageBreak(msgspec.Struct, frozen=True):
    """A new page begins."""


class OtherElement(msgspec.Struct, frozen=True):
    """Something in a block that is neither a question nor a page break, by its own name."""

    kind: str


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A block with what it holds, in its order."""

    id: str
    name: str
    place: Place
    items: tuple[Question | PageBreak | OtherElement, ...]
    notes: tuple[Words, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Its questions without the page breaks."""
        return tuple(item for item in self.items if isinstance(item, Question))


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A survey for people.

    Attributes:
        blocks: Those of the flow first, in its order, each once; then those outside the flow,
            loose questions, and the trash.
        languages: Codes, the survey's own first.
        quotas: Where the document holds them; the service gives them in a call of their own.
        others: What nobody here knows, by name.
        address: Where the brand lives, such as `https://brand.fra1.qualtrics.com`, or "".
    """

    id: str
    name: str
    status: str
    address: str
    languages: tuple[str, ...]
    blocks: tuple[Block, ...]
    flow: tuple[Step, ...]
    fields: tuple[Field, ...]
    variables: tuple[Variable, ...]
    facts: tuple[Fact, ...]
    project: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()
    quotas: tuple[Quota, ...] = ()
    scoring: Scoring = Scoring()
    translations: tuple[Translation, ...] = ()

    @property
    def questions(self) -> Iterator[Question]:
        """All questions, block by block, those of the trash last."""
        for block in self.blocks:
            yield from block.questions

    @property
    def asked(self) -> Iterator[Question]:
        """The questions that are not in the trash."""
        for block in self.blocks:
            if block.place is not Place.TRASH:
                yield from block.questions


def read_outline(definition: Mapping[str, Any]) -> Outline:
    """Read a definition (the `result` of GET /survey-definitions/{id}); nothing makes it fail."""
    flow, options = definition.get("SurveyFlow"), definition.get("SurveyOptions")
    blocks = tuple(_blocks(definition))
    asked = [q for block in blocks if block.place is not Place.TRASH for q in block.questions]
    languages = read_languages(options)
    return Outline(
        id=text(definition.get("SurveyID")),
        name=plain_text(text(definition.get("SurveyName"))),
        status=text(definition.get("SurveyStatus")),
        address=text(definition.get("BrandBaseURL")),
        languages=languages,
        blocks=blocks,
        flow=read_flow(flow, _names(definition)),
        fields=read_fields(flow),
        variables=read_variables(asked),
        facts=read_facts(options),
        project=read_project(definition),
        others=read_others(definition),
        quotas=read_quotas(definition),
        scoring=read_scoring(definition),
        translations=read_translations(definition, languages, [question.id for question in asked]),
    )


def _names(definition: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for key, raw in entries(definition.get("Blocks")).items():
        block = entries(raw)
        found[_block_id(key, block)] = plain_text(text(block.get("Description")))
    return found


def _block_id(key: str, block: Mapping[str, Any]) -> str:
    """Blocks come as an object by id, and in some documents as a list (E.7)."""
    return first_text(block.get("ID"), key)


def _blocks(definition: Mapping[str, Any]) -> Iterator[Block]:
    held = {
        _block_id(key, entries(raw)): entries(raw)
        for key, raw in entries(definition.get("Blocks")).items()
    }
    asked = entries(definition.get("Questions"))
    shown: dict[str, int] = {}
    for element in elements(definition.get("SurveyFlow")):
        block_id = text(element.get("ID"))
        if block_id in held:
            shown[block_id] = shown.get(block_id, 0) + 1
    rest = [key for key in held if key not in shown]
    trash = [key for key in rest if text(held[key].get("Type")) == "Trash"]
    outside = [key for key in rest if key not in trash]
    used: set[str] = set()
    for place, keys in ((Place.FLOW, list(shown)), (Place.OUTSIDE, outside)):
        for key in keys:
            yield _block(key, held[key], place, asked, used, shown.get(key, 0))
    # Asked for only now: the blocks above have to say first which questions they hold.
    bins = [_block(key, held[key], Place.TRASH, asked, used, 0) for key in trash]
    loose = tuple(read_question(key, raw) for key, raw in asked.items() if key not in used)
    if loose:
        yield Block(id="", name="", place=Place.LOOSE, items=loose)
    yield from bins


def _block(
    key: str,
    raw: dict[str, Any],
    place: Place,
    asked: dict[str, Any],
    used: set[str],
    times: int,
) -> Block:
    items: list[Question | PageBreak | OtherElement] = []
    for element in objects(raw.get("BlockElements")):
        question = text(element.get("QuestionID"))
        if question:
            used.add(question)
            items.append(read_question(question, asked.get(question), element))
        elif text(element.get("Type")) == "Page Break":
            items.append(PageBreak())
        else:
            items.append(OtherElement(plain_text(text(element.get("Type"))) or "?"))
    return Block(
        id=key,
        name=plain_text(text(raw.get("Description"))),
        place=place,
        items=tuple(items),
        notes=tuple(_notes(raw, times)),
    )


def _notes(raw: dict[str, Any], times: int) -> Iterator[Words]:
    options = entries(raw.get("Options"))
    if times > 1:
        yield words("The flow shows this block {count} times", count=times)
    order = text(options.get("RandomizeQuestions"))
    if order not in ("", "false", "False"):
        yield words("Questions in random order")
    looping, settings = text(options.get("Looping")), entries(options.get("LoopingOptions"))
    if looping not in ("", "None"):
        source = operand(first_text(settings.get("Locator"), settings.get("QID")))
        if source:
            yield words("Loop and merge over {source}", source=source)
        else:
            yield words("Loop and merge")
    if text(options.get("BlockLocking")) == "true":
        yield words("Locked")
    if text(raw.get("SubType")) == "Reference":
        yield words("From a library")
    if text(raw.get("Type")) == "ExperienceBlock":
        yield words("{kind} block, made by the service", kind=text(raw.get("SubType")))
