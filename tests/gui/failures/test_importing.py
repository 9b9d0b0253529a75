"""An import whose service goes away, whose token ends, whose disk is full: it goes on."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

import pytest

from qualtrics_desk.gui.panels.imports.panel import ImportsPanel
from qualtrics_desk.gui.panels.imports.step import CHECK, PLAN, RESULT, RUN
from tests.gui.failures.acts import paste, save
from tests.gui.failures.scene import (
    NEW_TOKEN,
    Scene,
    Service,
    full_disk,
    leftovers,
    rows_of,
)

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 40
PUTS = "/contacts/"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """People with a phone: each is made in bulk and then written once more by a call of its own."""
    folder = tmp_path / "files"
    folder.mkdir()
    path = folder / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Email", "Last Name", "Phone"])
        writer.writerows([mail(row), f"Berg {row}", phone(row)] for row in range(ROWS))
    return path


def mail(row: int) -> str:
    return f"new{row}@example.org"


def phone(row: int) -> str:
    return f"+46701{row:06d}"


class Import:
    """An import in the window, up to the moment when it is sent."""

    def __init__(self, scene: Scene, source: Path, people: int = 0) -> None:
        self.scene, self.source = scene, source
        self.list_id = scene.service.make_list("Failing", people)

    @property
    def panel(self) -> ImportsPanel:
        found = self.scene.window.panel("imports")
        assert isinstance(found, ImportsPanel)
        return found

    def plan(self) -> None:
        scene = self.scene
        scene.go("imports", path=str(self.source), list_id=self.list_id)
        panel = self.panel
        scene.wait(lambda: not panel.file.is_reading)
        scene.wait(lambda: panel.file.ui.list_picker.destination is not None)
        for step in (1, CHECK, PLAN):
            scene.wait(panel.ui.next_button.isEnabled)
            panel.ui.next_button.click()
            scene.wait(lambda at=step: panel.current >= at)
        scene.wait(panel.ui.next_button.isEnabled)

    def send(self) -> None:
        self.panel.ui.next_button.click()
        self.scene.confirm()
        self.scene.wait(lambda: self.panel.current == RUN)

    def wait_for_puts(self, count: int) -> None:
        def puts() -> int:
            return sum(
                one["method"] == "PUT" and PUTS in one["path"]
                for one in self.scene.service.requests
            )

        self.scene.wait(lambda: puts() >= count)

    def resume(self) -> None:
        self.scene.wait(lambda: self.panel.ui.next_button.text() == "Resume")
        self.panel.ui.next_button.click()
        self.scene.wait(lambda: self.panel.current == RESULT)

    def check(self) -> None:
        """Everybody is there once, as the file says; the job's sums and files say the same."""
        there = self.scene.service.contacts(self.list_id)
        assert sorted((one["email"], one["lastName"], one["phone"]) for one in there) == sorted(
            (mail(row), f"Berg {row}", phone(row)) for row in range(ROWS)
        )
        assert {one["created"] for one in there} == {1}
        room = self.panel.bench.room
        assert room is not None
        assert room.result is not None
        assert room.result.counts["created"] == sum(room.result.counts.values()) == ROWS
        every = rows_of(self.source.with_name(f"people.job{room.job}.all.csv"))
        assert [row["Email"] for row in every] == [mail(row) for row in range(ROWS)]
        assert {row["_status"] for row in every} == {"created"}
        assert leftovers(self.source.parent) == []


@pytest.fixture
def begun(scene: Scene, service: Service, people: Path) -> Import:
    """An import that was planned."""
    service.start("lag=0,job-time=0.05,dedupe=off,slow=0.02")
    scene.keep_profile()
    scene.start()
    made = Import(scene, people)
    made.plan()
    return made


def test_the_service_goes_away_in_the_middle_and_comes_back(
    begun: Import, scene: Scene, service: Service
) -> None:
    begun.send()
    begun.wait_for_puts(5)
    service.stop()

    scene.wait(lambda: begun.panel.ui.next_button.text() == "Resume")
    assert scene.said("onnection") == scene.said("Check the network") == 1
    assert ". Check the network" in begun.panel.run.ui.trouble.text
    assert scene.desk.running.tasks == []
    service.start()
    begun.resume()

    begun.check()


def test_the_service_goes_away_while_it_works_on_what_it_took(
    begun: Import, scene: Scene, service: Service
) -> None:
    service.use("lag=0,job-time=1.5,dedupe=off")
    begun.send()
    scene.wait(lambda: service.count("POST", "/transactioncontacts") == 1)
    service.stop()

    scene.wait(lambda: begun.panel.ui.next_button.text() == "Resume")
    assert scene.said("onnection") == scene.said("Check the network") == 1
    service.start()
    begun.resume()

    begun.check()
    assert service.count("POST", "/transactioncontacts") <= 1


def test_the_window_is_closed_while_the_service_is_away_and_offers_to_go_on(
    begun: Import, scene: Scene, service: Service
) -> None:
    begun.send()
    begun.wait_for_puts(5)
    service.stop()
    scene.wait(lambda: begun.panel.ui.next_button.text() == "Resume")

    service.start()
    scene.start_again()
    scene.go("imports")
    scene.hear("ended early")
    scene.press("Go on with it")
    begun.resume()

    begun.check()


def test_the_token_ends_in_the_middle_and_another_one_is_pasted(
    begun: Import, scene: Scene, service: Service
) -> None:
    service.use("lag=0,job-time=0.05,dedupe=off,expire-token=30")
    begun.send()

    scene.hear("The service does not know this API token.")
    assert scene.said("The service does not know this API token.") == 1
    assert scene.said("The service says: Unrecognized X-API-TOKEN.") == 1
    assert scene.said("Status 401, code DCD_7, request ") == 1
    assert begun.panel.ui.next_button.text() == "Resume"
    service.stop()
    service.token = NEW_TOKEN
    service.start()
    assert len(service.contacts(begun.list_id)) == ROWS
    scene.press("Paste another token")
    scene.hear("does not take the secret that is kept")
    paste(scene, NEW_TOKEN)
    save(scene)
    assert scene.window.room == "imports"
    scene.press("Go on with it")
    begun.resume()

    begun.check()
    assert service.count("POST", "/transactioncontacts") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="limits another process")
def test_the_disk_is_full_while_it_is_sent_and_has_room_again(
    begun: Import, scene: Scene, service: Service
) -> None:
    begun.panel.ui.next_button.click()
    with full_disk(scene, 4096):
        scene.confirm()
        scene.hear("could not be read or written")
        assert scene.said("could not be read or written") == 1
        assert scene.said("Free some disk space") == 1
    assert service.count("POST", "/transactioncontacts") == 0
    scene.press("Try again")
    scene.wait(lambda: begun.panel.current == RESULT)

    begun.check()
