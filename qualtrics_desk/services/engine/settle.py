"""Which row an answer of the service speaks of: pure attribution of a finished import job.

The report names rows by their place in the request, but whether places are counted before or after
the unprocessed contacts were removed is not documented (qualtrics-api.md D.9). The set of places
decides it, and e-mail addresses check it. What cannot be attributed is left open: the list is
read back for it, nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from qualtrics_desk.domain.contacts import normalise
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.store.journal.records import RowOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from qualtrics_desk.api.endpoints.contact_imports import ReportEntry


class SentRow(msgspec.Struct, frozen=True, gc=False):
    """A row as it stood in the request."""

    row: int
    plan: PlanState
    route: Route
    email: str
    contact_id: str | None


class Answer(NamedTuple):
    """All that the service said of one import job.

    Attributes:
        unprocessed: Places it did not take into the job.
        entries: The report, or None where the brand has none.
        invalid_emails: Addresses the summary names.
        written: Added and updated contacts together.
        failed: Contacts counted as failed.
        request_id: Of the answer that accepted the request.
    """

    unprocessed: frozenset[int]
    entries: Sequence[ReportEntry] | None
    invalid_emails: frozenset[str]
    written: int
    failed: int
    request_id: str | None


class _Email(msgspec.Struct):
    email: str = ""


_decode_email = msgspec.json.Decoder(_Email).decode


def email_of(payload: bytes) -> str:
    """The e-mail address in an encoded contact, or ""."""
    return _decode_email(payload).email


def attribute(rows: Sequence[SentRow], answer: Answer) -> list[RowOutcome]:
    """The outcome of each row of a finished job.

    Returns:
        One outcome a row, in order; `outcome` None where the list must be read back, or where the
        row goes on with a PUT (then its contact id is there).
    """
    entries = _by_place(rows, answer)
    invalid = _invalid_places(rows, answer, entries)
    outcomes: list[RowOutcome] = []
    unnamed: list[int] = []
    good = bad = 0
    for place, row in enumerate(rows):
        if place in answer.unprocessed:
            outcomes.append(_failed(row, "unprocessed", _UNPROCESSED, None, answer.request_id))
            continue
        entry = entries.get(place)
        if entry is not None and entry.is_failure:
            bad += 1
            outcomes.append(_refused(row, entry, answer.request_id))
        elif entry is not None:
            good += 1
            outcomes.append(_written(row, entry.contact_id or row.contact_id))
        elif place in invalid:
            bad += 1
            outcomes.append(_failed(row, "invalid e-mail", _INVALID, None, answer.request_id))
        else:
            unnamed.append(place)
            outcomes.append(RowOutcome(row.row, None, request_id=answer.request_id))
    _settle_unnamed(rows, outcomes, unnamed, answer, good, bad)
    return outcomes


def _invalid_places(
    rows: Sequence[SentRow], answer: Answer, entries: Mapping[int, ReportEntry]
) -> frozenset[int]:
    """Rows the report leaves out whose address the summary names.

    An address that several such rows have says nothing of each of them.
    """
    invalid = {normalise(email) for email in answer.invalid_emails}
    if not invalid:
        return frozenset()
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if place not in answer.unprocessed and place not in entries and row.email:
            places.setdefault(normalise(row.email), []).append(place)
    return frozenset(
        found[0] for email, found in places.items() if email in invalid and len(found) == 1
    )


def _settle_unnamed(
    rows: Sequence[SentRow],
    outcomes: list[RowOutcome],
    unnamed: Sequence[int],
    answer: Answer,
    good: int,
    bad: int,
) -> None:
    """Settle rows that no answer names, as far as the counts leave only one possibility."""
    if not unnamed:
        return
    if answer.failed - bad == len(unnamed) and answer.written <= good:
        for place in unnamed:
            row = rows[place]
            outcomes[place] = _failed(row, "refused", _UNNAMED, None, answer.request_id)
    elif answer.failed <= bad and answer.written - good >= len(unnamed):
        for place in unnamed:
            outcomes[place] = _written(rows[place], rows[place].contact_id)


_UNPROCESSED = (
    "The service did not take this row into the import job: a value has the wrong type, or a field"
    " is not allowed."
)
_INVALID = "The service refuses this e-mail address."
_UNNAMED = "The service counted this row as failed and gave no reason."


def _failed(
    row: SentRow, reason: str, message: str, code: str | None, request_id: str | None
) -> RowOutcome:
    return RowOutcome(row.row, Outcome.FAILED, None, reason, code, message, request_id)


def _refused(row: SentRow, entry: ReportEntry, request_id: str | None) -> RowOutcome:
    words = [word for word in (entry.status, entry.list_status) if word]
    code = entry.code or entry.list_code
    message = "The service says: " + "; ".join(dict.fromkeys(words)) if words else _UNNAMED
    return RowOutcome(row.row, Outcome.FAILED, None, "refused", code, message, request_id)


def _written(row: SentRow, contact_id: str | None) -> RowOutcome:
    """A row the service wrote. Without a contact id a PUT cannot follow: it is looked up."""
    if row.route is Route.BULK_THEN_PUT:
        return RowOutcome(row.row, None, contact_id)
    outcome = Outcome.CREATED if row.plan is PlanState.NEW else Outcome.UPDATED
    return RowOutcome(row.row, outcome, contact_id)


def _by_place(rows: Sequence[SentRow], answer: Answer) -> Mapping[int, ReportEntry]:
    """The entries of the report by the place of their row in the request."""
    if not answer.entries:
        return {}
    kept = [place for place in range(len(rows)) if place not in answer.unprocessed]
    before = {place: place for place in kept}
    after = dict(enumerate(kept))
    candidates = [before] if before == after else [before, after]
    readings = [_read(rows, answer.entries, places) for places in candidates]
    readings = [reading for reading in readings if reading is not None]
    distinct = [reading for reading in readings if reading is not None]
    if len(distinct) == 1:
        return distinct[0]
    # Both ways of counting fit, or none does: only addresses that stand once can tell.
    return _by_email(rows, answer.entries, answer.unprocessed)


def _read(
    rows: Sequence[SentRow], entries: Sequence[ReportEntry], places: Mapping[int, int]
) -> dict[int, ReportEntry] | None:
    """The entries by place under one way of counting; None where that way is impossible."""
    found: dict[int, ReportEntry] = {}
    for entry in entries:
        place = None if entry.source_index is None else places.get(entry.source_index)
        if place is None or place in found:
            return None
        sent = rows[place].email
        if (
            entry.email != sent
            and entry.email
            and sent
            and normalise(entry.email) != normalise(sent)
        ):
            return None
        found[place] = entry
    return found


def _by_email(
    rows: Sequence[SentRow], entries: Sequence[ReportEntry], unprocessed: Set[int]
) -> dict[int, ReportEntry]:
    sent = [
        (normalise(row.email), place) for place, row in enumerate(rows) if place not in unprocessed
    ]
    times = Counter(email for email, _ in sent)
    place_of = {email: place for email, place in sent if email and times[email] == 1}
    told = Counter(normalise(entry.email) for entry in entries if entry.email)
    found: dict[int, ReportEntry] = {}
    for entry in entries:
        email = normalise(entry.email) if entry.email else ""
        if told[email] == 1 and email in place_of:
            found[place_of[email]] = entry
    return found
