"""What is done to a list itself: made, renamed, given to another owner, deleted; each at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.fields import Field, FieldKind
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.dialogs.fields_dialog import ask_fields
from qualtrics_desk.gui.dialogs.text_prompt import ask_text

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
    from qualtrics_desk.services.places import Place


class ListChanges(QObject):
    """The actions upon lists; the tree is read again after each."""

    def __init__(self, panel: ContactsPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def connect_actions(self) -> None:
        """Let the actions do what they say."""
        to = self._panel.actions_.connect_to
        to("contacts.new-list", lambda: self._start(self._make(), "new list"))
        to("contacts.rename-list", lambda: self._start(self._rename(), "rename"))
        to("contacts.list-owner", lambda: self._start(self._give(), "owner"))
        to("contacts.delete-list", lambda: self._start(self._delete(), "delete"))

    def _start(self, work: Coroutine[Any, Any, None], key: str) -> None:
        self._panel.tasks.start(work, key=key)

    async def _make(self) -> None:
        from qualtrics_desk.services.lists import create_list

        panel, directory = self._panel, self._panel.ui.tree.current_directory()
        name = await ask_text(
            panel,
            self.tr("Name of the new list"),
            self.tr("Make the list"),
            hint=self.tr("It is made at once, empty, in {0}.").format(
                (directory.name if directory is not None else "")
                or self.tr("the directory of the brand")
            ),
        )
        directory_id = None if directory is None else directory.directory_id
        if name and await self._wants_twice(name, directory_id):
            client = panel.desk.session.client
            _, made = await create_list(client, name, directory_id=directory_id)
            panel.read_places(made)

    async def _rename(self) -> None:
        from qualtrics_desk.services.lists import change_list

        panel, opened = self._panel, self._panel.opened
        if opened is None:
            return
        name = await ask_text(
            panel,
            self.tr("New name of “{0}”").format(opened.name),
            self.tr("Rename the list"),
            hint=self.tr("It is renamed at once. Its contacts and links stay."),
            text=opened.name,
        )
        if not name or name == opened.name:
            return
        if await self._wants_twice(name, opened.directory_id):
            await change_list(panel.desk.session.client, opened.place, name=name)
            panel.ui.tree.forget_choice()
            panel.read_places(opened.list_id)

    async def _wants_twice(self, name: str, directory_id: str | None) -> bool:
        """Whether a list may have a name, asked where another one has it already (D.7)."""
        same = [
            place
            for place in self._panel.ui.tree.places.all_places()
            if place.kind is PlaceKind.LIST
            and place.directory.directory_id == directory_id
            and (place.list.name or "").casefold() == name.casefold()
        ]
        return not same or await confirm(
            self._panel,
            self.tr("Another list is called “{0}”.").format(name),
            self.tr("The service allows it; to people the two look the same."),
            self.tr("Call this one so, too"),
            facts=[f"{place.list.name} · {place.list.mailing_list_id}" for place in same],
        )

    async def _give(self) -> None:
        panel, opened = self._panel, self._panel.opened
        if opened is None:
            return
        if panel.editing.staged:
            text = self.tr(
                "Not sent yet: {0}. Commit or discard them before somebody else gets the list."
            ).format(words.changes(panel.editing.staged))
            panel.ui.notice.tell(text, "warning")
            return
        owner = await give_list(panel, panel.desk, opened.place)
        if owner is None:
            return
        told = self.tr("The list “{0}” belongs to {1} now.").format(opened.name, owner)
        panel.desk.tell(told)
        panel.ui.tree.forget_choice()
        await panel.show_places()
        if not panel.ui.tree.choose(opened.list_id):
            # The service tells a token only of its own lists (D.7).
            panel.close_list()
            panel.ui.list_states.show_empty(
                told,
                self.tr("Only lists of your own stand in the tree, so it is not there any more."),
                picture="list",
            )

    async def _delete(self) -> None:
        panel, opened = self._panel, self._panel.opened
        if opened is None:
            return
        if await delete_list(panel, panel.desk, opened.place, panel.editing.staged):
            panel.desk.tell(self.tr("The list “{0}” is deleted.").format(opened.name))
            panel.ui.tree.forget_choice()
            panel.close_list()
            panel.read_places()


async def give_list(parent: QWidget, desk: Desk, place: Place) -> str | None:
    """Ask who shall own a list and give it away; what the owner is called, None where not.

    Raises:
        DeskError: When users and groups cannot be asked for.
    """
    from qualtrics_desk.services.lists import change_list
    from qualtrics_desk.services.owners import possible_owners

    tr = QCoreApplication.translate
    name = place.list.name or place.list.mailing_list_id or ""
    found = await possible_owners(desk.session)
    told = {one: owner for owner, one in found.items()}
    now = found.get(place.list.owner_id or "", place.list.owner_id or "")

    async def work(values: dict[str, Any]) -> str:
        wanted = str(values.get("ownerId") or "")
        owner = told.get(wanted, wanted)
        if not owner.startswith(("UR_", "GR_")):
            raise UsageError(
                tr("ContactsPanel", "“{0}” is nobody who can own a list.").format(wanted),
                hint=tr("ContactsPanel", "Choose from the list, or write an id: UR_… or GR_…."),
            )
        await change_list(desk.session.client, place, owner=owner)
        return wanted

    offered = sorted(one for one, owner in told.items() if owner != place.list.owner_id)
    hint = tr(
        "ContactsPanel",
        "It belongs to {0}. Its contacts and links stay. The service tells each token only of its"
        " own lists: given to another user or to a group, this one leaves the tree here.",
    )
    return await ask_fields(
        parent,
        tr("ContactsPanel", "Owner of “{0}”").format(name),
        tr("ContactsPanel", "Give the list away"),
        (
            Field(
                "ownerId",
                tr("ContactsPanel", "New owner"),
                FieldKind.CHOICE if found else FieldKind.TEXT,
                required=True,
                is_open=True,
                hint="" if found else "UR_… / GR_…",
            ),
        ),
        work,
        hint=hint.format(now or tr("ContactsPanel", "somebody the service does not name")),
        choices={"ownerId": ["", *offered]} if found else None,
    )


async def delete_list(parent: QWidget, desk: Desk, place: Place, staged: int) -> bool:
    """Ask with the scope, and delete a list; False where the person thinks better of it.

    Raises:
        DeskError: When it cannot be deleted.
    """
    from qualtrics_desk.services.lists import delete_list

    tr = QCoreApplication.translate
    name = place.list.name or place.list.mailing_list_id or ""
    where = place.directory.name or place.directory.directory_id or ""
    facts = [
        tr("ContactsPanel", "List “{0}” in {1}").format(name, where),
        tr("ContactsPanel", "Its contacts stay in the directory: about {0}").format(
            words.contacts(place.list.contact_count or 0)
        ),
        tr("ContactsPanel", "Personal links made from this list stop working."),
    ]
    if staged:
        facts.append(
            tr("ContactsPanel", "Not sent yet, and lost with it: {0}").format(words.changes(staged))
        )
    agreed = await confirm(
        parent,
        tr("ContactsPanel", "Delete the list “{0}”?").format(name),
        tr("ContactsPanel", "The service cannot bring it back."),
        tr("ContactsPanel", "Delete the list"),
        facts=facts,
        typed=name,
        danger=True,
    )
    if agreed:
        await delete_list(desk.session.client, place)
    return agreed
