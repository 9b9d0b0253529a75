"""What differs between two states of one question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.definition.answer_reading import read_choices
from qualtrics_desk.domain.definition.comparing.changes import Area, Change, ChangeKind, same_order
from qualtrics_desk.domain.definition.markup import plain_text, safe_html
from qualtrics_desk.domain.definition.questions import Question
from qualtrics_desk.domain.definition.values import entries, first_text, text
from qualtrics_desk.domain.definition.words import Words, words

if TYPE_CHECKING:
    from qualtrics_desk.domain.definition.answers import Choice

_TOLD = frozenset(
    {"QuestionText", "QuestionText_Unsafe", "QuestionDescription", "DataExportTag"}
    | {"QuestionType", "Selector", "SubSelector", "Choices", "ChoiceOrder", "Answers"}
    | {"AnswerOrder", "RecodeValues", "VariableNaming", "ChoiceDataExportTags", "DisplayLogic"}
    | {"SkipLogic", "Language", "GradingData", "QuestionID", "NextChoiceId", "NextAnswerId"}
)
"""What is told in sentences of its own, and counters that mean nothing to a person."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A question with where it stands.

    Attributes:
        raw: As the definition has it.
        block: The id of its block.
        block_name: What people call that.
    """

    question: Question
    raw: dict[str, Any]
    block: str
    block_name: str

    @property
    def name(self) -> str:
        """Tag and beginning of the text."""
        title = self.question.title
        return f"{self.question.tag} “{title[:60]}{'…' if len(title) > 60 else ''}”"


def question_changes(before: Held, after: Held) -> Iterator[Change]:
    """Everything that differs; the same question on both sides gives nothing."""
    name, place = after.name, after.question.id

    def change(what: Words, was: str = "", now: str = "") -> Change:
        return Change(
            kind=ChangeKind.CHANGED,
            area=Area.QUESTIONS,
            place=place,
            what=what,
            before=was,
            after=now,
        )

    was, now = (first_text(held.raw.get("QuestionText")) for held in (before, after))
    if plain_text(was) != plain_text(now):
        yield change(
            words("Wording of {question}", question=name), plain_text(was), plain_text(now)
        )
    elif safe_html(was) != safe_html(now):
        yield change(words("Formatting of {question}", question=name))
    elif was != now:
        yield change(words("Hidden markup of {question}", question=name))
    if before.question.tag != after.question.tag:
        yield change(
            words("Export tag of {question}", question=name),
            before.question.tag,
            after.question.tag,
        )
    if _kind(before.raw) != _kind(after.raw):
        yield change(
            words("Type of {question}", question=name),
            str(before.question.kind),
            str(after.question.kind),
        )
    yield from _choices(before.raw, after.raw, name, place)
    if _logic(before.raw) != _logic(after.raw):
        yield change(
            words("Display logic of {question}", question=name),
            _sentence(before.question.shown_if),
            _sentence(after.question.shown_if),
        )
    if before.question.skips != after.question.skips:
        yield change(
            words("Skip logic of {question}", question=name),
            _sentence(before.question.skips),
            _sentence(after.question.skips),
        )
    if _scores(before.raw) != _scores(after.raw):
        yield change(words("Scoring of {question}", question=name))
    for key in sorted({*before.raw, *after.raw} - _TOLD):
        was_set, now_set = before.raw.get(key), after.raw.get(key)
        if (was_set or None) == (now_set or None):
            continue
        if key == "Validation":
            yield change(
                words("Rules of {question}", question=name),
                _sentence(before.question.rules),
                _sentence(after.question.rules),
            )
        elif key in ("Randomization", "AnswerRandomization", "DynamicChoices", "QuestionJS"):
            yield change(
                words("{setting} of {question}", setting=key, question=name),
                _sentence(before.question.notes),
                _sentence(after.question.notes),
            )
        else:
            yield change(words("Setting {setting} of {question}", setting=key, question=name))
    yield from _languages(before, after)


def _kind(raw: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(text(raw.get(key)) for key in ("QuestionType", "Selector", "SubSelector"))


def _logic(raw: Mapping[str, Any]) -> object:
    return raw.get("DisplayLogic") or None


def _scores(raw: Mapping[str, Any]) -> object:
    return raw.get("GradingData") or None


def _sentence(parts: tuple[Words, ...]) -> str:
    return "; ".join(str(part) for part in parts)


def _choices(
    before: dict[str, Any], after: dict[str, Any], name: str, place: str
) -> Iterator[Change]:
    for key, order in (("Choices", "ChoiceOrder"), ("Answers", "AnswerOrder")):
        was = {choice.id: choice for choice in read_choices(before, key, order)}
        now = {choice.id: choice for choice in read_choices(after, key, order)}
        noun = _noun(after, key)

        def change(kind: ChangeKind, what: Words, old: str = "", new: str = "") -> Change:
            return Change(
                kind=kind,
                area=Area.QUESTIONS,
                place=place,
                what=what,
                before=old,
                after=new,
            )

        for gone in [c for c in was if c not in now]:
            what = words("{noun} taken out of {question}", noun=noun, question=name)
            yield change(ChangeKind.REMOVED, what, _label(was[gone]))
        for new in [c for c in now if c not in was]:
            what = words("{noun} added to {question}", noun=noun, question=name)
            yield change(ChangeKind.ADDED, what, "", _label(now[new]))
        for both in [c for c in now if c in was]:
            for what, old, fresh in _choice(was[both], now[both], noun, name):
                yield change(ChangeKind.CHANGED, what, old, fresh)
        if not same_order(was, now):
            what = words("Order of {noun} of {question}", noun=_plural(after, key), question=name)
            yield change(
                ChangeKind.ORDER,
                what,
                " · ".join(_label(choice) for choice in was.values()),
                " · ".join(_label(choice) for choice in now.values()),
            )


def _choice(was: Choice, now: Choice, noun: Words, name: str) -> Iterator[tuple[Words, str, str]]:
    label = _label(now)
    if was.rich != now.rich:
        yield (
            words("{noun} of {question} reworded", noun=noun, question=name),
            _label(was),
            label,
        )
    for template, old, new in (
        (
            words("Recode of “{choice}” of {question}", choice=label, question=name),
            was.code or was.id,
            now.code or now.id,
        ),
        (
            words("Variable name of “{choice}” of {question}", choice=label, question=name),
            was.name,
            now.name,
        ),
        (
            words("Export tag of “{choice}” of {question}", choice=label, question=name),
            was.tag,
            now.tag,
        ),
    ):
        if old != new:
            yield template, old, new
    if was.logic != now.logic:
        yield (
            words("Display logic of “{choice}” of {question}", choice=label, question=name),
            _sentence(was.logic),
            _sentence(now.logic),
        )
    if (was.has_text, was.is_exclusive) != (now.has_text, now.is_exclusive):
        yield words("Behaviour of “{choice}” of {question}", choice=label, question=name), "", ""


def _is_table(raw: Mapping[str, Any]) -> bool:
    return text(raw.get("QuestionType")) in ("Matrix", "DynamicMatrix", "SBS")


def _noun(raw: Mapping[str, Any], key: str) -> Words:
    if _is_table(raw):
        return words("Row") if key == "Choices" else words("Column")
    return words("Choice") if key == "Choices" else words("Answer")


def _plural(raw: Mapping[str, Any], key: str) -> Words:
    if _is_table(raw):
        return words("rows") if key == "Choices" else words("columns")
    return words("choices") if key == "Choices" else words("answers")


def _label(choice: Choice) -> str:
    return plain_text(choice.rich) or choice.id


def _languages(before: Held, after: Held) -> Iterator[Change]:
    was, now = (entries(held.raw.get("Language")) for held in (before, after))
    for code in sorted({*was, *now}):
        if (was.get(code) or None) == (now.get(code) or None):
            continue
        kind = (
            ChangeKind.ADDED
            if code not in was
            else ChangeKind.REMOVED
            if code not in now
            else ChangeKind.CHANGED
        )
        yield Change(
            kind=kind,
            area=Area.TRANSLATIONS,
            place=after.question.id,
            what=words("Translation {code} of {question}", code=code, question=after.name),
            before=plain_text(text(entries(was.get(code)).get("QuestionText"))),
            after=plain_text(text(entries(now.get(code)).get("QuestionText"))),
        )
