"""How libraries, messages, graphics, surveys and blocks look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words
from qualtrics_desk.gui.areas.area_view import AreaView, Warned
from qualtrics_desk.gui.panels.library.graphic_view import GraphicView
from qualtrics_desk.gui.panels.library.message_dialog import ask_message
from qualtrics_desk.gui.panels.library.message_view import MessageView
from qualtrics_desk.gui.panels.library.message_words import category_word
from qualtrics_desk.gui.panels.library.uploading import ask_graphics
from qualtrics_desk.gui.widgets.facts_view import Fact
from qualtrics_desk.services.areas import library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_view import Raw


def _tr(text: str) -> str:
    return QCoreApplication.translate("Library", text)


def _text(raw: Raw, key: str) -> str:
    value = raw.get(key)
    return "" if value is None else str(value)


def _forbidden() -> tuple[str, str]:
    return (
        _tr("Your user may not see libraries."),
        _tr("A brand administrator can give your user the permission."),
    )


LIBRARIES = AreaView(
    area=library.LIBRARIES,
    title=lambda: _tr("Library"),
    noun=words.rows,
    icon="library",
    empty=lambda: (_tr("No libraries"), _tr("The service lists no library for your user.")),
    forbidden=_forbidden,
    name_of=lambda raw: _text(raw, "libraryName") or _text(raw, "libraryId"),
    facts=lambda _page, _raw: (),
)


def _message_facts(_page: AreaPage, raw: Raw) -> Sequence[Fact]:
    held: Any = raw.get("messages")
    languages = ", ".join(held) if isinstance(held, dict) else ""
    return (
        Fact(_tr("Category"), category_word(raw.get("category"))),
        Fact(_tr("Languages"), languages),
    )


def _warn_message(raw: Raw) -> Warned:
    held: Any = raw.get("messages")
    languages = ", ".join(held) if isinstance(held, dict) else ""
    return Warned(
        _tr("Delete the message “{0}”?").format(_text(raw, "description")),
        _tr(
            "It goes with all its languages. Surveys and distributions that use it send or show "
            "nothing in its place; the service does not say which do. This cannot be taken back."
        ),
        tuple(
            fact
            for fact in (
                _tr("Languages: {0}").format(languages) if languages else "",
                _tr("Id: {0}").format(_text(raw, "id")),
            )
            if fact
        ),
    )


async def _ask_new(page: AreaPage) -> Any:  # noqa: ANN401 - as `AreaView` says
    from qualtrics_desk.services.areas.writing import create_thing

    session, of = page.desk.session, page.of

    async def make(values: dict[str, Any]) -> str:
        return await create_thing(session, library.MESSAGES, values, of)

    return await ask_message(page, make)


async def _ask_change(page: AreaPage, seen: Raw) -> Any:  # noqa: ANN401 - as `AreaView` says
    from qualtrics_desk.services.areas.writing import Changed, change_thing

    session, of, thing = page.desk.session, page.of, page.thing

    async def change(values: dict[str, Any]) -> Changed:
        return await change_thing(session, library.MESSAGES, thing, values, of, seen=seen)

    return await ask_message(page, change, seen)


MESSAGES = AreaView(
    area=library.MESSAGES,
    title=lambda: _tr("Messages"),
    noun=lambda n: words.messages(n),
    icon="mail",
    empty=lambda: (
        _tr("No messages in this library"),
        _tr("Invitations, reminders and thank-you messages that are written once stand here."),
    ),
    forbidden=_forbidden,
    name_of=lambda raw: _text(raw, "description") or _text(raw, "id"),
    facts=_message_facts,
    new=lambda: _tr("New message…"),
    creates=lambda: _tr("Create message"),
    changes=lambda: _tr("Change message…"),
    deletes=lambda: _tr("Delete message…"),
    warn=_warn_message,
    more=MessageView,
    ask_new=_ask_new,
    ask_change=_ask_change,
    hidden=("id",),
    widths={"description": 40},
    formats={"category": category_word},
)


def _graphic_facts(_page: AreaPage, raw: Raw) -> Sequence[Fact]:
    size = raw.get("size")
    return (
        Fact(_tr("Kind"), _text(raw, "contentType")),
        Fact(_tr("Size"), words.file_size(size) if isinstance(size, int) else ""),
        Fact(_tr("Uploaded"), words.moment(_text(raw, "uploaded"))),
        Fact(_tr("Address"), _text(raw, "address"), "code"),
    )


def _warn_graphic(raw: Raw) -> Warned:
    return Warned(
        _tr("Delete the graphic “{0}”?").format(_text(raw, "name")),
        _tr(
            "Surveys and messages that show it show a gap then; the service does not say which do. "
            "This cannot be taken back."
        ),
        (_tr("Id: {0}").format(_text(raw, "id")),),
    )


GRAPHICS = AreaView(
    area=library.GRAPHICS,
    title=lambda: _tr("Graphics"),
    noun=lambda n: words.graphics(n),
    icon="library",
    empty=lambda: (
        _tr("No graphics are known"),
        _tr(
            "The service does not list graphics. What you upload from this machine stands here "
            "with its picture. Drop a PNG, GIF or JPEG file here to upload it."
        ),
    ),
    forbidden=_forbidden,
    name_of=lambda raw: _text(raw, "name") or _text(raw, "id"),
    facts=_graphic_facts,
    new=lambda: _tr("Upload graphics…"),
    deletes=lambda: _tr("Delete graphic…"),
    warn=_warn_graphic,
    actions=("library.copy_address",),
    more=GraphicView,
    ask_new=ask_graphics,
    hidden=("id", "contentType"),
    widths={"name": 32},
)


def _kind(value: object) -> str:
    known = {"survey": _tr("Survey"), "block": _tr("Block"), "question": _tr("Question")}
    return known.get(str(value), str(value or ""))


CONTENTS = AreaView(
    area=library.CONTENTS,
    title=lambda: _tr("Surveys and blocks"),
    noun=words.rows,
    icon="surveys",
    empty=lambda: (
        _tr("No surveys or blocks in this library"),
        _tr("Surveys, blocks and questions that were put into the library stand here."),
    ),
    forbidden=_forbidden,
    name_of=lambda raw: _text(raw, "name") or _text(raw, "id"),
    facts=lambda _page, raw: (
        Fact(_tr("Kind"), _kind(raw.get("kind"))),
        Fact(_tr("Folder"), _text(raw, "folder")),
    ),
    hidden=("id",),
    widths={"name": 32},
    formats={"kind": _kind},
)
