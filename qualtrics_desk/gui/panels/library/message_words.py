"""What messages are for, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def category_word(category: object) -> str:
    """A category as a person calls it; one that is not known as it is."""
    known = {
        "invite": _tr("Invitation"),
        "reminder": _tr("Reminder"),
        "thankYou": _tr("Thank-you"),
        "inactiveSurvey": _tr("Survey is inactive"),
        "endOfSurvey": _tr("End of survey"),
        "general": _tr("General"),
        "validation": _tr("Validation"),
        "lookAndFeel": _tr("Look and feel"),
        "emailSubject": _tr("E-mail subject"),
        "subjectLine": _tr("Subject line"),
        "smsInvite": _tr("SMS invitation"),
        "smsReminder": _tr("SMS reminder"),
        "smsThankYou": _tr("SMS thank-you"),
        "evaluatorInvite": _tr("Evaluator: invitation"),
        "evaluatorReminder": _tr("Evaluator: reminder"),
    }
    return known.get(str(category), str(category or ""))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Library", text)
