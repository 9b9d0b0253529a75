"""Personal links whose service goes away: none is made twice, none is read twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

from qualtrics_desk.gui.panels.links.generate_dialog import GenerateLinksDialog
from qualtrics_desk.gui.panels.links.panel import LinksPanel

if TYPE_CHECKING:
    from tests.gui.failures.scene import Scene, Service

PEOPLE = 240
PAGE = 50


class Linked:
    """A list and a survey that it gets links for."""

    def __init__(self, scene: Scene, service: Service) -> None:
        self.scene, self.service = scene, service
        self.list_id = service.make_list("Linked")
        service.call("POST", "/sandbox/fill", json={"list": self.list_id, "contacts": PEOPLE})
        surveys = service.call("GET", "/API/v3/surveys").json()["result"]["elements"]
        self.survey = next(one["id"] for one in surveys if one["isActive"])
        self.before = self.distributions()

    @property
    def panel(self) -> LinksPanel:
        found = self.scene.window.panel("links")
        assert isinstance(found, LinksPanel)
        return found

    def rows(self) -> int:
        reading = self.panel.now.reading
        return 0 if reading is None else reading.rows

    def distributions(self) -> int:
        found: list[dict[str, Any]] = self.service.call("GET", "/sandbox/state").json()[
            "distributions"
        ]
        return sum(one["survey"] == self.survey for one in found)

    def generate(self) -> None:
        """Press the button, and accept what the dialog proposes."""
        self.panel.actions_.qaction("links.generate").trigger()
        self.accept()

    def accept(self) -> None:
        def dialog() -> GenerateLinksDialog | None:
            for top in QApplication.topLevelWidgets():
                if isinstance(top, GenerateLinksDialog) and top.isVisible():
                    return top
            return None

        self.scene.wait(lambda: dialog() is not None)
        asked = dialog()
        assert asked is not None
        self.scene.wait(asked.ui.accept_button.isEnabled)
        asked.ui.accept_button.click()
        self.scene.wait(lambda: dialog() is None)


@pytest.fixture
def linked(scene: Scene, service: Service) -> Linked:
    service.start()
    scene.keep_profile()
    scene.start()
    return Linked(scene, service)


def test_links_that_cannot_be_generated_are_generated_once_later(
    linked: Linked, scene: Scene, service: Service
) -> None:
    scene.window.go("links", {"survey": linked.survey, "list_id": linked.list_id})
    scene.wait(lambda: linked.panel.now.found is not None)
    service.stop()
    linked.accept()

    scene.hear("onnection")
    assert scene.said("onnection") == scene.said("Check the network") == 1
    assert scene.desk.running.tasks == []
    service.start()
    assert linked.distributions() == linked.before
    scene.go("links", survey=linked.survey, list_id=linked.list_id)
    linked.accept()
    scene.wait(lambda: linked.panel.now.chosen is not None)
    assert linked.distributions() == linked.before + 1


def test_a_reading_of_links_that_breaks_off_goes_on_with_the_rest(
    linked: Linked, scene: Scene, service: Service
) -> None:
    scene.window.go("links", {"survey": linked.survey, "list_id": linked.list_id})
    linked.accept()
    scene.wait(lambda: linked.panel.now.chosen is not None)
    scene.wait(linked.panel.actions_.qaction("links.read").isEnabled)
    service.use("lag=0,slow=1")
    linked.panel.actions_.qaction("links.read").trigger()
    scene.wait(linked.rows)
    service.stop()

    scene.hear("onnection")
    assert scene.said("onnection") == scene.said("Check the network") == 1
    had = linked.rows()
    assert 0 < had < PEOPLE
    service.start()
    scene.press("Go on reading")
    scene.wait(lambda: linked.panel.now.is_whole)

    assert linked.rows() == PEOPLE
    pages = [one for one in service.requests if one["path"].endswith("/links")]
    assert len(pages) <= (PEOPLE - had) // PAGE + 2
