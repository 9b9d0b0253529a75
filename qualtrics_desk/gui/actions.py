"""What an action is, and the set a panel makes of its table.

Menus, toolbars, the command palette and the shortcut help are all made from the tables; nothing
else creates a `QAction` with a shortcut. Texts are marked with `QT_TRANSLATE_NOOP("actions", …)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from qualtrics_desk.gui.icons import icon, set_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing a person can do.

    Attributes:
        id: Room and verb, such as "contacts.commit"; unique in the program.
        text: English text, marked for translation; a verb with its object.
        icon: Name in `gui.icons`, or "".
        shortcut: In Qt's portable text form ("Ctrl+Return"), or "".
        tip: One sentence that says more than the text, marked for translation.
    """

    id: str
    text: str
    icon: str = ""
    shortcut: str = ""
    tip: str = ""

    def title(self) -> str:
        """The text in the person's language."""
        return QCoreApplication.translate("actions", self.text)

    def hint(self) -> str:
        """The tip, or the text, with the shortcut behind it."""
        text = QCoreApplication.translate("actions", self.tip) if self.tip else self.title()
        if not self.shortcut:
            return text
        keys = QKeySequence(self.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        return f"{text} ({keys})"


class ActionSet(QObject):
    """The actions of one widget, as `QAction`s whose shortcuts work inside it."""

    def __init__(
        self,
        owner: QWidget,
        table: Sequence[Action],
        context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
    ) -> None:
        super().__init__(owner)
        self.table = tuple(table)
        self._actions: dict[str, QAction] = {}
        for action in table:
            made = (
                QAction(icon(action.icon), action.title(), self)
                if action.icon
                else QAction(action.title(), self)
            )
            made.setObjectName(action.id)
            made.setToolTip(action.hint())
            if action.shortcut:
                made.setShortcut(QKeySequence(action.shortcut))
                made.setShortcutContext(context)
            owner.addAction(made)
            self._actions[action.id] = made

    def qaction(self, action: str) -> QAction:
        """The action with this id."""
        return self._actions[action]

    def all(self) -> list[QAction]:
        """Every action, in the order of the table."""
        return list(self._actions.values())

    def connect_to(self, action: str, slot: Callable[[], object]) -> None:
        """Do something when the action is triggered, however that happens."""
        self._actions[action].triggered.connect(lambda *_: slot())

    def set_enabled(self, action: str, enabled: bool, why_not: str = "") -> None:
        """Offer an action or not; `why_not` is shown in its tip while it is off."""
        made = self._actions[action]
        made.setEnabled(enabled)
        known = next(item for item in self.table if item.id == action)
        made.setToolTip(known.hint() if enabled or not why_not else why_not)

    def bind(self, action: str, button: QAbstractButton) -> None:
        """Let a button of a form trigger an action and follow its state.

        A button without a text gets the action's; one with neither stays icon-only and gets the
        action's text as its accessible name.
        """
        made = self._actions[action]
        name = next(item.icon for item in self.table if item.id == action)
        if not button.text() and not button.property("iconOnly"):
            button.setText(made.text())
        if name and button.icon().isNull():
            set_icon(button, name)
        if not button.accessibleName():
            button.setAccessibleName(made.text())
        button.clicked.connect(made.trigger)

        def follow() -> None:
            button.setEnabled(made.isEnabled())
            button.setToolTip(made.toolTip())

        made.changed.connect(follow)
        follow()

    def menu(self, parent: QWidget, *actions: str) -> QMenu:
        """A menu of some actions; "" is a separator."""
        menu = QMenu(parent)
        for action in actions:
            if action:
                menu.addAction(self._actions[action])
            else:
                menu.addSeparator()
        return menu
