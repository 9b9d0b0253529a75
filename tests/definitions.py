"""Makes survey definitions and QSF files for tests; shares no code with what reads them.

Every question type with every selector and sub-selector of qualtrics-api.md E.2, every flow element
of E.4, and some that nobody knows.
"""

from __future__ import annotations

import copy
import json
import random
from typing import Any

TYPES: dict[str, tuple[tuple[str, ...], tuple[str | None, ...]]] = {
    "MC": (
        (
            *("SAVR", "SAHR", "SACOL", "MAVR", "MAHR", "MACOL", "DL", "SB", "MSB", "NPS", "TB"),
            *("TXOT", "PTB", "GRB"),
        ),
        ("TX", "TXOT", "GR", "WTXB", "WOTXB"),
    ),
    "Matrix": (
        ("Likert", "Bipolar", "TE", "CS", "RO", "MaxDiff", "Profile"),
        (
            *("SingleAnswer", "MultipleAnswer", "DL", "DND", "Short", "Medium", "Long", "Essay"),
            *("WTB", "WOTB", "WTXB", "WVTB"),
        ),
    ),
    "TE": (("SL", "ML", "ESTB", "FORM", "PW", "SearchOnly"), (None,)),
    "DB": (("TB", "GRB", "FLB"), ("WTXB", "WOTXB")),
    "Slider": (("HBAR", "HSLIDER", "STAR"), (None,)),
    "CS": (("HBAR", "HSLIDER", "VRTL", "HR"), ("TX", "WTB", "WOTB")),
    "RO": (("DND", "RB", "TB", "SB", "HR", "VR"), ("TX",)),
    "DD": (("DL",), (None,)),
    "SBS": (("SBSMatrix",), (None,)),
    "PGR": (("DragAndDrop",), ("Columns", "NoColumns")),
    "Timing": (("PageTimer",), (None,)),
    "Meta": (("Browser",), (None,)),
    "FileUpload": (("FileUpload", "ScreenCapture"), (None,)),
    "Draw": (("Signature",), (None,)),
    "HeatMap": (("Image",), (None,)),
    "HotSpot": (("OnOff", "LikeDislike"), (None,)),
    "HL": (("Text",), (None,)),
    "Captcha": (("V1", "V2"), (None,)),
    "TreeSelect": (("OH",), (None,)),
    "OH": (("OH",), (None,)),
    "DynamicMatrix": (("Likert",), ("SingleAnswer",)),
    "GAP": (("GAP",), (None,)),
    "SS": (("TA", "CompactView"), (None,)),
    "TelepathyPad": (("Mind",), ("Deep",)),
}
FLOWS = (
    "BlockRandomizer",
    "Group",
    "EmbeddedData",
    "EndSurvey",
    "WebService",
    "Authenticator",
    "QuotaCheck",
    "ReferenceSurvey",
    "SupplementalData",
    "TableOfContents",
    "Conjoint",
    "OracleOfDelphi",
)


def condition(said: str = "If that is so") -> dict[str, Any]:
    return {
        "Type": "BooleanExpression",
        "0": {
            "Type": "If",
            "0": {
                "Type": "Expression",
                "LogicType": "Question",
                "Operator": "Selected",
                "LeftOperand": "q://QID1/SelectableChoice/1",
                "Description": said,
            },
        },
    }


def question(key: str, kind: str, selector: str, sub: str | None, choices: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "QuestionID": key,
        "QuestionText": f"<div>Text of <b>{key}</b> for ${{e://Field/Name}}</div>",
        "DataExportTag": f"T{key}",
        "QuestionType": kind,
        "Selector": selector,
        "Configuration": {"QuestionDescriptionOption": "UseText"},
        "Validation": {"Settings": {"ForceResponse": "ON", "Type": "None"}},
        "Language": [],
        "Choices": {str(n): {"Display": f"{key} choice {n}"} for n in range(1, choices + 1)},
        "ChoiceOrder": [n if n % 2 else str(n) for n in range(1, choices + 1)],
        "Answers": {str(n): {"Display": f"{key} answer {n}"} for n in range(1, choices)},
        "AnswerOrder": [str(n) for n in range(1, choices)],
    }
    if sub is not None:
        made["SubSelector"] = sub
    if kind == "SBS":
        made["AdditionalQuestions"] = {
            str(n): {
                "QuestionText": f"{key} column {n}",
                "QuestionType": "Matrix",
                "Selector": "Likert",
                "SubSelector": "SingleAnswer",
                "Answers": {"1": {"Display": f"{key} inner {n}"}},
            }
            for n in (1, 2)
        }
    return made


def every_kind(choices: int = 3) -> dict[str, Any]:
    """A definition with every type and selector, a block for each type, and every flow element."""
    questions: dict[str, Any] = {}
    blocks: dict[str, Any] = {}
    flow: list[dict[str, Any]] = []
    number = 1

    def flow_id() -> str:
        nonlocal number
        number += 1
        return f"FL_{number}"

    for place, (kind, (selectors, subs)) in enumerate(TYPES.items(), 1):
        elements: list[dict[str, Any]] = []
        for selector in selectors:
            for sub in subs:
                key = f"QID{len(questions) + 1}"
                questions[key] = question(key, kind, selector, sub, choices)
                elements += [{"Type": "Question", "QuestionID": key}, {"Type": "Page Break"}]
        elements.append({"Type": "Hologram"})
        block = f"BL_{place:015d}"
        blocks[block] = {
            "Type": "Default" if place == 1 else "Standard",
            "Description": f"Block of {kind}",
            "ID": block,
            "BlockElements": elements,
            "Options": [],
        }
        shown = {"Type": "Standard", "ID": block, "FlowID": flow_id(), "Autofill": []}
        flow.append(
            {
                "Type": "Branch",
                "FlowID": flow_id(),
                "Description": f"Branch {place}",
                "BranchLogic": condition(),
                "Flow": [shown],
            }
            if place % 3 == 0
            else shown
        )
    for kind in FLOWS:
        inner = {"Type": "EndSurvey", "FlowID": flow_id(), "EndingType": "Default"}
        flow.append({"Type": kind, "FlowID": flow_id(), "Flow": [inner]})
    flow[-1]["Unheard"] = {"of": 1}
    deep: dict[str, Any] = {"Type": "Group", "FlowID": flow_id(), "Flow": []}
    flow.append(deep)
    for _ in range(60):
        deep["Flow"] = [{"Type": "Group", "FlowID": flow_id(), "Flow": []}]
        deep = deep["Flow"][0]
    trash = "BL_trash0000000000"
    questions["QID900"] = question("QID900", "MC", "SAVR", "TX", choices)
    questions["QID901"] = question("QID901", "TE", "SL", None, 0)
    blocks[trash] = {
        "Type": "Trash",
        "Description": "Trash",
        "ID": trash,
        "BlockElements": [{"Type": "Question", "QuestionID": "QID900"}],
    }
    return {
        "SurveyID": "SV_everykind000000",
        "SurveyName": "Every kind",
        "SurveyStatus": "Inactive",
        "Questions": questions,
        "Blocks": blocks,
        "SurveyFlow": {"Type": "Root", "FlowID": "FL_1", "Flow": flow, "Properties": {"Count": 1}},
        "SurveyOptions": {"SurveyLanguage": "EN", "AvailableLanguages": {"EN": [], "DE": []}},
        "Scoring": {"ScoringCategories": []},
        "ProjectInfo": {"ProjectCategory": "CORE"},
        "ResponseSets": {"RS_1": "Default Response Set"},
        "FutureThing": {"a": 1},
    }


def as_qsf(definition: dict[str, Any], *, blocks_as_list: bool = True) -> dict[str, Any]:
    """The same survey as a QSF, elements in no order."""

    def element(kind: str, first: str, payload: Any, second: str | None = None) -> dict[str, Any]:
        return {
            "SurveyID": definition["SurveyID"],
            "Element": kind,
            "PrimaryAttribute": first,
            "SecondaryAttribute": second,
            "TertiaryAttribute": None,
            "Payload": payload,
        }

    blocks = list(definition["Blocks"].values())
    held = blocks if blocks_as_list else {str(n): block for n, block in enumerate(blocks)}
    elements = [
        element("SQ", key, asked, asked["QuestionText"][:20])
        for key, asked in definition["Questions"].items()
    ]
    elements += [
        element("BL", "Survey Blocks", held),
        element("FL", "Survey Flow", definition["SurveyFlow"]),
        element("SO", "Survey Options", definition["SurveyOptions"]),
        element("SCO", "Scoring", definition["Scoring"]),
        element("PROJ", "CORE", definition["ProjectInfo"]),
        element("RS", "RS_1", None, "Default Response Set"),
        element("NT", "NT_1", {"Notes": []}),
        element("ZZ", "ZZ_1", {"x": 1}, "Of the future"),
    ]
    random.Random(5).shuffle(elements)
    entry = {"SurveyID": definition["SurveyID"], "SurveyName": definition["SurveyName"]}
    return {"SurveyEntry": entry, "SurveyElements": elements}


def clone(definition: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(definition)


def counted(definition: dict[str, Any]) -> tuple[set[str], dict[str, int], int]:
    """Question ids, choices and answers of each, and flow elements: read off the raw JSON."""
    text = json.loads(json.dumps(definition))
    asked = text["Questions"]
    choices = {
        key: len(raw.get("Choices") or ()) + len(raw.get("Answers") or ())
        for key, raw in asked.items()
    }

    def below(element: dict[str, Any]) -> int:
        return sum(1 + below(inner) for inner in element.get("Flow") or ())

    return set(asked), choices, below(text["SurveyFlow"])
