"""The first run through the real window, against the real sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from qualtrics_desk.gui.panels.welcome import panel as welcome
from qualtrics_desk.gui.panels.welcome.panel import WelcomePanel
from qualtrics_desk.store.secrets import Kept, SecretKind, Secrets
from qualtrics_desk.store.settings import AuthKind, Profile, ProfileKind
from tests.gui.checks import clipped, nameless

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from tests.conftest import Sandbox

TOKEN = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n"


class Keychain(KeyringBackend):
    """A keychain in memory that can refuse."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.refuses = False

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.refuses:
            raise InitError("no")
        self.entries[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot, complete: Callable[..., object]) -> Any:
    """The welcome on its own, entered."""
    made = WelcomePanel(desk)
    made.resize(1000, 640)
    made.show()
    complete(made.enter({}))
    yield made
    made.hide()
    complete(made.aclose())
    made.deleteLater()


def _paste(panel: WelcomePanel, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    panel.ui.paste_field.insertFromMimeData(data)


def _on_save_page(panel: WelcomePanel) -> bool:
    return panel.ui.pages.currentWidget() is panel.ui.save_page


def test_a_pasted_token_is_recognised_and_never_seen(panel: WelcomePanel) -> None:
    _paste(panel, f"API Token: {TOKEN}\nOrganization ID: northwind")

    field = panel.ui.paste_field
    assert TOKEN not in field.toPlainText()
    assert "•" in field.toPlainText()
    field.undo()
    assert TOKEN not in field.toPlainText()
    assert panel.ui.found_list.texts == [
        "API token, 40 characters",
        "Brand northwind",
        "Data centre still missing",
    ]
    assert not panel.ui.test_button.isEnabled()
    assert panel.ui.centre_row.isVisible()

    panel.ui.centre_box.setEditText("fra1")

    assert panel.ui.test_button.isEnabled()
    assert "Data centre still missing" not in panel.ui.found_list.texts


def test_a_typed_token_is_hidden_when_the_field_is_left(panel: WelcomePanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.ui.paste_field, f"{TOKEN} fra1")
    assert panel.ui.test_button.isEnabled()

    panel.ui.test_button.setFocus()
    panel.ui.paste_field.hide_secrets()

    assert TOKEN not in panel.ui.paste_field.toPlainText()
    assert panel.ui.test_button.isEnabled()


def test_from_a_paste_to_an_open_profile(
    panel: WelcomePanel, desk: Desk, sandbox: Sandbox, wait: Callable[..., None], qtbot: QtBot
) -> None:
    keychain = Keychain()
    desk.secrets = Secrets(keychain)
    told: list[str] = []
    desk.notice_told.connect(lambda text, *_: told.append(text))
    _paste(panel, f"ready {sandbox.url} token: {sandbox.token}")

    qtbot.keyClick(panel.ui.paste_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: _on_save_page(panel))
    identity = panel.ui.identity.ui
    assert identity.name_edit.text() == "meridian"
    assert identity.sandbox_radio.isChecked()
    identity.name_edit.setText("Rehearsal")
    identity.read_only_check.setChecked(True)
    panel.ui.save_button.click()
    wait(lambda: desk.is_signed_in and told)

    assert desk.profile is not None
    assert (desk.profile.name, desk.profile.kind) == ("Rehearsal", ProfileKind.SANDBOX)
    assert desk.is_read_only
    assert desk.settings.last_profile == "Rehearsal"
    assert keychain.entries == {("qualtrics-desk: Rehearsal", "api token"): sandbox.token}
    assert told == ["The token is in the system's keychain."]
    assert sandbox.token not in desk.home.settings.read_text()


def test_the_address_that_the_service_names_is_taken_with_one_click(
    panel: WelcomePanel,
    sandbox: Sandbox,
    wait: Callable[..., None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from qualtrics_desk.services.sign_in.connections import connection_of
    from qualtrics_desk.services.sign_in.probe import probe

    asked: list[str] = []

    async def proxied(connection: Any, **more: Any) -> Any:
        # The right host is out of reach here: what the service says of it is put into its mouth.
        asked.append(connection.base_url)
        here = msgspec.structs.replace(connection, base_url=sandbox.url)
        access = await probe(here, **more)
        right = "fra1.qualtrics.com" if len(asked) == 1 else None
        return msgspec.structs.replace(access, suggested_host=right)

    monkeypatch.setattr(welcome, "_heavy", lambda: (connection_of, proxied))
    _paste(panel, f"{sandbox.url} token: {sandbox.token}")
    panel.ui.test_button.click()
    wait(lambda: _on_save_page(panel))
    # The divisions and the organisation have a line of their own, as every area.
    said = {label.accessibleName() for label in panel.ui.access_view.findChildren(QLabel)}
    assert {"Divisions: Available.", "Organisation: Available."} <= said
    offer = next(
        button
        for button in panel.ui.access_view.findChildren(QPushButton)
        if button.text() == "Use fra1.qualtrics.com"
    )
    assert offer.isVisible()

    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    wait(lambda: len(asked) == 2 and not panel.tasks.is_running("work"))
    assert asked == [sandbox.url, "https://fra1.qualtrics.com/API/v3"]
    assert not offer.isVisible()


@pytest.mark.parametrize(
    ("keychain", "said"),
    [(None, "offers no keychain"), (Keychain(), "did not take the token")],
)
def test_without_a_keychain_the_token_is_for_this_run_and_that_is_said(
    panel: WelcomePanel,
    desk: Desk,
    sandbox: Sandbox,
    wait: Callable[..., None],
    complete: Callable[..., object],
    keychain: Keychain | None,
    said: str,
) -> None:
    if keychain is not None:
        keychain.refuses = True
        desk.secrets = Secrets(keychain)
    complete(panel.enter({}))
    assert ("offers no keychain" in panel.ui.kept_label.text()) is (keychain is None)
    told: list[str] = []
    desk.notice_told.connect(lambda text, *_: told.append(text))
    _paste(panel, f"{sandbox.url} token: {sandbox.token}")

    panel.ui.test_button.click()
    wait(lambda: _on_save_page(panel))
    panel.ui.save_button.click()
    wait(lambda: desk.is_signed_in and told)

    assert said in told[0]
    found = desk.secrets.get("meridian", SecretKind.TOKEN)
    assert found is not None
    assert found.kept is Kept.SESSION


def test_a_token_nobody_knows_is_explained_beside_the_field(
    panel: WelcomePanel, sandbox: Sandbox, wait: Callable[..., None]
) -> None:
    _paste(panel, f"{sandbox.url} token: {TOKEN}")

    panel.ui.test_button.click()
    wait(panel.ui.paste_error.isVisible)

    assert panel.ui.paste_error.text == "The service does not know this API token."
    assert panel.ui.pages.currentWidget() is panel.ui.paste_page
    wait(panel.ui.test_button.isEnabled)
    _paste(panel, "fra1")
    assert not panel.ui.paste_error.isVisible()


def test_no_service_at_all_says_why(
    panel: WelcomePanel, unused_tcp_port: int, wait: Callable[..., None]
) -> None:
    _paste(panel, f"http://127.0.0.1:{unused_tcp_port}/API/v3 token: {TOKEN}")

    panel.ui.test_button.click()
    wait(panel.ui.paste_error.isVisible)

    said = [label.text() for label in panel.ui.paste_error.findChildren(QLabel)]
    assert "No connection to 127.0.0.1." in said
    assert any("ConnectError" in text for text in said)
    assert any("proxy" in text for text in said)


def test_an_oauth_client_is_the_second_way(
    panel: WelcomePanel, desk: Desk, sandbox: Sandbox, wait: Callable[..., None]
) -> None:
    panel.ui.oauth_button.click()
    panel.ui.client_edit.setText("sandbox")
    panel.ui.secret_edit.setText(sandbox.token)
    panel.ui.scopes_edit.setText("read:surveys read:directories")
    panel.ui.centre_box.setEditText(sandbox.url)
    assert panel.ui.secret_edit.echoMode() is QLineEdit.EchoMode.Password

    panel.ui.test_button.click()
    wait(lambda: _on_save_page(panel))
    descriptions = [label.accessibleName() for label in panel.ui.access_view.findChildren(QWidget)]
    assert any(
        "Mailing lists: Needs a permission. The OAuth client needs the scope read:mailing_lists."
        in words
        and "required scope" in words
        for words in descriptions
    )
    panel.ui.save_button.click()
    wait(lambda: desk.is_signed_in)

    assert desk.profile is not None
    assert desk.profile.auth is AuthKind.OAUTH
    assert desk.profile.scopes == ("read:surveys", "read:directories")


def test_a_name_that_is_taken_cannot_be_saved(
    panel: WelcomePanel,
    desk: Desk,
    sandbox: Sandbox,
    wait: Callable[..., None],
    complete: Callable[..., object],
) -> None:
    complete(desk.change(lambda s: s.with_profile(Profile(name="Meridian", base_url="fra1"))))
    _paste(panel, f"{sandbox.url} token: {sandbox.token}")

    panel.ui.test_button.click()
    wait(lambda: _on_save_page(panel))
    name = panel.ui.identity.ui.name_edit
    assert name.text() == "meridian 2"
    name.setText("MERIDIAN")

    assert not panel.ui.save_button.isEnabled()
    assert name.property("tone") == "danger"


def test_a_profile_without_its_secret_is_asked_again_and_keeps_its_choices(
    panel: WelcomePanel,
    desk: Desk,
    sandbox: Sandbox,
    wait: Callable[..., None],
    complete: Callable[..., object],
) -> None:
    profile = Profile(
        name="Main", base_url=sandbox.url, kind=ProfileKind.TEST, colour="#123456", read_only=True
    )
    complete(desk.change(lambda s: s.with_profile(profile)))

    complete(panel.enter({"profile": "Main"}))
    assert panel.ui.title_label.text() == "Sign in to “Main” again"
    _paste(panel, sandbox.token)
    panel.ui.test_button.click()
    wait(lambda: _on_save_page(panel))
    panel.ui.save_button.click()
    wait(lambda: desk.is_signed_in)

    assert desk.settings.profiles == (profile,)
    assert desk.profile == profile


def test_back_and_another_sign_in_leave_no_secret_in_the_fields(
    panel: WelcomePanel, sandbox: Sandbox, wait: Callable[..., None]
) -> None:
    _paste(panel, f"{sandbox.url} token: {sandbox.token}")
    panel.ui.test_button.click()
    wait(lambda: _on_save_page(panel))

    panel.ui.back_button.click()
    assert not _on_save_page(panel)
    panel.reset()

    assert panel.ui.paste_field.toPlainText() == ""
    assert panel.ui.paste_field.pasted.token is None
    assert not panel.ui.test_button.isEnabled()


def test_the_sandbox_is_one_click_away(panel: WelcomePanel, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.sandbox_requested):
        panel.ui.sandbox_button.click()

    assert not panel.ui.sandbox_button.isEnabled()


def test_both_pages_fit_the_smallest_window_and_have_names(
    panel: WelcomePanel, sandbox: Sandbox, wait: Callable[..., None]
) -> None:
    # What is left of 1024 by 640 beside rail and header.
    panel.resize(856, 576)
    panel.ui.oauth_button.click()
    panel.ui.oauth_button.click()
    _paste(panel, f"{sandbox.url} token: {sandbox.token}")
    for page in (panel.ui.paste_page, panel.ui.save_page):
        if page is panel.ui.save_page:
            panel.ui.test_button.click()
            wait(lambda: _on_save_page(panel))

        assert nameless(panel) == []
        assert clipped(page) == []
        room = panel.ui.scroll.viewport()
        assert panel.ui.contents.minimumSizeHint().width() <= room.width()
        assert panel.ui.contents.minimumSizeHint().height() <= room.height()


def test_the_clipboard_is_left_alone(panel: WelcomePanel) -> None:
    QGuiApplication.clipboard().setText(f"{TOKEN} fra1")

    panel.ui.paste_field.paste()

    assert panel.ui.test_button.isEnabled()
    assert QGuiApplication.clipboard().text() == f"{TOKEN} fra1"


def test_the_header_says_who_is_signed_in(
    window: MainWindow, desk: Desk, sandbox: Sandbox, complete: Callable[..., object]
) -> None:
    from qualtrics_desk.gui.widgets.profile_menu import profile_words
    from qualtrics_desk.services.sign_in.connections import connection_of

    profile = Profile(name="Main", base_url=sandbox.url, read_only=True, colour="#c62f2f")
    assert profile_words(desk).colour is None
    complete(desk.change(lambda s: s.with_profile(profile)))
    entries = [action.text() for action in window.ui.profile_chip.menu().actions()]
    assert entries[0].startswith("Main")
    assert {"Add profile…", "Try the sandbox"} <= set(entries)
    assert "Sign out" not in entries

    window.go("settings")
    complete(desk.sign_in(profile, connection_of(profile, sandbox.token)))
    complete(desk.identify())

    words = profile_words(desk)
    assert words.text == "Production · meridian / sandbox1 · read-only"
    assert words.colour == "#c62f2f"
    assert words.window_title.startswith("Main")
    menu = window.ui.profile_chip.menu()
    assert menu.actions()[0].isChecked()
    assert "Sign out" in [action.text() for action in menu.actions()]


def test_a_profile_of_the_menu_without_a_secret_leads_to_the_welcome(
    window: MainWindow, desk: Desk, wait: Callable[..., None], complete: Callable[..., object]
) -> None:
    complete(desk.change(lambda s: s.with_profile(Profile(name="Main", base_url="fra1"))))

    window.ui.profile_chip.menu().actions()[0].trigger()
    wait(lambda: window.room == "welcome")

    panel = window.panel("welcome")
    assert isinstance(panel, WelcomePanel)
    wait(lambda: "Main" in panel.ui.title_label.text())


def test_no_secret_is_left_in_any_file(
    panel: WelcomePanel, desk: Desk, sandbox: Sandbox, wait: Callable[..., None], home: Path
) -> None:
    _paste(panel, f"{sandbox.url} token: {sandbox.token}")
    panel.ui.test_button.click()
    wait(lambda: _on_save_page(panel))
    panel.ui.save_button.click()
    wait(lambda: desk.is_signed_in)

    for path in home.rglob("*"):
        if path.is_file():
            assert sandbox.token.encode() not in path.read_bytes(), path.name
