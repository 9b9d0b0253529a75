"""The true state, for tests and rehearsals; nothing like it exists at the service.

- `GET /sandbox/state`: counts, lists, jobs, distributions with their side effects, deliveries,
  faults.
- `GET /sandbox/contacts[?list=CG_...]`: every contact as one JSON line, straight from the tables:
  no lag, no dialect. `created` counts how often a creating call or import row ended in this
  contact, `written` how often it was written at all.
- `PUT /sandbox/faults` with `{"faults": "SPEC"}`: replaces the faults in force.
- `POST /sandbox/fill` with `{"list": "CG_...", "contacts": N}`, `{"surveys": N}`,
  `{"survey": "SV_...", "responses": N}`, or `{"users": N}` and the like with groups, messages or
  subscriptions: bulk data.
- `POST /sandbox/respond` with `{"distributionId", "contactLookupId", "finished", "values"}`:
  somebody answers; without `values` (by ImportId) the answers are made up.
- `POST /sandbox/happen` with `{"distributionId", "contactLookupId", "status"}`: a status of the
  history comes true.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, faults, ids, people, seed
from qualtrics_desk.sandbox.calls import Answer, Call, Endpoint, Handler, Refusal, not_found
from qualtrics_desk.sandbox.responses.landing import land

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_LINES = 500
_NOT_SENT = frozenset(
    ("Pending", "Error", "Skipped", "Blocked", "Failure", "Unknown", "SoftBounce", "HardBounce")
)
_STATUSES = (
    *sorted(_NOT_SENT),
    "Success",
    "Opened",
    "Complaint",
    "SurveyStarted",
    "SurveyPartiallyFinished",
    "SurveyFinished",
    "SurveyScreenedOut",
    "SessionExpired",
)


def _whole(name: str, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 2_000_000:
        raise Refusal(400, f"Invalid value for {name}: expected 1 to 2000000.")


def _named(row: sqlite3.Row, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def state(call: Call) -> Answer:
    """Show everything that can be counted."""
    db, brand = call.db, call.brand

    def count(table: str) -> int:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608

    document = {
        "faults": brand.faults.spec,
        "effective": msgspec.to_builtins(brand.faults),
        "counts": dict(brand.counts),
        "totals": {
            name: count(name)
            for name in ("surveys", "contacts", "members", "recipients", "subscriptions")
        },
        "lists": [
            {
                "id": ids.encode("CG_", row["id"]),
                "directory": ids.encode("POOL_", row["directory"]),
                **_named(row, "name", "owner", "members"),
            }
            for row in db.execute("SELECT * FROM lists ORDER BY id")
        ],
        "jobs": [
            {
                "id": ids.encode("PGRS_", row["id"]),
                "finished": row["finished"] or None,
                **_named(row, "list", "total", "done", "added", "updated", "failed"),
            }
            for row in db.execute(
                "SELECT id, list, finished, total, done, added, updated, failed FROM jobs"
                " ORDER BY id"
            )
        ],
        "distributions": [
            {
                "id": ids.encode("EMD_", row["id"]),
                "survey": ids.encode("SV_", row["survey"]) if row["survey"] else None,
                **_named(row, "kind", "description", "link_reads", "status_resets"),
            }
            for row in db.execute("SELECT * FROM distributions ORDER BY id")
        ],
        "deliveries": [
            {
                "subscription": ids.encode("SUB_", row["subscription"]),
                **_named(row, "topic", "outcome"),
            }
            for row in db.execute("SELECT * FROM deliveries ORDER BY id")
        ],
    }
    return Answer(document=document, with_meta=False)


def contacts(call: Call) -> Answer:
    """Stream the contacts of a list, or of all directories."""
    list_id = None
    if "list" in call.query:
        list_id = ids.decode("CG_", call.query["list"])
        if call.db.execute("SELECT 1 FROM lists WHERE id = ?", (list_id,)).fetchone() is None:
            not_found("Mailing List not found", "PACC_6")
    return Answer(stream=_lines(call, list_id), media_type="application/x-ndjson")


def _lines(call: Call, list_id: int | None) -> Iterator[bytes]:
    with call.brand.store.reading() as db:
        if list_id is None:
            cursor = db.execute("SELECT * FROM contacts ORDER BY id")
        else:
            cursor = db.execute(
                "SELECT m.id AS member, m.unsubscribed AS member_out, m.private, c.* FROM members m"
                " JOIN contacts c ON c.id = m.contact WHERE m.list = ? ORDER BY m.id",
                (list_id,),
            )
        while rows := cursor.fetchmany(_LINES):
            yield b"".join(msgspec.json.encode(_line(row)) + b"\n" for row in rows)


def _line(row: sqlite3.Row) -> dict[str, Any]:
    line: dict[str, Any] = {
        "contactId": ids.encode("CID_", row["id"]),
        **{field: row[column] for field, column in people.COLUMNS.items()},
        "unsubscribed": bool(row["unsubscribed"]),
        "embeddedData": msgspec.Raw(row["embedded"]),
        "created": row["creations"],
        "written": row["writes"],
    }
    if "member" in row.keys():  # noqa: SIM118 - a Row is no mapping
        line |= {
            "contactLookupId": ids.encode("CGC_", row["member"]),
            "mailingListUnsubscribed": bool(row["member_out"]),
            "privateEmbeddedData": msgspec.Raw(row["private"]),
        }
    return line


def put_faults(call: Call) -> Answer:
    """Put another SPEC in force; words not named go back to their defaults."""
    body = checks.body(call.json(), {"faults": checks.text()}, required=("faults",))
    try:
        call.brand.use_spec(body["faults"])
    except faults.SpecError as error:
        raise Refusal(400, str(error)) from None
    call.brand.gatekeeper.renew()
    people.settle_criteria(call.brand, call.db)
    effective = msgspec.to_builtins(call.brand.faults)
    return Answer(document={"effective": effective}, with_meta=False)


_FILLED = {
    "users": seed.fill_users,
    "groups": seed.fill_groups,
    "messages": seed.fill_messages,
    "subscriptions": seed.fill_subscriptions,
}
"""What can be filled by its number alone."""


def fill(call: Call) -> Answer:
    """Make many contacts or surveys in one go."""
    fields: dict[str, checks.Check] = {
        "list": checks.identifier("CG_"),
        "contacts": _whole,
        "surveys": _whole,
        "survey": checks.identifier("SV_"),
        "responses": _whole,
        **dict.fromkeys(_FILLED, _whole),
    }
    body = checks.body(call.json(), fields)
    if "surveys" in body:
        seed.fill_surveys(call.brand, call.db, body["surveys"])
    if "responses" in body:
        checks.body(body, fields, required=("survey",))
        survey = ids.decode("SV_", body["survey"])
        if call.db.execute("SELECT 1 FROM surveys WHERE id = ?", (survey,)).fetchone() is None:
            not_found("Survey not found.", "GSI_2")
        seed.fill_responses(call.brand, call.db, survey or 0, body["responses"])
    for name, make in _FILLED.items():
        if name in body:
            make(call.brand, call.db, body[name])
    if "contacts" in body:
        checks.body(body, fields, required=("list",))
        row = call.db.execute(
            "SELECT id, directory FROM lists WHERE id = ?", (ids.decode("CG_", body["list"]),)
        ).fetchone()
        if row is None:
            not_found("Mailing List not found", "PACC_6")
        seed.fill_contacts(call.brand, call.db, row["directory"], row["id"], body["contacts"])
    return Answer(document={"done": True}, with_meta=False)


def respond(call: Call) -> Answer:
    """Let somebody open a personal link, and finish the survey unless told otherwise."""
    body = checks.body(
        call.json(),
        {
            "distributionId": checks.identifier("EMD_"),
            "contactLookupId": checks.identifier("CGC_", "MLRP_"),
            "finished": checks.boolean,
            "values": checks.mapping,
        },
        required=("distributionId", "contactLookupId"),
    )
    distribution = ids.decode("EMD_", body["distributionId"])
    member = ids.find(body["contactLookupId"], "CGC_", "MLRP_")
    row = call.db.execute(
        "SELECT d.survey FROM recipients r JOIN distributions d ON d.id = r.distribution"
        " WHERE r.distribution = ? AND r.member = ? AND d.survey IS NOT NULL",
        (distribution, member),
    ).fetchone()
    if row is None:
        not_found("There is no such link.")
    finished = body.get("finished", True)
    response = call.brand.number(call.db, "responses")
    moment = clock.now()
    call.db.execute(
        "UPDATE recipients SET status = ?, opened = coalesce(opened, ?), started = ?,"
        " completed = ?, response = ? WHERE distribution = ? AND member = ?",
        (
            "SurveyFinished" if finished else "SurveyStarted",
            moment,
            moment,
            moment if finished else None,
            response,
            distribution,
            member,
        ),
    )
    survey = ids.encode("SV_", row["survey"])
    verb = "completedResponse" if finished else "startedRecipientSession"
    details = {
        "Status": "Complete" if finished else "Started",
        "SurveyID": survey,
        "ResponseID": ids.encode("R_", response),
        "CompletedDate": clock.iso(moment) or "",
    }
    topic = f"surveyengine.{verb}.{survey}"
    land(
        call.brand,
        call.db,
        survey=row["survey"],
        started=moment,
        ended=moment if finished else None,
        number=response,
        distribution=distribution,
        member=member,
        given=body.get("values"),
    )
    call.after.append(partial(call.brand.events.happen, topic, details))
    return Answer(document={"responseId": details["ResponseID"]}, with_meta=False)


def happen(call: Call) -> Answer:
    """Let something become of somebody a distribution went to, in the words of its history."""
    body = checks.body(
        call.json(),
        {
            "distributionId": checks.identifier("EMD_"),
            "contactLookupId": checks.identifier("CGC_", "MLRP_"),
            "status": checks.word(*_STATUSES),
        },
        required=("distributionId", "contactLookupId", "status"),
    )
    now, status = clock.now(), body["status"]
    reached = status not in _NOT_SENT
    opened = status == "Opened" or status.startswith("Survey") or status == "SessionExpired"
    started = opened and status != "Opened"
    ended = status in {"SurveyFinished", "SurveyPartiallyFinished", "SurveyScreenedOut"}
    key = (
        ids.decode("EMD_", body["distributionId"]),
        ids.find(body["contactLookupId"], "CGC_", "MLRP_"),
    )
    row = call.db.execute(
        "SELECT d.survey FROM recipients r JOIN distributions d ON d.id = r.distribution"
        " WHERE r.distribution = ? AND r.member = ?",
        key,
    ).fetchone()
    if row is None:
        not_found("There is no such recipient.")
    response = None
    if started:
        response = land(
            call.brand, call.db, survey=row["survey"], started=now, ended=now if ended else None,
            distribution=key[0], member=key[1], finished=status == "SurveyFinished",
        )  # fmt: skip
    call.db.execute(
        "UPDATE recipients SET status = ?, sent = ?, opened = ?, started = ?, completed = ?,"
        " response = ? WHERE distribution = ? AND member = ?",
        (
            status, now if reached else None, now if opened else None, now if started else None,
            now if ended else None, response, *key,
        ),
    )  # fmt: skip
    if status.endswith("Bounce"):
        call.db.execute(
            "INSERT OR REPLACE INTO bounces VALUES (?, ?, ?, '5.1.1', 'Mailbox unknown', 0)",
            (*key, status),
        )
    return Answer(document={"done": True}, with_meta=False)


def _endpoint(method: str, path: str, handler: Handler) -> Endpoint:
    return Endpoint(method, "/sandbox" + path, handler, method != "GET", inspection=True)


ENDPOINTS = (
    _endpoint("GET", "/state", state),
    _endpoint("GET", "/contacts", contacts),
    _endpoint("PUT", "/faults", put_faults),
    _endpoint("POST", "/fill", fill),
    _endpoint("POST", "/respond", respond),
    _endpoint("POST", "/happen", happen),
)
