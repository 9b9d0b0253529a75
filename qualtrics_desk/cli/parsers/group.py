"""How a module of this room adds its commands, without knowing the parser above them."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from qualtrics_desk.cli.output import Output
from qualtrics_desk.services.engine.progress import Stop

Run = Callable[[argparse.Namespace, Output, Stop], Awaitable[int]]


class Adder(Protocol):
    """Adds a command; returns its parser, to be given its arguments."""

    def __call__(self, name: str, text: str, run: Run, /) -> argparse.ArgumentParser:
        """Add the command `name`, with one line of help and its coroutine."""


class Group(NamedTuple):
    """The commands behind one word, such as `surveys`.

    Attributes:
        leaf: Adds a command.
        job: Adds one that Ctrl+C stops between two steps, so that it can be resumed.
    """

    leaf: Adder
    job: Adder


SHEET_ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".xlsx")


def sheet_file(text: str) -> Path:
    """A file to be written as a sheet; its ending says how.

    Raises:
        ArgumentTypeError: When no kind of sheet ends so: nobody shall find something else in it.
    """
    path = Path(text)
    # That it is a folder is said by whoever would write into it.
    if path.suffix.lower() not in SHEET_ENDINGS and not path.is_dir():
        endings = ", ".join(SHEET_ENDINGS)
        raise argparse.ArgumentTypeError(
            f"“{text}” is no name for a sheet: files end in one of {endings}. Answers for other"
            " programs come with --json."
        )
    return path
