"""Reads whatever a person copied out of Qualtrics: the account page, a link, a command.

Pure. The order does not matter, nor the language: what has a shape of its own (ids, addresses,
tokens) is known by it, the rest by its label. No secret gets into a note, a repr or an error.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

import msgspec

from qualtrics_desk.api.connection import normalise_base_url
from qualtrics_desk.services.sign_in.addresses import (
    ADDRESS,
    DATACENTERS,
    base_url_of,
    brand_in,
    datacenter_of,
    hosts_in,
)
from qualtrics_desk.services.sign_in.labels import Field, field_of, folded

INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_USER = re.compile(r"(?<!\w)UR_[A-Za-z0-9]{11,15}(?!\w)")
_KNOWN_ID = re.compile(r"[A-Z]{1,5}_[A-Za-z0-9]{9,19}")
_PAIR = re.compile(r"^\s*(?P<label>[^:=\t]{2,60}?)\s*(?::|=|\t)\s*(?P<value>.*)$")
_WORD = re.compile(r"[^\s'\"“”„‘’«»,;()\[\]{}<>]+")
_BASIC = re.compile(r"(?<!\S)(?:-u|--user)[\s=]*['\"]?(?P<id>[^\s:'\"]+):(?P<secret>[^\s'\"]+)")
_HEADER = re.compile(
    r"(?P<label>x-api-token|authorization)['\"]?\s*[:=]\s*['\"]?(?P<value>(?:bearer\s+)?[^\s'\"]+)",
    re.IGNORECASE,
)
_BEARER = re.compile(r"bearer\s+", re.IGNORECASE)
_SECRET_SHAPE = re.compile(r"[A-Za-z0-9._~+/=-]+")
BARE_TOKEN = re.compile(r"(?=[A-Za-z0-9]*[A-Za-z])(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{30,80}")
# A token that stands all alone may look otherwise: its form is not documented (A.2).
_LONE_TOKEN = re.compile(r"[A-Za-z0-9_~+/=-]{20,200}")
_BRAND = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,60}")
_SCOPE = re.compile(r"\b(?:manage|read|write):[a-z_]+|\b(?:openid|profile)\b")
_SHORTEST_SECRET = 8


class Note(enum.Enum):
    """What is worth saying about a paste; the value is the sentence."""

    SEVERAL_TOKENS = "Several texts could be the token: paste only the token."
    ACCESS_TOKEN = "That is an access token that ends within hours. Paste the API token, or id and secret of an OAuth client."  # noqa: E501, S105
    NO_DATACENTER = "Which data centre is missing."
    NO_SECRET = "The API token is missing."  # noqa: S105 - a sentence
    NO_CLIENT_SECRET = "The secret of the OAuth client is missing."  # noqa: S105 - a sentence
    NO_CLIENT_ID = "The id of the OAuth client is missing."
    SEVERAL_HOSTS = "Several addresses were found; the first one is used."
    NOTHING = "Nothing of this was recognised."


class Pasted(msgspec.Struct, frozen=True, kw_only=True):
    """What was recognised.

    Attributes:
        base_url: Normalised, or None.
        token: The API token, or None. Never to be shown.
        user_id: UR_…, or None.
        brand: The organisation id, or None.
        client_id: Of an OAuth client, or None.
        client_secret: Its secret, or None. Never to be shown.
        scopes: Scopes that were named.
        notes: What is missing or ambiguous.
    """

    base_url: str | None = None
    token: str | None = None
    user_id: str | None = None
    brand: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    scopes: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def __repr__(self) -> str:
        found = [name for name in self.__struct_fields__ if getattr(self, name)]
        return f"Pasted({', '.join(found)})"

    @property
    def is_oauth(self) -> bool:
        """Whether an OAuth client is meant, complete or not."""
        return self.client_secret is not None or (self.client_id is not None and not self.token)

    @property
    def is_complete(self) -> bool:
        """Whether it is enough to ask the service."""
        proof = self.token or (self.client_id and self.client_secret)
        return bool(self.base_url and proof)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be shown."""
        return tuple(secret for secret in (self.token, self.client_secret) if secret)


class _Found:
    """What the readers have seen so far."""

    def __init__(self) -> None:
        self.fields: dict[Field, str] = {}
        self.hosts: list[str] = []
        self.notes: list[Note] = []

    def keep(self, field: Field, value: str) -> None:
        self.fields.setdefault(field, value)


def read_pasted(text: str) -> Pasted:
    """Recognise what belongs to a sign-in; what is not known is left out without a word."""
    cleaned = INVISIBLE.sub("", text.replace("\u00a0", " "))
    found = _Found()
    found.hosts = hosts_in(cleaned)
    rest = ADDRESS.sub(" ", cleaned)
    rest = _read_commands(rest, found)
    for label, value in _pairs(rest):
        _read_pair(label, value, found)
    _read_lone(rest, found)
    return _result(cleaned, found)


def _read_commands(text: str, found: _Found) -> str:
    """Headers and options of curl and its like; gives back what is left."""
    for match in _BASIC.finditer(text):
        found.keep(Field.CLIENT_ID, match["id"])
        found.keep(Field.CLIENT_SECRET, match["secret"])
    for match in _HEADER.finditer(text):
        if match["label"].lower() == "x-api-token":
            found.keep(Field.TOKEN, match["value"])
        elif _BEARER.match(match["value"]):
            found.notes.append(Note.ACCESS_TOKEN)
    return _HEADER.sub(" ", _BASIC.sub(" ", text))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Labels with what stands behind them, or in the line below as on the page itself."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        match = _PAIR.match(line)
        if match and match["value"].strip():
            yield match["label"], match["value"]
            continue
        # "API token abc…": label and value with nothing but a blank in between.
        head, _, last = line.rpartition(" ")
        if head:
            yield head, last
        if number + 1 < len(lines):
            yield (match["label"] if match else line), lines[number + 1]


def _read_pair(label: str, value: str, found: _Found) -> None:
    field = field_of(label)
    words = _WORD.findall(value)
    if not words or field in {Field.OTHER, Field.ACCESS_TOKEN}:
        if field is Field.ACCESS_TOKEN and words and len(words[0]) >= _SHORTEST_SECRET:
            found.notes.append(Note.ACCESS_TOKEN)
        return
    first = words[0]
    match field:
        case Field.TOKEN | Field.CLIENT_SECRET | Field.CLIENT_ID if _can_be_secret(first):
            found.keep(field, first)
        case Field.SCOPES if scopes := _SCOPE.findall(value):
            found.keep(field, " ".join(dict.fromkeys(scopes)))
        case Field.DATACENTER | Field.BASE_URL if host := base_url_of(first):
            found.hosts.append(host)
        case Field.BRAND if _BRAND.fullmatch(value.strip(" '\"")):
            found.keep(field, value.strip(" '\""))


def _can_be_secret(word: str) -> bool:
    return (
        len(word) >= _SHORTEST_SECRET
        and _SECRET_SHAPE.fullmatch(word) is not None
        and not _KNOWN_ID.fullmatch(word)
        # A word of a sentence is none: tokens have digits, or are longer than words.
        and (any(char.isdigit() for char in word) or len(word) > 24)
    )


def _read_lone(text: str, found: _Found) -> None:
    """What stands there without a label: a token, a data centre."""
    words = [word for word in _WORD.findall(text) if not _KNOWN_ID.fullmatch(word)]
    known = set(found.fields.values())
    if not {Field.TOKEN, Field.CLIENT_SECRET} & found.fields.keys():
        alone = len(words) == 1 and _LONE_TOKEN.fullmatch(words[0]) and words[0] not in known
        candidates = dict.fromkeys(
            words
            if alone
            else (word for word in words if BARE_TOKEN.fullmatch(word) and word not in known)
        )
        # Forty characters is what all known tokens have (A.2).
        likely = [word for word in candidates if len(word) == 40] or list(candidates)
        if len(likely) == 1:
            found.keep(Field.TOKEN, likely[0])
        elif likely:
            found.notes.append(Note.SEVERAL_TOKENS)
    if not found.hosts:
        for word in words:
            if word.lower() in DATACENTERS and (word.lower() != "eu" or len(words) == 1):
                found.hosts.append(normalise_base_url(word))


def _result(text: str, found: _Found) -> Pasted:
    user = _USER.search(text)
    hosts = list(dict.fromkeys(found.hosts))
    base_url = hosts[0] if hosts else None
    notes = list(dict.fromkeys(found.notes))
    if len({datacenter_of(host) for host in hosts}) > 1:
        notes.append(Note.SEVERAL_HOSTS)
    fields = found.fields
    pasted = Pasted(
        base_url=base_url,
        token=fields.get(Field.TOKEN),
        user_id=user.group() if user else None,
        brand=fields.get(Field.BRAND) or brand_in(hosts),
        client_id=fields.get(Field.CLIENT_ID),
        client_secret=fields.get(Field.CLIENT_SECRET),
        scopes=tuple(fields.get(Field.SCOPES, "").split()),
    )
    return msgspec.structs.replace(pasted, notes=tuple(notes) + _missing(text, pasted, notes))


def _missing(text: str, pasted: Pasted, notes: list[Note]) -> tuple[Note, ...]:
    if not folded(text):
        return ()
    secret = pasted.token or pasted.client_secret
    if not (secret or pasted.base_url or pasted.client_id or pasted.user_id or notes):
        return (Note.NOTHING,)
    missing = []
    if pasted.client_secret and not pasted.client_id:
        missing.append(Note.NO_CLIENT_ID)
    elif pasted.client_id and not secret:
        missing.append(Note.NO_CLIENT_SECRET)
    elif not secret and not {Note.SEVERAL_TOKENS, Note.ACCESS_TOKEN} & set(notes):
        missing.append(Note.NO_SECRET)
    if pasted.base_url is None:
        missing.append(Note.NO_DATACENTER)
    return tuple(missing)
