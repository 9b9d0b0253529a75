"""The contacts room: directories and lists, the contacts of one, and changes staged upon them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_contacts_panel import Ui_ContactsPanel
from qualtrics_desk.gui.icons import icon, set_icon
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.contacts import places
from qualtrics_desk.gui.panels.contacts.changing import Changing
from qualtrics_desk.gui.panels.contacts.contact_columns import STATES, contact_columns
from qualtrics_desk.gui.panels.contacts.contacts_actions import (
    ACTIONS,
    CHANGING,
    CONTEXT,
    FREE,
    LIST_MENU,
    MENU,
    OF_LISTS,
    WRITING,
)
from qualtrics_desk.gui.panels.contacts.copying import Copying
from qualtrics_desk.gui.panels.contacts.editing import Editing
from qualtrics_desk.gui.panels.contacts.following import Following
from qualtrics_desk.gui.panels.contacts.list_changes import ListChanges
from qualtrics_desk.gui.panels.contacts.list_reading import ListReading
from qualtrics_desk.gui.panels.contacts.looking import Looking
from qualtrics_desk.gui.panels.contacts.open_list import OpenList, open_list
from qualtrics_desk.gui.panels.contacts.output import export_shown
from qualtrics_desk.gui.panels.contacts.sending import Sending

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.running import RunningTask
    from qualtrics_desk.services.places import Place

NARROW = 900
"""Pixels below which the details make room for the rows until they are asked for."""
_SIDES = (212, 640, 262)


class ContactsPanel(Panel):
    """The room.

    Attributes:
        opened: The list that is open, or None.
        reading: Reads it, and says what is there of it.
        editing: Stages changes upon it.
        changing: Stages changes of many cells at once.
        looking: Finds people, and reports over the list.
        sending: Sends what is staged.
        copying: Copies the list to another profile.
        list_changes: Makes, renames, gives away and deletes lists.
        following: Shows what other windows and commands do to the list.
    """

    ROOM = "contacts"
    ACTIONS = ACTIONS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_ContactsPanel()
        self.ui.setupUi(self)
        self.opened: OpenList | None = None
        self._detail_wish: bool | None = None
        ui = self.ui
        ui.page.begin(self.tasks)
        ui.page.use_filter_bar(ui.filter_bar)
        ui.filter_bar.set_placeholder(self.tr("Filter by any field…"))
        ui.page.grid.set_cell_ranges(True)
        ui.page.grid.set_gutter(True)
        ui.page.grid.setAccessibleName(self.tr("Contacts"))
        ui.splitter.setSizes(list(_SIDES))
        for place, stretch in enumerate((0, 1, 0)):
            ui.splitter.setStretchFactor(place, stretch)
        ui.side.setMinimumWidth(168)
        ui.detail.setMinimumWidth(220)
        self.reading = ListReading(self)
        self.editing = Editing(self)
        self.changing = Changing(self, self.editing)
        self.looking = Looking(self, self.editing)
        self.sending = Sending(self, self.editing)
        self.copying = Copying(self)
        self.list_changes = ListChanges(self)
        self.following = Following(self)
        self._bind()
        self._connect()
        self._show_closed()

    @property
    def is_reading(self) -> bool:
        """Whether the open list is being read."""
        return self.opened is not None and self.opened.is_reading

    # Coming and going

    @override
    async def enter(self, what: Mapping[str, Any]) -> None:
        self._allow()
        wanted = str(what.get("list_id") or "")
        if not self.ui.tree.places.has_lists:
            self.tasks.start(self.show_places(wanted), key="places")
        elif wanted:
            self._choose(wanted)
        elif self.opened is not None:
            await self._catch_up(self.opened)

    def _on_job_ended(self, task: RunningTask) -> None:
        # A commit can go on from the history while its list is open here.
        if task.job is not None and self.opened is not None and task.room != self.ROOM:
            self.tasks.start(self._catch_up(self.opened), key="catch up")

    async def _catch_up(self, opened: OpenList) -> None:
        """Take over what a commit of this list wrote that went on elsewhere, as from its job."""
        if not self.sending.is_sending and await places.settle_unfinished(self.desk, opened):
            self.ui.notice.hide()
            self.ui.page.model.reload()
            self.reading.show(await opened.shown())
        await self.editing.show_counts()

    @override
    def reset(self) -> None:
        for key in ("places", "open", "read"):
            self.tasks.cancel(key)
        self.ui.tree.forget_choice()
        self.ui.tree.set_places([])
        self.ui.lists_edit.clear()
        self.close_list()

    @override
    async def aclose(self) -> None:
        await super().aclose()
        if self.opened is not None:
            await self.opened.close()

    # Directories and lists

    def read_places(self, wanted: str = "") -> None:
        """Read directories and lists again, and open one of them."""
        self.tasks.start(self.show_places(wanted), key="places")

    async def show_places(self, wanted: str = "") -> None:
        """Read directories and lists again, and show them."""
        if not self.ui.tree.places.has_lists:
            self.ui.states.show_loading(self.tr("Reading directories and lists…"))
        try:
            branches = await places.read_branches(self.desk)
        except DeskError as error:
            if self.ui.tree.places.has_lists:
                self.reading.tell_error(error, lambda: self.read_places(wanted))
            else:
                self.ui.states.show_error(error, lambda: self.read_places(wanted))
            return
        if not branches:
            self.ui.states.show_empty(
                self.tr("No directory to see"),
                self.tr(
                    "Contacts live in a directory. This brand has none, or this user has no right"
                    " to it; the brand administrator can give it."
                ),
                self.tr("Look again"),
                self.read_places,
                "directory",
            )
            return
        self.ui.states.show_content()
        self.ui.tree.set_places(branches)
        self.tasks.start(places.tell_more(self.desk, self.ui.tree.places), key="more")
        if not self.ui.tree.places.has_lists:
            self.ui.list_states.show_empty(
                self.tr("No list yet"),
                self.tr("Contacts are kept in lists. Make one, then import a file into it."),
                "" if self.desk.is_read_only else self.tr("New list…"),
                self.actions_.qaction("contacts.new-list").trigger,
                "list",
            )
        if wanted:
            self._choose(wanted)

    def _choose(self, list_id: str) -> None:
        self.ui.lists_edit.clear()
        if not self.ui.tree.choose(list_id):
            self.ui.notice.tell(self.tr("This list is not there any more."), "warning")

    # One list

    def _on_list_chosen(self, place: Place) -> None:
        self.tasks.start(self._open(place), key="open")

    def _on_nothing_chosen(self, note: str) -> None:
        self.close_list()
        self.ui.list_states.show_empty(
            self.tr("Nothing is kept here any more"), note, picture="directory"
        )

    async def _open(self, place: Place) -> None:
        self._close_list()
        self.ui.list_states.show_loading(self.tr("Opening the list…"))
        opened = await open_list(self.desk, place)
        self.opened = opened
        self.ui.title_label.setText(opened.name)
        page = self.ui.page
        await self.following.begin(opened)
        await places.settle_unfinished(self.desk, opened)
        shown, counts = await opened.shown(), await opened.counts()
        if self.opened is not opened:
            return
        page.remember_columns(f"contacts.{opened.list_id}", self.desk)
        columns = contact_columns(() if shown is None else shown.columns, opened.kind)
        page.set_source(opened.rows, columns, states=STATES, noun=words.contacts)
        self.ui.detail.set_columns(columns)
        self.editing.open(opened)
        self._allow()
        self.reading.show(shown)
        await self.editing.show_counts()
        self.looking.show_wanted()
        if opened.wants_reading(shown, counts.total):
            self.reading.start()

    def close_list(self) -> None:
        """Show that no list is open."""
        self._close_list()
        self._show_closed()

    def _close_list(self) -> None:
        for key in ("read", "follow"):
            self.tasks.cancel(key)
        opened, self.opened = self.opened, None
        self.editing.open(None)
        self.sending.forget()
        self.ui.page.set_loading(False)
        self.ui.page.set_source(None)
        self.ui.notice.hide()
        self.ui.detail.show_row(None)
        if opened is not None:
            self.tasks.cancel(opened)
            self.desk.tasks.start(opened.close())

    def _show_closed(self) -> None:
        self.ui.title_label.setText(self.tr("Contacts"))
        self.reading.show_subtitle(None)
        self.ui.edits_bar.hide()
        self.ui.list_states.show_empty(
            self.tr("Choose a list"),
            self.tr("Its contacts are shown here; what you change is sent only when you say so."),
            picture="contacts",
        )
        self._allow()

    # What can be done

    def _bind(self) -> None:
        ui, actions = self.ui, self.actions_
        set_icon(ui.add_button, "add")
        actions.bind("contacts.add", ui.add_button)
        actions.bind("contacts.import", ui.import_button)
        set_icon(ui.new_list_button, "add", "muted")
        actions.bind("contacts.new-list", ui.new_list_button)
        ui.edits_bar.bind(actions)
        ui.more_button.setIcon(icon("more", "muted"))
        ui.more_button.setMenu(self._menu_of(MENU))
        list_menu, other_menu = self._menu_of(LIST_MENU), self._menu_of(("new-list", "find-person"))

        def pop_up(at: QPoint) -> None:
            # What concerns a list is not offered where none is under the pointer.
            is_list = ui.tree.places.place_at(ui.tree.indexAt(at)) is not None
            menu = list_menu if is_list else other_menu
            menu.popup(ui.tree.viewport().mapToGlobal(at))

        ui.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        ui.tree.customContextMenuRequested.connect(pop_up)
        ui.page.set_export(actions.qaction("contacts.export"))
        ui.page.grid.set_context_actions(
            [actions.qaction(f"contacts.{name}") if name else None for name in CONTEXT]
        )
        # Typing in a field means the letter, not the action; the shortcut belongs to the rows.
        for name in ("contacts.remove", "contacts.paste", "contacts.take-out", "contacts.clear"):
            actions.qaction(name).setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            ui.page.grid.addAction(actions.qaction(name))

    def _menu_of(self, names: Sequence[str]) -> QMenu:
        menu = QMenu(self)
        for name in names:
            if name:
                menu.addAction(self.actions_.qaction(f"contacts.{name}"))
            else:
                menu.addSeparator()
        return menu

    def _connect(self) -> None:
        ui, to = self.ui, self.actions_.connect_to
        ui.tree.list_chosen.connect(self._on_list_chosen)
        ui.tree.nothing_chosen.connect(self._on_nothing_chosen)
        ui.lists_edit.textChanged.connect(ui.tree.places.set_text)
        ui.lists_edit.returnPressed.connect(ui.tree.setFocus)
        ui.page.failed.connect(self._on_store_failed)
        self.desk.running.ended.connect(lambda task, _error: self._on_job_ended(task))
        ui.page.grid.copy_refused.connect(self._on_copy_refused)
        to("contacts.search", ui.filter_bar.focus_search)
        to("contacts.refresh", self._refresh)
        to("contacts.import", self._import)
        to("contacts.export", lambda: self.tasks.start(self._export(), key="export"))
        to("contacts.copy-list-id", self._copy_list_id)
        to("contacts.detail", self._toggle_detail)
        self.editing.connect_actions()
        self.changing.connect_actions()
        self.looking.connect_actions()
        self.sending.connect_actions()
        self.copying.connect_actions()
        self.list_changes.connect_actions()

    def _allow(self) -> None:
        """Offer what can be done now, and say why not where something cannot."""
        is_open, read_only = self.opened is not None, self.desk.is_read_only
        why = self.tr("This profile is read-only") if read_only else self.tr("Choose a list first")
        for action in ACTIONS:
            needs_list = action.id not in FREE
            allowed = (is_open or not needs_list) and not (read_only and action.id in WRITING)
            self.actions_.set_enabled(action.id, allowed, why)
        self._allow_kind()
        self.ui.filter_bar.setVisible(is_open)
        self._make_room()
        can_edit = not read_only and (self.opened is None or self.opened.kind.can_change)
        self.ui.page.model.set_editable(can_edit)
        self.ui.detail.set_editable(can_edit)
        self.editing.follow()
        self.sending.follow()

    def _allow_kind(self) -> None:
        """What is no list can be looked at, and a directory be changed, but nobody be added."""
        kind = None if self.opened is None else self.opened.kind
        if kind is None or kind is PlaceKind.LIST:
            return
        for name in OF_LISTS:
            self.actions_.set_enabled(name, False, self.tr("Only a list has this"))
        if kind is not PlaceKind.CORE:
            why = self.tr("Embedded data is told of lists only: copy a list")
            self.actions_.set_enabled("contacts.copy-list", False, why)
        if not kind.can_change:
            for name in CHANGING:
                self.actions_.set_enabled(name, False, self.tr("This can only be looked at"))

    def _refresh(self) -> None:
        if self.opened is None:
            self.read_places()
        else:
            self.reading.start()

    def _copy_list_id(self) -> None:
        if self.opened is not None:
            places.copy(self.opened.list_id)

    def _import(self) -> None:
        if self.opened is not None:
            self.desk.visit(
                "imports", list_id=self.opened.list_id, directory=self.opened.directory_id
            )

    async def _export(self) -> None:
        if self.opened is not None:
            await export_shown(self, self.desk, self.opened, self.ui.page)

    def _on_store_failed(self, error: object) -> None:
        if isinstance(error, DeskError):
            self.desk.tell_error(error)

    def _on_copy_refused(self, most: int) -> None:
        text = self.tr("{0} at most are copied at once. Export the rest to a file.")
        self.ui.notice.tell(text.format(words.rows(most)), "warning")

    # Room for the details

    def _toggle_detail(self) -> None:
        self._detail_wish = self.ui.detail.isHidden()
        self._make_room()

    def _make_room(self) -> None:
        wish = self.width() >= NARROW if self._detail_wish is None else self._detail_wish
        self.ui.detail.setVisible(wish and self.opened is not None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
