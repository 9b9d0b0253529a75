"""Third step: the rows are checked; what is wrong with them is shown by its rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.domain.outcomes import PlanState
from qualtrics_desk.domain.rows import Comparison, Filter, View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_import_check_step import Ui_ImportCheckStep
from qualtrics_desk.gui.panels.imports.import_words import phase_title, rule_title
from qualtrics_desk.gui.panels.imports.plan_columns import plan_columns
from qualtrics_desk.gui.panels.imports.step import Bench, Foot, Step
from qualtrics_desk.gui.widgets.tiles import TileFacts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

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
    """Shows the making of the plan, then what is wrong with the rows."""

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
        self.ui.tiles.chosen.connect(self._on_tile)
        self.ui.phases.set_phases([(phase, phase_title(phase)) for phase in _PHASES])
        self.ui.warnings.clear()
        planning.began.connect(self._on_began)
        planning.progressed.connect(self.ui.phases.take)
        planning.planned.connect(self._on_planned)
        planning.failed.connect(self._on_failed)
        planning.rows_gone.connect(lambda: self.ui.page.set_source(None))

    @override
    def enter(self) -> None:
        draft, room = self.bench.draft, self.bench.room
        if self._planning.is_working or (room is not None and room.relation is not None):
            return
        if not draft.can_be_mapped or self._failed_for == (draft.source, draft.recipe()):
            return
        if room is not None and room.is_plan_of(draft.source, draft.recipe()):
            self._show(room)
            return
        self._planning.start()

    @override
    def forget(self) -> None:
        self._failure = self._failed_for = None
        self.ui.page.set_source(None)
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
        invalid = forecast.states.get(PlanState.INVALID, 0)
        text = (
            self.tr("{0} cannot be sent; the other {1} can go on.").format(
                words.rows(invalid), words.number(forecast.rows - invalid)
            )
            if invalid
            else ""
        )
        return Foot(text, self.tr("See the plan"), can_next=True)

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
        if self.bench.room is not None:
            self._show(self.bench.room)

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
        self.ui.tiles.set_tiles(tiles[:_MOST_TILES])
        if not invalid and not tiles:
            self.ui.state.show_empty(
                self.tr("{0}, nothing to complain about").format(words.rows(plan.forecast.rows)),
                self.tr("Every row can be sent. The plan shows what each of them would change."),
                self.tr("See the plan"),
                self.forward.emit,
                "success",
            )
        else:
            self.ui.state.show_content()
            self._show_rows(_PROBLEMS)
        self.changed.emit()

    def _show_rows(self, condition: Filter) -> None:
        room = self.bench.room
        rows = self._planning.rows
        if rows is None or room is None:
            return
        page = self.ui.page
        if page.model.source is not rows:
            columns = plan_columns(rows.columns, room.recipe.mapping, note=True)
            page.set_source(rows, columns, view=View(filters=(condition,)))
            page.grid.set_gutter(False)
        else:
            page.filter_bar.set_view(View(filters=(condition,)))
            page.model.reload()

    def _on_tile(self, key: str) -> None:
        if not key:
            self._show_rows(_PROBLEMS)
        else:
            self._show_rows(Filter("rule", Comparison.IS, (key[1:],)))

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


_PROBLEMS = Filter("rule", Comparison.IS_NOT_EMPTY)
