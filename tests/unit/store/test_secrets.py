from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import InitError, PasswordDeleteError

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.store.secrets import TOKEN_VARIABLE, Kept, Secret, SecretKind, Secrets

if TYPE_CHECKING:
    from pathlib import Path

VALUE = "tök-3n-that-must-not-leak"


class Keychain(KeyringBackend):
    """A keychain in memory that can be locked."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False
        self.deletes = True

    def _knock(self) -> None:
        if self.locked:
            raise InitError(f"Prompt dismissed for {VALUE}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._knock()
        self.entries[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        self._knock()
        return self.entries.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if not self.deletes:
            raise PasswordDeleteError("no")
        del self.entries[service, username]


@pytest.fixture
def keychain() -> Keychain:
    return Keychain()


def test_a_keychain_keeps_secrets_apart_by_profile_and_kind(keychain: Keychain) -> None:
    first = Secrets(keychain)

    kept = first.keep("a", SecretKind.TOKEN, VALUE)
    first.keep("b", SecretKind.TOKEN, "other")
    first.keep("a", SecretKind.CLIENT_SECRET, "client")

    assert kept is Kept.KEYCHAIN
    later = Secrets(keychain)
    assert later.get("a", SecretKind.TOKEN) == Secret(VALUE, Kept.KEYCHAIN)
    assert later.get("b", SecretKind.TOKEN) == Secret("other", Kept.KEYCHAIN)
    assert later.get("a", SecretKind.CLIENT_SECRET) == Secret("client", Kept.KEYCHAIN)
    assert later.get("b", SecretKind.CLIENT_SECRET) is None


class OnDisk(Keychain):
    """Stands for a backend that writes files."""


OnDisk.__module__ = "keyrings.alt.file"


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), OnDisk()])
def test_without_a_keychain_a_secret_lives_for_this_run_only(
    backend: KeyringBackend, tmp_path: Path, home: Path
) -> None:
    secrets = Secrets(backend)

    kept = secrets.keep("a", SecretKind.TOKEN, VALUE)

    assert kept is Kept.SESSION
    assert not secrets.has_keychain()
    assert secrets.get("a", SecretKind.TOKEN) == Secret(VALUE, Kept.SESSION)
    assert Secrets(backend).get("a", SecretKind.TOKEN) is None
    assert not home.exists()
    assert getattr(backend, "entries", {}) == {}
    secrets.forget("a")
    assert secrets.get("a", SecretKind.TOKEN) is None


def test_the_system_keychain_is_found_by_itself() -> None:
    # The tests' own environment names the backend that always fails.
    assert not Secrets().has_keychain()


def test_a_keychain_that_will_not_open_says_so_and_names_no_secret(keychain: Keychain) -> None:
    Secrets(keychain).keep("a", SecretKind.TOKEN, VALUE)
    keychain.locked = True
    secrets = Secrets(keychain)

    with pytest.raises(StoreError, match="Unlock") as caught:
        secrets.get("a", SecretKind.TOKEN)
    assert VALUE not in str(caught.value)

    assert secrets.keep("a", SecretKind.TOKEN, "new") is Kept.SESSION
    assert secrets.get("a", SecretKind.TOKEN) == Secret("new", Kept.SESSION)


def test_a_token_given_for_this_run_wins_until_the_keychain_takes_one(keychain: Keychain) -> None:
    secrets = Secrets(keychain)
    secrets.keep("a", SecretKind.TOKEN, "old")
    keychain.locked = True
    secrets.keep("a", SecretKind.TOKEN, "session")
    keychain.locked = False

    assert secrets.get("a", SecretKind.TOKEN) == Secret("session", Kept.SESSION)
    assert secrets.keep("a", SecretKind.TOKEN, "kept") is Kept.KEYCHAIN
    assert secrets.get("a", SecretKind.TOKEN) == Secret("kept", Kept.KEYCHAIN)


def test_the_environment_is_the_last_resort(
    keychain: Keychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = Secrets(keychain)
    monkeypatch.setenv(TOKEN_VARIABLE, " from-env\n")

    assert secrets.get(None, SecretKind.TOKEN) == Secret("from-env", Kept.ENVIRONMENT)
    assert secrets.get("a", SecretKind.TOKEN) == Secret("from-env", Kept.ENVIRONMENT)
    assert secrets.get("a", SecretKind.CLIENT_SECRET) is None
    secrets.keep("a", SecretKind.TOKEN, VALUE)
    assert secrets.get("a", SecretKind.TOKEN) == Secret(VALUE, Kept.KEYCHAIN)
    keychain.locked = True
    assert secrets.get("a", SecretKind.TOKEN) == Secret("from-env", Kept.ENVIRONMENT)
    monkeypatch.setenv(TOKEN_VARIABLE, "  ")
    assert secrets.get(None, SecretKind.TOKEN) is None


def test_forgetting_leaves_nothing_of_that_profile(keychain: Keychain) -> None:
    secrets = Secrets(keychain)
    for kind in SecretKind:
        secrets.keep("a", kind, VALUE)
        secrets.keep("b", kind, "stays")

    secrets.forget("a")

    assert VALUE not in keychain.entries.values()
    assert list(keychain.entries.values()) == ["stays"] * len(SecretKind)
    secrets.forget("a")


def test_forgetting_that_failed_is_not_passed_over(keychain: Keychain) -> None:
    secrets = Secrets(keychain)
    secrets.keep("a", SecretKind.TOKEN, VALUE)
    keychain.deletes = False

    with pytest.raises(StoreError, match="still holds"):
        secrets.forget("a")


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret(VALUE, Kept.SESSION)

    assert VALUE not in f"{secret} {secret!r} {[secret]}"
