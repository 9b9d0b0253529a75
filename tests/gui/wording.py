"""A language that nobody speaks: what is not in it was never given to the translators.

It is made as a real one would be: lupdate collects the texts, each is written between two marks,
lrelease compiles them. A text that is shown without marks is either data or was forgotten.
"""

from __future__ import annotations

import csv
import html
import importlib
import json
import re
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    Qt,
    QTranslator,
)
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from tests.gui.checks import path, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
OPEN, CLOSE = "⟦", "⟧"
_ROWS = 12
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_BETWEEN = re.compile(r"[\n·|:;,()“”\"→]|\s{2,}|\s[–—-]\s")
_MESSAGE = re.compile(
    r"(<message[^>]*>\s*)<source>([^<]*)</source>(\s*(?:<comment>[^<]*</comment>\s*)?)"
    r"<translation[^>]*?(?:/>|>.*?</translation>)",
    re.DOTALL,
)
_CODE = re.compile(r"^(?:\d+ |\w+_(?=[A-Z][a-z])|\w+ = )")
"""What stands before the name of an answer: its code, the tag of its question."""
_ID = re.compile(r"[A-Z]+_[A-Za-z0-9]{11,}")
_OUR_NAMES = {"Qualtrics Desk"}
_NOT_WORDED = ("paste_field", "about_version", "licences_label", "preview_edit", "files_list")
"""What a person pasted, versions and licences, and files that are sent to us as they are."""
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Wording:
    """Puts the language in place and tells which texts are not in it."""

    def __init__(self, out: Path) -> None:
        application = QApplication.instance()
        self._translator = QTranslator(application)
        if not self._translator.load(str(make_language(out))):
            raise FileNotFoundError("the language was not made")
        QCoreApplication.installTranslator(self._translator)

    def foreign(self, window: QWidget, drawn: Iterable[str]) -> list[str]:
        """Texts of a window that are outside the marks and hold words."""
        texts = [(f"{path(widget)} {what}", text) for widget, what, text in _shown(window)]
        texts += [("painted", text) for text in drawn]
        return [
            f"{where}: “{piece}”"
            for where, text in texts
            for piece in outside(text)
            if _WORD.search(piece) and not _is_the_same_everywhere(piece)
            if not any(name in where for name in _NOT_WORDED)
        ]


def make_language(out: Path) -> Path:
    """Collect, mark and compile every text of the sources; returns the compiled file."""
    sys.path.insert(0, str(ROOT / "packaging"))
    collect, tools = (importlib.import_module(name) for name in ("collect_texts", "qt_tools"))
    target = out / "marked.ts"
    collect.write(target, "en")
    text = target.read_text(encoding="utf-8")
    target.write_text(_MESSAGE.sub(_in_marks, text), encoding="utf-8")
    compiled = out / "marked.qm"
    tools.run("lrelease", "-silent", str(target), "-qm", str(compiled))
    return compiled


def _in_marks(message: re.Match[str]) -> str:
    begin, source, between = message.groups()
    marked = f"{OPEN}{source}{CLOSE}"
    if "numerus" in begin:
        marked = f"<numerusform>{marked}</numerusform>" * 2
    return f"{begin}<source>{source}</source>{between}<translation>{marked}</translation>"


def outside(text: str) -> Iterator[str]:
    """The pieces of a text that are not between marks; one that was cut short counts as marked."""
    depth, piece = 0, ""
    for letter in html.unescape(_TAG.sub(" ", text)) if "<" in text else text:
        if letter == OPEN:
            depth += 1
            yield from _pieces(piece)
            piece = ""
        elif letter == CLOSE:
            depth = max(0, depth - 1)
        elif not depth:
            piece += letter
    yield from _pieces(piece)


class Data:
    """Every text that the brand, the files and the settings under a folder hold."""

    def __init__(self, folder: Path) -> None:
        found: set[str] = set()
        for file in folder.glob("**/*"):
            if file.suffix in (".json", ".jsonl", ".toml", ".txt"):
                for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
                    found |= _leaves(line)
            elif file.suffix == ".csv":
                with file.open(encoding="utf-8-sig", newline="") as opened:
                    found |= {cell for row in csv.reader(opened) for cell in row}
            elif file.suffix in (".db", ".sqlite", ".sqlite3"):
                found |= _cells_of(file)
        self._texts = {_letters(piece) for text in found for piece in _pieces_of_data(text)}
        self._all = "\0".join(self._texts)

    def holds(self, where: str, piece: str) -> bool:
        """Whether a text is data, or is made of data alone.

        Args:
            where: What a painter wrote may have been cut off.
        """
        whole = _letters(_CODE.sub("", piece))
        words = {_letters(word) for word in piece.replace("/", " ").split()}
        return (
            whole in self._texts
            or words <= self._texts
            or (where == "painted" and whole in self._all)
        )


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _pieces_of_data(text: str) -> Iterator[str]:
    plain = html.unescape(_TAG.sub(" ", text)) if "<" in text else text
    yield " ".join(plain.split())
    yield from _pieces(plain)
    yield from outside(plain)


def _pieces(text: str) -> Iterator[str]:
    for piece in _BETWEEN.split(text):
        cut = " ".join(piece.split()).strip(" .…!?+•−*'")
        if cut:
            yield cut


def _is_the_same_everywhere(piece: str) -> bool:
    return (
        piece in _OUR_NAMES
        or _ID.fullmatch(piece) is not None
        or not QKeySequence(piece).isEmpty()
        or _is_of_the_calendar(piece)
    )


def _is_of_the_calendar(piece: str) -> bool:
    locale, names = QLocale(), set()
    for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        names |= {locale.dayName(day, form) for day in range(1, 8)}
        names |= {locale.monthName(month, form) for month in range(1, 13)}
    names |= {locale.amText(), locale.pmText(), "UTC", "kB", "MB", "bytes"}
    return all(word in names for word in _WORD.findall(piece))


def _leaves(text: str) -> set[str]:
    try:
        value = json.loads(text)
    except ValueError:
        return {text}
    return set(_strings(value))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _cells_of(file: Path) -> set[str]:
    found: set[str] = set()
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
        tables = [
            str(row[0]) for row in base.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        for table in tables:
            try:
                rows = base.execute(" ".join(("SELECT * FROM", f'"{table}"'))).fetchall()
            except sqlite3.Error:
                continue
            for row in rows:
                for cell in row:
                    text = cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell
                    if isinstance(text, str):
                        found |= _leaves(text)
    base.close()
    return found


def _shown(window: QWidget) -> Iterator[tuple[QWidget, str, str]]:
    yield window, "title", window.windowTitle()
    for widget in [window, *visible(window)]:
        yield widget, "name", widget.accessibleName()
        yield widget, "description", widget.accessibleDescription()
        yield widget, "tip", widget.toolTip()
        for what, text in _texts(widget):
            yield widget, what, text


def _texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    for what in ("text", "placeholderText", "title", "prefix", "suffix", "specialValueText"):
        ask = getattr(widget, what, None)
        is_typed = what == "text" and isinstance(widget, QLineEdit | QAbstractSpinBox)
        if callable(ask) and not is_typed:
            yield what, str(ask())
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield "text", widget.toPlainText()
    if isinstance(widget, QTabBar):
        for place in range(widget.count()):
            yield "tab", widget.tabText(place)
    if isinstance(widget, QComboBox):
        for place in range(min(widget.count(), _ROWS)):
            yield "entry", widget.itemText(place)
    if isinstance(widget, QHeaderView) and widget.model() is not None:
        for place in range(widget.count()):
            for role in _ROLES:
                text = widget.model().headerData(place, widget.orientation(), role)
                yield "header", str(text or "")
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from (("cell", text) for text in _cells(widget.model(), QModelIndex()))
    menu = widget if isinstance(widget, QMenu) else None
    if isinstance(widget, QToolButton):
        menu = widget.menu()
    for action in menu.actions() if menu is not None else ():
        yield "menu", action.text()


def _cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    # A list model keeps the count of its one column, and that it has no children, to itself.
    is_list = isinstance(model, QAbstractListModel)
    columns = 1 if is_list else model.columnCount(parent)
    for row in range(min(model.rowCount(parent), _ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in _ROLES:
                text = index.data(role)
                if isinstance(text, str):
                    yield text
        if not is_list:
            yield from _cells(model, model.index(row, 0, parent))
