"""Following what other windows and commands of this person do to the list that is open.

They share its files: one reads the list anew, and every row gets another number; another stages
changes, and they are sent with the ones of this window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel

EVERY_MS = 1_000
"""Two numbers are asked for, in a thread."""


class Following(QObject):
    """Looks whether the files of the open list were written by somebody else."""

    def __init__(self, panel: ContactsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._seen: tuple[OpenList, tuple[int, int]] | None = None
        timer = QTimer(self, interval=EVERY_MS)
        timer.timeout.connect(self._on_time)
        timer.start()

    async def begin(self, opened: OpenList) -> None:
        """Remember how things stand before anything of the list is shown."""
        self._seen = opened, await opened.written_by_others()

    def look(self) -> None:
        """Show the list as it is now."""
        opened = self._panel.opened
        if opened is not None:
            self._panel.tasks.start(self._show(opened), key="follow")

    def _on_time(self) -> None:
        panel = self._panel
        opened = panel.opened
        if opened is None or not panel.isVisible() or panel.tasks.is_running("follow"):
            return
        # The room shows itself what it does.
        if not opened.is_reading and not panel.sending.is_sending:
            panel.tasks.start(self._compare(opened), key="follow")

    async def _compare(self, opened: OpenList) -> None:
        now = await opened.written_by_others()
        if self._seen is not None and self._seen[0] is opened and self._seen[1] != now:
            self._seen = opened, now
            await self._show(opened)

    async def _show(self, opened: OpenList) -> None:
        panel = self._panel
        shown = await opened.shown()
        if opened is panel.opened:
            panel.reading.show_columns(shown)
            panel.ui.page.model.reload()
            panel.reading.show(shown)
            await panel.editing.show_counts()
