"""Libraries of the brand with messages in several languages (qualtrics-api.md D.18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from qualtrics_desk.sandbox import ids
from qualtrics_desk.sandbox.brand import GROUP, USER, Brand

if TYPE_CHECKING:
    import sqlite3

BRAND_LIBRARY = ids.encode("GR_", 900)
"""The brand's own library carries a group's prefix."""


class _Text(NamedTuple):
    hello: str
    words: str
    button: str
    bye: str


def _mail(text: _Text) -> str:
    return (
        f"<p>{text.hello} ${{m://FirstName}},</p>\n"
        f"<p>{text.words}</p>\n"
        f'<p><a href="${{l://SurveyURL}}"><strong>{text.button}</strong></a></p>\n'
        f"<p>{text.bye}<br/>Meridian panel</p>\n"
        '<p style="font-size:11px;color:#666666">${l://OptOutLink?d=Unsubscribe}</p>'
    )


_INVITE = {
    "en": _Text(
        "Dear",
        "you are a customer of ours, and we would like to know how we are doing. "
        "It takes about five minutes; your answers stay confidential.",
        "Start the survey",
        "Thank you,",
    ),
    "de": _Text(
        "Guten Tag",
        "Sie sind Kundin oder Kunde bei uns, und wir möchten wissen, wie zufrieden Sie sind. "
        "Es dauert etwa fünf Minuten; Ihre Antworten bleiben vertraulich.",
        "Zur Umfrage",
        "Vielen Dank,",
    ),
    "fr": _Text(
        "Bonjour",
        "vous êtes client chez nous et nous aimerions connaître votre avis. "
        "Cela prend environ cinq minutes ; vos réponses restent confidentielles.",
        "Commencer",
        "Merci,",
    ),
    "ja": _Text(
        "こんにちは、",
        "サービスについてのご意見をお聞かせください。所要時間は約5分です。",
        "アンケートを始める",
        "ありがとうございます。",
    ),
}
_REMINDER = {
    "en": _Text(
        "Dear",
        "a week ago we asked for your opinion. There is still time: the survey is open until "
        "${e://Field/Deadline}.",
        "Continue the survey",
        "Kind regards,",
    ),
    "de": _Text(
        "Guten Tag",
        "vor einer Woche haben wir Sie um Ihre Meinung gebeten. Noch ist Zeit: Die Umfrage ist "
        "offen bis ${e://Field/Deadline}.",
        "Umfrage fortsetzen",
        "Freundliche Grüße,",
    ),
}
_THANKS = {
    "en": _Text(
        "Dear",
        "thank you for taking part. We read every answer, and you will hear from us in spring.",
        "See what changed last year",
        "Kind regards,",
    ),
    "de": _Text(
        "Guten Tag",
        "danke, dass Sie teilgenommen haben. Wir lesen jede Antwort und melden uns im Frühjahr.",
        "Was sich geändert hat",
        "Freundliche Grüße,",
    ),
    "es": _Text(
        "Hola",
        "gracias por participar. Leemos cada respuesta y le escribiremos en primavera.",
        "Ver los cambios",
        "Un saludo,",
    ),
}
_SUBJECTS = {"en": "Your opinion, ${m://FirstName}?", "de": "Ihre Meinung, ${m://FirstName}?"}
_CLOSED = {
    "en": "<p>This survey is closed. Thank you for your interest.</p>",
    "de": "<p>Diese Umfrage ist beendet. Danke für Ihr Interesse.</p>",
    "ar": '<p dir="rtl">انتهى هذا الاستطلاع. شكرًا لاهتمامكم.</p>',
}
_SMS = {"en": "${m://FirstName}, one question for you: ${l://SurveyURL} Reply STOP to end."}


def _mails(texts: dict[str, _Text]) -> dict[str, str]:
    return {language: _mail(text) for language, text in texts.items()}


_MESSAGES = (
    (1, "invite", "Customer survey: invitation", _mails(_INVITE)),
    (1, "reminder", "Customer survey: first reminder", _mails(_REMINDER)),
    (1, "thankYou", "Customer survey: thank you", _mails(_THANKS)),
    (1, "emailSubject", "Customer survey: subject", _SUBJECTS),
    (2, "invite", "Panel: invitation", _mails(_INVITE)),
    (2, "reminder", "Panel: last reminder", _mails(_REMINDER)),
    (2, "smsInvite", "Panel: text message", _SMS),
    (3, "inactiveSurvey", "Survey is closed", _CLOSED),
    (3, "endOfSurvey", "End of survey, brand wording", _mails(_THANKS)),
)
_THINGS = (
    (3, "survey", "Templates", "Employee pulse, short"),
    (3, "survey", "Templates", "Event feedback"),
    (3, "block", "Demographics", "Age and region"),
    (3, "block", "Demographics", "Household"),
    (3, "block", "Closing", "Consent and contact"),
    (3, "question", "Scales", "Recommendation, 0 to 10"),
    (1, "survey", "Drafts", "Wave 4, not final"),
)


def plant(brand: Brand, db: sqlite3.Connection, *, demo: bool) -> None:
    """Make the libraries; a brand without the demo has the user's own, and it is empty."""
    libraries = ((USER, "My library"), (GROUP, "Panel team"), (BRAND_LIBRARY, "Meridian (brand)"))
    for owner, name in libraries if demo else libraries[:1]:
        db.execute(
            "INSERT INTO libraries (id, owner, name) VALUES (?, ?, ?)",
            (brand.number(db, "libraries"), owner, name),
        )
    if not demo:
        return
    for library, category, description, texts in _MESSAGES:
        db.execute(
            "INSERT INTO messages (id, library, category, description, texts)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                brand.number(db, "messages"),
                library,
                category,
                description,
                msgspec.json.encode(texts).decode(),
            ),
        )
    for library, kind, folder, name in _THINGS:
        db.execute(
            "INSERT INTO library_things (id, library, kind, folder, name) VALUES (?, ?, ?, ?, ?)",
            (brand.number(db, "library things"), library, kind, folder, name),
        )
