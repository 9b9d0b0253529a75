"""A pair of definitions with known changes, made by hand here, is described exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualtrics_desk.domain.definition.comparing.surveys import compare
from tests.definitions import clone, condition, every_kind

if TYPE_CHECKING:
    from collections.abc import Callable

Change = tuple[str, str, str, str]
BLOCK = "BL_000000000000001"


def wording(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID2"]["QuestionText"] = "Other words"
    return [("changed", "QID2", "Text of QID2 for Name", "Other words")]


def formatting(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID2"]["QuestionText"] = "<div>Text of <i>QID2</i> for ${e://Field/Name}</div>"
    return [("changed", "QID2", "", "")]


def choice_added(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID3"]["Choices"]["9"] = {"Display": "A new one"}
    d["Questions"]["QID3"]["ChoiceOrder"].append("9")
    return [("added", "QID3", "", "A new one")]


def choice_removed(d: dict[str, Any]) -> list[tuple[str, ...]]:
    del d["Questions"]["QID3"]["Choices"]["2"]
    d["Questions"]["QID3"]["ChoiceOrder"].remove("2")
    return [("removed", "QID3", "QID3 choice 2", "")]


def choice_reworded(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID4"]["Choices"]["1"]["Display"] = "Said otherwise"
    return [("changed", "QID4", "QID4 choice 1", "Said otherwise")]


def recode(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID5"]["RecodeValues"] = {"1": "1", "2": "99", "3": "3"}
    return [("changed", "QID5", "2", "99")]


def tag(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID6"]["DataExportTag"] = "renamed"
    return [("changed", "QID6", "TQID6", "renamed")]


def choices_turned(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID7"]["ChoiceOrder"] = ["3", "1", "2"]
    names = [f"QID7 choice {n}" for n in (1, 2, 3)]
    after = [names[2], names[0], names[1]]
    return [("order", "QID7", " · ".join(names), " · ".join(after))]


def questions_turned(d: dict[str, Any]) -> list[tuple[str, ...]]:
    elements = d["Blocks"][BLOCK]["BlockElements"]
    elements[0], elements[2] = elements[2], elements[0]
    return [("order", BLOCK)]


def display_logic(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID8"]["DisplayLogic"] = condition("If it rains")
    return [("changed", "QID8", "", "If it rains")]


def skip_logic(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Blocks"][BLOCK]["BlockElements"][16]["SkipLogic"] = [
        {"SkipToDestination": "ENDOFSURVEY", "ChoiceLocator": "q://QID9", "Condition": "Selected"}
    ]
    return [("changed", "QID9")]


def block_moved(d: dict[str, Any]) -> list[tuple[str, ...]]:
    flow = d["SurveyFlow"]["Flow"]
    first = flow.pop(0)
    flow.insert(4, first)
    return [("moved", first["FlowID"])]


def block_renamed(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Blocks"][BLOCK]["Description"] = "Another name"
    return [("changed", BLOCK, "Block of MC", "Another name")]


def branch(d: dict[str, Any]) -> list[tuple[str, ...]]:
    found = next(one for one in d["SurveyFlow"]["Flow"] if one["Type"] == "Branch")
    found["BranchLogic"] = condition("If it snows")
    return [("changed", found["FlowID"])]


def question_removed(d: dict[str, Any]) -> list[tuple[str, ...]]:
    del d["Questions"]["QID10"]
    for block in d["Blocks"].values():
        block["BlockElements"] = [
            one for one in block["BlockElements"] if one.get("QuestionID") != "QID10"
        ]
    return [("removed", "QID10")]


def to_trash(d: dict[str, Any]) -> list[tuple[str, ...]]:
    for block in d["Blocks"].values():
        block["BlockElements"] = [
            one for one in block["BlockElements"] if one.get("QuestionID") != "QID11"
        ]
    d["Blocks"]["BL_trash0000000000"]["BlockElements"].append(
        {"Type": "Question", "QuestionID": "QID11"}
    )
    return [("moved", "QID11", "Block of MC", "Trash")]


def required(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID12"]["Validation"]["Settings"]["ForceResponse"] = "OFF"
    return [("changed", "QID12", "Answer required", "")]


def option(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["SurveyOptions"]["BackButton"] = "true"
    return [("changed", "BackButton", "", "true")]


def translation(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID13"]["Language"] = {"DE": {"QuestionText": "Auf Deutsch"}}
    return [("added", "QID13", "", "Auf Deutsch")]


def unheard_of(d: dict[str, Any]) -> list[tuple[str, ...]]:
    d["Questions"]["QID14"]["Sparkle"] = "bright"
    return [("changed", "QID14")]


def field(d: dict[str, Any]) -> list[tuple[str, ...]]:
    found = next(one for one in d["SurveyFlow"]["Flow"] if one["Type"] == "EmbeddedData")
    found["EmbeddedData"] = [{"Field": "wave", "Type": "Custom", "Value": "2"}]
    return [("added", "wave")]


CHANGES: tuple[Callable[[dict[str, Any]], list[tuple[str, ...]]], ...] = (
    wording,
    choice_added,
    choice_removed,
    choice_reworded,
    recode,
    tag,
    choices_turned,
    display_logic,
    skip_logic,
    block_moved,
    block_renamed,
    branch,
    question_removed,
    to_trash,
    required,
    option,
    translation,
    unheard_of,
    field,
)


def told(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [(c.kind.value, c.place, c.before, c.after) for c in compare(before, after).changes]


@pytest.mark.parametrize("make", [*CHANGES, formatting, questions_turned])
def test_one_change_is_told_and_nothing_else(make: Callable[[Any], list[tuple[str, ...]]]) -> None:
    before, after = every_kind(), every_kind()
    wanted = make(after)
    found = told(before, after)
    assert [one[: len(want)] for one, want in zip(found, wanted, strict=True)] == wanted


@settings(max_examples=12)
@given(st.sets(st.sampled_from(range(len(CHANGES)))))
def test_many_changes_are_told_each_once(chosen: set[int]) -> None:
    before = every_kind()
    after = clone(before)
    wanted = [want for place in sorted(chosen) for want in CHANGES[place](after)]
    found = told(before, after)
    assert len(found) == len(wanted)
    for want in wanted:
        assert want in [one[: len(want)] for one in found]


def test_nothing_differs_from_itself() -> None:
    assert not compare(every_kind(), every_kind()).changes
    only = every_kind()
    choices_turned(only)
    block_moved(only)
    assert compare(every_kind(), only).is_order_only
    wording(only)
    assert not compare(every_kind(), only).is_order_only


def test_two_surveys_are_matched_by_their_questions() -> None:
    before, after = every_kind(), every_kind()
    after["SurveyID"] = "SV_another00000000"
    renamed = {}
    for key, raw in after["Questions"].items():
        number = int(key.removeprefix("QID")) + 5_000
        renamed[f"QID{number}"] = {**raw, "QuestionID": f"QID{number}"}
    after["Questions"] = renamed
    for block in after["Blocks"].values():
        for element in block["BlockElements"]:
            if "QuestionID" in element:
                number = int(element["QuestionID"].removeprefix("QID")) + 5_000
                element["QuestionID"] = f"QID{number}"
    found = compare(before, after).changes
    assert not [c for c in found if c.kind.value in ("added", "removed")]
