"""Walks through every room and every dialog of the real window and writes down what is wrong.

A program of its own, because what it looks at is fixed when Qt starts: the size of the screen, its
scale, and the language. `tests/gui/test_every_window.py` starts it and reads its report.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREENS = {"wide": (1920, 1080), "double": (2048, 1280), "foreign": (1920, 1080)}
"""Real pixels of the screen of each round; "double" shows a point as 2 × 2 of them."""


def main(argv: Sequence[str]) -> int:
    """Play one round; returns 0 when it could be played, whatever was found."""
    parser = ArgumentParser(prog="rounds")
    parser.add_argument("--round", choices=SCREENS, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args(argv)
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    width, height = SCREENS[arguments.round]
    screen = {"name": "one", "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    plan = out / "screens.json"
    plan.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={plan}"
    os.environ["QT_SCALE_FACTOR"] = "2" if arguments.round == "double" else "1"
    os.environ["QUALTRICS_DESK_HOME"] = str(out / "home")
    os.environ["QT_API"] = "pyside6"

    from qualtrics_desk.app.start import make_application, make_loop
    from tests.gui.inspection import Inspector
    from tests.gui.walk import walk

    application = make_application()
    inspector = Inspector(arguments.round, out)
    with asyncio.Runner(loop_factory=lambda: make_loop(application)) as runner:
        runner.run(walk(inspector, out))
    report = json.dumps(inspector.report(out), ensure_ascii=False)
    (out / "report.json").write_text(report, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
