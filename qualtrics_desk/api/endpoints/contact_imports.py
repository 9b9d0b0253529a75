"""Bulk contact import: one POST is one job (qualtrics-api.md D.9)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Record, Undecodable, dig, number, result, text, whole
from qualtrics_desk.api.requests import Retry, call, listing

if TYPE_CHECKING:
    from typing import Self

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

_ALL = "/directories/{}/mailinglists/{}/transactioncontacts"
_ONE = "/directories/{}/mailinglists/{}/transactioncontacts/{}"
_SUMMARY = "/directories/{}/mailinglists/{}/transactioncontacts/{}/summary"
_REPORT = "/directories/{}/imports/api-import/jobs/{}/report"

MAX_CONTACTS = 10_000
MAX_BODY_BYTES = 4_500_000
"""Whether the service's 5 MB are 10^6 or 2^20 is not said; this is safe for both (D.9)."""

_BAD_WORDS = ("fail", "error")
_BAD_CODES = ("ERR", "FAIL", "INVALID")


class ImportStarted(Record, frozen=True, kw_only=True):
    """An accepted job. `unprocessed` are positions in the sent array that are not in the job."""

    id: str = ""
    unprocessed: tuple[int, ...] = ()
    status: str | None = None

    @classmethod
    def from_raw(cls, raw: dict[str, Any]) -> ImportStarted:
        """Read the answer; positions may come as text."""
        found = dig(raw, "contacts", "unprocessed")
        positions = {whole(item) for item in found} if isinstance(found, list) else set()
        return cls(
            id=text(raw.get("id")) or "",
            unprocessed=tuple(sorted(item for item in positions if item is not None)),
            status=text(raw.get("status")),
            raw=raw,
        )


class ImportStatus(Record, frozen=True, kw_only=True):
    """How far a job is."""

    percent_complete: float | None = None
    status: str | None = None
    added: int = 0
    updated: int = 0
    failed: int = 0
    created_transactions: int = 0

    @classmethod
    def from_raw(cls, raw: dict[str, Any]) -> Self:
        """Read the answer, whose counts lie deep."""
        return cls(**cls._read(raw), raw=raw)

    @classmethod
    def _read(cls, raw: dict[str, Any]) -> dict[str, Any]:
        counts = dig(raw, "contacts", "count")
        return {
            "percent_complete": number(raw.get("percentComplete")),
            "status": text(raw.get("status")),
            "added": whole(dig(counts, "added")) or 0,
            "updated": whole(dig(counts, "updated")) or 0,
            "failed": whole(dig(counts, "failed")) or 0,
            "created_transactions": whole(dig(raw, "transactions", "count", "created")) or 0,
        }

    @property
    def is_complete(self) -> bool:
        """Whether the job ended. The words are badly documented, so 100 % is enough."""
        done = (self.status or "").strip().lower() == "complete"
        return done or (self.percent_complete or 0.0) >= 100.0

    @property
    def found_nothing(self) -> bool:
        """Ended with all counts 0: the directory, list or batch does not exist (F.26)."""
        counts = (self.added, self.updated, self.failed, self.created_transactions)
        return self.is_complete and not any(counts)

    @property
    def is_failed(self) -> bool:
        """Whether it ended badly as a whole; single refused contacts do not count."""
        word = (self.status or "").lower()
        return self.found_nothing or any(bad in word for bad in _BAD_WORDS)


class ImportSummary(ImportStatus, frozen=True, kw_only=True):
    """The end of a job, with the addresses it refused."""

    invalid_emails: tuple[str, ...] = ()

    @classmethod
    def _read(cls, raw: dict[str, Any]) -> dict[str, Any]:
        found = raw.get("invalidEmails")
        emails = [text(item) for item in found] if isinstance(found, list) else []
        return {**super()._read(raw), "invalid_emails": tuple(item for item in emails if item)}


_KEYS = {
    "source_index": "sourceIndexId",
    "contact_id": "contactId",
    "status": "importStatus",
    "code": "importStatusCode",
    "transaction_id": "transactionId",
    "transaction_status": "transactionStatus",
    "transaction_code": "transactionStatusCode",
    "list_contact_id": "contactListContactId",
    "list_status": "contactListContactStatus",
    "list_code": "contactListContactStatusCode",
}


class ReportEntry(Record, frozen=True, kw_only=True, rename=_KEYS):
    """What became of one sent contact. Words and codes are not documented: show them as they are.

    `source_index` may shift when positions were unprocessed: check by e-mail.
    """

    source_index: int | None = None
    email: str | None = None
    phone: str | None = None
    contact_id: str | None = None
    status: str | None = None
    code: str | None = None
    transaction_id: str | None = None
    transaction_status: str | None = None
    transaction_code: str | None = None
    list_contact_id: str | None = None
    list_status: str | None = None
    list_code: str | None = None

    @classmethod
    def from_raw(cls, raw: dict[str, Any]) -> ReportEntry:
        """Read an entry."""
        try:
            # As documented: there are as many entries as rows, and this is all in C.
            entry = msgspec.convert(raw, cls, strict=False)
        except msgspec.ValidationError:
            return cls._read(raw)
        msgspec.structs.force_setattr(entry, "raw", raw)
        return entry

    @classmethod
    def _read(cls, raw: dict[str, Any]) -> ReportEntry:
        return cls(
            source_index=whole(raw.get("sourceIndexId")),
            email=text(raw.get("email")),
            phone=text(raw.get("phone")),
            contact_id=text(raw.get("contactId")),
            status=text(raw.get("importStatus")),
            code=text(raw.get("importStatusCode")),
            transaction_id=text(raw.get("transactionId")),
            transaction_status=text(raw.get("transactionStatus")),
            transaction_code=text(raw.get("transactionStatusCode")),
            list_contact_id=text(raw.get("contactListContactId")),
            list_status=text(raw.get("contactListContactStatus")),
            list_code=text(raw.get("contactListContactStatusCode")),
            raw=raw,
        )

    @property
    def is_failure(self) -> bool:
        """Whether a code, or a word where there is no code, tells a failure."""
        told = (
            self.code or self.status or "",
            self.list_code or self.list_status or "",
            self.transaction_code or self.transaction_status or "",
        )
        return _tells_failure(told)


@functools.lru_cache(maxsize=256)
def _tells_failure(told: tuple[str, ...]) -> bool:
    """Words and codes are few, entries are many."""
    return any(bad in word.upper() for word in told for bad in _BAD_CODES)


def _identity(entry: ReportEntry) -> tuple[object, ...]:
    # More than the index: whether it is unique is a guess, and no row may be lost.
    return (entry.source_index, entry.email, entry.contact_id, entry.transaction_id)


_ENTRIES = Paging[ReportEntry](
    record=ReportEntry.from_raw,
    identity=_identity,
    items=("results", "importReportEntries"),
    next=("skipToken",),
)


def start_import(directory: str, list_id: str, body: bytes) -> Request[ImportStarted]:
    """Start a job with a body that is ready: `{"contacts": [...]}` in UTF-8.

    Never repeated after a lost answer: with deduplication off that doubles the contacts (C.3).
    """
    return call("POST", _ALL, directory, list_id, body=body, decode=_started, retry=Retry.NEVER)


def import_status(directory: str, list_id: str, import_id: str) -> Request[ImportStatus]:
    """Ask how far a job is: every 1-2 s at first, then slower, at most every 15-30 s."""
    return call("GET", _ONE, directory, list_id, import_id, decode=_status)


def import_summary(directory: str, list_id: str, import_id: str) -> Request[ImportSummary]:
    """Ask how a complete job ended."""
    return call("GET", _SUMMARY, directory, list_id, import_id, decode=_summary)


def import_report(directory: str, import_id: str) -> Request[Page[ReportEntry]]:
    """What became of each contact; only after completion."""
    return listing(_REPORT, directory, import_id, paging=_ENTRIES)


def _started(body: dict[str, Any]) -> ImportStarted:
    started = ImportStarted.from_raw(result(body))
    if not started.id:
        msg = "it names no import"
        raise Undecodable(msg)
    return started


def _status(body: dict[str, Any]) -> ImportStatus:
    return ImportStatus.from_raw(result(body))


def _summary(body: dict[str, Any]) -> ImportSummary:
    return ImportSummary.from_raw(result(body))
