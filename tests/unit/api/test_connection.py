"""Hosts and tokens as people paste them (qualtrics-api.md A.1, A.2, F.2, F.4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.api.connection import (
    Connection,
    OAuthClient,
    clean_token,
    normalise_base_url,
)
from qualtrics_desk.domain.errors import UsageError

YUL = "https://yul1.qualtrics.com/API/v3"
BRAND = "https://brand.fra1.qualtrics.com/API/v3"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("yul1", YUL),
        (" YUL1 ", YUL),
        ("“yul1”", YUL),
        ("yul1\u00a0", YUL),
        ("\ufeffyul1", YUL),
        ("yul1.qualtrics.com", YUL),
        ("yul1.qualtrics.com.", YUL),
        ("yul1.qualtrics", YUL),
        ("yul1.qualtrics.com/", YUL),
        ("//yul1.qualtrics.com", YUL),
        ("http://yul1.qualtrics.com:80", YUL),
        ("https://yul1", YUL),
        ("https://yul1.qualtrics.com/API/v3", YUL),
        ("https://yul1.qualtrics.com/api/V3/", YUL),
        ("https://yul1.qualtrics.com/API/v3/whoami?x=1#y", YUL),
        ("yul1.qualtrics.com/API/v3", YUL),
        ("brand.fra1", BRAND),
        ("brand.fra1.qualtrics.com", BRAND),
        ("https://brand.fra1.qualtrics.com/Q/MyProjectsSection", BRAND),
        ("eu", "https://eu.qualtrics.com/API/v3"),
        ("brand.eu", "https://brand.eu.qualtrics.com/API/v3"),
        ("127.0.0.1:8765", "http://127.0.0.1:8765/API/v3"),
        ("http://localhost:8765/API/v3/", "http://localhost:8765/API/v3"),
        ("https://localhost:8765", "https://localhost:8765/API/v3"),
        ("[::1]:8765", "http://[::1]:8765/API/v3"),
        ("gateway.example.org", "https://gateway.example.org/API/v3"),
        ("https://gateway.example.org:8443/q/API/v3", "https://gateway.example.org:8443/q/API/v3"),
        ("https://survey.example.eu", "https://survey.example.eu/API/v3"),
    ],
)
def test_anything_pasted_becomes_the_base_address(typed: str, expected: str) -> None:
    assert normalise_base_url(typed) == expected
    assert normalise_base_url(expected) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " \u00a0 ",
        "https://",
        "qualtrics.com",
        "http://gateway.example.org",
        "ftp://yul1.qualtrics.com",
        "https://user:word@yul1.qualtrics.com",
        "SV_3gbwq8aJgqPwQDP",
        "two words",
        "yul1.qualtrics.com:99999",
        "yül1.qualtrics.com",
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_hint(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        normalise_base_url(typed)

    assert caught.value.hint


def test_a_token_pasted_as_host_is_refused_and_not_repeated() -> None:
    token = "a1B2c3D4e5F6g7H8i9J0a1B2c3D4e5F6g7H8i9J0"

    with pytest.raises(UsageError) as caught:
        normalise_base_url(token)

    assert token not in str(caught.value)
    assert token.lower() not in str(caught.value)


@given(st.text())
def test_no_text_makes_an_address_without_encryption_or_user(typed: str) -> None:
    try:
        base = normalise_base_url(typed)
    except UsageError:
        return

    assert base.endswith("/API/v3")
    assert "@" not in base
    assert base.startswith("https://") or base.split("/")[2].startswith(
        ("127.", "localhost", "[::1]")
    )


@pytest.mark.parametrize(
    "typed",
    [
        "abcDEF123",
        "  abcDEF123\n",
        '"abcDEF123"',
        "abcDEF\u00a0123",
        "\u200babcDEF123",
        "abcDEF\n123",
        "X-API-TOKEN: abcDEF123",
        "Token: abcDEF123",
    ],
)
def test_tokens_lose_what_does_not_belong_to_them(typed: str) -> None:
    assert clean_token(typed) == "abcDEF123"


@pytest.mark.parametrize("token", ["tokenABC123", "bearerXYZ", "apitoken42"])
def test_a_token_that_begins_like_a_label_stays_whole(token: str) -> None:
    assert clean_token(token) == token


@pytest.mark.parametrize("typed", ["", " \u00a0'", "täken", "abc\x00def"])
def test_what_is_no_token_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        clean_token(typed)


def test_secrets_do_not_show() -> None:
    oauth = OAuthClient(client_id="me", client_secret="hush")
    connection = Connection(base_url=YUL, token="hush", oauth=oauth)

    assert "hush" not in f"{connection!r} {connection} {oauth!r} {oauth}"


@pytest.mark.parametrize(
    ("origin", "trusted"),
    [
        (("https", "yul1.qualtrics.com", None), True),
        (("https", "az1.qualtrics.com", 443), True),
        (("https", "AZ1.QUALTRICS.COM", None), True),
        (("http", "yul1.qualtrics.com", None), False),
        (("https", "yul1.qualtrics.com", 8443), False),
        (("https", "qualtrics.com", None), False),
        (("https", "evilqualtrics.com", None), False),
        (("https", "yul1.qualtrics.com.evil.org", None), False),
        (("https", "127.0.0.1", 8765), False),
        (("http", "localhost", 80), False),
        (("ftp", "yul1.qualtrics.com", None), False),
    ],
)
def test_the_token_goes_to_the_service_only(
    origin: tuple[str, str, int | None], trusted: bool
) -> None:
    assert Connection(base_url=YUL, token="t").trusts(*origin) is trusted


def test_a_typed_host_gets_the_token_at_its_own_port_only() -> None:
    base = "https://gateway.example.org:8443/API/v3"
    typed = Connection(base_url=base, token="t")
    found = Connection(base_url=base, token="t", typed_host=False)

    assert typed.trusts("https", "gateway.example.org", 8443)
    assert not typed.trusts("https", "gateway.example.org", None)
    assert not typed.trusts("http", "gateway.example.org", 8443)
    assert not found.trusts("https", "gateway.example.org", 8443)


def test_loopback_is_trusted_from_loopback() -> None:
    local = Connection(base_url="http://127.0.0.1:8765/API/v3", token="t")

    assert local.trusts("http", "127.0.0.1", 8765)
    assert local.trusts("http", "localhost", 9000)
