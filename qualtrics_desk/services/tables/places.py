"""Where the tables of a profile lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.store.tables.table import open_table

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.paths import Home
    from qualtrics_desk.store.tables.table import Table

SURVEYS = "surveys"


def contacts_name(list_id: str) -> str:
    """The name of the table of a list's contacts."""
    return f"contacts-{list_id}"


def openings_name(list_id: str) -> str:
    """The name of the table of who of a list opened emails."""
    return f"openings-{list_id}"


def links_name(distribution: str) -> str:
    """The name of the table of a distribution's links."""
    return f"links-{distribution}"


def reconciled_name(survey: str, list_id: str) -> str:
    """The name of the table of what is odd about a list's links to a survey."""
    return f"reconciled-{survey}-{list_id}"


def status_name(survey: str, list_id: str) -> str:
    """The name of the table of what became of a list's contacts in a survey."""
    return f"status-{survey}-{list_id}"


def distributions_name(survey: str | None) -> str:
    """The name of the table of the distributions of a survey, or of all surveys."""
    return f"distributions-{survey or 'all'}"


def profile_of(session: Session) -> str:
    """Whose tables a session reads: the profile's, or the host's where an address was given."""
    return session.profile or session.client.connection.host


def surveys_table(home: Home, profile: str) -> Table:
    """The surveys that a profile sees; blocks."""
    return open_table(home.table(profile, SURVEYS))


def contacts_table(home: Home, profile: str, list_id: str) -> Table:
    """The contacts of a list; blocks."""
    return open_table(home.table(profile, contacts_name(list_id)))


def links_table(home: Home, profile: str, distribution: str) -> Table:
    """The links of a distribution; blocks."""
    return open_table(home.table(profile, links_name(distribution)))


def named_table(home: Home, profile: str, name: str) -> Table:
    """A table by one of the names above; blocks."""
    return open_table(home.table(profile, name))


def existing_table(home: Home, profile: str, name: str) -> Table:
    """A table that was read before; blocks.

    Raises:
        UsageError: When it was not.
    """
    path = home.table(profile, name)
    if not path.exists():
        raise UsageError("This was never read.", hint="Read it first.")
    return open_table(path)
