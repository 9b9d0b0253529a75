"""`surveys …`: looking, searching, saving, comparing, changing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands import survey_changing, survey_files, survey_search, surveys
from qualtrics_desk.cli.parsers.group import sheet_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.cli.parsers.group import Group


def add_surveys(group: Group) -> None:
    """`surveys …`."""
    group.leaf("list", "every survey the token sees", surveys.list_)
    show = group.leaf("show", "one survey with its questions", surveys.show)
    show.add_argument("survey", metavar="SV_…")
    _add_search(group)
    _add_files(group)
    for name, text, run in (
        ("activate", "let respondents in", survey_changing.activate),
        ("deactivate", "let respondents in no more", survey_changing.deactivate),
    ):
        change = group.job(name, text, run)
        change.add_argument("surveys", nargs="+", metavar="SV_…")
        change.add_argument("--yes", action="store_true", help="without asking")
    copy = group.leaf("copy", "copy a survey", survey_changing.copy)
    copy.add_argument("survey", metavar="SV_…")
    copy.add_argument("--name", required=True, metavar="NAME", help="what the copy is called")
    copy.add_argument("--owner", metavar="UR_…", help="whose it will be; yours if not said")


def _add_search(group: Group) -> None:
    search = group.job(
        "search", "words in names, questions, choices and fields", survey_search.search
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
    search.add_argument(
        "--out", type=sheet_file, metavar="FILE", help="write all of it: .csv or .xlsx"
    )


def _add_files(group: Group) -> None:
    backup = group.job("backup", "save what has changed, with a manifest", survey_files.backup)
    export = group.job("export", "write surveys as QSF files", survey_files.export)
    codebook = group.job("codebook", "what exports hold, as a sheet", survey_files.codebook)
    kinds: dict[str, Callable[[str], Path]] = {"DIR": Path, "FILE": sheet_file}
    for parser, metavar, text in (
        (backup, "DIR", "folder of the backups"),
        (export, "DIR", "folder of the files"),
        (codebook, "FILE", ".xlsx, .csv or .tsv"),
    ):
        parser.add_argument(
            "surveys", nargs="*", metavar="SV_…", help="every survey if none is named"
        )
        kind = kinds[metavar]
        parser.add_argument("--out", required=True, type=kind, metavar=metavar, help=text)
    states = "SV_…, SV_…@VERSION, FILE.qsf, FOLDER:SV_… or FOLDER:SV_…@DAY"
    diff = group.leaf("diff", "what differs, in words", survey_files.diff)
    diff.add_argument("before", metavar="BEFORE", help=states)
    diff.add_argument("after", metavar="AFTER", help="the same forms")
    bring = group.leaf("import", "make a new survey of a file", survey_files.import_)
    bring.add_argument("file", type=Path, metavar="FILE", help=".qsf, .txt or .docx")
    bring.add_argument("--name", metavar="NAME", help="as in the file if not said")
    restore = group.leaf("restore", "make a new survey of a backup", survey_files.restore)
    restore.add_argument("state", metavar="STATE", help="FOLDER:SV_… or FOLDER:SV_…@DAY")
    restore.add_argument("--name", metavar="NAME", help="what the new survey is called")
