"""What every room of the window has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qualtrics_desk.gui.actions import Action, ActionSet
from qualtrics_desk.gui.aio import TaskScope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.desk import Desk


class Panel(QWidget):
    """One room of the window. It is made when it is first entered.

    Attributes:
        ROOM: Its name: the rail, `Desk.visit` and the settings know it by that.
        ACTIONS: Its table of actions.
        desk: Who is signed in, the services, the worker.
        tasks: Its tasks; they end when the panel does.
        actions_: Its actions. (`actions` is a method of QWidget.)
    """

    ROOM: ClassVar[str] = ""
    ACTIONS: ClassVar[tuple[Action, ...]] = ()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.tasks = TaskScope(self.show_error)
        # Wherever the focus is in the window, the keys of the room that is shown work.
        self.actions_ = ActionSet(self, self.ACTIONS, Qt.ShortcutContext.WindowShortcut)

    async def enter(self, what: Mapping[str, Any]) -> None:
        """The person comes in, to see something certain where `what` says so."""

    async def show_stored(self, profile: str) -> None:
        """Show what is kept on this machine of a profile that is about to be opened."""

    def reset(self) -> None:
        """Another profile signed in, or nobody is signed in any more: forget what is shown."""

    def show_error(self, error: DeskError) -> None:
        """Show an error that a task of this panel did not handle itself."""
        self.desk.tell_error(error)

    async def aclose(self) -> None:
        """End what is under way; the window closes."""
        await self.tasks.aclose()
