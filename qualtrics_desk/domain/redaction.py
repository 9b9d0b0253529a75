"""Takes out of a text what must not leave this machine: tokens, people, links, hosts of brands.

Used for the log and the diagnostics. It would rather take out too much: what is lost there is
little, what stays in can never be called back. Ids of surveys and lists and request ids stay,
because support asks for them; ids of contacts do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

SECRET = "[secret]"  # noqa: S105 - stands in the place of one
E_MAIL = "[e-mail]"
PHONE = "[phone]"
NAME = "[name]"
PERSON = "[contact]"
HOST = "[host]"

_SHORTEST_NAME = 3
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:-[a-z]{2,4})?", re.IGNORECASE)

_ADDRESS = re.compile(r"\b(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<rest>[^\s'\"<>`|]+)", re.IGNORECASE)
_E_MAIL = re.compile(r"[^\s@\"'<>()\[\]{},;:=|]+@[^\s@\"'<>()\[\]{},;:=|/]+\.[^\W\d_]{2,}")
# A label and what stands behind it, in headers, JSON, TOML, query strings and options.
_LABELLED = re.compile(
    r"(?P<label>\b[\w-]*(?:x-api-token|api[_-]?token|apitoken|token|secret|password|passwd|api[_-]?key"
    r"|shared[_-]?key|jwt|signature|credential)s?\b['\"]?\s*(?:=|:)\s*)"
    r"(?P<value>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s,;&})\]]+)",
    re.IGNORECASE,
)
_AUTHORIZATION = re.compile(
    r"(?P<label>\b(?:authorization\b['\"]?\s*[:=]\s*['\"]?)?(?:bearer|basic)\s+)[\w.~+/=-]{6,}",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![\w-])[A-Za-z0-9_~+=-]{28,}(?:\.[A-Za-z0-9_~+=-]{10,})*")
_JWT = re.compile(r"\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*")
_HOST = re.compile(r"\b(?P<before>(?:[a-z0-9-]+\.)*)(?P<last>[a-z0-9-]+)\.qualtrics\.com\b", re.I)
_PERSON = re.compile(r"\b(?:CID|CGC|MLRP)_[A-Za-z0-9]{9,19}\b")
_PHONE = re.compile(r"(?<![\w.+-])(?:\+|00)\d[\d ()/.-]{6,}\d(?!\w)")
_LOOPBACK = re.compile(r"(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?", re.IGNORECASE)
# Below these paths everything is somebody's own: personal links, uploads, signed files.
_PERSONAL_PATH = re.compile(r"^/(?:jfe|SE|CP|WRQualtrics|Q/)", re.IGNORECASE)
_SECRET_PATH_PIECE = re.compile(r"[A-Za-z0-9_~+=.%-]{28,}")


class Redaction:
    """The rules, with what is known of this person on top of them.

    Args:
        known: Secrets, names and other texts that must not appear; more can be added later.
        home: The person's home folder; its path holds their name.
    """

    def __init__(self, known: Iterable[str] = (), *, home: Path | None = None) -> None:
        self._known: set[str] = set()
        self._names: re.Pattern[str] | None = None
        self._home = str(home if home is not None else Path.home())
        self.know(*known)

    def know(self, *texts: str | None) -> None:
        """Add texts that must not appear: a token, a name, an address."""
        added = {text.strip() for text in texts if text and len(text.strip()) >= _SHORTEST_NAME}
        if added <= self._known:
            return
        self._known |= added
        longest_first = sorted(self._known, key=len, reverse=True)
        self._names = re.compile(
            "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in longest_first), re.IGNORECASE
        )

    def redact(self, text: str) -> str:
        """The text without what must not leave this machine."""
        # Known texts first and last: rules may cut through them, and may bring them to light.
        text = self._without_known(text)
        if len(self._home) > 1:
            text = text.replace(self._home, "~")
        text = _ADDRESS.sub(_address, text)
        text = _AUTHORIZATION.sub(lambda found: f"{found['label']}{SECRET}", text)
        text = _LABELLED.sub(_labelled, text)
        text = _JWT.sub(SECRET, text)
        text = _E_MAIL.sub(E_MAIL, text)
        text = _HOST.sub(_host, text)
        text = _PERSON.sub(PERSON, text)
        text = _LONG.sub(_long, text)
        text = _PHONE.sub(PHONE, text)
        return self._without_known(text)

    def _without_known(self, text: str) -> str:
        return text if self._names is None else self._names.sub(NAME, text)


def redact(text: str, known: Iterable[str] = ()) -> str:
    """Redact one text."""
    return Redaction(known).redact(text)


def _labelled(found: re.Match[str]) -> str:
    value = found["value"].strip("'\"")
    # "token: null" and "tokens: 3" say something and give nothing away.
    if value in {"", "None", "null", "true", "false", "True", "False", SECRET} or (
        value.isdigit() and len(value) < 6
    ):
        return found.group()
    quote = found["value"][0] if found["value"][0] in "'\"" else ""
    return f"{found['label']}{quote}{SECRET}{quote}"


def _long(found: re.Match[str]) -> str:
    word = found.group()
    if _UUID.fullmatch(word) or not _looks_drawn(word):
        return word
    return SECRET


def _looks_drawn(word: str) -> bool:
    """Whether a long word was drawn by chance: names of people and modules have few digits."""
    digits = sum(char.isdigit() for char in word)
    mixed = any(c.isupper() for c in word[1:]) and any(c.islower() for c in word)
    plain = "_" not in word and "-" not in word
    return digits >= 2 or (mixed and plain and len(word) >= 36)


def _address(found: re.Match[str]) -> str:
    scheme, rest = found["scheme"], found["rest"]
    netloc, slash, path = rest.partition("/")
    netloc, *behind = re.split(r"[?#]", netloc, maxsplit=1)
    netloc = netloc.rpartition("@")[2]
    if behind:
        slash, path = "", ""
    host = netloc if _LOOPBACK.fullmatch(netloc) else _masked_host(netloc)
    path, *query = re.split(r"[?#]", slash + path, maxsplit=1)
    if _PERSONAL_PATH.match(path):
        return f"{scheme}://{host}/[link]"
    pieces = [SECRET if _is_secret_piece(piece) else piece for piece in path.split("/")]
    tail = "?[…]" if query or behind else ""
    return f"{scheme}://{host}{'/'.join(pieces)}{tail}"


def _is_secret_piece(piece: str) -> bool:
    return bool(_SECRET_PATH_PIECE.fullmatch(piece)) and not _UUID.fullmatch(piece)


def _masked_host(netloc: str) -> str:
    host = netloc.partition(":")[0]
    if not host.lower().endswith(".qualtrics.com"):
        return HOST
    # What stands in front may have been taken out already, so only the last label is looked at.
    before, _, last = host[: -len(".qualtrics.com")].rpartition(".")
    return _service_host(before, last)


def _host(found: re.Match[str]) -> str:
    return _service_host(found["before"], found["last"])


def _service_host(before: str, last: str) -> str:
    """A data centre may be seen, a brand may not: fra1 has a digit, northwind has none."""
    if not re.fullmatch(r"[a-z]{2,4}\d{1,2}|eu|www|api|status|support", last):
        return "[brand].qualtrics.com"
    return f"{'[brand].' if before else ''}{last}.qualtrics.com"
