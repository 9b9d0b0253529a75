"""Research-core lists, the older and read-only view of the same data (qualtrics-api.md D.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import ids, paging
from qualtrics_desk.sandbox.brand import USER
from qualtrics_desk.sandbox.calls import NO_ROUTE, Answer, Call, not_found, read
from qualtrics_desk.sandbox.routes.history import entries

if TYPE_CHECKING:
    import sqlite3

_PAGE = paging.OFFSET_PAGE


def _still_there(call: Call) -> None:
    if call.brand.faults.core == "retired":
        not_found(NO_ROUTE)


def _list(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "libraryId": row["owner"],
        "id": ids.encode("ML_", row["id"]),
        "name": row["name"],
        "category": "Unassigned",
        "folder": "/Uncategorized",
    }


def list_lists(call: Call) -> Answer:
    """List the caller's lists."""
    _still_there(call)
    start = paging.offset(call)
    rows = call.db.execute(
        "SELECT * FROM lists WHERE owner = ? ORDER BY id LIMIT ? OFFSET ?", (USER, _PAGE + 1, start)
    ).fetchall()
    following = start + _PAGE if len(rows) > _PAGE else None
    return paging.by_offset(call, [_list(row) for row in rows[:_PAGE]], following)


def _one(call: Call) -> sqlite3.Row:
    _still_there(call)
    number = ids.find(call.params["list"], "ML_", "CG_")
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM lists WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        not_found("Mailing List not found", "PACC_6")
    return row


def get_list(call: Call) -> Answer:
    """Show one list."""
    return Answer(result=_list(_one(call)))


def _histories(call: Call, contact: int, list_id: int) -> dict[str, Any]:
    return {
        "emailHistory": [
            {
                "emailDistributionId": mail["distributionId"],
                **{key: mail[key] for key in ("date", "type", "result", "surveyId", "read")},
            }
            for mail in entries(call, "email", contact, list_id)
        ],
        "responseHistory": [
            {
                "responseId": given["responseId"],
                "surveyId": given["surveyId"],
                "date": given["dateStarted"],
                "finishedSurvey": given["surveyFinished"],
            }
            for given in entries(call, "response", contact, list_id)
        ],
    }


def list_contacts(call: Call) -> Answer:
    """List the contacts of a list; a missing language is the text "null", as recorded."""
    mailing_list = _one(call)
    start = paging.offset(call)
    rows = call.db.execute(
        "SELECT m.id AS member, m.unsubscribed AS member_out, c.* FROM members m"
        " JOIN contacts c ON c.id = m.contact WHERE m.list = ? ORDER BY m.id LIMIT ? OFFSET ?",
        (mailing_list["id"], _PAGE + 1, start),
    ).fetchall()
    elements = [
        {
            "id": ids.encode("MLRP_", row["member"]),
            "firstName": row["first_name"],
            "lastName": row["last_name"],
            "email": row["email"],
            "externalDataReference": row["ext_ref"],
            "embeddedData": None if row["embedded"] == "{}" else msgspec.Raw(row["embedded"]),
            "language": row["language"] or "null",
            "unsubscribed": bool(row["member_out"] or row["unsubscribed"]),
            **_histories(call, row["id"], mailing_list["id"]),
        }
        for row in rows[:_PAGE]
    ]
    return paging.by_offset(call, elements, start + _PAGE if len(rows) > _PAGE else None)


ENDPOINTS = (
    read("/mailinglists", list_lists, "mailing_lists"),
    read("/mailinglists/{list}", get_list, "mailing_lists"),
    read("/mailinglists/{list}/contacts", list_contacts, "mailing_list_contacts"),
)
