"""Which actions of the import can be done at a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.gui.panels.imports.step import CHECK, MAPPING, PLAN, RESULT, RUN

if TYPE_CHECKING:
    from qualtrics_desk.gui.panels.imports.panel import ImportsPanel
    from qualtrics_desk.gui.panels.imports.step import Foot


def offer(panel: ImportsPanel, foot: Foot, *, can_back: bool) -> None:
    """Offer what can be done at the step that is shown."""
    here, enable = panel.current, panel.actions_.set_enabled
    takes = panel.takes_files()
    enable("imports.open", takes)
    enable("imports.paste", takes)
    enable("imports.next", foot.can_next)
    enable("imports.back", can_back)
    enable("imports.map_again", here == MAPPING)
    enable("imports.load_recipe", here == MAPPING)
    enable("imports.save_recipe", here in (MAPPING, CHECK, PLAN) and _has_recipe(panel))
    enable("imports.leave_invalid", here == CHECK and panel.check.is_ready)
    if here != CHECK:
        enable("imports.unmend", False)
    enable("imports.export_plan", here == PLAN and panel.planning.rows is not None)
    enable("imports.stop", here == CHECK and panel.planning.is_working)
    enable("imports.pause", panel.run.can_pause)
    enable("imports.cancel", here == RUN and panel.run.can_cancel)
    enable("imports.another", not panel.run.is_running)
    panel.plan.offer_rows(is_shown=here == PLAN)
    if here != RESULT:
        for action in ("retry", "undo", "links", "open_results", "open_failed", "show_folder"):
            enable(f"imports.{action}", False)


def _has_recipe(panel: ImportsPanel) -> bool:
    room = panel.bench.room
    return panel.bench.draft.can_be_mapped and (room is None or room.relation is None)
