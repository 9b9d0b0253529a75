"""Step three: how the file is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt

from qualtrics_desk.domain.contacts import EMBEDDED_PREFIX
from qualtrics_desk.store.settings import LinkFile

if TYPE_CHECKING:
    from qualtrics_desk.gui.forms.ui_links_panel import Ui_LinksPanel


class FileFormat(NamedTuple):
    """What the person chose; `delimiter` is None where the kind of file decides."""

    suffix: str
    encoding: str
    delimiter: str | None
    excel_safe: bool

    @property
    def patterns(self) -> str:
        """For the dialog that asks for a file."""
        names = {
            "csv": _tr("CSV files"),
            "tsv": _tr("Tab-separated files"),
            "xlsx": _tr("Excel workbooks"),
        }
        return f"{names[self.suffix]} (*.{self.suffix})"


class FormatForm(QObject):
    """Fills the boxes of the third step, and reads them.

    Attributes:
        names: Names of columns in the file, by their keys, where they have another.
    """

    def __init__(self, ui: Ui_LinksPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self.names: dict[str, str] = {}
        for text, suffix in ((_tr("CSV"), "csv"), (_tr("TSV"), "tsv"), (_tr("Excel"), "xlsx")):
            ui.kind_box.addItem(text, suffix)
        for text, encoding, tip in (
            (_tr("UTF-8 for Excel"), "utf-8-sig", _tr("With a mark that Excel needs for accents")),
            (_tr("UTF-8"), "utf-8", _tr("For programs that do not expect a mark")),
            (_tr("UTF-16"), "utf-16", _tr("For old programs")),
            (_tr("Windows (1252)"), "cp1252", _tr("Western European letters only")),
        ):
            ui.encoding_box.addItem(text, encoding)
            ui.encoding_box.setItemData(
                ui.encoding_box.count() - 1, tip, int(Qt.ItemDataRole.ToolTipRole)
            )
        for text, delimiter in ((_tr("Comma"), ","), (_tr("Semicolon"), ";"), (_tr("Tab"), "\t")):
            ui.delimiter_box.addItem(text, delimiter)
        ui.kind_box.currentIndexChanged.connect(lambda _: self._offer())
        self._offer()

    def show(self, file: LinkFile) -> None:
        """Choose what was chosen the last time; what is not offered any more changes nothing."""
        ui = self._ui
        for box, value in (
            (ui.kind_box, file.kind),
            (ui.encoding_box, file.encoding),
            (ui.delimiter_box, file.delimiter),
        ):
            box.setCurrentIndex(max(box.findData(value), 0))
        ui.safe_check.setChecked(file.excel_safe)
        self.names = dict(file.names)

    def chosen(self) -> LinkFile:
        """Everything that is chosen, for the next time."""
        ui = self._ui
        return LinkFile(
            kind=str(ui.kind_box.currentData()),
            encoding=str(ui.encoding_box.currentData()),
            delimiter=str(ui.delimiter_box.currentData()),
            excel_safe=ui.safe_check.isChecked(),
            names=dict(self.names),
        )

    def name_of(self, key: str) -> str:
        """What a column is called in the file.

        Without a name of its own it has the service's: files can be joined with others then.
        """
        return self.names.get(key) or own_name(key)

    def value(self) -> FileFormat:
        """What counts for the kind of file that is chosen."""
        ui = self._ui
        suffix = str(ui.kind_box.currentData())
        return FileFormat(
            suffix,
            str(ui.encoding_box.currentData()),
            str(ui.delimiter_box.currentData()) if suffix == "csv" else None,
            ui.safe_check.isChecked() and suffix != "xlsx",
        )

    def _offer(self) -> None:
        suffix = self._ui.kind_box.currentData()
        is_text = suffix != "xlsx"
        self._ui.encoding_box.setEnabled(is_text)
        self._ui.delimiter_box.setEnabled(suffix == "csv")
        self._ui.safe_check.setEnabled(is_text)
        why = "" if is_text else _tr("A workbook needs none of it: its cells are marked as text.")
        self._ui.encoding_box.setToolTip(why)


def own_name(key: str) -> str:
    """The service's own name of a column."""
    return key.removeprefix(EMBEDDED_PREFIX)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FormatForm", text)
