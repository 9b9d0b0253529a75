"""Read pieces of a definition that may be of any type (qualtrics-api.md E.1, F.76, F.79).

Empty objects come as `[]`, objects with the keys 0, 1, 2 as lists, numbers and booleans as texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_TRUE = frozenset({"true", "1", "yes", "on"})


def entries(value: object) -> dict[str, Any]:
    """An object by text keys; a list counts as an object with the keys 0, 1, 2."""
    if isinstance(value, Mapping):
        return {str(key): item for key, item in value.items()}
    if isinstance(value, list | tuple):
        return {str(place): item for place, item in enumerate(value)}
    return {}


def objects(value: object) -> list[dict[str, Any]]:
    """The objects of a list (or of an object's values), without what is not an object."""
    return [entries(item) for item in entries(value).values() if isinstance(item, Mapping)]


def text(value: object) -> str:
    """A text, or a number's digits; "" for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if value == value // 1 else str(value)


def first_text(*values: object) -> str:
    """The first of these that is a text and not blank."""
    for value in values:
        found = text(value)
        if found.strip():
            return found
    return ""


def truth(value: object) -> bool:
    """Whether it says yes, as a boolean or as the texts "true", "Yes", "1", "on"."""
    if isinstance(value, str):
        return value.strip().lower() in _TRUE
    return value is True or (isinstance(value, int) and value == 1)


def ordered(things: Mapping[str, Any], order: object) -> list[tuple[str, Any]]:
    """The things in a declared order; those the order does not name follow, so none is lost."""
    keys = [text(key) for key in order] if isinstance(order, Iterable) else []
    named = [key for key in dict.fromkeys(keys) if key in things]
    known = set(named)
    return [(key, things[key]) for key in [*named, *(key for key in things if key not in known)]]
