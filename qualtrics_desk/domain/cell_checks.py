"""What can be wrong with a single cell of a contact, one function a kind of field.

Every function takes the trimmed, NFC-normalised text of a filled cell and a list to add findings
to, and gives back the value to send. Plain cells leave after one test: a file has millions.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from typing import Final

from qualtrics_desk.domain.contacts import MAX_EMBEDDED_VALUE
from qualtrics_desk.domain.findings import Finding, Level

Found = list[Finding]
CellCheck = Callable[[str, str, Found], str | bool]

LANGUAGES: Final[tuple[str, ...]] = (
    *("AR", "ASM", "AZ-AZ", "BEL", "BG", "BN", "BS", "CA", "CEB", "CH", "CS", "CY", "DA", "DE"),
    *("EL", "EN", "EN-US", "EN_GB", "EO", "ES", "ES-ES", "ET", "FA", "FI", "FR", "FR-CA", "GU"),
    *("HE", "HI", "HIL", "HR", "HU", "HYE", "ID", "ISL", "IT", "JA", "KAN", "KAT", "KAZ", "KM"),
    *("KO", "LT", "LV", "MAL", "MAR", "MK", "MN", "MS", "MY", "NL", "NO", "ORI", "PA-IN", "PL"),
    *("PT", "PT-BR", "RO", "RU", "SIN", "SK", "SL", "SQI", "SR", "SR-ME", "SV", "SW", "TA", "TEL"),
    *("TGL", "TH", "TR", "UK", "UR", "VI", "ZH-S", "ZH-T"),
)
"""Language codes of surveys (qualtrics-api.md A.7)."""

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9]|-(?!-)){0,61}(?<!-)"
_PLAIN_EMAIL = re.compile(
    r"(?=.{6,200}\Z)(?=[^@]{1,60}@)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
    rf"@(?:{_LABEL}\.){{1,4}}(?!(?i:test|local|localhost|invalid|onion|arpa)\Z)[A-Za-z]{{2,24}}"
)
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_BARE_DIGITS = re.compile(r"[0-9]{8,15}")
_SCIENTIFIC = re.compile(r"[+-]?[0-9](?:[.,][0-9]+)?[Ee]\+[0-9]{1,3}")
_ROUNDED_ID = re.compile(r"[1-9][0-9]{14}0+")
_SHEET_ERROR = re.compile(r"#(?:N/A|NV|REF!|BEZUG!|VALUE!|WERT!|NAME\?|DIV/0!|NUM!|ZAHL!|NULL!)")
_MOJIBAKE = re.compile(
    "\u00c3[\u0080-\u00bf\u0192\u2030\u0153\u2018-\u201e]|\u00e2\u20ac|\u00c2[\u00a0-\u00bf]|\ufffd"
)
_BLOCKED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

_YES: Final = "true t 1 yes y ja j oui o sí si s sim verdadero verdadeiro vrai vero wahr waar x ✓ ✔"
_NO: Final = "false f 0 no n nein non não nao nee falso faux falsch onwaar"
BOOLEAN_WORDS: Final = {
    **dict.fromkeys(_YES.split(), True),
    **dict.fromkeys(_NO.split(), False),
}


def clean_text(text: str, target: str, found: Found) -> str:
    """NFC, and what a cell with unusual characters tells about the file (F.35).

    Callers skip it for printable ASCII. A cell of nothing but invisible characters is blank.
    """
    text = unicodedata.normalize("NFC", text)
    if not _INVISIBLE.sub("", text).strip():
        return ""
    blocked = _BLOCKED.search(text)
    if blocked:
        what = (
            "a NUL character" if blocked[0] == "\0" else f"the control character {_code(blocked)}"
        )
        found.append(
            Finding("control-character", target, Level.ERROR, f"The cell holds {what}; remove it.")
        )
    elif _MOJIBAKE.search(text):
        found.append(
            Finding(
                "broken-letters",
                target,
                Level.WARNING,
                f"“{_short(text)}” looks as if the file was read with the wrong encoding.",
            )
        )
    return text


def check_line(text: str, target: str, found: Found) -> str:
    """A text of one line: names."""
    if not text.isprintable() and ("\n" in text or "\r" in text or "\t" in text):
        found.append(
            Finding(
                "line-break", target, Level.WARNING, "The cell holds a line break or tab character."
            )
        )
    if text[0] == "#":
        _check_sheet_error(text, target, found)
    return text


def check_reference(text: str, target: str, found: Found) -> str:
    """An external reference: an id that spreadsheets like to damage (F.36)."""
    text = check_line(_without_invisible(text, target, found), target, found)
    _check_damaged_number(text, target, found)
    return text


def check_email(text: str, target: str, found: Found) -> str:
    """An e-mail address; no look-up in the network."""
    if _PLAIN_EMAIL.fullmatch(text):
        return text
    text = _without_invisible(text, target, found)
    level, why = _judge_email(text)
    if level is not None:
        found.append(Finding("email", target, level, f"“{_short(text)}”: {why}"))
    return text


def check_language(text: str, target: str, found: Found) -> str:
    """A language code. The service takes free text and then falls back silently (F.33)."""
    text = _without_invisible(text, target, found)
    if text.upper().replace("_", "-") not in _FOLDED_LANGUAGES:
        found.append(
            Finding(
                "language",
                target,
                Level.WARNING,
                f"“{_short(text)}” is no language code that surveys use (such as EN, DE, PT-BR); "
                "the survey would show its own language.",
            )
        )
    return text


def check_boolean(text: str, target: str, found: Found) -> str | bool:
    """A yes or no. As text it would be refused, so it is sent as a boolean (F.30)."""
    flag = BOOLEAN_WORDS.get(_without_invisible(text, target, found).lower())
    if flag is None:
        found.append(
            Finding(
                "boolean",
                target,
                Level.ERROR,
                f"“{_short(text)}” is neither yes nor no. Use true or false.",
            )
        )
        return text
    return flag


def check_embedded(text: str, target: str, found: Found) -> str:
    """An embedded-data value: text, whatever it looks like (F.23, C.2)."""
    if len(text) > MAX_EMBEDDED_VALUE:
        found.append(
            Finding(
                "too-long",
                target,
                Level.ERROR,
                f"The value has {len(text):,} characters; {MAX_EMBEDDED_VALUE:,} are allowed.",
            )
        )
    elif text[0] == "#":
        _check_sheet_error(text, target, found)
    else:
        _check_damaged_number(text, target, found)
    return text


def phone_check(region: str | None) -> CellCheck:
    """Make the check of phone numbers.

    Args:
        region: Two-letter country for numbers without country code; None if they have one.
    """

    def check_phone(text: str, target: str, found: Found) -> str:
        if _E164.fullmatch(text):
            return text
        text = _without_invisible(text, target, found)
        if "E+" in text.upper() and _SCIENTIFIC.fullmatch(text):
            _check_damaged_number(text, target, found)
            return text
        why = _judge_phone(text, region)
        if why:
            found.append(Finding("phone", target, Level.WARNING, f"“{_short(text)}”: {why}"))
        return text

    return check_phone


_FOLDED_LANGUAGES: Final = frozenset(code.upper().replace("_", "-") for code in LANGUAGES)


def _check_damaged_number(text: str, target: str, found: Found) -> None:
    if ("E+" in text or "e+" in text) and _SCIENTIFIC.fullmatch(text):
        message = f"“{text}” looks like a long number that a spreadsheet program shortened."
        found.append(Finding("scientific-number", target, Level.WARNING, message))
    elif len(text) > 15 and text[-1] == "0" and _ROUNDED_ID.fullmatch(text):
        message = f"“{_short(text)}” may have been rounded: spreadsheets keep 15 digits only."
        found.append(Finding("rounded-number", target, Level.WARNING, message))


def _check_sheet_error(text: str, target: str, found: Found) -> None:
    if _SHEET_ERROR.fullmatch(text.upper()):
        message = f"“{text}” is an error message of a spreadsheet formula."
        found.append(Finding("formula-error", target, Level.WARNING, message))


def _without_invisible(text: str, target: str, found: Found) -> str:
    if text.isascii() or not _INVISIBLE.search(text):
        return text
    message = "Invisible characters, as pasted text has them, were left out."
    found.append(Finding("invisible-character", target, Level.INFO, message))
    return _INVISIBLE.sub("", text).strip()


def _judge_email(text: str) -> tuple[Level | None, str]:
    # Imported here: loading it costs more than a start of the program can spare.
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False, strict=True)
    except EmailNotValidError as error:
        if not text.lower().endswith(".test"):
            return Level.ERROR, str(error)
        try:
            validate_email(text, test_environment=True, strict=True)
        except EmailNotValidError:
            return Level.ERROR, str(error)
        return Level.WARNING, "mail to such a domain never arrives: it is reserved for tests."
    return None, ""


@functools.lru_cache(maxsize=4096)
def _judge_phone(text: str, region: str | None) -> str:
    # Imported here: as for e-mail.
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        if region is None and _BARE_DIGITS.fullmatch(text):
            return "the plus sign and country code are missing; spreadsheets remove the plus."
        return "this is no phone number in international form (such as +41446681800)."
    if not phonenumbers.is_possible_number(number):
        return "a phone number of this country does not have that many digits."
    proper = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"it is sent as it stands; the international form would be {proper}."


def _code(match: re.Match[str]) -> str:
    return f"U+{ord(match[0]):04X}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
