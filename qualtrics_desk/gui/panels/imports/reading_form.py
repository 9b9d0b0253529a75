"""How a file is read: sheet, letters, separator, and the row with the column names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from qualtrics_desk.gui import words
from qualtrics_desk.gui.panels.imports.import_words import delimiter_title, encoding_title
from qualtrics_desk.services.imports.preview import delimiters, encodings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox

    from qualtrics_desk.gui.forms.ui_import_file_step import Ui_ImportFileStep
    from qualtrics_desk.services.imports.preview import FilePreview


class ReadingForm(QObject):
    """The boxes above the preview; shown are those that matter for the kind of file.

    Signals:
        changed: The person chose something; fields of `SheetOptions` with their new values.
    """

    changed = Signal(object)

    def __init__(self, ui: Ui_ImportFileStep, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        for box, field in ((ui.encoding_box, "encoding"), (ui.delimiter_box, "delimiter")):
            box.activated.connect(
                lambda _place, box=box, field=field: self.changed.emit({field: box.currentData()})
            )
        # Another sheet has its column names in another row.
        ui.sheet_box.activated.connect(
            lambda _place: self.changed.emit(
                {"sheet": ui.sheet_box.currentData(), "header_row": None}
            )
        )
        ui.header_spin.valueChanged.connect(lambda row: self.changed.emit({"header_row": row}))

    def hide(self) -> None:
        """There is no file yet."""
        self._show(sheets=False, text=False, header=False)

    def show_preview(self, preview: FilePreview) -> None:
        """Show how a file was read."""
        ui = self._ui
        self._show(sheets=len(preview.sheets) > 1, text=preview.kind == "csv", header=True)
        _fill(ui.sheet_box, [(name, name) for name in preview.sheets], preview.sheet)
        _fill(
            ui.encoding_box,
            [(encoding_title(name), name) for name, _ in encodings(preview.encoding)],
            preview.encoding,
        )
        _fill(
            ui.delimiter_box,
            [(delimiter_title(one), one) for one in delimiters(preview.delimiter)],
            preview.delimiter,
        )
        ui.header_spin.blockSignals(True)
        ui.header_spin.setValue(preview.header_row)
        ui.header_spin.blockSignals(False)

    def _show(self, *, sheets: bool, text: bool, header: bool) -> None:
        ui = self._ui
        for shown, *widgets in (
            (sheets, ui.sheet_label, ui.sheet_box),
            (text, ui.encoding_label, ui.encoding_box, ui.delimiter_label, ui.delimiter_box),
            (header, ui.header_label, ui.header_spin),
        ):
            for widget in widgets:
                widget.setVisible(shown)


def doubts(preview: FilePreview) -> str:
    """What a person should look at before they trust the preview, or ""."""
    if preview.kind == "csv" and not preview.encoding_certain:
        return _tr(
            "The file does not say how its letters are stored. Look at names with accents:"
            " if they are wrong, choose other “Letters” until they are right."
        )
    bad = [row for row in preview.rows if row.problem]
    texts = list(preview.warnings)
    if bad:
        texts.append(
            _tr("Not fitting the column names: {0}, the first in line {1}.").format(
                words.rows(len(bad)), words.number(bad[0].line)
            )
        )
    return " ".join(texts)


def _fill(box: QComboBox, items: list[tuple[str, str]], current: str) -> None:
    box.blockSignals(True)
    box.clear()
    for title, value in items:
        box.addItem(title, value)
    box.setCurrentIndex(max(0, box.findData(current)))
    box.blockSignals(False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("imports", text)
