"""No network, a wrong token, a wrong data centre, a keychain that is not there or is locked."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from keyring.backends import fail

from qualtrics_desk.store.secrets import Secrets
from tests.gui.failures.acts import choose_profile, paste, save, see_surveys, welcome
from tests.gui.failures.scene import NAME, NEW_TOKEN, TOKEN, Scene, Service

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN = "The service does not know this API token."
NO_CONNECTION = "No connection to 127.0.0.1."


@pytest.mark.parametrize("room", ["surveys", "links", "contacts", "imports", "jobs", "settings"])
def test_no_network_is_said_once_wherever_one_is(scene: Scene, room: str) -> None:
    scene.keep_profile()
    scene.start()

    scene.go(room)
    scene.settle()

    scene.hear(NO_CONNECTION)
    assert scene.said(NO_CONNECTION) == 1
    assert scene.said("Check the network, the host and the proxy") == 1


def test_no_network_at_the_start_and_then_it_is_there(scene: Scene, service: Service) -> None:
    scene.keep_profile()
    scene.start()
    scene.hear(NO_CONNECTION)

    service.start()
    scene.press("Try again")
    scene.wait(lambda: scene.window.panel("surveys").model.rowCount() > 3)
    scene.go("surveys")

    see_surveys(scene)
    assert scene.said(NO_CONNECTION) == 0


def test_a_token_that_was_renewed_elsewhere_is_pasted_where_it_is_missed(
    scene: Scene, service: Service
) -> None:
    scene.keep_profile()
    service.token = NEW_TOKEN
    service.start()

    scene.start()
    scene.hear(UNKNOWN)
    assert scene.said(UNKNOWN) == 1
    assert scene.said("generated a new token for this user") == 1
    scene.press("Copy details")
    assert "The service says: Unrecognized X-API-TOKEN." in scene.copied()
    assert "Error code: DCD_7" in scene.copied()
    assert "Request id: " in scene.copied()
    scene.press("Paste another token")
    scene.hear("does not take the secret that is kept")
    assert f"“{NAME}”" in welcome(scene).ui.title_label.text()
    paste(scene, NEW_TOKEN)
    save(scene)

    see_surveys(scene)
    assert len(scene.desk.settings.profiles) == 1
    assert list(scene.keychain.entries.values()) == [NEW_TOKEN]


class NoService(BaseHTTPRequestHandler):
    """A web server that is something else."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        page = b"<html><body>Welcome to the guest network</body></html>"
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture
def other_server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), NoService) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/API/v3"
        server.shutdown()


def test_a_host_that_is_not_the_service_is_named_as_such(
    scene: Scene, service: Service, other_server: str
) -> None:
    service.start()
    scene.start()

    paste(scene, f"{other_server} token: {TOKEN}")
    scene.hear("The answer did not come from the service")
    assert scene.said("The answer did not come from the service") == 1
    assert scene.said("check the host and the proxy") == 1
    assert not scene.desk.is_signed_in
    paste(scene, f"{service.url} token: {TOKEN}")
    save(scene)

    see_surveys(scene)


def test_the_data_centre_of_another_brand_refuses_the_token_and_the_address_can_be_mended(
    scene: Scene, service: Service, start_sandbox: Any
) -> None:
    service.start()
    elsewhere = start_sandbox(seed="empty", token=NEW_TOKEN)
    scene.start()

    paste(scene, f"{elsewhere.url} token: {TOKEN}")
    scene.hear(UNKNOWN)
    assert scene.said(UNKNOWN) == 1
    assert scene.said("check the datacenter in the host") == 1
    panel = welcome(scene)
    panel.ui.centre_box.setEditText(service.url)
    panel.ui.test_button.click()
    save(scene)

    see_surveys(scene)


def test_without_a_keychain_the_token_lasts_for_the_run_and_is_asked_for_again(
    scene: Scene, service: Service
) -> None:
    service.start()
    scene.desk.secrets = Secrets(fail.Keyring())
    scene.start()
    paste(scene, f"{service.url} token: {TOKEN}")
    save(scene)
    scene.hear("offers no keychain")
    assert scene.said("offers no keychain") == 1
    see_surveys(scene)

    scene.start_again()
    scene.hear("This machine does not have its secret any more.")
    assert scene.said("There is no API token") == 0
    assert not scene.window.ui.notice.isVisible()
    paste(scene, TOKEN)
    save(scene)

    see_surveys(scene)
    assert len(scene.desk.settings.profiles) == 1


def test_a_locked_keychain_is_said_once_and_opens_when_it_is_unlocked(
    scene: Scene, service: Service
) -> None:
    service.start()
    scene.keep_profile()
    scene.keychain.is_locked = True

    scene.start()
    scene.hear("it did not open")
    assert scene.said("it did not open") == 1
    assert scene.said("Unlock the keychain") == 1
    assert scene.said("does not have its secret any more") == 0
    scene.keychain.is_locked = False
    choose_profile(scene)

    scene.wait(lambda: scene.desk.is_signed_in)
    see_surveys(scene)
    assert list(scene.keychain.entries.values()) == [TOKEN]


def test_a_keychain_that_stays_locked_is_got_round_for_this_run(
    scene: Scene, service: Service
) -> None:
    service.start()
    scene.keep_profile()
    scene.keychain.is_locked = True
    scene.start()
    scene.hear("it did not open")

    paste(scene, TOKEN)
    save(scene)

    scene.hear("The keychain did not take the token")
    see_surveys(scene)
    assert len(scene.desk.settings.profiles) == 1
