"""Contact exports (qualtrics-api.md D.10, early access): start, status, pass to the file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from qualtrics_desk.sandbox import checks, ids
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write
from qualtrics_desk.sandbox.exports import Order
from qualtrics_desk.sandbox.routes.directory_contacts import refuse_on_lite
from qualtrics_desk.sandbox.routes.lists import directory_of

if TYPE_CHECKING:
    import sqlite3


def _fields(name: str, value: object) -> None:
    listed = isinstance(value, list) and all(isinstance(item, str) for item in value)
    if not listed and not (isinstance(value, str) and value.lower() in {"all", "none"}):
        raise Refusal(400, f"Invalid value for {name}: expected names, all or none.")


_BODY: dict[str, checks.Check] = {
    "format": checks.word("csv", "tsv"),
    "embeddedData": _fields,
    "contactListId": checks.identifier("CG_"),
}


def start_export(call: Call) -> Answer:
    """Accept an export of a list or of the whole directory."""
    refuse_on_lite(call)
    directory = directory_of(call)
    body = checks.body(call.json(), _BODY, required=("format", "embeddedData"))
    list_id = None
    if "contactListId" in body:
        list_id = ids.decode("CG_", body["contactListId"])
        known = call.db.execute(
            "SELECT 1 FROM lists WHERE id = ? AND directory = ?", (list_id, directory)
        ).fetchone()
        if known is None:
            not_found("Mailing List not found", "PACC_6")
    chosen = body["embeddedData"]
    fields: tuple[str, ...] | None = ()
    if isinstance(chosen, list):
        fields = tuple(chosen)
    elif chosen.lower() == "all":
        fields = None
    number = call.brand.number(call.db, "exports")
    call.db.execute(
        "INSERT INTO exports (id, total, status) VALUES (?, 0, 'IN_PROGRESS')", (number,)
    )
    order = Order(directory, list_id, "\t" if body["format"] == "tsv" else ",", fields)
    call.after.append(partial(call.brand.exports.submit, number, order))
    return Answer(result={"progressId": ids.encode("ES_", number)})


def _job_of(call: Call, number: int | None) -> sqlite3.Row:
    directory_of(call)
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM exports WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        not_found("Resource not found", "UNF_9")
    return row


def export_status(call: Call) -> Answer:
    """Tell how far an export is; the file has another id than the job."""
    refuse_on_lite(call)
    row = _job_of(call, ids.decode("ES_", call.params["job"]))
    result: dict[str, Any] = {"status": row["status"], "percentComplete": 0}
    if row["status"] == "COMPLETED":
        result |= {
            "percentComplete": 100,
            "totalContacts": row["total"],
            "fileId": ids.encode("", row["id"]) + "-def",
        }
    return Answer(result=result)


def export_file(call: Call) -> Answer:
    """Hand out the address of a file and the pass that opens it."""
    refuse_on_lite(call)
    file = call.params["job"]
    row = _job_of(call, ids.decode("", file.removesuffix("-def")))
    if row["file"] is None:
        not_found("Resource not found", "UNF_9")
    return Answer(
        result={
            "url": f"{call.brand.events.origin}/contact-export/{file}",
            "jwt": call.brand.exports.pass_for(file),
        }
    )


_EXPORTS = "/directories/{directory}/export-contacts"
ENDPOINTS = (
    write("POST", _EXPORTS, start_export, "directory_contacts"),
    read(_EXPORTS + "/{job}/status", export_status, "directory_contacts"),
    read(_EXPORTS + "/{job}/file", export_file, "directory_contacts"),
)
