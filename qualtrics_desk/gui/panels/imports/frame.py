"""What stands around the step that is shown: titles, the bar of steps, and the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qualtrics_desk.gui.panels.imports.step import CHECK, FILE, PLAN, RESULT
from qualtrics_desk.gui.panels.imports.titles import subtitle_of, title_of

if TYPE_CHECKING:
    from qualtrics_desk.gui.actions import ActionSet
    from qualtrics_desk.gui.forms.ui_imports_panel import Ui_ImportsPanel
    from qualtrics_desk.gui.panels.imports.step import Bench, Foot


class Frame(QObject):
    """Shows what the panel says of its steps."""

    def __init__(self, ui: Ui_ImportsPanel, actions: ActionSet, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self._actions = actions
        self._extra = self._more = ""
        ui.step_bar.set_steps(
            [
                self.tr("File"),
                self.tr("Mapping"),
                self.tr("Check"),
                self.tr("Plan"),
                self.tr("Run"),
                self.tr("Result"),
            ]
        )
        ui.extra_button.clicked.connect(self._do_extra)
        ui.more_button.clicked.connect(self._do_more)

    def show_titles(self, bench: Bench, here: int) -> None:
        """Say which file goes where, and what is known of both."""
        is_choosing = here == FILE
        self._ui.title_label.setText(title_of(bench, is_choosing=is_choosing))
        self._ui.subtitle_label.setText(
            subtitle_of(bench, is_choosing=is_choosing, is_planned=here in (CHECK, PLAN))
        )

    def show_steps(self, here: int, first: int, last: int) -> None:
        """Show where one is, and which steps can be gone to."""
        done = frozenset(range(RESULT + 1 if here == RESULT else here))
        self._ui.step_bar.show_step(here, first=first, last=last, done=done)

    def show_foot(self, foot: Foot, *, can_back: bool) -> None:
        """Show the foot of a step."""
        ui = self._ui
        ui.foot_label.setText(foot.text)
        ui.next_button.setVisible(bool(foot.next_text))
        ui.next_button.setText(foot.next_text)
        ui.next_button.setAccessibleName(foot.next_text)
        ui.next_button.setEnabled(foot.can_next)
        ui.back_button.setVisible(can_back)
        self._extra, self._more = foot.extra, foot.more
        for action, button in ((foot.extra, ui.extra_button), (foot.more, ui.more_button)):
            button.setVisible(bool(action))
            if action:
                extra = self._actions.qaction(action)
                button.setText(extra.text())
                button.setToolTip(extra.toolTip())
                button.setAccessibleName(extra.text())
        buttons = (ui.back_button, ui.more_button, ui.extra_button, ui.next_button)
        ui.foot_label.setVisible(bool(foot.text) or any(not one.isHidden() for one in buttons))

    def _do_extra(self) -> None:
        if self._extra:
            self._actions.qaction(self._extra).trigger()

    def _do_more(self) -> None:
        if self._more:
            self._actions.qaction(self._more).trigger()
