"""What a survey can be shared for (qualtrics-api.md D.2): every flag, and three usual sets of them.

A flag that is left out is ON at the service (F.87), so every flag is always sent.
"""

from __future__ import annotations

import enum

DEFINITION = (
    "copySurveyQuestions",
    "editSurveyFlow",
    "useBlocks",
    "useSkipLogic",
    "useConjoint",
    "useTriggers",
    "useQuotas",
    "setSurveyOptions",
    "editQuestions",
    "deleteSurveyQuestions",
    "useTableOfContents",
    "useAdvancedQuotas",
    "viewSurveys",
)
MANAGEMENT = (
    "editSurveys",
    "activateSurveys",
    "deactivateSurveys",
    "copySurveys",
    "distributeSurveys",
    "deleteSurveys",
    "translateSurveys",
)
RESPONSE = (
    "editSurveyResponses",
    "createResponseSets",
    "viewResponseId",
    "useCrossTabs",
    "useScreenouts",
)
RESULT = (
    "downloadSurveyResults",
    "viewSurveyResults",
    "filterSurveyResults",
    "viewPersonalData",
)
_GROUPS = {
    "surveyDefinitionManipulation": DEFINITION,
    "surveyManagement": MANAGEMENT,
    "response": RESPONSE,
    "result": RESULT,
}


class Rights(enum.StrEnum):
    """How far somebody may go with a survey that is shared with them."""

    VIEW = "view"
    """See the survey and its results, without personal data."""
    EDIT = "edit"
    """Change the survey as well; neither delete nor open it, nor see personal data."""
    ALL = "all"
    """Everything the owner may do."""


_ON = {
    Rights.VIEW: frozenset(
        {"viewSurveys", "viewSurveyResults", "filterSurveyResults", "viewResponseId"}
    ),
    Rights.EDIT: (
        frozenset(DEFINITION)
        | {"editSurveys", "copySurveys", "translateSurveys"}
        | {"viewSurveyResults", "filterSurveyResults", "viewResponseId"}
    ),
}


def permissions_of(rights: Rights) -> dict[str, dict[str, bool]]:
    """Every flag of every group, on or off."""
    return {
        group: {flag: rights is Rights.ALL or flag in _ON[rights] for flag in flags}
        for group, flags in _GROUPS.items()
    }
