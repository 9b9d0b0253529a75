"""Third step: the rows are checked; what is wrong is shown by its rule and mended in place."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from qualtrics_desk.domain.checks import compile_checks
from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.domain.outcomes import PlanState
from qualtrics_desk.domain.rows import CELL_PREFIX, Comparison, Filter, Sort
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_import_check_step import Ui_ImportCheckStep
from qualtrics_desk.gui.models.mended_rows import MendedRows
from qualtrics_desk.gui.panels.imports.import_words import (
    phase_title,
    rule_title,
    same_person_rule,
)
from qualtrics_desk.gui.panels.imports.plan_columns import plan_columns
from qualtrics_desk.gui.panels.imports.step import Bench, Foot, Step
from qualtrics_desk.gui.widgets.tiles import TileFacts
from qualtrics_desk.store.staging.plan_rows import GROUP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.domain.rows import Row
    from qualtrics_desk.gui.panels.imports.planning import Planning
    from qualtrics_desk.services.imports.job_room import JobRoom

_PHASES = (
    "Reading the file",
    "Reading the list",
    "Comparing with the list",
    "Writing the plan",
)
_PROGRESS_PAGE = 1
_MOST_TILES = 6


class CheckStep(Step):
    """Shows the making of the plan, then what is wrong with the rows.

    Signals:
        passed: The plan can be seen.
    """

    passed = Signal()

    def __init__(self, bench: Bench, planning: Planning, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.ui = Ui_ImportCheckStep()
        self.ui.setupUi(self)
        self._planning = planning
        self._failure: DeskError | None = None
        self._failed_for: object = None
        self.ui.page.begin(bench.tasks)
        self.ui.page.failed.connect(self._on_grid_failed)
        self.ui.page.grid.setAccessibleName(self.tr("Rows with findings"))
        self.ui.page.filter_bar.set_placeholder(self.tr("Find a row…"))
        self.ui.page.model.edit_requested.connect(self._on_edited)
        self.ui.tiles.chosen.connect(lambda _key: self._show_rows())
        self.ui.problems_check.toggled.connect(lambda _on: self._show_rows())
        bench.actions.bind("imports.unmend", self.ui.take_back_button)
        bench.actions.bind("imports.let_count", self.ui.count_button)
        self.ui.page.grid.set_context_actions([bench.actions.qaction("imports.let_count")])
        self.ui.page.selection_changed.connect(self._offer_counting)
        self._rows: MendedRows | None = None
        self._left_for: int | None = None
        self._goes_on = False
        self.ui.phases.set_phases([(phase, phase_title(phase)) for phase in _PHASES])
        self.ui.warnings.clear()
        planning.began.connect(self._on_began)
        planning.progressed.connect(self.ui.phases.take)
        planning.planned.connect(self._on_planned)
        planning.failed.connect(self._on_failed)
        planning.rows_gone.connect(self._close_rows)

    @override
    def enter(self) -> None:
        draft, room = self.bench.draft, self.bench.room
        if self._planning.is_working or (room is not None and room.relation is not None):
            return
        if not draft.can_be_mapped or self._failed_for == (draft.source, draft.recipe()):
            return
        if room is not None and room.is_plan_of(draft.source, draft.recipe()):
            if self._rows is None:
                self._show(room)
            return
        self._planning.start()

    @override
    def forget(self) -> None:
        self._failure = self._failed_for = None
        self._goes_on = False
        self._close_rows()
        self.ui.tiles.set_tiles([])
        self.ui.warnings.clear()

    @override
    def foot(self) -> Foot:
        if self._planning.is_working:
            return Foot(
                self.tr("Nothing is sent."),
                self.tr("See the plan"),
                can_next=False,
                extra="imports.stop",
                can_back=True,
            )
        room = self.bench.room
        forecast = None if room is None else room.forecast
        if forecast is None or self._failure is not None:
            return Foot("", self.tr("See the plan"), can_next=False)
        invalid = self.invalid
        if not invalid:
            return Foot("", self.tr("See the plan"), can_next=True)
        text = self.tr("{0} cannot be sent: mend them, or go on with the other {1}.").format(
            words.rows(invalid), words.number(forecast.rows - invalid)
        )
        return Foot(text, self.tr("See the plan"), can_next=False, extra="imports.leave_invalid")

    @property
    def invalid(self) -> int:
        """Rows that cannot be sent as they are mended now."""
        room = self.bench.room
        forecast = None if room is None else room.forecast
        found = 0 if forecast is None else forecast.states.get(PlanState.INVALID, 0)
        return max(0, found - (0 if self._rows is None else self._rows.fewer_invalid))

    @property
    def is_ready(self) -> bool:
        """Whether the rows are checked, so that there is a way on."""
        room = self.bench.room
        has_plan = room is not None and room.plan is not None
        return has_plan and not self._planning.is_working and self._failure is None

    @property
    def is_undecided(self) -> bool:
        """Whether rows cannot be sent, and nobody has said to go on without them."""
        room = self.bench.room
        return bool(self.invalid) and room is not None and self._left_for != room.job

    def go_on(self) -> None:
        """See the plan; it is made again first where cells were mended."""
        room = self.bench.room
        if room is None or not self.is_ready:
            return
        self._left_for = room.job
        if self.bench.is_mended_anew:
            self._goes_on = True
            self._planning.plan_mended()
        else:
            self.passed.emit()

    def unmend(self) -> None:
        """Take mended cells back: of the selected rows, or of all where none is selected."""
        chosen = self.ui.page.grid.selected_ids().tolist()
        mends, rows = self.bench.mends, self._rows
        if rows is None:
            return
        for row_id in chosen or list(mends):
            rows.unmend(row_id)
        self.ui.page.model.refresh()
        self._tell_mended()
        self.changed.emit()

    def let_count(self) -> None:
        """Let the selected rows count; others of the same person are taken out of the plan."""
        self.bench.tasks.start(self._let_count(), key="let count")

    async def _let_count(self) -> None:
        chosen = self.ui.page.grid.selected_ids().tolist()
        planned = self._planning.rows
        if planned is None or not chosen or self._planning.is_working:
            return
        others = await asyncio.to_thread(planned.others_of, chosen)
        if others and planned is self._planning.rows:
            self._planning.plan_otherwise(take_out=others, put_back=chosen)

    @override
    def focus_first(self) -> None:
        self.ui.page.grid.setFocus()

    def _on_began(self) -> None:
        self._failure = self._failed_for = None
        draft = self.bench.draft
        totals: dict[str, int] = {}
        if draft.preview is not None and draft.preview.is_whole:
            totals["Reading the file"] = draft.preview.row_count
        if draft.destination is not None and draft.destination.count:
            totals["Reading the list"] = draft.destination.count
        self.ui.phases.begin(
            self.tr("Checking every row"),
            self.tr("Rows are read and compared. Nothing is sent."),
            totals,
        )
        self.ui.state.setCurrentIndex(_PROGRESS_PAGE)
        self.changed.emit()

    def _on_planned(self) -> None:
        if self.bench.room is None:
            return
        self._show(self.bench.room)
        goes_on, self._goes_on = self._goes_on, False
        if goes_on and self.isVisible():
            self.passed.emit()

    def _show(self, room: JobRoom) -> None:
        self.ui.phases.finish()
        plan = room.plan
        if plan is None:
            return
        self._tell_warnings(list(plan.intake.warnings) if plan.intake else [])
        invalid = plan.forecast.states.get(PlanState.INVALID, 0)
        found = {} if plan.intake is None else plan.intake.findings
        errors = {} if plan.intake is None else plan.intake.errors
        tiles = [
            TileFacts(f"!{rule}", count, rule_title(rule), self.tr("not sent"), "danger")
            for rule, count in sorted(errors.items(), key=lambda pair: -pair[1])
        ]
        tiles += [
            TileFacts(f"?{rule}", count, rule_title(rule), self.tr("sent as it is"), "warning")
            for rule, count in sorted(found.items(), key=lambda pair: -pair[1])
        ]
        if alike := self._alike_tile(room):
            tiles = [*tiles[: _MOST_TILES - 1], alike]
        chosen = self.ui.tiles.chosen_key
        self.ui.tiles.set_tiles(tiles[:_MOST_TILES])
        if alike and (chosen == ALIKE or len(tiles) == 1):
            # Where nothing is wrong, this is what there is to see.
            self.ui.tiles.choose(ALIKE)
        self._open_rows(room)
        if not invalid and not tiles and not self.bench.mends:
            self.ui.state.show_empty(
                self.tr("{0}, nothing to complain about").format(words.rows(plan.forecast.rows)),
                self.tr("Every row can be sent. The plan shows what each of them would change."),
                self.tr("See the plan"),
                self.forward.emit,
                "success",
            )
        else:
            self.ui.state.show_content()
            self._show_rows()
        self._tell_mended()
        self.changed.emit()

    def _alike_tile(self, room: JobRoom) -> TileFacts | None:
        rows, people = self._planning.alike
        if not rows:
            return None
        rule = same_person_rule(room.recipe.duplicates)
        note = self.tr("{0}; {1}").format(words.people(people), rule)
        return TileFacts(ALIKE, rows, self.tr("rows of the same person"), note, "warning")

    def _open_rows(self, room: JobRoom) -> None:
        """Take the rows of the plan at hand; what was mended for it is no change any more."""
        rows = self._planning.rows
        if rows is None:
            return
        header = [spec.title for spec in rows.columns if spec.key.startswith(CELL_PREFIX)]
        recipe = room.recipe
        self._rows = MendedRows(
            rows,
            check=compile_checks(recipe.mapping, header, recipe.check_options()),
            mends=self.bench.mends,
        )
        page = self.ui.page
        columns = plan_columns(
            rows.columns,
            recipe.mapping,
            note=True,
            editable=True,
            group=self._planning.alike.rows > 0,
        )
        self._narrow(self._rows)
        page.set_source(self._rows, columns)
        page.grid.set_gutter(False)

    def _close_rows(self) -> None:
        self._rows = None
        self.ui.page.set_source(None)

    def _filters(self) -> tuple[Filter, ...]:
        key = self.ui.tiles.chosen_key
        if key == ALIKE:
            return (_ALIKE,)
        if key:
            return (Filter("rule", Comparison.IS, (key[1:],)),)
        return (_PROBLEMS,) if self.ui.problems_check.isChecked() else ()

    async def _mend(self, row: Row, column: str, text: str) -> None:
        rows, planned = self._rows, self._planning.rows
        if rows is None or planned is None:
            return
        # Cells beyond the columns are not seen here, so mending others does not make it right.
        is_odd = _FORM in str(row.values[_place(rows, "rule")] or "")
        stays = is_odd and await asyncio.to_thread(planned.is_too_long, row.id)
        rows.mend(row, column, text, stays_invalid=stays)
        self.ui.page.model.refresh([row.id])
        self._tell_mended()
        self.changed.emit()

    def _on_edited(self, row_id: int, column: str, text: object) -> None:
        model = self.ui.page.model
        place = model.row_of(row_id)
        row = None if place is None else model.row(place)
        if row is not None:
            self.bench.tasks.start(self._mend(row, column, str(text)))

    def _tell_mended(self) -> None:
        cells = sum(len(found) for found in self._rows.mended.values()) if self._rows else 0
        self.ui.mended_label.setText(
            words.cells_mended(cells) if cells else self.tr("Press F2 on a cell to mend it.")
        )
        self.bench.actions.set_enabled("imports.unmend", cells > 0)
        self.ui.take_back_button.setVisible(cells > 0)

    def _show_rows(self) -> None:
        if self._rows is not None:
            self._narrow(self._rows)
            self.ui.page.model.reload()
        self._offer_counting()

    def _narrow(self, rows: MendedRows) -> None:
        rows.only = self._filters()
        rows.order = Sort(GROUP) if self.ui.tiles.chosen_key == ALIKE else None

    def _offer_counting(self) -> None:
        is_shown = self.ui.tiles.chosen_key == ALIKE
        some = self.ui.page.grid.selected_count() > 0
        self.ui.count_button.setVisible(is_shown)
        why = self.tr("Select a row of the same person as another one.")
        self.bench.actions.set_enabled("imports.let_count", is_shown and some, why)

    def _tell_warnings(self, warnings: list[str]) -> None:
        if warnings:
            self.ui.warnings.tell(" ".join(warnings), "warning")
        else:
            self.ui.warnings.clear()

    def _on_failed(self, error: DeskError) -> None:
        self._failure = error
        draft = self.bench.draft
        if draft.can_be_mapped:
            self._failed_for = (draft.source, draft.recipe())
        if isinstance(error, JobStopped):
            self.ui.state.show_empty(
                self.tr("The check was stopped"),
                self.tr("Nothing was sent, and everything you chose is kept."),
                self.tr("Check again"),
                self._try_again,
                "pause",
            )
        else:
            self.ui.state.show_error(error, self._try_again)
        self.changed.emit()

    def _try_again(self) -> None:
        room = self.bench.room
        if room is not None and room.relation is not None:
            self._planning.plan_again()
        else:
            self._planning.start()

    def _on_grid_failed(self, error: object) -> None:
        if isinstance(error, DeskError) and self._planning.rows is not None:
            self.bench.desk.tell_error(error)


ALIKE = "=alike"
"""The tile of rows that are the same person."""
_ALIKE = Filter(GROUP, Comparison.IS_NOT_EMPTY)
_PROBLEMS = Filter("rule", Comparison.IS_NOT_EMPTY)
_FORM = "row form"
"""The rule that a row of another length breaks."""


def _place(rows: MendedRows, key: str) -> int:
    return next(place for place, spec in enumerate(rows.columns) if spec.key == key)
