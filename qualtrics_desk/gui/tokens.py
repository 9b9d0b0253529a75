"""The colours of the two themes, as `resources/themes/*.toml` name them (look.md)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QFile, QIODevice
from PySide6.QtGui import QColor

from qualtrics_desk.gui.forms import resources_rc

Tone = Literal[
    "text", "muted", "faint", "accent", "on_accent", "success", "warning", "danger", "window"
]

# Importing the module is what makes ":/" readable; naming it here keeps the import.
_RESOURCES = resources_rc


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours as "#RRGGBB"; what each is for stands in light.toml."""

    window: str
    surface: str
    hover: str
    selection: str
    line: str
    edge: str
    field: str
    scroll: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_hover: str
    danger_soft: str


@cache
def theme_tokens(name: Literal["light", "dark"]) -> Tokens:
    """The tokens of one theme."""
    return Tokens(**tomllib.loads(resource_text(f":/themes/{name}.toml")))


@cache
def color(value: str) -> QColor:
    """A colour object for "#RRGGBB", made once."""
    return QColor(value)


def resource_text(path: str) -> str:
    """A text of the compiled resources."""
    file = QFile(path)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(path)
    text = bytes(file.readAll().data()).decode("utf-8")
    file.close()
    return text
