"""A folder is proposed only where it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from qualtrics_desk.gui.aio import ask_folder, ask_save_file
from qualtrics_desk.gui.folders import documents_folder, downloads_folder

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from qasync import QEventLoop

    from tests.gui.conftest import Wait

PLACES = (documents_folder, downloads_folder)


@pytest.fixture
def user_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home folder of an account that has nothing else yet."""
    made = tmp_path / "ada"
    made.mkdir()
    monkeypatch.setattr(Path, "home", lambda: made)
    return made


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("named", ["", "Documents", "a file"])
def test_home_is_proposed_where_the_usual_folder_is_not_there(
    user_home: Path, monkeypatch: pytest.MonkeyPatch, place: Callable[[], Path], named: str
) -> None:
    (user_home / "a file").touch()
    usual = str(user_home / named) if named else ""
    monkeypatch.setattr(
        "qualtrics_desk.gui.folders.QStandardPaths.writableLocation", lambda _: usual
    )

    assert place() == user_home


@pytest.mark.parametrize("place", PLACES)
def test_the_usual_folder_is_proposed_where_it_is_there(
    user_home: Path, monkeypatch: pytest.MonkeyPatch, place: Callable[[], Path]
) -> None:
    usual = user_home / "Documents"
    usual.mkdir()
    monkeypatch.setattr(
        "qualtrics_desk.gui.folders.QStandardPaths.writableLocation", lambda _: str(usual)
    )

    assert place() == usual


@pytest.mark.parametrize("for_file", [True, False])
def test_no_question_begins_in_a_folder_that_is_gone(
    user_home: Path, qtbot: QtBot, loop: QEventLoop, wait: Wait, for_file: bool
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    gone = user_home.parent / "elsewhere" / "gone"
    asking = loop.create_task(
        ask_save_file(parent, "Where to", gone / "people.csv", "CSV (*.csv)", "csv")
        if for_file
        else ask_folder(parent, "Where to", gone)
    )
    wait(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    (dialog,) = parent.findChildren(QFileDialog)

    assert Path(dialog.directory().absolutePath()) == user_home
    if for_file:
        assert Path(dialog.selectedFiles()[0]) == user_home / "people.csv"
    dialog.reject()
    wait(asking.done)
    assert asking.result() is None
