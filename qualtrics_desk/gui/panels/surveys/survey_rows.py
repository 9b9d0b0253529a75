"""A survey of the list as a person reads it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from qualtrics_desk.domain.rows import ColumnSpec, Row


FACTS = ("status", "modified", "created", "owner", "id", "responses")
"""What the list can say of a survey, in the order it is said."""
USUAL_FACTS = ("status", "modified", "owner", "responses")


class SurveyRow(NamedTuple):
    """What the list and the header say of a survey."""

    id: str
    name: str
    is_active: bool | None
    modified: str | None
    created: str | None
    owner: str

    @property
    def title(self) -> str:
        """Its name; surveys without one have been seen."""
        return " ".join(self.name.split()) or _tr("(without a name)")

    @property
    def status(self) -> str:
        """Active or inactive, in a word."""
        if self.is_active is None:
            return _tr("State unknown")
        return _tr("Active") if self.is_active else _tr("Inactive")

    def second_line(
        self,
        me: str | None,
        shown: Collection[str] = USUAL_FACTS,
        owners: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """What is said of it below its name.

        Args:
            me: The user of the token.
            shown: Which of `FACTS`.
            owners: Names of owners by their ids, as far as they are known.
        """
        owner = _tr("yours") if self.owner == me else owners.get(self.owner) or self.owner
        said = {
            "status": self.status,
            "modified": words.day(self.modified) if self.modified else "",
            "created": _tr("made {0}").format(words.day(self.created)) if self.created else "",
            "owner": owner if self.owner else "",
            "id": self.id,
        }
        return " · ".join(said[fact] for fact in FACTS if fact in shown and said.get(fact))


def places_of(columns: Sequence[ColumnSpec]) -> Mapping[str, int]:
    """Where the store keeps each column."""
    return {column.key: place for place, column in enumerate(columns)}


def survey_row(row: Row, places: Mapping[str, int]) -> SurveyRow:
    """Read a row of the store."""

    def text(key: str) -> str:
        place = places.get(key)
        value = row.values[place] if place is not None and place < len(row.values) else None
        return "" if value is None else str(value)

    place = places.get("isActive")
    active = row.values[place] if place is not None and place < len(row.values) else None
    return SurveyRow(
        id=text("id"),
        name=text("name"),
        is_active=active if isinstance(active, bool) else None,
        modified=text("lastModified") or None,
        created=text("creationDate") or None,
        owner=text("ownerId"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Surveys", text)
