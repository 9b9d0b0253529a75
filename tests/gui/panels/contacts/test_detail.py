"""Everything about one person, beside the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from qualtrics_desk.api.endpoints.directory_contacts import DirectoryContact
from qualtrics_desk.api.endpoints.directory_extras import FrequencyRule, Transaction
from qualtrics_desk.gui.panels.contacts.person_history import PersonHistory
from qualtrics_desk.services.people import Known

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.panels.contacts.conftest import Room


def text_of(widget: QWidget) -> str:
    """What can be read in a widget."""
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def test_sends_bounces_and_responses_of_the_person_one_rests_on(room: Room) -> None:
    (cleo, ada) = room.keys("Cleo", "Ada")
    other = room.brand.make_list("Guests")
    room.brand.add(other, {"email": "cleo@example.org"})
    mail = room.brand.mail(room.list_id)
    room.brand.happen(mail, room.list_id, cleo, "HardBounce")
    room.brand.happen(mail, room.list_id, ada, "SurveyFinished")
    history = room.panel.ui.detail.history

    room.go("Cleo", "email")
    room.wait(lambda: "bounced: 1" in text_of(history))
    told = text_of(history)
    assert "! " in told
    assert "HardBounce (" in told
    assert "responses: 0" in told
    assert "• Staff" in told
    assert "Bounced: 1" in history.picture.accessibleDescription()

    room.go("Ada", "email")
    room.wait(lambda: "responses: 1" in text_of(history))
    told = text_of(history)
    assert "bounced" not in told
    assert "finished" in told
    assert "Answered: 1" in history.picture.accessibleDescription()


def test_transactions_rules_and_what_is_not_told(qtbot: QtBot) -> None:
    history = PersonHistory()
    qtbot.addWidget(history)
    known = Known(
        person=DirectoryContact.from_raw({}),
        emails=[],
        responses=[],
        transactions=[
            Transaction.from_raw(
                {"transactionDate": "2026-01-31 10:00:00", "data": {"amount": "12.50"}}
            )
        ],
        rules=[
            FrequencyRule.from_raw(
                {"name": "Monthly", "maxContacts": 3, "period": 30, "periodUnit": "day"}
            ),
            FrequencyRule.from_raw({"ruleId": "RULE_1"}),
        ],
        missing=("e-mails", "responses"),
    )

    history.show_known(known, {})

    told = text_of(history)
    assert "transactions: 1" in told
    assert "transaction (amount 12.50)" in told
    assert "• Monthly: at most 3 in 30 days" in told
    assert "• RULE_1" in told
    assert "not told to this token: emails, responses" in told
    assert "In no list" in told
    history.clear()
    assert text_of(history) == ""
