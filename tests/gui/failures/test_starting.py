"""A start with a journal or settings that cannot be used: said once, and nothing is touched."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from typing import TYPE_CHECKING

import pytest

from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.journal.schema import MIGRATIONS
from qualtrics_desk.store.paths import open_home
from tests.gui.failures.acts import choose_profile, see_surveys, welcome

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.failures.scene import Scene, Service


@pytest.fixture
def journal(scene: Scene, service: Service) -> Path:
    """The journal of somebody who has a profile."""
    service.start()
    scene.keep_profile()
    path = open_home().journal
    Journal(path).close()
    return path


def content(path: Path) -> bytes:
    return path.read_bytes()


def test_a_damaged_journal_is_said_once_left_alone_and_replaced_by_moving_it_away(
    scene: Scene, journal: Path
) -> None:
    damaged = b"\0" * 100 + content(journal)[100:]
    journal.write_bytes(damaged)

    scene.start()
    scene.hear("journal.db could not be read: it is damaged.")
    assert scene.said("journal.db could not be read: it is damaged.") == 1
    assert scene.said("Jobs that had not ended cannot be gone on with then") == 1
    assert scene.said("out of") == scene.said(str(journal.parent)) == 1
    assert "could not be opened" in welcome(scene).ui.title_label.text()
    assert content(journal) == damaged
    journal.rename(journal.with_name("damaged.db"))
    choose_profile(scene)

    scene.wait(lambda: scene.desk.is_signed_in)
    see_surveys(scene)
    assert content(journal.with_name("damaged.db")) == damaged


def test_a_journal_of_a_newer_version_is_said_once_and_left_alone(
    scene: Scene, journal: Path
) -> None:
    database = sqlite3.connect(journal)
    database.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    database.close()
    newer = content(journal)

    scene.start()
    scene.hear("journal.db was written by a newer version")
    assert scene.said("journal.db was written by a newer version") == 1
    assert scene.said("Start that version") == 1
    assert content(journal) == newer
    database = sqlite3.connect(journal)
    database.execute(f"PRAGMA user_version={len(MIGRATIONS)}")
    database.close()
    choose_profile(scene)

    scene.wait(lambda: scene.desk.is_signed_in)
    see_surveys(scene)


def test_damaged_settings_are_put_aside_and_said_once(scene: Scene, service: Service) -> None:
    service.start()
    scene.keep_profile()
    settings = open_home().settings
    damaged = content(settings)[:-40]
    settings.write_bytes(damaged)

    scene.start()
    scene.hear("The settings in settings.json cannot be read.")
    assert scene.said("The settings in settings.json cannot be read.") == 1
    assert scene.said("now starts without") == 1
    (aside,) = settings.parent.glob("settings.json.unreadable-*")
    assert aside.name in scene.window.ui.notice.text
    assert content(aside) == damaged
    assert welcome(scene).isVisible()
    # The way back: the person mends the file and starts again.
    aside.write_bytes(damaged + content_after(scene, damaged))
    aside.rename(settings)
    scene.start_again()

    see_surveys(scene)


def content_after(scene: Scene, damaged: bytes) -> bytes:
    """What was cut off."""
    scene.keep_profile()
    whole = content(open_home().settings)
    assert whole.startswith(damaged)
    return whole[len(damaged) :]


def test_settings_of_a_newer_version_stay_as_they_are_whatever_is_clicked(
    scene: Scene, service: Service
) -> None:
    service.start()
    scene.keep_profile()
    settings = open_home().settings
    document = json.loads(content(settings))
    settings.write_text(json.dumps({**document, "version": 99}))
    newer = content(settings)

    scene.start()
    scene.hear("settings.json was written by a newer version")
    assert scene.said("settings.json was written by a newer version") == 1
    scene.window.ui.notice.clear()
    scene.window.actions_.qaction("window.theme").trigger()
    scene.hear("settings.json was written by a newer version")
    assert scene.said("settings.json was written by a newer version") == 1
    assert content(settings) == newer
    settings.write_text(json.dumps(document))
    scene.start_again()

    see_surveys(scene)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nobody is kept from reading a file"
)
def test_settings_that_may_not_be_read_are_left_alone(scene: Scene, service: Service) -> None:
    service.start()
    scene.keep_profile()
    settings = open_home().settings
    before = content(settings)
    settings.chmod(0)

    scene.start()
    scene.hear("cannot be used")
    assert scene.said("cannot be used") == 1
    assert scene.said("Check the rights of the file") == 1
    settings.chmod(0o600)
    assert content(settings) == before
    scene.start_again()

    see_surveys(scene)


def test_settings_in_whose_place_a_folder_stands_are_left_alone(
    scene: Scene, service: Service
) -> None:
    service.start()
    scene.keep_profile()
    settings = open_home().settings
    before = content(settings)
    kept = settings.rename(settings.with_name("kept"))
    settings.mkdir()

    scene.start()
    scene.hear("cannot be used")
    assert scene.said("cannot be used") == 1
    settings.rmdir()
    kept.rename(settings)
    assert content(settings) == before
    scene.start_again()

    see_surveys(scene)


def test_a_window_that_nobody_sees_opens_its_profile_all_the_same(
    scene: Scene, service: Service
) -> None:
    service.start()
    scene.keep_profile()
    scene.start()
    scene.wait(lambda: scene.window.panel("surveys").model.rowCount())

    scene.start_again(is_seen=False)

    assert scene.desk.is_signed_in
