"""Finds addresses of brands and data centres in a text (qualtrics-api.md A.1). Pure."""

from __future__ import annotations

import re

from qualtrics_desk.api.connection import is_loopback, normalise_base_url
from qualtrics_desk.domain.errors import UsageError

DATACENTERS = (
    "yul1", "iad1", "sjc1", "fra1", "lhr1", "syd1", "sin1", "hnd1", "gov1",
    "ca1", "co1", "az1", "eu", "eu2", "au1",
)  # fmt: skip
"""Known data centres, present ones first (qualtrics-api.md A.1); the list is open."""

ADDRESS = re.compile(
    r"https?://[^\s'\"<>`|]+|(?<![\w@.-])(?:[a-z0-9-]+\.)+qualtrics\.com(?![\w.-]*@)[^\s'\"<>`|]*",
    re.IGNORECASE,
)
# Hosts of the maker's own pages: they say nothing about a brand.
_MAKERS = frozenset(
    f"{name}.qualtrics.com"
    for name in ("www", "support", "api", "community", "status", "login", "basecamp", "pages")
)
_DATACENTER = re.compile(r"[a-z]{2,4}\d{1,2}", re.IGNORECASE)


def hosts_in(text: str) -> list[str]:
    """Base addresses in the order of their worth: those that name a data centre first."""
    sure: list[str] = []
    other: list[str] = []
    for match in ADDRESS.finditer(text):
        address = match.group().rstrip(".,;:!?)]}")
        try:
            base = normalise_base_url(_origin(address))
        except UsageError:
            continue
        host = base.partition("://")[2].partition("/")[0]
        name = host.partition(":")[0]
        if name in _MAKERS:
            continue
        if is_loopback(name) or "/api/v3" in address.lower():
            sure.append(normalise_base_url(address))
        elif name.endswith(".qualtrics.com"):
            labels = name.removesuffix(".qualtrics.com").split(".")
            (sure if labels[-1] == "eu" or _DATACENTER.fullmatch(labels[-1]) else other).append(
                base
            )
    return list(dict.fromkeys(sure + other))


def _origin(address: str) -> str:
    scheme, mark, rest = address.rpartition("://")
    return f"{scheme}{mark}{re.split('[/?#]', rest, maxsplit=1)[0]}"


def base_url_of(word: str) -> str | None:
    """The base address that a single word means, or None."""
    known = word.lower() in DATACENTERS or _DATACENTER.fullmatch(word)
    if not (known or "." in word or ":" in word):
        return None
    try:
        return normalise_base_url(word)
    except UsageError:
        return None


def datacenter_of(base_url: str) -> str:
    """The data centre in an address: two addresses with the same one are the same place."""
    host = base_url.partition("://")[2].partition("/")[0]
    return host.removesuffix(".qualtrics.com").rpartition(".")[2]


def brand_in(hosts: list[str]) -> str | None:
    """The brand in front of a data centre, as in northwind.fra1.qualtrics.com."""
    for host in hosts:
        name = host.partition("://")[2].partition("/")[0]
        labels = name.removesuffix(".qualtrics.com").split(".")
        if name.endswith(".qualtrics.com") and len(labels) == 2:
            return labels[0]
    return None
