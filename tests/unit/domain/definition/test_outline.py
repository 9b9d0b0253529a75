"""Definitions become outlines: every question stays, nothing makes it fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.definition.answers import (
    Answer,
    Choice,
    Choices,
    Device,
    Entry,
    Grid,
    Levels,
    Mark,
    Nothing,
    Picture,
    Scale,
    Sorting,
    Unknown,
)
from qualtrics_desk.domain.definition.markup import plain_text
from qualtrics_desk.domain.definition.outline import Outline, PageBreak, Place, read_outline
from qualtrics_desk.domain.definition.questions import Question, read_question
from qualtrics_desk.sandbox.seed import questions as seed
from qualtrics_desk.sandbox.seed.surveys import _PLANS, _definition

RECORDED = Path(__file__).resolve().parents[4].parent / "shared" / "recorded"


def recorded(name: str) -> dict[str, Any]:
    path = RECORDED / f"{name}.json"
    if not path.is_file():
        pytest.skip("the recorded answers are not beside this repository")
    result: dict[str, Any] = json.loads(path.read_bytes())["result"]
    return result


def ids(outline: Outline) -> list[str]:
    return [question.id for question in outline.questions]


def choices_of(answer: Answer) -> tuple[Choice, ...]:
    """Every choice, row, column, field and region of an answer."""
    match answer:
        case Choices(items=items) | Device(items=items):
            return items
        case Grid(rows=rows, groups=groups):
            return (*rows, *(column for group in groups for column in group.columns))
        case Scale(rows=rows, labels=labels):
            return (*rows, *labels)
        case Entry(fields=fields):
            return fields
        case Sorting(items=items, groups=into):
            return (*items, *into)
        case Levels(levels=levels, paths=paths):
            return (*levels, *paths)
        case Picture(regions=regions, states=states):
            return (*regions, *states)
        case Unknown(choices=choices, answers=answers):
            return (*choices, *answers)
        case Nothing():
            return ()


def everything(question: Question) -> str:
    """All that is said of a question, as one text."""
    said = [*question.rules, *question.shown_if, *question.skips, *question.notes]
    return " | ".join([str(question.kind), *(str(words) for words in said)])


@pytest.mark.parametrize("number", range(len(_PLANS)))
def test_no_question_of_a_seeded_survey_is_lost(number: int) -> None:
    definition = _definition(number + 1, _PLANS[number], 1_700_000_000_000)

    outline = read_outline(definition)

    assert sorted(ids(outline)) == sorted(definition["Questions"])
    in_flow = [block for block in outline.blocks if block.place is Place.FLOW]
    assert len(in_flow) == len(definition["Blocks"]) - 1
    assert outline.blocks[-1].place is Place.TRASH
    assert outline.languages == (_PLANS[number].language,)
    assert [field.name for field in outline.fields] == [name for name, _ in _PLANS[number].fields]


def test_the_recorded_survey() -> None:
    outline = read_outline(recorded("GET_survey_definition__SV_3gbwq8aJgqPwQDP__2025"))

    assert outline.name == "Beskar Armor"
    assert [(block.name, block.place) for block in outline.blocks] == [
        ("CSAT Intro", Place.FLOW),
        ("Overall Satisfaction, Customer Service, Future", Place.FLOW),
        ("Trash / Unused Questions", Place.TRASH),
    ]
    assert len(ids(outline)) == 12
    asked = {question.id: question for question in outline.questions}
    why = asked["QID19"]
    assert str(why.shown_if[0]) == (
        "If “Have all problems been resolved to your complete satisfaction?” "
        "No, the problem was not resolved Is Selected"
    )
    # The order of the choices is declared, and it is not that of the keys.
    assert [c.id for c in choices_of(asked["QID16"].answer)] == ["5", "4", "3", "2", "1"]
    assert sum(isinstance(item, PageBreak) for item in outline.blocks[1].items) == 4
    steps = [(step.kind, str(step.title)) for step in outline.flow]
    assert steps[0] == ("Group", "Group “Solution Embedded Data”")
    assert steps[1] == ("Standard", "Show block “CSAT Intro”")
    assert [str(line) for line in outline.flow[0].steps[0].details] == ["SolutionRevision = 2"]
    assert [str(part) for part in outline.facts[0]] == ["Access", "Anyone with the link"]
    tags = [variable.tag for variable in outline.variables]
    assert tags == ["Q63", "Q16", "Q17", "Q18", "Q19", "Q22"]


def test_no_recorded_question_of_any_type_is_lost() -> None:
    raw = {q["QuestionID"]: q for q in recorded("GET_questions__list_trimmed")["elements"]}

    outline = read_outline({"Questions": raw})

    assert ids(outline) == list(raw)
    assert outline.blocks[0].place is Place.LOOSE
    for question in outline.questions:
        definition = raw[question.id]
        shown = {choice.rich for choice in choices_of(question.answer)}
        assert not isinstance(question.answer, Unknown)
        assert len(shown) > 0 or not definition.get("Choices")
        texts = {plain_text(rich) for rich in shown}
        for key in ("Choices", "Answers"):
            for item in (definition.get(key) or {}).values():
                assert plain_text(item["Display"]) in texts
    hours = next(q for q in outline.questions if q.id == "QID25")
    assert isinstance(hours.answer, Grid)
    assert [(g.rich, g.mark) for g in hours.answer.groups] == [
        ("Open", Mark.LIST),
        ("Close", Mark.LIST),
    ]


QUESTIONS: list[tuple[dict[str, Any], type, str]] = [
    (seed.single("a", "x", "y"), Choices, "one answer"),
    (seed.multiple("a", "x", "Other:"), Choices, "several answers"),
    (seed.dropdown("a", "x", "y"), Choices, "Drop-down list"),
    (seed.recommend("a"), Choices, "Net promoter score"),
    (seed.matrix("a", ("r",), ("c",)), Grid, "Matrix table"),
    (seed.text("a", selector="ESTB"), Entry, "essay"),
    (seed.slider("a", "r"), Scale, "Slider"),
    (seed.rank("a", "x", "y"), Choices, "Rank order"),
    (seed.total("a", "x", "y"), Choices, "Constant sum"),
    (seed.statement("a"), Nothing, "Descriptive text"),
    (seed.timing(), Device, "Timing"),
    (seed.browser(), Device, "Browser data"),
    (seed.upload("a"), Device, "File upload"),
    ({"QuestionType": "Draw", "Selector": "Signature"}, Device, "Signature"),
    ({"QuestionType": "Captcha", "Selector": "V2"}, Device, "Captcha"),
    ({"QuestionType": "TE", "Selector": "FORM", "Choices": {"1": {}}}, Entry, "Form"),
    ({"QuestionType": "Slider", "Selector": "STAR"}, Scale, "Stars"),
    ({"QuestionType": "DD", "Selector": "DL", "Answers": {"1": {"Display": "A"}}}, Levels, "Drill"),
    ({"QuestionType": "HotSpot", "Selector": "OnOff"}, Picture, "Hot spot"),
    ({"QuestionType": "HeatMap", "Selector": "Image"}, Picture, "Heat map"),
    ({"QuestionType": "HL", "Selector": "Text", "HighlightText": "a"}, Picture, "Highlight"),
    ({"QuestionType": "PGR", "Selector": "DragAndDrop", "Groups": ["Cart"]}, Sorting, "Pick"),
    ({"QuestionType": "Wave", "Selector": "X", "SubSelector": "Y"}, Unknown, "Wave / X / Y"),
    ({"QuestionText": "Only a text"}, Unknown, "Type not given"),
]


@pytest.mark.parametrize(("raw", "shape", "kind"), QUESTIONS)
def test_every_type_has_a_shape_and_words(raw: dict[str, Any], shape: type, kind: str) -> None:
    question = read_question("QID1", raw)

    assert type(question.answer) is shape
    assert kind in str(question.kind)
    assert question.tag == "QID1"


def test_what_is_special_about_a_question_is_said() -> None:
    raw = seed.multiple("Which?", "Tea", "Other:")
    raw |= {
        "DataExportTag": "drinks",
        "RecodeValues": {"1": "10", "2": "99"},
        "VariableNaming": {"1": "tea"},
        "Randomization": {"Type": "All"},
        "DynamicChoices": {"Locator": "q://QID4/ChoiceGroup/SelectedChoices"},
        "QuestionJS": "Qualtrics.SurveyEngine.addOnload()",
        "Language": {"DE": {"QuestionText": "Welche?"}},
        "Validation": {
            "Settings": {"ForceResponse": "RequestResponse", "Type": "MinChoices", "MinChoices": 2}
        },
    }
    raw["Choices"]["2"] |= {"ExclusiveAnswer": True}

    question = read_question("QID1", raw)

    said = everything(question)
    for part in (
        "Answer requested",
        "At least 2 choices",
        "Choices in random order",
        "Choices carried forward from QID4 ChoiceGroup SelectedChoices",
        "Runs JavaScript",
    ):
        assert part in said
    tea, other = choices_of(question.answer)
    assert (question.tag, question.languages) == ("drinks", ("DE",))
    assert (tea.code, tea.name, tea.has_text) == ("10", "tea", False)
    assert (other.code, other.has_text, other.is_exclusive) == ("99", True, True)
    outline = read_outline({"Questions": {"QID1": raw}})
    assert [v.tag for v in outline.variables] == ["drinks", "drinks_2_TEXT"]
    assert outline.variables[0].codes == (("10", "tea"), ("99", "Other:"))


def test_skip_logic_is_found_in_question_and_block() -> None:
    described = {
        "SkipToDestination": "ENDOFSURVEY",
        "SkipToDescription": "End of Survey",
        "Description": "Condition: <b>No</b> <b>Is Selected</b>. Skip To: <b>End of Survey</b>.",
    }
    bare = {
        "SkipToDestination": "ENDOFBLOCK",
        "Condition": "Selected",
        "ChoiceLocator": "q://QID1/SelectableChoice/2",
    }

    question = read_question(
        "QID1", seed.single("a", "x", "y") | {"SkipLogic": [described]}, {"SkipLogic": [bare]}
    )

    assert [str(skip) for skip in question.skips] == [
        "Condition: No Is Selected. Skip To: End of Survey.",
        "Skip to the end of the block: If QID1 choice 2 is selected",
    ]


def test_logic_without_descriptions_is_put_together() -> None:
    logic = {
        "Type": "BooleanExpression",
        "0": {
            "Type": "If",
            "0": {"Operator": "EqualTo", "LeftOperand": "e://Field/plan", "RightOperand": "a<b"},
            "1": {"Operator": "IsOdd", "LeftOperand": "q://QID2/X", "Conjuction": "Or"},
        },
        "1": {"Type": "AndIf", "0": {"Operator": "Empty", "LeftOperand": "q://QID3/X"}},
    }

    question = read_question("QID1", {"DisplayLogic": logic})

    assert [str(line) for line in question.shown_if] == [
        "If plan is equal to a<b",
        "Or if QID2 X is odd",
        "and also:",
        "If QID3 X is empty",
    ]


def test_the_flow_in_words() -> None:
    flow = {
        "Flow": [
            {"Type": "Block", "ID": "BL_1", "FlowID": "FL_2"},
            {"Type": "Standard", "ID": "BL_gone", "FlowID": "FL_3"},
            {
                "Type": "Branch",
                "FlowID": "FL_4",
                "Description": "Adults",
                "BranchLogic": {"0": {"0": {"Description": "<b>If</b> age &gt; 17"}}},
                "Flow": [
                    {"Type": "EndSurvey", "EndingType": "Advanced", "FlowID": "FL_5",
                     "Options": {"SurveyTermination": "Redirect",
                                 "EOSRedirectURL": "https://x.example", "ResponseFlag": "Screened"}}
                ],
            },
            {"Type": "BlockRandomizer", "SubSet": "1", "EvenPresentation": True, "FlowID": "FL_6",
             "Flow": [{"Type": "Block", "ID": "BL_1"}, {"Type": "Block", "ID": "BL_1"}]},
            {"Type": "WebService", "URL": "https://y.example", "Method": "GET", "FlowID": "FL_7",
             "ResponseMap": [{"key": "$.a", "value": "score"}], "FireAndForget": True},
            {"Type": "Authenticator", "SSOOptions": {"Type": "GoogleOpenID"}, "Flow": []},
            {"Type": "QuotaCheck", "Description": "Full?"},
            {"Type": "NewThing"},
        ]
    }  # fmt: skip
    blocks = {"BL_1": {"Description": "Start", "Type": "Default"}}

    outline = read_outline({"SurveyFlow": flow, "Blocks": blocks})

    said = [(str(step.title), [str(line) for line in step.details]) for step in outline.flow]
    assert said == [
        ("Show block “Start”", []),
        ("A block that is not there", ["BL_gone"]),
        ("Branch “Adults”", ["If age > 17"]),
        ("Randomizer", ["1 of 2 elements, presented evenly"]),
        ("Web service", ["GET https://y.example", "Fills score", "Does not wait for the answer"]),
        ("Authenticator", ["Single sign-on: Google Open ID"]),
        ("Quota check", ["Full?"]),
        ("New Thing", []),
    ]
    end = outline.flow[2].steps[0]
    assert [str(line) for line in end.details] == [
        "Redirects to https://x.example",
        "Marks the response as Screened",
    ]
    assert [(block.name, block.place) for block in outline.blocks] == [("Start", Place.FLOW)]
    assert str(outline.blocks[0].notes[0]) == "The flow shows this block 3 times"
    assert [field.name for field in outline.fields] == ["score"]


def test_fields_know_where_their_values_come_from() -> None:
    def element(step: str, **field: str) -> dict[str, Any]:
        return {"Type": "EmbeddedData", "FlowID": step, "EmbeddedData": [field]}

    flow = {
        "Flow": [
            element("FL_2", Field="plan", Type="Recipient", VariableType="Nominal"),
            element("FL_3", Field="plan", Type="Custom", Value="gold"),
            element("FL_4", Field="wave", Type="Custom", Value="1"),
        ]
    }

    plan, wave = read_outline({"SurveyFlow": flow}).fields

    assert (plan.name, plan.variable_type) == ("plan", "Nominal")
    assert [tuple(setting) for setting in plan.settings] == [("FL_2", ""), ("FL_3", "gold")]
    assert [tuple(setting) for setting in wave.settings] == [("FL_4", "1")]


def test_questions_outside_the_flow_and_outside_every_block_are_kept() -> None:
    definition = {
        "Questions": {f"QID{n}": seed.text(str(n)) for n in range(1, 6)},
        "Blocks": {
            "BL_1": {"BlockElements": [{"Type": "Question", "QuestionID": "QID1"}]},
            "BL_2": {"BlockElements": [{"Type": "Question", "QuestionID": "QID2"}]},
            "BL_3": {
                "Type": "Trash",
                "BlockElements": [{"Type": "Question", "QuestionID": "QID3"}],
            },
            "BL_4": {"BlockElements": [{"Type": "Question", "QuestionID": "QID9"}]},
        },
        "SurveyFlow": {"Flow": [{"Type": "Standard", "ID": "BL_1"}]},
    }

    outline = read_outline(definition)

    assert [(block.place, [q.id for q in block.questions]) for block in outline.blocks] == [
        (Place.FLOW, ["QID1"]),
        (Place.OUTSIDE, ["QID2"]),
        (Place.OUTSIDE, ["QID9"]),
        (Place.LOOSE, ["QID4", "QID5"]),
        (Place.TRASH, ["QID3"]),
    ]
    ghost = next(q for q in outline.questions if q.id == "QID9")
    assert "Not in the definition" in str(ghost.kind)
    # The trash is no part of an export.
    assert "QID3" not in {variable.question for variable in outline.variables}


KEYS = (
    "0 1 QID1 BL_1 Type ID Flow Choices Answers ChoiceOrder QuestionType Selector DisplayLogic "
    "BlockElements QuestionID Groups SkipLogic EmbeddedData Options Validation Settings "
    "Configuration RecodeValues Display Language AdditionalQuestions AvailableLanguages"
)
WORDS = "MC Matrix SBS Slider HL Trash Question Branch EndSurvey All QID1 BL_1"
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(allow_nan=True)
    | st.text(max_size=6)
    | st.sampled_from(WORDS.split()),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=5)
    ),
    max_leaves=30,
)


@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ["Questions", "Blocks", "SurveyFlow", "SurveyOptions", "SurveyName"], json_values
        ),
    )
)
def test_a_definition_of_any_shape_is_read_and_loses_no_question(definition: Any) -> None:
    outline = read_outline(definition)

    questions = definition.get("Questions")
    if isinstance(questions, dict):
        assert set(questions) <= set(ids(outline))


def test_a_flow_deeper_than_any_stack_is_read() -> None:
    flow: dict[str, Any] = {"Type": "Standard", "ID": "BL_1", "FlowID": "FL_last"}
    for _ in range(3000):
        flow = {"Type": "Group", "Flow": [flow]}

    outline = read_outline({"SurveyFlow": {"Flow": [flow]}, "Blocks": {"BL_1": {}}})

    assert outline.blocks[0].place is Place.FLOW
    steps = outline.flow
    while len(steps) == 1:
        steps = steps[0].steps
    assert steps[-1].id == "FL_last"
