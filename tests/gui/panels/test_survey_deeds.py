"""What is done with surveys in their room: searched, compared, changed, copied, written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from qualtrics_desk.domain.errors import ConnectFailed
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.text_prompt import TextPrompt
from qualtrics_desk.gui.panels.surveys import survey_list
from qualtrics_desk.gui.panels.surveys.comparison_dialog import ComparisonDialog
from qualtrics_desk.gui.panels.surveys.search_dialog import SurveySearchDialog
from qualtrics_desk.gui.panels.surveys.survey_rows import survey_row
from qualtrics_desk.gui.panels.surveys.wish_dialogs import (
    CopySurveyDialog,
    ShareSurveysDialog,
    SurveyDatesDialog,
)
from qualtrics_desk.store.settings import ProfileKind
from tests.conftest import sandbox_process
from tests.definitions import as_qsf, every_kind
from tests.gui.checks import clipped, nameless
from tests.gui.panels.test_surveys import SATISFACTION, choose, opened, read, sign_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from qualtrics_desk.domain.rows import Row
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from qualtrics_desk.gui.panels.surveys.panel import SurveysPanel
    from qualtrics_desk.gui.panels.surveys.survey_rows import SurveyRow
    from tests.conftest import Sandbox

    Wait = Callable[[Callable[[], object]], None]
    Complete = Callable[..., object]

PULSE = "Employee pulse Q3"


@pytest.fixture(scope="module")
def brand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A brand that the tests of this file change; each of them leaves what it found."""
    with sandbox_process(tmp_path_factory.mktemp("brand"), {"faults": "lag=0"}) as process:
        yield process


@pytest.fixture
def panel(
    desk: Desk, brand: Sandbox, window: MainWindow, complete: Complete, wait: Wait
) -> SurveysPanel:
    sign_in(desk, complete, brand, ProfileKind.TEST)
    complete(desk.identify())
    return opened(window, wait)


def dialog(wait: Wait, kind: type[QDialog]) -> Any:
    def there() -> list[QDialog]:
        return [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, kind) and one.isVisible()
        ]

    wait(there)
    return there()[0]


def do(panel: SurveysPanel, action: str) -> None:
    made = panel.actions_.qaction(f"surveys.{action}")
    assert made.isEnabled(), made.toolTip()
    made.trigger()


def done(panel: SurveysPanel, wait: Wait) -> None:
    wait(lambda: not panel.tasks.is_running("deed"))
    wait(lambda: not panel.tasks.is_running("files"))
    wait(lambda: not panel.tasks.is_running("refresh"))


def state(panel: SurveysPanel, name: str) -> bool | None:
    rows = [panel.model.survey(place) for place in range(panel.model.rowCount())]
    found = (row.is_active for row in rows if row is not None and row.title == name)
    return next(found, None)


def test_a_word_leads_to_its_question_by_the_keyboard(
    panel: SurveysPanel, complete: Complete, wait: Wait
) -> None:
    complete(panel._offers.files.read_all())
    do(panel, "search_all")
    search = dialog(wait, SurveySearchDialog)
    QTest.keyClicks(search.ui.search_edit, "recommend friend")
    wait(lambda: search.ui.found_view.model().rowCount() == 1)
    assert "Q5" in search._model.item(0).accessibleText()
    assert search.ui.count_label.text().startswith("1 place")
    assert nameless(search) == []
    assert clipped(search) == []
    QTest.keyClick(search.ui.search_edit, Qt.Key.Key_Return)

    detail = panel.ui.detail
    wait(lambda: detail.survey is not None and detail.survey.title == SATISFACTION)
    browser = detail.ui.questions_browser
    wait(lambda: browser.extraSelections())
    marked = {one.cursor.selectedText().casefold() for one in browser.extraSelections()}
    assert marked == {"recommend", "friend"}
    assert browser.verticalScrollBar().value() > 0


def test_a_search_works_signed_out_of_the_service(
    panel: SurveysPanel, complete: Complete, wait: Wait
) -> None:
    complete(panel._offers.files.read_all())

    async def offline(*_: object, **__: object) -> Any:
        raise ConnectFailed("No network.", method="GET", path="/surveys")

    panel.desk.session.client.send = offline  # type: ignore[method-assign]
    do(panel, "search_all")
    search = dialog(wait, SurveySearchDialog)
    search.ui.search_edit.setText("heard")
    wait(lambda: search.ui.found_view.model().rowCount() >= 1)
    search.ui.reused_chip.click()
    search.ui.search_edit.setText("recommend us")
    wait(lambda: search.ui.count_label.text().startswith("1 question"))
    assert "2 surveys" in search._model.item(0).accessibleText()
    search.reject()


def test_several_are_deactivated_and_taken_back(panel: SurveysPanel, wait: Wait) -> None:
    told: list[tuple[str, str, Any]] = []
    panel.desk.notice_told.connect(lambda *what: told.append(what))
    choose(panel, SATISFACTION)
    view = panel.ui.survey_list
    for place in range(panel.model.rowCount()):
        row = panel.model.survey(place)
        if row is not None and row.title == PULSE:
            view.selectionModel().select(
                panel.model.index(place, 0), QItemSelectionModel.SelectionFlag.Select
            )
    assert [row.title for row in view.selected_surveys] == [SATISFACTION, PULSE]
    assert not panel.actions_.qaction("surveys.rename").isEnabled()

    do(panel, "deactivate")
    question = dialog(wait, ConfirmDialog)
    assert "2 surveys" in question.ui.title_label.text()
    facts = question.ui.facts_label.text()
    assert "meridian" in facts
    assert SATISFACTION in facts
    assert PULSE in facts
    question.ui.accept_button.click()
    wait(lambda: told)
    done(panel, wait)
    wait(lambda: state(panel, PULSE) is False)
    # The list was read anew: both are selected still.
    wait(lambda: {row.title for row in view.selected_surveys} == {SATISFACTION, PULSE})

    text, button, act = told[-1]
    assert (text, button) == ("Now inactive: 2 surveys.", "Undo")
    panel.tasks.start(act(), key="deed")
    wait(lambda: len(told) == 2)
    done(panel, wait)
    wait(lambda: state(panel, PULSE) is True and state(panel, SATISFACTION) is True)


def test_deleting_wants_the_name_and_saves_first(
    panel: SurveysPanel, wait: Wait, home: Path
) -> None:
    choose(panel, PULSE)
    do(panel, "copy")
    copy = dialog(wait, CopySurveyDialog)
    assert copy.owner.startswith("UR_")
    copy.ui.name_edit.setText("Short lived")
    assert nameless(copy) == []
    copy.ui.accept_button.click()
    done(panel, wait)
    wait(lambda: panel.model.rowCount() == 13)
    wait(lambda: panel.model.survey(12) and panel.model.survey(0))
    choose(panel, "Short lived")
    do(panel, "delete")
    question = dialog(wait, ConfirmDialog)
    assert not question.ui.accept_button.isEnabled()
    QTest.keyClicks(question.ui.typed_edit, "Short lived")
    assert question.ui.accept_button.isEnabled()
    question.ui.accept_button.click()
    done(panel, wait)
    wait(lambda: panel.model.rowCount() == 12)
    saved = list((home / "backups").rglob("*.qsf"))
    assert len(saved) == 1
    assert "Short lived" in saved[0].read_text(encoding="utf-8")


def test_renaming_dates_and_sharing_name_their_scope(panel: SurveysPanel, wait: Wait) -> None:
    told: list[tuple[str, str, Any]] = []
    panel.desk.notice_told.connect(lambda *what: told.append(what))
    survey_id = choose(panel, PULSE)
    do(panel, "rename")
    prompt = dialog(wait, TextPrompt)
    assert "meridian" in prompt.ui.hint_label.text()
    prompt.ui.text_edit.setText("Pulse renamed")
    prompt.ui.accept_button.click()
    wait(lambda: told)
    done(panel, wait)
    panel.tasks.start(told[-1][2](), key="deed")
    wait(lambda: len(told) == 2)
    done(panel, wait)

    do(panel, "dates")
    dates = dialog(wait, SurveyDatesDialog)
    assert survey_id in dates.ui.scope_label.text()
    dates.ui.ends_check.click()
    dates.ui.starts_check.click()
    dates.ui.ends_edit.setDateTime(dates.ui.starts_edit.dateTime())
    assert not dates.ui.accept_button.isEnabled()
    dates.ui.starts_check.click()
    assert dates.ui.accept_button.isEnabled()
    assert nameless(dates) == []
    dates.ui.accept_button.click()
    wait(lambda: len(told) == 3)
    done(panel, wait)
    panel.tasks.start(told[-1][2](), key="deed")
    wait(lambda: len(told) == 4)
    done(panel, wait)

    do(panel, "share")
    share = dialog(wait, ShareSurveysDialog)
    assert not share.ui.accept_button.isEnabled()
    share.ui.user_box.setEditText("nobody")
    assert not share.ui.accept_button.isEnabled()
    share.ui.user_box.setEditText(panel.desk.me.user_id)
    assert nameless(share) == []
    share.ui.accept_button.click()
    wait(lambda: len(told) == 5)
    assert told[-1][0] == "Shared: 1 survey."


def test_two_states_are_compared(panel: SurveysPanel, wait: Wait) -> None:
    read(panel, wait, SATISFACTION)
    panel.ui.detail.ui.tabs.setCurrentWidget(panel.ui.detail.ui.versions_view)
    versions = panel.ui.detail.ui.versions_view
    wait(lambda: versions.list.count() == 2)
    assert "respondents see this one" in versions.list.item(0).text()
    versions.list.setCurrentRow(1)
    versions.compare_button.click()
    found = dialog(wait, ComparisonDialog)
    wait(lambda: found.comparison is not None)
    wait(lambda: "Wording of Q3" in found.ui.browser.toPlainText())
    assert nameless(found) == []
    found.ui.after_box.setCurrentIndex(found.ui.before_box.currentIndex())
    wait(lambda: not found.ui.states.shows_content)
    found.reject()


def test_a_file_is_imported_and_every_kind_of_it_is_shown(
    panel: SurveysPanel, wait: Wait, tmp_path: Path
) -> None:
    path = tmp_path / "every.qsf"
    definition = every_kind(choices=2)
    path.write_text(json.dumps(as_qsf(definition)), encoding="utf-8")
    do(panel, "import")
    files = dialog(wait, QFileDialog)
    files.findChild(QLineEdit).setText(str(path))
    files.accept()
    prompt = dialog(wait, TextPrompt)
    count = len(definition["Questions"])
    assert prompt.ui.hint_label.text().startswith(f"{count} questions")
    prompt.ui.accept_button.click()
    done(panel, wait)
    wait(lambda: panel.model.rowCount() == 13)
    wait(lambda: panel.model.survey(12) and panel.model.survey(0))
    read(panel, wait, "Every kind")
    text = panel.ui.detail.ui.questions_browser.toPlainText()
    for key, asked in definition["Questions"].items():
        assert f"Text of {key} for" in text
        if asked["QuestionType"] not in ("Timing", "Meta"):
            assert f"{key} choice 1" in text or not asked["Choices"]
    assert "TelepathyPad / Mind / Deep" in text
    assert "Hologram" in text
    titles = panel.ui.detail.ui.flow_picture.picture.titles
    assert "Oracle Of Delphi" in titles
    assert len(titles) > 60

    do(panel, "delete")
    question = dialog(wait, ConfirmDialog)
    question.ui.typed_edit.setText("Every kind")
    question.ui.accept_button.click()
    done(panel, wait)
    wait(lambda: panel.model.rowCount() == 12)


def test_what_is_said_of_each_is_chosen_and_kept(
    panel: SurveysPanel, desk: Desk, wait: Wait
) -> None:
    wait(lambda: len(panel.model.counts) >= 3)
    row = panel.model.survey(0)
    assert row is not None
    assert panel.model.count_of(row)
    menu = panel.ui.columns_button.menu()
    ids = next(action for action in menu.actions() if action.text() == "Id")
    ids.trigger()
    assert row.id in panel.model.second_line(row)
    panel.ui.mine_chip.click()
    panel.ui.inactive_chip.click()
    wait(lambda: desk.settings.survey_list.is_mine)
    wait(lambda: desk.settings.survey_list.state == "inactive")
    assert "id" in desk.settings.survey_list.facts
    wait(lambda: 0 < panel.model.rowCount() < 12)


def test_owners_are_told_by_name(
    desk: Desk,
    brand: Sandbox,
    window: MainWindow,
    complete: Complete,
    wait: Wait,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with httpx.Client(base_url=brand.url, headers={"X-API-TOKEN": brand.token}) as service:
        users = service.get("/users").json()["result"]["elements"]
    tomasz = next(user["id"] for user in users if user["firstName"] == "Tomasz")
    nobody = "UR_000000000000000"
    others = {PULSE: tomasz, "Exit interview": nobody}

    # The sandbox lists the caller's own surveys only; two of them are read as other people's.
    def read_row(row: Row, places: Mapping[str, int]) -> SurveyRow:
        made = survey_row(row, places)
        return made._replace(owner=others.get(made.title, made.owner))

    monkeypatch.setattr(survey_list, "survey_row", read_row)
    sign_in(desk, complete, brand, ProfileKind.TEST)
    complete(desk.identify())
    panel = opened(window, wait)
    wait(lambda: panel.model.owners.get(tomasz) and nobody in panel.model.owners)

    rows = [panel.model.survey(place) for place in range(panel.model.rowCount())]
    lines = {row.title: panel.model.second_line(row) for row in rows if row is not None}
    assert lines.pop(PULSE).endswith(" · Tomasz Zieliński")
    # Of somebody the service does not know, the id is all there is.
    assert lines.pop("Exit interview").endswith(f" · {nobody}")
    assert all(line.endswith(" · yours") for line in lines.values())


def test_the_picture_of_the_flow_zooms_and_leads_to_blocks(panel: SurveysPanel, wait: Wait) -> None:
    read(panel, wait, SATISFACTION)
    detail = panel.ui.detail
    detail.ui.tabs.setCurrentWidget(detail.ui.flow_picture)
    picture = detail.ui.flow_picture.picture
    QGuiApplication.processEvents()
    assert "Branch “Customers only”" in picture.titles
    before = picture.zoom_factor
    QTest.keyClick(picture, Qt.Key.Key_Plus)
    assert picture.zoom_factor > before
    for _ in range(40):
        QTest.keyClick(picture, Qt.Key.Key_Minus)
    assert picture.zoom_factor >= 0.05
    QTest.keyClick(picture, Qt.Key.Key_0)
    card = next(one for one in picture.scene().items() if getattr(one, "block", ""))
    place = picture.mapFromScene(card.sceneBoundingRect().center())
    QTest.mouseDClick(picture.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert detail.ui.tabs.currentWidget() is detail.ui.questions_browser
