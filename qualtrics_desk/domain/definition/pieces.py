"""The texts of a survey that a search looks through, each with the place it stands at."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from qualtrics_desk.domain.definition.flow import elements, read_fields
from qualtrics_desk.domain.definition.markup import plain_text
from qualtrics_desk.domain.definition.values import entries, first_text, ordered, text


class PieceKind(enum.StrEnum):
    """What a text is."""

    NAME = "name"
    DESCRIPTION = "description"
    BLOCK = "block"
    QUESTION = "question"
    CHOICES = "choices"
    FIELD = "field"
    FLOW = "flow"


class Piece(NamedTuple):
    """A text of a survey.

    Attributes:
        place: The id of the question or block it belongs to, the name of the field, or "".
        tag: The export tag of the question, or "".
        text: Plain, one line; choices are parted by " · ".
    """

    kind: PieceKind
    place: str
    tag: str
    text: str


def pieces_of(definition: Mapping[str, Any]) -> list[Piece]:
    """Every text, in the order of the definition; nothing makes it fail."""
    return [piece for piece in _pieces(definition) if piece.text]


def question_key(piece_text: str) -> str:
    """The form in which the same question of two surveys is the same."""
    return " ".join("".join(c if c.isalnum() else " " for c in piece_text.casefold()).split())


def _pieces(definition: Mapping[str, Any]) -> Iterator[Piece]:
    yield Piece(PieceKind.NAME, "", "", plain_text(text(definition.get("SurveyName"))))
    options = entries(definition.get("SurveyOptions"))
    said = [
        plain_text(text(source))
        for source in (
            definition.get("SurveyDescription"),
            options.get("SurveyMetaDescription"),
            options.get("SurveyTitle"),
        )
    ]
    name = plain_text(text(definition.get("SurveyName")))
    rest = [part for part in dict.fromkeys(said) if part and part != name]
    yield Piece(PieceKind.DESCRIPTION, "", "", " · ".join(rest))
    for key, raw in entries(definition.get("Blocks")).items():
        block = entries(raw)
        block_id = first_text(block.get("ID"), key)
        yield Piece(PieceKind.BLOCK, block_id, "", plain_text(text(block.get("Description"))))
    for key, raw in entries(definition.get("Questions")).items():
        yield from _question(key, entries(raw))
    flow = definition.get("SurveyFlow")
    for field in read_fields(flow):
        values = dict.fromkeys(setting.value for setting in field.settings if setting.value)
        yield Piece(PieceKind.FIELD, field.name, "", " = ".join((field.name, *values)))
    for element in elements(flow):
        told = (plain_text(text(element.get(part))) for part in ("Description", "URL"))
        place = text(element.get("FlowID"))
        yield Piece(PieceKind.FLOW, place, "", " ".join(part for part in told if part))


def _question(key: str, question: Mapping[str, Any]) -> Iterator[Piece]:
    tag = first_text(question.get("DataExportTag"), key)
    languages = question.get("Language")
    said = [entries(one) for one in entries(languages).values()] if languages else []
    texts = [question.get("QuestionText"), question.get("HighlightText")]
    if not first_text(*texts):
        texts = [question.get("QuestionText_Unsafe"), question.get("QuestionDescription")]
    texts += [one.get("QuestionText") for one in said]
    plain = dict.fromkeys(plain_text(text(source)) for source in texts)
    yield Piece(PieceKind.QUESTION, key, tag, " · ".join(part for part in plain if part))
    parts: dict[str, None] = {}
    for holder in (question, *said):
        for name in ("Choices", "Answers", "Groups", "Labels"):
            parts |= dict.fromkeys(_shown(holder.get(name)))
        for column in entries(holder.get("AdditionalQuestions")).values():
            inner = entries(column)
            parts[plain_text(text(inner.get("QuestionText")))] = None
            parts |= dict.fromkeys(_shown(inner.get("Answers")))
    names = entries(question.get("VariableNaming")).values()
    parts |= dict.fromkeys(plain_text(text(name)) for name in names)
    yield Piece(PieceKind.CHOICES, key, tag, " · ".join(part for part in parts if part))


def _shown(things: object) -> list[str]:
    found = []
    for _, thing in ordered(entries(things), ()):
        raw = entries(thing)
        source = first_text(raw.get("Display"), raw.get("Description")) if raw else text(thing)
        found.append(plain_text(source))
    return found
