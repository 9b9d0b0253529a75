"""Icons: every name has a glyph, and its colour is that of the theme when it is painted."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QPushButton

from qualtrics_desk.gui.icons import GLYPHS, icon, pixmap, set_icon
from qualtrics_desk.gui.theme import look, set_role


def colours(image: QImage) -> set[str]:
    """The colours of the pixels that are wholly covered."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    found = (image.pixelColor(x, y) for x, y in places)
    return {colour.name() for colour in found if colour.alpha() == 255}


@pytest.mark.parametrize("name", ["logo", *GLYPHS])
def test_every_name_has_a_picture(name: str) -> None:
    assert colours(pixmap(name, "text", 64).toImage())


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        icon("no such picture")


def test_an_icon_takes_the_colours_of_the_moment() -> None:
    look().apply("light")
    made = icon("minus", "danger")
    light = colours(made.pixmap(64).toImage())
    look().apply("dark")

    assert light == {QColor("#B92B2B").name()}
    assert colours(made.pixmap(64).toImage()) == {QColor("#FF8A82").name()}


def test_an_icon_shows_that_it_is_off_or_on() -> None:
    made = icon("minus", "muted")

    off = made.pixmap(QSize(64, 64), QIcon.Mode.Disabled)
    chosen = made.pixmap(QSize(64, 64), QIcon.Mode.Normal, QIcon.State.On)

    assert colours(off.toImage()) == {look().color("faint").name()}
    assert colours(chosen.toImage()) == {look().color("accent").name()}


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_picture_is_sharp_on_a_dense_screen(ratio: float) -> None:
    made = icon("minus").pixmap(QSize(16, 16), ratio)

    assert made.width() == 16 * ratio
    assert made.devicePixelRatio() == ratio
    assert pixmap("minus", "text", 16, ratio).width() == 16 * ratio


def test_the_icon_of_a_button_has_the_colour_of_its_words(qtbot: object) -> None:
    button = QPushButton("Send")
    set_role(button, "primary")

    set_icon(button, "minus")

    assert colours(button.icon().pixmap(64).toImage()) == {look().color("on_accent").name()}


def test_icons_come_without_importing_qtawesome() -> None:
    code = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication(["desk", "-platform", "offscreen"])
from qualtrics_desk.gui.icons import icon
icon("add").pixmap(16)
sys.exit("qtawesome" in sys.modules or "qtpy" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
