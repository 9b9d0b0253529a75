"""`whoami`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands import account

if TYPE_CHECKING:
    import argparse


def add_whoami(parser: argparse.ArgumentParser) -> None:
    """`whoami`."""
    parser.set_defaults(run=account.whoami)
