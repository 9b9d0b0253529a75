"""From the command line to a session: profile or address, secret, settings."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import StoreError, UsageError
from qualtrics_desk.services.forgetting import forget_old_jobs
from qualtrics_desk.services.session import Session, open_session
from qualtrics_desk.services.sign_in.connections import (
    connection_at,
    find_connection,
    profile_of,
)
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.secrets import TOKEN_VARIABLE, Secrets
from qualtrics_desk.store.settings import Profile, Settings, load_settings

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator

    from qualtrics_desk.api.connection import Connection
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
    # What cannot be forgotten now is no reason not to work.
    with suppress(StoreError):
        await asyncio.to_thread(forget_old_jobs, home, settings.history_days)
    async with open_session(
        home,
        connection,
        profile=None if profile is None else profile.name,
        absence_wait=settings.absence_wait_seconds,
        limits=None if profile is None else profile.limits,
        on_wait=output.waiting,
        patience=PATIENCE,
    ) as session:
        yield session
        suggested = session.client.suggested_host
        if suggested is not None:
            output.warn(
                f"The service was reached through a proxy of its own; {suggested} is faster."
            )


async def require_profile(arguments: Namespace) -> None:
    """Refuse a profile that is not there before anything is done for it.

    Raises:
        UsageError: When there is no such profile.
    """
    home = await asyncio.to_thread(open_home)
    _profile_of(arguments, await asyncio.to_thread(load_settings, home.settings))


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
    return profile_of(settings, name)


def _connection(base_url: str | None, profile: Profile | None) -> Connection:
    if profile is not None:
        return find_connection(profile, Secrets())
    return connection_at(base_url or "", Secrets())
