"""Links of a distribution (qualtrics-api.md D.5), in the three recorded or documented dialects.

Reading is not harmless: every page is counted, and on a distribution that is not a link
distribution it sets the status dates to now. Both can be seen in the inspection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.sandbox import clock, ids, paging
from qualtrics_desk.sandbox.brand import BRAND_URL
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, read
from qualtrics_desk.sandbox.routes.distributions import distribution_of

if TYPE_CHECKING:
    import sqlite3

_PAGE = 100


def lookup_id(dialect: str, member: int) -> str:
    """Write the look-up id of a membership as the account's age has it."""
    return ids.encode("CGC_" if dialect == "docs" else "MLRP_", member)


def address(dialect: str, row: sqlite3.Row, member: int, *, channel: str = "gl") -> str:
    """Write a personal link."""
    survey = ids.encode("SV_", row["survey"])
    distribution = ids.encode("EMD_", row["id"])
    lookup = lookup_id(dialect, member)
    short, bare = survey.removeprefix("SV_"), distribution.removeprefix("EMD_")
    if dialect == "core":
        return f"{BRAND_URL}/SE?Q_DL={bare}_{short}_{lookup}"
    if dialect == "xm":
        base = BRAND_URL.replace("https:", "http:")
        return f"{base}/jfe/form/{survey}?Q_CHL={channel}&Q_DL={bare}_{short}_{lookup}"
    return f"{BRAND_URL}/jfe/form/{survey}?Q_DL={bare}_{short}_{lookup}&_g_=g&Q_CHL={channel}"


def _element(dialect: str, row: sqlite3.Row, person: sqlite3.Row) -> dict[str, Any]:
    out = bool(person["member_out"] or person["unsubscribed"])
    contact = ids.encode("CID_", person["contact"])
    element: dict[str, Any] = {
        "contactId": contact if dialect == "xm" else lookup_id(dialect, person["member"])
    }
    if dialect == "xm":
        element["transactionId"] = None
    return element | {
        "link": address(dialect, row, person["member"]),
        "exceededContactFrequency": person["member"] % 97 == 0,
        "linkExpiration": clock.iso(row["expires"]),
        "status": "Email not sent",
        "lastName": person["last_name"],
        "firstName": person["first_name"],
        "externalDataReference": person["ext_ref"],
        "email": person["email"],
        "unsubscribed": ("1" if out else "0") if dialect == "core" else out,
    }


def list_links(call: Call) -> Answer:
    """List the links, 100 a page, in the order of the list."""
    row = distribution_of(call, with_survey=True)
    token = call.query.get("skipToken", "0")
    after = 0 if token in {"", "0"} else ids.find(token, "CGC_", "MLRP_")
    if after is None:
        raise Refusal(400, "Invalid value for skipToken.")
    generated = row["kind"] == "GeneratedInvite"
    call.db.execute(
        "UPDATE distributions SET link_reads = link_reads + 1, status_resets = status_resets + ?"
        " WHERE id = ?",
        (0 if generated else 1, row["id"]),
    )
    if not generated:
        call.db.execute(
            "UPDATE recipients SET sent = ? WHERE distribution = ? AND sent IS NOT NULL",
            (clock.now(), row["id"]),
        )
    if call.brand.views.links_held(row["id"]):
        return paging.by_token(call, [], None)
    condition = ""
    if not call.brand.faults.optout_links:
        condition = " AND NOT m.unsubscribed AND NOT c.unsubscribed"
    people = call.db.execute(
        "SELECT r.member, r.contact, m.unsubscribed AS member_out, c.unsubscribed, c.first_name,"  # noqa: S608
        " c.last_name, c.ext_ref, c.email FROM recipients r JOIN members m ON m.id = r.member"
        f" JOIN contacts c ON c.id = r.contact WHERE r.distribution = ? AND r.member > ?{condition}"
        " ORDER BY r.member LIMIT ?",
        (row["id"], after, _PAGE + 1),
    ).fetchall()
    dialect = call.brand.faults.links
    shown = people[:_PAGE]
    following = lookup_id(dialect, shown[-1]["member"]) if len(people) > _PAGE else None
    return paging.by_token(call, [_element(dialect, row, person) for person in shown], following)


ENDPOINTS = (read("/distributions/{distribution}/links", list_links, "distributions", writes=True),)
