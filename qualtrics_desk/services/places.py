"""Places where contacts are seen: lists, samples, whole directories, lists of the research core.

The id tells what a place is, so that one file of staged edits, one table and one job serve them
all: `CG_` a list or a sample of one, `POOL_` a whole directory, `ML_` a list of the research core.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.api.endpoints.directories import Directory
from qualtrics_desk.api.endpoints.mailing_lists import MailingList
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.services.engine.reach import is_whole_directory

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.core_lists import CoreList
    from qualtrics_desk.api.endpoints.directory_extras import Sample

_CORE_PREFIX = "ML_"


class Place(NamedTuple):
    """A list, or what is seen like one, in its directory."""

    directory: Directory
    list: MailingList
    kind: PlaceKind = PlaceKind.LIST


CORE_DIRECTORY = Directory(directory_id="", name="Research core")


def everybody(directory: Directory) -> Place:
    """The whole directory as a place."""
    raw = {"mailingListId": directory.directory_id, "contactCount": directory.contact_count}
    name = directory.name or "Default directory"
    whole = MailingList.from_raw({**raw, "name": f"Everybody in {name}"})
    return Place(directory, whole, PlaceKind.DIRECTORY)


def sample_place(directory: Directory, sample: Sample) -> Place:
    """A sample as a place."""
    raw = {
        "mailingListId": sample.sample_id,
        "name": sample.name,
        "contactCount": sample.contact_count,
    }
    return Place(directory, MailingList.from_raw(raw), PlaceKind.SAMPLE)


def core_place(core: CoreList) -> Place:
    """A list of the research core as a place."""
    raw = {"mailingListId": core.id, "name": core.name, "ownerId": core.library_id}
    return Place(CORE_DIRECTORY, MailingList.from_raw(raw), PlaceKind.CORE)


def is_core(list_id: str) -> bool:
    """Whether an id is one of the research core."""
    return list_id.startswith(_CORE_PREFIX)


__all__ = [
    "CORE_DIRECTORY",
    "Place",
    "PlaceKind",
    "core_place",
    "everybody",
    "is_core",
    "is_whole_directory",
    "sample_place",
]
