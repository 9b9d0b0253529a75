"""The generated forms are those of ui/ and resources/, and every form keeps the house rules."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted((ROOT / "ui").glob("**/*.ui"))
SPACES = {"0", "4", "8", "12", "16", "24"}
SPACINGS = {
    "spacing",
    "horizontalSpacing",
    "verticalSpacing",
    "margin",
    *(f"{side}Margin" for side in ("left", "top", "right", "bottom")),
}
DECORATION = {"styleSheet", "font", "palette", "iconSize"}
# Buttons get their words from their actions; tests/gui asks each shown window for all names.
FOCUSABLE = {
    "QLineEdit",
    "QPlainTextEdit",
    "QTextEdit",
    "QTextBrowser",
    "QComboBox",
    "QSpinBox",
    "QDoubleSpinBox",
    "QDateEdit",
    "QDateTimeEdit",
    "QTimeEdit",
    "QSlider",
    "QTableView",
    "QTreeView",
    "QListView",
    "QTableWidget",
    "QTreeWidget",
    "QListWidget",
    "QTabWidget",
    "QTabBar",
}


def parse(form: Path) -> ElementTree.ElementTree:
    return ElementTree.parse(form)  # noqa: S314 - our own file


def test_the_forms_are_current() -> None:
    command = [sys.executable, "packaging/build_forms.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_uses_only_the_spaces_of_the_look(form: Path) -> None:
    wrong = [
        f"{element.get('name')}={element.findtext('number')}"
        for element in parse(form).iter("property")
        if element.get("name") in SPACINGS and element.findtext("number") not in SPACES
    ]

    assert wrong == []


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_names_no_colour_and_no_font(form: Path) -> None:
    tree = parse(form)

    properties = {element.get("name") for element in tree.iter("property")}
    assert not properties & DECORATION
    assert not [element.tag for element in tree.iter() if element.tag in ("color", "brush", "font")]


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_everything_that_takes_the_keyboard_has_a_name(form: Path) -> None:
    tree = parse(form)
    bases = {
        custom.findtext("class"): custom.findtext("extends") for custom in tree.iter("customwidget")
    }
    properties = {
        (widget.get("name"), entry.get("name")): entry
        for widget in tree.iter("widget")
        for entry in widget.findall("property")
    }
    buddies = {
        entry.findtext("cstring") for (_, name), entry in properties.items() if name == "buddy"
    }

    nameless = []
    for widget in tree.iter("widget"):
        name, kind = widget.get("name"), widget.get("class")
        focusable = bases.get(kind, kind) in FOCUSABLE and (name, "focusPolicy") not in properties
        named = (name, "accessibleName") in properties or name in buddies
        if focusable and not named and not spoken_text(properties.get((name, "text"))):
            nameless.append(name)
    assert nameless == []


def spoken_text(entry: ElementTree.Element | None) -> bool:
    """Whether a button reads out its own words."""
    return entry is not None and any(c.isalpha() for c in entry.findtext("string") or "")
