from __future__ import annotations

import base64
from typing import Any

import pytest

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg+M9QDwADgQF/e5kZpAAAAABJRU5ErkJggg=="
)


def _library(sandbox: Any) -> str:
    return f"/libraries/{sandbox.get('/libraries')['elements'][0]['libraryId']}"


def _message(sandbox: Any) -> str:
    body = {"category": "invite", "description": "First", "messages": {"en": "<p>a</p>"}}
    answer = sandbox.send("POST", _library(sandbox) + "/messages", body)
    return f"{_library(sandbox)}/messages/{answer.json()['result']['id']}"


def test_given_languages_are_replaced_and_others_kept(sandbox: Any) -> None:
    path = _message(sandbox)
    sandbox.send("PUT", path, {"messages": {"fr": "${m://FirstName} b", "en": "c"}})
    sandbox.send("PUT", path, {"description": "Second", "messages": {"en": "d"}})

    assert sandbox.get(path) == {
        "category": "invite",
        "description": "Second",
        "messages": {"en": "d", "fr": "${m://FirstName} b"},
    }


def test_messages_are_listed_by_category_and_deleted(sandbox: Any) -> None:
    path = _message(sandbox)
    rows = sandbox.get(_library(sandbox) + "/messages", category="invite")["elements"]
    others = sandbox.get(_library(sandbox) + "/messages", category="reminder")["elements"]

    assert [set(row) for row in rows] == [{"id", "description", "category"}] * len(rows)
    assert path.rpartition("/")[2] in [row["id"] for row in rows]
    assert others == []
    assert sandbox.call("DELETE", path).status_code == 200
    assert sandbox.call("GET", path).status_code == 404


@pytest.mark.parametrize(
    ("method", "body", "code"),
    [
        ("POST", {"category": "letter", "description": "x", "messages": {"en": ""}}, None),
        ("POST", {"category": "invite", "messages": {"en": ""}}, "RP_10"),
        ("POST", {"category": "invite", "description": "x", "messages": {"english!": ""}}, None),
        ("PUT", {"category": "reminder"}, "RP_9"),
    ],
)
def test_bad_messages_are_refused(sandbox: Any, method: str, body: Any, code: str | None) -> None:
    path = _message(sandbox) if method == "PUT" else _library(sandbox) + "/messages"
    answer = sandbox.send(method, path, body)

    assert answer.status_code == 400
    assert answer.json()["meta"]["error"].get("errorCode") == code


def test_a_picture_must_be_what_its_part_says(sandbox: Any) -> None:
    path = _library(sandbox) + "/graphics"
    good = sandbox.call("POST", path, files={"file": ("a.png", PNG, "image/png")})
    false = sandbox.call("POST", path, files={"file": ("a.gif", PNG, "image/gif")})
    untold = sandbox.call("POST", path, files={"file": ("a.png", PNG, "application/octet-stream")})
    picture = good.json()["result"]["id"]

    assert picture.startswith("IM_")
    assert (false.status_code, untold.status_code) == (400, 400)
    assert sandbox.call("DELETE", f"{path}/{picture}").status_code == 200
    assert sandbox.call("DELETE", f"{path}/{picture}").status_code == 404
