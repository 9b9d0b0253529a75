"""A survey of the list as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.domain.rows import ColumnSpec, Row


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

    def second_line(self, me: str | None) -> str:
        """State, last change and whose it is."""
        parts = [self.status]
        if self.modified:
            parts.append(words.day(self.modified))
        if self.owner:
            parts.append(_tr("yours") if self.owner == me else self.owner)
        return " · ".join(parts)


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
