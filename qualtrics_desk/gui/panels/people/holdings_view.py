"""What the user has, below the facts: found out on wish, because it takes some calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.errors import explain

if TYPE_CHECKING:
    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_view import Raw
    from qualtrics_desk.services.areas.holdings import Holdings


class HoldingsView(QWidget):
    """Shows surveys, lists, groups and messages of the user one is at, and what to do with them.

    Attributes:
        found: What was found, or None.
    """

    def __init__(self, page: AreaPage) -> None:
        super().__init__()
        self._page = page
        self._user = ""
        self.found: Holdings | None = None
        self.button = QPushButton(self.tr("See what the user has"))
        self.button.setProperty("role", "secondary")
        self.button.setAccessibleName(self.button.text())
        self.button.setToolTip(
            self.tr("Looks through surveys and groups, before a user leaves; nothing is changed")
        )
        self.button.clicked.connect(lambda: page.tasks.start(self._find_out(), key=(self, "find")))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What the user has"))
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.list)
        column.addStretch(1)
        self.forget()

    def show_thing(self, raw: Raw) -> None:
        """Another user is shown."""
        user = str(raw.get("id") or raw.get("userId") or "")
        if user != self._user:
            self.forget()
            self._user = user

    def forget(self) -> None:
        """Show nothing."""
        self._page.tasks.cancel((self, "find"))
        self._user, self.found = "", None
        self.told.hide()
        self.list.hide()
        self.button.setEnabled(True)

    async def _find_out(self) -> None:
        from qualtrics_desk.services.areas.holdings import holdings_of

        user = self._user
        self.button.setEnabled(False)
        self.told.setText(self.tr("Looking through surveys and groups…"))
        self.told.show()
        try:
            found = await holdings_of(self._page.desk.session, user)
        except DeskError as error:
            self.told.setText(explain(error).sentences)
            return
        finally:
            self.button.setEnabled(True)
        if user == self._user:
            self._show(found)

    def _show(self, found: Holdings) -> None:
        self.found = found
        parts = [
            words.surveys(len(found.surveys)),
            words.lists(len(found.lists)),
            words.groups(len(found.groups)),
            words.messages(len(found.messages)),
        ]
        steps = []
        if found.surveys:
            steps.append(self.tr("hand over or share the surveys"))
        if found.lists:
            steps.append(self.tr("hand over the mailing lists"))
        if found.messages:
            steps.append(self.tr("copy the messages into another library"))
        if found.groups:
            steps.append(self.tr("take the user out of the groups"))
        steps.append(self.tr("disable the account"))
        self.told.setText(
            self.tr(
                "{0}. Before the user leaves: {1}. “Hand over and offboard…” does it step by step."
                " Only surveys that your token sees are counted."
            ).format(" · ".join(parts), ", ".join(steps))
        )
        self.list.clear()
        for kind, held in (
            (self.tr("Survey"), found.surveys),
            (self.tr("Mailing list"), found.lists),
            (self.tr("Group"), found.groups),
            (self.tr("Message"), found.messages),
            (self.tr("Waits to be sent"), found.waiting),
            (self.tr("Event subscription"), found.subscriptions),
        ):
            self.list.addItems([f"{kind}  ·  {one['name'] or one['id']}" for one in held])
        self.list.setVisible(self.list.count() > 0)
