"""`settings.json`: profiles and choices. It never holds a secret; those are in store/secrets.py.

The file is versioned. An older one is migrated when it is read; one from a newer version is left
alone; one that cannot be read is put aside, so that a bad byte neither locks the person out nor
loses what was in it.
"""

from __future__ import annotations

import enum
import os
import re
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from qualtrics_desk.domain.errors import SettingsError
from qualtrics_desk.domain.rows import View
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.store.paths import private_folder

if TYPE_CHECKING:
    from pathlib import Path

Migration = Callable[[dict[str, Any]], dict[str, Any]]

MIGRATIONS: Sequence[Migration] = ()
"""Migration N turns the document of version N + 1 into that of version N + 2."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class ProfileKind(enum.Enum):
    """How careful one must be with a brand; the window shows it wherever something is written."""

    PRODUCTION = "production"
    TEST = "test"
    SANDBOX = "sandbox"


class AuthKind(enum.Enum):
    """How the client signs in (qualtrics-api.md A.2)."""

    TOKEN = "token"  # noqa: S105 - the name of a kind
    OAUTH = "oauth"


class WriteLimits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one job may write in this profile.

    Attributes:
        rows_per_job: The most rows a job may create, change or delete; None is no limit.
        share_percent: Changed and deleted rows beyond this part of the contacts that were there
            before are held back (design.md 3, "Share limit").
    """

    rows_per_job: int | None = None
    share_percent: float = 20.0

    def __post_init__(self) -> None:
        """Refuse limits that cannot be meant."""
        if self.rows_per_job is not None and self.rows_per_job < 0:
            raise ValueError("a limit of rows is not negative")
        if not 0 <= self.share_percent <= 100:
            raise ValueError("a share lies between 0 and 100 percent")


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One brand as one person reaches it.

    Attributes:
        base_url: As typed or as the client normalised it, without user and password.
        client_id: Of the OAuth client; its secret is in the keychain.
        proxy: Without user and password, too.
        proxy_user: Who the proxy asks for; the password is in the keychain.
        read_only: No writing request is sent, whatever is clicked.
    """

    name: str
    base_url: str
    kind: ProfileKind = ProfileKind.PRODUCTION
    colour: str = "#b3261e"
    auth: AuthKind = AuthKind.TOKEN
    client_id: str | None = None
    scopes: tuple[str, ...] = ()
    client_certificate: str | None = None
    client_key: str | None = None
    extra_ca: str | None = None
    proxy: str | None = None
    proxy_user: str | None = None
    read_only: bool = False
    limits: WriteLimits = WriteLimits()

    def __post_init__(self) -> None:
        """Refuse what would put a secret on disk, and names nobody could choose."""
        if not self.name.strip():
            raise ValueError("a profile needs a name")
        if not _COLOUR.fullmatch(self.colour):
            raise ValueError("a colour is written as # and six hexadecimal digits")
        for what, address in (("address", self.base_url), ("proxy", self.proxy or "")):
            if "@" in urlsplit(address if "//" in address else f"//{address}").netloc:
                raise ValueError(f"the {what} must not hold a user or a password")


class Theme(enum.Enum):
    """Which of the two themes the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(enum.Enum):
    """How high the rows of a grid are."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class WindowPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where the window was, in device-independent pixels of the whole desktop.

    Attributes:
        room: The panel that was shown.
    """

    x: int | None = None
    y: int | None = None
    width: int = 1280
    height: int = 800
    is_maximised: bool = False
    room: str = "surveys"


class Appearance(msgspec.Struct, frozen=True, kw_only=True):
    """How the window looks.

    Attributes:
        columns: Per grid, the keys of the columns shown, in their order.
    """

    theme: Theme = Theme.SYSTEM
    density: Density = Density.COMFORTABLE
    window: WindowPlace = WindowPlace()
    columns: dict[str, tuple[str, ...]] = {}


class LinkFile(msgspec.Struct, frozen=True, kw_only=True):
    """How links were last written to a file; its columns are those of the grid.

    Attributes:
        kind: Suffix of the file.
        delimiter: Of a CSV file.
        excel_safe: Put an apostrophe before cells that a spreadsheet program would run.
        names: Names of columns in the file, by their keys, where they have another.
    """

    kind: str = "csv"
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    excel_safe: bool = False
    names: dict[str, str] = {}


class LinkFileLayout(msgspec.Struct, frozen=True, kw_only=True):
    """How links are written, kept under a name.

    Attributes:
        columns: Keys of the columns, in their order.
        view: Which links.
    """

    columns: tuple[str, ...]
    view: View = View()
    file: LinkFile = LinkFile()


class SurveyListChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What the list of surveys shows, kept from one time to the next.

    Attributes:
        state: "active", "inactive", or "" for both.
        is_mine: Whether only the caller's own are shown.
        sort: The column it is sorted by.
        facts: What is said of each survey; () is the usual.
    """

    state: str = ""
    is_mine: bool = False
    sort: str = "lastModified"
    descending: bool = True
    facts: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings of one user; change them with `msgspec.structs.replace`.

    Attributes:
        last_profile: The one the window opens with; None where there is none.
        absence_wait_seconds: How long a list must stay unchanged before a row that is not in it
            counts as never written (design.md 3, step 3).
        history_days: How long before-images are kept.
        definition_megabytes: Packed definitions of surveys that are kept for a profile, in 10^6
            bytes; some 100 surveys each.
    """

    version: int = 1
    profiles: tuple[Profile, ...] = ()
    last_profile: str | None = None
    absence_wait_seconds: float = 120.0
    history_days: int = 90
    definition_megabytes: int = 500
    appearance: Appearance = Appearance()
    link_file: LinkFile = LinkFile()
    link_layouts: dict[str, LinkFileLayout] = {}
    survey_list: SurveyListChoices = SurveyListChoices()

    def __post_init__(self) -> None:
        """Refuse two profiles of one name, and waits that cannot be meant."""
        names = [profile.name.casefold() for profile in self.profiles]
        if len(names) != len(set(names)):
            raise ValueError("two profiles have the same name")
        if self.absence_wait_seconds < 0 or self.history_days < 0:
            raise ValueError("a time is not negative")
        if self.definition_megabytes < 1:
            raise ValueError("there is room for a megabyte of definitions at least")

    def profile(self, name: str) -> Profile | None:
        """The profile of this name; case does not count, as names differ by more than that."""
        wanted = name.casefold()
        return next((p for p in self.profiles if p.name.casefold() == wanted), None)

    def with_profile(self, profile: Profile) -> Settings:
        """These settings with the profile added, or put in the place of its namesake."""
        known = self.profile(profile.name)
        kept = tuple(profile if p is known else p for p in self.profiles)
        return msgspec.structs.replace(self, profiles=kept if known else (*kept, profile))

    def with_appearance(self, **changes: object) -> Settings:
        """These settings with another appearance."""
        appearance = msgspec.structs.replace(self.appearance, **changes)
        return msgspec.structs.replace(self, appearance=appearance)

    def without_profile(self, name: str) -> Settings:
        """These settings without the profile; its secrets are forgotten in store/secrets.py."""
        gone = self.profile(name)
        left = tuple(profile for profile in self.profiles if profile is not gone)
        last = None if gone and self.last_profile == gone.name else self.last_profile
        return msgspec.structs.replace(self, profiles=left, last_profile=last)


def load_settings(path: Path) -> Settings:
    """Read the settings; a missing file gives the defaults.

    Raises:
        SettingsError: When the file cannot be read. A damaged one has then been put aside, so that
            the next call gives the defaults; one from a newer version stays where it is.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Settings(version=_version())
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        return msgspec.convert(_migrated(path, msgspec.json.decode(content)), Settings)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        aside = _put_aside(path)
        raise SettingsError(
            f"The settings in {path.name} cannot be read.",
            detail=f"{error}.",
            hint=f"They were kept as {aside.name} beside it; Qualtrics Desk now starts without.",
        ) from error


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings: a crash leaves the old file or the new one, never a part of one.

    Raises:
        SettingsError: When the file cannot be written; the old one is then unchanged.
    """
    folder = private_folder(path.parent)
    current = msgspec.structs.replace(settings, version=_version())
    content = msgspec.json.format(msgspec.json.encode(current), indent=2) + b"\n"
    # A name of its own: two processes that save at once must not share a half-written file.
    temporary = folder / f".{path.name}.{secrets.token_hex(8)}"
    try:
        with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as to:
            to.write(content)
            to.flush()
            os.fsync(to.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _unusable(path, error) from error


def change_settings(path: Path, change: Callable[[Settings], Settings]) -> Settings:
    """Read, change and write, so that what another process saved meanwhile is not undone.

    Raises:
        SettingsError: When the file can be neither read nor written.
    """
    settings = change(load_settings(path))
    save_settings(path, settings)
    return settings


def _version() -> int:
    return len(MIGRATIONS) + 1


def _migrated(path: Path, document: object) -> dict[str, Any]:
    if not isinstance(document, dict) or not isinstance(document.get("version"), int):
        raise msgspec.ValidationError("It is not a settings document")
    version = document["version"]
    if version > _version():
        raise SettingsError(
            f"{path.name} was written by a newer version of Qualtrics Desk.",
            hint="Start that version, or point QUALTRICS_DESK_HOME to another folder.",
        )
    if version < 1:
        raise msgspec.ValidationError("There never was a version below 1")
    for migrate in MIGRATIONS[version - 1 :]:
        document = migrate(document)
    return document | {"version": _version()}


def _put_aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.name}.unreadable-{stamp}")
    try:
        path.replace(aside)
    except OSError as error:
        raise _unusable(path, error) from error
    return aside


def _unusable(path: Path, error: OSError) -> SettingsError:
    return SettingsError(
        f"The settings in {path} cannot be used.",
        detail=reason_of(error),
        hint="Check the rights of the file and of its folder, and the free space.",
    )
