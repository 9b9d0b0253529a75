"""Export of responses: start, progress, file, and the filters it takes (qualtrics-api.md D.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Created, Record, result
from qualtrics_desk.api.requests import Request, Retry, call, listing, nothing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.api.families import Page

_ALL = "/surveys/{}/export-responses"
_ONE = "/surveys/{}/export-responses/{}"
_FILE = "/surveys/{}/export-responses/{}/file"
_FILTERS = "/surveys/{}/filters"


class ExportProgress(Record, frozen=True, kw_only=True):
    """How far an export is: inProgress, complete or failed.

    Stop on `status`: `percent_complete` jumps, and a failed one may say 100.
    """

    status: str | None = None
    percent_complete: float | None = None
    file_id: str | None = None
    continuation_token: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether the file can be fetched."""
        return (self.status or "").casefold() == "complete" and bool(self.file_id)

    @property
    def is_failed(self) -> bool:
        """Whether it ended without a file."""
        return (self.status or "").casefold() in {"failed", "error"}


class ResponseFilter(Record, frozen=True, kw_only=True):
    """A filter that the token's user made in the product."""

    filter_id: str | None = None
    filter_name: str | None = None
    creation_date: str | None = None


_FILTER_ROWS = Paging[ResponseFilter](
    record=ResponseFilter.from_raw, identity=lambda row: row.filter_id, position="offset"
)


def start_export(survey: str, order: Mapping[str, Any]) -> Request[Created]:
    """Start an export; `id` is its progress id.

    It changes nothing: after a lost answer another one is started (C.3).

    Args:
        survey: The survey.
        order: The options of `domain.response_exports`, as the service calls them.
    """
    return call("POST", _ALL, survey, body=order, decode=_started, retry=Retry.READ_POST)


def export_progress(survey: str, progress_id: str) -> Request[ExportProgress]:
    """Ask how far an export is, by its progress id; 404: the job is gone, start anew."""
    return call("GET", _ONE, survey, progress_id, decode=_progress)


def export_file(survey: str, file_id: str) -> Request[None]:
    """The file, for `Client.download`, by its file id; it lives seven days."""
    return call("GET", _FILE, survey, file_id, decode=nothing)


def list_filters(survey: str) -> Request[Page[ResponseFilter]]:
    """The filters an export can be given."""
    return listing(_FILTERS, survey, paging=_FILTER_ROWS)


def _started(body: dict[str, Any]) -> Created:
    return Created.from_body(body, key="progressId")


def _progress(body: dict[str, Any]) -> ExportProgress:
    return ExportProgress.from_raw(result(body))
