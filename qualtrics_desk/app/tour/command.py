"""`qualtrics-desk tour --out DIR`: needs no display, no account and no network."""

from __future__ import annotations

import asyncio
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Play the tour; returns 0 when every step did what it should."""
    parser = ArgumentParser(prog="qualtrics-desk tour")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    arguments = parser.parse_args(argv)
    out: Path = arguments.out.expanduser().absolute()
    out.mkdir(parents=True, exist_ok=True)
    # Set before Qt is loaded: the tour must look the same on every machine, and its window must
    # come into nobody's way. Its home is its own: it must touch nobody's settings.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QUALTRICS_DESK_HOME"] = str(out / "home")

    from PySide6.QtCore import qInstallMessageHandler

    from qualtrics_desk.app.start import make_application, make_loop
    from qualtrics_desk.app.tour.play import play
    from qualtrics_desk.domain.errors import DeskError

    qInstallMessageHandler(_tell)
    application = make_application()
    try:
        with asyncio.Runner(loop_factory=lambda: make_loop(application)) as runner:
            made = runner.run(play(out))
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in made))
    return 0


def _tell(_kind: object, _context: object, text: str) -> None:
    # The platform without a screen says so each time a window wants to come to the front.
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")
