"""Tab goes through a window in the order in which one reads it.

Qt keeps the order in which widgets were made, or one that a form wrote down. Neither holds for
chips, tiles and cards that come and go, so the order is read from the layouts when Tab is pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QLayout,
    QRadioButton,
    QSplitter,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class InReadingOrder:
    """Mixed into a window, a dialog or a popup: Tab and Shift+Tab follow its layouts."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - the name in Qt
        """What Qt asks the window when Tab was pressed in one of its widgets.

        Returns:
            False where nothing else takes the focus.
        """
        window = cast("QWidget", self)
        everything = list(_in_order(window))
        here = window.focusWidget()
        start = everything.index(here) if here in everything else -1
        turned = everything[start + 1 :] + everything[: start + 1]
        if not forward:
            turned = everything[max(start, 0) :] + everything[: max(start, 0)]
            turned.reverse()
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        for widget in turned:
            if widget is not here and _is_stop(widget):
                widget.setFocus(reason)
                return True
        return False


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """Every widget inside another one that can be seen, as their layouts lie."""
    for child in _children(widget):
        if not child.isWindow() and child.isVisibleTo(widget):
            yield child
            yield from _in_order(child)


def _children(widget: QWidget) -> list[QWidget]:
    inside = [child for child in widget.children() if isinstance(child, QWidget)]
    if isinstance(widget, QSplitter):
        parts = (widget.widget(place) for place in range(widget.count()))
        placed = [part for part in parts if part is not None]
    else:
        layout = widget.layout()
        placed = list(_placed(layout, inside)) if layout is not None else []
    laid = set(placed)
    others = [child for child in inside if child not in laid]
    return placed + sorted(others, key=lambda child: (child.y(), child.x()))


def _placed(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """What of these widgets lies in a layout, as it is read.

    Items of a layout are never asked for: PySide keeps what it made of one when Qt deletes it, and
    takes the next widget at the same place in memory for that item.
    """
    parts: list[QWidget | QLayout] = [*widgets, *_layouts_in(layout)]
    places = [(layout.indexOf(part), part) for part in parts]
    for _, part in sorted(
        (place for place in places if place[0] >= 0), key=lambda place: _cell(layout, place[0])
    ):
        if isinstance(part, QLayout):
            yield from _placed(part, widgets)
        else:
            yield part


def _layouts_in(layout: QLayout) -> list[QLayout]:
    return [child for child in layout.children() if isinstance(child, QLayout)]


def _cell(layout: QLayout, place: int) -> tuple[int, int]:
    """Row and column of an item; in a box there is only the place."""
    if isinstance(layout, QGridLayout):
        row, column, *_ = cast("tuple[int, int, int, int]", layout.getItemPosition(place))
        return row, column
    if isinstance(layout, QFormLayout):
        row, role = cast("tuple[int, QFormLayout.ItemRole]", layout.getItemPosition(place))
        return row, role.value
    return 0, place


def _is_stop(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not _follows_another(widget)
    )


def _follows_another(widget: QWidget) -> bool:
    """Whether arrow keys go there: Tab stops only at the chosen one of a group of choices."""
    if not isinstance(widget, QRadioButton) or widget.isChecked():
        return False
    group, parent = widget.group(), widget.parentWidget()
    beside = group.buttons() if group else parent.findChildren(QRadioButton) if parent else []
    return any(one.isChecked() and one.isVisible() and one.isEnabled() for one in beside)
