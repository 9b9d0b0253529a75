"""Directories and what is in them as a tree of two levels, narrowed by what is typed.

Under each directory: everybody, then the lists by name, then the samples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.gui import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.api.endpoints.directories import Directory
    from qualtrics_desk.services.places import Place

Index = QModelIndex | QPersistentModelIndex
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
STAGED_ROLE = Qt.ItemDataRole.UserRole + 2
"""How many changes wait here to be sent."""


class Branch(NamedTuple):
    """A directory with the places that are shown; `note` says why there are none."""

    directory: Directory
    places: list[Place]
    note: str = ""


_RANKS = (PlaceKind.DIRECTORY, PlaceKind.LIST, PlaceKind.CORE, PlaceKind.SAMPLE)


def _order(place: Place) -> tuple[int, str]:
    return _RANKS.index(place.kind), (place.list.name or "").casefold()


class ListTreeModel(QAbstractItemModel):
    """The tree; ids of indexes are 0 for directories and their place + 1 for lists."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Branch] = []
        self._shown: list[Branch] = []
        self._text = ""
        self._staged: dict[str, int] = {}
        self._owners: dict[str, str] = {}

    @property
    def has_lists(self) -> bool:
        """Whether there is a list at all."""
        return any(place.kind is PlaceKind.LIST for branch in self._all for place in branch.places)

    def set_places(self, places: Sequence[Branch]) -> None:
        """Show these directories."""
        self._all = [one._replace(places=sorted(one.places, key=_order)) for one in places]
        self._narrow()

    def set_text(self, text: str) -> None:
        """Show only lists with every word in their name or id."""
        self._text = text.casefold()
        self._narrow()

    def set_count(self, list_id: str, count: int) -> None:
        """Say how many contacts a list turned out to have."""
        for branch in self._all:
            for number, place in enumerate(branch.places):
                item = place.list
                if item.mailing_list_id == list_id and item.contact_count != count:
                    raw = {**item.to_raw(), "contactCount": count}
                    branch.places[number] = place._replace(list=type(item).from_raw(raw))
        self._narrow(is_same=True)

    def set_staged(self, counts: Mapping[str, int]) -> None:
        """Say in which lists changes wait to be sent, by the ids of the lists."""
        changed = {key for key, count in counts.items() if self._staged.get(key, 0) != count}
        self._staged.update(counts)
        for key in changed:
            index = self.index_of(key)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def set_owners(self, names: Mapping[str, str]) -> None:
        """Say what the owners of lists are called, by their ids."""
        self._owners.update(names)

    def place_at(self, index: Index) -> Place | None:
        """The list at an index, or None for a directory."""
        if not index.isValid() or not index.internalId():
            return None
        return self._shown[index.internalId() - 1].places[index.row()]

    def directory_at(self, index: Index) -> Directory | None:
        """The directory an index is or lies in."""
        if not index.isValid():
            return None
        number = index.internalId()
        return self._shown[number - 1 if number else index.row()].directory

    def directories(self) -> list[Directory]:
        """Every directory, narrowed or not."""
        return [branch.directory for branch in self._all]

    def all_places(self) -> list[Place]:
        """Every place, narrowed or not."""
        return [place for branch in self._all for place in branch.places]

    def note_at(self, index: Index) -> str:
        """Why a directory holds nothing, or ""."""
        if not index.isValid() or index.internalId():
            return ""
        return self._shown[index.row()].note

    def index_of(self, list_id: str) -> QModelIndex:
        """Where a list is shown; invalid where it is not."""
        for number, branch in enumerate(self._shown):
            for row, place in enumerate(branch.places):
                if place.list.mailing_list_id == list_id:
                    return self.createIndex(row, 0, number + 1)
        return QModelIndex()

    @override
    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        if not self.hasIndex(row, column, parent or QModelIndex()):
            return QModelIndex()
        number = parent.row() + 1 if parent is not None and parent.isValid() else 0
        return self.createIndex(row, column, number)

    @overload
    def parent(self) -> QObject | None: ...

    @overload
    def parent(self, child: Index) -> QModelIndex: ...

    @override
    def parent(self, child: Index | None = None) -> QObject | QModelIndex | None:
        # Two methods of Qt have this name: whom an object belongs to, and what an index lies in.
        if child is None:
            return super().parent()
        if not child.isValid() or not child.internalId():
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        if parent is None or not parent.isValid():
            return len(self._shown)
        return 0 if parent.internalId() else len(self._shown[parent.row()].places)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        directory = self.directory_at(index)
        if directory is None:
            return None
        place = self.place_at(index)
        if place is None:
            name, count = directory.name or self.tr("Directory"), None
            key, staged = self._shown[index.row()].note or directory.directory_id or "", 0
        else:
            name, count = self._name(place), place.list.contact_count
            key = place.list.mailing_list_id or ""
            staged = self._staged.get(key, 0)
            if place.kind is PlaceKind.CORE:
                count = None
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            owner = "" if place is None else place.list.owner_id or ""
            named = " · ".join(part for part in (self._owners.get(owner), owner) if part)
            owned = "\n" + self.tr("Owner {0}").format(named) if owner else ""
            waits = self._waiting(staged)
            return f"{name}\n{key}{owned}" + (f"\n{waits}" if waits else "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            counted = "" if count is None else words.contacts(count)
            return ", ".join(part for part in (name, counted, self._waiting(staged)) if part)
        if role == STAGED_ROLE:
            return staged
        if role == COUNT_ROLE:
            return "" if count is None else words.number(count)
        return None

    def _name(self, place: Place) -> str:
        name = place.list.name or place.list.mailing_list_id or ""
        if place.kind is PlaceKind.DIRECTORY:
            return self.tr("Everybody")
        return self.tr("Sample: {0}").format(name) if place.kind is PlaceKind.SAMPLE else name

    def _waiting(self, staged: int) -> str:
        return self.tr("{0} not sent yet").format(words.changes(staged)) if staged else ""

    def _narrow(self, *, is_same: bool = False) -> None:
        if is_same:
            self.layoutAboutToBeChanged.emit()
        else:
            self.beginResetModel()
        wanted = self._text.split()
        self._shown = [
            branch._replace(
                places=[
                    place
                    for place in branch.places
                    if all(
                        word in f"{self._name(place)} {place.list.mailing_list_id}".casefold()
                        for word in wanted
                    )
                ]
            )
            for branch in self._all
        ]
        if is_same:
            self.layoutChanged.emit()
        else:
            self.endResetModel()
