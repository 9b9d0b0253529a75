"""Options of a survey in words, those that people ask about (qualtrics-api.md E.5)."""

from __future__ import annotations

from typing import Any, NamedTuple

from qualtrics_desk.domain.definition.markup import plain_text
from qualtrics_desk.domain.definition.values import entries, text, truth
from qualtrics_desk.domain.definition.words import Words, as_it_is, words
from qualtrics_desk.domain.marking import marked


class Fact(NamedTuple):
    """A label and what is so."""

    label: Words
    value: Words


_PROTECTION = marked(
    "definition",
    {
        "PublicSurvey": "Anyone with the link",
        "ByInvitation": "By invitation: personal links only",
        "PasswordProtected": "With a password",
    },
)
_TERMINATION = marked(
    "definition",
    {
        "DefaultMessage": "The default message",
        "DisplayMessage": "A message of its own",
        "DisplayResult": "A report",
        "ResponseSummary": "A summary of the answers",
        "Redirect": "A redirect",
    },
)
_SWITCHES = marked(
    "definition",
    {
        "BackButton": "Back button",
        "SaveAndContinue": "Save and continue later",
        "AnonymizeResponse": "Anonymous responses",
        "BallotBoxStuffingPrevention": "One response a person",
        "PasswordProtection": "Password",
        "NoIndex": "Hidden from search engines",
        "SecureResponseFiles": "Uploaded files need a sign-in",
        "CollectGeoLocation": "Asks for the place",
        "RecaptchaV3": "Bot detection",
    },
)


def read_languages(options: object) -> tuple[str, ...]:
    """Codes of the languages, the survey's own first."""
    known = entries(options)
    own = text(known.get("SurveyLanguage"))
    offered = known.get("AvailableLanguages")
    codes = list(offered) if isinstance(offered, dict) else _texts(offered)
    found = [own, *(plain_text(code) for code in codes if isinstance(code, str))]
    return tuple(dict.fromkeys(code for code in found if code))


def read_facts(options: object) -> tuple[Fact, ...]:
    """What the options say, in a fixed order."""
    known = entries(options)
    found = [
        _named(known, "SurveyProtection", marked("definition", "Access"), _PROTECTION),
        _named(known, "SurveyTermination", marked("definition", "At the end"), _TERMINATION),
        _plain(known, "SurveyTitle", marked("definition", "Title in the browser")),
        _plain(known, "SurveyStartDate", marked("definition", "Opens")),
        _plain(known, "SurveyExpirationDate", marked("definition", "Closes")),
        _partial(known),
    ]
    for key, label in _SWITCHES.items():
        if key in known and known[key] is not None:
            value = words("Yes") if truth(known[key]) else words("No")
            found.append(Fact(words(label), value))
    return tuple(fact for fact in found if fact is not None)


def _named(known: dict[str, Any], key: str, label: str, names: dict[str, str]) -> Fact | None:
    value = text(known.get(key))
    if not value:
        return None
    said = words(names[value]) if value in names else as_it_is(plain_text(value))
    return Fact(words(label), said)


def _plain(known: dict[str, Any], key: str, label: str) -> Fact | None:
    value = plain_text(text(known.get(key)))
    return Fact(words(label), as_it_is(value)) if value else None


def _partial(known: dict[str, Any]) -> Fact | None:
    value = plain_text(text(known.get("PartialData")))
    if not value:
        return None
    if not value.startswith("+"):
        return Fact(words("Unfinished responses"), words("Are not closed"))
    said = words("Are closed after {time}", time=value.removeprefix("+"))
    return Fact(words("Unfinished responses"), said)


def _texts(value: object) -> list[str]:
    return [text(item) for item in value] if isinstance(value, list) else []
