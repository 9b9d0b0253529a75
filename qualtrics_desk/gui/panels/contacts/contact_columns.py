"""The columns of a list of contacts: what is shown at first, and what can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.contacts import DIRECTORY_OPT_OUT, embedded_name, is_editable
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.gui.models.columns import Column, columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.rows import ColumnSpec

STATES = ("", "added", "changed", "deleted", "erased", "failed")
MOST_FIELDS_SHOWN = 12
"""Columns of embedded data at first; the others wait in the list of columns."""

_HIDDEN = ("contactId", "contactLookupId", DIRECTORY_OPT_OUT)


def contact_columns(
    specs: Sequence[ColumnSpec], kind: PlaceKind = PlaceKind.LIST
) -> tuple[Column, ...]:
    """How a place shows its columns; before it was read, the fields every contact has."""
    if not specs:
        from qualtrics_desk.services.tables.contacts import columns_of as columns_before

        specs = columns_before(kind)
    titles = _titles()
    embedded = [spec.key for spec in specs if embedded_name(spec.key) is not None]
    # Outside of a list the wide opt-out is the only one there is.
    hidden = _HIDDEN if kind is PlaceKind.LIST else _HIDDEN[:2]
    return columns_of(
        (msgspec.structs.replace(spec, title=titles.get(spec.key, spec.title)) for spec in specs),
        editable=[spec.key for spec in specs if is_editable(spec.key)] if kind.can_change else [],
        hidden=[*hidden, *embedded[MOST_FIELDS_SHOWN:]],
    )


def _titles() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "contactId": translate("ContactColumns", "Contact id"),
        "contactLookupId": translate("ContactColumns", "Look-up id"),
        "firstName": translate("ContactColumns", "First name"),
        "lastName": translate("ContactColumns", "Last name"),
        "email": translate("ContactColumns", "Email"),
        "phone": translate("ContactColumns", "Phone"),
        "extRef": translate("ContactColumns", "External ref."),
        "language": translate("ContactColumns", "Language"),
        "unsubscribed": translate("ContactColumns", "List opt-out"),
        DIRECTORY_OPT_OUT: translate("ContactColumns", "Total opt-out"),
    }
