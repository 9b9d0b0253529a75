"""Libraries: messages, graphics, surveys and blocks (qualtrics-api.md D.18)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, forms, ids, paging
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write

if TYPE_CHECKING:
    import sqlite3

    from qualtrics_desk.sandbox.calls import Handler

_AREA = "libraries"
_PAGE = paging.OFFSET_PAGE
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?")
CATEGORIES = (
    "invite",
    "inactiveSurvey",
    "reminder",
    "thankYou",
    "endOfSurvey",
    "general",
    "validation",
    "lookAndFeel",
    "emailSubject",
    "smsInvite",
    "smsReminder",
    "smsThankYou",
    "evaluatorInvite",
    "evaluatorReminder",
    "subjectLine",
)
_PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/gif": b"GIF8",
    "image/jpeg": b"\xff\xd8\xff",
}
_MOST_BYTES = 16 * 1024 * 1024


def _texts(name: str, value: object) -> None:
    if not isinstance(value, dict) or not value:
        raise Refusal(400, f"Invalid value for {name}: expected texts by language.")
    for language, text in value.items():
        if _LANGUAGE.fullmatch(language) is None or not isinstance(text, str):
            raise Refusal(400, f"Invalid value for {name}.{language}.")


_NEW: dict[str, checks.Check] = {
    "category": checks.word(*CATEGORIES),
    "description": checks.text(blank=False),
    "messages": _texts,
}
_CHANGE = {name: check for name, check in _NEW.items() if name != "category"}
_GRAPHIC_BY_URL: dict[str, checks.Check] = {
    "fileUrl": checks.text(blank=False),
    "contentType": checks.word(*_PICTURES),
    "name": checks.text(),
    "folder": checks.text(),
}


def list_libraries(call: Call) -> Answer:
    """List the libraries the user sees."""
    rows = call.db.execute("SELECT * FROM libraries ORDER BY id").fetchall()
    elements = [{"libraryId": row["owner"], "libraryName": row["name"]} for row in rows]
    return _page(call, elements)


def _page(call: Call, elements: list[Any]) -> Answer:
    start = paging.offset(call)
    following = start + _PAGE if len(elements) > start + _PAGE else None
    return paging.by_offset(call, elements[start : start + _PAGE], following)


def _library(call: Call) -> int:
    row = call.db.execute(
        "SELECT id FROM libraries WHERE owner = ?", (call.params["library"],)
    ).fetchone()
    if row is None:
        not_found("Library not found.")
    return int(row["id"])


def list_messages(call: Call) -> Answer:
    """List the messages of a library, of one category where asked."""
    library, wanted = _library(call), call.query.get("category")
    if wanted is not None:
        checks.word(*CATEGORIES)("category", wanted)
    rows = call.db.execute(
        "SELECT * FROM messages WHERE library = ? AND (? IS NULL OR category = ?) ORDER BY id",
        (library, wanted, wanted),
    ).fetchall()
    elements = [
        {
            "id": ids.encode("MS_", row["id"]),
            "description": row["description"],
            "category": row["category"],
        }
        for row in rows
    ]
    return _page(call, elements)


def _message(call: Call) -> sqlite3.Row:
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM messages WHERE library = ? AND id = ?",
        (_library(call), ids.decode("MS_", call.params["message"])),
    ).fetchone()
    if row is None:
        not_found("Message not found.")
    return row


def get_message(call: Call) -> Answer:
    """Show one message with its texts."""
    row = _message(call)
    return Answer(
        result={
            "category": row["category"],
            "description": row["description"],
            "messages": msgspec.json.decode(row["texts"]),
        }
    )


def create_message(call: Call) -> Answer:
    """Make a message."""
    library = _library(call)
    body = checks.body(call.json(), _NEW, required=("category", "description", "messages"))
    number = call.brand.number(call.db, "messages")
    call.db.execute(
        "INSERT INTO messages (id, library, category, description, texts) VALUES (?, ?, ?, ?, ?)",
        (number, library, body["category"], body["description"], _json(body["messages"])),
    )
    return Answer(result={"id": ids.encode("MS_", number)})


def update_message(call: Call) -> Answer:
    """Change a message: languages given are replaced, the others kept."""
    row = _message(call)
    body = checks.body(call.json(), _CHANGE)
    texts = msgspec.json.decode(row["texts"]) | body.get("messages", {})
    call.db.execute(
        "UPDATE messages SET description = ?, texts = ? WHERE id = ?",
        (body.get("description", row["description"]), _json(texts), row["id"]),
    )
    return Answer()


def delete_message(call: Call) -> Answer:
    """Delete a message."""
    call.db.execute("DELETE FROM messages WHERE id = ?", (_message(call)["id"],))
    return Answer()


def upload_graphic(call: Call) -> Answer:
    """Take in a picture: as a form with the file in it, or by its public address."""
    library = _library(call)
    if call.headers.get("content-type", "").startswith("application/json"):
        body = checks.body(call.json(), _GRAPHIC_BY_URL, required=("fileUrl", "contentType"))
        name = body.get("name") or body["fileUrl"].rpartition("/")[2]
        return _keep(call, library, name, body["contentType"])
    parts = forms.read_form(call)
    unknown = set(parts) - {"file", "name", "contentType", "folder"}
    if unknown:
        raise Refusal(400, f"Unexpected form field provided: {min(unknown)}", "RP_9")
    file = parts.get("file")
    if file is None:
        raise Refusal(400, "Expected param not found: file", "RP_10")
    if len(file.content) > _MOST_BYTES:
        raise Refusal(413, "The file is too large.")
    if not file.content.startswith(_PICTURES.get(file.content_type, b"\0\0")):
        raise Refusal(400, "The file is not a picture of the content type it names.")
    told = parts["name"].text if "name" in parts else file.filename
    return _keep(call, library, told or "graphic", file.content_type)


def _keep(call: Call, library: int, name: str, content_type: str) -> Answer:
    number = call.brand.number(call.db, "graphics")
    call.db.execute(
        "INSERT INTO graphics (id, library, name, content_type) VALUES (?, ?, ?, ?)",
        (number, library, name, content_type),
    )
    return Answer(result={"id": ids.encode("IM_", number)})


def delete_graphic(call: Call) -> Answer:
    """Delete a picture."""
    gone = call.db.execute(
        "DELETE FROM graphics WHERE library = ? AND id = ?",
        (_library(call), ids.decode("IM_", call.params["graphic"])),
    )
    if not gone.rowcount:
        not_found("Graphic not found.")
    return Answer()


def _folders(kind: str, prefix: str) -> Handler:
    def list_folders(call: Call) -> Answer:
        """List what a library holds, folder by folder."""
        rows = call.db.execute(
            "SELECT * FROM library_things WHERE library = ? AND kind = ? ORDER BY folder, id",
            (_library(call), kind),
        ).fetchall()
        folders: dict[str, dict[str, str]] = {}
        for row in rows:
            folders.setdefault(row["folder"], {})[ids.encode(prefix, row["id"])] = row["name"]
        return _page(call, [{folder: held} for folder, held in folders.items()])

    return list_folders


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


ENDPOINTS = (
    read("/libraries", list_libraries, _AREA),
    read("/libraries/{library}/messages", list_messages, _AREA),
    write("POST", "/libraries/{library}/messages", create_message, _AREA),
    read("/libraries/{library}/messages/{message}", get_message, _AREA),
    write("PUT", "/libraries/{library}/messages/{message}", update_message, _AREA),
    write("DELETE", "/libraries/{library}/messages/{message}", delete_message, _AREA),
    write("POST", "/libraries/{library}/graphics", upload_graphic, _AREA),
    write("DELETE", "/libraries/{library}/graphics/{graphic}", delete_graphic, _AREA),
    read("/libraries/{library}/survey/surveys", _folders("survey", "LS_"), _AREA),
    read("/libraries/{library}/survey/blocks", _folders("block", "LB_"), _AREA),
    read("/libraries/{library}/survey/questions", _folders("question", "LQ_"), _AREA),
)
