"""What the calls send, to the letter (qualtrics-api.md D)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.api import endpoints
from qualtrics_desk.api.endpoints import (
    contact_exports,
    contact_history,
    contact_imports,
    contacts,
    directories,
    directory_contacts,
    distributions,
    events,
    mailing_lists,
)
from qualtrics_desk.api.records import Undecodable

BASE = "https://h/API/v3"


def test_generate_links_sends_the_links_schema_and_nothing_else() -> None:
    request = distributions.generate_links(
        "SV_1", "CG_1", "Spring wave", expires=datetime(2026, 1, 31, 23, 59, tzinfo=UTC)
    )

    assert (request.method, request.path) == ("POST", "/distributions")
    assert request.body == {
        "action": "CreateDistribution",
        "surveyId": "SV_1",
        "mailingListId": "CG_1",
        "linkType": "Individual",
        "description": "Spring wave",
        "expirationDate": "2026-01-31T23:59:00Z",
    }


def test_links_without_expiry_leave_the_key_out() -> None:
    body = distributions.generate_links("SV_1", "CG_1", "w").body

    assert isinstance(body, dict)
    assert "expirationDate" not in body


def test_subscriptions_write_encrypt_and_leave_no_empty_key() -> None:
    plain = events.create_subscription("controlpanel.activateSurvey", "https://example.org")
    keyed = events.create_subscription("*", "https://example.org", True, "shared")

    assert plain.body == {
        "topics": "controlpanel.activateSurvey",
        "publicationUrl": "https://example.org",
        "encrypt": False,
    }
    assert isinstance(keyed.body, dict)
    assert keyed.body["sharedKey"] == "shared"


@pytest.mark.parametrize(
    ("request_", "address"),
    [
        (
            contacts.list_contacts("POOL_1", "CG_1"),
            "/directories/POOL_1/mailinglists/CG_1/contacts"
            "?pageSize=50&includeEmbedded=true&useNewPaginationScheme=true",
        ),
        (
            mailing_lists.list_lists("POOL_1", owner="GR_1"),
            "/directories/POOL_1/mailinglists"
            "?ownerId=GR_1&includeCount=true&pageSize=100&useNewPaginationScheme=true",
        ),
        (
            contact_history.list_emails("POOL_1", "CID_1", "CG_1"),
            "/directories/POOL_1/mailinglists/CG_1/contacts/CID_1/history?type=email&pageSize=50",
        ),
        (
            contact_history.list_responses("POOL_1", "CID_1"),
            "/directories/POOL_1/contacts/CID_1/history?type=response&pageSize=100",
        ),
        (
            contact_history.list_bounced("POOL_1", "CG_1", datetime(2026, 1, 1, tzinfo=UTC)),
            "/directories/POOL_1/mailinglists/CG_1/bouncedContacts"
            "?since=2026-01-01T00%3A00%3A00Z&pageSize=50",
        ),
        (
            contact_history.list_opted_out("POOL_1"),
            "/directories/POOL_1/contacts/optedOutContacts?pageSize=100",
        ),
        (directories.list_directories(), "/directories?pageSize=100&useNewPaginationScheme=true"),
        (
            distributions.list_distributions("SV_1", distributions.GENERATED_INVITE),
            "/distributions?surveyId=SV_1&distributionRequestType=GeneratedInvite"
            "&pageSize=100&useNewPaginationScheme=true",
        ),
        (distributions.list_links("EMD_1", "SV_1"), "/distributions/EMD_1/links?surveyId=SV_1"),
        (
            contact_imports.import_report("POOL_1", "PGRS_1"),
            "/directories/POOL_1/imports/api-import/jobs/PGRS_1/report",
        ),
        (
            contact_imports.import_summary("POOL_1", "CG_1", "PGRS_1"),
            "/directories/POOL_1/mailinglists/CG_1/transactioncontacts/PGRS_1/summary",
        ),
    ],
)
def test_addresses(request_: Any, address: str) -> None:
    assert request_.address(BASE) == BASE + address


def test_list_writes_send_what_was_given() -> None:
    assert mailing_lists.create_list("POOL_1", "New", "GR_1").body == {
        "name": "New",
        "ownerId": "GR_1",
    }
    assert mailing_lists.update_list("POOL_1", "CG_1", name="Newer").body == {"name": "Newer"}


def test_an_import_body_goes_out_as_it_is() -> None:
    assert contact_imports.start_import("POOL_1", "CG_1", b'{"contacts":[]}').body == (
        b'{"contacts":[]}'
    )


def test_an_accepted_import_tells_what_it_left_out() -> None:
    body = {
        "result": {
            "id": "PGRS_1",
            "contacts": {"unprocessed": ["17", 3, 3]},
            "status": "in progress",
        }
    }

    started = contact_imports.start_import("POOL_1", "CG_1", b"").decode(body)

    assert (started.id, started.unprocessed, started.status) == ("PGRS_1", (3, 17), "in progress")


@pytest.mark.parametrize(
    "request_",
    [
        contact_imports.start_import("POOL_1", "CG_1", b""),
        contacts.create_contact("POOL_1", "CG_1", {}),
        distributions.generate_links("SV_1", "CG_1", ""),
        contact_exports.start_export("POOL_1"),
        contact_exports.export_file("POOL_1", "f"),
    ],
)
def test_a_creation_without_an_id_is_no_answer(request_: Any) -> None:
    with pytest.raises(Undecodable):
        request_.decode({"result": {}, "meta": {}})


def test_a_created_contact_has_both_ids() -> None:
    made = contacts.create_contact("POOL_1", "CG_1", {}).decode(
        {"result": {"id": "CID_1", "contactLookupId": "CGC_1"}}
    )

    assert (made.id, made.contact_lookup_id) == ("CID_1", "CGC_1")


FULL = {
    "contactId": "CID_1",
    "contactLookupId": "CGC_1",
    "creationDate": 1592592075768,
    "lastModified": 1592592075768,
    "firstName": "Ann",
    "lastName": "",
    "email": "ann@example.com",
    "emailDomain": "example.com",
    "phone": None,
    "extRef": "4711",
    "language": None,
    "embeddedData": {"department": "IT", "gone": None},
    "privateEmbeddedData": [],
    "directoryUnsubscribed": False,
    "directoryUnsubscribeDate": None,
    "mailingListUnsubscribed": False,
    "mailingListUnsubscribeDate": None,
    "stats": {},
}


def test_a_contact_as_read_is_cleaned_for_writing() -> None:
    assert contacts.writable(FULL) == {
        "firstName": "Ann",
        "lastName": "",
        "email": "ann@example.com",
        "extRef": "4711",
        "unsubscribed": False,
        "embeddedData": {"department": "IT"},
        "privateEmbeddedData": {},
    }


def test_writing_back_opts_nobody_in_or_out_of_the_list() -> None:
    left_the_list = {"unsubscribed": False, "mailingListUnsubscribed": True}
    left_the_directory = {"unsubscribed": True, "mailingListUnsubscribed": "0"}

    assert contacts.writable(left_the_list)["unsubscribed"] is True
    assert contacts.writable(left_the_directory)["unsubscribed"] is False
    assert contacts.writable({"unsubscribed": "1"})["unsubscribed"] is True
    assert "unsubscribed" not in contacts.writable({"email": "a@example.com"})


@given(
    st.dictionaries(
        st.sampled_from([*FULL, "newKey", "unsubscribed"]),
        st.none() | st.text(max_size=3) | st.booleans() | st.just([]) | st.just({"a": None}),
    )
)
def test_nothing_read_only_and_no_null_is_ever_written(contact: dict[str, Any]) -> None:
    body = contacts.writable(contact)

    allowed = {"firstName", "lastName", "email", "phone", "extRef", "language", "unsubscribed",
               "embeddedData", "privateEmbeddedData"}  # fmt: skip
    assert set(body) <= allowed
    assert None not in body.values()
    assert None not in body.get("embeddedData", {}).values()
    assert isinstance(body.get("unsubscribed", True), bool)
    assert contacts.writable(body) == body


def test_one_filter_is_sent_alone_and_more_are_joined() -> None:
    one = {"filterType": "email", "comparison": "eq", "value": "a@example.com"}
    two = {"filterType": "inList", "comparison": True, "mailingListId": "CG_1"}

    alone = directory_contacts.search_people("POOL_1", [one])
    joined = directory_contacts.search_people("POOL_1", [one, two])

    assert alone.body == {"filter": one}
    assert joined.body == {"filter": {"conjunction": "and", "filters": [one, two]}}
    assert not joined.writes


def test_a_person_is_written_with_the_opt_out_of_the_directory() -> None:
    body = directory_contacts.writable({**FULL, "directoryUnsubscribed": True})

    assert body["unsubscribed"] is True
    assert "privateEmbeddedData" not in body


def test_dates_of_the_history_without_a_zone_are_utc() -> None:
    mail = contact_history.SentEmail.from_raw({"date": "2026-03-04 05:06:07"})

    assert mail.date == datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_no_call_deletes_more_than_one_thing() -> None:
    deleters = [
        events.delete_subscription("SUB_1"),
        mailing_lists.delete_list("POOL_1", "CG_1"),
        contacts.remove_contact("POOL_1", "CG_1", "CID_1"),
        directory_contacts.delete_person("POOL_1", "CID_1"),
        distributions.delete_distribution("EMD_1"),
    ]

    assert all(request.path.rstrip("/").rsplit("_", 1)[-1] == "1" for request in deleters)
    assert not [name for name in dir(events) if "delete" in name and name != "delete_subscription"]
    assert endpoints.__doc__
