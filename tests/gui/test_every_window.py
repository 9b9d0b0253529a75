"""Every window and every dialog: readable, reachable, named, never cut off, in any language."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

import qualtrics_desk.gui
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from tests.gui.rounds import SCREENS

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 1200
_CLASS = re.compile(r"<class>(\w+)</class>")


def _started(name: str, out: Path, ends: ExitStack) -> subprocess.Popen[str]:
    process = ends.enter_context(
        subprocess.Popen(
            [sys.executable, "-m", "tests.gui.rounds", "--round", name, "--out", out],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
    )
    # Where one round has failed nobody waits for the others.
    ends.callback(process.kill)
    return process


@pytest.mark.slow
@pytest.mark.longest
def test_every_window_and_dialog_is_sound(tmp_path: Path) -> None:
    seen: set[str] = set()
    with ExitStack() as ends:
        # Side by side: most of the time a round waits for its brand.
        rounds = {name: _started(name, tmp_path / name, ends) for name in SCREENS}
        for name, process in rounds.items():
            _, said = process.communicate(timeout=_PATIENCE)
            assert process.returncode == 0, said
            report = json.loads((tmp_path / name / "report.json").read_text(encoding="utf-8"))
            seen |= set(report["seen"])
            assert report["faults"] == {}, f"round “{name}”"

    forms = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "ui").glob("*.ui")}
    assert forms
    unseen = {name for name, text in forms.items() if _CLASS.findall(text)[0] not in seen}
    assert not unseen, "the walk leaves out forms"
    assert not {dialog.__name__ for dialog in _dialogs()} - seen, "the walk leaves out dialogs"


def test_tab_follows_what_is_seen_in_every_dialog() -> None:
    assert not [dialog for dialog in _dialogs() if not issubclass(dialog, InReadingOrder)]


def _dialogs() -> list[type[QDialog]]:
    for module in pkgutil.walk_packages(qualtrics_desk.gui.__path__, "qualtrics_desk.gui."):
        importlib.import_module(module.name)
    found, waiting = [], [QDialog]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("qualtrics_desk."):
                found.append(kind)
    assert found
    return found
