"""Reading the open list: what is there grows in the grid, and is said above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.gui import words
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.panels.contacts.contact_columns import STATES, contact_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
    from qualtrics_desk.store.tables.reading import Reading

MOST_KEPT = 500
"""Selected rows that are found again when the list was read anew."""


class ListReading(QObject):
    """Reads the list that is open in the panel, and shows how much of it is there."""

    def __init__(self, panel: ContactsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._desk = panel.desk
        self._ui = panel.ui

    def start(self) -> None:
        """Read the open list from the service."""
        opened = self._panel.opened
        if opened is not None and not opened.is_reading:
            self._panel.tasks.start(self._read(opened), key="read")

    async def _read(self, opened: OpenList) -> None:
        page = self._ui.page
        before = await opened.shown()
        kept = await self._kept_keys(opened)
        self._ui.notice.hide()
        page.set_loading(True)
        if before is None or not before.rows:
            self._ui.list_states.show_loading(self.tr("Reading the contacts…"))
        failure: DeskError | None = None
        try:
            await opened.read(
                self._desk, self._panel.tasks, lambda one: self._on_growth(opened, one)
            )
        except DeskError as error:
            failure = error
        if self._panel.opened is not opened:
            return
        page.set_loading(False)
        shown = await opened.shown()
        self.show_columns(shown)
        page.model.reload()
        self.show(shown)
        if failure is not None:
            self._show_failure(failure, shown)
        if any(kept):
            await self._select_again(opened, *kept)

    def _on_growth(self, opened: OpenList, shown: Reading) -> None:
        if self._panel.opened is not opened:
            return
        self.show_columns(shown)
        if shown.is_complete:
            self._ui.page.set_loading(opened.is_reading)
        else:
            self._ui.page.set_loading(opened.is_reading, shown.rows, shown.total)
            self._ui.page.model.appended()
        if shown.rows:
            self._ui.list_states.show_content()
        self.show_subtitle(shown)

    def show_columns(self, shown: Reading | None) -> None:
        """Offer the columns that the list has now."""
        if shown is None or not shown.columns:
            return
        opened = self._panel.opened
        if opened is None:
            return
        columns = contact_columns(shown.columns, opened.kind)
        self._ui.page.set_columns(columns, STATES)
        self._ui.detail.set_columns(columns)

    def show(self, shown: Reading | None) -> None:
        """Say how many contacts there are, how fresh, and what is missing."""
        self.show_subtitle(shown)
        self._ui.page.set_moment(None if shown is None else shown.read_at)
        if shown is None or self._panel.opened is None:
            return
        is_empty = shown.is_complete and not shown.rows and not self._panel.editing.staged
        if is_empty:
            self._ui.list_states.show_empty(
                self.tr("This list is empty"),
                self.tr("Import a file into it, or add contacts one by one."),
                "" if self._desk.is_read_only else self.tr("Import into this list…"),
                self._panel.actions_.qaction("contacts.import").trigger,
                "contacts",
            )
        else:
            self._ui.list_states.show_content()
        if shown.is_complete:
            self._ui.tree.places.set_count(self._panel.opened.list_id, shown.rows)
            if shown.warnings and not self._ui.notice.isVisible():
                self._ui.notice.tell(" ".join(shown.warnings), "warning")
        elif not self._panel.opened.is_reading:
            self._tell_part(shown)

    def show_subtitle(self, shown: Reading | None) -> None:
        """Say where the list is and what is there of it; without one, what can be done."""
        if self._panel.opened is None:
            self._ui.subtitle_label.setText(self.tr("Choose a list to see its contacts"))
            return
        directory = self._panel.opened.place.directory
        parts = [directory.name or self.tr("Directory")]
        if shown is not None:
            parts.append(words.contacts(shown.rows))
            if shown.read_at is not None:
                parts.append(self.tr("read {0}").format(words.ago(shown.read_at)))
        if self._desk.is_read_only:
            parts.append(self.tr("read-only profile"))
        elif not self._panel.opened.kind.can_change:
            parts.append(self.tr("can only be looked at"))
        self._ui.subtitle_label.setText(" · ".join(parts))

    def _show_failure(self, error: DeskError, shown: Reading | None) -> None:
        if shown is None or not shown.rows:
            self._ui.list_states.show_error(error, self.start)
            return
        if not shown.is_complete:
            self._tell_part(shown, error)
            return
        self.tell_error(error, self.start)

    def _tell_part(self, shown: Reading, error: DeskError | None = None) -> None:
        """Say how much is there, and why the rest is not."""
        total = words.contacts(shown.total) if shown.total else self.tr("more contacts")
        parts = [self.tr("Read so far: {0} of {1}.").format(words.number(shown.rows), total)]
        if error is not None and not isinstance(error, JobStopped):
            parts.append(explain(error).sentences)
        self._ui.notice.tell(
            " ".join(parts),
            "warning",
            self.tr("Load the rest"),
            self.start,
        )

    def tell_error(self, error: DeskError, retry: Callable[[], None]) -> None:
        """Say above what is shown why no more of it is there."""
        self._ui.notice.tell(explain(error).sentences, "danger", self.tr("Try again"), retry)

    async def _kept_keys(self, opened: OpenList) -> tuple[list[str], list[str]]:
        """What the selected rows and the current one are called, to be found again."""
        grid = self._ui.page.grid
        current = grid.current_id()
        selected = list(grid.selected_ids()) if grid.selected_count() <= MOST_KEPT else []
        keys = await opened.keys(selected)
        return keys, [] if current is None else await opened.keys([current])

    async def _select_again(self, opened: OpenList, keys: list[str], current: list[str]) -> None:
        """Select rows again once the new reading is shown."""
        ids, at = await opened.ids(keys), await opened.ids(current)
        model, grid = self._ui.page.model, self._ui.page.grid

        def restore() -> None:
            if model.is_busy:
                return
            model.replaced.disconnect(restore)
            if at:
                grid.show_row(at[0], grid.current_key())
            grid.select_ids(ids)

        model.replaced.connect(restore)
        model.reload()
