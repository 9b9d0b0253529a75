"""Single responses, and files of them that come in (qualtrics-api.md D.14, D.15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.records import Created, Record, result
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


class ImportProgress(Record, frozen=True, kw_only=True):
    """How far an import of responses is."""

    status: str | None = None
    percent_complete: float | None = None


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


def create_response(survey_id: str, values: Mapping[str, Any], key: str) -> Request[Created]:
    """Store a response; with the same `key` it is stored once, however often it is sent."""
    return call(
        "POST",
        "/surveys/{}/responses",
        survey_id,
        body={"values": dict(values)},
        decode=_created,
        headers=(("Idempotency-Key", key),),
    )


def start_import(survey_id: str, content: bytes, content_type: str, key: str) -> Request[Created]:
    """Bring in a file of responses of at most 5 MB; its `id` is the progress id (D.14).

    With the same `key` the file is taken once, however often it is sent.
    """
    request = call(
        "POST",
        "/surveys/{}/import-responses",
        survey_id,
        body=content,
        decode=_import_started,
        headers=(("Idempotency-Key", key), ("charset", "UTF-8")),
    )
    return msgspec.structs.replace(request, content_type=content_type)


def import_progress(survey_id: str, progress_id: str) -> Request[ImportProgress]:
    """How far an import is: inProgress, complete or failed; no row is reported."""
    return call(
        "GET", "/surveys/{}/import-responses/{}", survey_id, progress_id, decode=_import_progress
    )


def _created(body: dict[str, Any]) -> Created:
    return Created.from_body(body, "responseId")


def _import_started(body: dict[str, Any]) -> Created:
    return Created.from_body(body, "progressId")


def _import_progress(body: dict[str, Any]) -> ImportProgress:
    return ImportProgress.from_raw(result(body))


def _response(body: dict[str, Any]) -> Response:
    return Response.from_raw(result(body))


def _schema(body: dict[str, Any]) -> Schema:
    return Schema.from_raw(result(body))
