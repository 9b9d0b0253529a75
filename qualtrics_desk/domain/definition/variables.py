"""The variables of a survey: what its questions add to an export (qualtrics-api.md D.2, E.2).

Tags follow the questions' own declarations; the column names of an export also depend on the
export's options, so this is a code book, not a list of columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.definition.answers import (
    Choice,
    Choices,
    Device,
    Entry,
    Grid,
    Levels,
    Mark,
    Nothing,
    Picture,
    Scale,
    Sorting,
    Unknown,
)
from qualtrics_desk.domain.definition.markup import plain_text

if TYPE_CHECKING:
    from qualtrics_desk.domain.definition.questions import Question


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """One variable: its tag, what it is about, and the codes it takes."""

    tag: str
    question: str
    label: str
    codes: tuple[tuple[str, str], ...] = ()


def read_variables(questions: Iterable[Question]) -> tuple[Variable, ...]:
    """The variables of questions, in their order."""
    return tuple(variable for question in questions for variable in _variables(question))


def _variables(question: Question) -> Iterator[Variable]:
    answer = question.answer
    match answer:
        case Nothing() | Choices(mark=Mark.NONE):
            return
        case Choices(items=items, mark=mark) if mark in (Mark.ONE, Mark.LIST, Mark.MANY):
            yield _one(question, codes=_codes(items))
            for item in items:
                if item.has_text:
                    yield _part(question, f"{question.tag}_{item.id}_TEXT", item)
        case Grid(rows=rows, groups=groups):
            for place, group in enumerate(groups, 1):
                # The columns of a side-by-side question are numbered: Q3#1_1 (E.2).
                stem = question.tag if len(groups) == 1 else f"{question.tag}#{place}"
                codes = _codes(group.columns) if group.mark is not Mark.TEXT else ()
                for row in rows:
                    yield _part(question, f"{stem}_{row.id}", row, codes)
        case Entry(fields=()):
            yield _one(question)
        case (
            Choices(items=items)
            | Scale(rows=items)
            | Entry(fields=items)
            | Sorting(items=items)
            | Levels(levels=items)
            | Picture(regions=items)
        ):
            for item in items:
                yield _part(question, f"{question.tag}_{item.id}", item)
            if not items:
                yield _one(question)
        case Device(items=items):
            for item in items:
                yield _part(question, f"{question.tag}_{plain_text(item.rich)}", item)
            if not items:
                yield _one(question)
        case Unknown(choices=choices):
            yield _one(question, codes=_codes(choices))


def _one(question: Question, codes: tuple[tuple[str, str], ...] = ()) -> Variable:
    return Variable(tag=question.tag, question=question.id, label=question.title, codes=codes)


def _part(
    question: Question, tag: str, item: Choice, codes: tuple[tuple[str, str], ...] = ()
) -> Variable:
    name = plain_text(item.rich)
    label = f"{question.title} – {name}" if name else question.title
    return Variable(tag=tag, question=question.id, label=label, codes=codes)


def _codes(items: Iterable[Choice]) -> tuple[tuple[str, str], ...]:
    return tuple((item.code or item.id, item.name or plain_text(item.rich)) for item in items)
