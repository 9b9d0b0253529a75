"""The command line of links, distributions and the status sheet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands import distributions, links, reconciling, status
from qualtrics_desk.cli.parsers.group import sheet_file
from qualtrics_desk.domain.link_layouts import ONLY
from qualtrics_desk.domain.respondents import Stage

if TYPE_CHECKING:
    from qualtrics_desk.cli.parsers.group import Group


def add_links(group: Group) -> None:
    """`links …`."""
    generate = group.job("generate", "make a personal link for each contact", links.generate)
    _add_survey(generate)
    _add_list(generate)
    generate.add_argument(
        "--expires",
        metavar="WHEN",
        help="date, date and time, or “30 days”; without a zone, in yours",
    )
    generate.add_argument(
        "--description", metavar="TEXT", help="for your own records: the service never shows it"
    )
    _add_recipe(generate, "links generate", dry_run=True)
    export = group.job("export", "write links to a file, one row each", links.export)
    _add_survey(export)
    export.add_argument("--distribution", required=True, metavar="EMD_…", help="id of the links")
    export.add_argument(
        "--out", required=True, type=sheet_file, metavar="FILE", help=".csv, .tsv or .xlsx"
    )
    export.add_argument(
        "--columns",
        metavar="A,B=NAME,…",
        help="of links, list fields, embedded data, each with another name if it shall have one",
    )
    export.add_argument(
        "--only",
        action="append",
        choices=[word.replace(" ", "-") for word in ONLY],
        help="only these links; may be said several times",
    )
    export.add_argument(
        "--where",
        action="append",
        metavar="FIELD=A|B",
        help="only links whose field has one of these values; may be said several times",
    )
    export.add_argument("--encoding", metavar="NAME", help="utf-8-sig if not said")
    export.add_argument("--delimiter", metavar="C", help="one character, or tab")
    export.add_argument("--excel-safe", action="store_true", help="let no cell run as a formula")
    export.add_argument("--layout", type=Path, metavar="FILE", help="all of this, as it was kept")
    export.add_argument("--save-layout", type=Path, metavar="FILE", help="keep all of this")
    _add_consent(export)
    merge = group.job("merge", "add the links to a file you have", links.merge)
    _add_survey(merge)
    merge.add_argument("--distribution", required=True, metavar="EMD_…", help="id of the links")
    merge.add_argument("file", type=Path, metavar="FILE", help="stays as it is")
    merge.add_argument("--out", required=True, type=sheet_file, metavar="FILE", help="the new file")
    merge.add_argument("--by", choices=("email", "extRef"), default="email", help="who is who")
    merge.add_argument("--key-column", metavar="NAME", help="of the file, if it cannot be told")
    merge.add_argument("--title", default="link", metavar="NAME", help="of the new column")
    _add_consent(merge)

    check = group.job("reconcile", "who of a list has no good link", reconciling.run_reconcile)
    _add_survey(check)
    _add_list(check)
    check.add_argument("--out", type=sheet_file, metavar="FILE", help="write the findings, too")
    check.add_argument(
        "--reread",
        action="store_true",
        help="read links anew that were read before; counts as a contact for everybody",
    )
    check.add_argument(
        "--generate",
        choices=("missing", "everybody"),
        help="then make links: one each for those that have none, or new ones for the whole list",
    )
    check.add_argument("--expires", metavar="WHEN", help="when links that are made end")
    _add_recipe(check, "links reconcile", dry_run=True)


def add_distributions(group: Group) -> None:
    """`distributions …`."""
    listing = group.job("list", "the distributions of a survey", distributions.list_)
    _add_survey(listing)
    listing.add_argument(
        "--details", action="store_true", help="ask for each alone: finds those that are damaged"
    )
    _add_recipe(listing, "distributions list")
    show = group.leaf("show", "what became of one, in numbers", distributions.show)
    history = group.leaf("history", "what became of each recipient", distributions.history)
    for one in (show, history):
        _add_survey(one)
        one.add_argument("distribution", metavar="EMD_…")
    _add_recipe(show, "distributions show")
    _add_recipe(history, "distributions history")
    expiring = group.job(
        "expiring", "links that end soon, over all surveys", distributions.expiring
    )
    expiring.add_argument("--days", type=int, default=14, metavar="N", help="14 if not said")
    _add_recipe(expiring, "distributions expiring")
    send = group.job("send", "mail a message of a library to a list", distributions.send)
    _add_survey(send)
    _add_list(send)
    send.add_argument("--sms", action="store_true", help="text messages in place of e-mail")
    send.add_argument("--test", metavar="E-MAIL", help="only to this contact of the list")
    send.add_argument("--expires", metavar="WHEN", help="when the links end")
    send.add_argument("--name", metavar="TEXT", help="of text messages")
    _add_message(send)
    _add_recipe(send, "distributions send", dry_run=True)
    for name, text, run in (
        ("remind", "mail again to all who have not answered", distributions.remind),
        ("thank", "mail to all who have answered", distributions.thank),
    ):
        again = group.job(name, text, run)
        _add_survey(again)
        again.add_argument("distribution", metavar="EMD_…", help="what it follows")
        _add_message(again)
        _add_recipe(again, f"distributions {name}", dry_run=True)
    delete = group.leaf("delete", "delete one that was not sent yet", distributions.delete)
    _add_survey(delete)
    delete.add_argument("distribution", metavar="EMD_…")
    delete.add_argument("--yes", action="store_true", help="delete without asking")


def add_status(group: Group) -> None:
    """`status …`."""
    export = group.job("export", "write what became of each contact to a file", status.export)
    _add_survey(export)
    _add_list(export)
    export.add_argument(
        "--out", required=True, type=sheet_file, metavar="FILE", help=".csv, .tsv or .xlsx"
    )
    wanted = export.add_mutually_exclusive_group()
    wanted.add_argument(
        "--stage", choices=[stage.value for stage in Stage], help="who has come as far as this"
    )
    wanted.add_argument(
        "--remind", action="store_true", help="only those to be reminded, with their links"
    )
    _add_recipe(export, "status export", dry_run=True)


def add_sender(parser: argparse.ArgumentParser) -> None:
    """Who a message comes from: never part of a recipe."""
    parser.add_argument("--from-name", metavar="TEXT", help="who a message comes from")
    parser.add_argument("--from-email", metavar="E-MAIL", help="an address the brand may use")
    parser.add_argument("--reply-to", metavar="E-MAIL", help="where answers to a message go")


def _add_recipe(parser: argparse.ArgumentParser, kind: str, *, dry_run: bool = False) -> None:
    parser.add_argument(
        "--save-recipe", type=Path, metavar="FILE", help="keep all of this for `run FILE`"
    )
    if dry_run:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, send nothing"
        )
    parser.set_defaults(kind=kind)


def _add_consent(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reset-email-status",
        metavar="EMD_…",
        help="consent to what reading links does to a distribution that was not made as links",
    )


def _add_survey(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--survey", required=True, metavar="SV_…", help="id of the survey")


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--list", required=True, metavar="CG_…", dest="list_id", help="id of the list"
    )
    parser.add_argument("--directory", metavar="POOL_…", help="where the list is ambiguous")


def _add_message(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--message", required=True, metavar="UR_…/MS_…", help="library and message")
    add_sender(parser)
    parser.add_argument("--subject", metavar="TEXT", help="a text, or MS_…")
    parser.add_argument("--at", metavar="WHEN", help="when to send; at once if not said")
    parser.add_argument("--yes", action="store_true", help="send without asking")
