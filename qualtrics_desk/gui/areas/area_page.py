"""One area: the list at the left, the thing one is at beside it, and what can be done."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.rows import View
from qualtrics_desk.gui.areas.area_words import refused
from qualtrics_desk.gui.errors import Severity, explain
from qualtrics_desk.gui.forms.ui_area_page import Ui_AreaPage
from qualtrics_desk.gui.models.columns import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualtrics_desk.gui.areas.area_view import AreaView, Raw
    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.services.engine.progress import Progress
    from qualtrics_desk.store.tables.reading import Reading
    from qualtrics_desk.store.tables.table import Table

LIST, DETAIL = 620, 480
"""Widths at the design size."""


class AreaPage(QWidget):
    """Shows an area.

    Attributes:
        view: What it shows and how.
        of: What the things belong to, such as the id of a library; "" for nothing.
        failure: Why the list could not be read last, or None.

    Signals:
        changed: Something else is shown or can be done now.
    """

    changed = Signal()

    def __init__(self, view: AreaView, panel: Panel) -> None:
        super().__init__(panel)
        self.ui = Ui_AreaPage()
        self.ui.setupUi(self)
        self.view = view
        self.of = ""
        self.failure: DeskError | None = None
        self.reading: Reading | None = None
        self.panel, self.desk, self.tasks = panel, panel.desk, panel.tasks
        self._table: Table | None = None
        self._wanted = ""
        page = self.ui.page
        page.begin(self.tasks)
        page.grid.setAccessibleName(view.title())
        page.grid.setSelectionMode(page.grid.SelectionMode.SingleSelection)
        page.remember_columns(f"area {view.area.name}", self.desk)
        page.selection_changed.connect(self._on_selected)
        page.model.replaced.connect(self._on_listed)
        page.failed.connect(lambda error: self._say(error, self._reload))
        page.filter_bar.set_placeholder(self.tr("Search…"))
        export = panel.actions_.qaction(f"{panel.ROOM}.export")
        # The button below the list is short; menus and the palette say what is exported.
        export.setIconText(self.tr("Export…"))
        page.set_export(export)
        named = [f"{panel.ROOM}.{verb}" for verb in self._verbs()]
        actions = [panel.actions_.qaction(name) for name in (*named, *view.actions)]
        self.ui.detail.begin(view, self, actions)
        self.ui.splitter.setSizes([LIST, DETAIL])
        self.ui.splitter.setStretchFactor(0, 3)
        self.ui.splitter.setStretchFactor(1, 2)
        page.setVisible(not view.is_single)
        self.setFocusProxy(page.grid)
        self._show_nothing_chosen()

    def _verbs(self) -> Sequence[str]:
        view = self.view
        return [
            verb for verb, text in (("change", view.changes()), ("delete", view.deletes())) if text
        ]

    # What is chosen

    @property
    def thing(self) -> str:
        """The id of the thing one is at, or ""."""
        return self.ui.detail.thing

    @property
    def raw(self) -> Raw:
        """The thing one is at, as far as it is known."""
        return self.ui.detail.raw

    @property
    def rows(self) -> int:
        """How many there are, as far as it is known."""
        return 0 if self.reading is None else self.reading.rows

    def values_of(self, column: str) -> list[str]:
        """Values that occur in a column, the commonest first; blocks for a moment."""
        if self._table is None or self.reading is None:
            return []
        return [str(value) for value, _ in self._table.values_of(column) if value]

    def choose(self, thing: str) -> None:
        """Go to a thing, as soon as the list shows it."""
        self._wanted = thing
        if not self.ui.page.model.is_busy:
            self._on_listed()

    # Opening and reading

    def open(self) -> None:
        """Show what is stored, then read the list anew; once open, nothing happens."""
        if self._table is None and not self.tasks.is_running((self, "open")):
            self.tasks.start(self._open(), key=(self, "open"))

    def set_of(self, of: str) -> None:
        """Show the things of something else."""
        if of != self.of:
            self.reset()
            self.of = of

    def reset(self) -> None:
        """Forget what is shown."""
        for key in ("open", "read", "show", "first"):
            self.tasks.cancel((self, key))
        table, self._table = self._table, None
        self.reading = self.failure = None
        self._wanted = ""
        self.ui.page.set_source(None)
        self.ui.detail.forget()
        self.ui.notice.clear()
        self._show_nothing_chosen()
        if table is not None:
            self.desk.tasks.start(asyncio.to_thread(table.close))

    async def aclose(self) -> None:
        """Close the store; the tasks have ended."""
        if self._table is not None:
            await asyncio.to_thread(self._table.close)

    async def _open(self) -> None:
        from qualtrics_desk.services.tables.places import profile_of
        from qualtrics_desk.store.tables.table import open_table

        self.ui.states.show_loading(self.tr("Reading the list…"))
        name = self.view.area.table(self.of)
        path = self.desk.home.table(profile_of(self.desk.session), name)
        try:
            table = await asyncio.to_thread(open_table, path)
            self._table = table
            self.reading = await asyncio.to_thread(lambda: table.shown)
        except DeskError as error:
            self.ui.states.show_error(error, self._open_again)
            return
        self._show_source()
        self.refresh()

    def _open_again(self) -> None:
        table, self._table = self._table, None
        if table is not None:
            table.close()
        self.open()

    def _show_source(self) -> None:
        view = self.view
        columns = columns_of(
            view.area.columns, hidden=view.hidden, widths=view.widths, formats=view.formats
        )
        self.ui.page.set_source(self._table, columns, noun=view.noun, view=View())
        self._show_state()

    def refresh(self) -> None:
        """Read the list anew, and the thing one is at."""
        if self._table is not None and not self.tasks.is_running((self, "read")):
            self.tasks.start(self._read(self._table), key=(self, "read"))

    async def _read(self, table: Table) -> None:
        from qualtrics_desk.services.areas.reading import read_area
        from qualtrics_desk.services.background.messages import ReadArea
        from qualtrics_desk.services.tables.reading import TableRead

        self.failure = None
        warnings: list[str] = []
        self.ui.page.set_loading(True)
        self._show_state()
        try:
            area = self.view.area
            if area.is_local:
                await read_area(self.desk.session, area, self.of)
            else:
                request = ReadArea(area=area.name, of=self.of)
                read = await self.desk.worker.call(request, TableRead, self._on_progress)
                warnings = read.warnings
        except DeskError as error:
            self.failure = error
        finally:
            self.ui.page.set_loading(False)
        self.reading = await asyncio.to_thread(lambda: table.shown)
        self._wanted = self._wanted or self.thing
        self.ui.detail.is_whole = False
        self.ui.page.model.reload()
        self._show_state()
        self._tell(warnings)

    def _on_progress(self, progress: Progress) -> None:
        self.ui.page.set_loading(True, progress.done, progress.total)
        if self.reading is None or not self.reading.is_complete:
            self.tasks.start(self._show_first(), key=(self, "first"))

    async def _show_first(self) -> None:
        table = self._table
        reading = None if table is None else await asyncio.to_thread(lambda: table.shown)
        if reading is not None:
            self.reading = reading
            self.ui.page.model.appended()
            self._show_state()

    def _reload(self) -> None:
        self.ui.page.model.reload()

    # States

    def _tell(self, warnings: Sequence[str]) -> None:
        notice, again = self.ui.notice, self.tr("Try again")
        if self.failure is not None and self.rows:
            said = explain(self.failure).sentences
            is_all = self.reading is not None and self.reading.is_complete
            text = (
                self.tr("The list could not be read anew. {0}").format(said)
                if is_all
                else self.tr("Only {0} could be read. {1}").format(self.view.noun(self.rows), said)
            )
            notice.tell(text, "warning", again, self.refresh)
        elif warnings:
            text = self.tr("The list may not be complete. {0}").format(" ".join(warnings))
            notice.tell(text, "warning", again, self.refresh)
        else:
            notice.clear()

    def _say(self, error: DeskError, retry: Callable[[], object]) -> None:
        self.ui.notice.tell(explain(error).sentences, "danger", self.tr("Try again"), retry)

    def _show_state(self) -> None:
        reading, states = self.reading, self.ui.states
        is_remembered = self.view.area.is_remembered
        if reading is not None and reading.read_at is not None and not is_remembered:
            self.ui.page.set_moment(reading.read_at)
        if reading is None or not (reading.rows or reading.is_complete):
            if self.failure is not None:
                states.show_error(refused(self.view, self.failure, self.desk), self.refresh)
            else:
                states.show_loading(self.tr("Reading the list…"))
        elif not reading.rows:
            title, text = self.view.empty()
            new = self.view.new() if not self.why_not_new() else ""
            act = self.panel.actions_.qaction(f"{self.panel.ROOM}.new").trigger
            states.show_empty(title, text, new, act if new else None, self.view.icon)
        else:
            states.show_content()
        self.changed.emit()

    def why_not_new(self) -> str:
        """Why none can be made now; "" where it can."""
        if not self.view.new():
            return self.view.area.lacks or self.tr("The service makes none of these.")
        return self.why_not_write()

    def why_not_write(self) -> str:
        """Why nothing can be written here now; "" where it can."""
        if self.desk.is_read_only:
            return self.tr("This profile is read-only.")
        if self.failure is not None and explain(self.failure).severity is Severity.FORBIDDEN:
            return self.view.forbidden()[0]
        if self.view.area.of and not self.of:
            return self.tr("Choose first what it belongs to.")
        return ""

    def why_not_change(self) -> str:
        """Why the thing one is at cannot be changed or deleted now."""
        if not self.thing:
            return self.tr("Choose one from the list first.")
        return self.why_not_write()

    # The thing one is at

    def _on_listed(self) -> None:
        model, wanted = self.ui.page.model, self._wanted
        if self._table is None:
            return
        if self.view.is_single and model.ids and not self.thing:
            self.tasks.start(self._show(model.ids[0]), key=(self, "show"))
        elif wanted:
            self.tasks.start(self._go_to(wanted), key=(self, "go"))
        self.changed.emit()

    async def _go_to(self, thing: str) -> None:
        table, grid = self._table, self.ui.page.grid
        row_id = None if table is None else await asyncio.to_thread(table.id_of, thing)
        if row_id is None and self.tasks.is_running((self, "read")):
            # The reading under way may bring it.
            return
        self._wanted = ""
        if row_id is None:
            if thing == self.thing and self.failure is None:
                # It was deleted.
                self.ui.detail.forget()
                self._show_nothing_chosen()
                self.changed.emit()
            return
        if grid.show_row(row_id):
            grid.select_ids([row_id])
        await self._show(row_id)

    def _on_selected(self) -> None:
        chosen = self.ui.page.grid.selected_ids()
        if len(chosen) == 1:
            self.tasks.start(self._show(chosen[0]), key=(self, "show"))

    async def _show(self, row_id: int) -> None:
        """Show a thing: its row at once, then all that the service says of it."""
        from qualtrics_desk.services.areas.reading import show_thing

        table, detail, area = self._table, self.ui.detail, self.view.area
        raw = None if table is None else await asyncio.to_thread(table.raw, row_id)
        if raw is None:
            return
        thing = area.id_of(raw)
        if thing == detail.thing and detail.is_whole:
            return
        self.ui.detail_states.show_content()
        known = detail.raw if thing == detail.thing else {}
        detail.show_thing(thing, {**known, **raw}, is_whole=area.show is None)
        self.changed.emit()
        if area.show is None:
            return
        try:
            whole = await show_thing(self.desk.session, area, thing, self.of)
        except DeskError as error:
            if detail.thing == thing:
                said = self.tr("Only what the list says is shown. {0}")
                detail.ui.notice.tell(
                    said.format(explain(error).sentences),
                    "warning",
                    self.tr("Try again"),
                    lambda: self.tasks.start(self._show(row_id), key=(self, "show")),
                )
            return
        if detail.thing == thing:
            detail.ui.notice.clear()
            detail.show_thing(thing, {**raw, **whole}, is_whole=True)
            self.changed.emit()

    def show_anew(self, raw: Raw) -> None:
        """The thing one is at was changed from here: show it as it is now."""
        self.ui.detail.show_thing(self.thing, {**self.raw, **raw}, is_whole=True)

    def _show_nothing_chosen(self) -> None:
        self.ui.detail_states.show_empty(
            self.tr("Nothing chosen"),
            self.tr("Choose one from the list to see everything that is known of it."),
            picture=self.view.icon,
        )
