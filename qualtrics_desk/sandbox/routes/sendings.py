"""Reminders, thank-yous and text messages (qualtrics-api.md D.4)."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids, paging
from qualtrics_desk.sandbox.brand import BRAND_ID, USER
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write
from qualtrics_desk.sandbox.routes.distribution_orders import (
    HEADER,
    MESSAGE,
    fill,
    list_of,
    skip_opted_out,
    survey_of,
)
from qualtrics_desk.sandbox.routes.distributions import distribution_of, stats_of

_AGAIN: dict[str, checks.Check] = {
    "message": checks.mapping,
    "header": checks.mapping,
    "sendDate": checks.date_time,
    "embeddedData": checks.embedded,
}
_SMS: dict[str, checks.Check] = {
    "name": checks.text(100, blank=False),
    "surveyId": checks.identifier("SV_"),
    "method": checks.word("Invite", "Interactive", "Reminder", "Thankyou"),
    "sendDate": checks.date_time,
    "message": checks.mapping,
    "recipients": checks.mapping,
    "parentDistributionId": checks.identifier("SMSD_"),
    "surveyLinkExpirationDate": checks.date_time,
}
_SMS_MESSAGE = {**MESSAGE, "messageText": checks.text(10_000)}
_SMS_RECIPIENTS: dict[str, checks.Check] = {
    "mailingListId": checks.identifier("CG_"),
    "contactId": checks.identifier("CGC_", "MLRP_"),
}
_NOT_REACHED = "'Failure','Error','HardBounce','SoftBounce','Skipped','Blocked','Complaint'"
_ANSWERED = {"Reminder": "r.completed IS NULL", "ThankYou": "r.completed IS NOT NULL"}


def _message_of(value: dict[str, Any], fields: dict[str, checks.Check]) -> dict[str, Any]:
    message = checks.body(value, fields)
    if "messageText" in message:
        return {**message, "messageType": "Inline"}
    checks.body(message, fields, required=("libraryId", "messageId"))
    return {**message, "messageType": "Library"}


def _insert(call: Call, **values: object) -> int:
    number = call.brand.number(call.db, "distributions")
    values |= {"id": number, "owner": USER, "created": clock.now()}
    marks = ", ".join("?" * len(values))
    call.db.execute(
        f"INSERT INTO distributions ({', '.join(values)}) VALUES ({marks})",  # noqa: S608
        tuple(values.values()),
    )
    return number


def _again(call: Call, kind: str) -> Answer:
    """Mail again to some of those who got a distribution."""
    parent = distribution_of(call, with_survey=False)
    if parent["kind"] not in {"Invite", "GeneratedInvite"}:
        raise Refusal(400, f"A distribution of the type {parent['kind']} takes no {kind}.")
    body = checks.body(call.json(), _AGAIN, required=("message", "header", "sendDate"))
    header = checks.body(body["header"], HEADER, required=("fromName", "replyToEmail", "subject"))
    message = _message_of(body["message"], MESSAGE)
    now = clock.now()
    send_at = max(clock.parse(body["sendDate"]) or now, now)
    number = _insert(
        call,
        survey=parent["survey"],
        list=parent["list"],
        list_text=parent["list_text"],
        parent=parent["id"],
        kind=kind,
        send_at=send_at,
        expires=parent["expires"],
        link_type=parent["link_type"],
        headers=msgspec.json.encode(header).decode(),
        message=msgspec.json.encode(message).decode(),
        embedded=msgspec.json.encode(body.get("embeddedData")).decode(),
    )
    sent = send_at <= now
    call.db.execute(
        "INSERT INTO recipients (distribution, member, contact, status, sent)"  # noqa: S608
        " SELECT ?, r.member, r.contact, ?, ? FROM recipients r WHERE r.distribution = ?"
        f" AND {_ANSWERED[kind]} AND r.status NOT IN ({_NOT_REACHED})",
        (number, "Success" if sent else "Pending", now if sent else None, parent["id"]),
    )
    skip_opted_out(call, number)
    return Answer(result={"distributionId": ids.encode("EMD_", number)})


def remind(call: Call) -> Answer:
    """Mail to all who have not answered."""
    return _again(call, "Reminder")


def thank(call: Call) -> Answer:
    """Mail to all who have answered."""
    return _again(call, "ThankYou")


def _sms_of(call: Call) -> sqlite3.Row:
    if "surveyId" not in call.query:
        raise Refusal(400, "Expected param not found: surveyId", "RP_10")
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM distributions WHERE id = ? AND survey = ? AND kind LIKE 'SMS%'",
        (ids.decode("SMSD_", call.params["sms"]), ids.decode("SV_", call.query["surveyId"])),
    ).fetchone()
    if row is None:
        not_found("Distribution not found.", "GED_3")
    return row


def send_sms(call: Call) -> Answer:
    """Send text messages to a list, or to one contact of it."""
    needed = ("name", "surveyId", "method", "sendDate", "recipients")
    body = checks.body(call.json(), _SMS, required=needed)
    method = body["method"]
    message: dict[str, Any] = {}
    if method != "Interactive":
        checks.body(body, _SMS, required=("message",))
        message = _message_of(body["message"], _SMS_MESSAGE)
    parent = None
    if method in {"Reminder", "Thankyou"}:
        checks.body(body, _SMS, required=("parentDistributionId",))
        parent = ids.decode("SMSD_", body["parentDistributionId"])
    survey = survey_of(call, body["surveyId"])
    recipients = checks.body(body["recipients"], _SMS_RECIPIENTS, required=("mailingListId",))
    mailing_list = list_of(call, recipients["mailingListId"])
    now = clock.now()
    send_at = max(clock.parse(body["sendDate"]) or now, now)
    ends = body.get("surveyLinkExpirationDate")
    number = _insert(
        call,
        survey=survey["id"],
        list=mailing_list,
        list_text=recipients["mailingListId"],
        parent=parent,
        kind=f"SMS{method}",
        send_at=send_at,
        expires=clock.parse(ends) if ends else None,
        link_type="Individual",
        description=body["name"],
        message=msgspec.json.encode(message).decode(),
    )
    sent = send_at <= now
    fill(
        call,
        number,
        mailing_list,
        recipients.get("contactId"),
        "Success" if sent else "Pending",
        now if sent else None,
    )
    skip_opted_out(call, number)
    call.db.execute(
        "UPDATE recipients SET status = 'Failure', sent = NULL WHERE distribution = ? AND EXISTS"
        " (SELECT 1 FROM contacts c WHERE c.id = recipients.contact AND c.phone IS NULL)",
        (number,),
    )
    return Answer(result={"id": ids.encode("SMSD_", number)})


def _render_sms(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    counts = stats_of(call, row["id"])
    stats = {name: counts[name] for name in ("sent", "failed", "started", "finished")}
    return {
        "id": ids.encode("SMSD_", row["id"]),
        "name": row["description"],
        "ownerId": row["owner"],
        "organizationId": BRAND_ID,
        "surveyId": ids.encode("SV_", row["survey"]),
        "method": row["kind"].removeprefix("SMS"),
        "requestStatus": "Pending" if row["send_at"] > clock.now() else "Done",
        "parentDistributionId": ids.encode("SMSD_", row["parent"]) if row["parent"] else None,
        "sendDate": clock.iso(row["send_at"]),
        "createdDate": clock.iso(row["created"]),
        "recipients": {"mailingListId": row["list_text"]},
        "message": msgspec.Raw(row["message"].encode()),
        "surveyLinkExpirationDate": clock.iso(row["expires"]),
        "stats": {**stats, "credits": stats["sent"], "segments": stats["sent"]},
    }


def list_sms(call: Call) -> Answer:
    """List the text messages of a survey."""
    if "surveyId" not in call.query:
        raise Refusal(400, "Expected param not found: surveyId", "RP_10")
    size = paging.page_size(call)
    rows = call.db.execute(
        "SELECT * FROM distributions WHERE survey = ? AND kind LIKE 'SMS%' AND id > ?"
        " ORDER BY id LIMIT ?",
        (ids.decode("SV_", call.query["surveyId"]) or 0, paging.position(call), size + 1),
    ).fetchall()
    token = paging.token_of(rows[size - 1]["id"]) if len(rows) > size else None
    return paging.by_token(call, [_render_sms(call, row) for row in rows[:size]], token)


def get_sms(call: Call) -> Answer:
    """Show one."""
    return Answer(result=_render_sms(call, _sms_of(call)))


def delete_sms(call: Call) -> Answer:
    """Cancel or forget one."""
    row = _sms_of(call)
    call.db.execute("DELETE FROM recipients WHERE distribution = ?", (row["id"],))
    call.db.execute("DELETE FROM distributions WHERE id = ?", (row["id"],))
    return Answer()


_ONE = "/distributions/{distribution}"
ENDPOINTS = (
    write("POST", _ONE + "/reminders", remind, "distributions"),
    write("POST", _ONE + "/thankyous", thank, "distributions"),
    read("/distributions/sms", list_sms, "distributions"),
    write("POST", "/distributions/sms", send_sms, "distributions"),
    read("/distributions/sms/{sms}", get_sms, "distributions"),
    write("DELETE", "/distributions/sms/{sms}", delete_sms, "distributions"),
)
