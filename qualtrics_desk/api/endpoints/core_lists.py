"""Lists and contacts of the older research core: read only, about to go (qualtrics-api.md D.12).

A brand that has lost it answers 404 or 410; that is an answer, not a failure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Record, result
from qualtrics_desk.api.requests import call, listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request


class CoreList(Record, frozen=True, kw_only=True):
    """A list of the research core."""

    id: str | None = None
    name: str | None = None
    library_id: str | None = None
    category: str | None = None
    folder: str | None = None


class CoreContact(Record, frozen=True, kw_only=True):
    """A contact of the research core.

    Attributes:
        email_history: Items with `emailDistributionId`, `date`, `type`, `result`, `surveyId` and
            `read` (D.12); None where the answer has none.
        response_history: Items with `responseId`, `surveyId`, `date` and `finishedSurvey`.
    """

    id: str | None = None
    email_history: list[dict[str, Any]] | None = None
    response_history: list[dict[str, Any]] | None = None


_LISTS = Paging[CoreList](
    record=CoreList.from_raw, identity=lambda found: found.id, position="offset"
)
_CONTACTS = Paging[CoreContact](
    record=CoreContact.from_raw, identity=lambda found: found.id, position="offset"
)


def as_list_contact(contact: Mapping[str, Any]) -> dict[str, Any]:
    """A contact under the names of XM lists (D.12: mapping to XM). Pure.

    A missing language is the text "null"; the external reference has another name (F.18).
    """
    raw = dict(contact)
    raw["contactId"] = raw.pop("id", None)
    raw["extRef"] = raw.pop("externalDataReference", None)
    if raw.get("language") == "null":
        raw["language"] = None
    for key in ("responseHistory", "emailHistory"):
        raw.pop(key, None)
    return raw


def list_lists() -> Request[Page[CoreList]]:
    """The caller's lists."""
    return listing("/mailinglists", paging=_LISTS)


def get_list(list_id: str) -> Request[CoreList]:
    """One list."""
    return call("GET", "/mailinglists/{}", list_id, decode=_list)


def list_contacts(list_id: str) -> Request[Page[CoreContact]]:
    """The contacts of a list."""
    return listing("/mailinglists/{}/contacts", list_id, paging=_CONTACTS)


def _list(body: dict[str, Any]) -> CoreList:
    return CoreList.from_raw(result(body))
