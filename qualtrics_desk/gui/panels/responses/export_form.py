"""The options of an export as a form: what the service would refuse cannot be chosen."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from qualtrics_desk.domain.dates import EXPORT_TIME_ZONES
from qualtrics_desk.domain.response_exports import ResponseExportOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

    from qualtrics_desk.gui.forms.ui_responses_panel import Ui_ResponsesPanel

_TEXT_FORMATS = ("csv", "tsv")
_JSON = ("json", "ndjson")


class ExportForm(QObject):
    """Reads the form of the panel.

    Signals:
        changed: Other options are chosen.
    """

    changed = Signal()

    def __init__(self, ui: Ui_ResponsesPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        for text, value in (
            (self.tr("CSV"), "csv"),
            (self.tr("TSV"), "tsv"),
            (self.tr("SPSS"), "spss"),
            (self.tr("JSON"), "json"),
            (self.tr("NDJSON"), "ndjson"),
            (self.tr("XML"), "xml"),
        ):
            ui.format_box.addItem(text, value)
        for text, value in (
            (self.tr("Codes"), "codes"),
            (self.tr("Texts"), "texts"),
            (self.tr("Codes and texts"), "both"),
        ):
            ui.answers_box.addItem(text, value)
        ui.which_box.addItem(self.tr("Recorded"), False)
        ui.which_box.addItem(self.tr("In progress"), True)
        ui.zone_box.addItems(list(EXPORT_TIME_ZONES))
        ui.breakout_check.setChecked(True)
        self.show_filters(())
        for box in (ui.format_box, ui.answers_box, ui.which_box, ui.zone_box, ui.filter_box):
            box.currentIndexChanged.connect(lambda _place: self._look())
        for edit in (ui.from_edit, ui.to_edit, ui.questions_edit, ui.newline_edit):
            edit.textChanged.connect(lambda _text: self._look())
        for check in self._checks:
            check.setAccessibleName(check.text())
            check.toggled.connect(lambda _on: self._look())
        self._look()

    @property
    def _checks(self) -> tuple[QCheckBox, ...]:
        ui = self._ui
        return (ui.new_check, ui.change_check, ui.breakout_check, ui.order_check, ui.comma_check)

    @property
    def only_new(self) -> bool:
        """Only what came since the last export of this kind."""
        return self._ui.new_check.isChecked()

    def show_filters(self, filters: Sequence[tuple[str, str]]) -> None:
        """Offer the filters of the one survey that is chosen: ids and names."""
        box = self._ui.filter_box
        before = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("No filter"), None)
        for key, name in filters:
            box.addItem(name, key)
        box.setCurrentIndex(max(0, box.findData(before)))
        box.blockSignals(False)
        self._look()

    def options(self) -> ResponseExportOptions:
        """What is chosen; what does not belong to the format is left out."""
        ui = self._ui
        kind = ui.format_box.currentData()
        given: dict[str, Any] = {
            "format": kind,
            "start": moment_of(ui.from_edit.text()),
            "end": moment_of(ui.to_edit.text()),
            "in_progress": ui.which_box.currentData(),
            "by_change": ui.change_check.isChecked(),
            "filter_id": ui.filter_box.currentData() if ui.filter_box.isEnabled() else None,
        }
        questions = [one.strip() for one in ui.questions_edit.text().split(",") if one.strip()]
        if questions:
            given["question_ids"] = tuple(questions)
        if kind not in _JSON:
            answers = ui.answers_box.currentData()
            given |= {
                "use_labels": answers == "texts",
                "label_columns": answers == "both",
                "breakout_sets": ui.breakout_check.isChecked(),
                "display_order": ui.order_check.isChecked(),
                "decimal_comma": ui.comma_check.isChecked(),
            }
            if ui.zone_box.currentIndex() > 0:
                given["time_zone"] = ui.zone_box.currentText()
        if kind in _TEXT_FORMATS and ui.newline_edit.text():
            given["newline_replacement"] = ui.newline_edit.text()
        return ResponseExportOptions(**given)

    def why_not(self) -> str:
        """Why this cannot be exported; "" where it can."""
        for edit in (self._ui.from_edit, self._ui.to_edit):
            if edit.text().strip() and moment_of(edit.text()) is None:
                return self.tr("“{0}” is no date. Write 2027-01-31.").format(edit.text().strip())
        return " ".join(self.options().conflicts())

    def _look(self) -> None:
        """Switch off what does not go with the rest, so that it cannot be asked for."""
        ui = self._ui
        kind = ui.format_box.currentData()
        takes_forms, is_text = kind not in _JSON, kind in _TEXT_FORMATS
        why = "" if takes_forms else self.tr("The service takes this not with this format.")
        for widget in (
            ui.answers_box,
            ui.zone_box,
            ui.breakout_check,
            ui.order_check,
            ui.comma_check,
        ):
            _offer(widget, takes_forms, why)
        only_text = self.tr("Only CSV and TSV can have their line breaks replaced.")
        _offer(ui.newline_edit, is_text, "" if is_text else only_text)
        has_filters = ui.filter_box.count() > 1
        is_free = not (ui.new_check.isChecked() or ui.change_check.isChecked())
        _offer(
            ui.filter_box,
            has_filters and is_free,
            self.tr("A filter goes neither with what is new nor with the last change.")
            if has_filters
            else self.tr("Choose one survey; filters are made in Qualtrics."),
        )
        is_filtered = ui.filter_box.isEnabled() and ui.filter_box.currentData() is not None
        for check in (ui.new_check, ui.change_check):
            _offer(check, not is_filtered, self.tr("It does not go with a filter."))
        self.changed.emit()


def _offer(widget: QComboBox | QCheckBox | QLineEdit, on: bool, why_not: str) -> None:
    widget.setEnabled(on)
    widget.setToolTip("" if on else why_not)


def moment_of(text: str) -> datetime | None:
    """A date at its beginning in the person's zone, or a date and time; None where it is none."""
    try:
        return datetime.combine(date.fromisoformat(text.strip()), time()).astimezone(UTC)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.astimezone(UTC)
