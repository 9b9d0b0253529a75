"""The settings: sections at the left, what belongs to one at the right. Changes count at once."""

from __future__ import annotations

import asyncio
import platform
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QListWidgetItem, QWidget

from qualtrics_desk import __version__
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.forms.ui_settings_panel import Ui_SettingsPanel
from qualtrics_desk.gui.icons import icon, set_icon
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.settings.actions import ACTIONS
from qualtrics_desk.gui.panels.settings.licences import licences_html
from qualtrics_desk.gui.panels.settings.profile_work import ProfileWork
from qualtrics_desk.store.settings import Density, Theme

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.store.settings import Settings

_LOGO = 56


class SettingsPanel(Panel):
    """Everything that can be chosen."""

    ROOM = "settings"
    ACTIONS = ACTIONS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_SettingsPanel()
        self.ui.setupUi(self)
        self._work = ProfileWork(self)
        self._pages = {
            "appearance": (self.ui.appearance_page, self.tr("Appearance"), "sun"),
            "profiles": (self.ui.profiles_page, self.tr("Profiles"), "person"),
            "data": (self.ui.data_page, self.tr("Data"), "database"),
            "diagnostics": (self.ui.diagnostics_page, self.tr("Diagnostics"), "shield"),
            "about": (self.ui.about_page, self.tr("About"), "info"),
        }
        for name, (_page, title, picture) in self._pages.items():
            item = QListWidgetItem(icon(picture, "muted"), title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.ui.sections.addItem(item)
        sections = self.ui.sections
        sections.setFixedHeight(len(self._pages) * (sections.sizeHintForRow(0) + 2) + 8)
        self.ui.about_logo.show_picture("logo", "text", _LOGO)
        self.ui.about_version.setText(version_line())
        self.ui.place_label.setText(str(desk.home.root))
        self._bind()
        self._listen()
        self.ui.sections.setCurrentRow(0)
        self._show_settings()

    @property
    def section(self) -> str:
        """Which section is seen."""
        item = self.ui.sections.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    async def enter(self, what: Mapping[str, Any]) -> None:
        """Show a section where one is named."""
        wanted = str(what.get("section", ""))
        if wanted in self._pages:
            self.ui.sections.setCurrentRow(list(self._pages).index(wanted))
        self.ui.sections.setFocus()
        await self.refresh()

    def reset(self) -> None:
        """Another profile is open, or none."""
        self._show_settings()

    async def refresh(self) -> None:
        """Look again at what is on the disk."""
        from qualtrics_desk.services.profiles import contents_of

        found = [
            (profile, await contents_of(self.desk.home, profile.name))
            for profile in self.desk.settings.profiles
        ]
        self.ui.stored_data.show_contents(found)

    def _bind(self) -> None:
        ui = self.ui
        for action, button, slot in (
            ("settings.add_profile", ui.add_button, lambda: self.desk.visit("welcome")),
            ("settings.open_folder", ui.open_folder_button, self._open_folder),
            ("settings.copy_path", ui.copy_path_button, self._copy_path),
            ("settings.diagnostics", ui.diagnostics_button, self._diagnostics),
            ("settings.open_logs", ui.logs_button, self._open_logs),
            ("settings.copy_version", ui.copy_version_button, self._copy_version),
        ):
            self.actions_.connect_to(action, slot)
            set_icon(button, next(one.icon for one in ACTIONS if one.id == action))
            self.actions_.bind(action, button)

    def _listen(self) -> None:
        ui = self.ui
        ui.sections.currentItemChanged.connect(lambda *_: self._on_section())
        for radio, theme in (
            (ui.system_radio, Theme.SYSTEM),
            (ui.light_radio, Theme.LIGHT),
            (ui.dark_radio, Theme.DARK),
        ):
            radio.clicked.connect(lambda _on=False, theme=theme: self._appear(theme=theme))
        for radio, density in (
            (ui.comfortable_radio, Density.COMFORTABLE),
            (ui.compact_radio, Density.COMPACT),
        ):
            radio.clicked.connect(lambda _on=False, density=density: self._appear(density=density))
        ui.history_spin.editingFinished.connect(self._keep_times)
        ui.absence_spin.editingFinished.connect(self._keep_times)
        ui.room_spin.editingFinished.connect(self._keep_room)
        rows = ui.profile_rows
        rows.open_asked.connect(lambda name: self._start(self._work.open(name)))
        rows.test_asked.connect(lambda name: self._start(self._work.test(name)))
        rows.edit_asked.connect(lambda name: self._start(self._work.edit(name)))
        rows.delete_asked.connect(lambda name: self._start(self._work.delete(name)))
        ui.stored_data.forget_asked.connect(lambda name: self._start(self._work.forget(name)))
        self.desk.settings_changed.connect(self._show_settings)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.start(work, key="profile")

    def _on_section(self) -> None:
        page = self._pages[self.section][0]
        self.ui.pages.setCurrentWidget(page)
        if page is self.ui.about_page:
            self.tasks.start(self._show_licences(), key="licences")

    def _show_settings(self) -> None:
        ui, settings = self.ui, self.desk.settings
        appearance = settings.appearance
        {
            Theme.SYSTEM: ui.system_radio,
            Theme.LIGHT: ui.light_radio,
            Theme.DARK: ui.dark_radio,
        }[appearance.theme].setChecked(True)
        compact = appearance.density is Density.COMPACT
        (ui.compact_radio if compact else ui.comfortable_radio).setChecked(True)
        ui.history_spin.setValue(settings.history_days)
        ui.absence_spin.setValue(round(settings.absence_wait_seconds))
        ui.room_spin.setValue(settings.definition_megabytes)
        current = None if self.desk.profile is None else self.desk.profile.name
        ui.profile_rows.show_profiles(settings.profiles, current)

    def _appear(self, *, theme: Theme | None = None, density: Density | None = None) -> None:
        def change(settings: Settings) -> Settings:
            if theme is not None:
                settings = settings.with_appearance(theme=theme)
            return settings if density is None else settings.with_appearance(density=density)

        self.tasks.start(self.desk.change(change))

    def _keep_times(self) -> None:
        days, seconds = self.ui.history_spin.value(), float(self.ui.absence_spin.value())
        settings = self.desk.settings
        if (days, seconds) == (settings.history_days, settings.absence_wait_seconds):
            return
        self.tasks.start(
            self.desk.change(
                lambda settings: msgspec.structs.replace(
                    settings, history_days=days, absence_wait_seconds=seconds
                )
            )
        )

    def _keep_room(self) -> None:
        room = self.ui.room_spin.value()
        if room != self.desk.settings.definition_megabytes:
            self.tasks.start(self._make_room(room), key="room")

    async def _make_room(self, megabytes: int) -> None:
        """Keep the limit, and hold to it at once."""
        from qualtrics_desk.services.definitions.keeping import trim_all

        await self.desk.change(
            lambda settings: msgspec.structs.replace(settings, definition_megabytes=megabytes)
        )
        gone = await asyncio.to_thread(trim_all, self.desk.home)
        if gone:
            said = self.tr("Made room: {0} can be read again when needed.")
            self.desk.tell(said.format(words.surveys(gone)))
        await self.refresh()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.home.root)))

    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.home.root / "logs")))

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText(str(self.desk.home.root))
        self.desk.tell(self.tr("The path was copied."))

    def _copy_version(self) -> None:
        QGuiApplication.clipboard().setText(version_line())
        self.desk.tell(self.tr("The version was copied."))

    def _diagnostics(self) -> None:
        self.tasks.start(self._show_diagnostics(), key="diagnostics")

    async def _show_diagnostics(self) -> None:
        from qualtrics_desk.gui.dialogs.diagnostics_dialog import DiagnosticsDialog

        dialog = DiagnosticsDialog(self, self.desk)
        try:
            await shown(dialog)
        finally:
            await dialog.tasks.aclose()

    async def _show_licences(self) -> None:
        self.ui.licences_label.setText(await asyncio.to_thread(licences_html))


def version_line() -> str:
    """Version of the program, of Python and of the system, in one line."""
    return (
        f"{__version__} · Python {platform.python_version()} · {platform.system()}"
        f" {platform.release()}"
    )
