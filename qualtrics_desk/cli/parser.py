"""The command line of design.md 7, as argparse understands it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

from typing_extensions import override

from qualtrics_desk import __version__
from qualtrics_desk.cli import area_parser, response_parser
from qualtrics_desk.cli.commands import account, contacts, jobs, lists, surveys, window
from qualtrics_desk.cli.distribution_parser import add_distributions, add_links, add_status
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import Output
from qualtrics_desk.services.engine.progress import Stop

Run = Callable[[argparse.Namespace, Output, Stop], Awaitable[int]]


_EPILOG = """\
The token comes from the keychain entry of the profile, or from the variable QUALTRICS_API_TOKEN.

exit codes, the first that applies:
  1  usage    2  network or sign-in    3  stopped, can be resumed    4  some rows failed    0  done
"""


class _Parser(argparse.ArgumentParser):
    """argparse with this product's exit code for usage."""

    @override
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(Exit.USAGE, f"{self.prog}: {message}\n")


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; `run` is the coroutine of the chosen command."""
    parser = _Parser(
        prog="qualtrics-desk",
        description="Administer Qualtrics surveys, contacts and personal links.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"qualtrics-desk {__version__}")
    parser.add_argument(
        "--sandbox", action="store_true", help="the window on a brand on this machine"
    )
    _add_common(parser, default=True)
    parser.set_defaults(run=window.misplaced, stops_between_steps=False)
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", dest="command", parser_class=_Parser
    )
    _leaf(commands, "whoami", "say who the token belongs to", account.whoami)
    _add_surveys(_group(commands, "surveys", "browse surveys"))
    _add_lists(_group(commands, "lists", "mailing lists"))
    _add_contacts(_group(commands, "contacts", "import and export contacts"))
    add_links(partial(_job, _group(commands, "links", "personal links")))
    sent = _group(commands, "distributions", "what was sent and made for surveys")
    add_distributions(partial(_leaf, sent), partial(_job, sent))
    sheet = _group(commands, "status", "who of a list got, opened, answered")
    add_status(partial(_job, sheet))
    for name, text, add in _AREAS:
        group = _group(commands, name, text)
        add(partial(_leaf, group))
    run = _job(commands, "run", "import again as a recipe says", contacts.run_recipe)
    run.add_argument("recipe", type=Path, metavar="RECIPE")
    run.add_argument("file", type=Path, nargs="?", metavar="FILE", help="instead of its source")
    _add_import_choices(run)
    _add_jobs(_group(commands, "jobs", "the history of jobs"))
    sandbox = _group(commands, "sandbox", "a Qualtrics brand on this machine")
    serve = sandbox.add_parser(
        "serve", add_help=False, help="see `qualtrics-desk sandbox serve --help`"
    )
    serve.set_defaults(run=window.misplaced)
    tour = _leaf(
        commands, "tour", "play the daily jobs in the window, without a display", window.misplaced
    )
    tour.add_argument("--out", required=True, type=Path, metavar="DIR")
    return parser


Commands = argparse._SubParsersAction

_AREAS = (
    ("responses", "the responses of surveys", response_parser.add_responses),
    ("users", "the users of the brand", area_parser.add_users),
    ("groups", "groups and their members", area_parser.add_groups),
    ("divisions", "divisions of the brand", area_parser.add_divisions),
    ("organization", "the brand itself", area_parser.add_organization),
    ("messages", "the messages of libraries", area_parser.add_messages),
    ("graphics", "the pictures of libraries", area_parser.add_graphics),
    ("events", "event subscriptions, and what they deliver", area_parser.add_events),
)


def _add_surveys(group: Commands[_Parser]) -> None:
    _leaf(group, "list", "every survey the token sees", surveys.list_)
    show = _leaf(group, "show", "one survey with its questions", surveys.show)
    show.add_argument("survey", metavar="SV_…")
    search = _leaf(group, "search", "surveys by words of their names", surveys.search)
    search.add_argument("text", metavar="TEXT")


def _add_lists(group: Commands[_Parser]) -> None:
    listing = _leaf(group, "list", "the mailing lists of a directory", lists.list_)
    listing.add_argument("--directory", metavar="POOL_…", help="where the list is ambiguous")
    listing.add_argument("--owner", metavar="GR_…", help="lists shared with this group")
    create = _leaf(group, "create", "make an empty list", lists.create)
    create.add_argument("name", metavar="NAME")
    create.add_argument("--directory", metavar="POOL_…", help="where the list is ambiguous")


def _add_contacts(group: Commands[_Parser]) -> None:
    export = _job(group, "export", "write the contacts of a list to a file", contacts.export)
    export.add_argument(
        "--list", required=True, metavar="CG_…", dest="list_id", help="id of the list"
    )
    export.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help=".csv, .tsv or .xlsx"
    )
    export.add_argument("--directory", metavar="POOL_…", help="where the list is ambiguous")
    export.add_argument(
        "--by-job",
        action="store_true",
        help="let the service make the file, which is faster where the brand has it",
    )
    bring = _job(group, "import", "bring a file of contacts into a list", contacts.import_)
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument(
        "--list", required=True, metavar="CG_…", dest="list_id", help="id of the list"
    )
    bring.add_argument("--directory", metavar="POOL_…", help="where the list is ambiguous")
    bring.add_argument("--mapping", type=Path, metavar="RECIPE", help="columns and rules to use")
    bring.add_argument(
        "--key", metavar="FIELDS", help="who is who: email, extRef, phone, or several with commas"
    )
    bring.add_argument(
        "--keep-blanks", action="store_true", help="a blank cell leaves the live value as it is"
    )
    bring.add_argument(
        "--save-recipe", type=Path, metavar="FILE", help="write what was done as a recipe"
    )
    _add_import_choices(bring)


def _add_import_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, send nothing"
    )
    parser.add_argument("--results", type=Path, metavar="DIR", help="folder of the result files")
    parser.add_argument("--yes", action="store_true", help="send without asking")
    parser.add_argument(
        "--allow-resubscribe", action="store_true", help="subscribe people who opted out again"
    )
    parser.add_argument(
        "--allow-blanking", action="store_true", help="let blank cells empty filled fields"
    )
    parser.add_argument(
        "--allow-share",
        type=float,
        metavar="PERCENT",
        help="share of the list that may change; 20 if not said",
    )


def _add_jobs(group: Commands[_Parser]) -> None:
    _leaf(group, "list", "the newest jobs first", jobs.list_)
    show = _leaf(group, "show", "one job", jobs.show)
    show.add_argument("job", type=int, metavar="ID")
    resume = _job(group, "resume", "go on with a job that was stopped", jobs.resume)
    resume.add_argument("job", type=int, metavar="ID")
    resume.add_argument("--yes", action="store_true", help="send without asking")
    retry = _job(group, "retry", "send the failed rows of a job again", jobs.retry)
    retry.add_argument("job", type=int, metavar="ID")
    retry.add_argument("--yes", action="store_true", help="send without asking")
    retry.add_argument(
        "--unknown", action="store_true", help="also rows of which nobody can tell what became"
    )
    undo = _job(group, "undo", "take back what a job did", jobs.undo)
    undo.add_argument("job", type=int, metavar="ID")
    undo.add_argument("--yes", action="store_true", help="send without asking")
    undo.add_argument(
        "--results", type=Path, metavar="DIR", help="folder for files with what became of each row"
    )


def _group(commands: Commands[_Parser], name: str, text: str) -> Commands[_Parser]:
    group = commands.add_parser(name, help=text, description=_sentence(text), allow_abbrev=False)
    return group.add_subparsers(
        title="commands", required=True, metavar="COMMAND", parser_class=_Parser
    )


def _leaf(commands: Commands[_Parser], name: str, text: str, run: Run) -> argparse.ArgumentParser:
    leaf = commands.add_parser(name, help=text, description=_sentence(text), allow_abbrev=False)
    _add_common(leaf, default=False)
    leaf.set_defaults(run=run)
    return leaf


def _job(commands: Commands[_Parser], name: str, text: str, run: Run) -> argparse.ArgumentParser:
    """A command that Ctrl+C stops between two steps, so that it can be resumed."""
    leaf = _leaf(commands, name, text, run)
    leaf.set_defaults(stops_between_steps=True)
    return leaf


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _add_common(parser: argparse.ArgumentParser, *, default: bool) -> None:
    """Options that may stand before or behind the command."""
    absent = None if default else argparse.SUPPRESS
    group = parser.add_argument_group("connection and output")
    group.add_argument(
        "--profile", metavar="NAME", default=absent, help="a profile of the settings"
    )
    group.add_argument(
        "--base-url",
        metavar="URL",
        default=absent,
        help="address of the brand, as copied from anywhere in Qualtrics",
    )
    group.add_argument(
        "--json",
        action="store_true",
        default=False if default else argparse.SUPPRESS,
        help="for programs: one document, or one object a line",
    )
