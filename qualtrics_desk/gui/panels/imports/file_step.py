"""First step: the file, how it is read, and the list it goes into."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.sheet_options import SheetOptions
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_open_file
from qualtrics_desk.gui.forms.ui_import_file_step import Ui_ImportFileStep
from qualtrics_desk.gui.panels.imports.preview_model import PreviewModel
from qualtrics_desk.gui.panels.imports.reading_form import ReadingForm, doubts
from qualtrics_desk.gui.panels.imports.step import Bench, Foot, Step
from qualtrics_desk.gui.theme import look, set_role
from qualtrics_desk.services.imports.known_fields import known_embedded_names
from qualtrics_desk.services.imports.pasted import forget_pasted, is_pasted, keep_pasted
from qualtrics_desk.services.imports.preview import FilePreview, preview_file
from qualtrics_desk.services.imports.suggestions import earlier_import

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.services.imports.draft import Destination

_FILES = "(*.csv *.tsv *.tab *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods)"
_WIDEST = 320
_MEASURED, _ROOM = 24, 36
"""Rows that say how wide a column is, and pixels beside its text."""


class FileStep(Step):
    """Everything it finds out goes into the draft at once."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.ui = Ui_ImportFileStep()
        self.ui.setupUi(self)
        self._failure: DeskError | None = None
        self._reading: object = None
        self._model = PreviewModel(self)
        self._set_up_table()
        bench.actions.bind("imports.open", self.ui.open_button)
        bench.actions.bind("imports.paste", self.ui.paste_button)
        self.ui.list_picker.begin(bench.desk, bench.tasks)
        self.ui.list_picker.chosen.connect(self._on_list)
        self._form = ReadingForm(self.ui, self)
        self._form.changed.connect(self._read_as)
        self.forget()

    @property
    def is_reading(self) -> bool:
        """Whether a file is being looked at."""
        return self._reading is not None

    def choose_file(self) -> None:
        """Ask for a file."""
        self.bench.tasks.start(self._choose_file(), key="open")

    def take_path(self, path: Path, sheet: SheetOptions | None = None) -> None:
        """Look at a file; it takes the place of the one before."""
        self._reading = reading = object()
        self.bench.tasks.start(self._look_at(path, sheet or SheetOptions(), reading), key="preview")

    async def read(self, path: Path, sheet: SheetOptions) -> None:
        """Look at a file that is read as somebody has chosen before."""
        self._reading = reading = object()
        await self._look_at(path, sheet, reading)

    def paste(self) -> None:
        """Take rows, or a copied file, from the clipboard."""
        self.take_dropped(QGuiApplication.clipboard().mimeData())

    def take_dropped(self, data: QMimeData) -> None:
        """Take what was dropped or pasted."""
        files = local_files(data)
        if files:
            self.take_path(files[0])
        else:
            self.take_text(data.text())

    def take_text(self, text: str) -> None:
        """Take rows as text, tab-separated as spreadsheets copy them."""
        self.bench.tasks.start(self._paste(text), key="paste")

    def choose_list(self, list_id: str) -> None:
        """Choose the list by its id."""
        self.ui.list_picker.choose(list_id)

    @override
    def enter(self) -> None:
        if not self.ui.list_picker.is_loaded:
            self.ui.list_picker.load()

    @override
    def forget(self) -> None:
        self.forget_file()
        self.ui.list_picker.forget()

    def forget_file(self) -> None:
        """Begin with another file."""
        self._failure = self._reading = None
        self._show_nothing()

    @override
    def foot(self) -> Foot:
        draft = self.bench.draft
        text = ""
        if draft.preview is not None and draft.destination is None and self._failure is None:
            text = self.tr("Choose the list that the rows go into.")
        ready = draft.can_be_mapped and self._failure is None and not self.is_reading
        return Foot(text, self.tr("Map columns"), ready, can_back=False)

    @override
    def focus_first(self) -> None:
        if self.bench.draft.preview is None:
            self.ui.open_button.setFocus()
        elif self.bench.draft.destination is None:
            self.ui.list_picker.list_box.setFocus()

    def _set_up_table(self) -> None:
        table = self.ui.preview_table
        table.setModel(self._model)
        table.verticalHeader().setDefaultSectionSize(look().row_height)
        table.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setHighlightSections(False)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        choose = QAction(self.tr("This row holds the column names"), self)
        choose.triggered.connect(self._take_header_row)
        table.addAction(choose)
        table.setToolTip(self.tr("Right-click a row to say that it holds the column names"))

    async def _choose_file(self) -> None:
        patterns = f"{self.tr('Tables')} {_FILES};;{self.tr('All files')} (*)"
        path = await ask_open_file(self, self.tr("Open a file of contacts"), patterns)
        if path is not None:
            self.take_path(path)

    async def _paste(self, text: str) -> None:
        home = self.bench.desk.home
        try:
            path = await asyncio.to_thread(keep_pasted, home, text)
        except DeskError as error:
            if self.bench.draft.preview is None:
                self._fail(error)
            else:
                self.bench.desk.tell_error(error)
            return
        self.take_path(path)

    async def _look_at(self, path: Path, sheet: SheetOptions, reading: object) -> None:
        try:
            await self._look(path, sheet)
        finally:
            if self._reading is reading:
                self._reading = None
        self.changed.emit()

    async def _look(self, path: Path, sheet: SheetOptions) -> None:
        draft, home = self.bench.draft, self.bench.desk.home
        path = await asyncio.to_thread(path.absolute)
        is_other = path != draft.source
        if is_other or draft.preview is None:
            set_role(self.ui.state, "")
            self.ui.state.show_loading(self.tr("Looking at {0}…").format(path.name))
        self.changed.emit()
        try:
            preview = await asyncio.to_thread(preview_file, path, sheet)
        except DeskError as error:
            self._on_unreadable(error, path, sheet, is_other=is_other)
            return
        if draft is not self.bench.draft:
            return
        if is_other and draft.source is not None:
            await asyncio.to_thread(forget_pasted, home, draft.source)
        self._failure = None
        draft.take_file(path, sheet, preview)
        self._show(preview)
        self.bench.tasks.start(self._look_back(), key="earlier")

    def _on_unreadable(
        self, error: DeskError, path: Path, sheet: SheetOptions, *, is_other: bool
    ) -> None:
        draft = self.bench.draft
        self._failure = error
        if is_other or draft.preview is None:
            draft.source, draft.sheet, draft.preview = path, sheet, None
            self._fail(error)
            self.ui.file_label.setText(path.name)
        else:
            draft.sheet = sheet
            self.ui.trouble.tell(str(error), "danger", closable=False)

    def _fail(self, error: DeskError) -> None:
        self._show_nothing()
        self._failure = error
        self.ui.state.show_error(error, self.choose_file, self.tr("Open another file…"))
        self.changed.emit()

    def _show_nothing(self) -> None:
        self.ui.file_label.setText(self.tr("No file yet"))
        self.ui.size_label.setText(self.tr("CSV, TSV, text or Excel workbook"))
        self._model.show_preview(None)
        self.ui.trouble.clear()
        self._form.hide()
        set_role(self.ui.state, "drop")
        self.ui.state.show_empty(
            self.tr("Drop a file of contacts here"),
            self.tr(
                "Or open it, or paste rows that you copied in your spreadsheet. The column names"
                " stand above the rows. Nothing is sent before you have seen what would change."
            ),
            self.tr("Open a file…"),
            self.choose_file,
            "upload",
        )

    def _show(self, preview: FilePreview) -> None:
        draft, ui = self.bench.draft, self.ui
        pasted = draft.source is not None and is_pasted(self.bench.desk.home, draft.source)
        ui.file_label.setText(self.tr("Pasted rows") if pasted else preview.name)
        count = words.rows(preview.row_count)
        about = count if preview.is_whole else self.tr("about {0}").format(count)
        columns = words.columns(len(preview.columns))
        ui.size_label.setText(f"{about} · {columns} · {words.file_size(preview.size)}")
        self._form.show_preview(preview)
        self._model.show_preview(preview)
        self._fit_columns()
        set_role(ui.state, "")
        ui.state.show_content()
        self._tell_trouble(preview)
        ui.shown_label.setText(
            self.tr("All rows are shown.")
            if preview.is_whole
            else self.tr("Shown: the first {0}.").format(words.rows(len(preview.rows)))
        )

    def _tell_trouble(self, preview: FilePreview) -> None:
        if preview.problem is not None:
            self.ui.trouble.tell(str(preview.problem), "danger", closable=False)
            return
        doubt = doubts(preview)
        if doubt:
            certain = preview.kind != "csv" or preview.encoding_certain
            self.ui.trouble.tell(doubt, "warning", closable=certain)
        else:
            self.ui.trouble.clear()

    def _fit_columns(self) -> None:
        # Not by Qt, which measures every row there is: that stops the window for half a second.
        table, model = self.ui.preview_table, self._model
        text, head = table.fontMetrics(), table.horizontalHeader().fontMetrics()
        rows = range(min(_MEASURED, model.rowCount()))
        for column in range(model.columnCount()):
            title = model.headerData(column, Qt.Orientation.Horizontal)
            cells = [str(model.index(row, column).data() or "") for row in rows]
            widths = [text.horizontalAdvance(cell) for cell in cells]
            wide = max([head.horizontalAdvance(str(title or "")), *widths]) + _ROOM
            table.setColumnWidth(column, min(_WIDEST, wide))

    async def _look_back(self) -> None:
        """Say so if this very file went into this very list already."""
        draft, desk = self.bench.draft, self.bench.desk
        source, destination = draft.source, draft.destination
        if source is None or destination is None or not desk.is_signed_in:
            return
        found = await asyncio.to_thread(
            earlier_import, desk.session.journal, source, destination.list_id
        )
        if found is None or draft.source != source or draft.destination != destination:
            return
        self.ui.trouble.tell(
            self.tr(
                "This file was imported into “{0}” on {1} and has not changed since. Rows that are"
                " there already will show as unchanged."
            ).format(destination.name, words.moment(found.moment)),
            "notice",
        )

    def _on_list(self, destination: Destination | None) -> None:
        draft = self.bench.draft
        if destination == draft.destination:
            return
        draft.destination = destination
        if destination is not None:
            self.bench.tasks.start(self._learn(destination), key="known")
            self.bench.tasks.start(self._look_back(), key="earlier")
        self.changed.emit()

    async def _learn(self, destination: Destination) -> None:
        """Look which embedded data the list has; without it, every field is offered as new."""
        client = self.bench.desk.session.client
        try:
            known = await known_embedded_names(client, destination.directory, destination.list_id)
        except DeskError:
            # The plan reads the list and says then what is wrong with it.
            return
        if self.bench.draft.destination == destination:
            self.bench.draft.take_known(known)
            self.changed.emit()

    def _take_header_row(self) -> None:
        index = self.ui.preview_table.currentIndex()
        if index.isValid():
            self.ui.header_spin.setValue(self._model.record_of(index.row()))

    def _read_as(self, choice: dict[str, str | int | None]) -> None:
        draft = self.bench.draft
        if draft.source is not None:
            sheet = msgspec.structs.replace(draft.sheet, **choice)
            self.take_path(draft.source, sheet)


def local_files(data: QMimeData) -> list[Path]:
    """The files of this machine that are dragged or copied."""
    urls = data.urls() if data.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
