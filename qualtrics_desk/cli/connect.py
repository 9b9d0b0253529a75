"""From the command line to a session: profile or address, secret, settings."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.api.connection import (
    Connection,
    OAuthClient,
    clean_token,
    normalise_base_url,
)
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services.session import Session, open_session
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.secrets import TOKEN_VARIABLE, SecretKind, Secrets
from qualtrics_desk.store.settings import AuthKind, Profile, Settings, load_settings

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator

    from qualtrics_desk.cli.output import Output


PATIENCE = 120.0
"""Seconds one call may take with all its pauses; a person's click gives up after 30. Long enough
for a service that asks to slow down for a minute, short enough for a person who waits; what was
done until then is kept, and the command can be repeated or resumed."""


@asynccontextmanager
async def session_of(arguments: Namespace, output: Output) -> AsyncIterator[Session]:
    """Open the session a command asks for.

    Raises:
        UsageError: When neither a profile nor an address can be told, or there is no secret.
    """
    home = await asyncio.to_thread(open_home)
    settings = await asyncio.to_thread(load_settings, home.settings)
    profile = _profile_of(arguments, settings)
    connection = await asyncio.to_thread(_connection, arguments.base_url, profile)
    async with open_session(
        home,
        connection,
        profile=None if profile is None else profile.name,
        absence_wait=settings.absence_wait_seconds,
        on_wait=output.waiting,
        patience=PATIENCE,
    ) as session:
        yield session
        suggested = session.client.suggested_host
        if suggested is not None:
            output.warn(
                f"The service was reached through a proxy of its own; {suggested} is faster."
            )


def require_writable(session: Session) -> None:
    """Refuse at once what a read-only profile would refuse after a long plan.

    Raises:
        UsageError: When the profile is read-only.
    """
    if session.client.connection.read_only:
        raise UsageError(
            f"The profile “{session.profile}” is read-only: nothing was sent.",
            hint="Use another profile, or allow writing in the settings of this one.",
        )


def _profile_of(arguments: Namespace, settings: Settings) -> Profile | None:
    if arguments.base_url is not None:
        return None
    name = arguments.profile or settings.last_profile
    if name is None:
        raise UsageError(
            "It is not said which brand is meant.",
            hint=f"Add --base-url with the address of the brand and put the token into"
            f" {TOKEN_VARIABLE}, or name a profile with --profile.",
        )
    profile = settings.profile(name)
    if profile is None:
        names = ", ".join(known.name for known in settings.profiles) or "none"
        raise UsageError(f"There is no profile “{name}”.", hint=f"Known profiles: {names}.")
    return profile


def _connection(base_url: str | None, profile: Profile | None) -> Connection:
    secrets = Secrets()
    name = None if profile is None else profile.name
    address = normalise_base_url(base_url or (profile.base_url if profile else ""))
    if profile is not None and profile.auth is AuthKind.OAUTH:
        secret = secrets.get(name, SecretKind.CLIENT_SECRET)
        if secret is None:
            raise UsageError(
                f"The keychain has no client secret for the profile “{name}”.",
                detail="Without a keychain a secret is never kept.",
            )
        client = OAuthClient(
            client_id=profile.client_id or "", client_secret=secret.value, scopes=profile.scopes
        )
        return _with_files(Connection(base_url=address, oauth=client), profile)
    secret = secrets.get(name, SecretKind.TOKEN)
    if secret is None:
        raise UsageError(
            "There is no API token.",
            hint=f"Put it into the environment variable {TOKEN_VARIABLE}"
            + (f", or save it for the profile “{name}”." if name else "."),
        )
    connection = Connection(base_url=address, token=clean_token(secret.value))
    return connection if profile is None else _with_files(connection, profile)


def _with_files(connection: Connection, profile: Profile) -> Connection:
    return Connection(
        base_url=connection.base_url,
        token=connection.token,
        oauth=connection.oauth,
        client_certificate=_path(profile.client_certificate),
        client_key=_path(profile.client_key),
        extra_ca=_path(profile.extra_ca),
        proxy=profile.proxy,
        read_only=profile.read_only,
    )


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text).expanduser()
