"""Attribution: whatever the service leaves out, no row is given another row's fate."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.api.endpoints.contact_imports import ReportEntry
from qualtrics_desk.domain.outcomes import Outcome, PlanState, Route
from qualtrics_desk.services.engine.settle import Answer, SentRow, attribute


@dataclass(frozen=True)
class Service:
    """What a service did with the rows of a request, and how it words its report."""

    rows: list[SentRow]
    fates: list[str]  # "written", "unprocessed", "refused in report", "invalid e-mail"
    counts_before: bool
    names_failures: bool
    has_report: bool = True

    def answer(self) -> Answer:
        unprocessed = frozenset(i for i, f in enumerate(self.fates) if f == "unprocessed")
        entries = []
        place = 0
        for index, (row, fate) in enumerate(zip(self.rows, self.fates, strict=True)):
            if fate == "unprocessed":
                continue
            number = index if self.counts_before else place
            place += 1
            if fate == "written":
                entries.append(entry(number, row.email, contact=f"CID_{row.row:011d}"))
            elif fate == "refused in report":
                entries.append(entry(number, row.email, code="ERR_7", status="No"))
            elif self.names_failures:
                entries.append(entry(number, row.email, code="INVALID", status="Bad address"))
        return Answer(
            unprocessed,
            entries if self.has_report else None,
            frozenset(
                row.email
                for row, fate in zip(self.rows, self.fates, strict=True)
                if fate == "invalid e-mail"
            ),
            self.fates.count("written"),
            self.fates.count("refused in report") + self.fates.count("invalid e-mail"),
            "request-1",
        )


def entry(
    index: int, email: str, contact: str = "", code: str = "", status: str = ""
) -> ReportEntry:
    raw = {"sourceIndexId": str(index), "email": email, "contactId": contact}
    if code:
        raw |= {"importStatusCode": code, "importStatus": status}
    else:
        raw |= {"importStatusCode": "SUCCESS", "importStatus": "Success"}
    return ReportEntry.from_raw(raw)


def rows_of(emails: list[str]) -> list[SentRow]:
    return [
        SentRow(number, PlanState.NEW, Route.BULK, email, None)
        for number, email in enumerate(emails, start=1)
    ]


FATES = st.sampled_from(["written", "unprocessed", "refused in report", "invalid e-mail"])


@given(
    fates=st.lists(FATES, min_size=1, max_size=30),
    counts_before=st.booleans(),
    names_failures=st.booleans(),
)
def test_rows_with_distinct_addresses_get_their_own_fate(
    fates: list[str], counts_before: bool, names_failures: bool
) -> None:
    rows = rows_of([f"p{number}@example.com" for number in range(len(fates))])
    service = Service(rows, fates, counts_before, names_failures)

    outcomes = attribute(rows, service.answer())

    assert [outcome.row for outcome in outcomes] == [row.row for row in rows]
    for row, fate, outcome in zip(rows, fates, outcomes, strict=True):
        if fate == "written":
            assert outcome.outcome is Outcome.CREATED
            assert outcome.contact_id == f"CID_{row.row:011d}"
        else:
            assert outcome.outcome is Outcome.FAILED
            assert outcome.message


@given(
    fates=st.lists(st.sampled_from(["written", "unprocessed", "refused in report"]), min_size=1),
    counts_before=st.booleans(),
    emails=st.lists(st.sampled_from(["", "a@example.com", "b@example.com"]), min_size=1),
)
def test_a_row_is_never_told_anothers_fate_even_without_addresses(
    fates: list[str], counts_before: bool, emails: list[str]
) -> None:
    size = min(len(fates), len(emails))
    fates, rows = fates[:size], rows_of(emails[:size])
    service = Service(rows, fates, counts_before, names_failures=True)

    outcomes = attribute(rows, service.answer())

    for fate, outcome in zip(fates, outcomes, strict=True):
        if outcome.outcome is Outcome.CREATED:
            assert fate == "written"
        if outcome.outcome is Outcome.FAILED:
            assert fate != "written"


def test_without_a_report_the_counts_settle_what_they_prove() -> None:
    rows = rows_of(["a@example.com", "b@example.com", "c@example.com"])
    service = Service(
        rows, ["written", "unprocessed", "written"], counts_before=True, names_failures=False,
        has_report=False,
    )  # fmt: skip

    outcomes = attribute(rows, service.answer())

    assert [o.outcome for o in outcomes] == [Outcome.CREATED, Outcome.FAILED, Outcome.CREATED]


def test_without_a_report_a_failure_nobody_names_leaves_rows_open() -> None:
    rows = rows_of(["a@example.com", "b@example.com"])
    answer = Answer(frozenset(), None, frozenset(), written=1, failed=1, request_id=None)

    assert [o.outcome for o in attribute(rows, answer)] == [None, None]


@pytest.mark.parametrize("contact", ["CID_1", None])
def test_a_row_that_goes_on_with_a_put_stays_open(contact: str | None) -> None:
    rows = [SentRow(1, PlanState.NEW, Route.BULK_THEN_PUT, "a@example.com", None)]
    answer = Answer(
        frozenset(), [entry(0, "a@example.com", contact or "")], frozenset(), 1, 0, "request-1"
    )

    (outcome,) = attribute(rows, answer)

    assert outcome.outcome is None
    assert (outcome.contact_id or None) == contact


def test_a_refused_address_that_two_rows_have_settles_neither() -> None:
    # One was written and the report lost its place; which one, the address cannot tell.
    rows = [
        SentRow(number, PlanState.NEW, Route.BULK, "same@example.org", None) for number in (1, 2)
    ]

    outcomes = attribute(
        rows, Answer(frozenset(), None, frozenset({"same@example.org"}), 1, 1, "request")
    )

    assert [outcome.outcome for outcome in outcomes] == [None, None]
