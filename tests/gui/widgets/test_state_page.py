from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.gui.dialogs.error_details import ErrorDetailsDialog
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.picture import Picture
from qualtrics_desk.gui.widgets.state_page import StatePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


def _state_page(parent: QWidget) -> QWidget:
    page = StatePage(parent)
    page.show_error(UsageError("There is no such survey."))
    return page


def _error_dialog(parent: QWidget) -> QWidget:
    return ErrorDetailsDialog(parent, explain(UsageError("There is no such survey.")))


@pytest.mark.parametrize("make", [_state_page, _error_dialog])
def test_the_picture_of_an_error_takes_the_colour_of_the_theme_that_is_chosen_later(
    qtbot: QtBot, make: Callable[[QWidget], QWidget]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    look().apply("light", "comfortable")
    shown = make(parent)

    look().apply("dark", "comfortable")

    assert _colours(shown.findChild(Picture)) == {look().color("danger").name()}


def _colours(picture: Picture) -> set[str]:
    image = picture.pixmap().toImage()
    pixels = (
        image.pixelColor(across, down)
        for across in range(image.width())
        for down in range(image.height())
    )
    return {QColor(pixel).name() for pixel in pixels if pixel.alpha() == 255}
