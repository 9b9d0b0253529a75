"""`qualtrics-desk --smoke`: says when the window could be used, and closes it again."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from qualtrics_desk.gui.main_window import MainWindow

PATIENCE = 20.0
"""Seconds; a brand that never had a list has no rows to wait for."""


async def say_when_painted(window: MainWindow, *, with_rows: bool) -> None:
    """Print one line of JSON once the window was painted, and let the window go.

    Args:
        window: Shown already.
        with_rows: Wait for a list that shows rows, and say how many it has.
    """
    watch = _Watch(window, with_rows=with_rows)
    try:
        async with asyncio.timeout(PATIENCE):
            rows = await watch.painted
    except TimeoutError:
        rows = 0
    sys.stdout.write(json.dumps({"painted": watch.painted.done(), "rows": rows}) + "\n")
    sys.stdout.flush()
    window.closed.set_result(False)


class _Watch(QObject):
    def __init__(self, window: MainWindow, *, with_rows: bool) -> None:
        super().__init__(window)
        self.painted: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._window = window
        self._with_rows = with_rows
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            # The event is seen before it is handled.
            QTimer.singleShot(0, self, self._look)
        return False

    def _look(self) -> None:
        rows = max(
            (_rows(view) for view in self._window.findChildren(QAbstractItemView)), default=0
        )
        if not self.painted.done() and (rows or not self._with_rows):
            self.painted.set_result(rows)


def _rows(view: QAbstractItemView) -> int:
    """How many rows a list has whose first row can be read; 0 where it cannot be seen."""
    model = view.model()
    if not view.isVisible() or model is None or not model.rowCount():
        return 0
    first = model.index(0, 0).data(Qt.ItemDataRole.DisplayRole)
    return 0 if first in (None, "", "…") else model.rowCount()
