"""Names that embedded data had better not have, because the service uses them for something else.

It takes them, so they are warned of and not refused. Each is attested in qualtrics-api.md; names
that are a mere guess to be awkward are not here.
"""

from __future__ import annotations

import enum
from typing import Final

from qualtrics_desk.domain.contacts import FIELDS, embedded_name, normalise


class Reserved(enum.StrEnum):
    """What a name is taken for."""

    CONTACT = "contact"
    """A column of the product's own contact files, or a field of contacts (D.8, D.9, F.18)."""
    RESPONSE = "response"
    """A column that every export of responses has (D.13)."""
    LINK = "link"
    """A parameter of survey links, where embedded data can be appended, too (D.5)."""


_OF_CONTACTS: Final = (
    *FIELDS,
    "contactId",
    "contactLookupId",
    "embeddedData",
    "transactionData",
    "External Data Reference",
    "ExternalDataReference",
    "externalDataRef",
    "Email",
    "FirstName",
    "LastName",
    "Language",
    "Phone",
    "Unsubscribed",
)
_OF_RESPONSES: Final = (
    *("startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished"),
    *("recordedDate", "_recordId", "recipientLastName", "recipientFirstName", "recipientEmail"),
    *("locationLatitude", "locationLongitude", "distributionChannel", "userLanguage"),
    "responseId",
)
_OF_LINKS: Final = "q_"
_TAKEN: Final = {
    **{normalise(name): Reserved.RESPONSE for name in _OF_RESPONSES},
    **{normalise(name): Reserved.CONTACT for name in _OF_CONTACTS},
}


def reserved(target: str) -> Reserved | None:
    """What the name of an embedded-data target is taken for; None for other targets and names."""
    name = embedded_name(target)
    if name is None:
        return None
    folded = normalise(name)
    return Reserved.LINK if folded.startswith(_OF_LINKS) else _TAKEN.get(folded)
