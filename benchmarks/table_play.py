"""Plays in a grid over a large list of contacts and its staged edits; started by `big_table`.

`python -m benchmarks.table_play FILE ROWS` fills the table, does what a person does, and prints
what each step took in milliseconds.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

from benchmarks.gaps import Gaps
from qualtrics_desk.app.start import SWITCH, make_application, make_loop
from qualtrics_desk.domain.rows import ColumnSpec, View
from qualtrics_desk.domain.transforms import How, Transform
from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.services.edits import bulk
from qualtrics_desk.services.edits.rows import EditedRows
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.tables.reading import NewRow
from qualtrics_desk.store.tables.table import Table, open_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import SignalInstance

    from qualtrics_desk.domain.errors import DeskError

COLUMNS = [
    ColumnSpec("firstName", "Name"),
    ColumnSpec("email", "E-mail"),
    *(ColumnSpec(f"embeddedData.field{n}", f"Field {n}") for n in range(10)),
]
PIECE = 10_000
STEPS = 200
PASTED = (500, 5)
KEYSTROKES = 7
CHANGED = 100_000
"""Rows and columns of one paste; how often a word is typed; cells of one bulk change."""


async def emitted(signal: SignalInstance) -> None:
    """Wait until a signal is emitted."""
    seen = asyncio.Event()
    see = seen.set
    signal.connect(see)
    try:
        await seen.wait()
    finally:
        signal.disconnect(see)


def fill(table: Table, rows: int) -> None:
    """A reading as the worker leaves it: rows, text index, complete."""
    table.begin(COLUMNS, {"benchmark": "table"})
    for start in range(0, rows, PIECE):
        made = []
        for n in range(start, min(start + PIECE, rows)):
            values = {
                "firstName": f"Person {n * 7919 % 1_000_003}",
                "email": f"person{n}@example.com",
                **{f"embeddedData.field{f}": f"value {n * (f + 3) % 997}" for f in range(9)},
                "embeddedData.field9": "Sales and marketing"
                if n % 10 == 0
                else f"Department {n % 23}",
            }
            made.append(NewRow(f"C_{n}", values, {}))
        table.append(made, str(start))
    table.finish()
    for _ in table.prepare():
        pass


class _PaintWatch(QObject):
    """Notes when a widget has been painted after a beginning."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.painted = asyncio.Event()
        self._has_begun = False
        widget.installEventFilter(self)

    def begin(self) -> None:
        self._has_begun = True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._has_begun and event.type() == QEvent.Type.Paint:
            # What is called soon is called when this painting is over.
            asyncio.get_running_loop().call_soon(self.painted.set)
        return super().eventFilter(watched, event)


class Player:
    """One person at one grid."""

    def __init__(self, table: Table, edits: EditSet) -> None:
        self._table = table
        self._rows = EditedRows(table, edits)
        self._window = QMainWindow()
        self._page = GridPage()
        self._tasks = TaskScope(_fail)
        self._page.begin(self._tasks)
        self._window.setCentralWidget(self._page)
        self._window.resize(1280, 800)
        self._window.show()
        self._gaps = Gaps(self._window)
        self._seen: dict[str, float] = {}

    async def play(self) -> dict[str, float]:
        page, grid, model = self._page, self._page.grid, self._page.model
        await asyncio.sleep(0.2)
        # As the program does it once a profile is open.
        gc.freeze()
        self._gaps.enter("open")
        self._gaps.start()
        reading = self._table.shown
        if reading is None:
            raise RuntimeError("the table holds nothing")
        columns = columns_of(reading.columns, editable=[spec.key for spec in reading.columns])
        await self._until_rows("open", lambda: page.set_source(self._rows, columns))
        self._seen["scroll"] = await self._scroll()
        await self._until_rows("sort", lambda: grid.sort_by("email"))
        await self._until_rows("sort_back", lambda: grid.sort_by("email", descending=True))
        grid.clear_sort()
        await emitted(model.replaced)
        for key, text in (("rare", "person4321@"), ("often", "marketing")):
            took = []
            for _ in range(KEYSTROKES):
                await self._until_rows(key, partial(model.set_view, View(text=text)))
                took.append(self._seen[key])
                self._seen[f"{key}_rows"] = len(model.ids)
                model.set_view(View())
                await emitted(model.replaced)
            self._seen[key], self._seen[f"{key}_longest"] = median(took), max(took)
        self._gaps.enter("select_all")
        started = time.perf_counter()
        grid.selectAll()
        QApplication.processEvents()
        self._note("select_all", started)
        await asyncio.sleep(0.1)
        await self._edit()
        self._gaps.stop()
        stalls = {phase: gap["max"] for phase, gap in self._gaps.summary().items()}
        print(json.dumps(stalls), file=sys.stderr)
        self._seen["stall"] = max(stalls.values())
        await self._tasks.aclose()
        self._window.close()
        return self._seen

    async def _edit(self) -> None:
        """Paste, change many cells, and take it back; each until the grid shows it."""
        model, rows = self._page.model, self._rows
        high, wide = PASTED
        keys = [spec.key for spec in self._table.columns][:wide]
        cells = [
            (number, key, f"pasted {place}")
            for place, number in enumerate(model.ids[:high])
            for key in keys
        ]
        await self._step("paste", rows.set_cells, cells, shown=[cell[0] for cell in cells])
        ids = model.ids[: min(CHANGED, len(model.ids))]
        transform = Transform(how=How.SET, text="Everybody")
        await self._step("bulk", bulk.stage, rows, ids, ["embeddedData.field9"], transform)
        await self._step("undo", rows.undo)
        self._seen["memory"] = psutil.Process().memory_info().rss / 1e6

    async def _step(
        self, key: str, do: Callable[..., object], *arguments: object, shown: Sequence[int] = ()
    ) -> None:
        self._gaps.enter(key)
        started = time.perf_counter()
        await asyncio.to_thread(do, *arguments)
        self._page.model.refresh(shown or self._page.model.ids[:100])
        await self._painted(self._page.model.rows_arrived)
        self._note(key, started)

    async def _until_rows(self, key: str, act: Callable[[], object]) -> None:
        """From a gesture until the rows it asked for are painted."""
        self._gaps.enter(key)
        model, started = self._page.model, time.perf_counter()
        act()
        await self._painted(model.replaced)
        while model.ids and model.row(0) is None:
            await self._painted(model.rows_arrived)
        self._note(key, started)

    async def _painted(self, signal: SignalInstance) -> None:
        """Wait until Qt has painted the grid after a signal; no more often than it does anyway."""
        viewport = self._page.grid.viewport()
        watch = _PaintWatch(viewport)
        signal.connect(watch.begin)
        signal.connect(viewport.update)
        try:
            await watch.painted.wait()
        finally:
            signal.disconnect(watch.begin)
            signal.disconnect(viewport.update)
            viewport.removeEventFilter(watch)

    async def _scroll(self) -> float:
        """The longest of many steps over the whole table, rows still missing shown as such."""
        self._gaps.enter("scroll")
        grid = self._page.grid
        bar, longest = grid.verticalScrollBar(), 0.0
        for step in range(STEPS):
            started = time.perf_counter()
            bar.setValue(bar.maximum() * step // (STEPS - 1))
            grid.viewport().repaint()
            longest = max(longest, time.perf_counter() - started)
            await asyncio.sleep(0)
        bar.setValue(0)
        return longest * 1000

    def _note(self, key: str, started: float) -> None:
        self._seen[key] = (time.perf_counter() - started) * 1000


def _fail(error: DeskError) -> None:
    raise error


async def play(path: Path, rows: int) -> dict[str, float]:
    table = open_table(path)
    fill(table, rows)
    edits = EditSet(path.with_suffix(".edits"))
    try:
        return await Player(table, edits).play()
    finally:
        edits.close()
        table.close()


def main() -> None:
    application = make_application()
    # As the program does it.
    sys.setswitchinterval(SWITCH)
    with asyncio.Runner(loop_factory=lambda: make_loop(application)) as runner:
        seen = runner.run(play(Path(sys.argv[1]), int(sys.argv[2])))
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
