"""What every window and dialog must pass: names, keys, tab order, nothing cut off."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QRadioButton,
    QScrollBar,
    QSplitterHandle,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from qualtrics_desk.gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

SLACK = 1
"""Pixels by which rounding may cheat."""
_PARTS = 8
"""Parts that a date with its time may have."""
MANY = 400
"""Presses of Tab after which a window that never comes round is a trap."""


def visible(root: QWidget) -> Iterator[QWidget]:
    """Every widget of a window that can be seen, the window's own dialogs left out."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and widget.window() is root.window():
            yield widget


def nameless(root: QWidget) -> list[str]:
    """Widgets that can be used and have no name for a screen reader."""
    found = []
    for widget in visible(root):
        is_used = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (is_used or isinstance(widget, QAbstractButton)) or _is_inner(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(path(widget))
    return found


def same_names(root: QWidget) -> list[str]:
    """Widgets that lie beside each other under one name: nothing could tell them apart."""
    counts = Counter(
        (widget.parentWidget(), widget.objectName())
        for widget in visible(root)
        if widget.objectName() and not widget.objectName().startswith("qt_")
    )
    return [f"{path(parent)}/{name}" for (parent, name), n in counts.items() if n > 1 and parent]


def tab_faults(window: QWidget) -> list[str]:
    """What is wrong when somebody presses Tab until they are back where they began.

    Every control is visited once, in the order in which one reads, and none keeps the focus.
    """
    before = QApplication.focusWidget()
    window.activateWindow()
    QApplication.processEvents()
    wanted = _tab_stops(window)
    if not wanted:
        return []
    next(iter(wanted)).setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    found = []
    here = QApplication.focusWidget()
    while here is not None and here not in visited and len(visited) < MANY:
        visited.append(here)
        # Within a date Tab goes from one part to the next first.
        for _ in range(_PARTS if isinstance(here, QDateTimeEdit) else 1):
            QTest.keyClick(here, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is not here:
                break
        if QApplication.focusWidget() is here and len(wanted) > 1:
            found.append(f"{path(here)} keeps the focus")
            break
        here = QApplication.focusWidget()
    if not found and here is not visited[0]:
        found.append(f"Tab comes back to {path(here) if here else 'nothing'}, not to the start")
    found += [f"Tab leaves out {path(widget)}" for widget in wanted - set(visited)]
    back = [
        f"Tab goes back from {path(one)} to {path(other)}"
        for one, other in pairwise([*visited, *visited[:1]])
        if _reads_backwards(_place(one, window), _place(other, window))
    ]
    # Once it goes back: from the last to the first.
    found += back if len(back) > 1 else []
    if before is not None:
        before.setFocus(Qt.FocusReason.OtherFocusReason)
    return found


def shared_keys(window: QWidget) -> list[str]:
    """Keys that would do two things at once in a window, letters of labels and menus too."""
    claims: dict[str, list[tuple[str, QWidget | None]]] = {}

    def claim(keys: QKeySequence, who: str, scope: QWidget | None) -> None:
        if not keys.isEmpty():
            claims.setdefault(keys.toString(), []).append((who, scope))

    for widget in [window, *visible(window)]:
        for action in widget.actions():
            if action.isEnabled() and not isinstance(widget, QMenu):
                whole = action.shortcutContext() in (
                    Qt.ShortcutContext.WindowShortcut,
                    Qt.ShortcutContext.ApplicationShortcut,
                )
                for keys in action.shortcuts():
                    claim(keys, action.objectName() or action.text(), None if whole else widget)
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if isinstance(widget, QLabel) and widget.buddy() is not None:
            text = widget.text()
        if isinstance(widget, QGroupBox):
            text = widget.title()
        if text and widget.isEnabled():
            claim(QKeySequence.mnemonic(text), path(widget), None)
    for shortcut in window.findChildren(QShortcut):
        parent = shortcut.parent()
        if (
            isinstance(parent, QWidget)
            and shortcut.isEnabled()
            and parent.isVisibleTo(window)
            and parent.window() is window
        ):
            whole = shortcut.context() is Qt.ShortcutContext.WindowShortcut
            claim(shortcut.key(), path(parent), None if whole else parent)
    return [
        f"{keys}: {one} and {other}"
        for keys, those in claims.items()
        for place, (one, scope) in enumerate(those)
        for other, other_scope in those[place + 1 :]
        if one != other and _meet(scope, other_scope)
    ] + [fault for menu in _menus(window) for fault in _shared_letters(menu)]


def clipped(root: QWidget) -> list[str]:
    """Texts that do not fit where they stand, and widgets that leave their window."""
    found = []
    for widget in visible(root):
        if isinstance(widget, QHeaderView):
            found += _clipped_titles(widget)
        if isinstance(widget, QTabBar):
            found += _clipped_tabs(widget)
        if (fault := _outside(widget, root)) and _shows_text(widget):
            found.append(f"{path(widget)}: “{_text_of(widget)}” {fault}")
        lack = _lack(widget)
        if lack:
            found.append(f"{path(widget)}: “{_text_of(widget)}” {lack}")
    return found


def too_large(dialog: QWidget, most: QSize) -> list[str]:
    """Whether a dialog needs more than a small screen has, or hides its own buttons."""
    found = []
    size = dialog.frameSize().expandedTo(dialog.minimumSizeHint())
    if size.width() > most.width() or size.height() > most.height():
        found.append(f"{path(dialog)} is {size.width()} × {size.height()}")
    found += [
        f"{path(button)} {_outside(button, dialog)}"
        for button in dialog.findChildren(QAbstractButton)
        if button.isVisibleTo(dialog) and button.window() is dialog and _outside(button, dialog)
    ]
    return found


def _tab_stops(root: QWidget) -> set[QWidget]:
    return {
        widget
        for widget in visible(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and not _is_inner(widget)
        and widget.focusProxy() is None
        and not _follows_another(widget)
    }


def _follows_another(widget: QWidget) -> bool:
    """Whether arrow keys go there: in a group of radio buttons Tab stops at the chosen one."""
    if not isinstance(widget, QRadioButton) or widget.isChecked():
        return False
    group = widget.group()
    beside = group.buttons() if group else widget.parentWidget().findChildren(QRadioButton)
    return any(one.isChecked() and one.isVisible() for one in beside)


def _reads_backwards(one: QRect, other: QRect) -> bool:
    """Whether the other stands above in the same column, or before in the same line."""
    if one.contains(other) or other.contains(one):
        return False
    beside = one.top() < other.bottom() and other.top() < one.bottom()
    below = one.left() < other.right() and other.left() < one.right()
    return (below and other.bottom() <= one.top()) or (beside and other.right() <= one.left())


def _meet(one: QWidget | None, other: QWidget | None) -> bool:
    if one is None or other is None or one is other:
        return True
    return one.isAncestorOf(other) or other.isAncestorOf(one)


def _menus(window: QWidget) -> Iterator[QMenu]:
    for widget in visible(window):
        menu = getattr(widget, "menu", None)
        made = menu() if callable(menu) and isinstance(widget, QAbstractButton) else None
        if isinstance(made, QMenu):
            yield made


def _shared_letters(menu: QMenu) -> list[str]:
    letters = Counter(
        QKeySequence.mnemonic(action.text()).toString()
        for action in menu.actions()
        if action.isVisible() and not action.isSeparator()
    )
    return [f"{keys} twice in a menu" for keys, n in letters.items() if keys and n > 1]


def _lack(widget: QWidget) -> str:
    """What is missing for the text of a widget, in words, or ""."""
    size = widget.size()
    if isinstance(widget, ElidedLabel):
        return ""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            needed = widget.heightForWidth(size.width())
            is_fixed = widget.minimumWidth() == widget.maximumWidth()
            least = widget.minimumSizeHint().width()
            # The hint of a label whose width was set is the one of the width before.
            if not is_fixed and least > size.width() + SLACK:
                return f"needs {least} of {size.width()} px"
            return f"is {size.height()} of {needed} px high" if needed > size.height() + 1 else ""
        return _smaller(size, widget.sizeHint())
    if isinstance(widget, QToolButton) and not _text_of(widget):
        return ""
    if isinstance(widget, QAbstractButton) and widget.text():
        return _smaller(size, widget.sizeHint())
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        field = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            widget,
        )
        text = widget.currentText() or widget.placeholderText()
        needed = widget.fontMetrics().horizontalAdvance(text)
        said = widget.toolTip()
        if needed > field.width() + SLACK and text not in said:
            return f"needs {needed} of {field.width()} px"
    if isinstance(widget, QLineEdit) and not widget.text() and widget.placeholderText():
        needed = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        room = size.width() - 2 * widget.style().pixelMetric(
            QStyle.PixelMetric.PM_DefaultFrameWidth, None, widget
        )
        if needed > room and widget.placeholderText() not in widget.toolTip():
            return f"“{widget.placeholderText()}” needs {needed} of {room} px"
    return ""


def _smaller(size: QSize, needed: QSize) -> str:
    if size.width() + SLACK < needed.width() or size.height() + SLACK < needed.height():
        return f"has {size.width()} × {size.height()} of {needed.width()} × {needed.height()} px"
    return ""


def _clipped_titles(header: QHeaderView) -> list[str]:
    found = []
    model, across = header.model(), header.orientation()
    if across is not Qt.Orientation.Horizontal or model is None:
        return []
    for place in range(header.count()):
        text = str(model.headerData(place, across) or "")
        said = str(model.headerData(place, across, Qt.ItemDataRole.ToolTipRole) or "")
        needed = header.sectionSizeFromContents(place).width()
        if header.isSectionHidden(place) or text in said:
            continue
        if header.sectionSize(place) + SLACK < needed:
            found.append(f"{path(header)}: “{text}” needs {needed} px")
    return found


def _clipped_tabs(bar: QTabBar) -> list[str]:
    return [
        f"{path(bar)}: “{bar.tabText(place)}” is cut off"
        for place in range(bar.count())
        if bar.tabRect(place).width() + SLACK < bar.tabSizeHint(place).width()
        or not bar.rect().adjusted(-SLACK, 0, SLACK, 0).contains(bar.tabRect(place))
    ]


def _outside(widget: QWidget, root: QWidget) -> str:
    if _scrolls_away(widget, root):
        return ""
    parent = widget.parentWidget()
    while parent is not None:
        area = QRect(widget.mapTo(parent, widget.rect().topLeft()), widget.size())
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(area):
            return f"leaves {path(parent)}"
        if parent is root:
            break
        parent = parent.parentWidget()
    return ""


def _shows_text(widget: QWidget) -> bool:
    return bool(_text_of(widget)) or isinstance(widget, QComboBox | QLineEdit)


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return widget.text()
    if isinstance(widget, QToolButton):
        shows = widget.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly
        return widget.text() if shows or widget.icon().isNull() else ""
    if isinstance(widget, QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return ""


def _is_inner(widget: QWidget) -> bool:
    """Parts that Qt makes inside a control: the control itself has the name."""
    parent = widget.parentWidget()
    return (
        isinstance(widget, QScrollBar | QSplitterHandle)
        or isinstance(parent, QComboBox | QTabBar | QAbstractSpinBox)
        or (isinstance(parent, QLineEdit) and isinstance(widget, QToolButton))
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


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def path(widget: QWidget) -> str:
    """Where a widget is, by the names above it."""
    names = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(names))
