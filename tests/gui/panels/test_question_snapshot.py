"""One question of every type as the viewer shows it, against what it showed before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualtrics_desk.domain.definition.outline import read_outline
from qualtrics_desk.gui.panels.surveys.question_html import question_parts
from qualtrics_desk.gui.panels.surveys.rich_text import css
from qualtrics_desk.gui.widgets.safe_browser import SafeBrowser
from tests.definitions import TYPES, question

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

SNAPSHOT = Path(__file__).parent / "snapshots" / "question_types.txt"
REMAKE = "REMAKE_SNAPSHOTS"
"""Set it in the environment to write the file anew, then read the difference."""


def one_of_each() -> dict[str, Any]:
    """A survey with one question of every type, each with three choices."""
    questions = {
        f"QID{place}": question(f"QID{place}", kind, selectors[0], subs[0], 3)
        for place, (kind, (selectors, subs)) in enumerate(TYPES.items(), 1)
    }
    elements = [{"Type": "Question", "QuestionID": key} for key in questions]
    block = {"Type": "Default", "ID": "BL_1", "Description": "Each", "BlockElements": elements}
    shown = {"Type": "Standard", "ID": "BL_1", "FlowID": "FL_2"}
    return {
        "SurveyID": "SV_each",
        "SurveyName": "Each",
        "Questions": questions,
        "Blocks": {"BL_1": block},
        "SurveyFlow": {"Type": "Root", "FlowID": "FL_1", "Flow": [shown]},
    }


def test_a_question_of_each_type_looks_as_it_did(
    qtbot: QtBot, complete: Callable[..., object]
) -> None:
    definition = one_of_each()
    browser = SafeBrowser()
    qtbot.addWidget(browser)

    complete(browser.show_parts(css(), question_parts(read_outline(definition))))

    lines = [line.rstrip() for line in browser.toPlainText().replace("\xa0", " ").split("\n")]
    said = "\n".join(line for line in lines if line) + "\n"
    for key in definition["Questions"]:
        assert f"Text of {key} for" in said
    if os.environ.get(REMAKE):
        SNAPSHOT.write_text(said, encoding="utf-8")
    assert said == SNAPSHOT.read_text(encoding="utf-8")
