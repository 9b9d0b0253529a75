"""The contacts room: directories and lists, the contacts of one, and changes staged upon them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_contacts_panel import Ui_ContactsPanel
from qualtrics_desk.gui.icons import icon, set_icon
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.contacts import places
from qualtrics_desk.gui.panels.contacts.contact_columns import STATES, contact_columns
from qualtrics_desk.gui.panels.contacts.contacts_actions import ACTIONS, WRITING
from qualtrics_desk.gui.panels.contacts.editing import Editing
from qualtrics_desk.gui.panels.contacts.open_list import OpenList, open_list
from qualtrics_desk.gui.panels.contacts.output import export_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.lists import Place
    from qualtrics_desk.store.tables.reading import Reading

NARROW = 900
"""Pixels below which the details make room for the rows until they are asked for."""
_SIDES = (212, 640, 262)


class ContactsPanel(Panel):
    """The room.

    Attributes:
        opened: The list that is open, or None.
        editing: What changes it.
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
        ui.filter_bar.set_placeholder(self.tr("Filter by name, email, any field…"))
        ui.page.grid.set_cell_ranges(True)
        ui.page.grid.set_gutter(True)
        ui.page.grid.setAccessibleName(self.tr("Contacts"))
        ui.splitter.setSizes(list(_SIDES))
        for place, stretch in enumerate((0, 1, 0)):
            ui.splitter.setStretchFactor(place, stretch)
        ui.side.setMinimumWidth(168)
        ui.detail.setMinimumWidth(220)
        self.editing = Editing(self)
        self._bind()
        self._connect()
        self._show_closed()

    # Coming and going

    @override
    async def enter(self, what: Mapping[str, Any]) -> None:
        self._allow()
        wanted = str(what.get("list_id") or "")
        if not self.ui.tree.places.has_lists:
            self.tasks.start(self._read_places(wanted), key="places")
        elif wanted:
            self._choose(wanted)
        elif self.opened is not None:
            await self.editing.show_counts()

    @override
    def reset(self) -> None:
        for key in ("places", "open", "read"):
            self.tasks.cancel(key)
        self.ui.tree.forget_choice()
        self.ui.tree.set_places([])
        self.ui.lists_edit.clear()
        self._close_list()
        self._show_closed()

    @override
    async def aclose(self) -> None:
        await super().aclose()
        if self.opened is not None:
            await self.opened.close()

    # Directories and lists

    def read_places(self, wanted: str = "") -> None:
        """Read directories and lists again, and open one of them."""
        self.tasks.start(self._read_places(wanted), key="places")

    async def _read_places(self, wanted: str) -> None:
        if not self.ui.tree.places.has_lists:
            self.ui.states.show_loading(self.tr("Reading directories and lists…"))
        try:
            branches = await places.read_branches(self.desk)
        except DeskError as error:
            if self.ui.tree.places.has_lists:
                self._tell_error(error)
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

    async def _open(self, place: Place) -> None:
        self._close_list()
        self.ui.list_states.show_loading(self.tr("Opening the list…"))
        opened = await open_list(self.desk, place)
        self.opened = opened
        self.ui.title_label.setText(opened.name)
        page = self.ui.page
        await places.settle_unfinished(self.desk, opened)
        shown, counts = await opened.shown(), await opened.counts()
        if self.opened is not opened:
            return
        page.remember_columns(f"contacts.{opened.list_id}", self.desk)
        columns = contact_columns(() if shown is None else shown.columns)
        page.set_source(opened.rows, columns, states=STATES, noun=words.contacts)
        self.ui.detail.set_columns(columns)
        self.editing.open(opened)
        self._allow()
        self.show_reading(shown)
        await self.editing.show_counts()
        if opened.wants_reading(shown, counts.total):
            self.read_list()

    def read_list(self) -> None:
        """Read the open list from the service."""
        if self.opened is not None and not self.opened.is_reading:
            self.tasks.start(self._read(self.opened), key="read")

    async def _read(self, opened: OpenList) -> None:
        page = self.ui.page
        before = await opened.shown()
        kept = await self.editing.kept_keys()
        self.ui.notice.hide()
        page.set_loading(True)
        if before is None or not before.rows:
            self.ui.list_states.show_loading(self.tr("Reading the contacts…"))
        failure: DeskError | None = None
        try:
            await opened.read(self.desk, self.tasks, lambda one: self._on_growth(opened, one))
        except DeskError as error:
            failure = error
        if self.opened is not opened:
            return
        page.set_loading(False)
        shown = await opened.shown()
        self._show_columns(shown)
        page.model.reload()
        self.show_reading(shown)
        self.editing.select_again(kept)
        if failure is not None:
            self._show_failure(failure, shown)

    def _on_growth(self, opened: OpenList, shown: Reading) -> None:
        if self.opened is not opened:
            return
        pending_rows, total = shown.rows, shown.total
        self._show_columns(shown)
        if shown.is_complete:
            self.ui.page.set_loading(opened.is_reading)
        else:
            self.ui.page.set_loading(opened.is_reading, pending_rows, total)
            self.ui.page.model.appended()
        if shown.rows:
            self.ui.list_states.show_content()
        self._show_subtitle(shown)

    def _show_columns(self, shown: Reading | None) -> None:
        if shown is None or not shown.columns:
            return
        columns = contact_columns(shown.columns)
        self.ui.page.set_columns(columns, STATES)
        self.ui.detail.set_columns(columns)

    def show_reading(self, shown: Reading | None) -> None:
        """Say how many contacts there are, how fresh, and what is missing."""
        self._show_subtitle(shown)
        self.ui.page.set_moment(None if shown is None else shown.read_at)
        if shown is None or self.opened is None:
            return
        is_empty = shown.is_complete and not shown.rows and not self.editing.staged
        if is_empty:
            self.ui.list_states.show_empty(
                self.tr("This list is empty"),
                self.tr("Import a file into it, or add contacts one by one."),
                "" if self.desk.is_read_only else self.tr("Import into this list…"),
                self.actions_.qaction("contacts.import").trigger,
                "contacts",
            )
        else:
            self.ui.list_states.show_content()
        if shown.is_complete:
            self.ui.tree.places.set_count(self.opened.list_id, shown.rows)
        elif not self.opened.is_reading:
            total = words.contacts(shown.total) if shown.total else self.tr("more contacts")
            self.ui.notice.tell(
                self.tr("{0} of {1} were read.").format(words.number(shown.rows), total),
                "warning",
                self.tr("Load the rest"),
                self.read_list,
            )

    def _show_subtitle(self, shown: Reading | None) -> None:
        if self.opened is None:
            self.ui.subtitle_label.setText(self.tr("Choose a list to see its contacts"))
            return
        directory = self.opened.place.directory
        parts = [directory.name or self.tr("Directory")]
        if shown is not None:
            parts.append(words.contacts(shown.rows))
            if shown.read_at is not None:
                parts.append(self.tr("read {0}").format(words.ago(shown.read_at)))
        if self.desk.is_read_only:
            parts.append(self.tr("read-only profile"))
        self.ui.subtitle_label.setText(" · ".join(parts))

    def _show_failure(self, error: DeskError, shown: Reading | None) -> None:
        if shown is None or not shown.rows:
            self.ui.list_states.show_error(error, self.read_list)
            return
        if not shown.is_complete:
            return
        self._tell_error(error)

    def _tell_error(self, error: DeskError) -> None:
        explained = explain(error)
        text = " ".join(part for part in (explained.what, explained.why, explained.todo) if part)
        self.ui.notice.tell(text, "danger", self.tr("Try again"), self.read_list)

    def _close_list(self) -> None:
        self.tasks.cancel("read")
        opened, self.opened = self.opened, None
        self.editing.open(None)
        self.ui.page.set_loading(False)
        self.ui.page.set_source(None)
        self.ui.notice.hide()
        self.ui.detail.show_row(None)
        if opened is not None:
            self.tasks.cancel(opened)
            self.desk.tasks.start(opened.close())

    def _show_closed(self) -> None:
        self.ui.title_label.setText(self.tr("Contacts"))
        self._show_subtitle(None)
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
        menu = QMenu(self)
        for name in ("refresh", "export", "new-list", "copy-list-id", "", "undo", "redo", "detail"):
            if name:
                menu.addAction(actions.qaction(f"contacts.{name}"))
            else:
                menu.addSeparator()
        ui.more_button.setIcon(icon("more", "muted"))
        ui.more_button.setMenu(menu)
        ui.page.set_export(actions.qaction("contacts.export"))
        names = (
            "edit",
            "remove",
            "take-out",
            "",
            "paste",
            "paste-new",
            "",
            "copy-email",
            "copy-id",
        )
        ui.page.grid.set_context_actions(
            [actions.qaction(f"contacts.{name}") if name else None for name in names]
        )
        # Typing in a field means the letter, not the action; the shortcut belongs to the rows.
        for name in ("contacts.remove", "contacts.paste", "contacts.take-out"):
            actions.qaction(name).setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            ui.page.grid.addAction(actions.qaction(name))

    def _connect(self) -> None:
        ui, to = self.ui, self.actions_.connect_to
        ui.tree.list_chosen.connect(self._on_list_chosen)
        ui.lists_edit.textChanged.connect(ui.tree.places.set_text)
        ui.lists_edit.returnPressed.connect(ui.tree.setFocus)
        ui.page.failed.connect(self._on_store_failed)
        ui.page.grid.copy_refused.connect(self._on_copy_refused)
        to("contacts.search", ui.filter_bar.focus_search)
        to("contacts.refresh", self._refresh)
        to("contacts.new-list", lambda: self.tasks.start(self._make_list(), key="new list"))
        to("contacts.import", self._import)
        to("contacts.export", lambda: self.tasks.start(self._export(), key="export"))
        to("contacts.copy-list-id", self._copy_list_id)
        to("contacts.detail", self._toggle_detail)
        self.editing.connect_actions()

    def _allow(self) -> None:
        """Offer what can be done now, and say why not where something cannot."""
        is_open, read_only = self.opened is not None, self.desk.is_read_only
        why = self.tr("This profile is read-only") if read_only else self.tr("Choose a list first")
        for action in ACTIONS:
            needs_list = action.id not in ("contacts.new-list", "contacts.refresh")
            allowed = (is_open or not needs_list) and not (read_only and action.id in WRITING)
            self.actions_.set_enabled(action.id, allowed, why)
        self.ui.filter_bar.setVisible(is_open)
        self._make_room()
        self.ui.page.model.set_editable(not read_only)
        self.ui.detail.set_editable(not read_only)
        self.editing.follow()

    def _refresh(self) -> None:
        if self.opened is None:
            self.read_places()
        else:
            self.read_list()

    def _copy_list_id(self) -> None:
        if self.opened is not None:
            places.copy(self.opened.list_id)

    def _import(self) -> None:
        if self.opened is not None:
            self.desk.visit(
                "imports", list_id=self.opened.list_id, directory=self.opened.directory_id
            )

    async def _make_list(self) -> None:
        made = await places.make_list(self, self.desk, self.ui.tree.current_directory())
        if made:
            await self._read_places(made)

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
