"""What happened while a job was sent, line by line, as far as the journal and the worker said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from qualtrics_desk.domain.outcomes import ChunkState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.panels.imports.import_words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.tokens import Tone
    from qualtrics_desk.store.journal.records import Chunk

_ICON = 16


class RunLog:
    """Writes into a list; every change of a request is told once."""

    def __init__(self, lines: QListWidget) -> None:
        self._lines = lines
        self._lines.setIconSize(QSize(_ICON, _ICON))
        self._told: dict[int, ChunkState] = {}

    def clear(self) -> None:
        """Begin anew."""
        self._told = {}
        self._lines.clear()

    def tell(self, text: str, picture: str, tone: Tone) -> None:
        """Write a line with the time."""
        self._add(text, picture, tone)
        self._lines.scrollToBottom()

    def _add(self, text: str, picture: str, tone: Tone) -> None:
        clock = words.time_of_day(datetime.now(UTC))
        item = QListWidgetItem(icon(picture, tone), f"{clock}  {text}")
        item.setToolTip(text)
        self._lines.addItem(item)

    def tell_chunks(self, chunks: Sequence[Chunk]) -> bool:
        """Tell what is new of the requests; whether one of them was lost."""
        new = [one for one in chunks if self._told.get(one.number) is not one.state]
        self._told.update((one.number, one.state) for one in new)
        lost = [self._tell_chunk(chunk) for chunk in new]
        if new:
            # Once for all of them: every line is measured for it.
            self._lines.scrollToBottom()
        return any(lost)

    def _tell_chunk(self, chunk: Chunk) -> bool:
        number, rows = words.number(chunk.sent_number or 0), words.rows(chunk.size)
        match chunk.state:
            case ChunkState.ACCEPTED:
                text = tr("Request {0}: {1} taken in as {2}")
                self._add(text.format(number, rows, chunk.import_id or "?"), "check", "muted")
            case ChunkState.SETTLED:
                text = tr("Request {0}: {1} settled")
                self._add(text.format(number, rows), "success", "success")
            case ChunkState.REJECTED:
                text = tr("Request {0} was refused; it is split to find the row")
                self._add(text.format(number), "error", "danger")
            case ChunkState.UNKNOWN:
                text = tr("Request {0}: no answer. The list is read back to see what arrived")
                self._add(text.format(number), "unknown", "warning")
                return True
            case _:
                pass
        return False
