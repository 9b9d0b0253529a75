"""Where the window stood, and where it may stand on the screens there are today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize

from qualtrics_desk.store.settings import WindowPlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMainWindow

_FRAME = 40
"""Pixels that the window system's frame may take."""


def place_of(window: QMainWindow, room: str) -> WindowPlace:
    """Where a window stands now; of a maximised one, where it stood before."""
    is_maximised = window.isMaximized()
    where = window.normalGeometry() if is_maximised else window.geometry()
    return WindowPlace(
        x=where.x(),
        y=where.y(),
        width=where.width(),
        height=where.height(),
        is_maximised=is_maximised,
        room=room,
    )


def rectangle_on_screens(
    place: WindowPlace, screens: Sequence[QRect], smallest: QSize
) -> QRect | None:
    """The place, moved and shrunk until the whole window can be seen; None without a screen.

    A window restored to where a screen used to be could not be reached at all.
    """
    if not screens:
        return None
    wanted = QRect(place.x or 0, place.y or 0, place.width, place.height)
    screen = max(screens, key=lambda one: _area(one.intersected(wanted)))
    if place.x is None or place.y is None or not _area(screen.intersected(wanted)):
        screen = screens[0]
        wanted.moveCenter(screen.center())
    width = max(min(wanted.width(), screen.width()), min(smallest.width(), screen.width()))
    height = max(
        min(wanted.height(), screen.height() - _FRAME), min(smallest.height(), screen.height())
    )
    x = min(max(wanted.x(), screen.left()), screen.right() + 1 - width)
    y = min(max(wanted.y(), screen.top()), screen.bottom() + 1 - height)
    return QRect(x, y, width, height)


def _area(rectangle: QRect) -> int:
    return rectangle.width() * rectangle.height() if rectangle.isValid() else 0
