"""What the import calls fields, rules, states and phases, in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.contacts import embedded_name
from qualtrics_desk.domain.recipes import Duplicates
from qualtrics_desk.domain.reserved_names import Reserved
from qualtrics_desk.gui import words
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.services.imports.preview import encodings

if TYPE_CHECKING:
    from qualtrics_desk.domain.mapping_choices import MappingProblem

FIELD_TITLES = {
    "firstName": QT_TRANSLATE_NOOP("imports", "First name"),
    "lastName": QT_TRANSLATE_NOOP("imports", "Last name"),
    "email": QT_TRANSLATE_NOOP("imports", "Email"),
    "phone": QT_TRANSLATE_NOOP("imports", "Phone"),
    "extRef": QT_TRANSLATE_NOOP("imports", "External reference"),
    "language": QT_TRANSLATE_NOOP("imports", "Language"),
    "unsubscribed": QT_TRANSLATE_NOOP("imports", "Opted out"),
}

_RULES = {
    "email": QT_TRANSLATE_NOOP("imports", "email not valid"),
    "phone": QT_TRANSLATE_NOOP("imports", "phone doubtful"),
    "language": QT_TRANSLATE_NOOP("imports", "language unknown"),
    "boolean": QT_TRANSLATE_NOOP("imports", "neither yes nor no"),
    "too-long": QT_TRANSLATE_NOOP("imports", "value too long"),
    "empty-row": QT_TRANSLATE_NOOP("imports", "nothing in the row"),
    "row form": QT_TRANSLATE_NOOP("imports", "row has the wrong form"),
    "no-key": QT_TRANSLATE_NOOP("imports", "no key"),
    "control-character": QT_TRANSLATE_NOOP("imports", "control characters"),
    "broken-letters": QT_TRANSLATE_NOOP("imports", "broken letters"),
    "line-break": QT_TRANSLATE_NOOP("imports", "line breaks"),
    "scientific-number": QT_TRANSLATE_NOOP("imports", "shortened number"),
    "rounded-number": QT_TRANSLATE_NOOP("imports", "rounded number"),
    "formula-error": QT_TRANSLATE_NOOP("imports", "formula error"),
    "invisible-character": QT_TRANSLATE_NOOP("imports", "invisible letters"),
}

_PHASES = {
    "Reading the file": QT_TRANSLATE_NOOP("imports", "Reading and checking the file"),
    "Reading the list": QT_TRANSLATE_NOOP("imports", "Reading the list"),
    "Waiting": QT_TRANSLATE_NOOP("imports", "Waiting"),
    "Comparing with the list": QT_TRANSLATE_NOOP("imports", "Comparing with the list"),
    "Writing the plan": QT_TRANSLATE_NOOP("imports", "Writing the plan"),
    "Sending": QT_TRANSLATE_NOOP("imports", "Sending"),
    "Reading the list back": QT_TRANSLATE_NOOP("imports", "Reading the list back"),
    "Updating single contacts": QT_TRANSLATE_NOOP("imports", "Updating single contacts"),
    "Writing the result files": QT_TRANSLATE_NOOP("imports", "Writing the result files"),
}

_DELIMITERS = {
    ",": QT_TRANSLATE_NOOP("imports", "Commas"),
    ";": QT_TRANSLATE_NOOP("imports", "Semicolons"),
    "\t": QT_TRANSLATE_NOOP("imports", "Tabs"),
    "|": QT_TRANSLATE_NOOP("imports", "Bars"),
}


def tr(text: object) -> str:
    """A text of the import in the person's language."""
    return QCoreApplication.translate("imports", str(text))


def target_title(target: str) -> str:
    """What a mapping target is called."""
    name = embedded_name(target)
    return name if name is not None else tr(FIELD_TITLES.get(target, target))


def rule_title(rule: str) -> str:
    """What a check objects to, in a few words."""
    return tr(_RULES.get(rule, rule.replace("-", " ")))


def phase_title(phase: str) -> str:
    """What is being done."""
    if phase in _PHASES:
        return tr(_PHASES[phase])
    return QCoreApplication.translate("phases", phase)


def delimiter_title(delimiter: str) -> str:
    """What divides cells."""
    return tr(_DELIMITERS.get(delimiter, delimiter))


def encoding_title(encoding: str) -> str:
    """What an encoding is called."""
    title = dict(encodings(encoding)).get(encoding, encoding)
    return QCoreApplication.translate("encodings", title)


def problem_text(problem: MappingProblem) -> str:
    """Why a mapping cannot be used, or should be looked at again."""
    columns = listed(problem.columns)
    match problem.kind.value:
        case "twice" if len(problem.columns) > 1:
            return tr("{0} both go to “{1}”. Send one elsewhere, or join them.").format(
                columns, target_title(problem.target)
            )
        case "twice":
            return tr("“{0}” gets its value in two ways. Keep one.").format(
                target_title(problem.target)
            )
        case "lost":
            return tr("The file has no column {0}.").format(columns)
        case "no key":
            return tr(
                "No column says who a person is. Every row would be added as somebody new,"
                " even people who are in the list."
            )
        case "reserved":
            return _taken(problem)
        case "open":
            return tr("Nobody has decided on {0}: what has no target is left out.").format(columns)
        case _:
            return problem.text


def same_person_rule(duplicates: Duplicates) -> str:
    """What becomes of rows that are the same person, in a few words."""
    return {
        Duplicates.FIRST: tr("first row counts"),
        Duplicates.LAST: tr("last row counts"),
        Duplicates.MERGE: tr("merged into one"),
        Duplicates.SEND_ALL: tr("all are sent"),
    }.get(duplicates, tr("none is sent"))


def _taken(problem: MappingProblem) -> str:
    """Why a name had better not be one of embedded data."""
    text = {
        Reserved.CONTACT: tr(
            "“{0}” is the name of a contact's own field. As embedded data it is a second one that"
            " is easily mistaken for it: choose the contact field, or another name."
        ),
        Reserved.RESPONSE: tr(
            "“{0}” is a column of every export of responses. As embedded data it would be there"
            " twice: choose another name."
        ),
        Reserved.LINK: tr(
            "“{0}” begins like the parameters of Qualtrics' own survey links: choose another name."
        ),
    }[Reserved(problem.text)]
    return text.format(embedded_name(problem.target) or problem.target)


def listed(names: tuple[str, ...], most: int = 3) -> str:
    """Some names in quotes: “A”, “B” and 4 more."""
    quoted = [f"“{name}”" for name in names[:most]]
    if len(names) > most:
        return tr("{0} and {1} more").format(", ".join(quoted), words.number(len(names) - most))
    if len(quoted) > 1:
        return tr("{0} and {1}").format(", ".join(quoted[:-1]), quoted[-1])
    return "".join(quoted)


def import_jobs(n: int) -> str:
    """So many import jobs of the service."""
    return QCoreApplication.translate("words", "%Ln import job(s)", "", n)


def single_updates(n: int) -> str:
    """So many contacts that are written one by one."""
    return QCoreApplication.translate("words", "%Ln single update(s)", "", n)


def day_count(n: int) -> str:
    """So many days."""
    return QCoreApplication.translate("words", "%Ln day(s)", "", n)


def about(minutes: float) -> str:
    """How long something takes, no more exactly than anyone knows."""
    if minutes < 1:
        return tr("under a minute")
    if minutes < 90:
        return tr("about {0} min").format(words.number(round(minutes)))
    return tr("about {0} h").format(words.number(round(minutes / 60)))
