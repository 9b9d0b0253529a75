"""Asks where a list is copied to: profile, directory, name, and the folder of the files."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QDialog

from qualtrics_desk.domain.file_names import safe_file_name
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import TaskScope, ask_folder
from qualtrics_desk.gui.beside import beside
from qualtrics_desk.gui.folders import documents_folder
from qualtrics_desk.gui.forms.ui_contacts_copy_dialog import Ui_CopyListDialog
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from qualtrics_desk.gui.words.profiles import kind_word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qualtrics_desk.api.endpoints.directories import Directory
    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.store.settings import Profile


class CopyWish(NamedTuple):
    """Where a list is copied to.

    Attributes:
        profile: The name of the profile.
        directory: The id of the directory there.
        name: What the list is called there.
        folder: Where the copy as a file, and the files of results, go.
    """

    profile: str
    directory: str
    name: str
    folder: Path


class CopyListDialog(InReadingOrder, QDialog):
    """The question; `wish` is the answer. Nothing is made before it is accepted."""

    def __init__(
        self, panel: Panel, desk: Desk, opened: OpenList, contacts: int, staged: int
    ) -> None:
        super().__init__(panel)
        self.ui = Ui_CopyListDialog()
        self.ui.setupUi(self)
        self._desk = desk
        self._tasks = TaskScope(self._fail, self)
        self._source = opened.name
        self._folder = documents_folder()
        ui = self.ui
        title = self.tr("Copy the list “{0}”").format(opened.name)
        self.setWindowTitle(title)
        ui.title_label.setText(title)
        ui.name_edit.setText(opened.name)
        ui.facts_label.setText("\n".join(f"• {fact}" for fact in self._facts(contacts, staged)))
        current = "" if desk.profile is None else desk.profile.name
        for profile in _offered(desk):
            text = f"{profile.name}   ·   {kind_word(profile.kind)}"
            if profile.name == current:
                text = self.tr("{0}, this one").format(text)
            ui.profile_box.addItem(text, profile.name)
        others = (n for n in range(ui.profile_box.count()) if ui.profile_box.itemData(n) != current)
        ui.profile_box.setCurrentIndex(next(others, 0))
        ui.profile_box.currentIndexChanged.connect(lambda _: self._ask_directories())
        ui.directory_box.currentIndexChanged.connect(lambda _: self._follow())
        ui.name_edit.textChanged.connect(lambda _: self._follow())
        ui.folder_button.clicked.connect(
            lambda: self._tasks.start(self._choose_folder(), key="folder")
        )
        ui.cancel_button.clicked.connect(self.reject)
        ui.accept_button.clicked.connect(
            lambda: self._tasks.start(self._accept_if_writable(), key="accept")
        )
        ui.path_label.setText(str(self._folder))
        self._ask_directories()

    @property
    def wish(self) -> CopyWish | None:
        """What the person wants, or None while something is missing."""
        ui = self.ui
        profile, directory = ui.profile_box.currentData(), ui.directory_box.currentData()
        name = ui.name_edit.text().strip()
        if not (profile and directory and name):
            return None
        return CopyWish(profile, directory, name, self._folder)

    def _facts(self, contacts: int, staged: int) -> list[str]:
        facts = [
            self.tr(
                "Copied: {0} with names, email, phone, reference, language and embedded data."
            ).format(words.contacts(contacts)),
            self.tr("Whoever opted out here, of this list or of everything, is opted out there."),
            self.tr(
                "Not copied, as the service gives no way: contact ids, history, responses, links,"
                " transactions and private embedded data."
            ),
            self.tr("You see the plan before a contact is sent, and can undo the job in Jobs."),
            self.tr("The file of results says which contact became which."),
        ]
        if staged:
            facts.insert(1, self.tr("Not copied: {0} not sent yet.").format(words.changes(staged)))
        return facts

    def _ask_directories(self) -> None:
        self.ui.directory_box.clear()
        self.ui.directory_box.setEnabled(False)
        self.ui.error_note.hide()
        name = self.ui.profile_box.currentData()
        if name is None:
            self.ui.state_label.setText(
                self.tr("There is no profile that may write. Add one in Settings.")
            )
        else:
            self.ui.state_label.setText(self.tr("Asking “{0}” for its directories…").format(name))
            self._tasks.start(self._read_directories(name), key="directories")
        self._follow()

    async def _read_directories(self, name: str) -> None:
        from qualtrics_desk.services.lists import all_directories

        async with beside(self._desk, name) as there:
            self._show_directories(await all_directories(there.session.client))

    def _show_directories(self, found: Sequence[Directory]) -> None:
        box = self.ui.directory_box
        for directory in found:
            box.addItem(directory.name or self.tr("Default directory"), directory.directory_id)
            if directory.is_default:
                box.setCurrentIndex(box.count() - 1)
        box.setEnabled(len(found) > 1)
        self.ui.state_label.setText(
            "" if found else self.tr("This brand shows no directory to this user.")
        )
        self._follow()

    async def _choose_folder(self) -> None:
        title = self.tr("Where the files of the copy go")
        folder = await ask_folder(self, title, self._folder)
        if folder is not None:
            self._folder = folder
            self.ui.path_label.setText(str(folder))
            self.ui.error_note.clear()

    async def _accept_if_writable(self) -> None:
        """Close only when the files can be made: what was entered stays to be mended here."""
        from qualtrics_desk.sheets.replacement import require_writable

        path = self._folder / f"{safe_file_name(self._source)}.csv"
        self.ui.error_note.clear()
        await asyncio.to_thread(require_writable, path)
        if self.wish is not None:
            self.accept()

    def _fail(self, error: DeskError) -> None:
        self.ui.state_label.setText("")
        self.ui.error_note.show_error(error)
        self._follow()

    def _follow(self) -> None:
        self.ui.state_label.setVisible(bool(self.ui.state_label.text()))
        self.ui.accept_button.setEnabled(self.wish is not None)


def _offered(desk: Desk) -> list[Profile]:
    """Profiles that a list can be copied to: a read-only one sends nothing that writes."""
    return [one for one in desk.settings.profiles if not one.read_only]
