"""What the window says about signing in: areas and their states, notes on a paste, secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.services.sign_in.access import AreaName, AreaState, DirectoryKind
from qualtrics_desk.services.sign_in.pasted import Note
from qualtrics_desk.store.secrets import TOKEN_VARIABLE, Kept
from qualtrics_desk.store.settings import AuthKind

if TYPE_CHECKING:
    from qualtrics_desk.gui.tokens import Tone


class StateMark(NamedTuple):
    """A state said three ways."""

    icon: str
    tone: Tone
    word: str


def area_word(name: AreaName) -> str:
    """What an area is called."""
    return {
        AreaName.SURVEYS: _tr("Surveys"),
        AreaName.DISTRIBUTIONS: _tr("Distributions and links"),
        AreaName.RESPONSES: _tr("Responses"),
        AreaName.DIRECTORY: _tr("XM Directory"),
        AreaName.LISTS: _tr("Mailing lists"),
        AreaName.CONTACTS: _tr("Contacts"),
        AreaName.USERS: _tr("Users"),
        AreaName.GROUPS: _tr("Groups"),
        AreaName.DIVISIONS: _tr("Divisions"),
        AreaName.ORGANIZATION: _tr("Organisation"),
        AreaName.LIBRARY: _tr("Library"),
        AreaName.EVENTS: _tr("Event subscriptions"),
        AreaName.CORE_LISTS: _tr("Older contact lists"),
    }[name]


def state_mark(state: AreaState) -> StateMark:
    """How a state of an area looks and reads."""
    return {
        AreaState.AVAILABLE: StateMark("success", "success", _tr("Available")),
        AreaState.NOT_ALLOWED: StateMark("lock", "warning", _tr("Needs a permission")),
        AreaState.RETIRED: StateMark("history", "muted", _tr("Retired by Qualtrics")),
        AreaState.ABSENT: StateMark("minus", "muted", _tr("Not part of this brand")),
        AreaState.UNKNOWN: StateMark("unknown", "muted", _tr("Not known yet")),
    }[state]


_ADMINISTERED = (
    AreaName.USERS,
    AreaName.GROUPS,
    AreaName.DIVISIONS,
    AreaName.ORGANIZATION,
    AreaName.EVENTS,
)


def permission_word(name: AreaName) -> str:
    """Who or what opens an area to a token."""
    if name in _ADMINISTERED:
        return _tr("Only a brand administrator's token opens it.")
    return _tr("A brand administrator can give your user the permission.")


def scope_word(scope: str) -> str:
    """Which scope an OAuth client lacks."""
    return _tr("The OAuth client needs the scope {0}.").format(scope)


def directory_word(kind: DirectoryKind) -> str:
    """Which kind of directory the brand has; "" where that is not known."""
    return {
        DirectoryKind.XM: _tr("full directory"),
        DirectoryKind.LITE: _tr("Lite: contacts are read list by list"),
        DirectoryKind.NONE: "",
        DirectoryKind.UNKNOWN: "",
    }[kind]


def note_word(note: Note) -> str:
    """What is worth saying about a paste."""
    return {
        Note.SEVERAL_TOKENS: _tr("Several texts could be the token: paste only the token."),
        Note.ACCESS_TOKEN: _tr(
            "That is an access token that ends within hours. Paste the API token, or id and"
            " secret of an OAuth client."
        ),
        Note.NO_DATACENTER: _tr("Data centre still missing"),
        Note.NO_SECRET: _tr("API token still missing"),
        Note.NO_CLIENT_SECRET: _tr("Secret of the OAuth client still missing"),
        Note.NO_CLIENT_ID: _tr("Id of the OAuth client still missing"),
        Note.SEVERAL_HOSTS: _tr("Several addresses were found; the first one is used."),
        Note.NOTHING: _tr("Nothing of this was recognised. Paste the token itself."),
    }[note]


def kept_word(kept: Kept | None, auth: AuthKind, *, refused: bool = False) -> str:
    """Where a secret is."""
    what = _tr("client secret") if auth is AuthKind.OAUTH else _tr("token")
    match kept:
        case Kept.KEYCHAIN:
            return _tr("The {0} is in the system's keychain.").format(what)
        case Kept.SESSION if refused:
            return _tr(
                "The keychain did not take the {0}: it is kept for this run only. Unlock the"
                " keychain and save again to keep it."
            ).format(what)
        case Kept.SESSION:
            return _tr(
                "This machine offers no keychain: the {0} is kept for this run only."
            ).format(what)
        case Kept.ENVIRONMENT:
            return _tr("The token comes from the environment ({0}).").format(TOKEN_VARIABLE)
        case _:
            return _tr("There is no {0} for this profile yet.").format(what)


def will_keep_word(has_keychain: bool) -> str:
    """Where a secret will be, to be said before it is saved."""
    if has_keychain:
        return _tr("The token goes into the system's keychain, never into a file.")
    return _tr(
        "This machine offers no keychain. The token is kept for this run only, never in a file;"
        " next time you paste it again, or set {0}."
    ).format(TOKEN_VARIABLE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("sign_in", text)
