"""The comparison of two surveys, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.definition.comparing.changes import (
    Area,
    Change,
    ChangeKind,
    Comparison,
    moved,
)
from qualtrics_desk.domain.definition.comparing.flows import flow_changes
from qualtrics_desk.domain.definition.comparing.questions import Held, question_changes
from qualtrics_desk.domain.definition.markup import plain_text
from qualtrics_desk.domain.definition.outline import Block, Outline, Place, read_outline
from qualtrics_desk.domain.definition.pieces import question_key
from qualtrics_desk.domain.definition.values import entries, text
from qualtrics_desk.domain.definition.words import Words, as_it_is, words

if TYPE_CHECKING:
    from qualtrics_desk.domain.definition.extras import Quota

_QUIET_OPTIONS = frozenset({"SurveyName", "SurveyCreationDate"})


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Tell what differs between two definitions; what is equal gives no change.

    Questions are the same where their ids are and, between two surveys, their texts or tags; the
    rest is matched by text, then by tag.

    Args:
        before: As `documents.as_definition` gives it.
        after: The other one, the newer as a rule.
    """
    was, now = read_outline(before), read_outline(after)
    return Comparison(changes=tuple(_changes(before, after, was, now)))


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], was: Outline, now: Outline
) -> Iterator[Change]:
    yield from _facts(was, now)
    yield from _blocks(was, now)
    yield from _questions(_held(before, was), _held(after, now), was, now)
    yield from flow_changes(was, now, before.get("SurveyFlow"), after.get("SurveyFlow"))
    yield from _fields(was, now)
    yield from _options(before, after)
    yield from _quotas(was, now)
    if (before.get("Scoring") or None) != (after.get("Scoring") or None):
        yield _change(ChangeKind.CHANGED, Area.DATA, "", words("Scoring categories"))


def _change(
    kind: ChangeKind, area: Area, place: str, what: Words, before: str = "", after: str = ""
) -> Change:
    return Change(kind=kind, area=area, place=place, what=what, before=before, after=after)


def _facts(was: Outline, now: Outline) -> Iterator[Change]:
    if was.name != now.name:
        yield _change(
            ChangeKind.CHANGED, Area.SURVEY, "", words("Name of the survey"), was.name, now.name
        )
    yield from _pairs(
        {str(fact.label): str(fact.value) for fact in was.project},
        {str(fact.label): str(fact.value) for fact in now.project},
        Area.SURVEY,
    )


def _pairs(was: Mapping[str, str], now: Mapping[str, str], area: Area) -> Iterator[Change]:
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key, ""), now.get(key, "")
        if old != new:
            yield _change(ChangeKind.CHANGED, area, key, as_it_is(key), old, new)


def _blocks(was: Outline, now: Outline) -> Iterator[Change]:
    old = {block.id: block for block in was.blocks if block.place is not Place.LOOSE}
    new = {block.id: block for block in now.blocks if block.place is not Place.LOOSE}
    for key in [key for key in old if key not in new]:
        what = words("Block “{name}” removed", name=old[key].name)
        yield _change(ChangeKind.REMOVED, Area.BLOCKS, key, what)
    for key in [key for key in new if key not in old]:
        what = words("Block “{name}” added", name=new[key].name)
        yield _change(ChangeKind.ADDED, Area.BLOCKS, key, what)
    for key, block in new.items():
        if key in old:
            yield from _block(old[key], block)


def _block(old: Block, new: Block) -> Iterator[Change]:
    if old.name != new.name:
        what = words("Block renamed")
        yield _change(ChangeKind.CHANGED, Area.BLOCKS, new.id, what, old.name, new.name)
    told = "; ".join(map(str, old.notes)), "; ".join(map(str, new.notes))
    if told[0] != told[1]:
        what = words("Settings of the block “{name}”", name=new.name)
        yield _change(ChangeKind.CHANGED, Area.BLOCKS, new.id, what, *told)
    there = {question.id for question in old.questions}
    here = {question.id for question in new.questions}
    order = (
        [q.id for q in old.questions if q.id in here],
        [q.id for q in new.questions if q.id in there],
    )
    if order[0] != order[1]:
        tags = {question.id: question.tag for question in new.questions}
        what = words("Order of the questions of the block “{name}”", name=new.name)
        yield _change(
            ChangeKind.ORDER,
            Area.BLOCKS,
            new.id,
            what,
            ", ".join(tags[key] for key in order[0]),
            ", ".join(tags[key] for key in order[1]),
        )
    elif order[0] == [q.id for q in old.questions] == [q.id for q in new.questions]:
        kinds = [[type(item).__name__ for item in block.items] for block in (old, new)]
        if kinds[0] != kinds[1]:
            what = words("Page breaks of the block “{name}”", name=new.name)
            yield _change(ChangeKind.CHANGED, Area.BLOCKS, new.id, what)


def _held(definition: Mapping[str, Any], outline: Outline) -> dict[str, Held]:
    raws = entries(definition.get("Questions"))
    found: dict[str, Held] = {}
    for block in outline.blocks:
        for question in block.questions:
            held = Held(
                question=question,
                raw=entries(raws.get(question.id)),
                block=block.id,
                block_name=block.name,
            )
            # A question that is asked twice is told of where it stands first.
            found.setdefault(question.id, held)
    return found


def _questions(
    was: dict[str, Held], now: dict[str, Held], old: Outline, new: Outline
) -> Iterator[Change]:
    pairs = _matched(was, now, is_same=old.id == new.id)
    paired = set(pairs.values())
    for key in [key for key in was if key not in paired]:
        what = words("Question {question} removed", question=was[key].name)
        yield _change(ChangeKind.REMOVED, Area.QUESTIONS, key, what, was[key].question.title)
    trash = {block.id for block in new.blocks if block.place is Place.TRASH}
    names = {block.id for block in new.blocks}
    for key, held in now.items():
        if key not in pairs:
            what = words("Question {question} added", question=held.name)
            yield _change(ChangeKind.ADDED, Area.QUESTIONS, key, what, "", held.question.title)
            continue
        former = was[pairs[key]]
        yield from question_changes(former, held)
        if former.block != held.block and former.block in names:
            what = (
                words("Question {question} moved to the trash", question=held.name)
                if held.block in trash
                else words(
                    "Question {question} moved to the block “{name}”",
                    question=held.name,
                    name=held.block_name,
                )
            )
            yield _change(
                ChangeKind.MOVED, Area.QUESTIONS, key, what, former.block_name, held.block_name
            )


def _matched(was: dict[str, Held], now: dict[str, Held], *, is_same: bool) -> dict[str, str]:
    """Ids of the newer questions with those of the older that they are."""
    if is_same:
        return {key: key for key in now if key in was}
    pairs: dict[str, str] = {}
    free = dict(was)

    def take(key: str, former: str | None) -> None:
        if former is not None and key not in pairs and former in free:
            pairs[key] = former
            del free[former]

    for key, held in now.items():
        other = was.get(key)
        if other is not None and (_text(other) == _text(held) or _tag(other) == _tag(held)):
            take(key, key)
    for same in (_text, _tag):
        by_key = {same(held): key for key, held in reversed(free.items()) if same(held)}
        for key, held in now.items():
            if key not in pairs:
                take(key, by_key.get(same(held)))
    return pairs


def _text(held: Held) -> str:
    return question_key(plain_text(text(held.raw.get("QuestionText"))))


def _tag(held: Held) -> str:
    return held.question.tag


def _fields(was: Outline, now: Outline) -> Iterator[Change]:
    old, new = ({field.name: field for field in outline.fields} for outline in (was, now))
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            what = words("Embedded data “{field}” removed", field=name)
            yield _change(ChangeKind.REMOVED, Area.DATA, name, what)
        elif name not in old:
            what = words("Embedded data “{field}” added", field=name)
            yield _change(ChangeKind.ADDED, Area.DATA, name, what)
        elif old[name] != new[name]:
            told = [
                " · ".join(
                    part
                    for part in (*(one.value for one in field.settings), field.variable_type)
                    if part
                )
                for field in (old[name], new[name])
            ]
            what = words("Embedded data “{field}”", field=name)
            yield _change(ChangeKind.CHANGED, Area.DATA, name, what, *told)
    if [name for name in old if name in new] != [name for name in new if name in old]:
        changed = moved(list(old), list(new))
        what = words("Order of embedded data: {fields}", fields=", ".join(changed))
        yield _change(ChangeKind.ORDER, Area.DATA, "", what)


def _options(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    was, now = (entries(side.get("SurveyOptions")) for side in (before, after))
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key), now.get(key)
        if (old or None) != (new or None) and key not in _QUIET_OPTIONS:
            what = words("Option {option}", option=key)
            yield _change(ChangeKind.CHANGED, Area.OPTIONS, key, what, _said(old), _said(new))


def _said(value: object) -> str:
    if isinstance(value, dict | list):
        return ", ".join(entries(value)) if isinstance(value, dict) else f"({len(value)})"
    return plain_text(text(value)) or ("" if value is None else str(value))


def _quotas(was: Outline, now: Outline) -> Iterator[Change]:
    old, new = ({quota.name: quota for quota in outline.quotas} for outline in (was, now))
    for name in dict.fromkeys((*old, *new)):
        kind = (
            ChangeKind.REMOVED
            if name not in new
            else ChangeKind.ADDED
            if name not in old
            else ChangeKind.CHANGED
        )
        if kind is ChangeKind.CHANGED:
            first, second = old[name], new[name]
            told = _quota(first), _quota(second)
            if told[0] == told[1]:
                continue
        else:
            told = "", ""
        what = {
            ChangeKind.REMOVED: words("Quota “{name}” removed", name=name),
            ChangeKind.ADDED: words("Quota “{name}” added", name=name),
            ChangeKind.CHANGED: words("Quota “{name}”", name=name),
        }[kind]
        yield _change(kind, Area.DATA, name, what, *told)


def _quota(quota: Quota) -> str:
    """All but its count, which is no part of the survey."""
    return "; ".join((quota.wanted, str(quota.action), *(str(line) for line in quota.who)))
