"""What a thing of the service looks like in this product: typed fields over the object as it came.

The service leaves keys out, adds new ones, and sends numbers and booleans as text and `[]` for `{}`
(qualtrics-api.md A.3). A record never fails over that: what does not fit a field becomes None there
and stays readable in `raw`.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

_TRUE = frozenset({"true", "1", "yes", "y", "on"})
_FALSE = frozenset({"false", "0", "no", "n", "off"})


class Undecodable(ValueError):
    """An answer lacks what makes it an answer; the client turns this into `BadReply`."""


class Record(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Parent of all records.

    A field is named after the service's key; all fields are optional. Dates are properties, read
    when asked for, because lists of a hundred thousand rows rarely need them.
    """

    # The empty name keeps a key of the service from ever meeting this field.
    raw: dict[str, Any] = msgspec.field(default_factory=dict, name="")

    @classmethod
    def from_raw(cls, raw: dict[str, Any]) -> Self:
        """Make a record from an object of the service; no answer makes it fail."""
        try:
            record = msgspec.convert(raw, cls, strict=False)
        except msgspec.ValidationError:
            record = cls(**_coerced(cls, raw))
        msgspec.structs.force_setattr(record, "raw", raw)
        return record

    def to_raw(self) -> dict[str, Any]:
        """The object as it came, unknown keys and all."""
        return self.raw

    def __repr__(self) -> str:
        # Names and addresses of people stay out of logs: the first id will do.
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if name.endswith("id") and isinstance(value, str):
                return f"{type(self).__name__}({value})"
        return f"{type(self).__name__}()"


def text(value: object) -> str | None:
    """Text as it came; numbers become their digits."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else None


def truth(value: object) -> bool | None:
    """A boolean, also one sent as "0", "true" or "No"."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return bool(value)
    if isinstance(value, str):
        word = value.strip().lower()
        return True if word in _TRUE else False if word in _FALSE else None
    return None


def number(value: object) -> float | None:
    """A finite number, also one sent as text."""
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            found = float(value)
        except (ValueError, OverflowError):
            return None
        return found if math.isfinite(found) else None
    return None


_SHORT = 16
"""Digits that a float holds without rounding, which is what longer ones go through."""


def whole(value: object) -> int | None:
    """A whole number, also one sent as text or as 17.0."""
    if type(value) is int:
        return value
    if type(value) is str and len(value) < _SHORT and value.isdecimal():
        return int(value)
    if isinstance(value, int):
        return int(value)
    found = number(value)
    return int(found) if found is not None and found == int(found) else None


def mapping(value: object) -> dict[str, Any] | None:
    """An object; `[]` is the service's other way to write an empty one (A.3)."""
    if isinstance(value, dict):
        return value
    return {} if value == [] else None


def sequence(value: object) -> list[Any] | None:
    """A list."""
    return value if isinstance(value, list) else None


_COERCIONS: dict[type, Callable[[object], Any]] = {
    str: text,
    bool: truth,
    int: whole,
    float: number,
    dict: mapping,
    list: sequence,
}


@cache
def _fields(kind: type[Record]) -> tuple[tuple[str, str, Callable[[object], Any]], ...]:
    """Attribute, key and coercion of every field but `raw`."""
    rows = []
    for item in msgspec.structs.fields(kind):
        if item.name == "raw":
            continue
        declared = next(arg for arg in get_args(item.type) if arg is not type(None))
        plain = getattr(declared, "__origin__", declared)
        rows.append((item.name, item.encode_name, _COERCIONS[plain]))
    return tuple(rows)


def _coerced(kind: type[Record], raw: dict[str, Any]) -> dict[str, Any]:
    return {name: coerce(raw.get(key)) for name, key, coerce in _fields(kind)}


def dig(body: object, *keys: str) -> Any:  # noqa: ANN401 - a piece of JSON of any kind
    """The value at the end of a chain of keys, or None where a link is missing."""
    for key in keys:
        if not isinstance(body, dict):
            return None
        body = body.get(key)
    return body


def result(body: dict[str, Any]) -> dict[str, Any]:
    """The `result` object of the envelope (A.3).

    Raises:
        Undecodable: There is none, so nothing was answered.
    """
    found = mapping(body.get("result"))
    if found is None:
        msg = "the answer has no result"
        raise Undecodable(msg)
    return found


class Created(Record, frozen=True, kw_only=True):
    """What a POST made: its id, and for a contact in a list also the look-up id (D.8)."""

    id: str
    contact_lookup_id: str | None = None

    @classmethod
    def from_body(cls, body: dict[str, Any], key: str = "id") -> Created:
        """Read a creation's answer.

        Raises:
            Undecodable: It names no id.
        """
        raw = result(body)
        made = text(raw.get(key))
        if not made:
            msg = "the answer names no id"
            raise Undecodable(msg)
        return cls(id=made, contact_lookup_id=text(raw.get("contactLookupId")), raw=raw)
