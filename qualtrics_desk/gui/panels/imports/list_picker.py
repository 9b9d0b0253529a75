"""Chooses the list that rows go into: directory, list with its count, or a new list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.text_prompt import ask_text
from qualtrics_desk.gui.theme import set_tone
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.error_note import ErrorNote
from qualtrics_desk.services import lists
from qualtrics_desk.services.imports.draft import Destination

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.directories import Directory
    from qualtrics_desk.gui.aio import TaskScope
    from qualtrics_desk.gui.desk import Desk

_LONGEST_NAME = 100


class ListPicker(QWidget):
    """Knows the lists of the brand once `load` was called.

    Signals:
        chosen: A `Destination`, or None.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._tasks: TaskScope | None = None
        self._wanted: str | None = None
        self._directories: list[Directory] = []
        self.directory_box = _box(self.tr("Directory"))
        self.list_box = _searchable(_box(self.tr("List that the rows go into")))
        self.error_note = ErrorNote()
        self.state_label = ElidedLabel()
        self.state_label.setProperty("role", "caption")
        self.new_button = QPushButton(self.tr("New list…"))
        self.new_button.setProperty("role", "quiet")
        self.new_button.setAccessibleName(self.tr("Make a new list"))
        self.retry_button = QPushButton(self.tr("Try again"))
        self.retry_button.setProperty("role", "quiet")
        self.retry_button.setAccessibleName(self.tr("Read the lists again"))
        self.retry_button.hide()
        self.directory_box.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.directory_box)
        column.addWidget(self.list_box)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.state_label, 1)
        foot.addWidget(self.retry_button)
        foot.addWidget(self.new_button)
        column.addLayout(foot)
        column.addWidget(self.error_note)
        self.directory_box.activated.connect(lambda _: self._read_lists())
        self.list_box.activated.connect(lambda _: self._tell())
        self.new_button.clicked.connect(self._ask_new)
        self.retry_button.clicked.connect(self.load)

    def begin(self, desk: Desk, tasks: TaskScope) -> None:
        """Say who it works for; once."""
        self._desk, self._tasks = desk, tasks

    def load(self) -> None:
        """Read directories and lists."""
        if self._tasks is not None:
            self._tasks.start(self._load(), key="lists")

    def forget(self) -> None:
        """Another profile: nothing is known of its lists."""
        self._directories = []
        self.directory_box.clear()
        self.list_box.clear()
        self.state_label.setText("")

    @property
    def is_loaded(self) -> bool:
        """Whether the lists were read."""
        return bool(self._directories)

    @property
    def destination(self) -> Destination | None:
        """The chosen list."""
        found = self.list_box.currentData()
        return found if isinstance(found, Destination) else None

    def choose(self, list_id: str) -> None:
        """Choose a list; one that was not read yet is chosen when it is."""
        self._wanted = list_id
        for place in range(self.list_box.count()):
            known = self.list_box.itemData(place)
            if isinstance(known, Destination) and known.list_id == list_id:
                self.list_box.setCurrentIndex(place)
                self._tell()
                return

    async def _load(self) -> None:
        if self._desk is None or not self._desk.is_signed_in:
            return
        self._say(self.tr("Reading the lists…"))
        try:
            self._directories = await lists.all_directories(self._desk.session.client)
        except DeskError as error:
            self._fail(error)
            return
        self.directory_box.clear()
        for place, directory in enumerate(self._directories):
            self.directory_box.addItem(
                directory.name or self.tr("Default directory"), directory.directory_id
            )
            if directory.is_default:
                self.directory_box.setCurrentIndex(place)
        self.directory_box.setVisible(len(self._directories) > 1)
        if not self._directories:
            self._say(self.tr("This token sees no directory."), "danger")
            self.new_button.setEnabled(False)
            return
        await self._load_lists()

    def _read_lists(self) -> None:
        if self._tasks is not None:
            self._wanted = None
            self._tasks.start(self._load_lists(), key="lists")

    async def _load_lists(self) -> None:
        if self._desk is None or not self._directories:
            return
        directory = self._directories[max(0, self.directory_box.currentIndex())]
        before = self.destination
        wanted = self._wanted or (before.list_id if before else None)
        self.list_box.clear()
        self.list_box.setCurrentIndex(-1)
        self._say(self.tr("Reading the lists…"))
        try:
            found = [
                Destination(
                    list_id=item.mailing_list_id or "",
                    directory=directory.directory_id or "",
                    name=item.name or item.mailing_list_id or "",
                    count=item.contact_count,
                )
                async for item in lists.all_lists(self._desk.session.client, directory)
            ]
        except DeskError as error:
            self._fail(error)
            return
        for one in sorted(found, key=lambda one: one.name.casefold()):
            self._add(one)
        self.list_box.setCurrentIndex(-1)
        self._say(words.lists(len(found)))
        if wanted is not None:
            self.choose(wanted)
        self._tell()

    def _add(self, one: Destination) -> None:
        count = "" if one.count is None else words.number(one.count)
        self.list_box.addItem(f"{one.name}   ·   {count}" if count else one.name, one)

    def _ask_new(self) -> None:
        if self._tasks is not None:
            self._tasks.start(self._make_new(), key="new list")

    async def _make_new(self) -> None:
        if self._desk is None or not self._directories:
            return
        directory = self._directories[max(0, self.directory_box.currentIndex())]
        name = await ask_text(
            self,
            self.tr("Name of the new list"),
            self.tr("Make the list"),
            hint=self.tr("It is made at once, empty, in the directory “{0}”.").format(
                directory.name or self.tr("Default directory")
            ),
            longest=_LONGEST_NAME,
        )
        if name is None or self._desk is None:
            return
        self._say(self.tr("Making the list…"))
        try:
            _, list_id = await lists.create_list(
                self._desk.session.client, name, directory_id=directory.directory_id
            )
        except DeskError as error:
            self._fail(error)
            return
        made = Destination(list_id, directory.directory_id or "", name, 0)
        self._add(made)
        self.choose(list_id)

    def _tell(self) -> None:
        one = self.destination
        if one is not None:
            self._wanted = one.list_id
            if one.count is not None:
                self._say(words.contacts(one.count))
        self.chosen.emit(one)

    def _say(self, text: str, tone: str = "") -> None:
        self.retry_button.hide()
        self.error_note.clear()
        read_only = self._desk is not None and self._desk.is_read_only
        self.new_button.setEnabled(bool(self._directories) and not read_only)
        self.new_button.setVisible(True)
        set_tone(self.state_label, tone)
        self.state_label.setText(text)

    def _fail(self, error: DeskError) -> None:
        self._say("")
        self.error_note.show_error(error)
        self.retry_button.show()
        self.new_button.hide()


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return box


def _searchable(box: QComboBox) -> QComboBox:
    """Typing finds lists by any part of their name; what is not found changes nothing."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(box.model(), box)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
    edit = box.lineEdit()
    if edit is not None:
        edit.setPlaceholderText(QCoreApplication.translate("ListPicker", "Choose a list"))
        edit.setAccessibleName(box.accessibleName())
        edit.editingFinished.connect(lambda: edit.setText(box.itemText(box.currentIndex())))
        # The beginning of a long name says more than its end.
        box.currentIndexChanged.connect(lambda _: edit.home(False))
        edit.editingFinished.connect(lambda: edit.home(False))
    return box
