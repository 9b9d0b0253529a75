"""Second step: which column goes where, who a row is, and the rules."""

from __future__ import annotations

import asyncio
from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.findings import Level
from qualtrics_desk.domain.mapping_choices import (
    ProblemKind,
    joined,
    possible_keys,
    with_constant,
    with_target,
    without_constant,
    without_target,
)
from qualtrics_desk.domain.recipes import Blanks, Duplicates
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_open_file, ask_save_file
from qualtrics_desk.gui.forms.ui_import_mapping_step import Ui_ImportMappingStep
from qualtrics_desk.gui.panels.imports.import_words import (
    listed,
    problem_text,
    rule_title,
    target_title,
)
from qualtrics_desk.gui.panels.imports.mapping_table import MappingTable
from qualtrics_desk.gui.panels.imports.step import Bench, Foot, Step
from qualtrics_desk.gui.panels.imports.target_box import LEFT_OUT
from qualtrics_desk.gui.theme import look, set_tone
from qualtrics_desk.services.imports.proposal import load_recipe, save_recipe
from qualtrics_desk.services.imports.suggestions import (
    Suggestion,
    recipes_folder,
    suggest,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox, QWidget

    from qualtrics_desk.domain.mapping_choices import MappingProblem
    from qualtrics_desk.domain.recipes import Recipe

_RECIPES = "(*.toml)"
_TOP_RULES = 3


class MappingStep(Step):
    """Changes the mapping of the draft, cell by cell or by a recipe."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.ui = Ui_ImportMappingStep()
        self.ui.setupUi(self)
        self._seen_suggestion: object = None
        self.table = MappingTable(self.ui.table)
        self.table.target_chosen.connect(self._on_target)
        self.table.constant_changed.connect(self._on_constant)
        self.table.constant_removed.connect(self._on_constant_removed)
        self.ui.constant_button.clicked.connect(self._add_constant)
        bench.actions.bind("imports.map_again", self.ui.again_button)
        bench.actions.bind("imports.load_recipe", self.ui.load_button)
        self._fill_rules()
        self.ui.key_box.activated.connect(self._on_rules)
        self.ui.duplicates_box.activated.connect(self._on_rules)
        self.ui.blanks_box.activated.connect(self._on_rules)
        self.ui.region_box.activated.connect(self._on_rules)
        look().changed.connect(self._on_look)
        self.ui.problem.clear()

    @override
    def enter(self) -> None:
        self._show()
        self.bench.tasks.start(self._suggest(), key="suggest")

    @override
    def forget(self) -> None:
        self._seen_suggestion = None
        self.ui.suggestion.clear()
        self.ui.problem.clear()

    @override
    def foot(self) -> Foot:
        draft = self.bench.draft
        blocked = any(one.blocks for one in draft.problems()) if draft.can_be_mapped else True
        columns = len(draft.mapping.used())
        text = self.tr("{0} of {1} are imported").format(
            words.number(columns), words.columns(len(draft.header))
        )
        return Foot(
            "" if blocked else text,
            self.tr("Check the rows"),
            not blocked,
            extra="imports.save_recipe",
        )

    @override
    def focus_first(self) -> None:
        box = self.table.box(0)
        (box if box is not None else self.ui.table).setFocus()

    def map_again(self) -> None:
        """Forget what was chosen and propose anew."""
        self.bench.draft.propose()
        self._show()
        self.changed.emit()

    def load(self) -> None:
        """Ask for a recipe and use it."""
        self.bench.tasks.start(self._load(), key="recipe")

    def save(self) -> None:
        """Ask where the recipe goes and write it."""
        self.bench.tasks.start(self._save(), key="recipe")

    def _fill_rules(self) -> None:
        ui = self.ui
        for text, duplicates in (
            (self.tr("The last row counts"), Duplicates.LAST),
            (self.tr("The first row counts"), Duplicates.FIRST),
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

    def _show(self) -> None:
        draft = self.bench.draft
        self.table.show_draft(draft)
        self._show_rules()
        self._show_problem(draft.problems())
        self._show_check()

    def _show_rules(self) -> None:
        draft, ui = self.bench.draft, self.ui
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

    def _show_problem(self, problems: list[MappingProblem]) -> None:
        if not problems:
            self.ui.problem.clear()
            return
        first = problems[0]
        text = problem_text(first)
        if len(problems) > 1:
            text = self.tr("{0} There is more to look at after that.").format(text)
        tone = "danger" if first.blocks else "warning"
        can_join = first.kind is ProblemKind.TWICE and len(first.columns) > 1
        if can_join:
            self.ui.problem.tell(
                text, tone, self.tr("Join them"), lambda: self._join(first.target), closable=False
            )
        else:
            self.ui.problem.tell(text, tone, closable=False)

    def _show_check(self) -> None:
        draft, label = self.bench.draft, self.ui.check_label
        if any(one.blocks for one in draft.problems()):
            label.setText("")
            return
        try:
            found = draft.check()
        except DeskError as error:
            set_tone(label, "danger")
            label.setText(str(error))
            return
        serious = [one for one in found.counts if one.level > Level.INFO][:_TOP_RULES]
        looked = (
            self.tr("All {0}")
            if draft.preview is not None and draft.preview.is_whole
            else self.tr("First {0}")
        ).format(words.rows(found.rows))
        if not serious:
            set_tone(label, "success" if found.rows else "")
            label.setText(self.tr("{0}: nothing to complain about").format(looked))
            return
        parts = [f"{words.number(one.rows)} × {rule_title(one.rule)}" for one in serious]
        set_tone(label, "danger" if found.invalid else "warning")
        label.setText(f"{looked}: {' · '.join(parts)}")

    def _on_target(self, column: str, target: str) -> None:
        draft = self.bench.draft
        if target == LEFT_OUT:
            mapping = without_target(draft.mapping, column)
        else:
            mapping = with_target(draft.mapping, column, target)
        draft.change_mapping(mapping, column)
        self._show()
        self.changed.emit()

    def _on_constant(self, before: str, target: str, text: str) -> None:
        draft = self.bench.draft
        mapping = draft.mapping
        if before and before != target:
            mapping = without_constant(mapping, before)
        draft.change_mapping(with_constant(mapping, target, text))
        self._show()
        self.changed.emit()

    def _on_constant_removed(self, target: str) -> None:
        draft = self.bench.draft
        if target:
            draft.change_mapping(without_constant(draft.mapping, target))
        self._show()
        self.changed.emit()

    def _add_constant(self) -> None:
        self.table.add_constant()
        self._show()
        self.table.focus_constant()

    def _join(self, target: str) -> None:
        draft = self.bench.draft
        draft.change_mapping(joined(draft.mapping, target))
        self._show()
        self.changed.emit()

    def _on_rules(self) -> None:
        draft, ui = self.bench.draft, self.ui
        draft.key = tuple(ui.key_box.currentData() or draft.key)
        draft.duplicates = ui.duplicates_box.currentData()
        draft.blanks = ui.blanks_box.currentData()
        draft.phone_region = ui.region_box.currentData()
        self._show_problem(draft.problems())
        self._show_check()
        self.changed.emit()

    def _on_look(self) -> None:
        if self.bench.draft.preview is not None:
            self.table.redress()
            self.table.show_draft(self.bench.draft)

    async def _suggest(self) -> None:
        draft, desk = self.bench.draft, self.bench.desk
        destination = draft.destination
        seen = (tuple(draft.header), destination)
        if destination is None or self._seen_suggestion == seen:
            return
        self._seen_suggestion = seen
        found = await asyncio.to_thread(
            suggest, desk.home, desk.session.journal, draft.header, destination.list_id
        )
        if found is None or draft is not self.bench.draft or found.recipe.mapping == draft.mapping:
            self.ui.suggestion.clear()
            return
        self.ui.suggestion.tell(
            self._suggestion_text(found),
            "notice",
            self.tr("Use it"),
            lambda: self._use(found.recipe),
        )

    def _suggestion_text(self, found: Suggestion) -> str:
        if found.job is None:
            text = self.tr("These columns fit the recipe “{0}”.").format(found.name)
        else:
            text = self.tr("These columns were mapped before, for “{0}” on {1}.").format(
                found.name, words.day(found.moment)
            )
        if not found.same_list:
            text += " " + self.tr("It was for the list “{0}”.").format(found.recipe.list.name)
        return text

    def _use(self, recipe: Recipe) -> None:
        fit = self.bench.draft.use_recipe(recipe)
        self._show()
        self.changed.emit()
        if fit.lost or fit.new:
            parts = []
            if fit.lost:
                parts.append(
                    self.tr("The file has no {0}: what it filled is not imported.").format(
                        listed(fit.lost)
                    )
                )
            if fit.new:
                parts.append(self.tr("New in the file: {0}.").format(listed(fit.new)))
            self.ui.suggestion.tell(" ".join(parts), "warning")

    async def _load(self) -> None:
        path = await ask_open_file(
            self, self.tr("Load a recipe"), f"{self.tr('Recipes')} {_RECIPES}"
        )
        if path is None:
            return
        recipe = await asyncio.to_thread(load_recipe, path)
        self._use(recipe)

    async def _save(self) -> None:
        draft, desk = self.bench.draft, self.bench.desk
        if not draft.can_be_mapped or draft.source is None:
            return
        recipe = draft.recipe()
        folder = await asyncio.to_thread(recipes_folder, desk.home)
        path = await ask_save_file(
            self,
            self.tr("Save as recipe"),
            folder / f"{draft.source.stem}.toml",
            f"{self.tr('Recipes')} {_RECIPES}",
            "toml",
        )
        if path is None:
            return
        await asyncio.to_thread(save_recipe, path, recipe)
        desk.tell(
            self.tr("Saved as “{0}”. It is offered when a file has these columns.").format(
                path.stem
            )
        )


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
