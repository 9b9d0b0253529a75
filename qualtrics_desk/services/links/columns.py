"""Columns of a link export, and joining links with the contacts of their list (D.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.api.endpoints.distributions import Link, lookup_in
from qualtrics_desk.domain.contacts import (
    EMBEDDED_PREFIX,
    embedded_key,
    embedded_of,
    normalise,
    scalar_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LINK_COLUMNS = (
    "contactId",
    "contactLookupId",
    "transactionId",
    "firstName",
    "lastName",
    "email",
    "externalDataReference",
    "link",
    "linkExpiration",
    "exceededContactFrequency",
    "unsubscribed",
)
"""Written when no columns are named. `status` is left out: it never says anything (F.41)."""
_ALSO_OF_LINKS = ("status",)
_PLAIN = frozenset(LINK_COLUMNS) - {"exceededContactFrequency", "unsubscribed", "contactLookupId"}
_FLAGS = {
    "exceededContactFrequency": "exceeded_contact_frequency",
    "unsubscribed": "unsubscribed",
}


class JoinKeys(NamedTuple):
    """Under which keys a contact is held and a link is looked up, the surest first.

    Attributes:
        ids: Of one contact only.
        others: What several contacts may share.
    """

    ids: tuple[str, ...]
    others: tuple[str, ...]


def needs_contacts(columns: Sequence[str]) -> bool:
    """Whether a column is not in the link itself, so that the list must be read."""
    return any(is_joined(column) for column in columns)


def is_joined(column: str) -> bool:
    """Whether a column comes from the contact of a link."""
    return column not in LINK_COLUMNS and column not in _ALSO_OF_LINKS


def contact_keys(contact: Mapping[str, Any]) -> JoinKeys:
    """The keys a contact of the list is held under."""
    return _keys(
        (contact.get("contactId"), contact.get("contactLookupId")),
        contact.get("extRef"),
        contact.get("email"),
    )


def link_keys(link: Link) -> JoinKeys:
    """The keys a link is looked up by: its ids, then the reference, e-mail last (not unique)."""
    return _keys((link.contact_id, link.lookup_id), link.external_data_reference, link.email)


def _keys(ids: Sequence[object], reference: object, email: object) -> JoinKeys:
    return JoinKeys(
        ids=tuple(f"id:{value}" for value in ids if value),
        others=tuple(
            f"{kind}:{folded}"
            for kind, folded in (("ref", _folded(reference)), ("email", _folded(email)))
            if folded
        ),
    )


def row_of(
    raw: dict[str, Any],
    columns: Sequence[str],
    contact_of: Callable[[JoinKeys], Mapping[str, Any] | None] | None,
) -> list[str]:
    """The cells of one link; a column nobody has stays blank."""
    if contact_of is not None:
        link = Link.from_raw(raw)
        return cells_of(link, columns, contact_of(link_keys(link)))
    read: Link | None = None
    cells = []
    for column in columns:
        # Nearly every cell is a text or a flag as it stands in the answer.
        value = raw.get(column)
        if column in _PLAIN and (value is None or type(value) is str):
            cells.append(value or "")
        elif column in _FLAGS and type(value) is bool:
            cells.append("true" if value else "false")
        elif column == "contactLookupId" and type(value or raw.get("link")) is str:
            cells.append(value or lookup_in(raw["link"]) or "")
        else:
            read = read or Link.from_raw(raw)
            cells.append(_cell(read, column, None))
    return cells


def cells_of(link: Link, columns: Sequence[str], contact: Mapping[str, Any] | None) -> list[str]:
    """The cells of a link whose contact is known, or known not to be."""
    return [_cell(link, column, contact) for column in columns]


def identity(raw: Mapping[str, Any]) -> str:
    """A link row is the link itself: one contact may own several (B rule 5)."""
    link = raw.get("link")
    return link if isinstance(link, str) and link else msgspec.json.encode(raw).decode()


def _cell(link: Link, column: str, contact: Mapping[str, Any] | None) -> str:
    if column in _FLAGS:
        return scalar_text(getattr(link, _FLAGS[column]))
    if column == "contactLookupId":
        return link.lookup_id or ""
    if column in LINK_COLUMNS or column in _ALSO_OF_LINKS:
        return scalar_text(link.raw.get(column))
    if column == "phone" and link.phone:
        # Newer answers may have it, older ones have not (D.5).
        return link.phone
    if contact is None:
        return ""
    name = column.removeprefix(EMBEDDED_PREFIX)
    if name == column and column in contact:
        return scalar_text(contact[column])
    wanted = embedded_key(name)
    for held, value in embedded_of(contact).items():
        if embedded_key(held) == wanted:
            return scalar_text(value)
    return ""


def _folded(value: object) -> str:
    return normalise(scalar_text(value))
