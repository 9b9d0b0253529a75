"""Contacts as the service names them: fields, identity, and what differs between two of them.

Field names: qualtrics-api.md D.8. Nothing here knows files, mappings or requests.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

TEXT_FIELDS: Final = ("firstName", "lastName", "email", "phone", "extRef", "language")
FIELDS: Final = (*TEXT_FIELDS, "unsubscribed")
DIRECTORY_OPT_OUT: Final = "directoryUnsubscribed"
"""The opt-out from everything; `unsubscribed` is the one from a single list (D.8, F.32)."""
OPT_OUTS: Final = ("unsubscribed", DIRECTORY_OPT_OUT)
KEY_FIELDS: Final = ("email", "extRef", "phone")
"""Fields that can say who somebody is (design.md 3)."""
EMBEDDED_PREFIX: Final = "embeddedData."
MAX_EMBEDDED_NAME: Final = 200
MAX_EMBEDDED_VALUE: Final = 1024
"""Characters, qualtrics-api.md C.2."""

Scalar = str | int | float | bool | None

_PHONE_PUNCTUATION = str.maketrans("", "", " \t\u00a0\u202f-–./()")
_TRUE = frozenset({"true", "1"})
_FALSE = frozenset({"false", "0"})
_BOOLEAN_WORDS = frozenset({"true", "false"})


class CellChange(msgspec.Struct, frozen=True):
    """One cell that an update would change, `old` and `new` as the service would hold them."""

    target: str
    old: Scalar
    new: Scalar


def embedded_target(name: str) -> str:
    """The mapping target of an embedded-data field."""
    return EMBEDDED_PREFIX + name


def embedded_name(target: str) -> str | None:
    """The name of the embedded-data field behind a target, or None for a contact field."""
    return target.removeprefix(EMBEDDED_PREFIX) if target.startswith(EMBEDDED_PREFIX) else None


def is_target(target: str) -> bool:
    """Whether `target` names a place in a contact."""
    return target in FIELDS or bool(embedded_name(target))


def is_editable(target: str) -> bool:
    """Whether a person may edit it in a grid: what an import can write, and the wide opt-out."""
    return is_target(target) or target == DIRECTORY_OPT_OUT


def normalise(text: str) -> str:
    """The form in which two texts are the same identity: NFC, trimmed, case-folded (F.35)."""
    if text.isascii():
        return text.strip().lower()
    folded = unicodedata.normalize("NFD", text.strip()).casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", folded).casefold()).strip()


def embedded_key(name: str) -> str:
    """Embedded-data names that differ in case only are one field (F.24)."""
    return normalise(name)


def key_part(field: str, value: object) -> str:
    """One key field in its identity form; phone numbers also lose their punctuation (F.34)."""
    text = normalise(scalar_text(value))
    return text.translate(_PHONE_PUNCTUATION) if field == "phone" else text


def identity_key(contact: Mapping[str, Any], fields: Sequence[str]) -> str | None:
    """Who a contact is by the chosen fields.

    Args:
        contact: A payload or an object of the service.
        fields: One or several of `KEY_FIELDS`; several make a combination.

    Returns:
        Text equal for equal identities, or None if every one of the fields is blank.
    """
    if len(fields) == 1:
        value = contact.get(fields[0])
        if type(value) is str and value.isascii() and fields[0] != "phone":
            return value.strip().lower() or None
        return key_part(fields[0], contact.get(fields[0])) or None
    parts = [key_part(field, contact.get(field)) for field in fields]
    return "\x1f".join(parts) if any(parts) else None


def scalar_text(value: object) -> str:
    """A value as the service stores it: everything in embedded data becomes text (F.23)."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def as_boolean(value: object) -> bool | None:
    """A flag as the service may word it (true, "1", "false", 0 …); None if it is none."""
    if isinstance(value, bool):
        return value
    text = scalar_text(value).strip().lower()
    return True if text in _TRUE else False if text in _FALSE else None


def embedded_of(contact: Mapping[str, Any]) -> Mapping[str, Any]:
    """The embedded data of a contact; the service writes an empty object as `[]` or null."""
    embedded = contact.get("embeddedData")
    return embedded if isinstance(embedded, Mapping) else {}


def opted_out(contact: Mapping[str, Any]) -> bool:
    """Whether a live contact is opted out of the list it was read from.

    `unsubscribed` of a list's contact is probably the directory's flag; the list's own, where it
    comes, is `mailingListUnsubscribed` (qualtrics-api.md D.8).
    """
    own = as_boolean(contact.get("mailingListUnsubscribed"))
    return bool(as_boolean(contact.get("unsubscribed")) if own is None else own)


def opted_out_of_all(contact: Mapping[str, Any]) -> bool:
    """Whether a live contact is opted out of the directory.

    Only where an answer tells the list's opt-out apart does its `unsubscribed` mean the directory.
    """
    said = as_boolean(contact.get(DIRECTORY_OPT_OUT))
    if said is None and as_boolean(contact.get("mailingListUnsubscribed")) is not None:
        said = as_boolean(contact.get("unsubscribed"))
    return bool(said)


def same_value(field: str, old: object, new: object) -> bool:
    """Whether writing `new` over `old` would change nothing that a person would call a change.

    Args:
        field: A name of `FIELDS`, or "embeddedData" for any embedded value.
        old: As the service gave it.
        new: As it would be sent.
    """
    if old == new and type(old) is type(new):
        return True
    if field in OPT_OUTS:
        return bool(as_boolean(old)) == bool(as_boolean(new))
    before, after = scalar_text(old), scalar_text(new)
    if before == after:
        return True
    if field == "embeddedData":
        return _same_embedded(before, after) or (old is not None and str(old) == after)
    if field == "language":
        return _language(before) == _language(after)
    if field == "phone":
        return key_part(field, before) == key_part(field, after)
    if field == "email":
        return normalise(before) == normalise(after)
    return _nfc(before) == _nfc(after)


def changed_cells(
    payload: Mapping[str, Any],
    live: Mapping[str, Any],
    *,
    embedded: Mapping[str, str] | None = None,
) -> list[CellChange]:
    """The cells of `live` that sending `payload` would change.

    Keys that the payload lacks stay as they are (qualtrics-api.md D.9), so they never differ.

    Args:
        payload: A contact as it would be sent.
        live: The same person as the service holds it.
        embedded: `embedded_index(live)`, if it is at hand.
    """
    changes = []
    for field, new in payload.items():
        if field == "embeddedData":
            continue
        old = held_value(field, live)
        if not same_value(field, old, new):
            changes.append(CellChange(field, old, new))
    sent = embedded_of(payload)
    if sent:
        held = embedded_of(live)
        names = embedded_index(live) if embedded is None else embedded
        for name, new in sent.items():
            old = held.get(name) if name in held else held.get(names.get(embedded_key(name), name))
            if not same_value("embeddedData", old, new):
                changes.append(CellChange(embedded_target(name), old, new))
    return changes


def held_value(field: str, live: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON scalar
    """What a live contact holds in a field that is no embedded data."""
    if field == "unsubscribed":
        return opted_out(live)
    if field == DIRECTORY_OPT_OUT:
        return opted_out_of_all(live)
    return live.get(field)


def embedded_index(contact: Mapping[str, Any]) -> dict[str, str]:
    """The spelling that a live contact uses, by the folded name."""
    return {embedded_key(name): name for name in embedded_of(contact)}


def merged_embedded(live: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """The whole embedded data to write in a PUT, in the live contact's spelling (D.8, F.24)."""
    names = embedded_index(live)
    merged = dict(embedded_of(live))
    for name, value in sent.items():
        merged[name if name in merged else names.get(embedded_key(name), name)] = value
    return merged


def fingerprint(contact: Mapping[str, Any]) -> str:
    """A short text that changes if and only if a writable cell of a live contact does.

    The same values in another wording ("1" for true, a key in other case) give the same text.
    """
    cells = {field: _canonical(field, contact.get(field)) for field in TEXT_FIELDS}
    cells["unsubscribed"] = "1" if opted_out(contact) else ""
    for name, value in embedded_of(contact).items():
        text = _canonical("embeddedData", value)
        if text:
            cells[embedded_target(embedded_key(name))] = text
    filled = {target: text for target, text in cells.items() if text}
    encoded = msgspec.json.encode(filled, order="deterministic")
    return hashlib.blake2b(encoded, digest_size=16).hexdigest()


def _canonical(field: str, value: object) -> str:
    text = scalar_text(value)
    if field == "language":
        return _language(text)
    if field == "embeddedData":
        flag = text.lower()
        return "1" if flag == "true" else "0" if flag == "false" else _nfc(text)
    return key_part(field, text) if field in {"phone", "email"} else _nfc(text)


def _nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _language(text: str) -> str:
    """`EN_GB` and `en-gb` are one language; "null" as text was seen (A.7, F.33)."""
    folded = text.strip().lower().replace("_", "-")
    return "" if folded == "null" else folded


def _same_embedded(before: str, after: str) -> bool:
    """Spreadsheets turn `true` into `TRUE`, the service may turn it into `1` (F.23)."""
    old, new = before.strip().lower(), after.strip().lower()
    if old in _BOOLEAN_WORDS or new in _BOOLEAN_WORDS:
        return (old in _TRUE and new in _TRUE) or (old in _FALSE and new in _FALSE)
    return _nfc(before) == _nfc(after)
