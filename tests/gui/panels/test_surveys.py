"""The room of the surveys against a real sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from qualtrics_desk.domain.definition.markup import safe_html
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.safe_browser import SafeBrowser
from qualtrics_desk.store.settings import Profile, ProfileKind
from tests.gui.checks import clipped, nameless, tab_faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from qualtrics_desk.gui.panels.surveys.panel import SurveysPanel
    from qualtrics_desk.gui.widgets.state_page import StatePage
    from tests.conftest import Sandbox, SandboxStarter

    Wait = Callable[[Callable[[], object]], None]
    Complete = Callable[..., object]

SURVEYS = 12
SATISFACTION = "Customer satisfaction 2026"
NASTY = (
    '<img src="https://evil.example/x.png" onerror="alert(1)">',
    "<a href='https://evil.example'>go</a>",
    "<script>alert(1)</script>",
    "<table background=//evil.example><tr><td>cell</table>",
    "<svg/onload=alert(1)><b>",
    "&lt;img src=x&gt;",
    "\ufdd0\ufdd1\ufffc",
    "<div style='background:url(https://evil.example/x)'>",
    "<a <img src=x",
)


def sign_in(
    desk: Desk, complete: Complete, sandbox: Sandbox, kind: ProfileKind = ProfileKind.SANDBOX
) -> None:
    from qualtrics_desk.services.sign_in.connections import connection_of

    profile = Profile(name=f"Test {kind.value}", base_url=sandbox.url, kind=kind, colour="#7a4fd0")
    complete(desk.sign_in(profile, connection_of(profile, sandbox.token)))


def opened(window: MainWindow, wait: Wait) -> SurveysPanel:
    panel: Any = window.go("surveys")
    wait(lambda: panel.model.rowCount() == SURVEYS and panel.model.survey(SURVEYS - 1))
    wait(lambda: not panel.tasks.is_running("refresh"))
    wait(lambda: panel.model.survey(0))
    return panel  # type: ignore[no-any-return]


@pytest.fixture
def panel(signed_in: Desk, window: MainWindow, wait: Wait) -> SurveysPanel:
    return opened(window, wait)


def choose(panel: SurveysPanel, name: str) -> str:
    for place in range(panel.model.rowCount()):
        survey = panel.model.survey(place)
        if survey is not None and survey.title == name:
            panel.ui.survey_list.setCurrentIndex(panel.model.index(place, 0))
            return survey.id
    raise AssertionError(name)


def read(panel: SurveysPanel, wait: Wait, name: str) -> str:
    survey_id = choose(panel, name)
    detail = panel.ui.detail
    wait(lambda: detail.outline is not None and detail.outline.id == survey_id)
    wait(lambda: not panel.tasks.is_running("definition"))
    wait(lambda: not panel.tasks.is_running(detail.ui.questions_browser))
    return survey_id


def words_of(page: StatePage) -> list[str]:
    return [label.text() for label in page.currentWidget().findChildren(QLabel)]


def names_at(panel: SurveysPanel, place: int) -> str:
    survey = panel.model.survey(place)
    return "" if survey is None else survey.title


def names(panel: SurveysPanel) -> list[str]:
    rows = [panel.model.survey(place) for place in range(panel.model.rowCount())]
    return [row.title if row is not None else "" for row in rows]


def test_the_list_says_name_state_date_and_owner(panel: SurveysPanel, complete: Complete) -> None:
    complete(panel.desk.identify())
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [panel.model.index(place, 0).data(role) for place in range(SURVEYS)]

    first = next(text for text in said if text.startswith("Customer satisfaction"))
    assert ", Active · " in first
    assert first.endswith("yours")
    assert sum("Inactive" in text for text in said) == 3
    assert panel.ui.subtitle_label.text().startswith("12 surveys · updated ")
    assert panel.ui.detail_states.shows_content is False


def test_searching_and_chips_narrow_the_list(panel: SurveysPanel, wait: Wait) -> None:
    QTest.keyClicks(panel.ui.search_edit, "promoter website")
    wait(lambda: panel.model.rowCount() == 2)
    wait(lambda: names(panel) == ["Net promoter, website"] * 2)
    assert panel.ui.subtitle_label.text().startswith("2 of 12 surveys")

    QTest.keyClick(panel.ui.search_edit, Qt.Key.Key_Escape)
    wait(lambda: panel.model.rowCount() == SURVEYS)
    QTest.keyClick(panel.ui.search_edit, Qt.Key.Key_Down)
    wait(lambda: panel.ui.survey_list.current_survey is not None)
    panel.ui.inactive_chip.click()
    wait(lambda: panel.model.rowCount() == 3)
    panel.ui.active_chip.click()
    wait(lambda: panel.model.rowCount() == SURVEYS - 3)
    assert not panel.ui.inactive_chip.isChecked()

    panel.ui.search_edit.setText("no survey has this name")
    wait(lambda: not panel.ui.list_states.shows_content)
    panel.ui.list_states.currentWidget().findChild(QPushButton).click()
    wait(lambda: panel.model.rowCount() == SURVEYS)
    assert panel.ui.list_states.shows_content


def test_sorting_by_name(panel: SurveysPanel, wait: Wait) -> None:
    by_name = next(a for a in panel.ui.sort_button.menu().actions() if a.text() == "Name")

    by_name.trigger()

    wait(lambda: names(panel)[0] == "Alumni: where are they now?")
    assert panel.ui.sort_button.text() == "Name"


def test_a_survey_is_read_and_shown(panel: SurveysPanel, wait: Wait) -> None:
    survey_id = read(panel, wait, SATISFACTION)

    ui = panel.ui.detail.ui
    assert ui.name_label.text() == SATISFACTION
    assert ui.id_label.text() == survey_id
    assert ui.status_label.text() == "Active"
    text = ui.questions_browser.toPlainText()
    assert "Are you a customer of ours?" in text
    assert "Net promoter score · Answer required" in text
    assert "Trash: respondents never see it" in text
    assert ui.facts_label.text().startswith("9 questions · EN, DE · changed ")

    ui.tabs.setCurrentWidget(ui.data_browser)
    wait(lambda: "Code book" in ui.data_browser.toPlainText())
    wait(lambda: not panel.tasks.is_running(ui.data_browser))
    data = ui.data_browser.toPlainText()
    assert "Department" in data
    assert "from the contact or the link" in data
    assert "Q4_4" in data


def test_the_flow_leads_to_the_questions_of_a_block(panel: SurveysPanel, wait: Wait) -> None:
    read(panel, wait, SATISFACTION)
    ui = panel.ui.detail.ui
    ui.tabs.setCurrentWidget(ui.flow_tree)
    model = ui.flow_tree.model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles[0] == "Set embedded data"
    assert titles[-1] == "End of survey"

    ui.flow_tree.setCurrentIndex(model.index(titles.index("Show block “Experience”"), 0))
    ui.flow_tree.setFocus()
    QTest.keyClick(ui.flow_tree, Qt.Key.Key_Return)

    wait(lambda: ui.tabs.currentWidget() is ui.questions_browser)
    wait(lambda: ui.questions_browser.verticalScrollBar().value() > 0)
    first = ui.questions_browser.cursorForPosition(QPoint(60, 8)).block()
    assert "Experience" in (first.text(), first.next().text())


def test_the_newest_choice_is_what_is_shown(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    start_sandbox: SandboxStarter,
) -> None:
    sign_in(desk, complete, start_sandbox("demo", latency=150))
    panel = opened(window, wait)
    shown: list[str] = []
    detail = panel.ui.detail
    detail.outline_shown.connect(
        lambda: shown.append(detail.outline.name if detail.outline else "")
    )

    choose(panel, SATISFACTION)
    choose(panel, "Employee pulse Q3")
    read(panel, wait, "Exit interview")

    assert set(shown) == {"Exit interview"}


def test_what_was_seen_last_is_there_without_the_service(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    sandbox: Sandbox,
    start_sandbox: SandboxStarter,
) -> None:
    sign_in(desk, complete, sandbox)
    panel = opened(window, wait)
    read(panel, wait, SATISFACTION)
    # The same brand with the same ids; nothing of it can be read any more.
    sign_in(desk, complete, start_sandbox("demo", "forbid=surveys/survey-definitions"))
    wait(lambda: panel.model.rowCount() == SURVEYS and panel.model.survey(SURVEYS - 1))

    choose(panel, SATISFACTION)

    wait(lambda: panel.ui.detail.outline is not None)
    wait(lambda: panel.ui.detail.ui.notice.isVisible())
    assert panel.ui.detail.ui.notice.text.startswith("This is what was last seen.")
    assert panel.ui.detail.ui.states.shows_content
    wait(lambda: panel.ui.notice.isVisible())
    assert panel.ui.notice.text.startswith("The list could not be read anew.")


@pytest.mark.parametrize(
    ("faults", "where"), [("forbid=survey-definitions", "detail"), ("forbid=surveys", "list")]
)
def test_what_may_not_be_seen_says_so(
    faults: str,
    where: str,
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    start_sandbox: SandboxStarter,
) -> None:
    sign_in(desk, complete, start_sandbox("demo", faults))
    if where == "list":
        panel: Any = window.go("surveys")
        wait(lambda: panel._failure is not None and not panel.tasks.is_running("refresh"))
        assert "Your user may not list surveys." in words_of(panel.ui.states)
        assert panel.ui.subtitle_label.text() == ""
        return
    panel = opened(window, wait)

    choose(panel, SATISFACTION)

    wait(lambda: not panel.tasks.is_running("definition"))
    said = words_of(panel.ui.detail.ui.states)
    assert "This survey cannot be shown." in said


def test_a_refresh_keeps_the_survey_and_the_place(panel: SurveysPanel, wait: Wait) -> None:
    window = panel.window()
    window.resize(1024, 640)
    survey_id = read(panel, wait, "Exit interview")
    panel.ui.survey_list.verticalScrollBar().setValue(40)
    ids = list(panel.model.ids)
    told: list[object] = []
    panel.ui.survey_list.survey_chosen.connect(told.append)

    panel.actions_.qaction("surveys.refresh").trigger()

    wait(lambda: not panel.tasks.is_running("refresh") and list(panel.model.ids) != ids)
    wait(lambda: panel.ui.survey_list.current_survey)
    assert panel.ui.survey_list.current_survey.id == survey_id
    assert panel.ui.survey_list.verticalScrollBar().value() == 40
    assert told == []


def test_six_thousand_surveys_come_from_the_cache_and_a_refresh_moves_nothing(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    start_sandbox: SandboxStarter,
) -> None:
    sandbox = start_sandbox("demo", "lag=0")
    headers = {"X-API-TOKEN": sandbox.token}
    address = sandbox.url.removesuffix("/API/v3") + "/sandbox/fill"
    amount = {"surveys": 6_000 - SURVEYS}
    httpx.post(address, headers=headers, json=amount, timeout=60).raise_for_status()
    sign_in(desk, complete, sandbox)
    panel: Any = window.go("surveys")
    wait(lambda: panel.model.rowCount() == 6_000 and not panel.tasks.is_running("refresh"))
    view = panel.ui.survey_list
    for sort in panel.ui.sort_button.menu().actions():
        if sort.text() == "Name":
            sort.trigger()
    wait(lambda: panel.model.survey(0) and names_at(panel, 0) == "Alumni: where are they now?")
    view.scrollTo(panel.model.index(3_000, 0))
    wait(lambda: panel.model.survey(3_000))
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(panel.model.index(3_000, 0)).center(),
    )
    wait(lambda: view.current_survey is not None)
    chosen, place = view.current_survey.id, view.verticalScrollBar().value()
    other = panel.model.survey(2_999)
    assert place > 0
    assert chosen != other.id

    # Meanwhile somebody closes its neighbour: the refresh tells of it, and nothing moves.
    one = f"{sandbox.url}/surveys/{other.id}"
    state = {"isActive": not other.is_active}
    httpx.put(one, headers=headers, json=state).raise_for_status()
    panel.actions_.qaction("surveys.refresh").trigger()
    wait(lambda: (again := panel.model.survey(2_999)) and again.is_active is not other.is_active)
    wait(lambda: not panel.tasks.is_running("refresh"))
    assert panel.model.survey(2_999).id == other.id
    assert [survey.id for survey in view.selected_surveys] == [chosen]
    assert view.currentIndex().row() == 3_000
    assert view.verticalScrollBar().value() == place

    # The next start has all of them, though the service tells none.
    sign_in(desk, complete, start_sandbox("demo", "forbid=surveys/survey-definitions"))
    wait(lambda: panel.ui.notice.isVisible())
    assert panel.ui.notice.text.startswith("The list could not be read anew.")
    assert panel.model.rowCount() == 6_000
    wait(lambda: panel.model.survey(0) and names_at(panel, 0))


def test_copying_id_and_link(panel: SurveysPanel, wait: Wait) -> None:
    assert not panel.ui.detail.ui.copy_link_button.isEnabled()
    survey_id = read(panel, wait, SATISFACTION)

    panel.ui.detail.ui.copy_id_button.click()
    assert QGuiApplication.clipboard().text() == survey_id
    panel.ui.detail.ui.copy_link_button.click()
    link = QGuiApplication.clipboard().text()

    assert link.startswith("https://")
    assert link.endswith(f"/jfe/form/{survey_id}")


def test_the_editor_opens_where_there_is_one(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Complete,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from qualtrics_desk.gui.panels.surveys import survey_actions

    opened_urls: list[str] = []
    browser = type("Browser", (), {"openUrl": lambda url: opened_urls.append(url.toString())})
    monkeypatch.setattr(survey_actions, "QDesktopServices", browser)
    sign_in(desk, complete, sandbox)
    panel = opened(window, wait)
    read(panel, wait, SATISFACTION)
    assert not panel.ui.detail.ui.open_button.isEnabled()
    assert "sandbox" in panel.ui.detail.ui.open_button.toolTip()

    sign_in(desk, complete, sandbox, ProfileKind.PRODUCTION)
    panel = opened(window, wait)
    survey_id = read(panel, wait, SATISFACTION)
    panel.ui.detail.ui.open_button.click()

    assert len(opened_urls) == 1
    assert opened_urls[0].startswith("https://")
    assert opened_urls[0].endswith(f"/survey-builder/{survey_id}/edit")


def test_the_way_to_the_links(panel: SurveysPanel, wait: Wait) -> None:
    visits: list[tuple[str, object]] = []
    panel.desk.visit_requested.disconnect()
    panel.desk.visit_requested.connect(lambda room, what: visits.append((room, what)))
    survey_id = read(panel, wait, SATISFACTION)

    panel.ui.detail.ui.links_button.click()

    assert visits == [("links", {"survey": survey_id})]


def test_a_visit_shows_a_survey_that_a_filter_hides(
    panel: SurveysPanel, window: MainWindow, wait: Wait
) -> None:
    survey_id = next(
        survey.id
        for survey in map(panel.model.survey, range(SURVEYS))
        if survey is not None and survey.is_active
    )
    panel.ui.inactive_chip.click()
    wait(lambda: panel.model.rowCount() == 3)

    window.go("surveys", {"survey": survey_id})

    wait(lambda: panel.ui.detail.survey is not None and panel.ui.detail.survey.id == survey_id)
    assert not panel.ui.inactive_chip.isChecked()


def test_another_profile_leaves_nothing_behind(
    panel: SurveysPanel, wait: Wait, complete: Complete
) -> None:
    read(panel, wait, SATISFACTION)

    complete(panel.desk.sign_out())

    assert panel.model.rowCount() == 0
    assert panel.ui.detail.outline is None
    assert panel.ui.detail.ui.questions_browser.toPlainText() == ""
    assert not panel.ui.detail_states.shows_content


def test_another_theme_draws_the_survey_anew(panel: SurveysPanel, wait: Wait) -> None:
    read(panel, wait, SATISFACTION)
    browser = panel.ui.detail.ui.questions_browser
    browser.verticalScrollBar().setValue(120)

    look().apply("dark", "comfortable")

    wait(lambda: not panel.tasks.is_running(browser))
    assert look().tokens.muted in browser.document().defaultStyleSheet()
    assert browser.verticalScrollBar().value() == 120


def test_everything_has_a_name_is_reached_and_fits(
    panel: SurveysPanel, window: MainWindow, wait: Wait
) -> None:
    read(panel, wait, SATISFACTION)
    window.resize(1024, 640)
    # As after a click on the room: of exclusive buttons Tab stops at the one that is on.
    window.ui.rail.button("surveys").setFocus()
    for place in range(panel.ui.detail.ui.tabs.count()):
        panel.ui.detail.ui.tabs.setCurrentIndex(place)
        wait(lambda: not panel.tasks.is_running(panel.ui.detail.ui.data_browser))
        wait(lambda: not panel.tasks.is_running("versions"))

        assert nameless(panel) == []
        assert (place, tab_faults(window)) == (place, [])
        assert clipped(panel) == []


def test_the_reader_loads_nothing_and_follows_nothing(
    qtbot: QtBot, complete: Complete, tmp_path: Path
) -> None:
    picture = tmp_path / "x.png"
    QImage(9, 9, QImage.Format.Format_RGB32).save(str(picture))
    browser = SafeBrowser()
    qtbot.addWidget(browser)
    browser.show()
    address = QUrl.fromLocalFile(str(picture)).toString()
    parts = [f'<img src="{name}"><a href="{name}">go</a>' for name in (address, str(picture))]

    complete(browser.show_parts("", parts))
    browser.grab()

    kind = int(QTextDocument.ResourceType.ImageResource.value)
    for name in (address, str(picture)):
        loaded = browser.document().resource(kind, QUrl(name))
        assert loaded is None or loaded.width() == 1
    assert not browser.openLinks()
    assert not browser.openExternalLinks()
    assert not browser.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse
    browser.selectAll()
    assert browser.createMimeDataFromSelection().formats() == ["text/plain"]


@given(st.text(), st.lists(st.sampled_from(NASTY), max_size=6))
def test_no_html_of_a_survey_makes_a_picture_a_link_or_a_table(text: str, nasty: list[str]) -> None:
    document = QTextDocument()
    source = text.join([*nasty, ""])

    document.setHtml(f"<p>{safe_html(source)}</p>")

    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            form = pieces.fragment().charFormat()
            assert not form.isImageFormat()
            assert not form.isAnchor()
            assert not form.anchorHref()
            pieces += 1
        block = block.next()
    assert document.rootFrame().childFrames() == []
