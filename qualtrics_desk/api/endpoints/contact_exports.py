"""Export of contacts as a job: early access, may answer 403 (qualtrics-api.md D.10).

A fast path only, with the paged list to fall back on. Each of the three calls may be made ten times
a minute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from qualtrics_desk.api.records import Created, Record, Undecodable, result
from qualtrics_desk.api.requests import Request, Retry, call, nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALL = "/directories/{}/export-contacts"
_STATUS = "/directories/{}/export-contacts/{}/status"
_FILE = "/directories/{}/export-contacts/{}/file"


class ExportStatus(Record, frozen=True, kw_only=True):
    """How far an export is: CREATED, IN_PROGRESS, COMPLETED, ERROR or TIMED_OUT."""

    status: str | None = None
    file_id: str | None = None
    total_contacts: int | None = None
    percent_complete: float | None = None

    @property
    def is_complete(self) -> bool:
        """Whether the file can be fetched."""
        return (self.status or "").upper() == "COMPLETED" and bool(self.file_id)

    @property
    def is_failed(self) -> bool:
        """Whether it ended without a file."""
        return (self.status or "").upper() in {"ERROR", "TIMED_OUT", "FAILED"}


class FileAddress(Record, frozen=True, kw_only=True):
    """Where the file lies and the proof to fetch it; both are secrets."""

    url: str | None = None
    jwt: str | None = None


def start_export(
    directory: str,
    list_id: str | None = None,
    embedded: Sequence[str] | Literal["all", "none"] = (),
    file_format: str = "csv",
) -> Request[Created]:
    """Start an export of one list or of the whole directory; `id` is its progress id.

    It changes nothing: a read-only profile may start it, and after a lost answer another one is.

    Args:
        directory: The directory.
        list_id: One list of it.
        embedded: Names of embedded data, or a word for all or none of it.
        file_format: csv or tsv.
    """
    fields = embedded if isinstance(embedded, str) else list(embedded)
    body: dict[str, Any] = {"format": file_format, "embeddedData": fields}
    if list_id is not None:
        body["contactListId"] = list_id
    return call("POST", _ALL, directory, body=body, decode=_started, retry=Retry.READ_POST)


def export_status(directory: str, progress_id: str) -> Request[ExportStatus]:
    """Ask how far it is, at most every six seconds."""
    return call("GET", _STATUS, directory, progress_id, decode=_status)


def export_file(directory: str, file_id: str) -> Request[FileAddress]:
    """Ask where the file lies."""
    return call("GET", _FILE, directory, file_id, decode=_address)


def file_content(url: str, jwt: str) -> Request[None]:
    """The file itself, for `Client.download`. The address has its own proof, so no token goes."""
    return Request(
        method="GET",
        path="/export-contacts/file",
        url=url,
        endpoint="GET exported file",
        decode=nothing,
        headers=(("X-JWT", jwt),),
        with_token=False,
        anywhere=True,
    )


def _started(body: dict[str, Any]) -> Created:
    return Created.from_body(body, key="progressId")


def _status(body: dict[str, Any]) -> ExportStatus:
    return ExportStatus.from_raw(result(body))


def _address(body: dict[str, Any]) -> FileAddress:
    address = FileAddress.from_raw(result(body))
    if not address.url:
        msg = "it names no file"
        raise Undecodable(msg)
    return address
