"""The arguments of `lists …` and of `contacts …` by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands import contacts_by_hand, lists

if TYPE_CHECKING:
    import argparse

    from qualtrics_desk.cli.parsers.group import Group

_WHERE = "where the list is ambiguous"


def add_lists(group: Group) -> None:
    """`lists list | create | rename | delete | copy`."""
    listing = group.leaf("list", "the mailing lists of a directory", lists.list_)
    _directory(listing)
    listing.add_argument("--owner", metavar="GR_…", help="lists shared with this group")
    create = group.leaf("create", "make an empty list", lists.create)
    create.add_argument("name", metavar="NAME")
    _directory(create)
    create.add_argument("--owner", metavar="UR_…|GR_…", help="who shall own it; you if not said")
    rename = group.leaf("rename", "give a list another name or owner", lists.rename)
    rename.add_argument("list_id", metavar="CG_…")
    rename.add_argument("name", metavar="NAME", nargs="?")
    _directory(rename)
    rename.add_argument("--owner", metavar="UR_…|GR_…", help="who shall own it")
    delete = group.leaf("delete", "delete a list; its contacts stay", lists.delete)
    delete.add_argument("list_id", metavar="CG_…")
    _directory(delete)
    delete.add_argument("--yes", action="store_true", help="delete without asking for its name")
    copy = group.job("copy", "copy a list into another profile's brand", lists.copy)
    copy.add_argument("list_id", metavar="CG_…")
    copy.add_argument("--to-profile", required=True, metavar="NAME", help="whose brand gets it")
    copy.add_argument("--to-directory", metavar="POOL_…", help="where that brand has several")
    copy.add_argument("--name", metavar="NAME", help="name of the copy; the same if not said")
    copy.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="DIR",
        help="folder for what was read and for the result files: which contact became which",
    )
    copy.add_argument("--yes", action="store_true", help="make and send without asking")
    _directory(copy)


def _at_least_one(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def add_people(group: Group) -> None:
    """`contacts list | show | search | set | add | remove`."""
    listing = group.leaf("list", "the contacts of a list or a directory", contacts_by_hand.list_)
    _list(listing)
    listing.add_argument("--limit", type=_at_least_one, metavar="N", help="no more than these")
    show = group.leaf("show", "everything about one person", contacts_by_hand.show)
    show.add_argument("who", metavar="CID_…|EMAIL|REFERENCE|PHONE")
    _directory(show)
    search = group.leaf("search", "people by the service's conditions", contacts_by_hand.search)
    search.add_argument(
        "conditions",
        nargs="+",
        metavar="CONDITION",
        help="email=… lastName!=… extRef:empty created>=2025-01-01 in=CG_…; all must hold",
    )
    _directory(search)
    change = group.job("set", "set fields of contacts", contacts_by_hand.set_)
    change.add_argument(
        "what",
        nargs="+",
        metavar="WHO|FIELD=VALUE",
        help="contact ids, emails or references, and what to set; an empty value clears",
    )
    _list(change)
    _choices(change)
    add = group.job("add", "add one contact to a list", contacts_by_hand.add)
    add.add_argument("cells", nargs="+", metavar="FIELD=VALUE")
    _list(add)
    _choices(add)
    remove = group.job("remove", "take contacts out of a list", contacts_by_hand.remove)
    remove.add_argument("who", nargs="+", metavar="CID_…|EMAIL|REFERENCE")
    _list(remove)
    remove.add_argument(
        "--from-directory",
        action="store_true",
        help="delete them from the directory and every list; their links stop working",
    )
    _choices(remove)


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--list",
        required=True,
        metavar="CG_…|POOL_…",
        dest="list_id",
        help="id of the list, or of a directory for everybody in it",
    )
    _directory(parser)


def _directory(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--directory", metavar="POOL_…", help=_WHERE)


def _choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, send nothing"
    )
    parser.add_argument("--yes", action="store_true", help="send without asking")
    parser.add_argument("--results", type=Path, metavar="DIR", help="folder of the result files")
    parser.add_argument(
        "--allow-resubscribe", action="store_true", help="subscribe people who opted out again"
    )
    parser.add_argument(
        "--allow-share",
        type=float,
        metavar="PERCENT",
        help="share of the list that may change; 20 if not said",
    )
