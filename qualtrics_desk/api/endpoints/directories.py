"""Directories of the brand (qualtrics-api.md D.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Record, truth
from qualtrics_desk.api.requests import listing

if TYPE_CHECKING:
    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request


class Directory(Record, frozen=True, kw_only=True):
    """A directory. Its `deduplication_criteria` decide what an import does to people in it."""

    directory_id: str | None = None
    name: str | None = None
    contact_count: int | None = None
    is_default: bool | None = None
    deduplication_criteria: dict[str, Any] | None = None

    @property
    def matching_fields(self) -> tuple[str, ...] | None:
        """Fields that all must match for two contacts to be one; () is off, None is unknown."""
        criteria = self.deduplication_criteria
        if criteria is None:
            return None
        return tuple(name for name, used in criteria.items() if truth(used))


_DIRECTORIES = Paging[Directory](
    record=Directory.from_raw, identity=lambda directory: directory.directory_id
)


def list_directories() -> Request[Page[Directory]]:
    """The directories, at most five. A brand without any answers 401, 403, 404 or an empty list."""
    query = {"pageSize": 100, "useNewPaginationScheme": True}
    return listing("/directories", paging=_DIRECTORIES, query=query)
