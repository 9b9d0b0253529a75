"""Who a row is, and what is done with duplicates, blanks and phone numbers."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from qualtrics_desk.domain.mapping_choices import possible_keys
from qualtrics_desk.domain.recipes import Blanks, Duplicates
from qualtrics_desk.gui.panels.imports.import_words import target_title

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox

    from qualtrics_desk.gui.forms.ui_import_mapping_step import Ui_ImportMappingStep
    from qualtrics_desk.services.imports.draft import ImportDraft


class RulesForm(QObject):
    """The boxes of the rules.

    Signals:
        chosen: The person chose another rule.
    """

    chosen = Signal()

    def __init__(self, ui: Ui_ImportMappingStep, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self._fill()
        for box in (ui.key_box, ui.duplicates_box, ui.blanks_box, ui.region_box):
            box.activated.connect(lambda _place: self.chosen.emit())

    def show_draft(self, draft: ImportDraft) -> None:
        """Show the rules of a draft, and the keys its mapping allows."""
        ui = self._ui
        box = ui.key_box
        box.clear()
        fields = possible_keys(draft.mapping)
        for size in range(1, len(fields) + 1):
            for key in combinations(fields, size):
                box.addItem(" + ".join(target_title(field) for field in key), key)
        if not fields:
            box.addItem(self.tr("Nothing: every row is new"), draft.key)
        _select(box, draft.key)
        _select(ui.duplicates_box, draft.duplicates)
        _select(ui.blanks_box, draft.blanks)
        _select(ui.region_box, draft.phone_region)
        has_phone = "phone" in draft.mapping.targets()
        ui.region_box.setVisible(has_phone)
        ui.region_label.setVisible(has_phone)

    def take(self, draft: ImportDraft) -> None:
        """Write what is chosen into a draft."""
        ui = self._ui
        draft.key = tuple(ui.key_box.currentData() or draft.key)
        draft.duplicates = ui.duplicates_box.currentData()
        draft.blanks = ui.blanks_box.currentData()
        draft.phone_region = ui.region_box.currentData()

    def _fill(self) -> None:
        ui = self._ui
        for text, duplicates in (
            (self.tr("The last row counts"), Duplicates.LAST),
            (self.tr("The first row counts"), Duplicates.FIRST),
            (self.tr("They become one contact"), Duplicates.MERGE),
            (self.tr("None of them is sent"), Duplicates.SKIP),
            (self.tr("All of them are sent"), Duplicates.SEND_ALL),
        ):
            ui.duplicates_box.addItem(text, duplicates)
        for text, blanks in (
            (self.tr("Ask me before it is emptied"), Blanks.PROTECT),
            (self.tr("Keep what is there"), Blanks.KEEP),
        ):
            ui.blanks_box.addItem(text, blanks)
        ui.region_box.addItem(self.tr("Left as they are"), None)
        for name, code in _countries():
            ui.region_box.addItem(name, code)


def _select(box: QComboBox, value: object) -> None:
    # `findData` compares enums and tuples by their Qt form, which may lose what they are.
    for place in range(box.count()):
        found = box.itemData(place)
        if found == value or (isinstance(value, tuple) and tuple(found or ()) == value):
            box.setCurrentIndex(place)
            return
    box.setCurrentIndex(0)


def _countries() -> list[tuple[str, str]]:
    """Countries with their two-letter codes, by the name in the person's language."""
    found = {}
    for locale in QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    ):
        code = QLocale.territoryToCode(locale.territory())
        if len(code) == 2 and code.isalpha():
            found[code] = QLocale.territoryToString(locale.territory())
    return sorted(((f"{name} ({code})", code) for code, name in found.items()))
