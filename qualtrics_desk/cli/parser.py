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
from qualtrics_desk.cli import area_parser, contact_parser, response_parser
from qualtrics_desk.cli.commands import (
    account,
    contacts,
    jobs,
    survey_changing,
    survey_files,
    survey_search,
    surveys,
    window,
)
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
    contact_parser.add_lists(_group(commands, "lists", "mailing lists"), _leaf, _job)
    contact_commands = _group(commands, "contacts", "contacts by file and by hand")
    _add_contacts(contact_commands)
    contact_parser.add_people(contact_commands, _leaf, _job)
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
    _add_survey_search(group)
    _add_survey_files(group)
    for name, text, run in (
        ("activate", "let respondents in", survey_changing.activate),
        ("deactivate", "let respondents in no more", survey_changing.deactivate),
    ):
        change = _job(group, name, text, run)
        change.add_argument("surveys", nargs="+", metavar="SV_…")
        change.add_argument("--yes", action="store_true", help="without asking")
    copy = _leaf(group, "copy", "copy a survey", survey_changing.copy)
    copy.add_argument("survey", metavar="SV_…")
    copy.add_argument("--name", required=True, metavar="NAME", help="what the copy is called")
    copy.add_argument("--owner", metavar="UR_…", help="whose it will be; yours if not said")


def _add_survey_search(group: Commands[_Parser]) -> None:
    search = _job(
        group, "search", "words in names, questions, choices and fields", survey_search.search
    )
    search.add_argument(
        "text",
        nargs="?",
        default="",
        metavar="TEXT",
        help='words, or "a phrase" in quotation marks',
    )
    search.add_argument(
        "--within",
        metavar="A,B,…",
        help="only name, description, question, choices, field, block or flow",
    )
    search.add_argument(
        "--reused", action="store_true", help="questions that more than one survey asks"
    )
    search.add_argument(
        "--offline", action="store_true", help="ask nobody: what was read before is searched"
    )
    search.add_argument("--out", type=Path, metavar="FILE", help="write all of it: .csv or .xlsx")


def _add_survey_files(group: Commands[_Parser]) -> None:
    backup = _job(group, "backup", "save what has changed, with a manifest", survey_files.backup)
    export = _job(group, "export", "write surveys as QSF files", survey_files.export)
    codebook = _job(group, "codebook", "what exports hold, as a sheet", survey_files.codebook)
    for parser, metavar, text in (
        (backup, "DIR", "folder of the backups"),
        (export, "DIR", "folder of the files"),
        (codebook, "FILE", ".xlsx, .csv or .tsv"),
    ):
        parser.add_argument(
            "surveys", nargs="*", metavar="SV_…", help="every survey if none is named"
        )
        parser.add_argument("--out", required=True, type=Path, metavar=metavar, help=text)
    states = "SV_…, SV_…@VERSION, FILE.qsf, FOLDER:SV_… or FOLDER:SV_…@DAY"
    diff = _leaf(group, "diff", "what differs, in words", survey_files.diff)
    diff.add_argument("before", metavar="BEFORE", help=states)
    diff.add_argument("after", metavar="AFTER", help="the same forms")
    bring = _leaf(group, "import", "make a new survey of a file", survey_files.import_)
    bring.add_argument("file", type=Path, metavar="FILE", help=".qsf, .txt or .docx")
    bring.add_argument("--name", metavar="NAME", help="as in the file if not said")
    restore = _leaf(group, "restore", "make a new survey of a backup", survey_files.restore)
    restore.add_argument("state", metavar="STATE", help="FOLDER:SV_… or FOLDER:SV_…@DAY")
    restore.add_argument("--name", metavar="NAME", help="what the new survey is called")


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
        "--unknown",
        action="store_true",
        help="also rows that a result file marks as of unknown fate",
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
    cancel = _job(group, "cancel", "send nothing more of a job and settle it", jobs.cancel)
    cancel.add_argument("job", type=int, metavar="ID")
    keep = _leaf(group, "keep", "say how long a job stays in the history", jobs.keep)
    keep.add_argument("job", type=int, metavar="ID")
    keep.add_argument(
        "how",
        choices=("always", "usual", "never"),
        nargs="?",
        default="always",
        metavar="HOW",
        help="always, usual (as long as the settings say) or never (until it has ended)",
    )
    wipe = _leaf(group, "wipe", "forget jobs with all of their files in this program", jobs.wipe)
    wipe.add_argument("job", type=int, metavar="ID", nargs="?")
    wipe.add_argument("--all", action="store_true", help="every job that is not under way")
    wipe.add_argument("--yes", action="store_true", help="without asking")
    wipe.add_argument(
        "--results", action="store_true", help="delete the result files they wrote, too"
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
