"""Commands of the areas that are lists of things, made from what each area can do."""

from __future__ import annotations

import argparse
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands import areas, events, library, people, rosters
from qualtrics_desk.cli.parsers.group import sheet_file
from qualtrics_desk.domain.fields import FieldKind
from qualtrics_desk.services.areas.library import CONTENTS, GRAPHICS, LIBRARIES, MESSAGES
from qualtrics_desk.services.areas.people import (
    DIVISIONS,
    GROUPS,
    MEMBERS,
    ORGANIZATION,
    USERS,
)
from qualtrics_desk.services.areas.subscriptions import SUBSCRIPTIONS

if TYPE_CHECKING:
    from qualtrics_desk.cli.parsers.group import Group
    from qualtrics_desk.domain.fields import Field
    from qualtrics_desk.services.areas.area import Area

_IDS = {"library": "UR_… or GR_…", "group": "GR_…"}


def add_users(group: Group) -> None:
    """`users …`."""
    _add_list(group, USERS)
    _add_one(group, USERS, "UR_…")
    for name, status, text in (
        ("disable", "disabled", "let a user sign in no more"),
        ("enable", "active", "let a user sign in again"),
    ):
        command = group.leaf(name, text, partial(people.set_status, status))
        command.add_argument("thing", metavar="UR_…")
    holdings = group.leaf(
        "holdings", "what a user has, and what to do before one leaves", people.holdings
    )
    holdings.add_argument("thing", metavar="UR_…")
    offboard = group.job(
        "offboard", "hand over what a user has, then disable the account", people.offboard
    )
    offboard.add_argument("thing", metavar="UR_…", help="who leaves")
    offboard.add_argument("--to", metavar="UR_…", help="who takes over surveys, lists, messages")
    for name, text in (
        ("surveys", "leave the surveys with the user"),
        ("lists", "leave the mailing lists with the user"),
        ("messages", "do not copy the messages of the own library"),
        ("groups", "leave the groups as they are"),
        ("account", "do not disable the account"),
    ):
        offboard.add_argument(f"--keep-{name}", action="store_true", help=text)
    offboard.add_argument(
        "--dry-run", action="store_true", help="say what would happen, send nothing"
    )
    offboard.add_argument("--results", type=Path, metavar="DIR", help="folder of the result files")
    _add_yes(offboard)
    _add_import(
        group.job("import", "make, change and disable users by a file", rosters.import_users)
    )
    token = group.leaf("token", "show the API token of a user", people.token)
    token.add_argument("thing", metavar="UR_…")
    token.add_argument("--new", action="store_true", help="make a new one: the old one dies")
    _add_yes(token)


def add_groups(group: Group) -> None:
    """`groups …`."""
    _add_list(group, GROUPS)
    _add_one(group, GROUPS, "GR_…")
    _add_list(group, MEMBERS, "members")
    for name, text in (("add", "put a user into a group"), ("remove", "take a user out")):
        command = group.leaf(name, text, people.add if name == "add" else people.remove)
        command.add_argument("of", metavar="GR_…")
        command.add_argument("thing", metavar="UR_…")

    bring = group.job(
        "import", "make and change groups, or their members, by a file", rosters.import_groups
    )
    bring.add_argument(
        "--what",
        choices=("groups", "members"),
        help="what a row is; members if columns name a group and a user",
    )
    _add_import(bring)


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help=".csv, .tsv or .xlsx")
    command.add_argument(
        "--map", action="append", metavar="COLUMN=FIELD", help="what a column is; repeatable"
    )
    command.add_argument(
        "--set", action="append", metavar="FIELD=VALUE", help="the same for every row; repeatable"
    )
    command.add_argument(
        "--new", action="append", metavar="FIELD=VALUE", help="for what is new; repeatable"
    )
    command.add_argument(
        "--keep-blanks", action="store_true", help="a blank cell leaves the live value as it is"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="say what would happen, send nothing"
    )
    command.add_argument("--results", type=Path, metavar="DIR", help="folder of the result files")
    command.add_argument(
        "--allow-blanking", action="store_true", help="let blank cells empty filled fields"
    )
    command.add_argument(
        "--allow-share",
        type=float,
        metavar="PERCENT",
        help="share of the users, groups or members that may change; 20 if not said",
    )
    _add_yes(command)


def add_divisions(group: Group) -> None:
    """`divisions …`."""
    _add_list(group, DIVISIONS)
    _add_one(group, DIVISIONS, "DV_…")


def add_organization(group: Group) -> None:
    """`organization …`."""
    group.leaf(
        "show", "the brand with its settings and usage", partial(people.organization, ORGANIZATION)
    )


def add_messages(group: Group) -> None:
    """`messages …`."""
    _add_list(group, LIBRARIES, "libraries")
    _add_list(group, MESSAGES)
    _add_one(group, MESSAGES, "MS_…")
    _add_list(group, CONTENTS, "contents")


def add_graphics(group: Group) -> None:
    """`graphics …`."""
    _add_list(group, GRAPHICS)
    upload = group.leaf("upload", "put pictures into a library", library.upload)
    _add_of(upload, GRAPHICS)
    upload.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".png, .gif or .jpg")
    delete = group.leaf("delete", "delete a picture for good", library.delete_graphic)
    delete.add_argument("thing", metavar="IM_…")
    _add_of(delete, GRAPHICS)
    _add_yes(delete)


def add_events(group: Group) -> None:
    """`events …`."""
    _add_list(group, SUBSCRIPTIONS)
    _add_one(group, SUBSCRIPTIONS, "SUB_…")
    group.leaf("topics", "the topics that are known", events.topics)
    decode = group.leaf("decode", "read a message that the service has delivered", events.decode)
    decode.add_argument("file", type=Path, metavar="FILE", help="the body as it came; - for stdin")
    _add_key(decode)
    listen = group.leaf("listen", "show what arrives at an address of this machine", events.listen)
    listen.add_argument("--port", type=int, default=0, help="0 takes any free port")
    listen.add_argument("--count", type=int, metavar="N", help="end after so many messages")
    _add_key(listen)


def _add_key(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--shared-key-file", type=Path, metavar="FILE", help="the key that checks signatures"
    )


def _add_of(command: argparse.ArgumentParser, area: Area) -> None:
    if area.of:
        command.add_argument(
            f"--{area.of}", required=True, dest="of", metavar=_IDS[area.of], help=f"the {area.of}"
        )


def _add_list(group: Group, area: Area, name: str = "list") -> None:
    text = f"the members of a {area.of}" if area is MEMBERS else _LISTS.get(area.name, area.name)
    command = group.leaf(name, text, partial(areas.list_, area))
    if area is MEMBERS:
        command.add_argument("of", metavar=_IDS[area.of])
    else:
        _add_of(command, area)
    command.add_argument("--search", default="", metavar="TEXT", help="words that must occur")
    command.add_argument("--out", type=sheet_file, metavar="FILE", help=".csv, .tsv or .xlsx")


_LISTS = {
    "users": "the users of the brand",
    "groups": "the groups of the brand",
    "divisions": "divisions that users are in, and those seen before",
    "libraries": "the libraries you may see",
    "messages": "the messages of a library",
    "graphics": "the pictures that were uploaded from this machine",
    "library-contents": "surveys, blocks and questions of a library",
    "events": "the event subscriptions of the brand",
}


def _add_one(group: Group, area: Area, metavar: str) -> None:
    """Show, create, change and delete, as far as the service does it."""
    if area.show is not None:
        show = group.leaf("show", f"one {area.one}", partial(areas.show, area))
        show.add_argument("thing", metavar=metavar)
        _add_of(show, area)
    if area.create is not None:
        create = group.leaf("create", f"make a {area.one}", partial(areas.create, area))
        _add_of(create, area)
        for field in area.fields:
            _add_field(create, field, required=field.required)
    if area.change is not None:
        change = group.leaf(
            "change", f"change a {area.one}; what is not named stays", partial(areas.change, area)
        )
        change.add_argument("thing", metavar=metavar)
        _add_of(change, area)
        for field in area.changeable:
            _add_field(change, field, required=False)
        change.add_argument("--dry-run", action="store_true", help="say what would change")
    if area.delete is not None:
        delete = group.leaf("delete", f"delete a {area.one} for good", partial(areas.delete, area))
        delete.add_argument("thing", metavar=metavar)
        _add_of(delete, area)
        _add_yes(delete)


def _add_yes(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help="do it without asking")


def _add_field(command: argparse.ArgumentParser, field: Field, *, required: bool) -> None:
    name, dest = option_of(field.key), f"field_{field.key}"
    text = field.hint or field.title
    if field.kind is FieldKind.FLAG:
        command.add_argument(f"--{name}", dest=dest, action="store_true", help=text, default=None)
    elif field.kind is FieldKind.SECRET:
        # An argument could be read by everybody on this machine.
        command.add_argument(
            f"--{name}-file",
            dest=dest,
            type=Path,
            metavar="FILE",
            required=required,
            help=f"file with it, - for stdin. {field.hint}".strip(),
        )
    elif field.kind is FieldKind.TEXTS:
        command.add_argument(
            "--text",
            dest=dest,
            action="append",
            metavar="LANGUAGE=FILE",
            required=required,
            help="HTML of one language, such as en=invitation.html; may be repeated",
        )
    else:
        choices = field.choices if field.choices and not field.is_open else None
        command.add_argument(
            f"--{name}",
            dest=dest,
            required=required,
            choices=choices,
            metavar=None if choices else "TEXT",
            help=text,
        )


def option_of(key: str) -> str:
    """The option of a field: `firstName` is `first-name`."""
    return re.sub(r"(?<=[a-z])([A-Z])", r"-\1", key).lower()
