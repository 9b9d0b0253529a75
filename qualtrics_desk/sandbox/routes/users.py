"""Users of the brand (qualtrics-api.md D.16)."""

from __future__ import annotations

import secrets
import string
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids, paging
from qualtrics_desk.sandbox.brand import BRAND_ID
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write

if TYPE_CHECKING:
    import sqlite3

_AREA = "users"
_PAGE = paging.OFFSET_PAGE
_LETTERS = string.ascii_letters + string.digits


def division(name: str, value: object) -> None:
    """Accept a division's id or null."""
    if value is not None:
        checks.identifier("DV_")(name, value)


def _user_type(name: str, value: object) -> None:
    # Built-in types have names ("UT_BRANDADMIN"), others have ids (D.16).
    if not isinstance(value, str) or not value.startswith("UT_"):
        raise Refusal(400, f"Invalid value for {name}: expected a user type.")


_CHANGE: dict[str, checks.Check] = {
    "username": checks.text(blank=False),
    "firstName": checks.text(),
    "lastName": checks.text(),
    "userType": _user_type,
    "language": checks.text(5),
    "timeZone": checks.text(),
    "divisionId": division,
    "accountExpirationDate": checks.date_time_or_null,
    "status": checks.word("active", "disabled"),
    "permissions": checks.mapping,
}
_NEW: dict[str, checks.Check] = {
    **{name: check for name, check in _CHANGE.items() if name not in {"status", "permissions"}},
    "email": checks.email,
    "password": checks.text(blank=False),
}
_NEEDED = ("username", "firstName", "lastName", "userType", "email", "password")
_COLUMNS = {
    "username": "user_name",
    "firstName": "first_name",
    "lastName": "last_name",
    "userType": "user_type",
    "language": "language",
    "timeZone": "time_zone",
    "status": "status",
    "email": "email",
}


def short(row: sqlite3.Row) -> dict[str, Any]:
    """A user as lists show one."""
    return {
        "id": ids.encode("UR_", row["id"]),
        "divisionId": ids.encode("DV_", row["division"]) if row["division"] else None,
        "username": row["user_name"],
        "firstName": row["first_name"],
        "lastName": row["last_name"],
        "userType": row["user_type"],
        "email": row["email"],
        "accountStatus": row["status"],
    }


def list_users(call: Call) -> Answer:
    """List the users, or the one with a user name."""
    wanted, start = call.query.get("username"), paging.offset(call)
    rows = call.db.execute(
        "SELECT * FROM users WHERE ? IS NULL OR user_name = ? ORDER BY id LIMIT ? OFFSET ?",
        (wanted, wanted, _PAGE + 1, start),
    ).fetchall()
    following = start + _PAGE if len(rows) > _PAGE else None
    return paging.by_offset(call, [short(row) for row in rows[:_PAGE]], following)


def find(call: Call, name: str) -> sqlite3.Row:
    """The user with an id.

    Raises:
        Refusal: 404 where there is none.
    """
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM users WHERE id = ?", (ids.decode("UR_", name),)
    ).fetchone()
    if row is None:
        not_found("User not found.")
    return row


def get_user(call: Call) -> Answer:
    """Show one user."""
    row = find(call, call.params["user"])
    return Answer(
        result={
            **short(row),
            "organizationId": BRAND_ID,
            "language": row["language"],
            "unsubscribed": False,
            "accountCreationDate": clock.iso(row["created"]),
            "accountExpirationDate": clock.iso(row["expires"]),
            "passwordLastChangedDate": clock.iso(row["created"]),
            "passwordExpirationDate": None,
            "lastLoginDate": clock.iso(row["last_login"]),
            "timeZone": row["time_zone"],
            "responseCounts": msgspec.json.decode(row["counts"]),
            "permissions": msgspec.json.decode(row["permissions"]),
        }
    )


def _division(call: Call, body: dict[str, Any]) -> int | None:
    wanted = body.get("divisionId")
    if wanted is None:
        return None
    number = ids.decode("DV_", wanted)
    if call.db.execute("SELECT 1 FROM divisions WHERE id = ?", (number,)).fetchone() is None:
        raise Refusal(400, "Invalid value for divisionId: there is no such division.")
    return number


def _require_free(call: Call, name: str, but: int = 0) -> None:
    taken = call.db.execute(
        "SELECT 1 FROM users WHERE user_name = ? AND id <> ?", (name, but)
    ).fetchone()
    if taken is not None:
        raise Refusal(409, "The username is already in use.")


def create_user(call: Call) -> Answer:
    """Make a user."""
    body = checks.body(call.json(), _NEW, required=_NEEDED)
    name = body["username"]
    if "#" not in name:
        name = f"{name}#{BRAND_ID}"
    _require_free(call, name)
    number = call.brand.number(call.db, "users")
    expires = body.get("accountExpirationDate")
    call.db.execute(
        "INSERT INTO users (id, user_name, first_name, last_name, email, user_type, division,"
        " language, time_zone, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            name,
            body["firstName"],
            body["lastName"],
            body["email"],
            body["userType"],
            _division(call, body),
            body.get("language", "EN"),
            body.get("timeZone", "America/Denver"),
            clock.now(),
            clock.parse(expires) if expires else None,
        ),
    )
    return Answer(result={"id": ids.encode("UR_", number)})


def update_user(call: Call) -> Answer:
    """Change a user; keys that are left out stay."""
    row = find(call, call.params["user"])
    body = checks.body(call.json(), _CHANGE)
    if "username" in body:
        _require_free(call, body["username"], row["id"])
    changes: dict[str, Any] = {column: body[key] for key, column in _COLUMNS.items() if key in body}
    if "divisionId" in body:
        changes["division"] = _division(call, body)
    if "accountExpirationDate" in body:
        told = body["accountExpirationDate"]
        changes["expires"] = clock.parse(told) if told else None
    if "permissions" in body:
        changes["permissions"] = msgspec.json.encode(body["permissions"]).decode()
    for column, value in changes.items():
        call.db.execute(f"UPDATE users SET {column} = ? WHERE id = ?", (value, row["id"]))  # noqa: S608
    return Answer()


def delete_user(call: Call) -> Answer:
    """Delete a user; the own one stays."""
    row = find(call, call.params["user"])
    if row["id"] == 1:
        raise Refusal(400, "You cannot delete your own user.")
    call.db.execute("DELETE FROM group_members WHERE user = ?", (row["id"],))
    call.db.execute("DELETE FROM users WHERE id = ?", (row["id"],))
    return Answer()


def get_token(call: Call) -> Answer:
    """Tell a user's token."""
    row = find(call, call.params["user"])
    token = call.brand.gatekeeper.token if row["id"] == 1 else row["token"]
    if token is None:
        not_found("The user has no API token.")
    return Answer(result={"apiToken": token})


def create_token(call: Call) -> Answer:
    """Make a user's token anew; the one before dies at once (A.2)."""
    row = find(call, call.params["user"])
    token = "".join(secrets.choice(_LETTERS) for _ in range(40))
    if row["id"] == 1:
        call.brand.gatekeeper.token = token
    else:
        call.db.execute("UPDATE users SET token = ? WHERE id = ?", (token, row["id"]))
    return Answer(result={"apiToken": token})


ENDPOINTS = (
    read("/users", list_users, _AREA),
    write("POST", "/users", create_user, _AREA),
    read("/users/{user}", get_user, _AREA),
    write("PUT", "/users/{user}", update_user, _AREA),
    write("DELETE", "/users/{user}", delete_user, _AREA),
    read("/users/{user}/apitoken", get_token, _AREA),
    write("POST", "/users/{user}/apitoken", create_token, _AREA),
)
