"""The list of jobs: newest first, under the days on which they were begun."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from qualtrics_desk.gui.panels.jobs.job_delegate import JobDelegate
from qualtrics_desk.gui.panels.jobs.job_words import day_of, spoken, title_of
from qualtrics_desk.gui.widgets.outcome_bar import outcome_text
from qualtrics_desk.gui.words import day_heading
from qualtrics_desk.services.jobs import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.store.journal.jobs import Job

Index = QModelIndex | QPersistentModelIndex
Item = Entry | date
_ROOT = QModelIndex()


class JobListModel(QAbstractListModel):
    """Jobs and the days above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[Item] = []
        self._places: dict[int, int] = {}
        self._jobs: dict[int, Job] = {}

    def show_entries(self, entries: Sequence[Entry]) -> bool:
        """Show these jobs; False where the same jobs stand in the same places as before."""
        items = _with_days(entries)
        self._jobs = {entry.job.id: entry.job for entry in entries}
        if [_key(item) for item in items] == [_key(item) for item in self._items]:
            self._refresh(items)
            return False
        self.beginResetModel()
        self._items = items
        self._places = {
            item.job.id: place for place, item in enumerate(items) if isinstance(item, Entry)
        }
        self.endResetModel()
        return True

    def item(self, place: int) -> Item | None:
        """What stands at a place: a job, or a day."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def title(self, entry: Entry) -> str:
        """The title of one of these jobs."""
        return title_of(entry.job, self._jobs)

    def place_of(self, job: int) -> int | None:
        """Where a job stands."""
        return self._places.get(job)

    def first_job(self) -> int | None:
        """The id of the newest job."""
        return next(iter(self._places), None)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._items)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.item(index.row()), Entry):
            return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item(index.row()) if index.isValid() else None
        if isinstance(item, Entry):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.title(item)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return spoken(item, self.title(item))
            if role == Qt.ItemDataRole.ToolTipRole:
                return "\n".join((self.title(item), outcome_text(item.counts))).strip()
        elif item is not None and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return day_heading(item)
        return None

    def _refresh(self, items: list[Item]) -> None:
        for place, (old, new) in enumerate(zip(self._items, items, strict=True)):
            if old != new:
                self._items[place] = new
                index = self.index(place, 0)
                self.dataChanged.emit(index, index)


def _with_days(entries: Sequence[Entry]) -> list[Item]:
    items: list[Item] = []
    last: date | None = None
    for entry in entries:
        day = day_of(entry.job)
        if day != last:
            items.append(day)
            last = day
        items.append(entry)
    return items


def _key(item: Item) -> object:
    return item.job.id if isinstance(item, Entry) else item


class JobList(QListView):
    """Shows a `JobListModel`.

    Signals:
        job_chosen: Another job is the current one; its id.
    """

    job_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = JobListModel(self)
        self.setModel(self.rows)
        self.setProperty("role", "items")
        self.setItemDelegate(JobDelegate(self.rows))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def current_job(self) -> int | None:
        """The id of the job the person is at."""
        item = self.rows.item(self.currentIndex().row())
        return item.job.id if isinstance(item, Entry) else None

    def show_entries(self, entries: Sequence[Entry], wanted: int | None = None) -> None:
        """Show these jobs; the person stays at the job they were at, or at `wanted`."""
        current = wanted if wanted is not None else self.current_job
        scrolled = self.verticalScrollBar().value()
        was_reset = self.rows.show_entries(entries)
        if was_reset or wanted is not None:
            self.verticalScrollBar().setValue(scrolled)
            if current is not None:
                self.choose(current)

    def choose(self, job: int) -> bool:
        """Go to a job; False where the list does not show it."""
        place = self.rows.place_of(job)
        if place is None:
            return False
        self.setCurrentIndex(self.rows.index(place, 0))
        self.scrollTo(self.currentIndex())
        return True

    def _on_current(self) -> None:
        job = self.current_job
        if job is not None:
            self.job_chosen.emit(job)
