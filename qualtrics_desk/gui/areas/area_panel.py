"""A room of areas: a tab for each, the same verbs for all."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui.areas.area_page import AreaPage
from qualtrics_desk.gui.areas.area_words import refused
from qualtrics_desk.gui.areas.area_work import AreaWork
from qualtrics_desk.gui.forms.ui_area_panel import Ui_AreaPanel
from qualtrics_desk.gui.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.areas.area_view import AreaView
    from qualtrics_desk.gui.desk import Desk


class AreaPanel(Panel):
    """Shows the areas of a room.

    Attributes:
        VIEWS: Its areas, in the order of the tabs.
        work: What its verbs do.
        OF: The area whose things the others belong to, shown as a box; None for none.
    """

    VIEWS: ClassVar[Sequence[AreaView]] = ()
    OF: ClassVar[AreaView | None] = None

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_AreaPanel()
        self.ui.setupUi(self)
        self.ui.title_label.setText(self.title())
        self.pages = {view.area.name: AreaPage(view, self) for view in self.VIEWS}
        for page in self.pages.values():
            self.ui.pages.addWidget(page)
            self.ui.tabs.addTab(page.view.title())
            page.changed.connect(self._on_page_changed)
        self.add_pages()
        self.ui.tabs.setVisible(self.ui.tabs.count() > 1)
        self.ui.of_box.setVisible(self.OF is not None)
        self.ui.of_box.setAccessibleName(self.OF.title() if self.OF is not None else "")
        self.ui.of_box.activated.connect(lambda _place: self._on_of())
        self.ui.tabs.currentChanged.connect(self._on_tab)
        self.work = AreaWork(self)
        self._connect()
        self._focus_page()
        self.desk.settings_changed.connect(self.offer)
        self.offer()

    def title(self) -> str:
        """What the room is called."""
        raise NotImplementedError

    def add_pages(self) -> None:
        """Add tabs that are no areas, with `add_page`."""

    def add_page(self, title: str, page: QWidget) -> None:
        """Add a tab that is no area."""
        self.ui.pages.addWidget(page)
        self.ui.tabs.addTab(title)

    @property
    def page(self) -> AreaPage | None:
        """The area that is shown; None where another page is."""
        shown = self.ui.pages.currentWidget()
        return shown if isinstance(shown, AreaPage) else None

    # Coming and going

    @override
    async def enter(self, what: Mapping[str, Any]) -> None:
        """Show the room; with `area` that one, with `thing` one of it."""
        page = self.pages.get(str(what.get("area", "")))
        if page is not None:
            self.ui.tabs.setCurrentIndex(self.ui.pages.indexOf(page))
        if self.OF is not None and self.ui.of_box.count() == 0:
            await self.tasks.start(self._read_of(), key="of")
        self._open()
        if page is not None and what.get("thing"):
            page.choose(str(what["thing"]))

    @override
    def reset(self) -> None:
        """Forget what is shown of the profile before."""
        self.tasks.cancel("of")
        self.ui.of_box.clear()
        self.ui.notice.clear()
        for page in self.pages.values():
            page.reset()
            page.of = ""
        self.ui.states.show_content()
        self.offer()

    @override
    async def aclose(self) -> None:
        await super().aclose()
        for page in self.pages.values():
            await page.aclose()

    def _open(self) -> None:
        page = self.page
        if page is None or not self.desk.is_signed_in:
            return
        if page.view.area.of:
            page.set_of(str(self.ui.of_box.currentData() or ""))
            if not page.of:
                return
        page.open()
        self.offer()

    async def _read_of(self) -> None:
        """Read what the things belong to, for the box."""
        from qualtrics_desk.services.areas.reading import list_area

        view = self.OF
        if view is None:
            return
        self.ui.states.show_loading(self.tr("Reading the list…"))
        try:
            found = await list_area(self.desk.session, view.area)
        except DeskError as error:
            self.ui.states.show_error(refused(view, error, self.desk), self._read_of_again)
            return
        if not found:
            title, text = view.empty()
            self.ui.states.show_empty(
                title, text, self.tr("Refresh"), self._read_of_again, view.icon
            )
            return
        self.ui.states.show_content()
        self.ui.of_box.clear()
        for raw in found:
            self.ui.of_box.addItem(view.name_of(raw), view.area.id_of(raw))

    def _read_of_again(self) -> None:
        async def again() -> None:
            await self._read_of()
            self._open()

        self.tasks.start(again(), key="of")

    def _on_of(self) -> None:
        self._open()

    def _on_tab(self, place: int) -> None:
        self.ui.pages.setCurrentIndex(place)
        self._focus_page()
        self._open()
        self.offer()

    def _focus_page(self) -> None:
        """Let the page that is shown have the focus of the room."""
        shown = self.ui.pages.currentWidget()
        if shown is not None:
            self.setFocusProxy(shown)

    async def choices(self, page: AreaPage) -> dict[str, list[str]]:
        """Values that occur, by field, for the forms of an area."""
        found = {}
        for field, (area, column) in page.view.form.items():
            found[field] = await asyncio.to_thread(self.pages[area].values_of, column)
        return found

    # What can be done

    def _connect(self) -> None:
        room, actions = self.ROOM, self.actions_
        actions.bind(f"{room}.refresh", self.ui.refresh_button)
        self.ui.refresh_button.setText(self.tr("Refresh"))
        # Rooms whose things can be brought in by file show it.
        self.ui.import_button.hide()
        self.ui.new_button.clicked.connect(actions.qaction(f"{room}.new").trigger)
        actions.connect_to(f"{room}.refresh", self._refresh)
        actions.connect_to(f"{room}.find", self._find)
        for verb, work in (
            ("new", self.work.new),
            ("change", self.work.change),
            ("delete", self.work.delete),
            ("export", self.work.export),
        ):
            actions.connect_to(f"{room}.{verb}", self._starter(work, verb))

    def _starter(
        self, work: Callable[[], Coroutine[Any, Any, None]], key: str
    ) -> Callable[[], None]:
        def start() -> None:
            if not self.tasks.is_running(key):
                self.tasks.start(work(), key=key)

        return start

    def connect_thing(
        self, action: str, work: Callable[[AreaPage], Coroutine[Any, Any, None]]
    ) -> None:
        """Let an action do something with the thing one is at."""

        async def do() -> None:
            if self.page is not None and self.page.thing:
                await work(self.page)

        self.actions_.connect_to(action, self._starter(do, action))

    def _on_page_changed(self) -> None:
        self.offer()

    def offer(self) -> None:
        """Offer what can be done now; what cannot says why."""
        page, room, enable = self.page, self.ROOM, self.actions_.set_enabled
        none = self.tr("This page has no list.")
        new = page.view.new() if page is not None else ""
        why_new = none if page is None else page.why_not_new()
        enable(f"{room}.new", not why_new, why_new)
        self.ui.new_button.setVisible(bool(new))
        self.ui.new_button.setText(new)
        self.ui.new_button.setAccessibleName(new)
        self.ui.new_button.setEnabled(not why_new)
        self.ui.new_button.setToolTip(why_new)
        is_reading = page is not None and self.tasks.is_running((page, "read"))
        for verb in ("refresh", "find"):
            enable(f"{room}.{verb}", page is not None, none)
        if is_reading:
            enable(f"{room}.refresh", False, self.tr("The list is being read."))
        for verb in ("change", "delete"):
            text, why = "", none
            if page is not None:
                text = page.view.changes() if verb == "change" else page.view.deletes()
                why = page.why_not_change() if text else page.view.area.lacks or none
            action = self.actions_.qaction(f"{room}.{verb}")
            if text:
                action.setText(text)
            enable(f"{room}.{verb}", not why, why)
        enable(
            f"{room}.export",
            page is not None and page.rows > 0,
            self.tr("There is nothing to export."),
        )
        self.offer_more(page)
        self._show_subtitle()

    def offer_more(self, page: AreaPage | None) -> None:
        """Offer the room's own actions."""

    def _show_subtitle(self) -> None:
        page = self.page
        text = self.subtitle(page)
        if page is not None and page.reading is not None and page.rows:
            text = page.view.noun(page.rows)
            if page.view.is_single:
                text = page.view.area.lacks and self.subtitle(page)
        self.ui.subtitle_label.setText(text)

    def subtitle(self, _page: AreaPage | None) -> str:
        """The second line where nothing is listed."""
        return ""

    def _refresh(self) -> None:
        if self.page is not None:
            if self.OF is not None and not self.ui.of_box.count():
                self._read_of_again()
            self.page.refresh()
            self.offer()

    def _find(self) -> None:
        if self.page is not None:
            self.page.ui.page.filter_bar.focus_search()
