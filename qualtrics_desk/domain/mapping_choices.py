"""A mapping as a person changes it: one column, one choice, and what keeps it from being used.

Everything returns a new `Mapping`. Names of columns are those of `mapping.column_names`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from qualtrics_desk.domain.contacts import (
    KEY_FIELDS,
    embedded_key,
    embedded_name,
    embedded_target,
)
from qualtrics_desk.domain.mapping import Mapping, Rule, column_names, lost_columns, problems
from qualtrics_desk.domain.reserved_names import reserved

SAMPLES: Final = 3
"""Filled cells that stand beside a column for recognition."""


class Place(enum.StrEnum):
    """What a mapping says of a column."""

    MAPPED = "mapped"
    IGNORED = "ignored"
    """Left out on purpose."""
    OPEN = "open"
    """Nobody has decided: it would be left out."""


class ColumnChoice(msgspec.Struct, frozen=True):
    """A column of the file and what becomes of it.

    Attributes:
        name: Distinct in the file.
        place: Whether it goes anywhere.
        target: Where, or "".
        partners: Other columns that are joined with it into the same target, in their order.
        samples: The first filled cells, distinct.
        filled: Share of the looked-at rows that have a value, 0 to 1.
    """

    name: str
    place: Place
    target: str
    partners: tuple[str, ...]
    samples: tuple[str, ...]
    filled: float


class ProblemKind(enum.StrEnum):
    """What is wrong with a mapping."""

    TWICE = "twice"
    """Several columns go to one target: they can be joined, or one goes elsewhere."""
    LOST = "lost"
    """A saved mapping reads a column that the file lacks."""
    NO_KEY = "no key"
    """Nothing says who a row is: every row would be new."""
    OPEN = "open"
    """Columns nobody decided on."""
    RESERVED = "reserved"
    """Embedded data under a name that the service uses for something else."""
    OTHER = "other"


class MappingProblem(msgspec.Struct, frozen=True):
    """One reason why a mapping cannot be used, or should be looked at again.

    Attributes:
        kind: Which reason.
        blocks: Whether nothing can be done before it is solved.
        target: The target it concerns, or "".
        columns: The columns it concerns.
        text: English words, where `kind` does not say enough; of a reserved name what it is taken
            for (`Reserved`).
    """

    kind: ProblemKind
    blocks: bool
    target: str = ""
    columns: tuple[str, ...] = ()
    text: str = ""


def column_choices(
    mapping: Mapping, header: Sequence[str], rows: Iterable[Sequence[str]] = ()
) -> list[ColumnChoice]:
    """Every column of a file with its samples, in the order of the file."""
    names = column_names(header)
    looked_at = list(rows)
    rules = {column: rule for rule in mapping.rules for column in rule.columns}
    found = []
    for position, name in enumerate(names):
        cells = [row[position].strip() for row in looked_at if position < len(row)]
        filled = [cell for cell in cells if cell]
        rule = rules.get(name)
        ignored = name in mapping.ignored
        place = Place.MAPPED if rule else Place.IGNORED if ignored else Place.OPEN
        found.append(
            ColumnChoice(
                name=name,
                place=place,
                target=rule.target if rule else "",
                partners=tuple(one for one in rule.columns if one != name) if rule else (),
                samples=tuple(dict.fromkeys(filled))[:SAMPLES],
                filled=len(filled) / len(looked_at) if looked_at else 0.0,
            )
        )
    return found


def with_target(mapping: Mapping, column: str, target: str) -> Mapping:
    """Send a column to a target; a column that was joined with others leaves them."""
    kept = _without_column(mapping, column)
    place = next(
        (i for i, rule in enumerate(mapping.rules) if rule.columns == (column,)), len(kept.rules)
    )
    rules = list(kept.rules)
    rules.insert(place, Rule(target=target, columns=(column,)))
    return Mapping(rules=tuple(rules), ignored=tuple(one for one in kept.ignored if one != column))


def without_target(mapping: Mapping, column: str) -> Mapping:
    """Leave a column out on purpose."""
    kept = _without_column(mapping, column)
    ignored = kept.ignored if column in kept.ignored else (*kept.ignored, column)
    return Mapping(rules=kept.rules, ignored=ignored)


def joined(mapping: Mapping, target: str, joiner: str = " ") -> Mapping:
    """Make one rule of all rules that read columns for this target, in their order."""
    key = _key_of(target)
    same = [rule for rule in mapping.rules if _key_of(rule.target) == key and rule.columns]
    if len(same) < 2:
        return mapping
    columns = tuple(dict.fromkeys(column for rule in same for column in rule.columns))
    one = Rule(target=same[0].target, columns=columns, joiner=joiner)
    rules = [one if rule is same[0] else rule for rule in mapping.rules if rule not in same[1:]]
    return Mapping(rules=tuple(rules), ignored=mapping.ignored)


def with_constant(mapping: Mapping, target: str, text: str) -> Mapping:
    """Give every row the same value for a target; one it had before is replaced."""
    rule = Rule(target=target, constant=text)
    kept = without_constant(mapping, target)
    return Mapping(rules=(*kept.rules, rule), ignored=kept.ignored)


def without_constant(mapping: Mapping, target: str) -> Mapping:
    """Take a constant back."""
    key = _key_of(target)
    return Mapping(
        rules=tuple(
            rule for rule in mapping.rules if rule.constant is None or _key_of(rule.target) != key
        ),
        ignored=mapping.ignored,
    )


def constants(mapping: Mapping) -> tuple[Rule, ...]:
    """The rules that give every row the same value."""
    return tuple(rule for rule in mapping.rules if rule.constant is not None)


def adopt_spelling(mapping: Mapping, known: Iterable[str]) -> Mapping:
    """Write embedded data under the names the list already uses: case does not count (F.24)."""
    spelled = {embedded_key(name): name for name in known}

    def adopted(rule: Rule) -> Rule:
        name = embedded_name(rule.target)
        if name is None or embedded_key(name) not in spelled:
            return rule
        target = embedded_target(spelled[embedded_key(name)])
        return msgspec.structs.replace(rule, target=target)

    return Mapping(rules=tuple(adopted(rule) for rule in mapping.rules), ignored=mapping.ignored)


def fitted_to(mapping: Mapping, header: Sequence[str]) -> Mapping:
    """What of a saved mapping a file can use: rules of columns it lacks are dropped."""
    lost = set(lost_columns(mapping, header))
    names = set(column_names(header))
    return Mapping(
        rules=tuple(rule for rule in mapping.rules if not lost.intersection(rule.columns)),
        ignored=tuple(name for name in mapping.ignored if name in names),
    )


def possible_keys(mapping: Mapping) -> tuple[str, ...]:
    """The key fields that the mapping fills, the surest first."""
    targets = mapping.targets()
    return tuple(field for field in KEY_FIELDS if field in targets)


def best_key(mapping: Mapping, wished: Sequence[str] = ()) -> tuple[str, ...]:
    """The wished key as far as the mapping fills it, else its surest key field."""
    possible = possible_keys(mapping)
    kept = tuple(field for field in wished if field in possible)
    return kept or possible[:1] or (KEY_FIELDS[0],)


def mapping_problems(
    mapping: Mapping, header: Sequence[str], key: Sequence[str]
) -> list[MappingProblem]:
    """Everything that is wrong with a mapping, what blocks first."""
    found = list(_doubled(mapping))
    lost = lost_columns(mapping, header)
    if lost:
        found.append(MappingProblem(ProblemKind.LOST, blocks=True, columns=tuple(lost)))
    told = set(_engine_words(found, mapping, lost))
    found.extend(
        MappingProblem(ProblemKind.OTHER, blocks=True, text=text)
        for text in problems(mapping, header)
        if text not in told
    )
    if mapping.rules and not set(key).intersection(mapping.targets()):
        found.append(MappingProblem(ProblemKind.NO_KEY, blocks=False))
    found.extend(
        MappingProblem(
            ProblemKind.RESERVED, blocks=False, target=rule.target, columns=rule.columns, text=taken
        )
        for rule in mapping.rules
        if (taken := reserved(rule.target)) is not None
    )
    choices = column_choices(mapping, header)
    undecided = tuple(one.name for one in choices if one.place is Place.OPEN)
    if undecided:
        found.append(MappingProblem(ProblemKind.OPEN, blocks=False, columns=undecided))
    return found


def _doubled(mapping: Mapping) -> Iterable[MappingProblem]:
    by_key: dict[str, list[Rule]] = {}
    for rule in mapping.rules:
        by_key.setdefault(_key_of(rule.target), []).append(rule)
    for rules in by_key.values():
        if len(rules) > 1:
            columns = tuple(column for rule in rules for column in rule.columns)
            yield MappingProblem(
                ProblemKind.TWICE, blocks=True, target=rules[0].target, columns=columns
            )


def _engine_words(
    found: list[MappingProblem], mapping: Mapping, lost: Sequence[str]
) -> Iterable[str]:
    """What `problems` says of the things that are named here already."""
    doubled = {_key_of(one.target) for one in found if one.kind is ProblemKind.TWICE}
    rest = Mapping(
        rules=tuple(rule for rule in mapping.rules if _key_of(rule.target) not in doubled)
    )
    own = set(problems(rest, None)) if rest.rules else set()
    yield from (text for text in problems(mapping, None) if text not in own and mapping.rules)
    yield from (f"The file has no column “{column}”." for column in lost)


def _without_column(mapping: Mapping, column: str) -> Mapping:
    rules = []
    for rule in mapping.rules:
        if column not in rule.columns:
            rules.append(rule)
            continue
        left = tuple(one for one in rule.columns if one != column)
        if left:
            rules.append(msgspec.structs.replace(rule, columns=left))
    return Mapping(rules=tuple(rules), ignored=mapping.ignored)


def _key_of(target: str) -> str:
    name = embedded_name(target)
    return target if name is None else embedded_target(embedded_key(name))
