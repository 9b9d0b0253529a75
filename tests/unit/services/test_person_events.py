"""What happened to a person, in one order and in words."""

from __future__ import annotations

from qualtrics_desk.api.endpoints.contact_history import GivenResponse, SentEmail
from qualtrics_desk.api.endpoints.directory_contacts import DirectoryContact
from qualtrics_desk.api.endpoints.directory_extras import Transaction
from qualtrics_desk.domain.person_events import Lane
from qualtrics_desk.services.people import Known, events_of


def known() -> Known:
    mails = [
        {"date": "2026-03-01T10:00:00Z", "type": "Invite", "result": "Success", "read": True,
         "surveyId": "SV_1"},
        {"date": "2026-03-08 10:00:00", "type": "Reminder", "result": "HardBounce",
         "bounceInfo": {"reason": "550 unknown", "blacklisted": True}},
    ]  # fmt: skip
    return Known(
        person=DirectoryContact.from_raw(
            {
                "creationDate": 1_700_000_000_000,
                "directoryUnsubscribed": True,
                "directoryUnsubscribeDate": 1_780_000_000_000,
            }
        ),
        emails=[SentEmail.from_raw(mail) for mail in mails],
        responses=[
            GivenResponse.from_raw(
                {"dateCompleted": "2026-03-02T10:00:00Z", "surveyFinished": True, "surveyId": "X"}
            ),
            GivenResponse.from_raw({"responseId": "R_1"}),
        ],
        transactions=[Transaction.from_raw({"transactionDate": "2025-01-01", "data": {"a": "1"}})],
        rules=[],
    )


def test_events_come_newest_first_and_what_has_no_date_is_left_out() -> None:
    events = events_of(known(), {"SV_1": "Spring"})

    assert [event.lane for event in events] == [
        Lane.PERSON,
        Lane.BOUNCE,
        Lane.RESPONSE,
        Lane.READ,
        Lane.TRANSACTION,
        Lane.PERSON,
    ]
    bounce, response, read = events[1:4]
    assert (bounce.what, bounce.about) == ("HardBounce", "550 unknown, blacklisted")
    assert (response.what, response.about) == ("finished", "X")
    assert (read.what, read.about) == ("Invite Success", "Spring")


def test_a_bounce_says_why_and_whether_the_address_is_given_up() -> None:
    bounced = known().emails[1]

    assert bounced.bounced
    assert bounced.blacklisted
    assert bounced.bounce_reason == "550 unknown"
