"""The room of jobs, with jobs that really ran against the sandbox."""

from __future__ import annotations

import asyncio
import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.outcomes import JobState, Keeping
from qualtrics_desk.gui.dialogs import job_export
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.panels.jobs.panel import JobsPanel
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.outcome_bar import OutcomeBar, outcome_text
from qualtrics_desk.services.background.messages import ConfirmJob, CreateImport, PlanJob, RunJob
from qualtrics_desk.services.imports.proposal import propose_recipe
from qualtrics_desk.services.job_runs import JobPlan
from qualtrics_desk.services.jobs import Entry, History
from qualtrics_desk.services.lists import create_list, find_list
from qualtrics_desk.services.sign_in.connections import connection_of
from qualtrics_desk.store.settings import Profile, ProfileKind
from tests.gui.checks import nameless

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.widgets.state_page import StatePage

ROWS = 30
BROKEN = (5, 12)


class Room:
    """The panel beside a list that jobs write to."""

    def __init__(self, desk: Desk, folder: Path, complete: Any, wait: Any) -> None:
        self.desk, self.folder, self.complete, self.wait = desk, folder, complete, wait
        _, self.list_id = complete(create_list(desk.session.client, "Staff survey"))
        self.panel = JobsPanel(desk)
        desk.visit_requested.connect(
            lambda room, what: desk.tasks.start(self.panel.enter(what)) if room == "jobs" else None
        )

    def open(self, **what: object) -> None:
        self.panel.resize(1064, 640)
        self.panel.show()
        self.complete(self.panel.enter(what))
        self.wait(lambda: not self.panel.tasks.is_running("read"))

    def source(self, name: str, department: str, *, broken: tuple[int, ...] = ()) -> Path:
        lines = [f"First{n},person{n}@example.com,{department}" for n in range(ROWS)]
        for place in broken:
            lines[place] = f"First{place},nobody@nowhere,{department}"
        path = self.folder / name
        path.write_text("\n".join(["First Name,Email,Department", *lines, ""]), encoding="utf-8")
        return path

    async def plan(self, source: Path, **options: Any) -> int:
        recipe = recipes.to_toml(await asyncio.to_thread(propose_recipe, source, self.list_id))
        wish = CreateImport(source=str(source), recipe=recipe, options=options)
        job = await self.desk.worker.call(wish, int)
        await self.desk.worker.call(PlanJob(job=job, consents={"allow_share": 100.0}), JobPlan)
        return job

    async def confirm(self, source: Path, **options: Any) -> int:
        job = await self.plan(source, **options)
        await self.desk.worker.call(ConfirmJob(job=job), type(None))
        return job

    def run(self, source: Path) -> int:
        job: int = self.complete(self.confirm(source))
        self.complete(self.desk.worker.call(RunJob(job=job), dict))
        return job

    def entry(self, job: int) -> Entry:
        found: Entry = self.complete(History(self.desk.session.journal).get(job))
        return found

    def people(self) -> int:
        shown = self.complete(_count(self.desk, self.list_id))
        assert isinstance(shown, int)
        return shown

    def press(self, button: QAbstractButton) -> None:
        self.wait(button.isEnabled)
        assert button.isVisible()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def answer(self, *, accept: bool) -> list[str]:
        """Answer the question that comes; returns the facts it tells."""
        self.wait(lambda: dialog() is not None)
        asked = dialog()
        assert asked is not None
        facts = asked.ui.facts_label.text().splitlines()
        QTest.mouseClick(
            asked.ui.accept_button if accept else asked.ui.cancel_button,
            Qt.MouseButton.LeftButton,
        )
        self.wait(lambda: dialog() is None)
        return facts

    def titles(self) -> list[str]:
        rows = self.panel.ui.job_list.rows
        return [str(rows.index(place, 0).data()) for place in range(rows.rowCount())]

    def states_shown(self) -> list[str]:
        page = self.panel.ui.detail.ui.page
        self.wait(
            lambda: all(page.model.row(place) is not None for place in range(len(page.model.ids)))
        )
        return [page.model.row(place).state for place in range(len(page.model.ids))]


async def _count(desk: Desk, list_id: str) -> int:
    place = await find_list(desk.session.client, list_id, None)
    return int(place.list.contact_count or 0)


def dialog() -> ConfirmDialog | None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, ConfirmDialog) and widget.isVisible():
            return widget
    return None


@pytest.fixture
def room(
    desk: Desk, start_sandbox: Callable[..., Any], tmp_path: Path, complete: Any, wait: Any
) -> Any:
    sandbox = start_sandbox(seed="demo", faults="job-time=0.1,lag=0")
    profile = Profile(name="Test brand", base_url=sandbox.url, kind=ProfileKind.TEST)
    complete(desk.sign_in(profile, connection_of(profile, sandbox.token)))
    made = Room(desk, tmp_path, complete, wait)
    yield made
    complete(made.panel.aclose())
    made.panel.hide()
    made.panel.deleteLater()


def test_an_empty_journal_says_what_lives_here(room: Room) -> None:
    room.open()
    visits: list[str] = []
    room.desk.visit_requested.connect(lambda name, _what: visits.append(name))

    states = room.panel.ui.states
    room.wait(lambda: not states.shows_content)
    button = next(b for b in states.currentWidget().findChildren(QPushButton) if b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert button.text() == "Import contacts"
    assert visits == ["imports"]


def test_a_job_shows_its_outcomes_its_failed_rows_first_and_its_files(room: Room) -> None:
    job = room.run(room.source("spring.csv", "Sales", broken=BROKEN))

    room.open()

    detail = room.panel.ui.detail.ui
    room.wait(lambda: detail.rows_states.shows_content and detail.page.model.ids)
    assert room.titles() == ["Today", "Import spring.csv"]
    assert detail.title_label.text() == "Import spring.csv"
    assert f"Job {job}" in detail.subtitle_label.text()
    assert "done" in detail.state_label.text()
    assert room.states_shown() == ["failed"] * len(BROKEN)
    room.wait(lambda: len(detail.files_view.files) == 4)
    assert {file.path.name for file in detail.files_view.files} >= {"spring.csv"}
    assert all(file.size for file in detail.files_view.files)


def test_pressing_an_outcome_shows_its_rows(room: Room) -> None:
    room.run(room.source("spring.csv", "Sales", broken=BROKEN))
    room.open()
    detail = room.panel.ui.detail.ui
    room.wait(lambda: detail.page.model.ids)

    created = detail.legend.button("created")
    assert created is not None
    room.press(created)
    room.wait(lambda: len(detail.page.model.ids) == ROWS - len(BROKEN))
    shown = set(room.states_shown())
    room.press(created)

    room.wait(lambda: len(detail.page.model.ids) == ROWS)
    assert shown == {"created"}
    assert created.text() == f"{ROWS - len(BROKEN)} created"


def test_undo_shows_its_plan_and_sends_nothing_when_declined(room: Room) -> None:
    job = room.run(room.source("spring.csv", "Sales"))
    room.open()

    room.press(room.panel.ui.detail.ui.undo_button)
    facts = room.answer(accept=False)

    room.wait(lambda: room.panel.ui.detail.ui.undo_button.isEnabled())
    assert any(f"{ROWS} contacts" in fact for fact in facts)
    assert room.people() == ROWS
    assert room.entry(job).undone_by is None
    assert len(room.complete(History(room.desk.session.journal).newest())) == 1


def test_undo_takes_the_job_back_and_shows_the_job_that_did(room: Room) -> None:
    job = room.run(room.source("spring.csv", "Sales"))
    room.open()

    room.press(room.panel.ui.detail.ui.undo_button)
    room.answer(accept=True)

    room.wait(lambda: room.entry(job).undone_by is not None)
    room.wait(lambda: "Undo: Import spring.csv" in room.titles())
    room.wait(lambda: room.panel.entry is not None and room.panel.entry.job.parent == job)
    room.wait(lambda: not room.desk.running.tasks)
    assert room.people() == 0
    room.panel.ui.job_list.choose(job)
    detail = room.panel.ui.detail.ui
    room.wait(lambda: detail.title_label.text() == "Import spring.csv")
    assert "undone" in detail.state_label.text()
    assert not detail.undo_button.isEnabled()
    assert "undone by job" in detail.why_label.text()


def test_retry_offers_the_count_of_failures(room: Room) -> None:
    room.run(room.source("spring.csv", "Sales", broken=BROKEN))
    room.open()

    button = room.panel.ui.detail.ui.retry_button

    room.wait(button.isVisible)
    assert button.text() == f"Retry {len(BROKEN)} failures…"


def test_invalid_rows_can_be_mended_in_the_grid_and_tried_again(room: Room) -> None:
    job = room.run(room.source("spring.csv", "Sales", broken=BROKEN))
    room.open()
    detail = room.panel.ui.detail
    room.wait(lambda: detail.retryable == 0)
    before = (detail.ui.retry_button.isEnabled(), detail.ui.why_label.text())

    model = detail.ui.page.model
    room.wait(lambda: model.row(0) is not None)
    email = [column.title for column in model.columns].index("Email")
    for place, name in enumerate(("mended", "healed")):
        index = model.index(place, email)
        assert index.flags() & Qt.ItemFlag.ItemIsEditable
        model.setData(index, f"{name}@example.com")
    room.wait(lambda: detail.ui.retry_button.text() == "Retry with 2 mended rows…")
    room.press(detail.ui.retry_button)
    facts = room.answer(accept=True)

    room.wait(lambda: room.people() == ROWS)
    room.wait(lambda: "Retry: Import spring.csv" in room.titles())
    assert before[0] is False
    assert "mend" in before[1]
    assert "2 contacts added" in facts
    assert room.entry(job).counts["failed"] == len(BROKEN)


def test_rows_that_arrived_cannot_be_edited_here(room: Room) -> None:
    room.run(room.source("spring.csv", "Sales"))
    room.open()
    detail = room.panel.ui.detail
    model = detail.ui.page.model
    room.wait(lambda: model.ids and model.row(0) is not None)
    told: list[str] = []
    room.desk.notice_told.connect(lambda text, _button, _act: told.append(text))

    model.setData(model.index(0, len(model.columns) - 1), "Other")

    assert told == ["Only rows that failed can be mended and tried again."]
    assert detail.mended_cells == {}


def test_a_running_job_is_followed_paused_and_gone_on_with(room: Room) -> None:
    source = room.source("spring.csv", "Sales")
    job = room.complete(room.confirm(source, limits={"max_rows": 2}))
    room.open(job=job)
    detail = room.panel.ui.detail.ui

    room.press(detail.resume_button)
    room.wait(detail.progress_row.isVisible)
    room.wait(lambda: (room.entry(job).counts.get("created") or 0) > 0)
    room.press(detail.pause_button)
    room.wait(lambda: not room.desk.running.tasks)
    room.wait(lambda: "paused" in detail.state_label.text())
    before = room.people()
    room.press(detail.resume_button)

    room.wait(lambda: room.entry(job).job.state is JobState.DONE)
    room.wait(lambda: "done" in detail.state_label.text())
    assert 0 < before < ROWS
    assert room.people() == ROWS
    assert not detail.progress_row.isVisible()
    assert not detail.problem_card.isVisible()


def test_the_rest_of_a_paused_job_is_cancelled(room: Room) -> None:
    job = room.complete(room.confirm(room.source("spring.csv", "Sales"), limits={"max_rows": 2}))
    room.open(job=job)
    detail = room.panel.ui.detail.ui
    room.press(detail.resume_button)
    room.wait(lambda: (room.entry(job).counts.get("created") or 0) > 0)
    room.press(detail.pause_button)
    room.wait(lambda: not room.desk.running.tasks)
    cancel = room.panel.actions_.qaction("jobs.cancel")
    room.wait(cancel.isEnabled)

    cancel.trigger()
    room.answer(accept=True)

    room.wait(lambda: room.entry(job).job.state is JobState.DONE)
    counts = room.entry(job).counts
    assert counts["created"] == room.people()
    assert counts["created"] + counts["skipped"] == ROWS
    room.wait(lambda: "cancelled" in detail.subtitle_label.text())


def test_a_job_is_kept_run_again_and_wiped_with_its_files(room: Room) -> None:
    source = room.source("spring.csv", "Sales")
    job = room.run(source)
    other = room.run(room.source("autumn.csv", "Ops"))
    files = [Path(path) for path in (room.entry(job).job.result or {})["files"].values()]
    room.open(job=job)
    visits: list[tuple[str, Any]] = []
    room.desk.visit_requested.connect(lambda where, what: visits.append((where, what)))
    act = room.panel.actions_.qaction

    room.wait(act("jobs.keep_always").isEnabled)
    act("jobs.keep_always").trigger()
    room.wait(lambda: room.entry(job).job.keep is Keeping.ALWAYS)
    room.wait(lambda: "kept" in room.panel.ui.detail.ui.subtitle_label.text())
    act("jobs.rerun").trigger()
    assert visits == [("imports", {"again": job})]
    act("jobs.wipe").trigger()
    room.wait(lambda: dialog() is not None)
    asked = dialog()
    assert asked is not None
    QTest.mouseClick(asked.ui.other_button, Qt.MouseButton.LeftButton)

    room.wait(lambda: all(entry.job.id != job for entry in room.panel._entries.values()))
    assert not any(path.exists() for path in files)
    assert source.exists()
    assert not room.desk.home.staging(job).exists()
    assert [one.id for one in room.desk.session.journal.jobs.newest()] == [other]


def test_a_plan_can_be_sent_from_here(room: Room) -> None:
    job = room.complete(room.plan(room.source("spring.csv", "Sales")))
    room.open(job=job)

    detail = room.panel.ui.detail.ui
    assert not detail.undo_button.isVisible()
    room.press(detail.resume_button)
    facts = room.answer(accept=True)

    room.wait(lambda: room.entry(job).job.state is JobState.DONE)
    assert f"{ROWS} contacts added" in facts
    assert room.people() == ROWS


def people_of(room: Room) -> list[dict[str, Any]]:
    """Who is in the list, by first name."""
    origin = room.desk.session.client.connection.base_url.removesuffix("/API/v3")
    answer = httpx.get(
        f"{origin}/sandbox/contacts",
        params={"list": room.list_id},
        headers={"X-API-TOKEN": room.desk.session.client.connection.token or ""},
        timeout=60,
    )
    found = [json.loads(line) for line in answer.text.splitlines()]
    return sorted(found, key=lambda one: int(one["firstName"].removeprefix("First")))


def test_what_a_plan_holds_back_is_allowed_here_one_by_one(room: Room) -> None:
    room.run(room.source("spring.csv", "Sales"))
    source = room.source("summer.csv", "Office")
    lines = source.read_text(encoding="utf-8").splitlines()[:12]
    lines[1] = lines[1].removesuffix("Office")
    source.write_text("\n".join([*lines, ""]), encoding="utf-8")
    recipe = recipes.to_toml(room.complete(asyncio.to_thread(propose_recipe, source, room.list_id)))
    wish = CreateImport(source=str(source), recipe=recipe)
    job = room.complete(room.desk.worker.call(wish, int))
    room.complete(room.desk.worker.call(PlanJob(job=job), JobPlan))
    room.open(job=job)

    def asked(*, other: bool = False) -> str:
        room.wait(lambda: dialog() is not None)
        question = dialog()
        assert question is not None
        title = question.ui.title_label.text()
        button = question.ui.other_button if other else question.ui.accept_button
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        room.wait(lambda: dialog() is not question)
        return title

    room.press(room.panel.ui.detail.ui.resume_button)
    titles = [asked(), asked(other=True), asked()]

    assert titles[0] == "All changes are held back"
    assert "1 row whose blank cells" in titles[1]
    assert titles[2].startswith("Also send 10 rows although")
    assert {one["embeddedData"]["Department"] for one in people_of(room)} == {"Sales"}
    facts = room.answer(accept=True)
    room.wait(lambda: room.entry(job).job.state is JobState.DONE)
    assert "10 contacts changed" in facts
    assert any("1 row held back" in fact for fact in facts)
    there = [one["embeddedData"]["Department"] for one in people_of(room)]
    assert there == ["Sales", *["Office"] * 10, *["Sales"] * (ROWS - 11)]


def make_unknown(room: Room, job: int, *rows: int) -> None:
    """As if the service had never said what became of these rows."""
    counts = {**room.entry(job).counts, "unknown": len(rows)}
    counts["created"] -= len(rows)
    with sqlite3.connect(room.desk.home.journal) as journal:
        journal.executemany(
            "UPDATE job_rows SET outcome='unknown' WHERE job=? AND row=?",
            [(job, row) for row in rows],
        )
        journal.execute(
            "UPDATE jobs SET result=json_set(result, '$.counts', json(?)) WHERE id=?",
            (json.dumps(counts), job),
        )


def test_rows_of_unknown_fate_are_tried_only_if_one_says_so(room: Room) -> None:
    job = room.run(room.source("spring.csv", "Sales"))
    make_unknown(room, job, 1, 2)
    gone = people_of(room)[1]["contactId"]
    address = room.desk.session.client.connection.base_url
    place = room.complete(find_list(room.desk.session.client, room.list_id, None))
    httpx.delete(
        f"{address}/directories/{place.directory.directory_id}/mailinglists/{room.list_id}"
        f"/contacts/{gone}",
        headers={"X-API-TOKEN": room.desk.session.client.connection.token or ""},
        timeout=60,
    ).raise_for_status()
    room.open()
    button = room.panel.ui.detail.ui.retry_button
    room.wait(lambda: button.text() == "Retry 2 rows of unknown fate…")

    room.press(button)
    room.answer(accept=False)
    room.wait(button.isEnabled)
    assert len(room.complete(History(room.desk.session.journal).newest())) == 1
    room.press(button)
    room.answer(accept=True)
    facts = room.answer(accept=True)

    room.wait(lambda: room.people() == ROWS)
    assert "1 contact added" in facts
    assert "1 row not sent: unchanged" in facts
    room.wait(lambda: not room.desk.running.tasks)


def test_the_rows_that_are_shown_are_written_to_a_file(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.run(room.source("spring.csv", "Sales", broken=BROKEN))
    target = tmp_path / "failed.csv"

    async def choose(*_arguments: object) -> Path:
        return target

    monkeypatch.setattr(job_export, "ask_save_file", choose)
    export = room.panel.actions_.qaction("jobs.export")
    assert not export.isEnabled()
    room.open()
    page = room.panel.ui.detail.ui.page
    room.wait(lambda: len(page.model.ids) == len(BROKEN))

    room.press(page.export_button)

    room.wait(target.exists)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["First Name"] for row in rows] == [f"First{place}" for place in BROKEN]
    assert {row["Outcome"] for row in rows} == {"failed"}
    room.wait(lambda: not room.desk.running.tasks)


def test_a_plan_can_be_discarded(room: Room) -> None:
    room.complete(room.plan(room.source("spring.csv", "Sales")))
    room.open()

    room.press(room.panel.ui.detail.ui.discard_button)
    room.answer(accept=True)

    room.wait(lambda: not room.panel.ui.states.shows_content)
    assert room.complete(History(room.desk.session.journal).newest()) == []


def test_a_problem_tells_the_words_of_the_service_and_its_request_id(room: Room) -> None:
    job = room.complete(room.confirm(room.source("spring.csv", "Sales")))
    problem = {
        "error": "ServerFailed",
        "message": "The service could not do this.",
        "service_text": "Internal error",
        "request_id": "4f1b1c53",
        "code": "ISE_1",
    }
    room.desk.session.journal.jobs.set_state(job, JobState.STOPPED, problem)

    room.open(job=job)
    card = room.panel.ui.detail.ui.problem_card
    room.wait(card.isVisible)
    room.panel.actions_.qaction("jobs.copy_problem").trigger()

    copied = QGuiApplication.clipboard().text()
    assert card.accessibleName() == "The service could not do this."
    assert {"Internal error", "4f1b1c53"} <= {
        line.rpartition(": ")[2] for line in copied.splitlines()
    }
    assert "stopped" in room.panel.ui.detail.ui.state_label.text()


def test_search_finds_by_file_and_says_when_there_is_nothing(room: Room) -> None:
    room.run(room.source("spring.csv", "Sales"))
    room.run(room.source("autumn.csv", "Sales"))
    room.open()
    panel = room.panel
    room.wait(lambda: len(room.titles()) == 3)

    panel.ui.search_edit.setText("autumn")
    room.wait(lambda: room.titles() == ["Today", "Import autumn.csv"])
    panel.ui.search_edit.setText("winter")
    room.wait(lambda: not panel.ui.list_states.shows_content)
    panel.ui.search_edit.clear()

    room.wait(lambda: panel.ui.list_states.shows_content and len(room.titles()) == 3)


def test_the_person_stays_at_a_job_while_others_come(room: Room) -> None:
    first = room.run(room.source("spring.csv", "Sales"))
    room.open()
    room.wait(lambda: room.panel.entry is not None)

    room.run(room.source("autumn.csv", "Service"))
    room.panel.actions_.qaction("jobs.refresh").trigger()

    room.wait(lambda: len(room.titles()) == 3)
    assert room.panel.ui.job_list.current_job == first
    assert room.panel.entry is not None
    assert room.panel.entry.job.id == first


def test_a_read_only_profile_offers_nothing_that_writes(room: Room) -> None:
    room.run(room.source("spring.csv", "Sales"))
    assert room.desk.profile is not None
    room.desk.profile = msgspec.structs.replace(room.desk.profile, read_only=True)

    room.open()

    detail = room.panel.ui.detail.ui
    room.wait(lambda: detail.why_label.text() == "This profile is read-only.")
    assert not detail.undo_button.isEnabled()


def test_a_lost_working_copy_is_told_in_the_place_of_the_rows(room: Room) -> None:
    job = room.run(room.source("spring.csv", "Sales"))
    room.desk.home.staging(job).unlink()

    room.open()

    states = room.panel.ui.detail.ui.rows_states
    room.wait(lambda: "working copy" in shown_text(states))
    assert not states.shows_content


def shown_text(states: StatePage) -> str:
    return " ".join(label.text() for label in states.currentWidget().findChildren(QLabel))


def test_everything_has_a_name_and_the_list_reads_out_whole(room: Room) -> None:
    room.run(room.source("spring.csv", "Sales", broken=BROKEN))
    room.open()
    room.wait(lambda: room.panel.ui.detail.ui.page.model.ids)

    job_list = room.panel.ui.job_list
    spoken = job_list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)

    assert nameless(room.panel) == []
    assert spoken.startswith("Import spring.csv, done, Staff survey")
    assert spoken.endswith(f"{ROWS} rows · {len(BROKEN)} failed")
    interface = QAccessible.queryAccessibleInterface(job_list)
    assert interface.text(QAccessible.Text.Name) == "Jobs, newest first"


def test_the_bar_shows_even_one_row_among_many(qtbot: Any) -> None:
    bar = OutcomeBar()
    qtbot.addWidget(bar)
    bar.resize(400, 8)

    bar.set_counts({"created": 99_999, "failed": 1, "updated": 0})

    picture = bar.grab().toImage()
    colours = [picture.pixelColor(x, 4) for x in range(400)]
    assert colours.count(look().color("danger")) >= 2
    assert colours.count(look().color("success")) > 380
    assert bar.accessibleName() == "99,999 created · 1 failed"


def test_the_words_of_a_bar_follow_its_order() -> None:
    counts = {"failed": 2, "open": 3, "created": 1}

    assert outcome_text(counts) == "1 created · 2 failed · 3 not sent yet"
