"""The rooms of the window: what the rail shows, and the panel that is made when one is entered.

Panels are imported when they are entered first: what nobody looks at costs no time at the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.gui.panel import Panel


class Room(NamedTuple):
    """One room.

    Attributes:
        name: As `Panel.ROOM`.
        title: English text, marked for translation.
        hint: One sentence on what is done there, marked for translation.
        load: Imports the class of its panel.
        at_foot: Whether it stands at the foot of the rail.
        needs_profile: Whether somebody must be signed in.
        asks_service: Whether entering it asks the service, so that it shows when that fails.
    """

    name: str
    title: str
    hint: str
    icon: str
    load: Callable[[], type[Panel]]
    at_foot: bool = False
    needs_profile: bool = True
    in_rail: bool = True
    asks_service: bool = True

    def text(self) -> str:
        """The title in the person's language."""
        return QCoreApplication.translate("rooms", self.title)

    def tip(self) -> str:
        """The hint in the person's language."""
        return QCoreApplication.translate("rooms", self.hint)


def _surveys() -> type[Panel]:
    from qualtrics_desk.gui.panels.surveys.panel import SurveysPanel

    return SurveysPanel


def _links() -> type[Panel]:
    from qualtrics_desk.gui.panels.links.panel import LinksPanel

    return LinksPanel


def _distributions() -> type[Panel]:
    from qualtrics_desk.gui.panels.distributions.panel import DistributionsPanel

    return DistributionsPanel


def _contacts() -> type[Panel]:
    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel

    return ContactsPanel


def _imports() -> type[Panel]:
    from qualtrics_desk.gui.panels.imports.panel import ImportsPanel

    return ImportsPanel


def _responses() -> type[Panel]:
    from qualtrics_desk.gui.panels.responses.panel import ResponsesPanel

    return ResponsesPanel


def _library() -> type[Panel]:
    from qualtrics_desk.gui.panels.library.panel import LibraryPanel

    return LibraryPanel


def _events() -> type[Panel]:
    from qualtrics_desk.gui.panels.events.panel import EventsPanel

    return EventsPanel


def _people() -> type[Panel]:
    from qualtrics_desk.gui.panels.people.panel import PeoplePanel

    return PeoplePanel


def _jobs() -> type[Panel]:
    from qualtrics_desk.gui.panels.jobs.panel import JobsPanel

    return JobsPanel


def _settings() -> type[Panel]:
    from qualtrics_desk.gui.panels.settings.panel import SettingsPanel

    return SettingsPanel


def _welcome() -> type[Panel]:
    from qualtrics_desk.gui.panels.welcome.panel import WelcomePanel

    return WelcomePanel


ROOMS = (
    Room(
        "surveys",
        QT_TRANSLATE_NOOP("rooms", "Surveys"),
        QT_TRANSLATE_NOOP("rooms", "Find a survey and see its questions"),
        "surveys",
        _surveys,
    ),
    Room(
        "links",
        QT_TRANSLATE_NOOP("rooms", "Links"),
        QT_TRANSLATE_NOOP("rooms", "Generate personal links and export them"),
        "links",
        _links,
    ),
    Room(
        "contacts",
        QT_TRANSLATE_NOOP("rooms", "Contacts"),
        QT_TRANSLATE_NOOP("rooms", "See and edit the contacts of a mailing list"),
        "contacts",
        _contacts,
    ),
    Room(
        "imports",
        QT_TRANSLATE_NOOP("rooms", "Import"),
        QT_TRANSLATE_NOOP("rooms", "Import contacts from a file into a mailing list"),
        "imports",
        _imports,
    ),
    Room(
        "responses",
        QT_TRANSLATE_NOOP("rooms", "Responses"),
        QT_TRANSLATE_NOOP("rooms", "Export responses of surveys, and look at what came"),
        "responses",
        _responses,
    ),
    Room(
        "distributions",
        QT_TRANSLATE_NOOP("rooms", "Distributions"),
        QT_TRANSLATE_NOOP("rooms", "What was sent, who answered, which links end"),
        "distributions",
        _distributions,
    ),
    Room(
        "library",
        QT_TRANSLATE_NOOP("rooms", "Library"),
        QT_TRANSLATE_NOOP("rooms", "Messages, graphics, surveys and blocks of libraries"),
        "library",
        _library,
    ),
    Room(
        "people",
        QT_TRANSLATE_NOOP("rooms", "People"),
        QT_TRANSLATE_NOOP("rooms", "Users, groups, divisions and the organisation"),
        "people",
        _people,
    ),
    Room(
        "events",
        QT_TRANSLATE_NOOP("rooms", "Events"),
        QT_TRANSLATE_NOOP("rooms", "Event subscriptions, and what they deliver"),
        "events",
        _events,
    ),
    Room(
        "jobs",
        QT_TRANSLATE_NOOP("rooms", "Jobs"),
        QT_TRANSLATE_NOOP("rooms", "What was done, with every outcome; resume, retry, undo"),
        "jobs",
        _jobs,
        asks_service=False,
    ),
    Room(
        "settings",
        QT_TRANSLATE_NOOP("rooms", "Settings"),
        QT_TRANSLATE_NOOP("rooms", "Profiles, appearance, data on this machine, diagnostics"),
        "settings",
        _settings,
        asks_service=False,
        at_foot=True,
        needs_profile=False,
    ),
    Room(
        "welcome",
        QT_TRANSLATE_NOOP("rooms", "Sign in"),
        QT_TRANSLATE_NOOP("rooms", "Connect a brand, or try the sandbox"),
        "key",
        _welcome,
        asks_service=False,
        needs_profile=False,
        in_rail=False,
    ),
)


def room(name: str) -> Room:
    """The room with this name.

    Raises:
        KeyError: When there is none.
    """
    for known in ROOMS:
        if known.name == name:
            return known
    raise KeyError(name)
