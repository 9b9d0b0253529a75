"""The distributions room and the comparison of a list, against the real sandbox."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from PySide6.QtCore import Qt

from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.panels.distributions import writing
from qualtrics_desk.gui.panels.distributions.panel import ANSWERED, ENDING, DistributionsPanel
from qualtrics_desk.gui.panels.distributions.send_dialog import SendDialog
from qualtrics_desk.gui.panels.jobs.job_words import title_of
from qualtrics_desk.gui.panels.links.reconcile_dialog import ReconcileDialog
from tests.gui.checks import clipped, nameless

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.desk import Desk

Wait = Callable[[Callable[[], object]], None]
SURVEY = "Customer satisfaction 2026"
LEFT = Qt.MouseButton.LeftButton


class Brand:
    """The true state of the sandbox."""

    def __init__(self, sandbox: Any) -> None:
        self.sandbox = sandbox

    def call(self, method: str, path: str, **options: Any) -> Any:
        address = self.sandbox.url.removesuffix("/API/v3") + path
        reply = httpx.request(
            method, address, headers={"X-API-TOKEN": self.sandbox.token}, timeout=60, **options
        )
        reply.raise_for_status()
        return reply.json() if reply.content else None

    def writes(self) -> list[str]:
        return [
            line["path"].removeprefix("/API/v3")
            for line in self.sandbox.requests()
            if line["method"] != "GET" and "export-responses" not in line["path"]
        ]

    def reads(self) -> int:
        return sum(line["path"].endswith("/links") for line in self.sandbox.requests())


@pytest.fixture
def brand(start_sandbox: Callable[..., Any]) -> Brand:
    return Brand(start_sandbox(seed="demo", faults="lag=0,job-time=0"))


@pytest.fixture
def own_desk(desk: Desk, brand: Brand, complete: Callable[..., object]) -> Desk:
    from qualtrics_desk.services.sign_in.connections import connection_of
    from qualtrics_desk.store.settings import Profile, ProfileKind

    profile = Profile(name="Own", base_url=brand.sandbox.url, kind=ProfileKind.TEST)
    complete(desk.sign_in(profile, connection_of(profile, brand.sandbox.token)))
    return desk


@pytest.fixture
def panel(
    own_desk: Desk, complete: Callable[..., object], wait: Wait
) -> Iterator[DistributionsPanel]:
    made = DistributionsPanel(own_desk)
    made.resize(1080, 700)
    made.show()
    complete(made.enter({}))
    survey = next(one for one in made.surveys or () if one.name == SURVEY)
    complete(made.enter({"survey": survey.id}))
    wait(lambda: made.sent.table.reading is not None and made.ui.sent_page.model.ids)
    wait(lambda: not made.tasks.is_running("distributions.refresh"))
    yield made
    made.hide()
    made.reset()
    complete(made.aclose())
    made.deleteLater()


def choose(panel: DistributionsPanel, wait: Wait, wanted: Callable[[Any], bool]) -> Any:
    """Go to the row of a distribution."""
    table = panel.sent.table.table
    assert table is not None
    keys = [column.key for column in table.columns]
    for row in table.rows(panel.ui.sent_page.model.ids):
        values = dict(zip(keys, row.values, strict=True))
        if wanted(values):
            break
    else:
        raise AssertionError("there is no such distribution")
    assert panel.ui.sent_page.grid.show_row(row.id, "kind")
    wait(lambda: panel.sent.chosen and panel.sent.chosen.id == values["id"])
    return values


def dialog_of(owner: Any, kind: type, wait: Wait) -> Any:
    wait(lambda: any(one.isVisible() for one in owner.findChildren(kind)))
    return next(one for one in owner.findChildren(kind) if one.isVisible())


def test_one_that_cannot_be_read_is_marked_and_the_others_are_there(
    panel: DistributionsPanel, wait: Wait, qtbot: QtBot, brand: Brand
) -> None:
    assert len(panel.ui.sent_page.model.ids) == 4
    assert "1 distribution cannot be read" in panel.ui.notice.text
    shown = [column.key for column in panel.ui.sent_page.grid.shown_columns()]
    assert "problem" in shown
    odd = choose(panel, wait, lambda values: values["problem"])
    assert odd["problem"] in panel.ui.facts_label.text()
    good = choose(panel, wait, lambda values: values["finished"] and values["kind"] == "Invite")
    stage = panel.ui.detail_funnel.stage("finished")
    assert stage is not None
    assert stage.facts.amount == good["finished"]
    qtbot.mouseClick(panel.ui.history_button, LEFT)
    wait(lambda: "HardBounce" in panel.ui.history_label.text())
    assert brand.reads() == 0
    assert not nameless(panel)
    # The text is there before its room is: that comes with the next layout.
    wait(lambda: not clipped(panel))


def test_a_mailing_is_tested_counted_and_confirmed_before_it_goes_out(
    panel: DistributionsPanel, wait: Wait, qtbot: QtBot, brand: Brand
) -> None:
    from PySide6.QtTest import QTest

    qtbot.mouseClick(panel.ui.main_button, LEFT)
    dialog = dialog_of(panel, SendDialog, wait)
    ui = dialog.ui
    chosen = next(one for one in panel.lists or () if one.name == "Spring panel 2026")
    people = brand.call("GET", "/sandbox/state")["lists"]
    count = next(one["members"] for one in people if one["id"] == chosen.list_id)
    ui.list_box.select(chosen.list_id)
    ui.list_box.chosen.emit(chosen.list_id)
    wait(lambda: ui.message_box.count())
    ui.message_box.setCurrentIndex(0)
    for edit, text in (
        (ui.subject_edit, "Hello"), (ui.from_edit, "Panel"), (ui.reply_edit, "p@example.org"),
    ):  # fmt: skip
        QTest.keyClicks(edit, text)
    wait(lambda: f"{count:,} people" in ui.accept_button.text())
    assert not ui.accept_button.isEnabled()
    assert brand.writes() == []
    QTest.keyClicks(ui.test_edit, "p1@example.org")
    qtbot.mouseClick(ui.test_button, LEFT)
    wait(ui.accept_button.isEnabled)
    assert brand.writes() == ["/distributions"]
    qtbot.mouseClick(ui.accept_button, LEFT)
    question = dialog_of(dialog, ConfirmDialog, wait)
    assert not question.ui.accept_button.isEnabled()
    assert not clipped(dialog)
    QTest.keyClicks(question.ui.typed_edit, str(count))
    qtbot.mouseClick(question.ui.accept_button, LEFT)
    wait(lambda: len(brand.writes()) == 2)
    wait(lambda: panel.sent.table.reading and panel.sent.table.reading.rows == 6)
    wait(lambda: not panel.tasks.is_running("distributions.send"))


def test_only_what_waits_can_be_deleted(
    panel: DistributionsPanel, complete: Callable[..., object], wait: Wait, brand: Brand,
    qtbot: QtBot,
) -> None:  # fmt: skip
    choose(panel, wait, lambda values: values["status"] == "Done" and not values["problem"])
    assert not panel.actions_.qaction("distributions.delete").isEnabled()
    survey = next(one for one in panel.surveys or () if one.name.startswith("Product concept test"))
    complete(panel.enter({"survey": survey.id}))
    wait(lambda: panel.sent.chosen and panel.sent.chosen.survey == survey.id)
    wait(lambda: not panel.tasks.is_running("distributions.refresh"))
    number = panel.sent.chosen.id if panel.sent.chosen else ""
    wait(panel.actions_.qaction("distributions.delete").isEnabled)
    qtbot.mouseClick(panel.ui.delete_button, LEFT)
    question = dialog_of(panel, ConfirmDialog, wait)
    assert "Conference guests" in question.ui.facts_label.text()
    qtbot.mouseClick(question.ui.accept_button, LEFT)
    wait(lambda: brand.writes() == [f"/distributions/{number}"])
    wait(lambda: not panel.tasks.is_running("distributions.delete"))
    job, *_ = panel.desk.session.journal.jobs.newest()
    assert (job.kind, job.state) == ("distribution delete", JobState.DONE)
    assert title_of(job) == "Delete what waits for Conference guests"


def test_a_funnel_over_the_sheet_filters_it_and_reminders_are_one_step(
    panel: DistributionsPanel, wait: Wait, qtbot: QtBot, brand: Brand, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    chosen = next(one for one in panel.lists or () if one.name == "Spring panel 2026")
    panel.ui.tabs.setCurrentIndex(ANSWERED)
    panel.ui.list_box.select(chosen.list_id)
    panel.ui.list_box.chosen.emit(chosen.list_id)
    wait(panel.ui.main_button.isEnabled)
    qtbot.mouseClick(panel.ui.main_button, LEFT)
    wait(lambda: panel.answered.table.reading is not None)
    wait(lambda: len(panel.ui.answered_page.model.ids) == 2_400)
    started = panel.ui.funnel.stage("started")
    assert started is not None
    qtbot.mouseClick(started, LEFT)
    wait(lambda: len(panel.ui.answered_page.model.ids) == started.facts.amount)
    out = tmp_path / "reminders.csv"

    async def ask(*_words: Any) -> Path:
        return out

    monkeypatch.setattr(writing, "ask_save_file", ask)
    qtbot.mouseClick(panel.ui.remind_list_button, LEFT)
    wait(out.exists)
    wait(lambda: not panel.tasks.is_running("distributions.remind_list"))
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = panel.answered.table.reading
    assert reading is not None
    assert 0 < len(rows) < 2_400 - reading.facts["stages"]["finished"]
    assert all(row["Link"].startswith("https://") for row in rows)
    assert brand.reads() == 0
    assert not clipped(panel)


def test_on_lite_the_sheet_names_what_is_missing(
    panel: DistributionsPanel, wait: Wait, qtbot: QtBot, brand: Brand
) -> None:
    brand.call("PUT", "/sandbox/faults", json={"faults": "lag=0,job-time=0,lite"})
    chosen = next(one for one in panel.lists or () if one.name == "Spring panel 2026")
    panel.ui.tabs.setCurrentIndex(ANSWERED)
    panel.ui.list_box.select(chosen.list_id)
    panel.ui.list_box.chosen.emit(chosen.list_id)
    wait(panel.ui.main_button.isEnabled)
    qtbot.mouseClick(panel.ui.main_button, LEFT)
    wait(lambda: panel.answered.table.reading is not None)
    wait(lambda: not panel.tasks.is_running("distributions.refresh"))
    assert "Status, Sent, Opened, Why it bounced" in panel.ui.notice.text


def test_links_that_end_over_all_surveys(
    panel: DistributionsPanel, wait: Wait, qtbot: QtBot, brand: Brand
) -> None:
    panel.ui.tabs.setCurrentIndex(ENDING)
    wait(panel.ui.main_button.isEnabled)
    qtbot.mouseClick(panel.ui.main_button, LEFT)
    wait(lambda: panel.ending.table.reading is not None and panel.ui.ending_page.model.ids)
    page = panel.ui.ending_page
    table = panel.ending.table.table
    assert table is not None
    place = [column.key for column in table.columns].index("expirationDate")
    ends = [row.values[place] for row in table.rows(page.model.ids)]
    assert ends == sorted(ends, key=str)
    assert len(ends) == 3
    assert brand.reads() == 0


def test_a_list_is_compared_and_the_missing_get_their_links(
    panel: DistributionsPanel, wait: Wait, qtbot: QtBot, brand: Brand
) -> None:
    desk, survey = panel.desk, panel.survey
    assert survey is not None
    chosen = next(one for one in panel.lists or () if one.name == "Spring panel 2026")
    path = f"/API/v3/directories/{chosen.directory}/mailinglists/{chosen.list_id}/contacts"
    for place in range(2):
        brand.call("POST", path, json={"email": f"late{place}@example.org"})
    dialog = ReconcileDialog(panel, desk, survey, panel.lists or (), chosen.list_id)
    dialog.show()
    wait(dialog.ui.compare_button.isEnabled)
    assert brand.reads() == 0
    qtbot.mouseClick(dialog.ui.compare_button, LEFT)
    wait(lambda: dialog.table.reading is not None)
    tile = dialog.ui.tiles.tile("missing")
    assert tile is not None
    assert tile.facts.amount == 2
    qtbot.mouseClick(tile, LEFT)
    wait(lambda: len(dialog.ui.page.model.ids) == 2)
    assert not nameless(dialog)
    assert not clipped(dialog)
    before = brand.reads()
    qtbot.mouseClick(dialog.ui.missing_button, LEFT)
    question = dialog_of(dialog, ConfirmDialog, wait)
    qtbot.mouseClick(question.ui.accept_button, LEFT)
    wait(lambda: brand.writes().count("/distributions") == 2)
    wait(lambda: not dialog.tasks.is_running("generate"))
    again = dialog.ui.tiles.tile("missing")
    wait(lambda: again is not None and again.facts.amount == 0)
    assert brand.reads() == before + 2
    dialog.table.close()
    dialog.tasks.close()
    dialog.close()
