"""What profiles and the places they lead to are called."""

from __future__ import annotations

from qualtrics_desk.gui.words.texts import tr
from qualtrics_desk.store.settings import ProfileKind


def kind_word(kind: ProfileKind) -> str:
    """What a kind of profile is called."""
    return {
        ProfileKind.PRODUCTION: tr("Production"),
        ProfileKind.TEST: tr("Test"),
        ProfileKind.SANDBOX: tr("SANDBOX"),
    }[kind]


def host_word(base_url: str) -> str:
    """An address as short as people say it: northwind / fra1, or the host."""
    host = base_url.partition("://")[2].partition("/")[0] or base_url
    name = host.removesuffix(".qualtrics.com")
    if name == host:
        return host
    brand, _, centre = name.rpartition(".")
    return f"{brand} / {centre}" if brand else centre
