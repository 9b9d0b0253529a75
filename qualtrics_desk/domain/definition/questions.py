"""One question of the outline (qualtrics-api.md E.2)."""

from __future__ import annotations

from typing import Any

import msgspec

from qualtrics_desk.domain.definition.answer_reading import left_out, read_answer
from qualtrics_desk.domain.definition.answers import Answer, Choice, Nothing
from qualtrics_desk.domain.definition.kinds import format_words, kind_words
from qualtrics_desk.domain.definition.logic import conditions, operand, skips
from qualtrics_desk.domain.definition.markup import plain_text, safe_html
from qualtrics_desk.domain.definition.values import entries, first_text, text, truth
from qualtrics_desk.domain.definition.words import Words, words

_LONGEST_TITLE = 160


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question as people know it.

    Attributes:
        id: QID.
        tag: The name of its columns in an export; the id where it has none.
        kind: Its type in words.
        rich: Safe HTML of the text.
        title: The text as one short line.
        answer: How it is answered.
        rest: Choices that the definition has and the answer does not show.
        rules: What is demanded of the answer.
        shown_if: Its display logic, one sentence for each condition.
        skips: Where respondents are sent from here, and when.
        notes: What else is special about it.
        languages: Languages it is translated into.
    """

    id: str
    tag: str
    kind: Words
    rich: str
    title: str
    answer: Answer
    rest: tuple[Choice, ...] = ()
    rules: tuple[Words, ...] = ()
    shown_if: tuple[Words, ...] = ()
    skips: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    languages: tuple[str, ...] = ()


def read_question(question_id: str, raw: object, element: object = None) -> Question:
    """Read one question, whatever state it is in.

    Args:
        question_id: Its key.
        raw: Its definition; anything but an object makes a question that says so.
        element: Its place in a block, which may hold skip logic.
    """
    known = entries(raw)
    if not known:
        return Question(
            id=question_id,
            tag=question_id,
            kind=words("Not in the definition"),
            rich="",
            title="",
            answer=Nothing(),
            skips=skips({}, element),
            notes=(words("A block names this question, but the definition does not hold it."),),
        )
    answer = read_answer(known)
    source = first_text(known.get("QuestionText"), known.get("QuestionText_Unsafe"))
    title = plain_text(source) or plain_text(text(known.get("QuestionDescription")))
    return Question(
        id=question_id,
        tag=first_text(known.get("DataExportTag"), question_id),
        kind=kind_words(
            text(known.get("QuestionType")),
            text(known.get("Selector")),
            text(known.get("SubSelector")),
        ),
        rich=safe_html(source),
        title=title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…",
        answer=answer,
        rest=left_out(known, answer),
        rules=tuple(_rules(known)),
        shown_if=conditions(known.get("DisplayLogic")),
        skips=skips(known, element),
        notes=tuple(_notes(known)),
        languages=tuple(entries(known.get("Language"))) if known.get("Language") else (),
    )


def _rules(known: dict[str, Any]) -> list[Words]:
    settings = entries(entries(known.get("Validation")).get("Settings"))
    found: list[Words] = []
    match text(settings.get("ForceResponse")).upper():
        case "ON":
            found.append(words("Answer required"))
        case "REQUESTRESPONSE":
            found.append(words("Answer requested"))
    least, most = text(settings.get("MinChoices")), text(settings.get("MaxChoices"))
    match text(settings.get("Type")):
        case "ContentType":
            said = format_words(text(settings.get("ContentType")))
            found.append(words("Must be {format}", format=said))
        case "MinChar":
            found.append(words("At least {count} characters", count=text(settings.get("MinChars"))))
        case "TotalChar":
            found.append(
                words("At most {count} characters", count=text(settings.get("TotalChars")))
            )
        case "CharRange":
            found.append(
                words(
                    "{least} to {most} characters",
                    least=text(settings.get("MinChars")),
                    most=text(settings.get("TotalChars")),
                )
            )
        case "MinChoices":
            found.append(words("At least {count} choices", count=least))
        case "MaxChoices":
            found.append(words("At most {count} choices", count=most))
        case "ChoiceRange" | "GroupChoiceRange":
            found.append(words("{least} to {most} choices", least=least, most=most))
        case "ChoicesTotal":
            total = first_text(settings.get("ChoiceTotal"), settings.get("Total"))
            found.append(words("Must add up to {total}", total=total))
        case "CustomValidation":
            found.append(words("Custom validation"))
    return found


def _notes(known: dict[str, Any]) -> list[Words]:
    found: list[Words] = []
    if order := _random_order(known.get("Randomization")):
        found.append(order)
    if _random_order(known.get("AnswerRandomization")):
        found.append(words("Columns in random order"))
    carried = entries(known.get("DynamicChoices"))
    if locator := first_text(carried.get("Locator"), carried.get("DynamicType")):
        found.append(words("Choices carried forward from {source}", source=operand(locator)))
    if text(known.get("QuestionJS")).strip():
        found.append(words("Runs JavaScript of its own"))
    visibility = entries(known.get("DataVisibility"))
    if truth(visibility.get("Hidden")) or truth(visibility.get("Private")):
        found.append(words("Hidden in reports"))
    return found


def _random_order(value: object) -> Words | None:
    settings = entries(value)
    kind = text(settings.get("Type"))
    if not kind or kind == "None":
        return None
    subset = text(settings.get("TotalRandSubset"))
    if kind == "Subset" and subset:
        return words("{count} of the choices, drawn at random", count=subset)
    return words("Choices in random order")
