from __future__ import annotations

from typing import Any

import pytest

NEW = {
    "username": "nora.berg",
    "firstName": "Nora",
    "lastName": "Berg",
    "userType": "UT_BRANDADMIN",
    "email": "nora@example.com",
    "password": "a long one",
}


def _user(sandbox: Any, **more: Any) -> str:
    answer = sandbox.send("POST", "/users", {**NEW, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()["result"]["id"]


def _group(sandbox: Any) -> str:
    return f"/groups/{sandbox.get('/groups')['elements'][0]['id']}"


def test_only_what_is_sent_of_a_user_changes(sandbox: Any) -> None:
    user = _user(sandbox, username="one")
    sandbox.send("PUT", f"/users/{user}", {"lastName": "Dahl", "status": "disabled"})

    found = sandbox.get(f"/users/{user}")
    names = found["firstName"], found["lastName"], found["accountStatus"]
    assert names == ("Nora", "Dahl", "disabled")
    assert sandbox.get("/users", username="one#meridian")["elements"][0]["id"] == user


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({**NEW, "status": "active"}, 400, "RP_9"),
        ({key: NEW[key] for key in NEW if key != "password"}, 400, "RP_10"),
        ({**NEW, "userType": "admin"}, 400, None),
        ({**NEW, "divisionId": "DV_000000000000000"}, 400, None),
    ],
)
def test_bad_users_are_refused(sandbox: Any, body: Any, status: int, code: str | None) -> None:
    answer = sandbox.send("POST", "/users", body)

    assert answer.status_code == status
    assert answer.json()["meta"]["error"].get("errorCode") == code


def test_a_user_name_is_given_once(sandbox: Any) -> None:
    _user(sandbox, username="twice")

    assert sandbox.send("POST", "/users", {**NEW, "username": "twice"}).status_code == 409


def test_the_email_of_a_user_cannot_be_changed(sandbox: Any) -> None:
    user = _user(sandbox, username="mail")

    assert sandbox.send("PUT", f"/users/{user}", {"email": "b@example.com"}).status_code == 400


def test_a_token_is_made_anew_and_the_old_one_is_gone(sandbox: Any) -> None:
    path = f"/users/{_user(sandbox, username='token')}/apitoken"

    assert sandbox.call("GET", path).status_code == 404
    made = [sandbox.send("POST", path, {}).json()["result"]["apiToken"] for _ in range(2)]
    assert made[0] != made[1]
    assert sandbox.get(path)["apiToken"] == made[1]


def test_members_come_and_go_and_stay_users(sandbox: Any) -> None:
    user, path = _user(sandbox, username="member"), _group(sandbox) + "/members"
    for _ in range(2):
        assert sandbox.send("POST", path, {"userId": user}).status_code == 200
    there = [one["id"] for one in sandbox.get(path)["elements"]]

    assert there.count(user) == 1
    assert sandbox.call("DELETE", f"{path}/{user}").status_code == 200
    assert sandbox.call("DELETE", f"{path}/{user}").status_code == 404
    assert sandbox.get(f"/users/{user}")["id"] == user


def test_a_division_is_made_closed_and_never_listed(sandbox: Any) -> None:
    made = sandbox.send("POST", "/divisions", {"name": "Labs"}).json()["result"]["id"]
    sandbox.send("PUT", f"/divisions/{made}", {"status": "Disabled"})

    assert sandbox.get(f"/divisions/{made}")["status"] == "Disabled"
    assert sandbox.call("GET", "/divisions").status_code == 404
    assert sandbox.call("DELETE", f"/divisions/{made}").status_code == 404


def test_the_organisation_counts_its_users(sandbox: Any) -> None:
    stats = sandbox.get("/organizations/meridian")["stats"]["loginActivity"]

    assert stats["totalUsers"] == stats["ever"] + stats["never"]
    assert sandbox.call("GET", "/organizations/other").status_code == 404
