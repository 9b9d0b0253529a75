"""New distributions: generated links, and mail (qualtrics-api.md D.4, D.5)."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids
from qualtrics_desk.sandbox.brand import USER
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, write

_LINK_LIFE = 60 * 86_400_000

_LINKS_BODY: dict[str, checks.Check] = {
    "action": checks.text(),
    "surveyId": checks.identifier("SV_"),
    "linkType": checks.word("Individual", "Multiple", "Anonymous"),
    "description": checks.text(),
    "mailingListId": checks.identifier("CG_", "ML_"),
    "expirationDate": checks.date_time,
    "transactionBatchId": checks.identifier("BT_"),
    "contactId": checks.identifier("CGC_", "MLRP_"),
}
_MAIL_BODY: dict[str, checks.Check] = {
    "message": checks.mapping,
    "recipients": checks.mapping,
    "header": checks.mapping,
    "surveyLink": checks.mapping,
    "embeddedData": checks.embedded,
    "sendDate": checks.date_time,
}
MESSAGE: dict[str, checks.Check] = {
    "libraryId": checks.identifier("UR_", "GR_"),
    "messageId": checks.identifier("MS_"),
    "messageText": checks.text(),
}
_RECIPIENTS: dict[str, checks.Check] = {
    "mailingListId": checks.identifier("CG_", "ML_"),
    "contactId": checks.identifier("CGC_", "MLRP_"),
}
HEADER: dict[str, checks.Check] = {
    name: checks.text() for name in ("fromName", "fromEmail", "replyToEmail", "subject")
}
_SURVEY_LINK: dict[str, checks.Check] = {
    "surveyId": checks.identifier("SV_"),
    "expirationDate": checks.date_time,
    "type": checks.word("Individual", "Multiple", "Anonymous"),
}


def create_distribution(call: Call) -> Answer:
    """Generate links or send mail: `action` decides which of two schemas holds (D.4)."""
    body = call.json()
    if isinstance(body, dict) and "action" in body:
        return _generate_links(call, body)
    return _send_mail(call, body)


def survey_of(call: Call, text: str) -> sqlite3.Row:
    """Return the survey that a body names."""
    row: sqlite3.Row | None = call.db.execute(
        "SELECT id, active FROM surveys WHERE id = ?", (ids.decode("SV_", text),)
    ).fetchone()
    if row is None:
        not_found("Survey not found.", "GSI_2")
    return row


def list_of(call: Call, text: str) -> int:
    """Return the row number of the list that a body names."""
    number = ids.find(text, "CG_", "ML_")
    row = call.db.execute("SELECT id FROM lists WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise Refusal(400, "Invalid mailingListId parameter. Mailing list not found", "GP_0")
    return int(row["id"])


def _generate_links(call: Call, body: dict[str, Any]) -> Answer:
    actions = {"createdistribution", "createtransactionbatchdistribution"}
    needed = ("action", "surveyId", "linkType", "description")
    known = dict(_LINKS_BODY)
    if not call.brand.faults.single_links:
        del known["contactId"]
    checks.body(body, known, required=needed)
    action = body["action"].casefold()
    if action not in actions:
        raise Refusal(400, "Invalid value for action.")
    if action == "createtransactionbatchdistribution":
        checks.body(body, _LINKS_BODY, required=("transactionBatchId",))
        not_found("Transaction batch not found.")
    checks.body(body, _LINKS_BODY, required=("mailingListId",))
    survey = survey_of(call, body["surveyId"])
    mailing_list = list_of(call, body["mailingListId"])
    if not survey["active"]:
        raise Refusal(400, "Links cannot be generated for an inactive survey.")
    moment = clock.now()
    expires = (
        clock.parse(body["expirationDate"]) if "expirationDate" in body else moment + _LINK_LIFE
    )
    number = call.brand.number(call.db, "distributions")
    call.db.execute(
        "INSERT INTO distributions (id, survey, list, list_text, owner, kind, created, send_at,"
        " expires, link_type, description)"
        " VALUES (?, ?, ?, ?, ?, 'GeneratedInvite', ?, ?, ?, ?, ?)",
        (
            number,
            survey["id"],
            mailing_list,
            body["mailingListId"],
            USER,
            moment,
            moment,
            expires,
            body["linkType"],
            body["description"],
        ),
    )
    fill(call, number, mailing_list, body.get("contactId"), "Pending", None)
    call.brand.views.hold_links(number, call.brand.faults.lag)
    return Answer(result={"id": ids.encode("EMD_", number)})


def fill(
    call: Call, number: int, mailing_list: int, lookup: str | None, status: str, sent: int | None
) -> None:
    """Make everybody who is visible in a list now a recipient."""
    hidden = call.brand.views.hidden_jobs()
    marks = ",".join("?" * len(hidden))
    condition, values = f"(job IS NULL OR job NOT IN ({marks}))", [*hidden]
    if lookup is not None:
        condition += " AND id = ?"
        values.append(ids.find(lookup, "CGC_", "MLRP_") or 0)
    made = call.db.execute(
        "INSERT INTO recipients (distribution, member, contact, status, sent)"  # noqa: S608
        f" SELECT ?, id, contact, ?, ? FROM members WHERE list = ? AND {condition}",
        (number, status, sent, mailing_list, *values),
    )
    if lookup is not None and made.rowcount == 0:
        not_found("Contact not found.")


def _send_mail(call: Call, value: object) -> Answer:
    body = checks.body(value, _MAIL_BODY, required=("message", "recipients", "header", "sendDate"))
    message = checks.body(body["message"], MESSAGE)
    if "messageText" not in message:
        checks.body(message, MESSAGE, required=("libraryId", "messageId"))
    recipients = checks.body(body["recipients"], _RECIPIENTS, required=("mailingListId",))
    header = checks.body(body["header"], HEADER, required=("fromName", "replyToEmail", "subject"))
    link = checks.body(body.get("surveyLink", {}), _SURVEY_LINK)
    survey = None
    if "surveyLink" in body:
        checks.body(link, _SURVEY_LINK, required=("surveyId",))
        survey = survey_of(call, link["surveyId"])["id"]
    mailing_list = list_of(call, recipients["mailingListId"])
    moment = clock.now()
    send_at = max(clock.parse(body["sendDate"]) or moment, moment)
    expires = (
        clock.parse(link["expirationDate"]) if "expirationDate" in link else moment + _LINK_LIFE
    )
    kind = "Inline" if "messageText" in message else "Library"
    number = call.brand.number(call.db, "distributions")
    call.db.execute(
        "INSERT INTO distributions (id, survey, list, list_text, owner, kind, created, send_at,"
        " expires, link_type, headers, message, embedded)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            survey,
            mailing_list,
            recipients["mailingListId"],
            USER,
            "Invite" if survey else "Email",
            moment,
            send_at,
            expires if survey else None,
            link.get("type", "Individual") if survey else None,
            msgspec.json.encode(header).decode(),
            msgspec.json.encode({**message, "messageType": kind}).decode(),
            msgspec.json.encode(body.get("embeddedData")).decode(),
        ),
    )
    sent = send_at <= moment
    status = "Success" if sent else "Pending"
    lookup = recipients.get("contactId")
    fill(call, number, mailing_list, lookup, status, moment if sent else None)
    skip_opted_out(call, number)
    return Answer(result={"id": ids.encode("EMD_", number)})


def skip_opted_out(call: Call, number: int) -> None:
    """Who opted out is a recipient that nothing is sent to."""
    call.db.execute(
        "UPDATE recipients SET status = 'Skipped', sent = NULL WHERE distribution = ? AND EXISTS"
        " (SELECT 1 FROM members m JOIN contacts c ON c.id = m.contact"
        " WHERE m.id = recipients.member AND (m.unsubscribed OR c.unsubscribed))",
        (number,),
    )


ENDPOINTS = (write("POST", "/distributions", create_distribution, "distributions"),)
