"""Event subscriptions (qualtrics-api.md D.19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.sandbox import checks, events, ids, paging
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, read, write

if TYPE_CHECKING:
    import sqlite3

_AREA = "subscriptions"


def _topic(name: str, value: object) -> None:
    if not isinstance(value, str) or events.TOPIC.fullmatch(value) is None:
        raise Refusal(400, f"Invalid value for {name}: expected a topic.")


def _address(name: str, value: object) -> None:
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        raise Refusal(400, f"Invalid value for {name}: expected a URL.")


_BODY: dict[str, checks.Check] = {
    "topics": _topic,
    "publicationUrl": _address,
    "encrypt": checks.boolean,
    "sharedKey": checks.text(),
}


def _render(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": ids.encode("SUB_", row["id"]),
        "scope": "brand",
        "topics": row["topics"],
        "publicationUrl": row["url"],
        "encrypted": bool(row["encrypted"]),
        "successfulCalls": row["calls"],
    }


def list_subscriptions(call: Call) -> Answer:
    """List all subscriptions of the brand."""
    start = paging.offset(call)
    rows = call.db.execute(
        "SELECT * FROM subscriptions ORDER BY id LIMIT ? OFFSET ?", (paging.OFFSET_PAGE + 1, start)
    ).fetchall()
    following = start + paging.OFFSET_PAGE if len(rows) > paging.OFFSET_PAGE else None
    return paging.by_offset(call, [_render(row) for row in rows[: paging.OFFSET_PAGE]], following)


def create_subscription(call: Call) -> Answer:
    """Subscribe to a topic."""
    body = checks.body(call.json(), _BODY, required=("topics", "publicationUrl"))
    number = call.brand.number(call.db, "subscriptions")
    call.db.execute(
        "INSERT INTO subscriptions (id, topics, url, encrypted, shared_key) VALUES (?, ?, ?, ?, ?)",
        (
            number,
            body["topics"],
            body["publicationUrl"],
            body.get("encrypt", False),
            body.get("sharedKey"),
        ),
    )
    return Answer(result={"id": ids.encode("SUB_", number)})


def _one(call: Call) -> sqlite3.Row:
    name = call.params["subscription"]
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM subscriptions WHERE id = ?", (ids.decode("SUB_", name),)
    ).fetchone()
    if row is None:
        raise Refusal(404, f"{name} not found", "ESSG_2", request_id=False)
    return row


def get_subscription(call: Call) -> Answer:
    """Show one subscription."""
    return Answer(result=_render(_one(call)))


def delete_subscription(call: Call) -> Answer:
    """End one subscription."""
    call.db.execute("DELETE FROM subscriptions WHERE id = ?", (_one(call)["id"],))
    return Answer()


def delete_all(call: Call) -> Answer:
    """End every subscription of the brand, as the real call without an id does (F.85)."""
    call.db.execute("DELETE FROM subscriptions")
    call.brand.counts["all subscriptions deleted"] += 1
    return Answer()


ENDPOINTS = (
    read("/eventsubscriptions", list_subscriptions, _AREA),
    write("POST", "/eventsubscriptions", create_subscription, _AREA),
    write("DELETE", "/eventsubscriptions", delete_all, _AREA),
    read("/eventsubscriptions/{subscription}", get_subscription, _AREA),
    write("DELETE", "/eventsubscriptions/{subscription}", delete_subscription, _AREA),
)
