from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.panels.jobs.problem_card import ProblemCard

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PROBLEM = {
    "error": "ConnectFailed",
    "message": "No connection to fra1.qualtrics.com.",
    "detail": "ConnectError: All connection attempts failed",
    "hint": "Check the network.",
}
WHY = "ConnectError: All connection attempts failed. Check the network."


def test_a_problem_of_a_job_is_said_in_sentences(qtbot: QtBot) -> None:
    card = ProblemCard()
    qtbot.addWidget(card)
    card.show_problem(PROBLEM)

    assert WHY in [label.text() for label in card.findChildren(QLabel)]


def test_the_same_is_said_of_the_error_itself() -> None:
    error = DeskError(PROBLEM["message"], detail=PROBLEM["detail"], hint=PROBLEM["hint"])

    assert explain(error).sentences == str(error) == f"{PROBLEM['message']} {WHY}"
