"""What the fields of the welcome mean together: a profile that is not saved yet, and its secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import msgspec

from qualtrics_desk.api.connection import is_loopback, normalise_base_url
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.gui.widgets.colour_picker import colour_of_kind
from qualtrics_desk.services.sign_in.addresses import DATACENTERS
from qualtrics_desk.store.settings import AuthKind, Profile, ProfileKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from qualtrics_desk.services.sign_in.pasted import Pasted

CENTRES = DATACENTERS[:9]
"""The data centres of today, to choose from; others can be typed."""


class Draft(NamedTuple):
    """Enough to ask the service."""

    profile: Profile
    secret: str

    def __repr__(self) -> str:
        return f"Draft({self.profile.base_url!r})"


def draft_of(
    pasted: Pasted, centre: str, client: tuple[str, str, str] | None, former: Profile | None
) -> Draft | None:
    """Put the fields together; None while something is missing.

    Args:
        pasted: What was recognised.
        centre: The address that was chosen or typed; it wins over the pasted one.
        client: Id, secret and scopes of the fields of the OAuth client, or None when not used.
        former: The profile whose secret is asked for again.
    """
    base_url = _base_url(centre) or pasted.base_url or (former.base_url if former else None)
    if client is not None:
        client_id = client[0].strip() or pasted.client_id
        secret = client[1].strip() or pasted.client_secret
        scopes = tuple(client[2].split()) or pasted.scopes
    else:
        client_id, secret, scopes = None, pasted.token, ()
    if not base_url or not secret or (client is not None and not client_id):
        return None
    auth = AuthKind.TOKEN if client is None else AuthKind.OAUTH
    kind = _kind(base_url)
    made = Profile(
        name=former.name if former else "…",
        base_url=base_url,
        kind=kind,
        colour=colour_of_kind(kind),
        auth=auth,
        client_id=client_id,
        scopes=scopes,
    )
    return Draft(_like(former, made) if former else made, secret)


def name_for(brand: str | None, base_url: str, taken: Collection[str]) -> str:
    """A name to propose: the brand, else the host; with a number where it is taken."""
    host = urlsplit(base_url).hostname or ""
    stem = (brand or host.removesuffix(".qualtrics.com") or "Qualtrics").strip()
    folded = {name.casefold() for name in taken}
    name, number = stem, 2
    while name.casefold() in folded:
        name, number = f"{stem} {number}", number + 1
    return name


def _like(former: Profile, made: Profile) -> Profile:
    """The profile as it was, with what proves itself as it is now."""
    return msgspec.structs.replace(
        former,
        base_url=made.base_url,
        auth=made.auth,
        client_id=made.client_id,
        scopes=made.scopes,
    )


def _kind(base_url: str) -> ProfileKind:
    local = is_loopback(urlsplit(base_url).hostname or "")
    return ProfileKind.SANDBOX if local else ProfileKind.PRODUCTION


def _base_url(centre: str) -> str | None:
    if not centre.strip():
        return None
    try:
        return normalise_base_url(centre)
    except UsageError:
        return None
