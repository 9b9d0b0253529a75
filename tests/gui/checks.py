"""What every window and dialog must pass: names, tab order, nothing cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QToolButton,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SLACK = 1
"""Pixels by which rounding may cheat."""


def visible(root: QWidget) -> Iterator[QWidget]:
    """Every widget of a window that can be seen, the window's own dialogs left out."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and widget.window() is root.window():
            yield widget


def nameless(root: QWidget) -> list[str]:
    """Widgets that take the focus and have no name for a screen reader."""
    found = []
    for widget in visible(root):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or _is_inner(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(_path(widget))
    return found


def left_out_by_tab(root: QWidget) -> list[str]:
    """Widgets that the Tab key should reach and does not."""
    wanted = {
        widget
        for widget in visible(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and not _is_inner(widget)
        and widget.focusProxy() is None
    }
    reached: set[QWidget] = set()
    widget = root.window()
    for _ in range(2_000):
        widget = widget.nextInFocusChain()
        if widget in reached and widget in wanted and reached >= wanted:
            break
        reached.add(widget)
    return [_path(widget) for widget in wanted - reached]


def clipped(root: QWidget) -> list[str]:
    """Texts that do not fit where they stand, and widgets that leave their window."""
    found = []
    for widget in visible(root):
        if _scrolls_away(widget, root):
            continue
        text = _text_of(widget)
        if not text:
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            if needed > widget.height() + SLACK:
                found.append(f"{_path(widget)}: “{text}” needs {needed} of {widget.height()} px")
        elif widget.width() + SLACK < min(widget.sizeHint().width(), _text_width(widget, text)):
            found.append(f"{_path(widget)}: “{text}” in {widget.width()} px")
        where = widget.mapTo(root, widget.rect().bottomRight())
        if where.x() > root.width() + SLACK or where.y() > root.height() + SLACK:
            found.append(f"{_path(widget)}: “{text}” leaves the window")
    return found


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and not type(widget).__name__.startswith("Elided"):
        return "" if widget.textFormat() is Qt.TextFormat.RichText else widget.text()
    if isinstance(widget, QToolButton):
        shows = widget.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly
        return widget.text() if shows and type(widget) is QToolButton else ""
    if isinstance(widget, QAbstractButton):
        return widget.text()
    return ""


def _text_width(widget: QWidget, text: str) -> int:
    metrics = widget.fontMetrics()
    return max(metrics.horizontalAdvance(line.replace("&", "")) for line in text.split("\n"))


def _is_inner(widget: QWidget) -> bool:
    """Parts that Qt makes inside a control: the control itself has the name."""
    parent = widget.parentWidget()
    return (
        isinstance(widget, QScrollBar | QSplitterHandle)
        or isinstance(parent, QComboBox | QTabBar | QAbstractSpinBox)
        or (isinstance(parent, QAbstractItemView) and isinstance(widget, QAbstractButton))
    )


def _scrolls_away(widget: QWidget, root: QWidget) -> bool:
    """Whether it lies in something that scrolls: there it may be cut off by design."""
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _path(widget: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(names))
