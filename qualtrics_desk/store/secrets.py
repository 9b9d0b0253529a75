"""API tokens and their like: in the system's keychain, or in this process only. Never on disk.

Every call may block, because a keychain may ask the person for a password: off the event loop only
(`asyncio.to_thread`). No error and no repr of this module holds a secret.
"""

from __future__ import annotations

import enum
import os
import threading
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.domain.errors import StoreError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

TOKEN_VARIABLE = "QUALTRICS_API_TOKEN"  # noqa: S105 - the name of a variable

# Of the third-party backends, these write files, some of them in plain text.
_WRITES_FILES = "keyrings.alt"


class SecretKind(enum.Enum):
    """What a profile may keep; the value is the account name in the keychain."""

    TOKEN = "api token"  # noqa: S105 - the name of a kind
    CLIENT_SECRET = "oauth client secret"  # noqa: S105 - the name of a kind
    PROXY_PASSWORD = "proxy password"  # noqa: S105 - the name of a kind


class Kept(enum.Enum):
    """Where a secret is, in words that can be shown."""

    KEYCHAIN = "in the system's keychain"
    SESSION = "for this run only: this machine offers no keychain that can be used"
    ENVIRONMENT = f"in the environment ({TOKEN_VARIABLE})"


class Secret(NamedTuple):
    """A secret and where it was found."""

    value: str
    kept: Kept

    def __repr__(self) -> str:
        """Without the value, as a repr ends up in logs and crash reports."""
        return f"Secret({self.kept.name})"


class Secrets:
    """The secrets of all profiles.

    Args:
        backend: The keychain; None finds the system's own at first use.
    """

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._backend = backend
        self._session: dict[tuple[str, SecretKind], str] = {}
        self._lock = threading.Lock()

    def keep(self, profile: str, kind: SecretKind, value: str) -> Kept:
        """Keep a secret in the keychain, or for this run where that is not possible.

        Returns:
            Where it is now; say it to the person.
        """
        from keyring.errors import KeyringError

        with self._lock:
            self._session.pop((profile, kind), None)
            backend = self._keychain()
            if backend is not None:
                try:
                    backend.set_password(_service(profile), kind.value, value)
                    # The null backend takes everything and keeps nothing.
                    if backend.get_password(_service(profile), kind.value) == value:
                        return Kept.KEYCHAIN
                except (KeyringError, OSError):
                    # Locked, or no desktop to ask on: the answer says that it is not in there.
                    pass
            self._session[profile, kind] = value
            return Kept.SESSION

    def get(self, profile: str | None, kind: SecretKind) -> Secret | None:
        """Find a secret.

        What the person gave for this run wins over the keychain. The environment comes last, as
        its token need not be of this profile's brand.

        Args:
            profile: None where the command line names no profile: only the environment counts.
            kind: What to find.

        Raises:
            StoreError: When the keychain exists, cannot be read, and nothing else has the secret.
        """
        with self._lock:
            if profile is not None and (profile, kind) in self._session:
                return Secret(self._session[profile, kind], Kept.SESSION)
            trouble: StoreError | None = None
            if profile is not None:
                try:
                    kept = self._read(profile, kind)
                except StoreError as error:
                    trouble, kept = error, None
                if kept is not None:
                    return Secret(kept, Kept.KEYCHAIN)
        from_environment = os.environ.get(TOKEN_VARIABLE, "").strip()
        if kind is SecretKind.TOKEN and from_environment:
            return Secret(from_environment, Kept.ENVIRONMENT)
        if trouble is not None:
            raise trouble
        return None

    def forget(self, profile: str) -> None:
        """Remove every secret of a profile, from this run and from the keychain.

        Raises:
            StoreError: When the keychain still holds one.
        """
        from keyring.errors import KeyringError

        with self._lock:
            for kind in SecretKind:
                self._session.pop((profile, kind), None)
            backend = self._keychain()
            if backend is None:
                return
            for kind in SecretKind:
                if self._read(profile, kind) is None:
                    continue
                try:
                    backend.delete_password(_service(profile), kind.value)
                except (KeyringError, OSError) as error:
                    raise _unreadable(error, "still holds") from error

    def has_keychain(self) -> bool:
        """Whether there is a keychain at all, to be said before a secret is typed."""
        with self._lock:
            return self._keychain() is not None

    def _read(self, profile: str, kind: SecretKind) -> str | None:
        from keyring.errors import KeyringError, NoKeyringError

        backend = self._keychain()
        if backend is None:
            return None
        try:
            return backend.get_password(_service(profile), kind.value)
        except NoKeyringError:
            return None
        except (KeyringError, OSError) as error:
            raise _unreadable(error, "may hold") from error

    def _keychain(self) -> KeyringBackend | None:
        # Imported here: finding the backend takes longer than many a command.
        import keyring
        from keyring.backends import fail, null

        if self._backend is None:
            self._backend = keyring.get_keyring()
        if isinstance(self._backend, (fail.Keyring, null.Keyring)):
            return None
        if type(self._backend).__module__.startswith(_WRITES_FILES):
            return None
        return self._backend


def _service(profile: str) -> str:
    return f"qualtrics-desk: {profile}"


def _unreadable(error: Exception, what: str) -> StoreError:
    # Only the kind of the error: nobody knows what a backend writes into its texts.
    return StoreError(
        f"The system's keychain {what} a secret of this profile, but it did not open.",
        detail=f"{type(error).__name__}.",
        hint=f"Unlock the keychain, or set {TOKEN_VARIABLE} for this run.",
    )
