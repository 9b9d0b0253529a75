"""Which texts of a survey are translated, and which are missing (qualtrics-api.md E.2, A.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from qualtrics_desk.domain.definition.markup import plain_text
from qualtrics_desk.domain.definition.values import entries, first_text, text


class Gap(NamedTuple):
    """A text without a translation."""

    question: str
    tag: str
    part: str
    """"" for the question's own text, else the key of the choice."""
    source: str


class Translation(msgspec.Struct, frozen=True, kw_only=True):
    """One language beside the survey's own."""

    language: str
    wanted: int
    gaps: tuple[Gap, ...]

    @property
    def done(self) -> int:
        """How many texts are translated."""
        return self.wanted - len(self.gaps)


def read_translations(
    definition: Mapping[str, Any], languages: Iterable[str], asked: Iterable[str]
) -> tuple[Translation, ...]:
    """Every language but the first, which is the survey's own.

    Args:
        definition: The survey.
        languages: Codes, the own one first; those that only a question knows are added.
        asked: Ids of the questions that respondents can see.
    """
    questions = entries(definition.get("Questions"))
    shown = {key: entries(questions.get(key)) for key in asked}
    own, *others = list(languages) or [""]
    used = (code for question in shown.values() for code in _languages(question))
    codes = [code for code in dict.fromkeys((*others, *used)) if code != own]
    return tuple(_translation(code, shown) for code in codes)


def _languages(question: Mapping[str, Any]) -> Mapping[str, Any]:
    said = question.get("Language")
    return entries(said) if isinstance(said, Mapping) else {}


def _translation(code: str, shown: Mapping[str, dict[str, Any]]) -> Translation:
    wanted, gaps = 0, []
    for key, question in shown.items():
        said = entries(_languages(question).get(code))
        tag = first_text(question.get("DataExportTag"), key)
        texts = [("", text(question.get("QuestionText")), text(said.get("QuestionText")))]
        for name in ("Choices", "Answers"):
            there = entries(said.get(name))
            texts += [
                (part, _shown(thing), _shown(there.get(part)))
                for part, thing in entries(question.get(name)).items()
            ]
        for part, source, translated in texts:
            plain = plain_text(source)
            # Numbers and pictures need no other words.
            if not any(letter.isalpha() for letter in plain):
                continue
            wanted += 1
            if not translated.strip():
                gaps.append(Gap(key, tag, part, plain))
    return Translation(language=code, wanted=wanted, gaps=tuple(gaps))


def _shown(thing: object) -> str:
    return text(entries(thing).get("Display")) if isinstance(thing, Mapping) else text(thing)
