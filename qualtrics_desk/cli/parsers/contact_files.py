"""`contacts export | import`, and what an import takes wherever it is begun."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands import contacts
from qualtrics_desk.cli.parsers.group import sheet_file

if TYPE_CHECKING:
    from qualtrics_desk.cli.parsers.group import Group


def add_files(group: Group) -> None:
    """`contacts export | import`."""
    export = group.job("export", "write the contacts of a list to a file", contacts.export)
    export.add_argument(
        "--list", required=True, metavar="CG_…", dest="list_id", help="id of the list"
    )
    export.add_argument(
        "--out", required=True, type=sheet_file, metavar="FILE", help=".csv, .tsv or .xlsx"
    )
    export.add_argument("--directory", metavar="POOL_…", help="where the list is ambiguous")
    export.add_argument(
        "--by-job",
        action="store_true",
        help="let the service make the file, which is faster where the brand has it",
    )
    bring = group.job("import", "bring a file of contacts into a list", contacts.import_)
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
    add_import_choices(bring)


def add_import_choices(parser: argparse.ArgumentParser) -> None:
    """What an import may be allowed, of a file or a recipe."""
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
