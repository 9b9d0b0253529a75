"""Fourth step, the heart: what would happen to every row, before anything is sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from typing_extensions import override

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.outcomes import PlanState
from qualtrics_desk.domain.rows import Comparison, Filter, View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.job_export import export_job_rows
from qualtrics_desk.gui.forms.ui_import_plan_step import Ui_ImportPlanStep
from qualtrics_desk.gui.models.state_filter import STATE, in_state, only_state
from qualtrics_desk.gui.panels.imports.import_words import (
    about,
    day_count,
    import_jobs,
    same_person_rule,
    single_updates,
)
from qualtrics_desk.gui.panels.imports.plan_columns import plan_columns
from qualtrics_desk.gui.panels.imports.send_question import consent_text, may_send
from qualtrics_desk.gui.panels.imports.step import Bench, Foot, Step
from qualtrics_desk.gui.widgets.tiles import TileFacts
from qualtrics_desk.gui.words import state_mark
from qualtrics_desk.services.consents import BLANK, RESUBSCRIBE, SHARE
from qualtrics_desk.services.imports.job_room import JobRoom, minutes_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCheckBox, QWidget

    from qualtrics_desk.store.staging.plan_rows import PlanRows

_STATES = (
    PlanState.NEW,
    PlanState.CHANGED,
    PlanState.UNCHANGED,
    PlanState.INVALID,
    PlanState.DUPLICATE,
    PlanState.PROTECTED,
    PlanState.AMBIGUOUS,
    PlanState.TAKEN_OUT,
)
_ALWAYS = (PlanState.NEW, PlanState.CHANGED, PlanState.UNCHANGED, PlanState.INVALID)
_WITH_REASON = (PlanState.INVALID, PlanState.DUPLICATE, PlanState.AMBIGUOUS)
_NOT_UNCHANGED = Filter(STATE, Comparison.IS_NOT, (PlanState.UNCHANGED.value,))


class PlanStep(Step):
    """Shows the plan, takes consents, and asks before it is sent.

    Signals:
        consents_changed: The plan must be made again.
        rows_left_out: Rows that shall not be sent; the plan must be made again.
        rows_wanted: Rows that were taken out and shall be sent after all.
        confirmed: The person wants it sent.
    """

    consents_changed = Signal()
    rows_left_out = Signal(object)
    rows_wanted = Signal(object)
    confirmed = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.ui = Ui_ImportPlanStep()
        self.ui.setupUi(self)
        self._rows: PlanRows | None = None
        self._minutes = 0.0
        self._is_planning = False
        page = self.ui.page
        page.begin(bench.tasks)
        page.failed.connect(self._on_grid_failed)
        page.grid.setAccessibleName(self.tr("Rows of the plan"))
        page.filter_bar.set_placeholder(self.tr("Find in the plan…"))
        page.grid.set_old_values(True)
        page.set_export(bench.actions.qaction("imports.export_plan"))
        take_out = bench.actions.qaction("imports.take_out")
        put_back = bench.actions.qaction("imports.put_back")
        # The key means the rows, wherever else in the room it is pressed.
        take_out.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        page.grid.addAction(take_out)
        page.grid.set_context_actions([take_out, put_back])
        page.offer(take_out)
        page.offer(put_back)
        page.selection_changed.connect(lambda: self.offer_rows(is_shown=self.isVisible()))
        self.ui.tiles.chosen.connect(self._on_tile)
        page.filter_bar.view_changed.connect(lambda view: self.ui.tiles.choose(only_state(view)))
        self._checks: dict[str, QCheckBox] = {
            RESUBSCRIBE: self.ui.resubscribe_check,
            BLANK: self.ui.blank_check,
            SHARE: self.ui.share_check,
        }
        for what, check in self._checks.items():
            check.clicked.connect(lambda allowed, what=what: self._on_consent(what, allowed))
        self.ui.notes.clear()

    @property
    def is_planning(self) -> bool:
        """Whether the plan is being made again."""
        return self._is_planning

    @override
    def forget(self) -> None:
        self._rows = None
        self._is_planning = False
        self.ui.page.set_loading(False)
        self.ui.page.set_source(None)
        self.ui.tiles.set_tiles([])

    def show_plan(self, room: JobRoom, rows: PlanRows) -> None:
        """Show a plan, or the same job's with other consents."""
        page = self.ui.page
        forecast = room.forecast
        found = {} if forecast is None else forecast.states
        says_why = any(found.get(state) for state in _WITH_REASON)
        columns = plan_columns(
            rows.columns,
            room.recipe.mapping,
            route=True,
            note=says_why,
            group=bool(found.get(PlanState.DUPLICATE)),
        )
        states = [state.value for state in _STATES if found.get(state)]
        if rows is self._rows:
            page.set_columns(columns, states)
            page.model.reload()
        else:
            self._rows = rows
            view = View(filters=(_NOT_UNCHANGED,))
            page.set_source(rows, columns, states=states, view=view)
        self._is_planning = False
        page.set_loading(False)
        page.grid.set_gutter(False)
        self._show_tiles(room)
        self._show_consents(room)
        self._show_notes(room)
        self.bench.tasks.start(self._estimate(room), key="estimate")
        self.changed.emit()

    @override
    def foot(self) -> Foot:
        room = self.bench.room
        forecast = None if room is None else room.forecast
        if self.is_planning:
            return Foot(self.tr("Making the plan again…"), self.tr("Send…"), extra="imports.stop")
        if forecast is None:
            return Foot("", self.tr("Send…"), can_next=False)
        if not forecast.sent:
            text = self.tr("There is nothing to send: the list is as the file says.")
            return Foot(text, self.tr("Finish without sending"), can_next=True)
        desk = self.bench.desk
        if desk.is_read_only:
            text = self.tr("This profile is read-only: nothing can be sent with it.")
            return Foot(text, self._send_text(forecast.sent), can_next=False)
        most = None if desk.profile is None else desk.profile.limits.rows_per_job
        if most is not None and forecast.sent > most:
            text = self.tr("This profile sends at most {0} in one job.").format(words.rows(most))
            return Foot(text, self._send_text(forecast.sent), can_next=False)
        parts = []
        if forecast.chunks:
            parts.append(import_jobs(forecast.chunks))
        if forecast.single_calls:
            parts.append(single_updates(forecast.single_calls))
        parts.append(about(self._minutes))
        if days := desk.settings.history_days:
            parts.append(self.tr("can be undone for {0}").format(day_count(days)))
        return Foot(
            " · ".join(parts),
            self._send_text(forecast.sent),
            can_next=True,
            extra="imports.save_recipe",
        )

    @override
    def focus_first(self) -> None:
        self.ui.page.grid.setFocus()

    def send(self) -> None:
        """Ask, then send."""
        self.bench.tasks.start(self._send(), key="send")

    def export_plan(self) -> None:
        """Ask for a file and write what is shown of the plan."""
        self.bench.tasks.start(self._export(), key="export plan")

    def take_out(self) -> None:
        """Leave the selected rows out of what is sent."""
        self._choose_rows(self.rows_left_out)

    def put_back(self) -> None:
        """Send the selected rows after all."""
        self._choose_rows(self.rows_wanted)

    def offer_rows(self, *, is_shown: bool) -> None:
        """Offer what can be done with the selected rows of the plan."""
        room, enable = self.bench.room, self.bench.actions.set_enabled
        forecast = None if room is None or room.is_started else room.forecast
        some = is_shown and not self.is_planning and self.ui.page.grid.selected_count() > 0
        taken = 0 if forecast is None else forecast.states.get(PlanState.TAKEN_OUT, 0)
        why = self.tr("Select rows of the plan first.")
        enable("imports.take_out", some and forecast is not None and taken < forecast.rows, why)
        enable("imports.put_back", some and taken > 0, why)

    def _choose_rows(self, told: SignalInstance) -> None:
        rows = self.ui.page.grid.selected_ids().tolist()
        if rows and not self.is_planning:
            self._begin_planning()
            told.emit(rows)

    def _send_text(self, sent: int) -> str:
        return self.tr("Send {0}…").format(words.changes(sent))

    def _show_tiles(self, room: JobRoom) -> None:
        forecast = room.forecast
        if forecast is None:
            return
        tiles = []
        for state in _STATES:
            count = forecast.states.get(state, 0)
            if not count and state not in _ALWAYS:
                continue
            mark = state_mark(state)
            word = self._held_word(room) if state is PlanState.PROTECTED else mark.word
            tone = mark.tone if count else "muted"
            tiles.append(TileFacts(state.value, count, word, self._note(state, room), tone))
        chosen = self.ui.tiles.chosen_key
        self.ui.tiles.set_tiles(tiles)
        self.ui.tiles.choose(chosen)

    def _note(self, state: PlanState, room: JobRoom) -> str:
        forecast = room.forecast
        if forecast is None:
            return ""
        match state:
            case PlanState.NEW:
                made = import_jobs(forecast.chunks)
                return self.tr("in {0}").format(made) if forecast.chunks else ""
            case PlanState.CHANGED:
                singles = forecast.single_calls
                return self.tr("{0} one by one").format(words.number(singles)) if singles else ""
            case PlanState.UNCHANGED:
                return self.tr("not sent")
            case PlanState.INVALID:
                return self.tr("in the failed file")
            case PlanState.DUPLICATE:
                return same_person_rule(room.recipe.duplicates)
            case PlanState.PROTECTED:
                return self.tr("held back")
            case PlanState.AMBIGUOUS:
                return self.tr("several fit, not sent")
            case PlanState.TAKEN_OUT:
                return self.tr("by you, not sent")
            case _:
                return ""

    def _held_word(self, room: JobRoom) -> str:
        reasons = [what for what, count in room.held_back().items() if count]
        if len(reasons) != 1:
            return state_mark(PlanState.PROTECTED).word
        return {
            RESUBSCRIBE: self.tr("would re-subscribe"),
            BLANK: self.tr("would blank"),
            SHARE: self.tr("beyond the limit"),
        }[reasons[0]]

    def _show_consents(self, room: JobRoom) -> None:
        held = room.held_back()
        shown = False
        for what, check in self._checks.items():
            count, allowed = held[what], room.allows(what)
            check.setVisible(bool(count) or allowed)
            shown = shown or bool(count) or allowed
            check.setChecked(allowed)
            check.setEnabled(True)
            check.setText(consent_text(room, what, count))
            check.setAccessibleName(check.text())
        self.ui.consents.setVisible(shown)

    def _show_notes(self, room: JobRoom) -> None:
        notes = list(room.forecast.notes) if room.forecast is not None else []
        if notes:
            self.ui.notes.tell(" ".join(notes), "warning")
        else:
            self.ui.notes.clear()

    def _on_consent(self, what: str, allowed: bool) -> None:
        room = self.bench.room
        if room is None or room.is_started:
            return
        room.allow(what, allowed)
        self._begin_planning()
        self.consents_changed.emit()

    def _begin_planning(self) -> None:
        for check in self._checks.values():
            check.setEnabled(False)
        self._is_planning = True
        self.ui.page.set_loading(True)

    def _on_tile(self, key: str) -> None:
        self.ui.page.filter_bar.set_filter(in_state(key) if key else _NOT_UNCHANGED)

    async def _estimate(self, room: JobRoom) -> None:
        desk, forecast = self.bench.desk, room.forecast
        if forecast is None:
            return
        profile = None if desk.profile is None else desk.profile.name
        self._minutes = await asyncio.to_thread(
            minutes_for, desk.session.journal, profile, forecast
        )
        self.changed.emit()

    async def _send(self) -> None:
        room, desk = self.bench.room, self.bench.desk
        forecast = None if room is None else room.forecast
        if room is None or forecast is None or (forecast.sent and desk.is_read_only):
            return
        if forecast.sent and not await may_send(self, desk, room):
            return
        if room is self.bench.room:
            self.confirmed.emit()

    async def _export(self) -> None:
        room = self.bench.room
        if room is None or self._rows is None:
            return
        await export_job_rows(
            self,
            self.bench.desk,
            self.ui.page,
            room.job,
            shows="plan",
            title=self.tr("Export the plan of {0}").format(room.source.name),
            proposed=room.source.with_name(f"{room.source.stem}.plan.csv"),
            room="imports",
        )

    def _on_grid_failed(self, error: object) -> None:
        if isinstance(error, DeskError) and self._rows is not None:
            self.bench.desk.tell_error(error)
