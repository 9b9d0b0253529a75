"""Surveys as projects (qualtrics-api.md D.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Record, result
from qualtrics_desk.api.requests import call, listing
from qualtrics_desk.domain.dates import parse_moment

if TYPE_CHECKING:
    from datetime import datetime

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request


class Survey(Record, frozen=True, kw_only=True):
    """A row of the list of surveys."""

    id: str | None = None
    name: str | None = None
    owner_id: str | None = None
    is_active: bool | None = None

    @property
    def creation_date(self) -> datetime | None:
        """When it was made; old answers do not say."""
        return parse_moment(self.raw.get("creationDate"))

    @property
    def last_modified(self) -> datetime | None:
        """When it last changed."""
        return parse_moment(self.raw.get("lastModified"))


class FullSurvey(Record, frozen=True, kw_only=True):
    """The older full view: without the questions in the trash, with the columns of an export."""

    id: str | None = None
    name: str | None = None
    owner_id: str | None = None
    organization_id: str | None = None
    is_active: bool | None = None
    expiration: dict[str, Any] | None = None
    questions: dict[str, Any] | None = None
    export_column_map: dict[str, Any] | None = None
    blocks: dict[str, Any] | None = None
    flow: list[Any] | None = None
    embedded_data: list[Any] | None = None
    comments: dict[str, Any] | None = None
    loop_and_merge: dict[str, Any] | None = None
    response_counts: dict[str, Any] | None = None

    @property
    def creation_date(self) -> datetime | None:
        """When it was made."""
        return parse_moment(self.raw.get("creationDate"))

    @property
    def last_modified_date(self) -> datetime | None:
        """When it last changed."""
        return parse_moment(self.raw.get("lastModifiedDate"))


_SURVEYS = Paging[Survey](
    record=Survey.from_raw, identity=lambda survey: survey.id, position="offset"
)


def list_surveys() -> Request[Page[Survey]]:
    """All surveys that the user owns or was given singly; never those shared with a group (F.9)."""
    return listing("/surveys", paging=_SURVEYS)


def get_survey(survey_id: str) -> Request[FullSurvey]:
    """One survey in the older full view; slow for big ones."""
    return call("GET", "/surveys/{}", survey_id, decode=_full)


def _full(body: dict[str, Any]) -> FullSurvey:
    return FullSurvey.from_raw(result(body))
