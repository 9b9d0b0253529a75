"""Survey definitions: the modern view, with keys in PascalCase (qualtrics-api.md D.3, E).

An unknown survey answers 403 here, not 404 (F.6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Record, result
from qualtrics_desk.api.requests import call, listing
from qualtrics_desk.domain.dates import parse_moment

if TYPE_CHECKING:
    from datetime import datetime

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request


class Definition(Record, frozen=True, kw_only=True, rename="pascal"):
    """A whole survey. `QuestionCount` is no count (F.75): count `questions`."""

    survey_id: str | None = msgspec.field(default=None, name="SurveyID")
    survey_name: str | None = None
    survey_status: str | None = None
    owner_id: str | None = msgspec.field(default=None, name="OwnerID")
    creator_id: str | None = msgspec.field(default=None, name="CreatorID")
    division_id: str | None = msgspec.field(default=None, name="DivisionID")
    brand_id: str | None = msgspec.field(default=None, name="BrandID")
    brand_base_url: str | None = msgspec.field(default=None, name="BrandBaseURL")
    questions: dict[str, Any] | None = None
    blocks: dict[str, Any] | None = None
    response_sets: dict[str, Any] | None = None
    survey_flow: dict[str, Any] | None = None
    survey_options: dict[str, Any] | None = None
    scoring: dict[str, Any] | None = None
    project_info: dict[str, Any] | None = None

    @property
    def last_modified(self) -> datetime | None:
        """When it last changed."""
        return parse_moment(self.raw.get("LastModified"))

    @property
    def last_activated(self) -> datetime | None:
        """When it was last activated, if ever."""
        return parse_moment(self.raw.get("LastActivated"))


class Metadata(Record, frozen=True, kw_only=True, rename="pascal"):
    """The light view of one survey: enough to refresh a row of the browser."""

    survey_id: str | None = msgspec.field(default=None, name="SurveyID")
    survey_name: str | None = None
    survey_description: str | None = None
    survey_owner_id: str | None = msgspec.field(default=None, name="SurveyOwnerID")
    survey_brand_id: str | None = msgspec.field(default=None, name="SurveyBrandID")
    division_id: str | None = msgspec.field(default=None, name="DivisionID")
    survey_language: str | None = None
    survey_active_response_set: str | None = None
    survey_status: str | None = None
    creator_id: str | None = msgspec.field(default=None, name="CreatorID")
    deleted: str | None = None

    def moment(self, key: str) -> datetime | None:
        """A date by the service's key, such as `SurveyStartDate` or `LastModified`."""
        return parse_moment(self.raw.get(key))


class Question(Record, frozen=True, kw_only=True, rename="pascal"):
    """A question. In a matrix `choices` are the rows and `answers` the columns (F.77)."""

    question_id: str | None = msgspec.field(default=None, name="QuestionID")
    question_text: str | None = None
    question_description: str | None = None
    data_export_tag: str | None = None
    question_type: str | None = None
    selector: str | None = None
    sub_selector: str | None = None
    configuration: dict[str, Any] | None = None
    validation: dict[str, Any] | None = None
    choices: dict[str, Any] | None = None
    choice_order: list[Any] | None = None
    answers: dict[str, Any] | None = None
    answer_order: list[Any] | None = None
    recode_values: dict[str, Any] | None = None
    language: dict[str, Any] | None = None


class QsfFile(Record, frozen=True, kw_only=True, rename="pascal"):
    """A survey in the form of a QSF file: write `to_raw()` as JSON (E.7)."""

    survey_entry: dict[str, Any] | None = None
    survey_elements: list[Any] | None = None


_QUESTIONS = Paging[Question](
    record=Question.from_raw, identity=lambda question: question.question_id
)


def get_definition(survey_id: str) -> Request[Definition]:
    """The whole survey."""
    return call("GET", "/survey-definitions/{}", survey_id, decode=_definition)


def get_qsf(survey_id: str) -> Request[QsfFile]:
    """The whole survey as a QSF; it does not always import again (F.81)."""
    query = {"format": "qsf"}
    return call("GET", "/survey-definitions/{}", survey_id, query=query, decode=_qsf)


def get_metadata(survey_id: str) -> Request[Metadata]:
    """Name, state and dates of one survey."""
    return call("GET", "/survey-definitions/{}/metadata", survey_id, decode=_metadata)


def get_questions(survey_id: str) -> Request[Page[Question]]:
    """All questions, as one page: 684 of them came in 850 kB."""
    return listing("/survey-definitions/{}/questions", survey_id, paging=_QUESTIONS)


def get_question(survey_id: str, question_id: str) -> Request[Question]:
    """One question."""
    template = "/survey-definitions/{}/questions/{}"
    return call("GET", template, survey_id, question_id, decode=_question)


def _definition(body: dict[str, Any]) -> Definition:
    return Definition.from_raw(result(body))


def _qsf(body: dict[str, Any]) -> QsfFile:
    return QsfFile.from_raw(result(body))


def _metadata(body: dict[str, Any]) -> Metadata:
    return Metadata.from_raw(result(body))


def _question(body: dict[str, Any]) -> Question:
    return Question.from_raw(result(body))
