"""The command palette: rooms, actions, profiles and surveys by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.dialogs.palette_delegate import ENTRY_ROLE, PaletteDelegate
from qualtrics_desk.gui.forms.ui_palette_dialog import Ui_PaletteDialog
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from qualtrics_desk.domain.errors import DeskError

_MOST = 60


class Entry(NamedTuple):
    """Something the palette offers.

    Attributes:
        group: What kind of thing it is, in a word for a person.
        act: What happens when it is chosen.
    """

    text: str
    group: str
    icon: str
    act: Callable[[], object]
    keys: str = ""


class PaletteDialog(InReadingOrder, QDialog):
    """Finds by every word of what is typed, in any order.

    Attributes:
        chosen: The entry that was taken, or None; run it when the dialog has gone.
    """

    def __init__(
        self,
        parent: QWidget,
        entries: Sequence[Entry],
        search: Callable[[str], Awaitable[list[Entry]]],
        on_error: Callable[[DeskError], None],
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_PaletteDialog()
        self.ui.setupUi(self)
        self.chosen: Entry | None = None
        self._entries = list(entries)
        self._search = search
        self._tasks = TaskScope(on_error, self)
        self._shown: list[Entry] = []
        self._model = QStandardItemModel(self)
        self.ui.found_view.setModel(self._model)
        self.ui.found_view.setItemDelegate(PaletteDelegate(self.ui.found_view))
        self.ui.found_view.setEditTriggers(self.ui.found_view.EditTrigger.NoEditTriggers)
        self.ui.found_view.activated.connect(lambda index: self._take(index.row()))
        self.ui.found_view.clicked.connect(lambda index: self._take(index.row()))
        self.ui.search_edit.textChanged.connect(self._look)
        self.ui.search_edit.returnPressed.connect(
            lambda: self._take(self.ui.found_view.currentIndex().row())
        )
        self.ui.search_edit.installEventFilter(self)
        self._look("")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the words are typed."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._shown:
                row = (self.ui.found_view.currentIndex().row() + step) % len(self._shown)
                self.ui.found_view.setCurrentIndex(self._model.index(row, 0))
                return True
        return super().eventFilter(watched, event)

    def _look(self, text: str) -> None:
        words = text.casefold().split()
        found = [
            entry
            for entry in self._entries
            if all(word in f"{entry.text} {entry.group}".casefold() for word in words)
        ]
        # What begins with the words stands before what merely has them.
        start = text.casefold().strip()
        found.sort(key=lambda entry: not entry.text.casefold().startswith(start))
        self._show(found)
        if words:
            self._tasks.start(self._look_further(text, found), key="search")

    async def _look_further(self, text: str, found: list[Entry]) -> None:
        self._show([*found, *await self._search(text)])

    def _show(self, entries: list[Entry]) -> None:
        self._shown = entries[:_MOST]
        self._model.clear()
        for entry in self._shown:
            item = QStandardItem(entry.text)
            item.setData(entry, ENTRY_ROLE)
            item.setAccessibleText(f"{entry.text}, {entry.group}")
            self._model.appendRow(item)
        if self._shown:
            self.ui.found_view.setCurrentIndex(self._model.index(0, 0))
        self.ui.found_view.setVisible(bool(self._shown))
        self.ui.nothing_label.setVisible(not self._shown)

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.chosen = self._shown[row]
            self.accept()
