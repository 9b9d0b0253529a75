"""Strict checks of request bodies (qualtrics-api.md A.4, F.8).

`RP_9` and `RP_10` are attested for distributions; the same words are used in all areas because
unknown keys are refused there too and no other code is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from qualtrics_desk.sandbox import clock
from qualtrics_desk.sandbox.calls import Refusal

Check = Callable[[str, object], None]
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]+")
MAX_FIELD_NAME = 200
MAX_FIELD_VALUE = 1024


def looks_like_email(text: str) -> bool:
    """Tell whether a text passes as an address at the service."""
    return _EMAIL.fullmatch(text) is not None


def _refuse(name: str, wanted: str) -> Refusal:
    return Refusal(400, f"Invalid value for {name}: expected {wanted}.")


def text(maximum: int | None = None, *, blank: bool = True) -> Check:
    """Accept a string."""

    def check(name: str, value: object) -> None:
        if not isinstance(value, str):
            raise _refuse(name, "a string")
        if not blank and not value.strip():
            raise _refuse(name, "a string that is not empty")
        if maximum is not None and len(value) > maximum:
            raise _refuse(name, f"at most {maximum} characters")

    return check


def boolean(name: str, value: object) -> None:
    """Accept true and false only."""
    if not isinstance(value, bool):
        raise _refuse(name, "a boolean")


def mapping(name: str, value: object) -> None:
    """Accept an object."""
    if not isinstance(value, dict):
        raise _refuse(name, "an object")


def word(*allowed: str) -> Check:
    """Accept one of several words."""

    def check(name: str, value: object) -> None:
        if not isinstance(value, str) or value not in allowed:
            raise _refuse(name, "one of " + ", ".join(allowed))

    return check


def identifier(*prefixes: str) -> Check:
    """Accept an id by its form (qualtrics-api.md A.5)."""
    pattern = re.compile(f"(?:{'|'.join(prefixes)})[a-zA-Z0-9]{{11,15}}")

    def check(name: str, value: object) -> None:
        if not isinstance(value, str) or pattern.fullmatch(value) is None:
            raise _refuse(name, f"an id of the form {' or '.join(prefixes)}...")

    return check


def date_time(name: str, value: object) -> None:
    """Accept a date-time with or without zone (qualtrics-api.md A.6)."""
    if not isinstance(value, str) or clock.parse(value) is None:
        raise _refuse(name, "a date-time")


def date_time_or_null(name: str, value: object) -> None:
    """Accept a date-time or null."""
    if value is not None:
        date_time(name, value)


def email(name: str, value: object) -> None:
    """Accept an address; "" passes, null does not (qualtrics-api.md D.8)."""
    if not isinstance(value, str) or (value and not looks_like_email(value)):
        raise _refuse(name, "an e-mail address")


def embedded(name: str, value: object) -> None:
    """Accept embedded data: one level of strings, numbers and booleans (D.9, C.2)."""
    if not isinstance(value, dict):
        raise _refuse(name, "an object")
    for key, item in value.items():
        if not isinstance(item, str | int | float | bool):
            raise _refuse(f"{name}.{key}", "a string, number or boolean")
        if not key or len(key) > MAX_FIELD_NAME:
            raise _refuse(f"{name}.{key}", f"a name of 1 to {MAX_FIELD_NAME} characters")
        if len(as_text(item)) > MAX_FIELD_VALUE:
            raise _refuse(f"{name}.{key}", f"at most {MAX_FIELD_VALUE} characters")


def as_text(value: str | float | bool) -> str:
    """Write an embedded value as it is stored: everything is text (qualtrics-api.md D.9, F.23)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def body(
    value: object, fields: Mapping[str, Check], *, required: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Check a whole JSON object.

    Raises:
        Refusal: 400 for the first key that is unknown, missing or wrong.
    """
    if not isinstance(value, dict):
        raise Refusal(400, "The request body must be a JSON object.")
    for key in value:
        if key not in fields:
            raise Refusal(400, f"Unexpected json key provided: {key}", "RP_9")
    for key in required:
        if key not in value:
            raise Refusal(400, f"Expected param not found: {key}", "RP_10")
    for key, item in value.items():
        fields[key](key, item)
    return value
