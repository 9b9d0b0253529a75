"""Columns of a link export, and joining links with the contacts of their list (D.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qualtrics_desk.api.endpoints.distributions import Link
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
_ALSO_OF_LINKS = ("status", "phone")
_FLAGS = {
    "exceededContactFrequency": "exceeded_contact_frequency",
    "unsubscribed": "unsubscribed",
}


class JoinKeys(NamedTuple):
    """Under which keys a contact is held and a link is looked up, the surest first."""

    keys: tuple[str, ...]


def needs_contacts(columns: Sequence[str]) -> bool:
    """Whether a column is not in the link itself, so that the list must be read."""
    return any(column not in LINK_COLUMNS and column not in _ALSO_OF_LINKS for column in columns)


def contact_keys(contact: Mapping[str, Any]) -> JoinKeys:
    """The keys a contact of the list is held under."""
    return JoinKeys(
        tuple(
            f"{kind}:{value}"
            for kind, value in (
                ("id", contact.get("contactId")),
                ("id", contact.get("contactLookupId")),
                ("ref", _folded(contact.get("extRef"))),
                ("email", _folded(contact.get("email"))),
            )
            if value
        )
    )


def link_keys(link: Link) -> JoinKeys:
    """The keys a link is looked up by: its ids, then the reference, e-mail last (not unique)."""
    return JoinKeys(
        tuple(
            f"{kind}:{value}"
            for kind, value in (
                ("id", link.contact_id),
                ("id", link.lookup_id),
                ("ref", _folded(link.external_data_reference)),
                ("email", _folded(link.email)),
            )
            if value
        )
    )


def row_of(
    raw: dict[str, Any],
    columns: Sequence[str],
    contact_of: Callable[[JoinKeys], Mapping[str, Any] | None] | None,
) -> list[str]:
    """The cells of one link; a column nobody has stays blank."""
    link = Link.from_raw(raw)
    contact: Mapping[str, Any] | None = None
    if contact_of is not None:
        contact = contact_of(link_keys(link))
    return [_cell(link, column, contact) for column in columns]


def _cell(link: Link, column: str, contact: Mapping[str, Any] | None) -> str:
    if column in _FLAGS:
        return scalar_text(getattr(link, _FLAGS[column]))
    if column == "contactLookupId":
        return link.lookup_id or ""
    if column in LINK_COLUMNS or column in _ALSO_OF_LINKS:
        return scalar_text(link.raw.get(column))
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
