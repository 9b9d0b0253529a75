"""The window: rail, header, rooms, running jobs; and the question before it closes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.gui.actions import ActionSet
from qualtrics_desk.gui.aio import TaskScope, shown
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_main_window import Ui_MainWindow
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.rooms import ROOMS, room
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.rail import RailItem
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from qualtrics_desk.gui.window_actions import WINDOW_ACTIONS
from qualtrics_desk.gui.window_place import place_of, rectangle_on_screens
from qualtrics_desk.store.settings import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.gui.running import RunningTask

_METER_INTERVAL = 2_000
_NOTICE_TIME = 8_000


class MainWindow(InReadingOrder, QMainWindow):
    """The one window.

    Attributes:
        closed: Done when the person has closed the window and every question is answered; its
            result says whether running jobs are to be finished.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.ui = Ui_MainWindow()
        self.ui.setupUi(self)
        self.desk = desk
        self.closed: asyncio.Future[bool] = asyncio.get_event_loop().create_future()
        self.tasks = TaskScope(self._tell_error)
        self.actions_ = ActionSet(self, WINDOW_ACTIONS, Qt.ShortcutContext.WindowShortcut)
        self.room = ""
        self._panels: dict[str, Panel] = {}
        # The profile whose stored things are shown although it is not open yet.
        self._shown_for = ""
        self._opened = ""
        self._back_to = ""
        self._is_closing = False
        self._notice_timer = QTimer(self)
        self._notice_timer.setSingleShot(True)
        self._notice_timer.timeout.connect(self.ui.notice.clear)
        self._meter = QTimer(self)
        self._meter.timeout.connect(self._show_rate)
        self._set_up_frame()
        self._set_up_actions()
        self._listen()
        self._show_profile()

    def restore_place(self) -> None:
        """Stand where the window stood, as far as the screens of today allow."""
        place = self.desk.settings.appearance.window
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        rectangle = rectangle_on_screens(place, screens, self.minimumSize())
        if rectangle is not None:
            self.setGeometry(rectangle)
        if place.is_maximised:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def go(self, name: str, what: Mapping[str, Any] | None = None) -> Panel:
        """Enter a room; its panel is made at the first time."""
        if room(name).needs_profile and not (self.desk.is_signed_in or self.desk.is_opening):
            name = "welcome"
        if what and what.get("renew"):
            # Whoever only has to paste another token goes on where it was missed.
            self._back_to = self.room
        panel = self._panel(name)
        self.room = name
        self.ui.rooms.setCurrentWidget(panel)
        self.ui.rail.show_room(name)
        self._focus(panel)
        if self.desk.is_signed_in or not room(name).needs_profile:
            self.tasks.start(panel.enter(what or {}), key="enter")
            self._identify()
        return panel

    async def show_stored(self) -> None:
        """Show what is kept of the profile that is about to be opened, in the room one is in."""
        profile = self.desk.profile
        if profile is not None and self.room:
            self._shown_for = profile.name
            await self._panel(self.room).show_stored(profile.name)

    def panel(self, name: str) -> Panel:
        """The panel of a room, made if need be."""
        return self._panel(name)

    async def aclose(self) -> None:
        """End every panel's tasks and the window's own."""
        self._meter.stop()
        for panel in self._panels.values():
            await panel.aclose()
        await self.tasks.aclose()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what to do with running jobs first; the window goes when that is answered."""
        event.ignore()
        if not self._is_closing:
            self._is_closing = True
            self.tasks.start(self._close(), key="close")

    async def _close(self) -> None:
        from qualtrics_desk.gui.closing import may_close

        try:
            answer = await may_close(self, self.desk)
            if answer is None:
                return
            place = place_of(self, self.room)
            try:
                await self.desk.change(lambda settings: settings.with_appearance(window=place))
            except DeskError as error:
                # A window that cannot remember where it stood must still close.
                self._tell_error(error)
            if not self.closed.done():
                self.closed.set_result(answer)
        finally:
            self._is_closing = False

    def _set_up_frame(self) -> None:
        self.ui.rail.set_items(
            [
                RailItem(room.name, room.text(), room.icon, room.tip(), room.at_foot)
                for room in ROOMS
                if room.in_rail
            ]
        )
        self.ui.rail.chosen.connect(self.go)
        keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
        self.ui.search_button.setText(f"  {self.ui.search_button.text()}     {keys}")
        self.ui.search_button.setIcon(icon("search", "muted"))
        self.setWindowIcon(icon("logo"))

    def _set_up_actions(self) -> None:
        act = self.actions_.connect_to
        act("window.palette", lambda: self.tasks.start(self._palette(), key="palette"))
        act("window.profiles", self._open_profiles)
        act("window.try_sandbox", self.desk.sandbox_requested.emit)
        act("window.theme", lambda: self.tasks.start(self._change_theme()))
        act("window.shortcuts", lambda: self.tasks.start(self._shortcuts(), key="shortcuts"))
        act("window.next_pane", self._next_pane)
        act("window.diagnostics", lambda: self.go("settings", {"section": "diagnostics"}))
        act("window.sign_out", lambda: self.tasks.start(self._sign_out()))
        act("window.close", self.close)
        for known in ROOMS:
            if known.in_rail:
                act(f"go.{known.name}", self._goer(known.name))
        self.ui.search_button.clicked.connect(self.actions_.qaction("window.palette").trigger)

    def _goer(self, name: str) -> Callable[[], object]:
        return lambda: self.go(name)

    def _listen(self) -> None:
        desk = self.desk
        desk.signed_in.connect(self._on_signed_in)
        desk.signed_out.connect(self._on_signed_out)
        desk.settings_changed.connect(self._on_settings_changed)
        desk.visit_requested.connect(self.go)
        desk.error_told.connect(self._tell_error)
        desk.notice_told.connect(self._tell)
        desk.running.started.connect(self.ui.tray.add)
        desk.running.ended.connect(lambda task, _error: self.ui.tray.remove(task))
        self.ui.tray.opened.connect(self._show_task)
        self._meter.start(_METER_INTERVAL)

    def _panel(self, name: str) -> Panel:
        panel = self._panels.get(name)
        if panel is None:
            panel = self._panels[name] = room(name).load()(self.desk, self.ui.rooms)
            self.ui.rooms.addWidget(panel)
        return panel

    def _on_signed_in(self) -> None:
        self._show_profile()
        profile = self.desk.profile
        if profile is None or profile.name != self._shown_for:
            for panel in self._panels.values():
                panel.reset()
        if profile is not None and self._opened not in ("", profile.name):
            # What it says was said of another brand.
            self.ui.notice.clear()
        self._opened = "" if profile is None else profile.name
        self._shown_for = ""
        self.tasks.cancel("identify")
        back, self._back_to = self._back_to, ""
        self.go((back or "surveys") if self.room in ("", "welcome") else self.room)

    def _on_signed_out(self) -> None:
        self._show_profile()
        for panel in self._panels.values():
            panel.reset()
        if room(self.room or "surveys").needs_profile:
            self.go("welcome")

    def _identify(self) -> None:
        """Ask who is signed in, until the service has said so."""
        is_known = not self.desk.is_signed_in or self.desk.me is not None
        if not is_known and not self.tasks.is_running("identify"):
            self.tasks.start(self._ask_who(), key="identify")

    async def _ask_who(self) -> None:
        try:
            await self.desk.identify()
        except DeskError as error:
            # A room that asks the service itself shows this in its own place.
            if not room(self.room).asks_service:
                self._tell_error(error)

    def _on_settings_changed(self) -> None:
        appearance = self.desk.settings.appearance
        look().apply(appearance.theme.value, appearance.density.value)
        self._show_profile()

    def _show_profile(self) -> None:
        from qualtrics_desk.gui.widgets.profile_menu import fill_profile_menu, profile_words

        words = profile_words(self.desk)
        self.ui.profile_chip.show_profile(words.text, words.colour, words.hint)
        self.ui.colour_line.set_colour(words.colour)
        self.setWindowTitle(words.window_title)
        fill_profile_menu(self.ui.profile_chip, self.desk, self)
        self.ui.rail.set_rooms_enabled(
            self.desk.is_signed_in, [r.name for r in ROOMS if not r.needs_profile]
        )
        self.actions_.set_enabled("window.sign_out", self.desk.is_signed_in)

    def _show_rate(self) -> None:
        if not self.desk.is_signed_in:
            self.ui.rate_meter.set_rate(None)
            return
        calls = self.desk.session.calls_lately + self.desk.worker.calls_lately
        self.ui.rate_meter.set_rate(calls)

    def _show_task(self, task: RunningTask) -> None:
        if task.room:
            self.go(task.room, {} if task.job is None else {"job": task.job})

    def _focus(self, panel: Panel) -> None:
        """Whoever enters a room goes on in it, where they were when they left."""
        if not _holds(panel, self.focusWidget()):
            target = panel.focusWidget() or _first_focusable(panel)
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_profiles(self) -> None:
        self.ui.profile_chip.showMenu()

    def _next_pane(self) -> None:
        parts: list[QWidget] = [
            self.ui.rail.button(self.room) if room(self.room).in_rail else self.ui.rail,
            self.ui.profile_chip,
            self.ui.tray,
        ]
        shown_panel = self.ui.rooms.currentWidget()
        if shown_panel is not None:
            parts.insert(2, shown_panel)
        here = self.focusWidget()
        at = next((i for i, part in enumerate(parts) if _holds(part, here)), -1)
        for step in range(1, len(parts) + 1):
            part = parts[(at + step) % len(parts)]
            target = part if part.focusPolicy() else _first_focusable(part)
            if part.isVisible() and target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    async def _palette(self) -> None:
        from qualtrics_desk.gui.dialogs.palette import PaletteDialog
        from qualtrics_desk.gui.palette_entries import entries_of, search_of

        panel = self._panels.get(self.room)
        sets = [self.actions_] if panel is None else [panel.actions_, self.actions_]
        dialog = PaletteDialog(
            self, entries_of(sets, self.desk), search_of(self.desk), self._tell_error
        )
        if await shown(dialog) and dialog.chosen is not None:
            dialog.chosen.act()

    async def _shortcuts(self) -> None:
        from qualtrics_desk.gui.dialogs.shortcuts import ShortcutsDialog

        panel = self._panels.get(self.room)
        tables = [self.actions_.table] if panel is None else [panel.ACTIONS, self.actions_.table]
        await shown(ShortcutsDialog(self, tables))

    async def _change_theme(self) -> None:
        theme = Theme.LIGHT if look().is_dark else Theme.DARK
        await self.desk.change(lambda settings: settings.with_appearance(theme=theme))

    async def _sign_out(self) -> None:
        from qualtrics_desk.gui.closing import may_leave_profile

        if await may_leave_profile(self, self.desk):
            await self.desk.sign_out()

    def _tell_error(self, error: DeskError) -> None:
        explained = explain(error)
        self._notice_timer.stop()
        self.ui.notice.tell(
            explained.sentences,
            # What the person asked for is no fault.
            "notice" if isinstance(error, JobStopped) else "danger",
            self.tr("Details…"),
            lambda: self.tasks.start(self._details(error)),
        )

    async def _details(self, error: DeskError) -> None:
        from qualtrics_desk.gui.dialogs.error_details import ErrorDetailsDialog

        await shown(ErrorDetailsDialog(self, explain(error)))

    def _tell(self, text: str, button: str, act: Callable[[], object] | None) -> None:
        def run() -> None:
            result = act() if act is not None else None
            if asyncio.iscoroutine(result):
                self.tasks.start(result)

        self.ui.notice.tell(text, "success", button, run if act is not None else None)
        self._notice_timer.start(_NOTICE_TIME)


def _holds(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (part is widget or part.isAncestorOf(widget))


def _first_focusable(part: QWidget) -> QWidget | None:
    for child in part.findChildren(QWidget):
        if (
            child.isVisible()
            and child.isEnabled()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            return child
    return None
