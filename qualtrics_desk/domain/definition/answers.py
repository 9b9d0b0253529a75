"""How a question is answered: the few shapes that all question types have (qualtrics-api.md E.2).

These are values for drawing, not the service's own words: a window draws each shape in one way and
needs no knowledge of types and selectors.
"""

from __future__ import annotations

import enum

import msgspec

from qualtrics_desk.domain.definition.words import Words


class Mark(enum.StrEnum):
    """What stands before a choice, or in a cell."""

    ONE = "one"
    MANY = "many"
    LIST = "list"
    """Picked from a drop-down list."""
    TEXT = "text"
    NUMBER = "number"
    RANK = "rank"
    DRAG = "drag"
    NONE = "none"
    """Shown, not answered."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A choice, a row or a column.

    Attributes:
        id: Its key in the definition.
        rich: Safe HTML.
        code: The recoded value, "" where it is the key.
        name: The variable name, "" for none.
        tag: Its own export tag, "" for none.
        has_text: Takes a text of the respondent as well.
        is_exclusive: Rules out all others.
        logic: When it is shown.
    """

    id: str
    rich: str
    code: str = ""
    name: str = ""
    tag: str = ""
    has_text: bool = False
    is_exclusive: bool = False
    logic: tuple[Words, ...] = ()


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """A list to pick from, to order or to fill with numbers."""

    items: tuple[Choice, ...]
    mark: Mark
    is_across: bool = False
    total: str = ""
    """What the numbers have to add up to."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Columns of a grid that belong together; a side-by-side question has several groups."""

    rich: str
    columns: tuple[Choice, ...]
    mark: Mark


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """Rows by columns. The service calls rows `Choices` and columns `Answers` (F.77)."""

    rows: tuple[Choice, ...]
    groups: tuple[Group, ...]


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """Sliders, bars or stars, one for each row."""

    rows: tuple[Choice, ...]
    low: str
    high: str
    labels: tuple[Choice, ...] = ()
    is_stars: bool = False


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Text fields: one, or one for each field of a form."""

    lines: int = 1
    fields: tuple[Choice, ...] = ()
    is_secret: bool = False


class Sorting(msgspec.Struct, frozen=True, kw_only=True):
    """Items to drag into groups."""

    items: tuple[Choice, ...]
    groups: tuple[Choice, ...]


class Levels(msgspec.Struct, frozen=True, kw_only=True):
    """Drop-down lists of which each narrows the next."""

    levels: tuple[Choice, ...]
    paths: tuple[Choice, ...]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture or a passage to mark, with its regions or words and how they are marked."""

    regions: tuple[Choice, ...]
    states: tuple[Choice, ...] = ()
    passage: str = ""
    """Safe HTML of the text to mark."""


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """What is not answered by reading and clicking: an upload, a signature, a timer, a captcha."""

    what: Words
    items: tuple[Choice, ...] = ()


class Nothing(msgspec.Struct, frozen=True, kw_only=True):
    """A text without an answer."""


class Unknown(msgspec.Struct, frozen=True, kw_only=True):
    """A type nobody here has met: everything it lists, plainly."""

    choices: tuple[Choice, ...]
    answers: tuple[Choice, ...]


Answer = Choices | Grid | Scale | Entry | Sorting | Levels | Picture | Device | Nothing | Unknown


def choices_of(answer: Answer) -> list[Choice]:
    """Every choice, row, column and label that an answer shows."""
    match answer:
        case Choices(items=items) | Device(items=items):
            return list(items)
        case Grid(rows=rows, groups=groups):
            return [*rows, *(column for group in groups for column in group.columns)]
        case Scale(rows=rows, labels=labels):
            return [*rows, *labels]
        case Entry(fields=fields):
            return list(fields)
        case Sorting(items=items, groups=sorted_into):
            return [*items, *sorted_into]
        case Levels(levels=levels, paths=paths):
            return [*levels, *paths]
        case Picture(regions=regions, states=states):
            return [*regions, *states]
        case Unknown(choices=choices, answers=answers):
            return [*choices, *answers]
        case Nothing():
            return []
