"""`run RECIPE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands import recipes
from qualtrics_desk.cli.parsers.contact_files import add_import_choices
from qualtrics_desk.cli.parsers.links import add_sender

if TYPE_CHECKING:
    import argparse


def add_run(parser: argparse.ArgumentParser) -> None:
    """`run RECIPE`."""
    parser.set_defaults(run=recipes.run_recipe)
    parser.add_argument("recipe", type=Path, metavar="RECIPE")
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="instead of its source")
    add_import_choices(parser)
    add_sender(parser)
