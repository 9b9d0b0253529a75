"""Where single calls go: to a person as a member of a list, or to the person of the directory.

The whole directory is a place like a list; its id is then that of the directory (`POOL_`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from qualtrics_desk.api.endpoints import contacts, directory_contacts

if TYPE_CHECKING:
    from qualtrics_desk.api.requests import Request
    from qualtrics_desk.domain.ids import ContactId

DIRECTORY_PREFIX = "POOL_"


def is_whole_directory(list_id: str | None) -> bool:
    """Whether a place is the directory itself and no list of it."""
    return (list_id or "").startswith(DIRECTORY_PREFIX)


class Reach(NamedTuple):
    """What single calls of a job reach; `list_id` is None for people of the directory."""

    directory: str
    list_id: str | None

    @classmethod
    def of(cls, directory: str, list_id: str) -> Reach:
        """The reach of a place."""
        return cls(directory, None if is_whole_directory(list_id) else list_id)

    @property
    def everywhere(self) -> Reach:
        """The people themselves, whatever lists they are in."""
        return Reach(self.directory, None)

    def read(self, contact_id: ContactId | str) -> Request[Any]:
        """Ask for one contact; the record's `raw` is the object."""
        if self.list_id is None:
            return directory_contacts.get_person(self.directory, contact_id)
        return contacts.get_contact(self.directory, self.list_id, contact_id)

    def write(self, contact_id: ContactId | str, body: Mapping[str, Any]) -> Request[None]:
        """Write one contact as a whole."""
        if self.list_id is None:
            return directory_contacts.update_person(self.directory, contact_id, body)
        return contacts.update_contact(self.directory, self.list_id, contact_id, body)

    def remove(self, contact_id: ContactId | str) -> Request[None]:
        """Take a contact out of the list, or the person out of the directory and all its lists."""
        if self.list_id is None:
            return directory_contacts.delete_person(self.directory, contact_id)
        return contacts.remove_contact(self.directory, self.list_id, contact_id)

    def writable(self, contact: Mapping[str, Any]) -> dict[str, Any]:
        """What of a contact as it was read may be sent back."""
        if self.list_id is None:
            return directory_contacts.writable(contact)
        return contacts.writable(contact)
