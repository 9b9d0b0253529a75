"""What the steps of the import have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qualtrics_desk.domain.mending import mended_cells
from qualtrics_desk.services.imports.draft import ImportDraft

if TYPE_CHECKING:
    from qualtrics_desk.domain.mending import Mends
    from qualtrics_desk.gui.actions import ActionSet
    from qualtrics_desk.gui.aio import TaskScope
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.imports.job_room import JobRoom

FILE, MAPPING, CHECK, PLAN, RUN, RESULT = range(6)
"""The steps in their order."""


class Foot(NamedTuple):
    """What the foot of the panel shows for a step.

    Attributes:
        text: What should be known before going on.
        next_text: The primary button, or "" for none.
        can_next: Whether it can be pressed.
        extra: Action of the secondary button beside it, or "".
        more: Action of another one, or "".
        can_back: Whether there is a way back.
    """

    text: str = ""
    next_text: str = ""
    can_next: bool = False
    extra: str = ""
    more: str = ""
    can_back: bool = True


@dataclass
class Bench:
    """What all steps work on.

    Attributes:
        draft: What is chosen so far.
        room: The job that was made of it, or None.
    """

    desk: Desk
    tasks: TaskScope
    actions: ActionSet
    draft: ImportDraft = field(default_factory=ImportDraft)
    room: JobRoom | None = None

    @property
    def mends(self) -> Mends:
        """The cells that are mended, of the file or of the rows of a retry."""
        if self.room is not None and self.room.relation is not None:
            return self.room.mends
        return self.draft.mends

    @property
    def is_mended_anew(self) -> bool:
        """Whether cells were mended, or taken back, since the plan was made."""
        return self.room is not None and mended_cells(self.mends) != self.room.planned_cells


class Step(QWidget):
    """One step.

    Signals:
        changed: The foot and the titles must be asked for anew.
        forward: The step itself goes on to the next one.
    """

    changed = Signal()
    forward = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench

    def enter(self) -> None:
        """The person comes to the step."""

    def forget(self) -> None:
        """Another import begins, or another profile signs in."""

    # Qt's metaclass leaves no place for ABCMeta; the type checker refuses a step without a foot.
    @abstractmethod
    def foot(self) -> Foot:
        """What the foot shows."""

    def focus_first(self) -> None:
        """Give the keyboard to where the work begins."""
        self.setFocus()
