from __future__ import annotations

import pytest
from keyring.backends import null

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services.sign_in.connections import (
    connection_at,
    connection_of,
    find_connection,
    profile_of,
)
from qualtrics_desk.store.secrets import TOKEN_VARIABLE, SecretKind, Secrets
from qualtrics_desk.store.settings import AuthKind, Profile, Settings

TOKEN = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n"


def _profile(**keys: object) -> Profile:
    return Profile(**{"name": "Main", "base_url": "fra1", **keys})  # type: ignore[arg-type]


def test_a_profile_becomes_a_connection() -> None:
    profile = _profile(read_only=True, extra_ca="/etc/ca.pem", proxy="http://proxy:8080")

    connection = connection_of(profile, f" {TOKEN}\n")

    assert connection.base_url == "https://fra1.qualtrics.com/API/v3"
    assert connection.token == TOKEN
    assert connection.read_only
    assert str(connection.extra_ca) == "/etc/ca.pem"
    assert connection.proxy == "http://proxy:8080"
    assert TOKEN not in repr(connection)


def test_an_oauth_profile_signs_in_as_a_client() -> None:
    profile = _profile(auth=AuthKind.OAUTH, client_id="c1", scopes=("read:surveys",))

    connection = connection_of(profile, "client-secret")

    assert connection.token is None
    assert connection.oauth is not None
    assert connection.oauth.client_secret == "client-secret"
    assert connection.oauth.scopes == ("read:surveys",)


@pytest.mark.parametrize("proxy", ["http://proxy.example:8080", "proxy.example:8080"])
def test_a_proxy_gets_its_user_only_in_the_connection(proxy: str) -> None:
    secrets = Secrets(null.Keyring())
    secrets.keep("Main", SecretKind.TOKEN, TOKEN)
    secrets.keep("Main", SecretKind.PROXY_PASSWORD, "p@ss/word")
    profile = _profile(proxy=proxy, proxy_user="me@corp")

    connection = find_connection(profile, secrets)

    assert connection.proxy == "http://me%40corp:p%40ss%2Fword@proxy.example:8080"
    assert "p@ss" not in repr(connection)


def test_a_missing_secret_says_where_to_put_it() -> None:
    secrets = Secrets(null.Keyring())

    with pytest.raises(UsageError, match=TOKEN_VARIABLE):
        find_connection(_profile(), secrets)
    with pytest.raises(UsageError, match="client secret"):
        find_connection(_profile(auth=AuthKind.OAUTH, client_id="c1"), secrets)
    with pytest.raises(UsageError, match=TOKEN_VARIABLE):
        connection_at("fra1", secrets)


def test_an_address_takes_the_token_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)

    assert connection_at("fra1", Secrets(null.Keyring())).token == TOKEN


def test_an_unknown_profile_names_those_there_are() -> None:
    settings = Settings(profiles=(_profile(), _profile(name="Test")))

    assert profile_of(settings, "main").name == "Main"
    with pytest.raises(UsageError, match=r"Main, Test"):
        profile_of(settings, "Other")
