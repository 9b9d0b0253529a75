"""From the type, selector and settings of a question to the shape of its answer (E.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from qualtrics_desk.domain.definition.answers import (
    Answer,
    Choice,
    Choices,
    Device,
    Entry,
    Grid,
    Group,
    Levels,
    Mark,
    Nothing,
    Picture,
    Scale,
    Sorting,
    Unknown,
    choices_of,
)
from qualtrics_desk.domain.definition.logic import conditions
from qualtrics_desk.domain.definition.markup import safe_html
from qualtrics_desk.domain.definition.values import (
    entries,
    first_text,
    objects,
    ordered,
    text,
    truth,
)
from qualtrics_desk.domain.definition.words import Words, words

Question = Mapping[str, Any]

_MC_MARKS = {"MAVR": Mark.MANY, "MAHR": Mark.MANY, "MACOL": Mark.MANY, "MSB": Mark.MANY}
_CELLS = {
    "SingleAnswer": Mark.ONE,
    "MultipleAnswer": Mark.MANY,
    "DL": Mark.LIST,
    "DND": Mark.DRAG,
    "Short": Mark.TEXT,
    "Medium": Mark.TEXT,
    "Long": Mark.TEXT,
    "Essay": Mark.TEXT,
}
_MATRIX_MARKS = {"TE": Mark.TEXT, "CS": Mark.NUMBER, "RO": Mark.RANK}
_RANK_MARKS = {"DND": Mark.DRAG, "SB": Mark.LIST}


def read_answer(question: Question) -> Answer:
    """The answer of a question of any type."""
    reader = _READERS.get(text(question.get("QuestionType")))
    return reader(question) if reader is not None else _unknown(question)


def read_choices(
    question: Question, key: str = "Choices", order: str = "ChoiceOrder"
) -> tuple[Choice, ...]:
    """The choices in their order, with recodes and variable names."""
    # A matrix recodes its columns, which are the answers (F.77); everything else its choices.
    is_table = text(question.get("QuestionType")) in ("Matrix", "DynamicMatrix")
    is_recoded = key == ("Answers" if is_table else "Choices")
    codes = entries(question.get("RecodeValues")) if is_recoded else {}
    names = entries(question.get("VariableNaming")) if is_recoded else {}
    tags = entries(question.get("ChoiceDataExportTags")) if key == "Choices" else {}
    things = entries(question.get(key))
    return tuple(
        _choice(name, thing, codes.get(name), names.get(name), tags.get(name))
        for name, thing in ordered(things, question.get(order))
    )


def left_out(question: Question, answer: Answer) -> tuple[Choice, ...]:
    """Choices and answers of the definition that the shape of the answer has no place for."""
    shown = Counter((choice.id, choice.rich) for choice in choices_of(answer))
    rest = []
    for choice in (*read_choices(question), *read_choices(question, "Answers", "AnswerOrder")):
        if shown[choice.id, choice.rich]:
            shown[choice.id, choice.rich] -= 1
        else:
            rest.append(choice)
    return tuple(rest)


def _choice(key: str, thing: object, code: object, name: object, tag: object = None) -> Choice:
    if not isinstance(thing, Mapping):
        return Choice(
            id=key, rich=safe_html(text(thing)), code=text(code), name=text(name), tag=text(tag)
        )
    alone = thing.get("Image")
    shown = first_text(thing.get("Display"), thing.get("Description"), thing.get("Word"))
    if not shown and isinstance(alone, Mapping):
        shown = first_text(alone.get("Display")) or "<img>"
    return Choice(
        id=key,
        rich=safe_html(shown),
        code="" if text(code) == key else text(code),
        name=text(name),
        tag=text(tag),
        has_text=truth(thing.get("TextEntry")),
        is_exclusive=truth(thing.get("ExclusiveAnswer")),
        logic=conditions(thing.get("DisplayLogic")),
    )


def _multiple_choice(question: Question) -> Answer:
    selector = text(question.get("Selector"))
    mark = Mark.LIST if selector == "DL" else _MC_MARKS.get(selector, Mark.ONE)
    across = selector in ("SAHR", "MAHR", "NPS")
    items = read_choices(question)
    if not items and selector == "NPS":
        items = tuple(Choice(id=str(score), rich=str(score)) for score in range(11))
    return Choices(items=items, mark=mark, is_across=across)


def _matrix(question: Question) -> Answer:
    selector, sub = text(question.get("Selector")), text(question.get("SubSelector"))
    mark = _MATRIX_MARKS.get(selector) or _CELLS.get(sub, Mark.ONE)
    columns = read_choices(question, "Answers", "AnswerOrder")
    group = Group(rich="", columns=columns, mark=mark)
    return Grid(rows=read_choices(question), groups=(group,))


def _side_by_side(question: Question) -> Answer:
    groups = []
    for _, part in ordered(entries(question.get("AdditionalQuestions")), ()):
        column = entries(part)
        kind, selector = text(column.get("QuestionType")), text(column.get("Selector"))
        mark = _CELLS.get(text(column.get("SubSelector")), Mark.ONE)
        if kind == "TE" or selector in ("TE", "TB"):
            mark = Mark.TEXT
        shown = read_choices(column, "Answers", "AnswerOrder")
        groups.append(
            Group(rich=safe_html(text(column.get("QuestionText"))), columns=shown, mark=mark)
        )
    return Grid(rows=read_choices(question), groups=tuple(groups))


def _text_entry(question: Question) -> Answer:
    selector = text(question.get("Selector"))
    fields = read_choices(question) if selector == "FORM" else ()
    lines = {"ML": 3, "ESTB": 6}.get(selector, 1)
    return Entry(lines=lines, fields=fields, is_secret=selector == "PW")


def _slider(question: Question) -> Answer:
    settings = entries(question.get("Configuration"))
    is_stars = text(question.get("Selector")) == "STAR"
    low = first_text(settings.get("CSSliderMin"), "0")
    high = first_text(settings.get("CSSliderMax"), settings.get("StarCount"), "100")
    if is_stars:
        high = first_text(settings.get("StarCount"), "5")
    labels = tuple(
        _choice(key, thing, None, None)
        for key, thing in ordered(entries(question.get("Labels")), question.get("LabelOrder"))
    )
    if not labels:
        labels = read_choices(question, "Answers", "AnswerOrder")
    rows = read_choices(question)
    return Scale(rows=rows, low=low, high=high, labels=labels, is_stars=is_stars)


def _constant_sum(question: Question) -> Answer:
    settings = entries(entries(question.get("Validation")).get("Settings"))
    total = first_text(settings.get("ChoiceTotal"), settings.get("Total"))
    return Choices(items=read_choices(question), mark=Mark.NUMBER, total=total)


def _rank_order(question: Question) -> Answer:
    mark = _RANK_MARKS.get(text(question.get("Selector")), Mark.RANK)
    return Choices(items=read_choices(question), mark=mark)


def _grouping(question: Question) -> Answer:
    groups = entries(question.get("Groups"))
    return Sorting(
        items=read_choices(question),
        groups=tuple(_choice(key, thing, None, None) for key, thing in groups.items()),
    )


def _drill_down(question: Question) -> Answer:
    return Levels(
        levels=read_choices(question), paths=read_choices(question, "Answers", "AnswerOrder")
    )


def _picture(question: Question) -> Answer:
    regions = read_choices(question)
    if not regions:
        regions = tuple(
            Choice(id=str(place), rich=safe_html(text(region.get("Description"))))
            for place, region in enumerate(objects(question.get("Regions")), 1)
        )
    return Picture(
        regions=regions,
        states=read_choices(question, "Answers", "AnswerOrder"),
        passage=safe_html(text(question.get("HighlightText"))),
    )


def _device(what: Words) -> Callable[[Question], Answer]:
    def read(question: Question) -> Answer:
        return Device(what=what, items=read_choices(question))

    return read


def _statement(question: Question) -> Answer:
    items = read_choices(question)
    return Choices(items=items, mark=Mark.NONE) if items else Nothing()


def _unknown(question: Question) -> Answer:
    return Unknown(
        choices=read_choices(question), answers=read_choices(question, "Answers", "AnswerOrder")
    )


_READERS: dict[str, Callable[[Question], Answer]] = {
    "MC": _multiple_choice,
    "Matrix": _matrix,
    "DynamicMatrix": _matrix,
    "SBS": _side_by_side,
    "TE": _text_entry,
    "Slider": _slider,
    "CS": _constant_sum,
    "RO": _rank_order,
    "PGR": _grouping,
    "DD": _drill_down,
    "HotSpot": _picture,
    "HeatMap": _picture,
    "HL": _picture,
    "DB": _statement,
    "FileUpload": _device(words("A file is uploaded here.")),
    "Draw": _device(words("A signature is drawn here.")),
    "Captcha": _device(words("A captcha keeps robots out.")),
    "Timing": _device(words("Measures the time spent on the page; respondents do not see it.")),
    "Meta": _device(words("Records the browser; respondents do not see it.")),
    "TreeSelect": _device(words("A place in the organisation is chosen here.")),
    "OH": _device(words("A place in the organisation is chosen here.")),
}
