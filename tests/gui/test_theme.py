"""The look: every text readable in both themes, every control of the height of look.md."""

from __future__ import annotations

import re
from dataclasses import asdict
from itertools import product
from typing import TYPE_CHECKING, Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualtrics_desk.gui.theme import look, set_role, set_tone
from qualtrics_desk.gui.tokens import resource_text, theme_tokens

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.theme import Density

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
GROUNDS = ("window", "surface", "hover", "selection")
TEXTS = [
    *product(("text", "muted"), GROUNDS),
    *product(("accent",), ("window", "surface", "hover", "accent_soft")),
    *product(("text",), ("accent_soft", "success_soft", "warning_soft", "danger_soft")),
    *product(("on_accent",), ("accent", "accent_hover", "danger", "danger_hover")),
    *(
        (tone, ground)
        for tone in ("success", "warning", "danger")
        for ground in ("window", "surface")
    ),
    *((tone, f"{tone}_soft") for tone in ("success", "warning", "danger")),
    ("window", "text"),
]


def luminance(colour: str) -> float:
    parts = [part / 255 for part in QColor(colour).getRgb()[:3]]  # type: ignore[index]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_every_text_is_readable_on_its_ground(
    theme: Literal["light", "dark"], text: str, ground: str
) -> None:
    tokens = asdict(theme_tokens(theme))

    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_rings_and_outlines_are_seen(theme: Literal["light", "dark"]) -> None:
    tokens = theme_tokens(theme)

    for ground in (tokens.window, tokens.surface):
        assert contrast(tokens.accent, ground) >= 3
        assert contrast(tokens.edge, ground) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_no_colour_is_left_to_qt(theme: Literal["light", "dark"]) -> None:
    look().apply(theme)

    known = {QColor(value).name() for value in asdict(theme_tokens(theme)).values()}
    palette = QApplication.palette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        for role in list(QPalette.ColorRole)[: QPalette.ColorRole.NColorRoles.value]:
            if role is not QPalette.ColorRole.NoRole:
                assert palette.color(group, role).name() in known, role


def test_the_style_sheet_names_no_colour_and_no_size_of_text() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", resource_text(":/themes/style.qss"), flags=re.DOTALL)

    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b(?![^{]*\{)|rgba?\(|\bpt\b", sheet)
    assert not re.findall(r"color:\s*(?!\$|transparent)\w+", sheet)


@pytest.mark.parametrize("theme", THEMES)
def test_qt_understands_the_style_sheet(
    theme: Literal["light", "dark"], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    look().apply(theme)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()

    sheet = QApplication.instance().styleSheet()  # type: ignore[union-attr]
    assert "$" not in sheet
    assert not caplog.records


@pytest.mark.parametrize(("density", "height"), [("comfortable", 32), ("compact", 28)])
def test_controls_are_of_one_height(qtbot: QtBot, density: Density, height: int) -> None:
    look().apply("light", density)
    window = QWidget()
    qtbot.addWidget(window)
    lay = QVBoxLayout(window)
    date = QDateTimeEdit()
    date.setCalendarPopup(True)
    controls = [QPushButton("Send"), QLineEdit(), QComboBox(), QSpinBox(), date, QToolButton()]
    for role in ("primary", "quiet", "danger"):
        button = QPushButton("Send")
        set_role(button, role)
        controls.append(button)
    for control in controls:
        lay.addWidget(control)

    window.show()

    heights = {}
    for control in controls:
        control.setFocus()
        lay.invalidate()
        lay.activate()
        heights |= {type(each).__name__: each.height() for each in controls}

    assert set(heights.values()) == {height}, heights


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", [QPushButton, QLineEdit, QCheckBox, QToolButton, QComboBox])
def test_the_keyboard_focus_is_seen(
    qtbot: QtBot, theme: Literal["light", "dark"], kind: type[QWidget]
) -> None:
    look().apply(theme)
    window = QWidget()
    qtbot.addWidget(window)
    lay = QVBoxLayout(window)
    other, control = QLineEdit(), kind()
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    lay.addWidget(other)
    lay.addWidget(control)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    other.setFocus(Qt.FocusReason.TabFocusReason)
    before = ring_of(control)
    control.setFocus(Qt.FocusReason.TabFocusReason)

    accent = QColor(look().tokens.accent).name()
    assert accent not in before
    assert ring_of(control) == {accent}


def ring_of(control: QWidget) -> set[str]:
    """The colours at the middle of the left edge, two pixels deep."""
    picture = control.grab().toImage()
    return {picture.pixelColor(x, picture.height() // 2).name() for x in (0, 1)}


def test_a_role_takes_effect_at_once(qtbot: QtBot) -> None:
    label = QLabel("14")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.font().pointSizeF()

    set_role(label, "number")
    set_tone(label, "danger")

    assert label.font().pointSizeF() == pytest.approx(before * 1.8, abs=0.1)
    assert label.palette().color(QPalette.ColorRole.WindowText) == look().color("danger")


def test_another_theme_is_told_once(qtbot: QtBot) -> None:
    look().apply("light")

    with qtbot.waitSignal(look().changed):
        look().apply("dark", "compact")

    assert look().is_dark
    assert look().row_height == 26
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor("#13161B")


def test_the_system_theme_is_followed_only_where_it_was_chosen() -> None:
    look().apply("system")
    look()._on_system_changed(Qt.ColorScheme.Dark)
    followed = look().is_dark
    look().apply("light")
    look()._on_system_changed(Qt.ColorScheme.Dark)

    assert followed
    assert not look().is_dark
