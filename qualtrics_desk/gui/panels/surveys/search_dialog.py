"""Search in every survey that was read: names, questions, choices, fields; also offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import TaskScope
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_survey_search_dialog import Ui_SurveySearchDialog
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.gui.panels.surveys.hit_delegate import (
    PLACE_ROLE,
    SEARCH_ROLE,
    TEXT_ROLE,
    HitDelegate,
)
from qualtrics_desk.gui.theme import set_role
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from qualtrics_desk.services.definitions import searching
from qualtrics_desk.services.definitions.keeping import Coverage, coverage_of
from qualtrics_desk.store.definitions import Hit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from PySide6.QtWidgets import QToolButton

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.store.definitions import Reused

TYPING_MS = 120
_HIT_ROLE = Qt.ItemDataRole.UserRole + 9
_KINDS = {
    "name": QT_TRANSLATE_NOOP("SurveySearchDialog", "name"),
    "description": QT_TRANSLATE_NOOP("SurveySearchDialog", "description"),
    "block": QT_TRANSLATE_NOOP("SurveySearchDialog", "block"),
    "question": QT_TRANSLATE_NOOP("SurveySearchDialog", "question"),
    "choices": QT_TRANSLATE_NOOP("SurveySearchDialog", "choices"),
    "field": QT_TRANSLATE_NOOP("SurveySearchDialog", "embedded data"),
    "flow": QT_TRANSLATE_NOOP("SurveySearchDialog", "flow"),
}


class SurveySearchDialog(InReadingOrder, QDialog):
    """The search; `chosen` is where the person wants to go.

    Args:
        desk: Whose surveys.
        read_all: Reads what is missing or stale; awaited.
        export: Writes what is found to a file; given a function that writes to a path.
        text: What is searched for at first.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        read_all: Callable[[], Awaitable[None]],
        export: Callable[[str, Callable[[object], int]], Awaitable[None]],
        text: str = "",
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_SurveySearchDialog()
        self.ui.setupUi(self)
        self.chosen: Hit | None = None
        self._desk, self._read_all, self._export = desk, read_all, export
        self._profile = desk.profile.name if desk.profile is not None else ""
        self._tasks = TaskScope(self._tell, self)
        self._hits: Sequence[Hit] = ()
        self._groups: Sequence[Reused] = ()
        self._model = QStandardItemModel(self)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._look)
        ui = self.ui
        self._chips: dict[QToolButton, tuple[str, ...]] = {
            ui.names_chip: ("name", "description"),
            ui.questions_chip: ("question",),
            ui.choices_chip: ("choices",),
            ui.fields_chip: ("field",),
        }
        ui.found_view.setModel(self._model)
        ui.found_view.setItemDelegate(HitDelegate(ui.found_view))
        ui.found_view.setEditTriggers(ui.found_view.EditTrigger.NoEditTriggers)
        ui.found_view.setMouseTracking(True)
        ui.found_view.doubleClicked.connect(lambda _index: self._take())
        ui.search_edit.setText(text)
        ui.search_edit.selectAll()
        ui.search_edit.textChanged.connect(lambda _text: self._typing.start())
        ui.search_edit.installEventFilter(self)
        for chip in (*self._chips, ui.reused_chip):
            chip.toggled.connect(lambda on, chip=chip: self._on_chip(chip, on))
        ui.accept_button.clicked.connect(self._take)
        ui.cancel_button.clicked.connect(self.reject)
        ui.read_button.clicked.connect(lambda: self._tasks.start(self._read(), key="read"))
        ui.export_button.clicked.connect(lambda: self._tasks.start(self._write(), key="write"))
        self._show_hits((), "")
        self._look()
        self._tasks.start(self._cover(), key="cover")

    @property
    def search(self) -> str:
        """What is searched for."""
        return self.ui.search_edit.text().strip()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in what was found while the words are typed; Enter goes there."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._model.rowCount():
                row = self.ui.found_view.currentIndex().row() + step
                row = max(0, min(self._model.rowCount() - 1, row))
                self.ui.found_view.setCurrentIndex(self._model.index(row, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _on_chip(self, chip: QToolButton, on: bool) -> None:
        set_role(chip, "chip" if on else "chip-add")
        for other in self._chips:
            other.setEnabled(not self.ui.reused_chip.isChecked())
        self._look()

    def _look(self) -> None:
        self._typing.stop()
        if self.ui.reused_chip.isChecked():
            self._tasks.start(self._find_reused(self.search), key="search")
        else:
            self._tasks.start(self._find(self.search), key="search")

    async def _find(self, text: str) -> None:
        kinds = [kind for chip, mine in self._chips.items() if chip.isChecked() for kind in mine]
        found = await searching.search(self._desk.home, self._profile, text, kinds=kinds)
        self._groups = ()
        self._show_hits(found.hits, text)
        if not text:
            self.ui.count_label.setText("")
            return
        amount = words.number(found.total) + ("+" if found.is_more else "")
        shown = min(len(found.hits), found.total)
        said = self.tr("%Ln place(s) found", "", found.total).replace(
            words.number(found.total), amount
        )
        if shown < found.total or found.is_more:
            said += " · " + self.tr("the first {0} are shown").format(words.number(shown))
        self.ui.count_label.setText(said)

    async def _find_reused(self, text: str) -> None:
        self._groups = await searching.reused(self._desk.home, self._profile, text)
        self._show_groups(text)
        self.ui.count_label.setText(
            self.tr("%Ln question(s) asked in more than one survey", "", len(self._groups))
        )

    def _show_hits(self, hits: Sequence[Hit], search: str) -> None:
        self._hits = hits
        self._show([(hit, hit.text, self._place(hit)) for hit in hits], search)

    def _show_groups(self, search: str) -> None:
        self._hits = [hit for group in self._groups for hit in group.hits]
        rows = []
        for group in self._groups:
            names = dict.fromkeys(hit.survey_name for hit in group.hits)
            place = words.surveys(group.surveys) + " · " + ", ".join(names)
            rows.append((group.hits[0], group.text, place))
        self._show(rows, search)

    def _place(self, hit: Hit) -> str:
        parts = [hit.survey_name or hit.survey, self.tr(_KINDS[hit.kind])]
        if hit.tag:
            parts.insert(1, hit.tag)
        if not hit.seen_at:
            parts.append(self.tr("its questions were never read"))
        return " · ".join(parts)

    def _show(self, rows: Sequence[tuple[Hit, str, str]], search: str) -> None:
        self._model.clear()
        for hit, text, place in rows:
            item = QStandardItem(text)
            item.setData(text, TEXT_ROLE)
            item.setData(place, PLACE_ROLE)
            item.setData(search, SEARCH_ROLE)
            item.setData(hit, _HIT_ROLE)
            item.setAccessibleText(f"{text}, {place}")
            self._model.appendRow(item)
        if rows:
            self.ui.found_view.setCurrentIndex(self._model.index(0, 0))
        self.ui.found_view.setVisible(bool(rows))
        self.ui.nothing_label.setVisible(not rows)
        self.ui.nothing_label.setText(
            self.tr("Nothing found in the surveys that were read.")
            if search
            else self.tr("Type a few words. “Quotation marks” find a phrase as it stands.")
        )
        self.ui.accept_button.setEnabled(bool(rows))
        self.ui.export_button.setEnabled(bool(rows))

    async def _cover(self) -> None:
        import asyncio

        known = await asyncio.to_thread(coverage_of, self._desk.home, self._profile)
        self._show_coverage(known)

    def _show_coverage(self, known: Coverage) -> None:
        missing = known.surveys - known.kept
        notice = self.ui.notice
        self.ui.read_button.setVisible(bool(missing or known.stale))
        self.ui.read_button.setEnabled(self._desk.is_signed_in)
        if missing:
            notice.tell(
                self.tr("Not read yet: {0}; only names are searched there.").format(
                    words.surveys(missing)
                ),
                "notice",
            )
        elif known.stale:
            notice.tell(
                self.tr("Changed since the last reading: {0}.").format(words.surveys(known.stale)),
                "notice",
            )
        else:
            notice.clear()

    async def _read(self) -> None:
        self.ui.read_button.setEnabled(False)
        try:
            await self._read_all()
        finally:
            self.ui.read_button.setEnabled(True)
        await self._cover()
        self._look()

    async def _write(self) -> None:
        groups, text = self._groups, self.search
        if groups:
            await self._export(self.tr("Questions asked twice"), _groups_writer(groups))
            return
        kinds = [kind for chip, mine in self._chips.items() if chip.isChecked() for kind in mine]
        found = await searching.search(
            self._desk.home, self._profile, text, kinds=kinds, limit=searching.MOST_HITS
        )
        await self._export(self.tr("Search in surveys"), _hits_writer(found.hits))

    def _take(self) -> None:
        hit = self.ui.found_view.currentIndex().data(_HIT_ROLE)
        if isinstance(hit, Hit):
            self.chosen = hit
            self.accept()

    def _tell(self, error: DeskError) -> None:
        self.ui.notice.tell(explain(error).sentences, "danger")


def _hits_writer(hits: Sequence[Hit]) -> Callable[..., int]:
    return lambda path: searching.write_hits(path, hits)


def _groups_writer(groups: Sequence[Reused]) -> Callable[..., int]:
    return lambda path: searching.write_reused(path, groups)
