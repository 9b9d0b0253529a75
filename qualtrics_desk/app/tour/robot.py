"""Hands and eyes of the tour: real mouse and key events, and waiting for what follows.

Nothing here reaches into a service or sets a field by itself; letters that no key of the test
keyboard has go in as an input method would commit them.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QScrollArea, QWidget

from qualtrics_desk.domain.errors import JobFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

W = TypeVar("W", bound=QWidget)

PATIENCE = 60.0
"""Seconds for one thing to happen; the tour ends with a message when it does not."""
_LOOK = 0.02
_LAST_ASCII = 127


class Robot:
    """Plays in one window and its dialogs.

    Args:
        window: Where it plays.
        patience: Seconds for one thing to happen.
    """

    def __init__(self, window: QWidget, patience: float = PATIENCE) -> None:
        self.window = window
        self._patience = patience

    async def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Press the left button on a widget, in its middle unless a place is given."""
        await self.until(lambda: widget.isVisible() and widget.isEnabled(), _named(widget))
        _scroll_to(widget)
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            place or widget.rect().center(),
        )
        await self.breathe()

    async def click_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Press the left button on an item of a view."""
        view.scrollTo(index)
        await self.breathe()
        await self.click(view.viewport(), view.visualRect(index).center())

    async def double_click_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Press twice on an item of a view."""
        await self.click_row(view, index)
        QTest.mouseDClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            view.visualRect(index).center(),
        )
        await self.breathe()

    async def enter(self, text: str, into: QWidget | None = None) -> None:
        """Type a text, letter by letter, where the focus is or into a widget."""
        target = into or self._focused()
        for letter in text:
            if ord(letter) <= _LAST_ASCII:
                QTest.keyClicks(target, letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(target, event)
        await self.breathe()

    async def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
    ) -> None:
        """Press a key, where the focus is or on a widget."""
        QTest.keyClick(on or self._focused(), key, modifiers)
        await self.breathe()

    async def until(self, predicate: Callable[[], object], what: str) -> None:
        """Wait until something is true.

        Raises:
            JobFailed: When it does not become true; `what` says what was waited for.
        """
        end = time.monotonic() + self._patience
        while not predicate():
            if time.monotonic() > end:
                raise JobFailed(f"The tour waited in vain: {what}.")
            await asyncio.sleep(_LOOK)

    async def dialog(self, kind: type[W]) -> W:
        """The dialog of this kind that is open, or will be in a moment."""
        await self.until(lambda: self._open(kind) is not None, f"a {kind.__name__} opens")
        found = self._open(kind)
        if found is None:
            raise JobFailed(f"The {kind.__name__} closed again.")
        await self.breathe()
        return found

    async def gone(self, dialog: QDialog) -> None:
        """Wait until a dialog has closed."""
        await self.until(lambda: not _lives(dialog), "a dialog closes")
        # Without a window system nobody gives the focus back to the window behind.
        self.window.activateWindow()
        await self.breathe()

    async def breathe(self) -> None:
        """Let events be handled and things be painted."""
        for _ in range(3):
            await asyncio.sleep(_LOOK)

    def _open(self, kind: type[W]) -> W | None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                return widget
        return None

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.window


def clipboard_text() -> str:
    """What was copied."""
    return QGuiApplication.clipboard().text()


def _named(widget: QWidget) -> str:
    return f"{widget.accessibleName() or widget.objectName() or type(widget).__name__} can be used"


def _lives(dialog: QDialog) -> bool:
    try:
        return dialog.isVisible()
    except RuntimeError:
        # Qt has deleted it.
        return False


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
