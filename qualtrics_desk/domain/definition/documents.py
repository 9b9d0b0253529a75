"""Any document of a survey as a definition: an answer, a definition or a QSF (E.1, E.7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualtrics_desk.domain.definition.values import entries, first_text, objects, text
from qualtrics_desk.domain.errors import UsageError

QUOTAS = "Quotas"
OTHERS = "OtherElements"
"""Keys of our own in what `as_definition` gives: quotas, and elements that nobody here knows."""

_KNOWN = frozenset({"BL", "FL", "SO", "SCO", "PROJ", "SQ", "RS", "QO", "QC", "STAT", "PL"})


def as_definition(document: object) -> dict[str, Any]:
    """The definition that a document holds.

    Raises:
        UsageError: When it is no survey.
    """
    known = entries(document) if isinstance(document, Mapping) else {}
    if isinstance(known.get("result"), Mapping):
        known = entries(known["result"])
    if "SurveyElements" in known:
        return _of_qsf(known)
    if "Questions" in known or "SurveyFlow" in known or "Blocks" in known:
        return known
    raise UsageError(
        "This is no survey.",
        detail="It has neither the elements of a QSF nor the questions of a definition.",
    )


def is_qsf(document: object) -> bool:
    """Whether a document can be imported at the service."""
    return isinstance(document, Mapping) and "SurveyElements" in document


def _of_qsf(document: Mapping[str, Any]) -> dict[str, Any]:
    entry = entries(document.get("SurveyEntry"))
    held: dict[str, list[dict[str, Any]]] = {}
    for element in objects(document.get("SurveyElements")):
        held.setdefault(text(element.get("Element")), []).append(element)

    def payload(kind: str) -> Any:  # noqa: ANN401 - a piece of JSON
        return held[kind][0].get("Payload") if held.get(kind) else None

    blocks: dict[str, Any] = {}
    for element in held.get("BL", []):
        for key, block in entries(element.get("Payload")).items():
            blocks[_free(first_text(entries(block).get("ID"), key), blocks)] = block
    questions: dict[str, Any] = {}
    for element in held.get("SQ", []):
        key = first_text(
            element.get("PrimaryAttribute"), entries(element.get("Payload")).get("QuestionID")
        )
        questions[_free(key or "?", questions)] = element.get("Payload")
    return {
        "SurveyID": text(entry.get("SurveyID")),
        "SurveyName": text(entry.get("SurveyName")),
        "SurveyDescription": text(entry.get("SurveyDescription")),
        "SurveyStatus": text(entry.get("SurveyStatus")),
        "OwnerID": text(entry.get("SurveyOwnerID")),
        "LastModified": entry.get("LastModified"),
        "Questions": questions,
        "Blocks": blocks,
        "SurveyFlow": payload("FL") or {},
        "SurveyOptions": payload("SO") or {},
        "Scoring": payload("SCO") or {},
        "ProjectInfo": payload("PROJ") or {},
        "ResponseSets": {
            text(element.get("PrimaryAttribute")): text(element.get("SecondaryAttribute"))
            for element in held.get("RS", [])
        },
        QUOTAS: [entries(element.get("Payload")) for element in held.get("QO", [])],
        OTHERS: [
            {
                "Element": kind,
                "PrimaryAttribute": text(element.get("PrimaryAttribute")),
                "SecondaryAttribute": text(element.get("SecondaryAttribute")),
            }
            for kind, elements in held.items()
            if kind not in _KNOWN
            for element in elements
        ],
    }


def _free(key: str, taken: Mapping[str, Any]) -> str:
    """The key, numbered where it is taken: nothing takes the place of anything."""
    found, number = key, 1
    while found in taken:
        number += 1
        found = f"{key} ({number})"
    return found
