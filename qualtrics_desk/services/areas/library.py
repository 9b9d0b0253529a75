"""Libraries with their messages, graphics, surveys and blocks (qualtrics-api.md D.18)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.endpoints import libraries
from qualtrics_desk.domain.errors import ApiError, Fate, JobFailed, UsageError
from qualtrics_desk.domain.fields import Field, FieldKind
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.services.areas.area import Area
from qualtrics_desk.services.areas.memory import remember

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from qualtrics_desk.services.areas.area import Raw
    from qualtrics_desk.services.session import Session

_CODE = ColumnKind.CODE
_DESCRIPTION = Field("description", "Name", required=True)
_TEXTS = Field(
    "messages", "Texts", FieldKind.TEXTS, required=True, hint="HTML by language, such as en or de."
)

LIBRARIES = Area(
    name="libraries",
    one="library",
    columns=(ColumnSpec("libraryId", "Id", _CODE), ColumnSpec("libraryName", "Name")),
    pages=lambda _: libraries.list_libraries(),
    scope="libraries",
    lacks="Libraries come with their user, group or brand.",
)

MESSAGES = Area(
    name="messages",
    one="message",
    of="library",
    columns=(
        ColumnSpec("id", "Id", _CODE),
        ColumnSpec("description", "Name"),
        ColumnSpec("category", "Category"),
    ),
    pages=libraries.list_messages,
    show=libraries.get_message,
    fields=(
        Field(
            "category", "Category", FieldKind.CHOICE, required=True, choices=libraries.CATEGORIES
        ),
        _DESCRIPTION,
        _TEXTS,
    ),
    create=lambda library, values: libraries.create_message(
        library,
        category=values["category"],
        description=values["description"],
        texts=values["messages"],
    ),
    changeable=(_DESCRIPTION, _TEXTS),
    change=lambda library, message, _, values: libraries.update_message(
        library, message, description=values.get("description"), texts=values.get("messages")
    ),
    delete=libraries.delete_message,
    scope="libraries",
    lacks="The service changes no category of a message and takes no language away from it.",
)


async def _known(_: Session, __: str, known: Sequence[Raw]) -> AsyncGenerator[dict[str, Any]]:
    """What was uploaded from here: the service lists no graphics (D.18)."""
    for raw in known:
        yield dict(raw)


GRAPHICS = Area(
    name="graphics",
    one="graphic",
    of="library",
    columns=(
        ColumnSpec("id", "Id", _CODE),
        ColumnSpec("name", "Name"),
        ColumnSpec("contentType", "Kind"),
        ColumnSpec("size", "Size in bytes", ColumnKind.NUMBER),
        ColumnSpec("uploaded", "Uploaded", ColumnKind.MOMENT),
    ),
    gather=_known,
    is_remembered=True,
    is_local=True,
    delete=libraries.delete_graphic,
    scope="libraries",
    lacks="The service neither lists graphics nor gives them back: what was uploaded from this"
    " machine is remembered.",
)
_ENDINGS = {
    ".png": "image/png",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_STARTS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/gif": b"GIF8", "image/jpeg": b"\xff\xd8\xff"}


async def upload_graphic(
    session: Session, library: str, path: Path, *, uploaded: str, more: Raw | None = None
) -> dict[str, Any]:
    """Put a picture into a library and remember it; returns what is remembered.

    Args:
        session: The profile at work.
        library: The library.
        path: A PNG, GIF or JPEG file.
        uploaded: The moment, as ISO text in UTC.
        more: What is to be remembered as well, such as a small picture of it.

    Raises:
        UsageError: It is no such picture; nothing was sent.
        JobFailed: The answer was lost: nobody can tell whether it is there.
        ApiError: The service refuses.
    """
    kind = _ENDINGS.get(path.suffix.casefold())
    try:
        content = await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read.", detail=reason_of(error)) from error
    if kind is None or not content.startswith(_STARTS[kind]):
        raise UsageError(
            f"{path.name} is no picture that the service takes.",
            hint="It takes PNG, GIF and JPEG, with the ending that fits what is inside.",
        )
    request = libraries.upload_graphic(library, content, name=path.name, content_type=kind)
    try:
        made = (await session.client.send(request, urgent=True)).value.id
    except ApiError as error:
        if error.fate is Fate.NOT_APPLIED:
            raise
        raise JobFailed(
            f"It cannot be told whether {path.name} was uploaded.",
            detail=f"The answer was lost: {error.user_message}",
            hint="Look into the library in Qualtrics before you upload it again.",
        ) from error
    raw = {
        **(more or {}),
        "id": made,
        "name": path.name,
        "contentType": kind,
        "size": len(content),
        "uploaded": uploaded,
    }
    await remember(session, GRAPHICS, library, raw)
    return raw


_KINDS = (
    ("survey", libraries.list_library_surveys),
    ("block", libraries.list_library_blocks),
    ("question", libraries.list_library_questions),
)


async def _contents(
    session: Session, library: str, _: Sequence[Raw]
) -> AsyncGenerator[dict[str, Any]]:
    for kind, request in _KINDS:
        async for page in session.client.pages(request(library)):
            for item in page.items:
                for folder, held in item.contents.items():
                    for thing, name in held.items():
                        yield {"id": thing, "name": name, "kind": kind, "folder": folder}


CONTENTS = Area(
    name="library-contents",
    one="library survey or block",
    of="library",
    columns=(
        ColumnSpec("id", "Id", _CODE),
        ColumnSpec("name", "Name"),
        ColumnSpec("kind", "Kind"),
        ColumnSpec("folder", "Folder"),
    ),
    gather=_contents,
    scope="libraries",
    lacks="The service lists surveys, blocks and questions of a library, and does no more.",
)
