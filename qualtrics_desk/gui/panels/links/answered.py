"""Finds out who of the links that are shown has answered, when somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm

if TYPE_CHECKING:
    from qualtrics_desk.gui.panels.links.panel import LinksPanel


class WhoAnswered(QObject):
    """Asks the history of the distribution, after the question that this needs."""

    def __init__(self, panel: LinksPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    async def read(self) -> None:
        """Read who has answered."""
        from qualtrics_desk.services.background.messages import ReadAnswered
        from qualtrics_desk.services.tables.answered import AnsweredRead

        panel, now = self._panel, self._panel.now
        links, reading = now.links, now.reading
        if links is None or reading is None or not now.is_whole or links.is_reading:
            return
        text = self.tr(
            "Links do not say whether they were used; the history of the distribution does. It has"
            " an entry for each of {0}. Reading it has no effect on anybody: it counts as no"
            " contact, and no date changes. The answer is kept until the links are read again."
        ).format(words.links(int(reading.facts.get("rows", reading.rows))))
        accept = self.tr("Read the history")
        if not await confirm(panel, self.tr("Who has not answered yet?"), text, accept):
            return
        await panel.desk.run(
            self.tr("Read who has answered “{0}”").format(now.survey_name),
            ReadAnswered(distribution=links.distribution),
            AnsweredRead,
            room="links",
        )
        if links is now.links:
            await panel.reading.show_anew()
            panel.reading.show_tile("unanswered")
