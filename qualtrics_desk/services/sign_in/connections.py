"""From a profile and its secrets to a connection: the one place, for the window and the commands.

Finding a secret may block, because a keychain may ask the person: off the event loop only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from qualtrics_desk.api.connection import (
    Connection,
    OAuthClient,
    clean_token,
    normalise_base_url,
)
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.store.secrets import TOKEN_VARIABLE, SecretKind
from qualtrics_desk.store.settings import AuthKind

if TYPE_CHECKING:
    from qualtrics_desk.store.secrets import Secrets
    from qualtrics_desk.store.settings import Profile, Settings


class NoSecret(UsageError):
    """Neither keychain nor environment nor this run has the secret of a profile."""


def secret_kind(profile: Profile) -> SecretKind:
    """What the profile proves itself with."""
    return SecretKind.CLIENT_SECRET if profile.auth is AuthKind.OAUTH else SecretKind.TOKEN


def connection_of(
    profile: Profile, secret: str, *, proxy_password: str | None = None
) -> Connection:
    """Put a connection together.

    Args:
        profile: Where to, and how.
        secret: The token, or the secret of the OAuth client.
        proxy_password: Of the profile's proxy user.

    Raises:
        UsageError: When the address or the token cannot be used.
    """
    oauth = None
    if profile.auth is AuthKind.OAUTH:
        oauth = OAuthClient(
            client_id=profile.client_id or "", client_secret=secret.strip(), scopes=profile.scopes
        )
    return Connection(
        base_url=normalise_base_url(profile.base_url),
        token=None if oauth else clean_token(secret),
        oauth=oauth,
        client_certificate=_path(profile.client_certificate),
        client_key=_path(profile.client_key),
        extra_ca=_path(profile.extra_ca),
        proxy=_proxy(profile, proxy_password),
        read_only=profile.read_only,
    )


def find_connection(profile: Profile, secrets: Secrets) -> Connection:
    """Put a connection together from what the keychain, this run or the environment has.

    Raises:
        NoSecret: When there is none.
        UsageError: When address or token cannot be used.
        StoreError: When the keychain has one and does not open.
    """
    kind = secret_kind(profile)
    secret = secrets.get(profile.name, kind)
    if secret is None and kind is SecretKind.CLIENT_SECRET:
        raise NoSecret(
            f"The keychain has no client secret for the profile “{profile.name}”.",
            detail="Without a keychain a secret is never kept.",
        )
    if secret is None:
        raise no_token(profile.name)
    password = None
    if profile.proxy and profile.proxy_user:
        found = secrets.get(profile.name, SecretKind.PROXY_PASSWORD)
        password = None if found is None else found.value
    return connection_of(profile, secret.value, proxy_password=password)


def connection_at(base_url: str, secrets: Secrets) -> Connection:
    """A connection to an address without a profile; only the environment has its token.

    Raises:
        UsageError: When there is none, or address or token cannot be used.
    """
    address = normalise_base_url(base_url)
    secret = secrets.get(None, SecretKind.TOKEN)
    if secret is None:
        raise no_token(None)
    return Connection(base_url=address, token=clean_token(secret.value))


def profile_of(settings: Settings, name: str) -> Profile:
    """The profile of this name.

    Raises:
        UsageError: When there is none; it names those there are.
    """
    profile = settings.profile(name)
    if profile is None:
        names = ", ".join(known.name for known in settings.profiles) or "none"
        raise UsageError(f"There is no profile “{name}”.", hint=f"Known profiles: {names}.")
    return profile


def no_token(profile: str | None) -> NoSecret:
    """What to say where nothing has the token."""
    return NoSecret(
        "There is no API token.",
        hint=f"Put it into the environment variable {TOKEN_VARIABLE}"
        + (f", or save it for the profile “{profile}”." if profile else "."),
    )


def _proxy(profile: Profile, password: str | None) -> str | None:
    """The proxy's address; user and password come in only here, never into the settings."""
    if profile.proxy is None or not profile.proxy_user:
        return profile.proxy
    scheme, mark, rest = profile.proxy.rpartition("://")
    who = quote(profile.proxy_user, safe="") + (f":{quote(password, safe='')}" if password else "")
    return f"{scheme or 'http'}{mark or '://'}{who}@{rest}"


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text).expanduser()
