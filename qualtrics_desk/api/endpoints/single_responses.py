"""Single responses: looked up, corrected, deleted (qualtrics-api.md D.15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.records import Record, result
from qualtrics_desk.api.requests import call, nothing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.api.requests import Request

_ONE = "/surveys/{}/responses/{}"


class Response(Record, frozen=True, kw_only=True):
    """A response: values by field, and the texts of those that are codes."""

    response_id: str | None = None
    values: dict[str, Any] | None = None
    labels: dict[str, Any] | None = None
    displayed_fields: list[Any] | None = None


class Schema(Record, frozen=True, kw_only=True):
    """The JSON schema of the responses of a survey: the place to learn the names of fields."""

    properties: dict[str, Any] | None = None

    @property
    def fields(self) -> dict[str, dict[str, Any]]:
        """What is said of each field, by its name."""
        values = (self.properties or {}).get("values")
        held = values.get("properties") if isinstance(values, dict) else None
        return {name: told for name, told in (held or {}).items() if isinstance(told, dict)}


def get_response(survey_id: str, response_id: str) -> Request[Response]:
    """One response."""
    return call("GET", _ONE, survey_id, response_id, decode=_response)


def update_embedded(
    response_id: str, survey_id: str, fields: Mapping[str, str], *, moves: bool = False
) -> Request[None]:
    """Change embedded data; with `moves` it counts as recorded now, and comes again in exports."""
    body = {"surveyId": survey_id, "embeddedData": dict(fields), "resetRecordedDate": moves}
    return call(
        "PUT", "/responses/{}", response_id, body=body, decode=nothing, answer_optional=True
    )


def delete_response(survey_id: str, response_id: str, *, quotas: bool) -> Request[None]:
    """Delete one response; with `quotas` it is taken out of the counts of quotas, too."""
    return call(
        "DELETE",
        _ONE,
        survey_id,
        response_id,
        query={"decrementQuotas": quotas},
        decode=nothing,
        answer_optional=True,
    )


def get_schema(survey_id: str) -> Request[Schema]:
    """The fields of a survey's responses."""
    return call("GET", "/surveys/{}/response-schema", survey_id, decode=_schema)


def _response(body: dict[str, Any]) -> Response:
    return Response.from_raw(result(body))


def _schema(body: dict[str, Any]) -> Schema:
    return Schema.from_raw(result(body))
