"""A list whose service goes away while it is read, edited, taken back or exported."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication

from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
from qualtrics_desk.gui.panels.jobs.panel import JobsPanel
from qualtrics_desk.store.settings import WriteLimits
from tests.gui.failures.scene import Scene, Service, full_disk, leftovers, rows_of

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE, CHANGED = 24, 12
SLOW = "lag=0,job-time=0.05,dedupe=off,slow=0.03"


class Edited:
    """A list that is open, with changes that were not sent."""

    def __init__(self, scene: Scene, people: int) -> None:
        self.scene, self.service = scene, scene.service
        self.list_id = scene.service.make_list("Edited", people)
        self.before = scene.service.names(self.list_id)

    @property
    def panel(self) -> ContactsPanel:
        found = self.scene.window.panel("contacts")
        assert isinstance(found, ContactsPanel)
        return found

    def open(self, rows: int = PEOPLE) -> None:
        self.scene.go("contacts", list_id=self.list_id)
        model = self.panel.ui.page.model
        self.scene.wait(lambda: model.rowCount() == rows and model.row(rows - 1) is not None)

    def stage(self) -> None:
        """Other names for some, and one who is new."""
        page = self.panel.ui.page
        column = next(at for at, one in enumerate(page.model.columns) if one.key == "lastName")
        page.grid.setFocus()
        page.grid.setCurrentIndex(page.model.index(0, column))
        self._paste("contacts.paste", "\n".join(f"Berg {row}" for row in range(CHANGED)))
        self.scene.wait(lambda: self.panel.editing.staged == CHANGED)
        self._paste("contacts.paste-new", "email\tlastName\nnew@example.org\tNew")
        self.scene.wait(lambda: self.panel.editing.staged == CHANGED + 1)

    def _paste(self, action: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.panel.actions_.qaction(action).trigger()

    def commit(self) -> None:
        self.panel.actions_.qaction("contacts.commit").trigger()
        self.scene.confirm()

    def check(self) -> None:
        """Some have their new names, the others their old ones, and the new one is there once."""
        there = self.service.contacts(self.list_id)
        names = sorted((one["email"], one["lastName"]) for one in there)
        changed = {email for email, name in names if name.startswith("Berg")}
        assert len(changed) == CHANGED
        kept = [pair for pair in self.before if pair[0] not in changed]
        assert [pair for pair in names if pair in kept] == kept
        assert [pair for pair in names if pair[0] == "new@example.org"] == [
            ("new@example.org", "New")
        ]
        assert len(names) == PEOPLE + 1
        assert {one["created"] for one in there} == {1}

    def puts(self) -> int:
        return sum(
            one["method"] == "PUT" and "/contacts/" in one["path"] for one in self.service.requests
        )


@pytest.fixture
def edited(scene: Scene, service: Service) -> Edited:
    service.start()
    scene.keep_profile(limits=WriteLimits(share_percent=100))
    scene.start()
    made = Edited(scene, PEOPLE)
    service.use(SLOW)
    return made


def jobs_of(scene: Scene) -> JobsPanel:
    found = scene.window.panel("jobs")
    assert isinstance(found, JobsPanel)
    return found


def test_the_service_goes_away_in_a_commit_and_what_is_left_is_sent_from_its_job(
    edited: Edited, scene: Scene, service: Service
) -> None:
    edited.open()
    edited.stage()
    edited.commit()
    scene.wait(lambda: edited.puts() >= 4)
    service.stop()

    scene.hear("The rest waits here")
    assert scene.said("onnection") == scene.said("Check the network") == 1
    left = edited.panel.editing.staged
    assert 0 < left < CHANGED + 1
    service.start()
    scene.press("Show the job")
    scene.press("Go on")
    scene.wait(lambda: edited.panel.editing.staged == 0)
    scene.go("contacts")

    assert not edited.panel.ui.edits_bar.isVisible()
    edited.check()


def test_without_the_service_nothing_of_a_commit_is_lost_or_left_behind(
    edited: Edited, scene: Scene, service: Service
) -> None:
    edited.open()
    edited.stage()
    service.stop()

    edited.panel.actions_.qaction("contacts.commit").trigger()
    scene.hear("onnection")
    scene.wait(lambda: not scene.desk.running.tasks)
    assert scene.said("onnection") == scene.said("Check the network") == 1
    assert edited.panel.editing.staged == CHANGED + 1
    service.start()
    edited.commit()
    scene.wait(lambda: edited.panel.editing.staged == 0)

    edited.check()
    # The job that could not be planned is gone.
    scene.go("jobs")
    scene.hear("1 job ·")


def test_an_undo_that_cannot_begin_leaves_everything_and_works_later(
    edited: Edited, scene: Scene, service: Service
) -> None:
    edited.open()
    edited.stage()
    edited.commit()
    scene.wait(lambda: edited.panel.editing.staged == 0)
    edited.check()
    scene.go("jobs")
    detail = jobs_of(scene).ui.detail.ui
    scene.wait(detail.undo_button.isEnabled)
    service.stop()

    detail.undo_button.click()
    scene.hear("onnection")
    scene.wait(lambda: not scene.desk.running.tasks)
    assert scene.said("onnection") == scene.said("Check the network") == 1
    service.start()
    edited.check()
    scene.wait(detail.undo_button.isEnabled)
    detail.undo_button.click()
    scene.confirm()
    scene.wait(lambda: service.names(edited.list_id) == edited.before)
    scene.wait(lambda: not scene.desk.running.tasks)
    scene.hear("2 jobs ·")


def test_a_reading_that_breaks_off_says_why_and_goes_on_with_the_rest(
    scene: Scene, service: Service
) -> None:
    service.start("lag=0,slow=0.3")
    scene.keep_profile()
    scene.start()
    people = 160
    made = service.make_list("Long")
    service.call("POST", "/sandbox/fill", json={"list": made, "contacts": people})
    scene.go("contacts", list_id=made)
    panel = scene.window.panel("contacts")
    scene.wait(lambda: 0 < panel.ui.page.model.rowCount() < people)
    service.stop()

    scene.hear("Read so far")
    assert scene.said("Read so far") == 1
    assert scene.said("onnection") == 1
    had = panel.ui.page.model.rowCount()
    assert 0 < had < people
    service.start()
    scene.press("Load the rest")
    scene.wait(lambda: panel.ui.page.model.rowCount() == people)

    pages = [one for one in service.requests if one["path"].endswith("/contacts")]
    assert len(pages) <= (people - had + 49) // 50
    assert scene.said("Read so far") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="limits another process")
def test_a_full_disk_leaves_no_half_a_file_and_the_export_works_later(
    scene: Scene, service: Service, tmp_path: Path
) -> None:
    service.start()
    scene.keep_profile()
    scene.start()
    made = Edited(scene, PEOPLE)
    made.open()
    out = tmp_path / "out"
    out.mkdir()
    path = out / "people.csv"

    with full_disk(scene, 512):
        _export(scene, path)
        scene.hear("people.csv cannot be written.")
        assert scene.said("people.csv cannot be written.") == 1
        assert scene.said("whether the disk is full") == 1
        assert list(out.iterdir()) == []
    _export(scene, path)
    scene.hear("Wrote")

    rows = rows_of(path)
    assert sorted(_emails(rows)) == [email for email, _ in made.before]
    assert leftovers(out) == []


def _emails(rows: list[dict[str, Any]]) -> list[str]:
    (column,) = [name for name in rows[0] if "mail" in name.lower()]
    return [row[column] for row in rows]


def _export(scene: Scene, path: Path) -> None:
    scene.window.panel("contacts").actions_.qaction("contacts.export").trigger()
    scene.complete(scene.stage.choose_file(path))
