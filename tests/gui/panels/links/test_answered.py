"""The links room: who has no response is asked for on a click, kept, shown and exported."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.panels.links.reconciliation import filters_of, tiles_of
from tests.gui.checks import clipped, nameless
from tests.gui.panels.links.conftest import answer_file, dialog_of, open_distribution, read_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.panels.links.panel import LinksPanel
    from qualtrics_desk.gui.widgets.tiles import Tile
    from tests.gui.panels.links.conftest import Brand, Wait


def unanswered(panel: LinksPanel) -> Tile:
    tile = panel.ui.tiles.tile("unanswered")
    assert tile is not None
    return tile


def test_who_has_no_response_is_asked_for_kept_and_exported(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask = panel.actions_.qaction("links.answered")
    made = brand.distribution("GeneratedInvite")
    open_distribution(panel, complete, wait, made)
    assert not ask.isEnabled()
    read_all(panel, wait)
    reads, everybody = brand.reads(), len(panel.ui.page.model.ids)
    assert ask in panel.ui.file_button.menu().actions()
    people = [*brand.people("Spring panel 2026")][:4]
    for person in people[:3]:
        brand.respond(made["id"], person)
    brand.respond(made["id"], people[3], finished=False)

    # Nobody has asked yet, and asking says what it does and does not.
    assert unanswered(panel).facts.amount is None
    assert unanswered(panel).accessibleName() == "no answer: not known yet"
    assert not nameless(panel)
    qtbot.mouseClick(unanswered(panel), Qt.MouseButton.LeftButton)
    question = dialog_of(panel, ConfirmDialog, wait)
    assert "no effect on anybody" in question.ui.text_label.text()
    assert "2,400 links" in question.ui.text_label.text()
    assert not clipped(question)
    question.reject()
    wait(lambda: not panel.tasks.is_running("links.answered"))
    assert not brand.histories()
    assert panel.ui.tiles.chosen_key == "links"

    # A brand that shows no history says so, and nothing is taken for an answer.
    told: list[str] = []
    panel.desk.error_told.connect(lambda error: told.append(error.user_message))
    brand.call("PUT", "/sandbox/faults", json={"faults": "lite"})
    ask.trigger()
    dialog_of(panel, ConfirmDialog, wait).ui.accept_button.click()
    wait(lambda: told)
    assert "cannot be told who has answered" in told[0]
    assert unanswered(panel).facts.amount is None
    assert panel.ui.page.model.view.filters == filters_of("links")
    wait(lambda: not panel.tasks.is_running("links.answered"))
    brand.call("PUT", "/sandbox/faults", json={"faults": ""})

    qtbot.mouseClick(unanswered(panel), Qt.MouseButton.LeftButton)
    dialog_of(panel, ConfirmDialog, wait).ui.accept_button.click()
    wait(lambda: unanswered(panel).facts.amount is not None)
    before = unanswered(panel).facts.amount
    assert before is not None
    wait(lambda: len(panel.ui.page.model.ids) == before)
    truth = brand.unanswered(made["id"])
    assert before == len(truth) < everybody
    assert panel.ui.tiles.chosen_key == "unanswered"
    assert brand.reads() == reads
    assert panel.ui.export_button.text() == f"Export {before:,} links…"
    panel.ui.page.grid.choose_columns(["contactLookupId", "answered"])
    answer_file(monkeypatch, tmp_path / "out.csv")
    panel.ui.export_button.click()
    wait(lambda: (tmp_path / "out.csv").exists() and not panel.tasks.is_running("links.export"))
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["contactLookupId"] for row in rows} == truth
    assert {row["answered"] for row in rows} == {"false"}
    assert not truth & {person["contactLookupId"] for person in people[:3]}
    assert people[3]["contactLookupId"] in truth

    # It is kept: nothing is asked again, and a count is pressed away and back.
    asked = brand.histories()
    panel.reset()
    open_distribution(panel, complete, wait, made)
    wait(lambda: unanswered(panel).facts.amount == before)
    qtbot.mouseClick(unanswered(panel), Qt.MouseButton.LeftButton)
    wait(lambda: len(panel.ui.page.model.ids) == before)
    assert brand.histories() == asked

    # Read anew, nothing is known of these links, and no filter of before hides them.
    panel.actions_.qaction("links.read").trigger()
    dialog_of(panel, ConfirmDialog, wait).ui.accept_button.click()
    wait(lambda: unanswered(panel).facts.amount is None)
    wait(lambda: len(panel.ui.page.model.ids) == everybody)
    assert panel.ui.page.model.view.filters == filters_of("links")


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((0, 0, 0), ["contacts", "links", "missing", "expired", "unanswered"]),
        ((0, 0, 9), ["contacts", "links", "missing", "opted_out", "unanswered"]),
        ((0, 8, 9), ["contacts", "links", "expired", "opted_out", "unanswered"]),
        ((7, 8, 9), ["links", "missing", "expired", "opted_out", "unanswered"]),
    ],
)
def test_of_many_counts_those_that_say_something_are_shown(
    counts: tuple[int, int, int], shown: list[str]
) -> None:
    facts = dict(zip(("missing", "expired", "opted_out"), counts, strict=True))

    tiles = tiles_of({"contacts": 100, "rows": 93, **facts})

    assert [tile.key for tile in tiles] == shown
