"""Nothing of a definition is lost: counted against the raw JSON, by code of the tests alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.definition.answers import choices_of
from qualtrics_desk.domain.definition.documents import as_definition
from qualtrics_desk.domain.definition.outline import OtherElement, read_outline
from qualtrics_desk.domain.errors import UsageError
from tests.definitions import TYPES, as_qsf, counted, every_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.domain.definition.flow import Step

RECORDED = Path(__file__).resolve().parents[5] / "shared" / "recorded"
SURVEY = RECORDED / "GET_survey_definition__SV_3gbwq8aJgqPwQDP__2025.json"


def steps_below(steps: Iterable[Step]) -> int:
    return sum(1 + steps_below(step.steps) for step in steps)


def check(definition: dict[str, Any]) -> None:
    asked, choices, steps = counted(definition)
    outline = read_outline(definition)
    shown = {question.id: question for question in outline.questions}
    assert set(shown) == asked
    for key, amount in choices.items():
        question = shown[key]
        labels = [*choices_of(question.answer), *question.rest]
        assert len(labels) >= amount, (key, question.kind)
        for part in ("Choices", "Answers"):
            for raw in (definition["Questions"][key].get(part) or {}).values():
                if isinstance(raw, dict) and str(raw.get("Display", "")).isalnum():
                    assert any(raw["Display"] in label.rich for label in labels)
    assert steps_below(outline.flow) == steps


def test_every_type_and_every_flow_element_is_there() -> None:
    definition = every_kind()
    check(definition)
    outline = read_outline(definition)
    kinds = {str(question.kind) for question in outline.questions}
    assert "TelepathyPad / Mind / Deep" in kinds
    others = [item for block in outline.blocks for item in block.items]
    assert sum(isinstance(item, OtherElement) for item in others) == len(TYPES)
    titles = [str(step.title) for step in outline.flow]
    assert "Oracle Of Delphi" in titles
    assert ("FutureThing", "(1)") in [(str(a), str(b)) for a, b in outline.others]


@pytest.mark.parametrize("as_list", [True, False])
def test_a_qsf_holds_the_same_survey(as_list: bool) -> None:
    definition = every_kind()
    read = as_definition(as_qsf(definition, blocks_as_list=as_list))
    check(read)
    assert read["Questions"] == definition["Questions"]
    assert set(read["Blocks"]) == set(definition["Blocks"])
    said = [f"{fact.label}: {fact.value}" for fact in read_outline(read).others]
    assert "Element ZZ: ZZ_1 Of the future" in said


def test_two_questions_of_one_id_are_both_kept() -> None:
    document = as_qsf(every_kind())
    asked = [one for one in document["SurveyElements"] if one["Element"] == "SQ"]
    document["SurveyElements"].append(asked[0])
    assert len(as_definition(document)["Questions"]) == len(asked) + 1


@pytest.mark.parametrize("document", [None, [], "x", {}, {"result": {}}, {"meta": 1}])
def test_what_is_no_survey_is_refused(document: object) -> None:
    with pytest.raises(UsageError):
        as_definition(document)


@pytest.mark.skipif(
    not SURVEY.is_file(), reason="the recorded definition is not beside the project"
)
def test_the_recorded_definition_is_whole() -> None:
    check(as_definition(json.loads(SURVEY.read_text(encoding="utf-8"))))


@pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded questions beside the project")
def test_the_recorded_questions_are_whole() -> None:
    body = json.loads((RECORDED / "GET_questions__list_trimmed.json").read_text(encoding="utf-8"))
    asked = {raw["QuestionID"]: raw for raw in body["result"]["elements"]}
    check({"Questions": asked, "SurveyFlow": {"Flow": []}})
