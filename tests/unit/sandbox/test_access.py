from __future__ import annotations

from typing import Any

import httpx
import pytest

from qualtrics_desk.sandbox import ids


def test_ids_lead_back_to_their_rows() -> None:
    for number in (1, 2, 61, 62, 3844, 999_999, 2**39):
        text = ids.encode("CID_", number)

        assert len(text) == 19
        assert ids.decode("CID_", text) == number
        assert ids.decode("CGC_", text) is None
    assert ids.decode("CID_", "CID_000000000000000") is None


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 400, "ATP_2"),
        ({"X-API-TOKEN": "wrong"}, 401, "DCD_7"),
        ({"Authorization": "Bearer wrong"}, 401, "AUTH_6.0"),
    ],
)
def test_token_is_checked(sandbox: Any, headers: dict[str, str], status: int, code: str) -> None:
    answer = httpx.get(sandbox.base + "/whoami", headers=headers)

    assert answer.status_code == status
    assert answer.json()["meta"]["error"]["errorCode"] == code


def test_whoami_names_the_user_also_with_a_slash_at_the_end(sandbox: Any) -> None:
    me = sandbox.get("/whoami/")

    assert me["userName"].endswith("#" + me["brandId"])


@pytest.mark.parametrize(("method", "path"), [("GET", "/frequencyrules"), ("PATCH", "/whoami")])
def test_unknown_routes_are_404_with_a_text_and_no_code(
    sandbox: Any, method: str, path: str
) -> None:
    answer = sandbox.call(method, path)

    assert answer.status_code == 404
    assert answer.json()["meta"]["error"] == {
        "errorMessage": "The requested resource does not exist."
    }


def _grant(sandbox: Any, secret: str, **form: str) -> httpx.Response:
    return httpx.post(sandbox.origin + "/oauth2/token", auth=("sandbox", secret), data=form)


def test_oauth_client_gets_a_token_that_opens_its_scopes_only(sandbox: Any) -> None:
    secret = sandbox.client.headers["X-API-TOKEN"]
    granted = _grant(sandbox, secret, grant_type="client_credentials", scope="read:surveys").json()
    headers = {"Authorization": f"Bearer {granted['access_token']}"}

    assert granted["expires_in"] == 3599
    assert httpx.get(sandbox.base + "/surveys", headers=headers).status_code == 200
    assert httpx.get(sandbox.base + "/directories", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("secret", "form", "status", "error"),
    [
        (
            "wrong",
            {"grant_type": "client_credentials", "scope": "manage:all"},
            401,
            "invalid_client",
        ),
        (None, {"grant_type": "password", "scope": "manage:all"}, 400, "unsupported_grant_type"),
        (None, {"grant_type": "client_credentials", "scope": "read:minds"}, 400, "invalid_scope"),
    ],
)
def test_oauth_refusals(
    sandbox: Any, secret: str | None, form: dict[str, str], status: int, error: str
) -> None:
    answer = _grant(sandbox, secret or sandbox.client.headers["X-API-TOKEN"], **form)

    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_bodies_want_a_length_the_right_type_and_json(sandbox: Any) -> None:
    path = sandbox.lists
    request = sandbox.client.build_request("POST", sandbox.base + path)
    del request.headers["content-length"]

    assert sandbox.client.send(request).status_code == 411
    assert sandbox.call("POST", path, content=b"{}").status_code == 415
    headers = {"Content-Type": "application/json"}
    assert sandbox.call("POST", path, content=b"{", headers=headers).status_code == 400
    assert sandbox.call("GET", "/surveys", params={"x": "y" * 9000}).status_code == 414


def test_inspection_needs_the_token(sandbox: Any) -> None:
    assert httpx.get(sandbox.origin + "/sandbox/state").status_code == 400


def test_forbidden_pieces_of_a_path_are_403_and_others_are_not(sandbox: Any) -> None:
    sandbox.faults("forbid=mailinglists")
    try:
        refused = sandbox.call("GET", sandbox.lists)
        allowed = sandbox.call("GET", "/directories")
    finally:
        sandbox.faults("lag=0,job-time=0")

    assert refused.status_code == 403
    assert refused.json()["meta"]["error"]["errorMessage"] == "Your user may not do this."
    assert allowed.status_code == 200
