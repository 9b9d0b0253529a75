"""Never is said only of whom the service says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.hygiene import ARRIVED, Mail, Opening, opening_of

MAILS = st.lists(
    st.builds(
        Mail,
        st.sampled_from(["Success", "Pending", "HardBounce", "Skipped", "Unknown", "New", None]),
        st.sampled_from([True, False, None]),
        st.booleans(),
    ),
    max_size=5,
)


@pytest.mark.parametrize(
    ("mails", "opening"),
    [
        ([], Opening.NOTHING_ARRIVED),
        ([Mail("HardBounce", False, False)], Opening.NOTHING_ARRIVED),
        ([Mail("Success", False, False)], Opening.NEVER),
        ([Mail("Success", False, False), Mail("Skipped", None, False)], Opening.NEVER),
        ([Mail("Success", False, False), Mail("Success", True, False)], Opening.OPENED),
        ([Mail("Success", False, True)], Opening.OPENED),
        ([Mail("Complaint", False, False)], Opening.OPENED),
        ([Mail("Success", None, False)], Opening.UNKNOWN),
        ([Mail("Unknown", False, False)], Opening.UNKNOWN),
        ([Mail("Success", False, False), Mail("New", False, False)], Opening.UNKNOWN),
    ],
)
def test_what_emails_tell_of_a_person(mails: list[Mail], opening: Opening) -> None:
    assert opening_of(mails) is opening


@given(MAILS)
def test_never_is_no_guess(mails: list[Mail]) -> None:
    if opening_of(mails) is Opening.NEVER:
        arrived = [mail for mail in mails if mail.result == ARRIVED]
        assert arrived
        assert all(mail.was_read is False for mail in arrived)
        assert not any(mail.was_read or mail.was_answered for mail in mails)
        assert not {"Unknown", "New", None} & {mail.result for mail in mails}
