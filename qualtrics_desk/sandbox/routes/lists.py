"""Directories and mailing lists (qualtrics-api.md D.6, D.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.sandbox import checks, clock, ids, paging, people
from qualtrics_desk.sandbox.brand import USER
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write
from qualtrics_desk.sandbox.faults import CRITERIA

if TYPE_CHECKING:
    import sqlite3

_BODY: dict[str, checks.Check] = {
    "name": checks.text(100, blank=False),
    "ownerId": checks.identifier("UR_", "GR_"),
    "prioritizeListMetadata": checks.boolean,
}


def directory_of(call: Call) -> int:
    """Return the row number of the directory in the path.

    Raises:
        Refusal: 404 where it is unknown.
    """
    number = ids.decode("POOL_", call.params["directory"])
    row = call.db.execute("SELECT id FROM directories WHERE id = ?", (number,)).fetchone()
    if row is None:
        not_found("Resource not found", "UNF_9")
    return int(row["id"])


def list_of(call: Call) -> sqlite3.Row:
    """Return the row of the mailing list in the path.

    Raises:
        Refusal: 404 where directory or list is unknown.
    """
    directory = directory_of(call)
    number = ids.decode("CG_", call.params["list"])
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM lists WHERE id = ? AND directory = ?", (number, directory)
    ).fetchone()
    if row is None:
        not_found("Mailing List not found", "PACC_6")
    return row


def _own_list(call: Call) -> sqlite3.Row:
    """As `list_of`, without lists of groups: shared lists are not supported here (D.7)."""
    row = list_of(call)
    if str(row["owner"]).startswith("GR_"):
        not_found("Mailing List not found", "PACC_6")
    return row


def list_directories(call: Call) -> Answer:
    """List the brand's directories, all on one page."""
    paging.page_size(call)
    criteria = call.brand.faults.dedupe
    elements = [
        {
            "directoryId": ids.encode("POOL_", row["id"]),
            "name": row["name"],
            "contactCount": row["contact_count"],
            "isDefault": bool(row["is_default"]),
            "deduplicationCriteria": {
                {"extRef": "externalDataReference"}.get(name, name): name in criteria
                for name in CRITERIA
            },
        }
        for row in call.db.execute("SELECT * FROM directories ORDER BY is_default DESC, id")
    ]
    return paging.by_token(call, elements, None)


def _render(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    count = 0
    if call.flag("includeCount"):
        hidden = call.brand.views.hidden_jobs()
        marks = ",".join("?" * len(hidden))
        pending = call.db.execute(
            f"SELECT coalesce(sum(joined), 0) FROM jobs WHERE id IN ({marks}) AND list = ?",  # noqa: S608
            (*hidden, ids.encode("CG_", row["id"])),
        ).fetchone()[0]
        count = max(0, row["members"] - pending)
    return {
        "mailingListId": ids.encode("CG_", row["id"]),
        "name": row["name"],
        "ownerId": row["owner"],
        "lastModifiedDate": row["modified"],
        "creationDate": row["created"],
        "contactCount": count,
    }


def list_lists(call: Call) -> Answer:
    """List the caller's own lists, or those of the owner named."""
    directory = directory_of(call)
    size = paging.page_size(call)
    rows = call.db.execute(
        "SELECT * FROM lists WHERE directory = ? AND owner = ? AND id > ? ORDER BY id LIMIT ?",
        (directory, call.query.get("ownerId") or USER, paging.position(call), size + 1),
    ).fetchall()
    shown = rows[:size]
    token = paging.token_of(shown[-1]["id"]) if len(rows) > size else None
    return paging.by_token(call, [_render(call, row) for row in shown], token)


def get_list(call: Call) -> Answer:
    """Show one list."""
    return Answer(result=_render(call, _own_list(call)))


def create_list(call: Call) -> Answer:
    """Make a list."""
    directory = directory_of(call)
    body = checks.body(call.json(), _BODY, required=("name",))
    owner = _known_owner(call, body.get("ownerId", USER))
    number = call.brand.number(call.db, "lists")
    moment = clock.now()
    call.db.execute(
        "INSERT INTO lists (id, directory, name, owner, created, modified, prioritize)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            directory,
            body["name"],
            owner,
            moment,
            moment,
            body.get("prioritizeListMetadata", False),
        ),
    )
    return Answer(result={"id": ids.encode("CG_", number)})


def update_list(call: Call) -> Answer:
    """Rename a list or hand it over."""
    row = _own_list(call)
    fields = {name: check for name, check in _BODY.items() if name != "prioritizeListMetadata"}
    body = checks.body(call.json(), fields)
    call.db.execute(
        "UPDATE lists SET name = ?, owner = ?, modified = ? WHERE id = ?",
        (
            body.get("name", row["name"]),
            _known_owner(call, body.get("ownerId", row["owner"])),
            clock.now(),
            row["id"],
        ),
    )
    return Answer()


def _known_owner(call: Call, owner: str) -> str:
    table, prefix = ("groups", "GR_") if owner.startswith("GR_") else ("users", "UR_")
    number = ids.decode(prefix, owner)
    found = call.db.execute(
        f"SELECT 1 FROM {table} WHERE id = ?",  # noqa: S608
        (number,),
    ).fetchone()
    if found is None:
        raise Refusal(400, "Invalid value for ownerId: no such user or group.")
    return owner


def delete_list(call: Call) -> Answer:
    """Delete a list; its contacts stay in the directory, its personal links die."""
    row = _own_list(call)
    call.db.execute("DELETE FROM members WHERE list = ?", (row["id"],))
    call.db.execute("DELETE FROM lists WHERE id = ?", (row["id"],))
    return Answer()


def since_of(call: Call) -> int:
    """Read `since`, epoch milliseconds; the beginning of time where it is not given.

    Raises:
        Refusal: 400 for anything that is no date-time.
    """
    since = clock.parse(call.query.get("since", "1970-01-01T00:00:00Z"))
    if since is None:
        raise Refusal(400, "Invalid value for since: expected a date-time.")
    return since


def _out(call: Call, condition: str, moment: str) -> Answer:
    """One page of the members that meet a condition."""
    row = list_of(call)
    size = paging.page_size(call)
    rows = call.db.execute(
        f"SELECT m.id AS member, {moment} AS moment, c.* FROM members m"  # noqa: S608
        f" JOIN contacts c ON c.id = m.contact WHERE m.list = ? AND m.id > ? AND {condition}"
        " AND moment >= ? ORDER BY m.id LIMIT ?",
        (row["id"], paging.position(call), since_of(call), size + 1),
    ).fetchall()
    shown = rows[:size]
    elements = [
        {
            "contactId": ids.encode("CID_", person["id"]),
            **{field: person[column] for field, column in people.COLUMNS.items()},
            "directoryUnsubscribed": bool(person["unsubscribed"]),
            "directoryUnsubscribeDate": clock.iso(person["unsubscribed_at"]),
        }
        for person in shown
    ]
    token = paging.token_of(shown[-1]["member"]) if len(rows) > size else None
    return paging.by_token(call, elements, token)


def opted_out(call: Call) -> Answer:
    """List who opted out of this list, or of the directory."""
    moment = "max(coalesce(m.unsubscribed_at, 0), coalesce(c.unsubscribed_at, 0))"
    return _out(call, "(m.unsubscribed OR c.unsubscribed)", moment)


def bounced(call: Call) -> Answer:
    """List whose e-mails through this list came back."""
    moment = (
        "(SELECT max(d.send_at) FROM bounces b JOIN distributions d ON d.id = b.distribution"
        " WHERE b.member = m.id)"
    )
    return _out(call, "moment IS NOT NULL", moment)


_LISTS = "/directories/{directory}/mailinglists"
ENDPOINTS = (
    read("/directories", list_directories, "directories"),
    read(_LISTS, list_lists, "mailing_lists"),
    write("POST", _LISTS, create_list, "mailing_lists"),
    read(_LISTS + "/{list}", get_list, "mailing_lists"),
    write("PUT", _LISTS + "/{list}", update_list, "mailing_lists"),
    write("DELETE", _LISTS + "/{list}", delete_list, "mailing_lists"),
    read(_LISTS + "/{list}/optedOutContacts", opted_out, "mailing_list_contacts"),
    read(_LISTS + "/{list}/bouncedContacts", bounced, "mailing_list_contacts"),
)
