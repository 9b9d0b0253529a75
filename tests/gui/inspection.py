"""Looks at what the window shows at one moment, in the way of one round."""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from qualtrics_desk.app.tour.pictures import Album, Picture
from qualtrics_desk.gui.main_window import MainWindow
from tests.gui.checks import (
    clipped,
    nameless,
    path,
    same_names,
    shared_keys,
    tab_faults,
    too_large,
    visible,
)
from tests.gui.readable import faint
from tests.gui.wording import Data, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SMALL, USUAL = QSize(1024, 640), QSize(1280, 800)


class Inspector(Album):
    """Takes no pictures: at every step of the walk it checks what is seen.

    Attributes:
        seen: Names of everything that was looked at, and of its classes.
    """

    def __init__(self, name: str, out: Path) -> None:
        self.name = name
        self.seen: set[str] = set()
        self.steps: list[str] = []
        self._faults: dict[str, dict[str, str]] = {}
        self.wording = Wording(out) if name == "foreign" else None

    @property
    def is_dark(self) -> bool:
        """Which theme is looked at."""
        return self.name == "double"

    def begin(self, window: MainWindow) -> None:
        """Dress the window for this round."""
        self._window = window
        window.resize(SMALL if self.name == "double" else USUAL)

    def report(self, folder: Path) -> dict[str, Any]:
        """What was seen and what was found.

        Args:
            folder: Where the brand, the profile and the files are: their texts need no
                translation.
        """
        if self.wording is not None:
            known = Data(folder)
            words = self._faults.pop("words", {})
            for fault, step in words.items():
                where, _, piece = fault.rpartition(": “")
                if not known.holds(where, piece.removesuffix("”")):
                    self._note("words", step, [fault])
        return {
            "steps": self.steps,
            "seen": sorted(self.seen),
            "faults": {
                check: [f"{where}: {fault}" for fault, where in found.items()]
                for check, found in self._faults.items()
            },
        }

    async def take(self, title: str) -> Picture:
        self.steps.append(title)
        loop = asyncio.get_running_loop()
        looked: asyncio.Future[bool] = loop.create_future()

        def inspect() -> None:
            is_whole = False
            try:
                self._inspect(title)
                is_whole = True
            finally:
                looked.set_result(is_whole)

        # Layouts settle while events are processed, and no task may begin inside another.
        loop.call_soon(inspect)
        assert await looked, f"“{title}” could not be looked at: see above"
        return Picture(title, {})

    def _inspect(self, title: str) -> None:
        for window in self._windows():
            for widget in [window, *visible(window)]:
                self.seen |= {type(widget).__name__, widget.objectName()}
            self._look(title, window)

    def _windows(self) -> list[QWidget]:
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible()
            and not isinstance(widget, QFileDialog)
            and (widget is self._window or not isinstance(widget, MainWindow))
        ]

    def _look(self, title: str, window: QWidget) -> None:
        if self.wording is not None:
            with painted() as texts:
                window.grab()
            self._note("words", title, self.wording.foreign(window, [one[0] for one in texts]))
            return
        sizes = [SMALL] if self.name == "double" else [USUAL, SMALL]
        if window is not self._window:
            sizes = [window.size()]
            self._note("dialog size", title, too_large(window, SMALL))
        for size in sizes:
            window.resize(size)
            settle()
            where = f"{title}, {size.width()} × {size.height()}"
            if window.size() != size:
                said = f"{path(window)} grew to {window.width()} × {window.height()}"
                self._note("clipped", where, [said])
            with painted() as texts:
                window.grab()
            self._note("clipped", where, clipped(window) + [one[1] for one in texts if one[1]])
        self._note("contrast", title, faint(window))
        if self.name == "wide":
            self._note("names", title, nameless(window))
            self._note("same name", title, same_names(window))
            self._note("keys", title, shared_keys(window))
            if QApplication.activeModalWidget() in (None, window) and not isinstance(window, QMenu):
                self._note("tab", title, tab_faults(window))
            window.resize(sizes[0])
            settle()

    def _note(self, check: str, where: str, faults: list[str]) -> None:
        for fault in faults:
            self._faults.setdefault(check, {}).setdefault(fault, where)


def settle() -> None:
    """Let layouts find their places."""
    for _ in range(3):
        QApplication.processEvents()
    # A text that changed with the last event moves its neighbours.
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


@contextmanager
def painted() -> Iterator[list[tuple[str, str]]]:
    """Collects the texts that painters of ours write, each with what is wrong with its place."""
    texts: list[tuple[str, str]] = []
    write = QPainter.drawText

    def listen(painter: QPainter, *arguments: Any) -> Any:
        text = next((one for one in arguments if isinstance(one, str)), "")
        who = sys._getframe(1).f_code.co_qualname
        texts.append((text, _lack(painter, text, arguments, who)))
        return write(painter, *arguments)

    QPainter.drawText = listen
    try:
        yield texts
    finally:
        QPainter.drawText = write


def _lack(painter: QPainter, text: str, arguments: tuple[Any, ...], who: str) -> str:
    area = arguments[0]
    if not isinstance(area, QRect | QRectF) or not text:
        return ""
    flags = next((int(one) for one in arguments[1:] if isinstance(one, int)), 0) or next(
        (one.value for one in arguments[1:] if isinstance(one, Qt.AlignmentFlag)), 0
    )
    needed = painter.fontMetrics().boundingRect(QRect(0, 0, int(area.width()), 10_000), flags, text)
    if needed.width() > area.width() + 2 or needed.height() > area.height() + 2:
        return f"{who}: “{text}” needs {needed.size().toTuple()} of {area.size().toTuple()} px"
    return ""


def dialogs() -> list[QDialog]:
    """The dialogs that are open."""
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]
