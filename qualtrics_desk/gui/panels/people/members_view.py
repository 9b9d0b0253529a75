"""The members of a group, below its facts: who they are, adding and removing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualtrics_desk.domain.errors import DeskError, UsageError
from qualtrics_desk.domain.fields import Field
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.dialogs.fields_dialog import ask_fields
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.services.areas.people import MEMBERS, USERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_view import Raw

_TALLEST = 320


class MembersView(QWidget):
    """Shows the users of the group one is at."""

    def __init__(self, page: AreaPage) -> None:
        super().__init__()
        self._page = page
        self._group = ""
        self.members: list[dict[str, Any]] = []
        self.title = QLabel()
        self.title.setProperty("role", "strong")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Members of the group"))
        self.list.setMaximumHeight(_TALLEST)
        self.list.itemActivated.connect(self._visit)
        self.list.currentRowChanged.connect(lambda _row: self._offer())
        self.add_button = _button(self.tr("Add a member…"))
        self.remove_button = _button(self.tr("Remove from the group…"))
        self.add_button.clicked.connect(lambda: self._start(self._add()))
        self.remove_button.clicked.connect(lambda: self._start(self._remove()))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.list)
        column.addLayout(buttons)
        column.addStretch(1)
        page.changed.connect(self._offer)

    def show_thing(self, raw: Raw) -> None:
        """Show the members of a group."""
        self._group = str(raw.get("id") or "")
        self._page.tasks.start(self._read(), key=(self, "read"))

    def forget(self) -> None:
        """Show nothing."""
        self._page.tasks.cancel((self, "read"))
        self._group = ""
        self._show([])
        self.title.setText("")

    async def _read(self) -> None:
        from qualtrics_desk.services.areas.reading import list_area

        group = self._group
        self.title.setText(self.tr("Reading the members…"))
        try:
            found = await list_area(self._page.desk.session, MEMBERS, group)
        except DeskError as error:
            self.title.setText(explain(error).sentences)
            return
        if group == self._group:
            self._show(found)
            self.title.setText(words.members(len(found)))

    def _show(self, members: Sequence[dict[str, Any]]) -> None:
        self.members = sorted(members, key=_name)
        self.list.clear()
        for member in self.members:
            item = QListWidgetItem(f"{_name(member)}  ·  {member.get('username') or ''}")
            item.setData(Qt.ItemDataRole.UserRole, member.get("id"))
            self.list.addItem(item)
        self.list.setVisible(bool(self.members))
        self._offer()

    def _offer(self) -> None:
        why = self._page.why_not_write()
        self.add_button.setEnabled(not why and bool(self._group))
        self.add_button.setToolTip(why)
        chosen = self.list.currentRow() >= 0
        self.remove_button.setEnabled(not why and chosen)
        self.remove_button.setToolTip(why or ("" if chosen else self.tr("Choose a member first.")))

    def _start(self, work: Any) -> None:  # noqa: ANN401 - a coroutine
        self._page.tasks.start(work, key=(self, "work"))

    def _visit(self, item: QListWidgetItem) -> None:
        user = str(item.data(Qt.ItemDataRole.UserRole) or "")
        self._page.desk.visit("people", area="users", thing=user)

    async def _add(self) -> None:
        from qualtrics_desk.api.endpoints.groups import add_member
        from qualtrics_desk.services.areas.reading import list_area

        page, group = self._page, self._group
        known = {str(member.get("id")) for member in self.members}
        users = await list_area(page.desk.session, USERS)
        offered = {
            f"{_name(user)} · {user.get('username')}": str(user["id"])
            for user in users
            if user.get("id") and str(user["id"]) not in known
        }

        async def add(values: dict[str, Any]) -> str:
            user = offered.get(values["user"], "")
            if not user:
                raise UsageError(self.tr("Choose one of the users."))
            await page.desk.session.client.send(add_member(group, user), urgent=True)
            return user

        fields = [Field("user", self.tr("User"), required=True, is_open=True)]
        added = await ask_fields(
            self,
            self.tr("Add a member to “{0}”").format(page.raw.get("name") or group),
            self.tr("Add to the group"),
            fields,
            add,
            choices={"user": sorted(offered)},
        )
        if added is not None:
            await self._read()

    async def _remove(self) -> None:
        from qualtrics_desk.services.areas.writing import delete_thing

        row, group = self.list.currentRow(), self._group
        if not 0 <= row < len(self.members):
            return
        member = self.members[row]
        agreed = await confirm(
            self,
            self.tr("Remove {0} from the group?").format(_name(member)),
            self.tr(
                "The user stays, and loses what was shared with the group. You can add the user "
                "again."
            ),
            self.tr("Remove from the group"),
        )
        if agreed:
            await delete_thing(self._page.desk.session, MEMBERS, str(member["id"]), group)
            await asyncio.sleep(0)
            await self._read()


def _name(user: Raw) -> str:
    name = f"{user.get('firstName') or ''} {user.get('lastName') or ''}".strip()
    return name or str(user.get("username") or user.get("id") or "")


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "secondary")
    button.setAccessibleName(text)
    return button
