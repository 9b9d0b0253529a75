"""Second step: which column goes where, who a row is, and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.findings import Level
from qualtrics_desk.domain.mapping_choices import (
    ProblemKind,
    joined,
    with_constant,
    with_target,
    without_constant,
    without_target,
)
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_import_mapping_step import Ui_ImportMappingStep
from qualtrics_desk.gui.panels.imports.import_words import (
    problem_text,
    rule_title,
)
from qualtrics_desk.gui.panels.imports.mapping_table import MappingTable
from qualtrics_desk.gui.panels.imports.recipes import Recipes
from qualtrics_desk.gui.panels.imports.rules_form import RulesForm
from qualtrics_desk.gui.panels.imports.step import Bench, Foot, Step
from qualtrics_desk.gui.panels.imports.target_box import LEFT_OUT
from qualtrics_desk.gui.theme import look, set_tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.domain.mapping_choices import MappingProblem

_TOP_RULES = 3


class MappingStep(Step):
    """Changes the mapping of the draft, cell by cell or by a recipe.

    Attributes:
        recipes: What may take the place of the mapping as a whole.
    """

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.ui = Ui_ImportMappingStep()
        self.ui.setupUi(self)
        self.table = MappingTable(self.ui.table)
        self.table.target_chosen.connect(self._on_target)
        self.table.constant_changed.connect(self._on_constant)
        self.table.constant_removed.connect(self._on_constant_removed)
        self.ui.constant_button.clicked.connect(self._add_constant)
        bench.actions.bind("imports.map_again", self.ui.again_button)
        bench.actions.bind("imports.load_recipe", self.ui.load_button)
        self._rules = RulesForm(self.ui, self)
        self._rules.chosen.connect(self._on_rules)
        self.recipes = Recipes(bench, self.ui.suggestion)
        self.recipes.used.connect(self._on_recipe)
        self.recipes.refused.connect(self._refuse)
        look().changed.connect(self._on_look)
        self.ui.problem.clear()

    @override
    def enter(self) -> None:
        self._show()
        self.recipes.suggest()

    @override
    def forget(self) -> None:
        self.recipes.forget()
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

    def _refuse(self) -> None:
        self.ui.suggestion.clear()
        self.map_again()

    def _show(self) -> None:
        draft = self.bench.draft
        self.table.show_draft(draft)
        self._rules.show_draft(draft)
        self._show_problem(draft.problems())
        self._show_check()

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
        draft = self.bench.draft
        self._rules.take(draft)
        self._show_problem(draft.problems())
        self._show_check()
        self.changed.emit()

    def _on_recipe(self) -> None:
        self._show()
        self.changed.emit()

    def _on_look(self) -> None:
        if self.bench.draft.preview is not None:
            self.table.redress()
            self.table.show_draft(self.bench.draft)
