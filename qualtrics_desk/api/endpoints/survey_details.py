"""What a survey has beside its definition: versions, quotas, translations.

Sources: qualtrics-api.md D.2, D.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.endpoints.definitions import Definition
from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Record, dig, mapping, result, text, truth
from qualtrics_desk.api.requests import call, listing
from qualtrics_desk.domain.dates import parse_moment

if TYPE_CHECKING:
    from datetime import datetime

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

_DEFINITION = "/survey-definitions/{}"


class Version(Record, frozen=True, kw_only=True):
    """A version; its keys lie inside `metadata` in some answers and beside it in others (D.3)."""

    def _held(self, key: str) -> Any:  # noqa: ANN401 - a piece of JSON
        return self.raw.get(key, dig(self.raw, "metadata", key))

    @property
    def id(self) -> str | None:
        """Decimal digits (A.5)."""
        return text(self._held("versionID"))

    @property
    def number(self) -> str | None:
        """Its number, 1 for the first."""
        return text(self._held("versionNumber"))

    @property
    def description(self) -> str:
        """What its maker wrote."""
        return text(self._held("description")) or ""

    @property
    def is_published(self) -> bool:
        """Whether respondents see this one."""
        return bool(truth(self._held("published")))

    @property
    def user_id(self) -> str | None:
        """Who made it."""
        return text(self._held("userID"))

    @property
    def created(self) -> datetime | None:
        """When it was made."""
        return parse_moment(self._held("creationDate"))


class Quota(Record, frozen=True, kw_only=True, rename="pascal"):
    """A quota as the definition calls give it (E.6)."""

    name: str | None = None
    count: int | None = None
    occurrences: int | None = None


_VERSIONS = Paging[Version](record=Version.from_raw, identity=lambda version: version.id)
_QUOTAS = Paging[Quota](record=Quota.from_raw, identity=lambda quota: text(quota.raw.get("ID")))


def list_versions(survey_id: str) -> Request[Page[Version]]:
    """Every version of a survey."""
    return listing(_DEFINITION + "/versions", survey_id, paging=_VERSIONS)


def get_version(survey_id: str, version_id: str) -> Request[Definition]:
    """The definition as it was in a version."""
    template = _DEFINITION + "/versions/{}"
    return call("GET", template, survey_id, version_id, decode=_definition)


def list_quotas(survey_id: str) -> Request[Page[Quota]]:
    """Every quota with its logic."""
    return listing(_DEFINITION + "/quotas", survey_id, paging=_QUOTAS)


def get_languages(survey_id: str) -> Request[list[str]]:
    """The languages a survey is offered in."""
    return call("GET", "/surveys/{}/languages", survey_id, decode=_languages)


def get_translation(survey_id: str, language: str) -> Request[dict[str, str]]:
    """The texts of one language by their keys."""
    template = "/surveys/{}/translations/{}"
    return call("GET", template, survey_id, language, decode=_texts)


def _definition(body: dict[str, Any]) -> Definition:
    return Definition.from_raw(result(body))


def _languages(body: dict[str, Any]) -> list[str]:
    codes = result(body).get("AvailableLanguages")
    return [code for code in map(text, codes if isinstance(codes, list) else []) if code]


def _texts(body: dict[str, Any]) -> dict[str, str]:
    found = mapping(result(body)) or {}
    return {key: said for key, value in found.items() if (said := text(value)) is not None}
