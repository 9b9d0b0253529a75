"""Which column of a file goes to which place of a contact.

A rule takes one column, several joined ones, or a constant. Columns are named as `column_names`
names them, so a column whose name occurs twice, or that has none, can still be chosen by hand.
What people call their columns is known to `header_synonyms`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

from qualtrics_desk.domain.contacts import (
    FIELDS,
    MAX_EMBEDDED_NAME,
    embedded_key,
    embedded_name,
    embedded_target,
    is_target,
    normalise,
)
from qualtrics_desk.domain.errors import RecipeError
from qualtrics_desk.domain.header_synonyms import (
    GENERIC_NAME,
    NEVER,
    guess_words,
    match_words,
    normalised_header,
)

RESULT_COLUMNS: Final = (
    "_row",
    "_line",
    "_status",
    "_contactId",
    "_errorCode",
    "_error",
    "_requestId",
    "_importId",
)
"""Columns of our own result files: one can be imported again as it is."""

_AMBIGUOUS: Final = ""
"""A column that could mean more than one thing: claimed by no target, so a person decides."""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What fills one target.

    Attributes:
        target: A contact field, or "embeddedData.NAME".
        columns: Columns whose filled cells are joined.
        joiner: What stands between them.
        constant: The value for all rows; then there are no columns.
    """

    target: str
    columns: tuple[str, ...] = ()
    joiner: str = " "
    constant: str | None = None


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All rules for a file, and the columns that were left out on purpose."""

    rules: tuple[Rule, ...] = ()
    ignored: tuple[str, ...] = ()

    def targets(self) -> tuple[str, ...]:
        """Where the rules write, in their order."""
        return tuple(rule.target for rule in self.rules)

    def used(self) -> frozenset[str]:
        """The columns that some rule reads."""
        return frozenset(column for rule in self.rules for column in rule.columns)


def column_names(header: Sequence[str]) -> list[str]:
    """A distinct name for every column.

    Names are trimmed; the second "Email" becomes "Email (2)", a column without name "(column 4)".
    """
    texts = [text.strip() for text in header]
    taken: set[str] = set()
    names = []
    for number, text in enumerate(texts, start=1):
        plain = text or f"(column {number})"
        name, copy = plain, 1
        while name in taken or (name != text and name in texts):
            copy += 1
            name = f"{plain} ({copy})"
        taken.add(name)
        names.append(name)
    return names


_LIST_OPT_OUT = "mailinglistunsubscribed"


def auto_map(header: Sequence[str]) -> Mapping:
    """Propose a mapping: exact names, then words people use, then one slip away, else a new field.

    What could mean two things stays unmapped: two columns for one field, a bare "Name", embedded
    names that differ in case only. Columns without a name and those of our own result files are
    ignored.
    """
    names = column_names(header)
    folded = [normalised_header(text) for text in header]
    # A file of contacts as the service tells them has both opt-outs (D.8). The one an import sets
    # is that of the list; the other would take it back.
    of_list = _LIST_OPT_OUT if folded.count(_LIST_OPT_OUT) == 1 else None
    ignored = [
        name
        for name, text, plain in zip(names, header, folded, strict=True)
        if not text.strip()
        or is_result_column(text)
        or (plain in NEVER and plain != of_list)
        or (plain == "unsubscribed" and of_list is not None)
    ]
    open_columns = {
        name: text.strip()
        for name, text in zip(names, header, strict=True)
        if name not in set(ignored)
    }
    own = {name for name, plain in zip(names, folded, strict=True) if plain == of_list}
    matched = _match_fields({n: text for n, text in open_columns.items() if n not in own})
    matched.update(dict.fromkeys(own, "unsubscribed"))
    for name, text in open_columns.items():
        if name not in matched and len(text) <= MAX_EMBEDDED_NAME and text.isprintable():
            matched[name] = embedded_target(text)
    claims = Counter(_collision_key(target) for target in matched.values())
    return Mapping(
        rules=tuple(
            Rule(target=matched[name], columns=(name,))
            for name in open_columns
            if is_target(matched.get(name, "")) and claims[_collision_key(matched[name])] == 1
        ),
        ignored=tuple(ignored),
    )


def _match_fields(columns: dict[str, str]) -> dict[str, str]:
    """Column name to the contact field it names; the most certain way wins a field."""
    exact = {name: text for name, text in columns.items() if is_target(text)}
    worded = {
        name: target
        for name, text in columns.items()
        if name not in exact and (target := match_words(text)) is not None
    }
    worded = {n: target for n, target in worded.items() if target not in exact.values()} | {
        n: _AMBIGUOUS for n, target in worded.items() if target in exact.values()
    }
    matched = _settle_generic_name(exact | worded)
    for name, text in columns.items():
        if name not in matched:
            target = guess_words(text)
            if target in FIELDS and target not in matched.values():
                matched[name] = target
    return matched


def _settle_generic_name(matched: dict[str, str]) -> dict[str, str]:
    """A bare "Name" beside a first name is the last name, and the other way round."""
    present = set(matched.values()) & {"firstName", "lastName"}
    other = {"firstName": "lastName", "lastName": "firstName"}
    meant = other[present.pop()] if len(present) == 1 else _AMBIGUOUS
    return {n: meant if target == GENERIC_NAME else target for n, target in matched.items()}


def unmapped(mapping: Mapping, header: Sequence[str]) -> list[str]:
    """Columns with a name that no rule reads and nobody chose to leave out."""
    known = mapping.used().union(mapping.ignored)
    pairs = zip(header, column_names(header), strict=True)
    return [name for text, name in pairs if text.strip() and name not in known]


def lost_columns(mapping: Mapping, header: Sequence[str]) -> list[str]:
    """Columns that a saved mapping reads and the file lacks."""
    present = set(column_names(header))
    columns = [column for rule in mapping.rules for column in rule.columns]
    return [column for column in dict.fromkeys(columns) if column not in present]


def problems(mapping: Mapping, header: Sequence[str] | None = None) -> list[str]:
    """Everything that keeps a mapping from being used, in plain words.

    Args:
        mapping: The mapping.
        header: The file's header, to look for missing columns too.
    """
    found = []
    if not mapping.rules:
        found.append("No column is mapped yet.")
    first_by_key: dict[str, str] = {}
    for rule in mapping.rules:
        found += _rule_problems(rule)
        key = _collision_key(rule.target)
        if key in first_by_key:
            found.append(_collision(first_by_key[key], rule.target))
        first_by_key.setdefault(key, rule.target)
    if header is not None:
        found += [f"The file has no column “{column}”." for column in lost_columns(mapping, header)]
    return list(dict.fromkeys(found))


def require_fit(mapping: Mapping, header: Sequence[str] | None = None) -> None:
    """Refuse a mapping that has problems.

    Raises:
        RecipeError: It names all of them.
    """
    found = problems(mapping, header)
    if found:
        raise RecipeError(
            "The mapping does not fit." if len(found) > 1 else found[0],
            detail=" ".join(found) if len(found) > 1 else "",
            hint="Change the mapping, or choose the columns again.",
        )


def header_fingerprint(header: Sequence[str]) -> str:
    """Equal for two headers with the same columns in whatever order and case."""
    names = sorted(normalise(text) for text in header if text.strip())
    encoded = msgspec.json.encode([name for name in names if name not in _FOLDED_RESULTS])
    return hashlib.blake2b(encoded, digest_size=12).hexdigest()


_FOLDED_RESULTS: Final = frozenset(normalise(name) for name in RESULT_COLUMNS)


def is_result_column(text: str) -> bool:
    """Whether a column is one that our own result files add."""
    return normalise(text) in _FOLDED_RESULTS


def _collision_key(target: str) -> str:
    name = embedded_name(target)
    return target if name is None else embedded_target(embedded_key(name))


def _collision(first: str, second: str) -> str:
    if first == second:
        return f"Two rules fill “{first}”."
    return f"“{first}” and “{second}” are one field for the service: it ignores case."


def _rule_problems(rule: Rule) -> list[str]:
    name = embedded_name(rule.target)
    found = []
    if name is None and rule.target not in FIELDS:
        found.append(f"“{rule.target}” is no field of a contact.")
    elif name is not None and not name.strip():
        found.append("An embedded data field has no name.")
    elif name is not None and len(name) > MAX_EMBEDDED_NAME:
        found.append(
            f"The embedded data name “{name[:40]}…” has {len(name)} characters; "
            f"{MAX_EMBEDDED_NAME} are allowed."
        )
    elif name is not None and not name.isprintable():
        found.append(f"The embedded data name {name!r} holds a character that cannot be seen.")
    if rule.constant is not None and rule.columns:
        found.append(f"“{rule.target}” has columns and a constant: only one is possible.")
    if rule.constant is None and not rule.columns:
        found.append(f"“{rule.target}” has neither a column nor a constant.")
    return found
