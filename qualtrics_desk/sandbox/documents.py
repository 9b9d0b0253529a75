"""From a file of a survey to a definition: QSF and plain text (qualtrics-api.md D.2, E.7)."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from qualtrics_desk.sandbox.calls import Refusal

_NUMBERED = re.compile(r"\s*\d+[.)]\s+(.*)")


def read_qsf(content: bytes) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
    """The definition, the quotas and the description that a QSF holds.

    Raises:
        Refusal: 400 where it is no QSF, or lacks what makes a survey.
    """
    try:
        document = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        document = None
    if not isinstance(document, dict) or not isinstance(document.get("SurveyElements"), list):
        raise Refusal(400, "The file is not a valid QSF.")
    entry = document.get("SurveyEntry")
    held: dict[str, list[dict[str, Any]]] = {}
    for element in document["SurveyElements"]:
        if isinstance(element, dict):
            held.setdefault(str(element.get("Element")), []).append(element)

    def payload(kind: str) -> Any:  # noqa: ANN401 - a piece of JSON
        return held[kind][0].get("Payload") if held.get(kind) else None

    blocks, flow = payload("BL"), payload("FL")
    if not isinstance(blocks, list | dict) or not isinstance(flow, dict):
        raise Refusal(400, "The QSF has no blocks or no flow.")
    # A list in new files, an object with the keys "0", "1", … in others (E.7).
    parts = [part for part in (blocks if isinstance(blocks, list) else blocks.values()) if part]
    definition = {
        "Questions": {
            str(element.get("PrimaryAttribute")): element.get("Payload")
            for element in held.get("SQ", [])
        },
        "Blocks": {str(part.get("ID") or place): part for place, part in enumerate(parts)},
        "SurveyFlow": flow,
        "SurveyOptions": payload("SO") or {},
        "Scoring": payload("SCO") or {},
        "ProjectInfo": payload("PROJ") or {},
        "ResponseSets": {
            str(element.get("PrimaryAttribute")): element.get("SecondaryAttribute")
            for element in held.get("RS", [])
        },
    }
    quotas = [element["Payload"] for element in held.get("QO", []) if element.get("Payload")]
    said = entry.get("SurveyDescription") if isinstance(entry, dict) else None
    return definition, quotas, said or ""


def read_text(content: bytes) -> dict[str, Any]:
    """The definition of a survey written as plain text: numbered questions, choices below them.

    Raises:
        Refusal: 400 where no question is found.
    """
    questions: dict[str, dict[str, Any]] = {}
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Refusal(400, "The file is not UTF-8 text.") from None
    for line in lines:
        if found := _NUMBERED.fullmatch(line):
            key = f"QID{len(questions) + 1}"
            questions[key] = _asked(key, found[1].strip())
        elif line.strip() and questions:
            _add(next(reversed(questions.values())), line.strip())
    if not questions:
        raise Refusal(400, "The file holds no question.")
    elements = [{"Type": "Question", "QuestionID": key} for key in questions]
    return {
        "Questions": questions,
        "Blocks": {
            "BL_1": {
                "Type": "Default",
                "Description": "Default Question Block",
                "ID": "BL_1",
                "BlockElements": elements,
            }
        },
        "SurveyFlow": {
            "Type": "Root",
            "FlowID": "FL_1",
            "Flow": [{"Type": "Block", "ID": "BL_1", "FlowID": "FL_2", "Autofill": []}],
            "Properties": {"Count": 2, "RemovedFieldsets": []},
        },
        "SurveyOptions": {"SurveyLanguage": "EN", "AvailableLanguages": {"EN": []}},
        "Scoring": {},
        "ProjectInfo": {"ProjectCategory": "CORE"},
        "ResponseSets": {},
    }


def _asked(key: str, text: str) -> dict[str, Any]:
    return {
        "QuestionID": key,
        "QuestionText": text,
        "QuestionText_Unsafe": text,
        "QuestionDescription": text[:95],
        "DataExportTag": f"Q{key.removeprefix('QID')}",
        "QuestionType": "TE",
        "Selector": "SL",
        "Configuration": {"QuestionDescriptionOption": "UseText"},
        "Validation": {"Settings": {"ForceResponse": "OFF", "Type": "None"}},
        "Language": [],
    }


def _add(question: dict[str, Any], choice: str) -> None:
    choices = question.setdefault("Choices", {})
    key = str(len(choices) + 1)
    choices[key] = {"Display": choice}
    question.setdefault("ChoiceOrder", []).append(key)
    question |= {"QuestionType": "MC", "Selector": "SAVR", "SubSelector": "TX"}
