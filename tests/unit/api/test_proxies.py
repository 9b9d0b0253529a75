"""Which proxy leads where, by the profile and by what the system says."""

from __future__ import annotations

import pytest

from qualtrics_desk.api.connection import Connection
from qualtrics_desk.api.proxies import proxy_for

HOST = "yul1.qualtrics.com"


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def way(host: str = HOST, *, port: int | None = None, proxy: str | None = None) -> str | None:
    connection = Connection(base_url=f"https://{HOST}/API/v3", token="t", proxy=proxy)
    return proxy_for(connection, "https", host, port)


def test_without_any_the_way_is_straight() -> None:
    assert way() is None


def test_that_of_the_profile_goes_before_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://system:1")
    monkeypatch.setenv("NO_PROXY", "*")

    assert way(proxy="http://own:2") == "http://own:2"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "::1"])
def test_nothing_leads_to_this_machine(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://system:1")

    assert way(host, proxy="http://own:2") is None


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("HTTPS_PROXY", "http://system:1", "http://system:1"),
        ("https_proxy", "system:1", "http://system:1"),
        ("ALL_PROXY", "http://system:1", "http://system:1"),
        ("HTTP_PROXY", "http://system:1", None),
    ],
)
def test_the_environment_says_which(
    name: str, value: str, found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    assert way() == found


@pytest.mark.parametrize(
    ("names", "is_straight"),
    [
        ("*", True),
        ("qualtrics.com", True),
        (".qualtrics.com", True),
        ("*.qualtrics.com", True),
        ("other.org, YUL1.Qualtrics.com:443", True),
        ("other.org yul1.qualtrics.com", True),
        ("https://yul1.qualtrics.com", True),
        ("all://qualtrics.com", True),
        ("https://", True),
        ("http://yul1.qualtrics.com", False),
        ("yul1.qualtrics.com:8443", False),
        ("ualtrics.com", False),
        ("fra1.qualtrics.com", False),
        ("a.yul1.qualtrics.com", False),
        (" , ", False),
        ("", False),
    ],
)
def test_the_environment_says_where_not(
    names: str, is_straight: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://system:1")
    monkeypatch.setenv("NO_PROXY", names)

    assert (way() is None) == is_straight


@pytest.mark.parametrize(
    ("names", "host", "is_straight"),
    [
        ("10.0.0.7", "10.0.0.7", True),
        ("fd00::1", "fd00::1", True),
        ("[fd00::1]", "fd00::1", True),
        ("fd00::1", "fd00::2", False),
        ("0.0.7", "10.0.0.7", False),
    ],
)
def test_addresses_are_compared_whole(
    names: str, host: str, is_straight: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://system:1")
    monkeypatch.setenv("NO_PROXY", names)

    assert (way(host) is None) == is_straight


def test_a_port_must_be_that_of_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://system:1")
    monkeypatch.setenv("NO_PROXY", f"{HOST}:8443")

    assert way(port=8443) is None
    assert way() == "http://system:1"
