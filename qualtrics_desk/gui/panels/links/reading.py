"""Reading the links of the chosen distribution, and showing what is there of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.domain.rows import View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.panels.links import reconciliation
from qualtrics_desk.gui.panels.links.distribution_list import kind_of
from qualtrics_desk.gui.panels.links.open_links import OpenLinks, open_links, usual_columns
from qualtrics_desk.services.links.guard import is_harmless

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.gui.panels.links.panel import LinksPanel
    from qualtrics_desk.gui.panels.links.situation import Situation
    from qualtrics_desk.services.tables.links import LinksRead
    from qualtrics_desk.store.tables.reading import Reading

_LINK_LETTERS = 28
_COLUMNS = "links"
"""Under this name the choice of columns is kept."""


class LinkReading(QObject):
    """Everything between a distribution that is chosen and its rows in the grid.

    Signals:
        changed: Something of the situation is another now.
    """

    changed = Signal()

    def __init__(self, panel: LinksPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._desk = panel.desk
        self._tasks = panel.tasks
        self._ui = panel.ui
        self._ui.tiles.chosen.connect(self.show_tile)
        self._ui.page.filter_bar.view_changed.connect(
            lambda view: self._ui.tiles.choose(reconciliation.tile_of(view))
        )

    @property
    def _now(self) -> Situation:
        return self._panel.now

    def open(self, survey: str, distribution: str) -> None:
        """Open what was read of a distribution before."""
        self._tasks.start(self._open(survey, distribution), key="open")

    def close(self) -> None:
        """Show no links any more."""
        links = self._now.links
        self._now.links = self._now.reading = None
        self._ui.page.set_source(None)
        if links is not None:
            # A question to the store may be under way in a thread: closed behind it.
            self._desk.tasks.start(asyncio.to_thread(links.table.close))

    def start(self) -> None:
        """Read the links, after the question that this needs."""
        if not self._tasks.is_running("links.read"):
            self._tasks.start(self._read(), key="links.read")

    async def show_anew(self) -> None:
        """Show what the store has of these links now."""
        links = self._now.links
        shown = None if links is None else await links.shown()
        if shown is not None and links is self._now.links:
            self._show_reading(shown)
            self._ui.page.model.reload()
        self.changed.emit()

    def show_tile(self, key: str) -> None:
        """Show the links that a count counts; what nobody has counted yet is asked for."""
        facts = {} if self._now.reading is None else self._now.reading.facts
        if key == "unanswered" and not reconciliation.is_answered_known(facts):
            self._ui.tiles.choose(reconciliation.tile_of(self._ui.page.filter_bar.view()))
            self._panel.actions_.qaction("links.answered").trigger()
            return
        bar, model = self._ui.page.filter_bar, self._ui.page.model
        view = View(text=bar.view().text, filters=reconciliation.filters_of(key))
        bar.set_view(view)
        model.set_view(msgspec.structs.replace(view, sort=model.view.sort))
        self._ui.tiles.choose(reconciliation.tile_of(view))

    async def _open(self, survey: str, distribution: str) -> None:
        links = await open_links(self._desk, survey, distribution)
        reading = await links.shown()
        chosen = self._now.chosen
        if chosen is None or chosen.id != distribution:
            await asyncio.to_thread(links.table.close)
            return
        self._now.links = links
        if reading is not None:
            self._show_reading(reading)
        self.changed.emit()

    async def _read(self) -> None:
        links, chosen = self._now.links, self._now.chosen
        if links is None or chosen is None or links.is_reading:
            return
        if not await self._may_read(chosen) or links is not self._now.links:
            return
        consent = None if is_harmless(chosen) else links.distribution
        self._now.failure = None
        self._ui.notice.clear()
        title = self.tr("Read the links of “{0}”").format(self._now.survey_name)
        work = links.read(self._desk, self._tasks, title, consent, self._on_growth)
        task = self._tasks.start(_ended(work), key="reading")
        await asyncio.sleep(0)
        self.changed.emit()
        try:
            read = await task
        finally:
            self._ui.page.set_loading(False)
        if isinstance(read, DeskError):
            await self._show_cut_off(links, read)
            return
        if links is not self._now.links:
            return
        await self.show_anew()
        if read.warnings:
            self._ui.notice.tell(" ".join(read.warnings), "warning")

    async def _may_read(self, chosen: Distribution) -> bool:
        """Ask before something happens that the page does not say already."""
        if is_harmless(chosen):
            if not self._now.is_whole:
                return True
            return await confirm(
                self._panel,
                self.tr("Reading counts as a contact once more"),
                self._now.effect(),
                self.tr("Read again"),
            )
        return await confirm(
            self._panel,
            self.tr("Reading resets the dates of these e-mails"),
            self.tr(
                "This distribution was not made as personal links ({0}). Reading its links sets"
                " the e-mail status dates of its recipients to now, and counts as a contact for"
                " each of them. That cannot be taken back."
            ).format(kind_of(chosen)),
            self.tr("Read and reset the dates"),
            facts=self._scope(),
            typed=chosen.id or "",
            danger=True,
        )

    def _scope(self) -> list[str]:
        people = self._now.people
        counted = "" if people is None else words.people(people)
        told = " · ".join(part for part in (self._now.list_name, counted) if part)
        return [told] if told else []

    def _on_growth(self, reading: Reading) -> None:
        if not self._now.is_reading or reading.is_complete:
            return
        first = self._now.reading is None
        self._ui.page.set_loading(True, reading.rows, reading.total)
        self._show_reading(reading)
        if first:
            self.changed.emit()
        else:
            self._ui.page.model.appended()
            self._ui.subtitle_label.setText(self._now.head())

    async def _show_cut_off(self, links: OpenLinks, error: DeskError) -> None:
        if links is not self._now.links:
            self._desk.tell_error(error)
            return
        reading = await links.shown()
        if reading is not None and links is self._now.links:
            self._show_reading(reading)
        is_wish = isinstance(error, JobStopped)
        if self._now.reading is None:
            self._now.failure = None if is_wish else error
        elif not is_wish:
            text = explain(error).sentences
            self._ui.notice.tell(text, "danger", self.tr("Go on reading"), self.start)
        self.changed.emit()

    def _show_reading(self, reading: Reading) -> None:
        links, page = self._now.links, self._ui.page
        if links is None:
            return
        before, self._now.reading = self._now.reading, reading
        columns = columns_of(
            reading.columns,
            formats={reconciliation.STATE: reconciliation.state_word},
            widths={"link": _LINK_LETTERS},
        )
        if page.model.source is not links.table:
            page.remember_columns(_COLUMNS, self._desk)
            page.set_source(links.table, columns, view=View(filters=(reconciliation.READY,)))
            if _COLUMNS not in self._desk.settings.appearance.columns:
                page.grid.show_columns(usual_columns(reading.columns))
        elif before is not None and before.columns != reading.columns:
            page.set_columns(columns)
            if all(column.key != reconciliation.ANSWERED for column in reading.columns):
                # Read anew: nobody has asked yet who has answered these.
                page.filter_bar.remove_filter(reconciliation.ANSWERED)
        page.set_moment(reading.read_at)
        self._show_tiles(reading)
        if not reading.is_complete and not links.is_reading:
            self._ui.notice.tell(
                self.tr("Read before it was cut off: {0}; the rest is missing.").format(
                    words.links(reading.rows)
                ),
                "warning",
                self.tr("Read the rest"),
                self.start,
                closable=False,
            )

    def _show_tiles(self, reading: Reading) -> None:
        tiles = reconciliation.tiles_of(reading.facts)
        self._ui.tiles.set_tiles(tiles)
        for facts in tiles:
            tile = self._ui.tiles.tile(facts.key)
            if tile is not None:
                tile.set_pressable(facts.leads_somewhere)
        self._ui.tiles.choose(reconciliation.tile_of(self._ui.page.filter_bar.view()))


async def _ended(reading: Awaitable[LinksRead]) -> LinksRead | DeskError:
    """A failure as a value: as one of the task it would be told a second time."""
    try:
        return await reading
    except DeskError as error:
        return error
