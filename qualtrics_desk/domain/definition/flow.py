"""The flow of a survey as a tree in words, and the fields it fills (qualtrics-api.md E.4)."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec

from qualtrics_desk.domain.definition.logic import conditions
from qualtrics_desk.domain.definition.markup import plain_text
from qualtrics_desk.domain.definition.values import entries, first_text, objects, text, truth
from qualtrics_desk.domain.definition.words import Words, as_it_is, words
from qualtrics_desk.domain.marking import marked

DEEPEST = 40
"""Levels of the tree; what lies deeper is listed at the last one."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One element of the flow.

    Attributes:
        id: FL_….
        kind: The service's own type word: a key for a picture.
        title: What it is, in words.
        details: What it does, one line each.
        block: The block it shows, "" for none.
        steps: The elements inside it.
    """

    id: str
    kind: str
    title: Words
    details: tuple[Words, ...] = ()
    block: str = ""
    steps: tuple[Step, ...] = ()


class Setting(NamedTuple):
    """A place in the flow where a field gets its value."""

    step: str
    value: str
    """"" where the value comes from the contact, the link or a panel."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """An embedded data field and every place that declares or sets it."""

    name: str
    variable_type: str
    settings: tuple[Setting, ...]


def elements(flow: object) -> list[dict[str, Any]]:
    """Every element in the order respondents meet them, parents first; any depth."""
    found: list[dict[str, Any]] = []
    waiting = list(reversed(objects(entries(flow).get("Flow"))))
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting += reversed(objects(element.get("Flow")))
    return found


def read_flow(flow: object, names: dict[str, str]) -> tuple[Step, ...]:
    """The flow as a tree.

    Args:
        flow: `SurveyFlow`.
        names: Names of the blocks by their ids.
    """
    return tuple(_step(part, names, DEEPEST) for part in objects(entries(flow).get("Flow")))


def read_fields(flow: object) -> tuple[Field, ...]:
    """The embedded data fields, in the order the flow names them first."""
    found: dict[str, tuple[str, list[Setting]]] = {}
    for element in elements(flow):
        step = text(element.get("FlowID"))
        for kind, name, value in _assignments(element):
            held = found.setdefault(name, (kind, []))
            if not held[0]:
                found[name] = held = (kind, held[1])
            held[1].append(Setting(step, value))
    return tuple(
        Field(name=name, variable_type=kind, settings=tuple(settings))
        for name, (kind, settings) in found.items()
    )


def _assignments(element: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Variable type, field and value of each field an element declares or fills."""
    found = []
    for item in objects(element.get("EmbeddedData")):
        name = plain_text(first_text(item.get("Field"), item.get("Description")))
        value = text(item.get("Value")) if text(item.get("Type")) != "Recipient" else ""
        if name:
            found.append((text(item.get("VariableType")), name, plain_text(value)))
    for item in objects(element.get("ResponseMap")):
        name = plain_text(first_text(item.get("value"), item.get("Value")))
        if name:
            key = plain_text(first_text(item.get("key"), item.get("Key")))
            found.append(("", name, f"← {key}" if key else "←"))
    return found


def _step(element: dict[str, Any], names: dict[str, str], depth: int) -> Step:
    kind = text(element.get("Type"))
    title, details = _said(kind, element, names)
    inner = objects(element.get("Flow"))
    if depth > 1:
        steps = tuple(_step(part, names, depth - 1) for part in inner)
    else:
        steps = tuple(
            Step(
                id=text(part.get("FlowID")),
                kind=text(part.get("Type")),
                title=_said(text(part.get("Type")), part, names)[0],
                block=_block(part, names),
            )
            for part in elements(element)
        )
    return Step(
        id=text(element.get("FlowID")),
        kind=kind,
        title=title,
        details=tuple(details),
        block=_block(element, names),
        steps=steps,
    )


def _block(element: dict[str, Any], names: dict[str, str]) -> str:
    block = text(element.get("ID"))
    return block if block in names else ""


def _said(kind: str, element: dict[str, Any], names: dict[str, str]) -> tuple[Words, list[Words]]:
    described = plain_text(text(element.get("Description")))
    block = text(element.get("ID"))
    match kind:
        case "Block" | "Standard" | "Default":
            name = names.get(block)
            if name is None:
                return words("A block that is not there"), [as_it_is(block)] if block else []
            return words("Show block “{name}”", name=name), []
        case "Branch":
            title = words("Branch “{name}”", name=described) if described else words("Branch")
            return title, list(conditions(element.get("BranchLogic")))
        case "BlockRandomizer":
            return words("Randomizer"), [_drawn(element)]
        case "Group":
            return (words("Group “{name}”", name=described) if described else words("Group")), []
        case "EmbeddedData":
            return words("Set embedded data"), _fields(element)
        case "EndSurvey":
            return words("End of survey"), _ending(element)
        case "WebService":
            return words("Web service"), _service(element)
        case "Authenticator":
            return words("Authenticator"), _authentication(element)
    if kind in _OTHER:
        return words(_OTHER[kind]), [as_it_is(described)] if described else []
    return as_it_is(_spaced(kind) or "?"), [as_it_is(described)] if described else []


_OTHER = marked(
    "definition",
    {
        "QuotaCheck": "Quota check",
        "ReferenceSurvey": "Reference survey",
        "SupplementalData": "Supplemental data",
        "TableOfContents": "Table of contents",
        "Conjoint": "Conjoint",
        "Root": "Survey",
    },
)


def _drawn(element: dict[str, Any]) -> Words:
    count, drawn = len(objects(element.get("Flow"))), text(element.get("SubSet"))
    if not drawn.isdigit() or int(drawn) == 0 or int(drawn) >= count:
        return words("All elements in random order")
    if truth(element.get("EvenPresentation")):
        return words("{drawn} of {count} elements, presented evenly", drawn=drawn, count=count)
    return words("{drawn} of {count} elements, drawn at random", drawn=drawn, count=count)


def _fields(element: dict[str, Any]) -> list[Words]:
    return [
        words("{field} = {value}", field=name, value=value)
        if value
        else words("{field}: from the contact or the link", field=name)
        for _, name, value in _assignments(element)
    ]


def _ending(element: dict[str, Any]) -> list[Words]:
    options = entries(element.get("Options"))
    found = []
    if text(element.get("EndingType")) in ("", "Default"):
        return [words("The ending of the survey's options")]
    target = plain_text(text(options.get("EOSRedirectURL")))
    match text(options.get("SurveyTermination")):
        case "Redirect" if target:
            found.append(words("Redirects to {address}", address=target))
        case "DisplayMessage":
            found.append(words("Shows a message of its own"))
        case other if other and other != "DefaultMessage":
            found.append(as_it_is(_spaced(other)))
    if flag := text(options.get("ResponseFlag")):
        found.append(words("Marks the response as {flag}", flag=plain_text(flag)))
    if truth(options.get("AnonymizeResponse")):
        found.append(words("Makes the response anonymous"))
    if truth(options.get("IgnoreResponse")):
        found.append(words("Does not record the response"))
    return found


def _service(element: dict[str, Any]) -> list[Words]:
    address = plain_text(text(element.get("URL")))
    method = plain_text(text(element.get("Method")))
    found = [as_it_is(f"{method} {address}".strip())] if address else []
    fields = [name for _, name, _ in _assignments(element)]
    if fields:
        found.append(words("Fills {fields}", fields=", ".join(fields)))
    if truth(element.get("FireAndForget")):
        found.append(words("Does not wait for the answer"))
    return found


def _authentication(element: dict[str, Any]) -> list[Words]:
    kind = text(entries(element.get("SSOOptions")).get("Type"))
    if kind:
        return [words("Single sign-on: {kind}", kind=_spaced(plain_text(kind)))]
    fields = [
        plain_text(first_text(item.get("Field"), item.get("Description"), item.get("Label")))
        for item in objects(element.get("FieldData"))
    ]
    asked = ", ".join(field for field in fields if field)
    return [words("Asks for {fields}", fields=asked)] if asked else []


def _spaced(name: str) -> str:
    """`DisplayResult` as "Display Result"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain_text(name))
