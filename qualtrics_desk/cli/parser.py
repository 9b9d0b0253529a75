"""The command line of design.md 7, as argparse understands it."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from itertools import takewhile
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, NoReturn

from typing_extensions import override

from qualtrics_desk import __version__
from qualtrics_desk.cli.commands import window
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.parsers.group import Group, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def parse(words: Sequence[str]) -> argparse.Namespace:
    """What a command line asks for; ends the process where it asks for nothing that there is."""
    parser = make_parser(words)
    for word in takewhile(lambda word: word != "--", words):
        option, _, value = word.partition("=")
        if option.startswith("--") and value == "--":
            # argparse takes such a value for the end of the options, and gives an empty list.
            parser.error(f"argument {option}: “--” cannot be a value")
    arguments = parser.parse_args(words)
    if arguments.sandbox and arguments.command is not None:
        parser.error("--sandbox opens the window and takes no command")
    return arguments


def make_parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The parser of the command line; `run` is the coroutine of the chosen command.

    Args:
        words: What will be parsed. Only commands named there are told what they take: what they
            need takes most of the time of a start. None: all of them.
    """
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
    whoami = _leaf(commands, "whoami", "say who the token belongs to", window.misplaced)
    fills = {"whoami": partial(_fill, whoami, "account:add_whoami")}
    for name, text, *adders in _GROUPS:
        group = commands.add_parser(
            name, help=text, description=_sentence(text), allow_abbrev=False
        )
        fills[name] = partial(_add_group, group, adders)
    run = _job(commands, "run", "do again what a recipe says", window.misplaced)
    fills["run"] = partial(_fill, run, "recipes:add_run")
    for name, fill in fills.items():
        if words is None or name in words:
            fill()
    sandbox = commands.add_parser("sandbox", help="a Qualtrics brand on this machine")
    serve = _commands_of(sandbox).add_parser(
        "serve", add_help=False, help="see `qualtrics-desk sandbox serve --help`"
    )
    serve.set_defaults(run=window.misplaced)
    tour = _leaf(
        commands, "tour", "play the daily jobs in the window, without a display", window.misplaced
    )
    tour.add_argument("--out", required=True, type=Path, metavar="DIR")
    return parser


Commands = argparse._SubParsersAction

_GROUPS = (
    ("surveys", "find, read, save and change surveys", "surveys:add_surveys"),
    ("lists", "mailing lists", "contacts:add_lists"),
    (
        "contacts",
        "contacts by file and by hand",
        "contact_files:add_files",
        "contacts:add_people",
    ),
    ("links", "personal links", "links:add_links"),
    ("distributions", "what was sent and made for surveys", "links:add_distributions"),
    ("status", "who of a list got, opened, answered", "links:add_status"),
    ("responses", "the responses of surveys", "responses:add_responses"),
    ("users", "the users of the brand", "areas:add_users"),
    ("groups", "groups and their members", "areas:add_groups"),
    ("divisions", "divisions of the brand", "areas:add_divisions"),
    ("organization", "the brand itself", "areas:add_organization"),
    ("messages", "the messages of libraries", "areas:add_messages"),
    ("graphics", "the pictures of libraries", "areas:add_graphics"),
    ("events", "event subscriptions, and what they deliver", "areas:add_events"),
    ("jobs", "the history of jobs", "jobs:add_jobs"),
)
"""Word, one line of help, and what adds the commands behind it, in modules of `cli.parsers`."""


def _add_group(parser: _Parser, adders: Sequence[str]) -> None:
    commands = _commands_of(parser)
    for add in adders:
        _fill(Group(partial(_leaf, commands), partial(_job, commands)), add)


def _fill(what: object, add: str) -> None:
    resolve_name(f"qualtrics_desk.cli.parsers.{add}")(what)


def _commands_of(parser: _Parser) -> Commands[_Parser]:
    return parser.add_subparsers(
        title="commands", required=True, metavar="COMMAND", parser_class=_Parser
    )


def _leaf(commands: Commands[_Parser], name: str, text: str, run: Run) -> _Parser:
    leaf = commands.add_parser(name, help=text, description=_sentence(text), allow_abbrev=False)
    _add_common(leaf, default=False)
    leaf.set_defaults(run=run)
    return leaf


def _job(commands: Commands[_Parser], name: str, text: str, run: Run) -> _Parser:
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
