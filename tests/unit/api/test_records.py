"""Records never fail and never lose a key (qualtrics-api.md A.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.api.endpoints.account import Me
from qualtrics_desk.api.endpoints.contact_imports import ImportStatus, ImportSummary, ReportEntry
from qualtrics_desk.api.endpoints.contacts import ListContact
from qualtrics_desk.api.endpoints.definitions import Definition, Question
from qualtrics_desk.api.endpoints.directories import Directory
from qualtrics_desk.api.endpoints.distributions import Distribution, Link
from qualtrics_desk.api.endpoints.surveys import FullSurvey, Survey

if TYPE_CHECKING:
    from qualtrics_desk.api.records import Record

KINDS: list[type[Record]] = [
    Me, Survey, FullSurvey, Definition, Question, Directory, ListContact, Distribution, Link,
    ImportStatus, ImportSummary, ReportEntry,
]  # fmt: skip

ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=5,
)
KEYS = ["id", "contactId", "unsubscribed", "embeddedData", "link", "percentComplete", "contacts",
        "isActive", "Questions", "QuestionID", "ChoiceOrder", "flow", "stats", "contactCount",
        "raw", "", "sourceIndexId", "lastModified", "creationDate", "brandNewKey"]  # fmt: skip


@given(kind=st.sampled_from(KINDS), raw=st.dictionaries(st.sampled_from(KEYS), ODD))
def test_any_object_makes_a_record_that_gives_it_back(
    kind: type[Record], raw: dict[str, Any]
) -> None:
    record = kind.from_raw(raw)

    assert record.to_raw() is raw
    assert all(getattr(record, name, 0) is not ... for name in dir(record) if name[0] != "_")


@pytest.mark.parametrize(
    ("value", "meant"),
    [(True, True), (False, False), ("0", False), ("1", True), ("true", True), ("No", False),
     (0, False), (1, True), (None, None), ("perhaps", None), ([], None)],
)  # fmt: skip
def test_booleans_in_every_dress(value: object, meant: bool | None) -> None:
    assert ListContact.from_raw({"unsubscribed": value}).unsubscribed is meant


def test_one_odd_value_does_not_harm_the_others() -> None:
    contact = ListContact.from_raw(
        {"contactId": "CID_1", "extRef": 4711, "embeddedData": [], "unsubscribed": "0"}
    )

    assert contact.contact_id == "CID_1"
    assert contact.ext_ref == "4711"
    assert contact.embedded_data == {}
    assert contact.unsubscribed is False


def test_embedded_data_that_was_not_asked_for_is_none_not_empty() -> None:
    assert ListContact.from_raw({"contactId": "CID_1"}).embedded_data is None


def test_language_null_as_text_stays_text() -> None:
    assert ListContact.from_raw({"language": "null"}).language == "null"


def test_dates_are_read_from_milliseconds() -> None:
    contact = ListContact.from_raw({"creationDate": 1592592075768})

    assert contact.creation_date is not None
    assert contact.creation_date.year == 2020


def test_people_do_not_show_in_the_repr() -> None:
    contact = ListContact.from_raw({"contactId": "CID_1", "email": "ann@example.com"})

    assert repr(contact) == "ListContact(CID_1)"


@pytest.mark.parametrize(
    ("link", "lookup"),
    [
        ("https://b.az1.qualtrics.com/SE?Q_DL=9A7_eVt_MLRP_3eXX", "MLRP_3eXX"),
        ("https://b.eu.qualtrics.com/jfe/form/SV_1?Q_DL=EMD_1_2_CGC_9aB&_g_=g", "CGC_9aB"),
        ("https://b.eu.qualtrics.com/jfe/form/SV_1?Q_DL=EMD_1_2_MLRP_7&Q_CHL=gl", "MLRP_7"),
        ("https://b.eu.qualtrics.com/jfe/form/SV_1", None),
        (None, None),
    ],
)
def test_the_lookup_id_is_read_from_any_form_of_link(link: str | None, lookup: str | None) -> None:
    assert Link.from_raw({"link": link}).lookup_id == lookup


@pytest.mark.parametrize(
    ("raw", "complete", "failed"),
    [
        ({"percentComplete": 40, "status": "in progress"}, False, False),
        ({"percentComplete": 100, "contacts": {"count": {"added": 1}}}, True, False),
        ({"status": "complete", "contacts": {"count": {"failed": 2}}}, True, False),
        ({"percentComplete": 100, "status": "complete"}, True, True),
        ({"percentComplete": "100", "contacts": {"count": {"updated": "3"}}}, True, False),
        ({"percentComplete": 3, "status": "Import failed"}, False, True),
        ({"percentComplete": 3, "status": "error"}, False, True),
    ],
)
def test_the_end_of_an_import(raw: dict[str, Any], complete: bool, failed: bool) -> None:
    status = ImportStatus.from_raw(raw)

    assert (status.is_complete, status.is_failed) == (complete, failed)


def test_an_import_summary_has_counts_and_bad_addresses() -> None:
    summary = ImportSummary.from_raw(
        {
            "percentComplete": 100,
            "contacts": {"count": {"added": 950, "updated": "48", "failed": 2}},
            "transactions": {"count": {"created": 7}},
            "invalidEmails": ["foo@", None],
        }
    )

    assert (summary.added, summary.updated, summary.failed) == (950, 48, 2)
    assert summary.created_transactions == 7
    assert summary.invalid_emails == ("foo@",)


@pytest.mark.parametrize(
    ("raw", "failed"),
    [
        ({"importStatusCode": "IMPORTED", "contactListContactStatusCode": "ADDED"}, False),
        ({"importStatusCode": "OK", "contactListContactStatusCode": "LIST_ERR_4"}, True),
        ({"importStatusCode": "", "importStatus": "Invalid email"}, True),
        ({"importStatus": "Invalid but imported", "importStatusCode": "IMPORTED"}, False),
        ({}, False),
    ],
)
def test_report_entries_that_failed(raw: dict[str, Any], failed: bool) -> None:
    assert ReportEntry.from_raw(raw).is_failure is failed


def test_a_report_entry_reads_its_position_from_text() -> None:
    assert ReportEntry.from_raw({"sourceIndexId": "17"}).source_index == 17
    assert ReportEntry.from_raw({"sourceIndexId": "x"}).source_index is None


def test_matching_fields_of_a_directory() -> None:
    on = Directory.from_raw({"deduplicationCriteria": {"email": True, "phone": "false"}})

    assert on.matching_fields == ("email",)
    assert Directory.from_raw({"deduplicationCriteria": []}).matching_fields == ()
    assert Directory.from_raw({}).matching_fields is None
