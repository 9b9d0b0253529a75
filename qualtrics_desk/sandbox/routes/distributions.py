"""Distributions: list, show, delete (qualtrics-api.md D.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import clock, ids, paging
from qualtrics_desk.sandbox.brand import BRAND_ID
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write

if TYPE_CHECKING:
    import sqlite3

_KINDS = ("Invite", "ThankYou", "Reminder", "Email", "Portal", "PortalInvite", "GeneratedInvite")
_STATS = (
    "sent",
    "failed",
    "started",
    "bounced",
    "opened",
    "skipped",
    "finished",
    "complaints",
    "blocked",
)
_COUNTED = {"sent": "sent", "opened": "opened", "started": "started", "finished": "completed"}
_BY_STATUS = {
    "failed": ("Failure", "Error"),
    "bounced": ("HardBounce", "SoftBounce"),
    "skipped": ("Skipped",),
    "complaints": ("Complaint",),
    "blocked": ("Blocked",),
}


def distribution_of(call: Call, *, with_survey: bool) -> sqlite3.Row:
    """Return the row of the distribution in the path.

    Raises:
        Refusal: 404 GED_3 where it is unknown or belongs to another survey.
    """
    if with_survey and "surveyId" not in call.query:
        raise Refusal(400, "Expected param not found: surveyId", "RP_10")
    number = ids.decode("EMD_", call.params["distribution"])
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM distributions WHERE id = ? AND kind NOT LIKE 'SMS%'", (number,)
    ).fetchone()
    if row is None or (with_survey and row["survey"] != ids.decode("SV_", call.query["surveyId"])):
        not_found("Distribution not found.", "GED_3")
    return row


TEST_MAIL = "Test e-mail"
"""The description of a distribution that calls for one distribution cannot read (D.4)."""


def refuse_test_mail(row: sqlite3.Row) -> None:
    """Answer as for a test e-mail: with 400 (qualtrics-api.md A.4)."""
    if row["description"] == TEST_MAIL:
        raise Refusal(400, "The distribution cannot be read: it is a test.", "CP_TD_GER_NP")


def stats_of(call: Call, number: int) -> dict[str, int]:
    """Count what became of the recipients."""
    stats = dict.fromkeys(_STATS, 0)
    columns = ", ".join(f"count({column}) AS {name}" for name, column in _COUNTED.items())
    row = call.db.execute(
        f"SELECT {columns} FROM recipients WHERE distribution = ?",  # noqa: S608
        (number,),
    ).fetchone()
    stats |= dict(row)
    counts = dict(
        call.db.execute(
            "SELECT status, count(*) FROM recipients WHERE distribution = ? GROUP BY status",
            (number,),
        ).fetchall()
    )
    for name, statuses in _BY_STATUS.items():
        stats[name] = sum(counts.get(status, 0) for status in statuses)
    return stats


def _render(call: Call, row: sqlite3.Row, *, full: bool) -> dict[str, Any]:
    generated = row["kind"] == "GeneratedInvite"
    pending = row["send_at"] > clock.now()
    message = {"libraryId": None, "messageId": None, "messageType": None}
    message |= msgspec.json.decode(row["message"])
    if not full:
        # Left out of the list since June 2022 (D.4).
        message.pop("messageText", None)
    headers = {"fromEmail": None, "replyToEmail": None, "fromName": None, "subject": None}
    survey_link = None
    if row["survey"] is not None:
        survey_link = {
            "surveyId": ids.encode("SV_", row["survey"]),
            "expirationDate": clock.iso(row["expires"]),
            "linkType": row["link_type"],
        }
    return {
        "id": ids.encode("EMD_", row["id"]),
        "parentDistributionId": ids.encode("EMD_", row["parent"]) if row["parent"] else None,
        "ownerId": row["owner"],
        "organizationId": BRAND_ID,
        "requestStatus": "Generated" if generated else "Pending" if pending else "Done",
        "requestType": row["kind"],
        "sendDate": clock.iso(row["send_at"]),
        "createdDate": clock.iso(row["created"]),
        "modifiedDate": clock.mountain_marked_utc(row["created"]),
        "customHeaders": {},
        "headers": headers | msgspec.json.decode(row["headers"]),
        "recipients": {
            "mailingListId": row["list_text"],
            "contactId": None,
            "libraryId": row["owner"],
            "sampleId": None,
        },
        "message": message,
        "surveyLink": survey_link,
        "embeddedData": msgspec.Raw(row["embedded"]),
        "stats": stats_of(call, row["id"]),
    }


def list_distributions(call: Call) -> Answer:
    """List the distributions of a survey; by token with the new paging scheme, else by offset."""
    if "surveyId" not in call.query:
        raise Refusal(400, "Expected param not found: surveyId", "RP_10")
    size = paging.page_size(call)
    conditions, values = (
        ["kind NOT LIKE 'SMS%'", "survey = ?"],
        [ids.decode("SV_", call.query["surveyId"]) or 0],
    )
    parts: list[Any] = list(values)
    kind = call.query.get("distributionRequestType")
    if kind is not None:
        if kind not in _KINDS:
            raise Refusal(400, "Invalid value for distributionRequestType.")
        conditions.append("kind = ?")
        parts.append(kind)
    if "mailingListId" in call.query:
        conditions.append("list_text = ?")
        parts.append(call.query["mailingListId"])
    for name, sign in (("sendStartDate", ">="), ("sendEndDate", "<=")):
        if name in call.query:
            moment = clock.parse(call.query[name])
            if moment is None:
                raise Refusal(400, f"Invalid value for {name}: expected a date-time.")
            conditions.append(f"send_at {sign} ?")
            parts.append(moment)
    by_token = call.flag("useNewPaginationScheme") or "skipToken" in call.query
    start = paging.position(call) if by_token else paging.offset(call)
    where = " AND ".join([*conditions, "id > ?"] if by_token else conditions)
    values = [*parts, start, size + 1] if by_token else [*parts, size + 1, start]
    rows = call.db.execute(
        f"SELECT * FROM distributions WHERE {where} ORDER BY id LIMIT ?"  # noqa: S608
        + ("" if by_token else " OFFSET ?"),
        values,
    ).fetchall()
    elements = [_render(call, row, full=False) for row in rows[:size]]
    more = len(rows) > size
    if by_token:
        return paging.by_token(
            call, elements, paging.token_of(rows[size - 1]["id"]) if more else None
        )
    return paging.by_offset(call, elements, start + size if more else None)


def get_distribution(call: Call) -> Answer:
    """Show one distribution."""
    row = distribution_of(call, with_survey=True)
    refuse_test_mail(row)
    return Answer(result=_render(call, row, full=True))


def delete_distribution(call: Call) -> Answer:
    """Cancel a pending distribution or forget a sent one, with its links."""
    row = distribution_of(call, with_survey=False)
    call.db.execute("DELETE FROM recipients WHERE distribution = ?", (row["id"],))
    call.db.execute("DELETE FROM distributions WHERE id = ?", (row["id"],))
    return Answer()


ENDPOINTS = (
    read("/distributions", list_distributions, "distributions"),
    read("/distributions/{distribution}", get_distribution, "distributions"),
    write("DELETE", "/distributions/{distribution}", delete_distribution, "distributions"),
)
