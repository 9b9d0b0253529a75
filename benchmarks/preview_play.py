"""Opens a large file in the real import room; started by `big_file`.

`python -m benchmarks.preview_play FILE` prints what was seen as JSON. The whole of the file is read
as the worker reads it: in a process of its own, while the window waits for it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QMainWindow

from benchmarks.gaps import Gaps
from benchmarks.table_play import emitted
from qualtrics_desk.app.start import SWITCH, make_application, make_loop
from qualtrics_desk.gui.desk import Desk
from qualtrics_desk.gui.panels.imports.panel import ImportsPanel
from qualtrics_desk.sheets.reading import open_sheet
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.secrets import Secrets

WHOLE = "--whole"


async def play(path: Path) -> dict[str, object]:
    desk = Desk(open_home(), Secrets())
    await desk.load()
    window = QMainWindow()
    panel = ImportsPanel(desk)
    window.setCentralWidget(panel)
    window.resize(1280, 800)
    window.show()
    await asyncio.sleep(0.3)
    gaps = Gaps(window)
    gaps.enter("preview")
    gaps.start()
    started = time.perf_counter()
    panel.file.take_path(path)
    while panel.bench.draft.preview is None:
        await emitted(panel.file.changed)
    panel.repaint()
    preview = time.perf_counter() - started
    await asyncio.sleep(0.2)
    gaps.enter("whole")
    started = time.perf_counter()
    command = (sys.executable, "-m", "benchmarks.preview_play", WHOLE, str(path))
    reader = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await reader.communicate()
    whole = time.perf_counter() - started
    gaps.stop()
    window.hide()
    await panel.aclose()
    await desk.aclose()
    return {
        "preview": preview,
        "whole": whole,
        "rows": int(said),
        "gaps": {phase: gap["max"] for phase, gap in gaps.summary().items()},
    }


def read_whole(path: Path) -> int:
    """Every row, as an import takes them."""
    with open_sheet(path) as sheet:
        return sum(1 for _ in sheet.rows())


def main() -> None:
    if sys.argv[1] == WHOLE:
        sys.stdout.write(str(read_whole(Path(sys.argv[2]))))
        return
    application = make_application()
    # As the program does it.
    sys.setswitchinterval(SWITCH)
    with asyncio.Runner(loop_factory=lambda: make_loop(application)) as runner:
        seen = runner.run(play(Path(sys.argv[1])))
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main()
