"""The queue of exports: some at a time, each with its progress; one that fails stops no other."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QListWidgetItem

from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.gui import words
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QListWidget

    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.gui.tokens import Tone
    from qualtrics_desk.services.background.response_messages import ExportResponses
    from qualtrics_desk.services.engine.progress import Progress

AT_ONCE = 3
"""As the service's own queue (`services.responses.queue`)."""


class State(Enum):
    """Where an export stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass
class Entry:
    """One export of the queue."""

    name: str
    request: ExportResponses
    state: State = State.WAITING
    told: str = ""
    file: str = ""
    error: DeskError | None = None


class ExportQueue(QObject):
    """Runs exports in the worker.

    Attributes:
        entries: All of them, in their order.

    Signals:
        changed: An export stands elsewhere now.
    """

    changed = Signal()

    def __init__(self, panel: Panel, rows: QListWidget) -> None:
        super().__init__(panel)
        self._panel, self._rows = panel, rows
        self._places = asyncio.Semaphore(AT_ONCE)
        self.entries: list[Entry] = []

    @property
    def chosen(self) -> Entry | None:
        """The export one is at."""
        row = self._rows.currentRow()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    @property
    def open(self) -> int:
        """How many are not through."""
        return sum(one.state in (State.WAITING, State.RUNNING) for one in self.entries)

    def add(self, wanted: Sequence[tuple[str, ExportResponses]]) -> None:
        """Export these, behind what is waiting already."""
        for name, request in wanted:
            self.entries.append(Entry(name, request))
            self._rows.addItem(QListWidgetItem())
            self._start(self.entries[-1])

    def again(self, entry: Entry) -> None:
        """Try one again; what the service has begun is gone on with."""
        entry.state, entry.error = State.WAITING, None
        self._start(entry)

    def stop(self) -> None:
        """Stop what runs and do not begin what waits."""
        for entry in self.entries:
            if entry.state is State.WAITING:
                entry.state = State.STOPPED
                self._draw(entry)
            elif entry.state is State.RUNNING:
                self._panel.desk.worker.stop_request(entry.request)

    def clear(self) -> None:
        """Another profile: forget all of them."""
        for entry in self.entries:
            self._panel.tasks.cancel((self, id(entry)))
        self.entries.clear()
        self._rows.clear()
        self.changed.emit()

    def _start(self, entry: Entry) -> None:
        self._draw(entry)
        self._panel.tasks.start(self._run(entry), key=(self, id(entry)))

    async def _run(self, entry: Entry) -> None:
        from qualtrics_desk.services.responses.export import ResponsesExported

        async with self._places:
            if entry.state is not State.WAITING:
                return
            entry.state, entry.told = State.RUNNING, self.tr("begins…")
            self._draw(entry)
            try:
                done = await self._panel.desk.worker.to_the_end(
                    entry.request, ResponsesExported, lambda sign: self._advance(entry, sign)
                )
            except JobStopped:
                entry.state = State.STOPPED
            except DeskError as error:
                entry.state, entry.error = State.FAILED, error
                entry.told = explain(error).sentences
            else:
                entry.state, entry.file = State.DONE, done.file
                entry.told = words.file_size(done.size)
            self._draw(entry)

    def _advance(self, entry: Entry, sign: Progress) -> None:
        if sign.note == "percent":
            entry.told = self.tr("the service writes it: {0} %").format(words.number(sign.done))
        elif sign.done:
            total = "" if sign.total is None else f" / {words.file_size(sign.total)}"
            entry.told = self.tr("fetched: {0}").format(words.file_size(sign.done) + total)
        self._draw(entry)

    def _draw(self, entry: Entry) -> None:
        if entry not in self.entries:
            return
        item: Any = self._rows.item(self.entries.index(entry))
        mark = _MARKS[entry.state]
        item.setIcon(icon(*mark))
        state = {
            State.WAITING: self.tr("waits"),
            State.RUNNING: entry.told,
            State.DONE: entry.told,
            State.FAILED: entry.told,
            State.STOPPED: self.tr("stopped; try again to go on"),
        }[entry.state]
        item.setText(f"{entry.name}\n{state}")
        item.setToolTip(f"{entry.name}\n{state}\n{Path(entry.file).name}".strip())
        self.changed.emit()


_MARKS: dict[State, tuple[str, Tone]] = {
    State.WAITING: ("clock", "muted"),
    State.RUNNING: ("download", "accent"),
    State.DONE: ("success", "success"),
    State.FAILED: ("error", "danger"),
    State.STOPPED: ("stop", "muted"),
}
