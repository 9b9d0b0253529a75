"""Bulk contact import (qualtrics-api.md D.9): start, status, summary, report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, ids, paging
from qualtrics_desk.sandbox import imports as work
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write

if TYPE_CHECKING:
    import sqlite3


def _is_list(name: str, value: object) -> None:
    if not isinstance(value, list):
        raise Refusal(400, f"Invalid value for {name}: expected an array.")


_BODY: dict[str, checks.Check] = {"transactionMeta": checks.mapping, "contacts": _is_list}
_META: dict[str, checks.Check] = {"batchId": checks.identifier("BT_"), "fields": _is_list}


def start_import(call: Call) -> Answer:
    """Accept a job. A wrong list is not noticed here: the job ends with zeros (F.26)."""
    brand = call.brand
    if len(call.raw) > work.MAX_BYTES:
        raise Refusal(413, "The request body exceeds the maximum size of 5 MB.")
    body = checks.body(call.json(), _BODY, required=("contacts",))
    contacts = body["contacts"]
    if not 1 <= len(contacts) <= work.MAX_CONTACTS:
        raise Refusal(400, f"Invalid value for contacts: expected 1 to {work.MAX_CONTACTS} items.")
    fields: frozenset[str] = frozenset()
    if "transactionMeta" in body:
        meta = checks.body(body["transactionMeta"], _META, required=("batchId", "fields"))
        if not meta["fields"] or not all(isinstance(name, str) for name in meta["fields"]):
            raise Refusal(400, "Invalid value for fields: expected at least one string.")
        fields = frozenset(meta["fields"])
    unprocessed = work.inspect(brand.faults, contacts, fields)
    if brand.scheduler.is_full:
        raise Refusal(429, "Too many import jobs are waiting.")
    number = brand.number(call.db, "jobs")
    call.db.execute(
        "INSERT INTO jobs (id, directory, list, done, finished, total, unprocessed, payload)"
        " VALUES (?, ?, ?, 0, 0, ?, ?, ?)",
        (
            number,
            call.params["directory"],
            call.params["list"],
            len(contacts) - len(unprocessed),
            msgspec.json.encode(unprocessed).decode(),
            call.raw,
        ),
    )
    call.after.append(partial(brand.scheduler.submit, number, call.params["list"]))
    name = ids.encode("PGRS_", number)
    return Answer(
        status=202,
        result={
            "id": name,
            "contacts": {"unprocessed": unprocessed},
            "tracking": {"url": f"{brand.events.origin}{call.path}/{name}"},
            "status": "in progress",
        },
    )


def _job_of(call: Call) -> sqlite3.Row:
    number = ids.decode("PGRS_", call.params["job"])
    row: sqlite3.Row | None = call.db.execute(
        "SELECT id, directory, list, done, finished, total, added, updated, failed, invalid"
        " FROM jobs WHERE id = ? AND directory = ?",
        (number, call.params["directory"]),
    ).fetchone()
    if row is None or call.params.get("list", row["list"]) != row["list"]:
        not_found("Resource not found", "UNF_9")
    return row


def _status(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    finished = bool(row["finished"])
    percent = call.brand.scheduler.percent(row["id"], row["done"], row["total"])
    return {
        "percentComplete": 100 if finished else percent,
        "contacts": {"count": {name: row[name] for name in ("added", "updated", "failed")}},
        "transactions": {"count": {"created": 0}},
        "status": "complete" if finished else "in progress",
    }


def import_status(call: Call) -> Answer:
    """Tell how far a job is."""
    return Answer(result=_status(call, _job_of(call)))


def import_summary(call: Call) -> Answer:
    """As the status, with the addresses that were refused."""
    row = _job_of(call)
    invalid = msgspec.json.decode(row["invalid"])
    return Answer(result={**_status(call, row), "invalidEmails": invalid})


def import_report(call: Call) -> Answer:
    """Show what became of each row, once the job is complete; an envelope of its own."""
    row = _job_of(call)
    if not row["finished"]:
        raise Refusal(400, "The report is available after the import is complete.")
    pages = call.db.execute(
        "SELECT id, body FROM report_pages WHERE job = ? AND id > ? ORDER BY id LIMIT 2",
        (row["id"], paging.position(call)),
    ).fetchall()
    entries = msgspec.msgpack.decode(pages[0]["body"]) if pages else []
    document: dict[str, Any] = {
        "results": {
            "importReportEntries": [work.report_entry(work.Entry(*entry)) for entry in entries]
        }
    }
    if len(pages) > 1:
        document["skipToken"] = paging.token_of(pages[0]["id"])
    return Answer(document=document)


_IMPORTS = "/directories/{directory}/mailinglists/{list}/transactioncontacts"
_AREA = "mailing_list_contacts"
ENDPOINTS = (
    write("POST", _IMPORTS, start_import, _AREA),
    read(_IMPORTS + "/{job}", import_status, _AREA),
    read(_IMPORTS + "/{job}/summary", import_summary, _AREA),
    read("/directories/{directory}/imports/api-import/jobs/{job}/report", import_report, _AREA),
)
