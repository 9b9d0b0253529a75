"""Profiles with their secrets and the data that was kept for them.

A profile is three things: an entry in the settings, secrets in the keychain, and files. They are
changed in an order that loses nothing when it stops half-way: what is new is written first, what is
old is taken away last.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.store.profile_files import Contents, ProfileFiles
from qualtrics_desk.store.secrets import Kept, SecretKind, Secrets
from qualtrics_desk.store.settings import (
    AuthKind,
    Profile,
    Settings,
    change_settings,
    load_settings,
)

if TYPE_CHECKING:
    from qualtrics_desk.store.paths import Home


class Saved(NamedTuple):
    """What became of a profile.

    Attributes:
        kept: Where its secret is now; None where none was given and there is none.
        keychain_refused: Whether a keychain is there that did not take the secret.
    """

    settings: Settings
    kept: Kept | None
    keychain_refused: bool


async def save_profile(
    home: Home,
    secrets: Secrets,
    profile: Profile,
    *,
    secret: str | None = None,
    proxy_password: str | None = None,
    former: str | None = None,
) -> Saved:
    """Add a profile, or change one; close it first where it is the one in use.

    Args:
        home: Where files are kept.
        secrets: The keychain.
        profile: As it shall be.
        secret: Token or client secret; None leaves what is kept.
        proxy_password: "" forgets it, None leaves what is kept.
        former: The name it had, where it gets another one.

    Raises:
        UsageError: When another profile has the name.
        StoreError: When the keychain or a file cannot be used; the profile is then as it was.
    """
    return await asyncio.to_thread(
        _save, home, secrets, profile, secret, proxy_password, former or profile.name
    )


def _save(
    home: Home,
    secrets: Secrets,
    profile: Profile,
    secret: str | None,
    proxy_password: str | None,
    former: str,
) -> Saved:
    def change(settings: Settings) -> Settings:
        return _replaced(settings, profile, former)

    # Tried before the keychain is touched: a name that is taken must not get a secret.
    change(load_settings(home.settings))
    kind = SecretKind.CLIENT_SECRET if profile.auth is AuthKind.OAUTH else SecretKind.TOKEN
    moves = former != profile.name
    given = {
        kind: secret or (_value(secrets, former, kind) if moves else None),
        SecretKind.PROXY_PASSWORD: _value(secrets, former, SecretKind.PROXY_PASSWORD)
        if proxy_password is None and moves
        else proxy_password,
    }
    kept = {
        which: secrets.keep(profile.name, which, value) for which, value in given.items() if value
    }
    settings = change_settings(home.settings, change)
    if moves:
        ProfileFiles(home, former).move_to(profile.name)
        if former.casefold() != profile.name.casefold():
            secrets.forget(former)
    where = kept.get(kind)
    if where is None:
        found = secrets.get(profile.name, kind)
        where = None if found is None else found.kept
    refused = Kept.SESSION in kept.values() and secrets.has_keychain()
    return Saved(settings, where, refused)


def _value(secrets: Secrets, profile: str, kind: SecretKind) -> str | None:
    found = secrets.get(profile, kind)
    return found.value if found is not None and found.kept is not Kept.ENVIRONMENT else None


def _replaced(settings: Settings, profile: Profile, former: str) -> Settings:
    """The settings with the profile in the place of the one it was."""
    known = settings.profile(former)
    others = [other for other in settings.profiles if other is not known]
    if any(other.name.casefold() == profile.name.casefold() for other in others):
        raise UsageError(f"There is another profile “{profile.name}”.", hint="Choose another name.")
    profiles = tuple(profile if other is known else other for other in settings.profiles)
    if known is None:
        profiles = (*profiles, profile)
    last = settings.last_profile
    if known is not None and last == known.name:
        last = profile.name
    return msgspec.structs.replace(settings, profiles=profiles, last_profile=last)


async def delete_profile(
    home: Home, secrets: Secrets, name: str, *, saved: bool = False
) -> Settings:
    """Delete a profile, its secrets and its data; close it first where it is the one in use.

    The history of its jobs stays: it is the record of what was written.

    Args:
        home: Where files are kept.
        secrets: The keychain.
        name: The profile.
        saved: Also erase the surveys that were saved before they were deleted.

    Raises:
        StoreError: When the keychain still holds a secret, or a file cannot be removed; the profile
            is then still there, so that it can be tried again.
    """

    def work() -> Settings:
        secrets.forget(name)
        ProfileFiles(home, name).delete(edits=True, saved=saved)
        return change_settings(home.settings, lambda settings: settings.without_profile(name))

    return await asyncio.to_thread(work)


async def contents_of(home: Home, name: str) -> Contents:
    """What is kept on this machine for a profile, to be said before it is deleted."""
    return await asyncio.to_thread(ProfileFiles(home, name).contents)


async def forget_data(
    home: Home, name: str, *, edits: bool = False, saved: bool = False
) -> Contents:
    """Delete what was read from the service for a profile; it can be read again.

    Args:
        home: Where files are kept.
        name: The profile; close it first where it is the one in use.
        edits: Also the changes that wait in lists and were not sent.
        saved: Also the surveys that were saved before they were deleted: nothing brings them back.

    Returns:
        What was deleted.

    Raises:
        StoreError: When a file cannot be removed.
    """
    return await asyncio.to_thread(ProfileFiles(home, name).delete, edits=edits, saved=saved)
