"""Display, branch and skip logic in words (qualtrics-api.md E.3, E.4).

The service describes every condition itself, in the language of whoever wrote it; that text, with
its tags removed, is what people know from the editor. Only where it is missing are the operands
put together.
"""

from __future__ import annotations

import re
from typing import Any

from qualtrics_desk.domain.definition.markup import plain_text
from qualtrics_desk.domain.definition.values import entries, first_text, objects, text
from qualtrics_desk.domain.definition.words import Words, as_it_is, words
from qualtrics_desk.domain.marking import marked

_OPERATORS = marked(
    "definition",
    {
        "Selected": "{left} is selected",
        "NotSelected": "{left} is not selected",
        "Displayed": "{left} was shown",
        "NotDisplayed": "{left} was not shown",
        "Empty": "{left} is empty",
        "NotEmpty": "{left} is not empty",
        "EqualTo": "{left} is equal to {right}",
        "NotEqualTo": "{left} is not equal to {right}",
        "Contains": "{left} contains {right}",
        "DoesNotContain": "{left} does not contain {right}",
        "MatchesRegex": "{left} matches {right}",
        "GreaterThan": "{left} is greater than {right}",
        "GreaterThanOrEqual": "{left} is at least {right}",
        "LessThan": "{left} is less than {right}",
        "LessThanOrEqual": "{left} is at most {right}",
    },
)
_LOCATOR = re.compile(r"^[qe]://")
_QUESTION = re.compile(r'<span class="QuestionDesc">([^<]+)</span>')
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DEEPEST = 8


def conditions(logic: object) -> tuple[Words, ...]:
    """A logic's conditions in their order, one sentence for each; () where there is none."""
    return tuple(_conditions(logic, _DEEPEST))


def _conditions(logic: object, depth: int) -> list[Words]:
    found: list[Words] = []
    for key, part in sorted(entries(logic).items(), key=_place):
        if not key.isdigit() or not isinstance(part, dict | list):
            continue
        piece = entries(part)
        if any(name in piece for name in ("LogicType", "Operator", "Description", "LeftOperand")):
            found.append(_condition(piece, is_first=not found))
        elif depth:
            inner = _conditions(piece, depth - 1)
            joint = text(piece.get("Type"))
            if inner and found and joint in ("ElseIf", "AndIf", "OrIf"):
                found.append(words("and also:" if joint == "AndIf" else "or else:"))
            found += inner
    return found


def _condition(piece: dict[str, Any], *, is_first: bool) -> Words:
    # The editor tells question and answer apart by colour; here quotation marks do.
    source = _QUESTION.sub(r"“\1”", text(piece.get("Description")))
    described = plain_text(source)
    if described:
        return as_it_is(described)
    left = operand(piece.get("LeftOperand") or piece.get("ChoiceLocator") or piece.get("QuotaID"))
    right = operand(piece.get("RightOperand"))
    operator = text(piece.get("Operator"))
    if operator in _OPERATORS:
        said = words(_OPERATORS[operator], left=left, right=right)
    else:
        raw = _CAMEL.sub(" ", operator).lower()
        said = as_it_is(" ".join(part for part in (left, raw, right) if part))
    if is_first:
        return words("If {condition}", condition=said)
    # The misspelt key is the service's own.
    conjunction = first_text(piece.get("Conjuction"), piece.get("Conjunction")).lower()
    if conjunction == "or":
        return words("Or if {condition}", condition=said)
    return words("And if {condition}", condition=said)


def skips(question: object, element: object) -> tuple[Words, ...]:
    """Skip logic of a question, kept in the question or in its place in a block (E.3)."""
    found: list[Words] = []
    for holder in (question, element):
        logic = entries(holder).get("SkipLogic")
        rules = objects(logic) if isinstance(logic, list) else [entries(logic)] if logic else []
        for rule in rules:
            said = _skip(rule)
            if said is not None and said not in found:
                found.append(said)
    return tuple(found)


def _skip(rule: dict[str, Any]) -> Words | None:
    where = _destination(rule)
    when = conditions(rule)
    if when:
        said = " ".join(str(condition) for condition in when)
        return words("Skip to {destination}: {condition}", destination=where, condition=said)
    described = plain_text(text(rule.get("Description")))
    if described:
        return as_it_is(described)
    if not rule.get("SkipToDestination"):
        return None
    assumed = _condition(
        {"LeftOperand": rule.get("ChoiceLocator"), "Operator": rule.get("Condition")},
        is_first=True,
    )
    return words("Skip to {destination}: {condition}", destination=where, condition=assumed)


def _destination(rule: dict[str, Any]) -> Words:
    target = text(rule.get("SkipToDestination"))
    match target.upper():
        case "ENDOFSURVEY":
            return words("the end of the survey")
        case "ENDOFBLOCK":
            return words("the end of the block")
    return as_it_is(plain_text(first_text(rule.get("SkipToDescription"), target)))


def operand(value: object) -> str:
    """An operand or locator, short: `q://QID4/SelectableChoice/2` becomes "QID4 choice 2"."""
    said = plain_text(text(value))
    if not _LOCATOR.match(said):
        return said
    parts = [part for part in _LOCATOR.sub("", said).split("/") if part]
    if said.startswith("e://"):
        return parts[-1] if parts else said
    renamed = {"SelectableChoice": "choice", "ChoiceTextEntryValue": "text"}
    return " ".join(renamed.get(part, part) for part in parts)


def _place(item: tuple[str, Any]) -> tuple[int, str]:
    key = item[0]
    return (int(key), "") if key.isdigit() and len(key) < 9 else (1_000_000_000, key)
