"""What happened to people, by distribution and by contact (qualtrics-api.md D.4, D.8, D.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.sandbox import clock, ids, paging
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read
from qualtrics_desk.sandbox.routes.directory_contacts import contact_of, refuse_on_lite
from qualtrics_desk.sandbox.routes.distributions import distribution_of, refuse_test_mail
from qualtrics_desk.sandbox.routes.links import address, lookup_id
from qualtrics_desk.sandbox.routes.lists import list_of

if TYPE_CHECKING:
    import sqlite3

_ROWS = (
    "SELECT r.*, d.survey, d.kind, d.send_at, b.kind AS bounce, b.code, b.reason, b.blacklisted"
    " FROM recipients r JOIN distributions d ON d.id = r.distribution"
    " LEFT JOIN bounces b ON b.distribution = r.distribution AND b.member = r.member"
    " WHERE r.contact = ?"
)
# What a mailer tried is history, whether it arrived or not; what still waits is none.
_TRIED = " AND d.kind != 'GeneratedInvite' AND (r.sent IS NOT NULL OR r.status != 'Pending')"
_MAIL_RESULTS = frozenset(
    [
        "Pending",
        "Success",
        "Error",
        "Complaint",
        "Skipped",
        "Blocked",
        "Failure",
        "Unknown",
        "SoftBounce",
        "HardBounce",
    ]
)


def _response_id(row: sqlite3.Row) -> str | None:
    # Who has only begun has a session, no response yet (D.4).
    return ids.encode("R_", row["response"]) if row["completed"] else None


def distribution_history(call: Call) -> Answer:
    """List what became of each recipient; reading it changes nothing."""
    refuse_on_lite(call)
    row = distribution_of(call, with_survey=False)
    refuse_test_mail(row)
    dialect = call.brand.faults.links
    rows = call.db.execute(
        "SELECT * FROM recipients WHERE distribution = ? AND member > ? ORDER BY member LIMIT 101",
        (row["id"], paging.position(call)),
    ).fetchall()
    channel = "gl" if row["kind"] == "GeneratedInvite" else "email"
    elements = [
        {
            "contactId": ids.encode("CID_", person["contact"]),
            "contactLookupId": lookup_id(dialect, person["member"]),
            "distributionId": ids.encode("EMD_", row["id"]),
            "status": person["status"],
            "surveyLink": address(dialect, row, person["member"], channel=channel)
            if row["survey"]
            else None,
            "contactFrequencyRuleId": None,
            "responseId": _response_id(person),
            "responseCompletedAt": clock.iso_millis(person["completed"]),
            "sentAt": clock.iso_millis(person["sent"]),
            "openedAt": clock.iso_millis(person["opened"]),
            "responseStartedAt": clock.iso_millis(person["started"]),
            "surveySessionId": ids.encode("FS_", person["response"])
            if person["response"]
            else None,
        }
        for person in rows[:100]
    ]
    token = paging.token_of(rows[99]["member"]) if len(rows) > 100 else None
    return paging.by_token(call, elements, token)


def _bounce(row: sqlite3.Row) -> dict[str, Any] | None:
    if row["bounce"] is None:
        return None
    return {
        "type": row["bounce"],
        "statusCode": row["code"],
        "reason": row["reason"],
        "blacklisted": bool(row["blacklisted"]),
    }


def _mail(row: sqlite3.Row) -> dict[str, Any]:
    status = row["status"]
    return {
        "distributionId": ids.encode("EMD_", row["distribution"]),
        "date": clock.iso(row["sent"] or row["send_at"]),
        "type": "Invite" if row["kind"] == "GeneratedInvite" else row["kind"],
        "result": status if status in _MAIL_RESULTS else "Success",
        "bounceInfo": _bounce(row),
        "surveyId": ids.encode("SV_", row["survey"]) if row["survey"] else None,
        "read": row["opened"] is not None,
        "lookupId": ids.encode("CGC_", row["member"]),
        "responseId": _response_id(row),
        "surveyStartedDate": clock.iso(row["started"]),
        "surveyCompletedDate": clock.iso(row["completed"]),
        "surveyFinished": row["completed"] is not None,
    }


def _response(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "responseId": _response_id(row),
        "distributionId": ids.encode("EMD_", row["distribution"]),
        "dateStarted": clock.iso(row["started"]),
        "dateCompleted": clock.iso(row["completed"]),
        "surveyFinished": row["completed"] is not None,
        "surveyId": ids.encode("SV_", row["survey"]),
    }


def _asked_entries(call: Call, contact: int, list_id: int | None) -> list[dict[str, Any]]:
    kind = call.query.get("type")
    if kind not in {"email", "response"}:
        raise Refusal(400, "Invalid value for type: expected email or response.")
    return entries(call, kind, contact, list_id)


def entries(call: Call, kind: str, contact: int, list_id: int | None) -> list[dict[str, Any]]:
    """The emails to a contact, or its responses ("response"), through one list or all."""
    query, values = _ROWS, [contact]
    if list_id is not None:
        query += " AND r.member IN (SELECT id FROM members WHERE contact = ? AND list = ?)"
        values += [contact, list_id]
    condition = _TRIED if kind == "email" else " AND r.response IS NOT NULL"
    rows = call.db.execute(query + condition + " ORDER BY r.distribution", values)
    return [_mail(row) if kind == "email" else _response(row) for row in rows]


def member_history(call: Call) -> Answer:
    """History of a contact in one list, paged by token."""
    mailing_list = list_of(call)
    contact = ids.decode("CID_", call.params["contact"])
    member = call.db.execute(
        "SELECT 1 FROM members WHERE contact = ? AND list = ?", (contact, mailing_list["id"])
    ).fetchone()
    if contact is None or member is None:
        not_found("Contact not found.")
    size = paging.page_size(call)
    start = paging.position(call)
    found = _asked_entries(call, contact, mailing_list["id"])
    token = paging.token_of(start + size) if len(found) > start + size else None
    return paging.by_token(call, found[start : start + size], token)


def contact_history(call: Call) -> Answer:
    """History of a contact of the directory, paged by offset unlike its sibling."""
    contact = contact_of(call)["id"]
    size = paging.page_size(call)
    start = paging.offset(call)
    found = _asked_entries(call, contact, None)
    following = start + size if len(found) > start + size else None
    return paging.by_offset(call, found[start : start + size], following)


ENDPOINTS = (
    read("/distributions/{distribution}/history", distribution_history, "distributions"),
    read(
        "/directories/{directory}/mailinglists/{list}/contacts/{contact}/history",
        member_history,
        "mailing_list_contacts",
    ),
    read(
        "/directories/{directory}/contacts/{contact}/history", contact_history, "directory_contacts"
    ),
)
