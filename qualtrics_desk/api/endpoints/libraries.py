"""Libraries with their messages, graphics and surveys (qualtrics-api.md D.18).

Graphics can be uploaded and deleted; no call lists or downloads them. The languages of messages are
written in lower case here ("en") and in upper case in surveys: they are kept as they came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Created, Record, result
from qualtrics_desk.api.requests import FilePart, Multipart, Retry, call, listing, nothing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

CATEGORIES = (
    "invite",
    "reminder",
    "thankYou",
    "inactiveSurvey",
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
"""What a message may be for; the last five are newer."""

GRAPHIC_TYPES = ("image/png", "image/gif", "image/jpeg")

_MESSAGES = "/libraries/{}/messages"
_MESSAGE = "/libraries/{}/messages/{}"


class Library(Record, frozen=True, kw_only=True):
    """A library of a user (`UR_`), a group or the brand (`GR_`)."""

    library_id: str | None = None
    library_name: str | None = None


class MessageRow(Record, frozen=True, kw_only=True):
    """A message of the list: without its texts."""

    id: str | None = None
    description: str | None = None
    category: str | None = None


class Message(Record, frozen=True, kw_only=True):
    """A message with its texts: HTML with piped text, by language."""

    category: str | None = None
    description: str | None = None
    messages: dict[str, Any] | None = None

    @property
    def texts(self) -> dict[str, str]:
        """The texts by language, as the service writes both."""
        return {name: str(text) for name, text in (self.messages or {}).items()}


class LibraryFolder(Record, frozen=True, kw_only=True):
    """A folder of library surveys, blocks or questions: its name, and names by their ids."""

    @property
    def contents(self) -> dict[str, dict[str, str]]:
        """Names by id, in their folders."""
        return {
            folder: {key: str(name) for key, name in held.items()}
            for folder, held in self.raw.items()
            if isinstance(held, dict)
        }


_LIBRARIES = Paging[Library](
    record=Library.from_raw, identity=lambda row: row.library_id, position="offset"
)
_MESSAGE_ROWS = Paging[MessageRow](
    record=MessageRow.from_raw, identity=lambda row: row.id, position="offset"
)
_FOLDERS = Paging[LibraryFolder](
    record=LibraryFolder.from_raw, identity=lambda row: str(row.raw), position="offset"
)


def list_libraries() -> Request[Page[Library]]:
    """The libraries the user may see."""
    return listing("/libraries", paging=_LIBRARIES)


def list_messages(library_id: str, category: str | None = None) -> Request[Page[MessageRow]]:
    """The messages of a library, of one category or of all."""
    return listing(_MESSAGES, library_id, paging=_MESSAGE_ROWS, query={"category": category})


def get_message(library_id: str, message_id: str) -> Request[Message]:
    """One message with its texts."""
    return call("GET", _MESSAGE, library_id, message_id, decode=_message)


def create_message(
    library_id: str, *, category: str, description: str, texts: Mapping[str, str]
) -> Request[Created]:
    """Make a message. Never repeated by itself (C.3)."""
    body = {"category": category, "description": description, "messages": dict(texts)}
    return call(
        "POST", _MESSAGES, library_id, body=body, decode=Created.from_body, retry=Retry.NEVER
    )


def update_message(
    library_id: str,
    message_id: str,
    *,
    description: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> Request[None]:
    """Change a message: languages given are replaced, the others stay as they are."""
    body: dict[str, Any] = {}
    if description is not None:
        body["description"] = description
    if texts is not None:
        body["messages"] = dict(texts)
    return call(
        "PUT",
        _MESSAGE,
        library_id,
        message_id,
        body=body,
        decode=nothing,
        answer_optional=True,
    )


def delete_message(library_id: str, message_id: str) -> Request[None]:
    """Delete a message with all its languages."""
    return call("DELETE", _MESSAGE, library_id, message_id, decode=nothing, answer_optional=True)


def upload_graphic(
    library_id: str, content: bytes, *, name: str, content_type: str, folder: str | None = None
) -> Request[Created]:
    """Put a picture into a library. Never repeated by itself: nothing lists what is there."""
    fields = [("name", name), ("contentType", content_type)]
    if folder:
        fields.append(("folder", folder))
    file = FilePart(name="file", filename=name, content=content, content_type=content_type)
    return call(
        "POST",
        "/libraries/{}/graphics",
        library_id,
        body=Multipart(fields=tuple(fields), files=(file,)),
        decode=Created.from_body,
        retry=Retry.NEVER,
    )


def delete_graphic(library_id: str, graphic_id: str) -> Request[None]:
    """Delete a picture."""
    return call(
        "DELETE",
        "/libraries/{}/graphics/{}",
        library_id,
        graphic_id,
        decode=nothing,
        answer_optional=True,
    )


def list_library_surveys(library_id: str) -> Request[Page[LibraryFolder]]:
    """The surveys of a library, by folder."""
    return listing("/libraries/{}/survey/surveys", library_id, paging=_FOLDERS)


def list_library_blocks(library_id: str) -> Request[Page[LibraryFolder]]:
    """The blocks of a library, by folder."""
    return listing("/libraries/{}/survey/blocks", library_id, paging=_FOLDERS)


def list_library_questions(library_id: str) -> Request[Page[LibraryFolder]]:
    """The questions of a library, by folder."""
    return listing("/libraries/{}/survey/questions", library_id, paging=_FOLDERS)


def _message(body: dict[str, Any]) -> Message:
    return Message.from_raw(result(body))
