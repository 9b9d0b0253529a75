"""What pops up paints its own ground: on a display where nothing composes windows, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.column_chooser import ColumnChooser
from qualtrics_desk.gui.widgets.filter_popup import FilterPopup
from tests.gui.rows_source import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

POPUPS: tuple[Callable[[], QWidget], ...] = (
    lambda: FilterPopup(columns_of(COLUMNS), ("", "changed")),
    lambda: ColumnChooser(columns_of(COLUMNS), [column.key for column in COLUMNS]),
)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("make", POPUPS, ids=("filter", "columns"))
def test_a_popup_is_opaque_to_its_corners(
    qtbot: QtBot, theme: Literal["light", "dark"], make: Callable[[], QWidget]
) -> None:
    look().apply(theme)
    popup = make()
    popup.show()
    qtbot.waitExposed(popup)

    # A window with an alpha channel shows what lies below it, or black where nothing composes.
    assert popup.windowHandle().format().alphaBufferSize() <= 0
    picture = popup.grab().toImage()
    right, bottom = picture.width() - 1, picture.height() - 1
    line, surface = QColor(look().tokens.line), QColor(look().tokens.surface)
    for x, y in ((0, 0), (right, 0), (0, bottom), (right, bottom), (right // 2, 0)):
        assert picture.pixelColor(x, y) == line, (x, y)
    inner = popup.rect().adjusted(2, 2, -2, -2)
    for point in (inner.topLeft(), inner.topRight(), inner.bottomLeft(), QPoint(5, bottom // 2)):
        assert picture.pixelColor(point) == surface, point
    popup.close()
