"""Groups, their members, divisions and the organisation (qualtrics-api.md D.17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids, paging
from qualtrics_desk.sandbox.brand import BRAND_ID, BRAND_URL, USER
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write
from qualtrics_desk.sandbox.routes import users

if TYPE_CHECKING:
    import sqlite3

_PAGE = paging.OFFSET_PAGE
_DAY = 86_400_000


def _group_type(name: str, value: object) -> None:
    if not isinstance(value, str) or not value.startswith("GT_"):
        raise Refusal(400, f"Invalid value for {name}: expected a group type.")


def _user_ids(name: str, value: object) -> None:
    if not isinstance(value, list):
        raise Refusal(400, f"Invalid value for {name}: expected a list.")
    for one in value:
        checks.identifier("UR_")(name, one)


_GROUP: dict[str, checks.Check] = {
    "type": _group_type,
    "name": checks.text(100, blank=False),
    "divisionId": users.division,
}
_DIVISION: dict[str, checks.Check] = {
    "name": checks.text(100, blank=False),
    "divisionAdmins": _user_ids,
    "permissions": checks.mapping,
}
_DIVISION_CHANGE: dict[str, checks.Check] = {
    "name": checks.text(100, blank=False),
    "status": checks.word("Active", "Disabled"),
    "permissions": checks.mapping,
}


def list_groups(call: Call) -> Answer:
    """List the groups of the brand."""
    start = paging.offset(call)
    rows = call.db.execute(
        "SELECT * FROM groups ORDER BY id LIMIT ? OFFSET ?", (_PAGE + 1, start)
    ).fetchall()
    elements = [{"id": ids.encode("GR_", row["id"]), "name": row["name"]} for row in rows[:_PAGE]]
    return paging.by_offset(call, elements, start + _PAGE if len(rows) > _PAGE else None)


def _group(call: Call) -> sqlite3.Row:
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM groups WHERE id = ?", (ids.decode("GR_", call.params["group"]),)
    ).fetchone()
    if row is None:
        not_found("Group not found.")
    return row


def get_group(call: Call) -> Answer:
    """Show one group."""
    row = _group(call)
    return Answer(
        result={
            "id": ids.encode("GR_", row["id"]),
            "type": row["type"],
            "organizationId": BRAND_ID,
            "divisionId": ids.encode("DV_", row["division"]) if row["division"] else None,
            "name": row["name"],
            "autoMembership": bool(row["automatic"]),
            "creationDate": clock.iso(row["created"]),
            "creatorId": USER,
        }
    )


def _division_of(call: Call, body: dict[str, Any]) -> int | None:
    wanted = body.get("divisionId")
    if wanted is None:
        return None
    number = ids.decode("DV_", wanted)
    if call.db.execute("SELECT 1 FROM divisions WHERE id = ?", (number,)).fetchone() is None:
        raise Refusal(400, "Invalid value for divisionId: there is no such division.")
    return number


def create_group(call: Call) -> Answer:
    """Make a group without members."""
    body = checks.body(call.json(), _GROUP, required=("type", "name"))
    number = call.brand.number(call.db, "groups")
    call.db.execute(
        "INSERT INTO groups (id, name, type, division, created) VALUES (?, ?, ?, ?, ?)",
        (number, body["name"], body["type"], _division_of(call, body), clock.now()),
    )
    return Answer(result={"id": ids.encode("GR_", number)})


def update_group(call: Call) -> Answer:
    """Change a group as a whole."""
    row = _group(call)
    body = checks.body(call.json(), _GROUP, required=("type", "name"))
    call.db.execute(
        "UPDATE groups SET name = ?, type = ?, division = ? WHERE id = ?",
        (body["name"], body["type"], _division_of(call, body), row["id"]),
    )
    return Answer()


def delete_group(call: Call) -> Answer:
    """Delete a group; its members stay users."""
    row = _group(call)
    call.db.execute("DELETE FROM group_members WHERE grp = ?", (row["id"],))
    call.db.execute("DELETE FROM groups WHERE id = ?", (row["id"],))
    return Answer()


def list_members(call: Call) -> Answer:
    """List the users of a group."""
    row, start = _group(call), paging.offset(call)
    rows = call.db.execute(
        "SELECT u.* FROM group_members g JOIN users u ON u.id = g.user WHERE g.grp = ?"
        " ORDER BY u.id LIMIT ? OFFSET ?",
        (row["id"], _PAGE + 1, start),
    ).fetchall()
    following = start + _PAGE if len(rows) > _PAGE else None
    return paging.by_offset(call, [users.short(one) for one in rows[:_PAGE]], following)


def add_member(call: Call) -> Answer:
    """Put a user into a group."""
    row = _group(call)
    body = checks.body(call.json(), {"userId": checks.identifier("UR_")}, required=("userId",))
    user = users.find(call, body["userId"])
    call.db.execute(
        "INSERT OR IGNORE INTO group_members (grp, user) VALUES (?, ?)", (row["id"], user["id"])
    )
    return Answer()


def remove_member(call: Call) -> Answer:
    """Take a user out of a group."""
    gone = call.db.execute(
        "DELETE FROM group_members WHERE grp = ? AND user = ?",
        (_group(call)["id"], ids.decode("UR_", call.params["user"])),
    )
    if not gone.rowcount:
        not_found("The user is not a member of the group.")
    return Answer()


def create_division(call: Call) -> Answer:
    """Make a division; permissions that are left out are on."""
    body = checks.body(call.json(), _DIVISION, required=("name",))
    number = call.brand.number(call.db, "divisions")
    call.db.execute(
        "INSERT INTO divisions (id, name, created, permissions) VALUES (?, ?, ?, ?)",
        (number, body["name"], clock.now(), _json(body.get("permissions", {}))),
    )
    return Answer(result={"id": ids.encode("DV_", number)})


def _division(call: Call) -> sqlite3.Row:
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM divisions WHERE id = ?", (ids.decode("DV_", call.params["division"]),)
    ).fetchone()
    if row is None:
        not_found("Division not found.")
    return row


def get_division(call: Call) -> Answer:
    """Show one division."""
    row = _division(call)
    return Answer(
        result={
            "id": ids.encode("DV_", row["id"]),
            "organizationId": BRAND_ID,
            "creationDate": clock.iso(row["created"]),
            "creatorId": USER,
            "name": row["name"],
            "permissions": msgspec.json.decode(row["permissions"]),
            "responseCounts": {"auditable": 412, "generated": 30, "deleted": 1},
            "status": row["status"],
        }
    )


def update_division(call: Call) -> Answer:
    """Change a division."""
    row = _division(call)
    body = checks.body(call.json(), _DIVISION_CHANGE)
    call.db.execute(
        "UPDATE divisions SET name = ?, status = ?, permissions = ? WHERE id = ?",
        (
            body.get("name", row["name"]),
            body.get("status", row["status"]),
            _json(body["permissions"]) if "permissions" in body else row["permissions"],
            row["id"],
        ),
    )
    return Answer()


def get_organization(call: Call) -> Answer:
    """Show the brand with its usage."""
    if call.params["organization"] != BRAND_ID:
        not_found("Organization not found.")
    db, now = call.db, clock.now()

    def count(sql: str, *values: object) -> int:
        return int(db.execute(sql, values).fetchone()[0])

    logins = {
        f"past{days}Days": count(
            "SELECT count(*) FROM users WHERE last_login > ?", now - days * _DAY
        )
        for days in (1, 7, 14, 30, 60, 90, 120)
    }
    never = count("SELECT count(*) FROM users WHERE last_login IS NULL")
    total = count("SELECT count(*) FROM users")
    counts = [
        msgspec.json.decode(row["counts"]) for row in db.execute("SELECT counts FROM surveys")
    ]
    return Answer(
        result={
            "id": BRAND_ID,
            "name": "Meridian Research",
            "baseUrl": BRAND_URL,
            "type": "Brand",
            "status": "Active",
            "creationDate": clock.iso(count("SELECT min(created) FROM users")),
            "expirationDate": None,
            "stats": {
                "responseCounts": {
                    name: sum(int(one.get(name, 0)) for one in counts)
                    for name in ("auditable", "generated", "deleted")
                },
                "surveyCounts": {
                    "totalSurveys": count("SELECT count(*) FROM surveys"),
                    "activeSurveys": count("SELECT count(*) FROM surveys WHERE active"),
                },
                "loginActivity": {
                    "totalUsers": total,
                    **logins,
                    "ever": total - never,
                    "never": never,
                },
            },
        }
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


ENDPOINTS = (
    read("/groups", list_groups, "groups"),
    write("POST", "/groups", create_group, "groups"),
    read("/groups/{group}", get_group, "groups"),
    write("PUT", "/groups/{group}", update_group, "groups"),
    write("DELETE", "/groups/{group}", delete_group, "groups"),
    read("/groups/{group}/members", list_members, "groups"),
    write("POST", "/groups/{group}/members", add_member, "groups"),
    write("DELETE", "/groups/{group}/members/{user}", remove_member, "groups"),
    write("POST", "/divisions", create_division, "divisions"),
    read("/divisions/{division}", get_division, "divisions"),
    write("PUT", "/divisions/{division}", update_division, "divisions"),
    read("/organizations/{organization}", get_organization, "organizations"),
)
