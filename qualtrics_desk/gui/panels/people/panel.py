"""People: users, groups with their members, divisions, and the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.aio import ask_open_file
from qualtrics_desk.gui.areas.area_panel import AreaPanel
from qualtrics_desk.gui.areas.room_actions import room_actions
from qualtrics_desk.gui.dialogs.confirm import Answer, ask, confirm
from qualtrics_desk.gui.dialogs.text_prompt import ask_text
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.gui.panels.people import people_views as views
from qualtrics_desk.services.areas.people import DIVISIONS, GROUPS, USERS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.desk import Desk

ACTIONS = room_actions(
    "people",
    refresh=QT_TRANSLATE_NOOP("actions", "Refresh people"),
    find=QT_TRANSLATE_NOOP("actions", "Find a person or group"),
    new=QT_TRANSLATE_NOOP("actions", "New user, group or division…"),
    change=QT_TRANSLATE_NOOP("actions", "Change the user, group or division…"),
    delete=QT_TRANSLATE_NOOP("actions", "Delete the user or group…"),
    export=QT_TRANSLATE_NOOP("actions", "Export people that are shown…"),
    more=(
        Action(
            id="people.import",
            text=QT_TRANSLATE_NOOP("actions", "Import from a file…"),
            icon="imports",
            tip=QT_TRANSLATE_NOOP(
                "actions",
                "Make, change or disable users, groups and memberships as a file says",
            ),
        ),
        Action(id="people.disable", text=QT_TRANSLATE_NOOP("actions", "Disable the user…")),
        Action(
            id="people.token",
            text=QT_TRANSLATE_NOOP("actions", "API token…"),
            icon="key",
            tip=QT_TRANSLATE_NOOP("actions", "Copy the API token of the user, or make a new one"),
        ),
        Action(
            id="people.offboard",
            text=QT_TRANSLATE_NOOP("actions", "Hand over and offboard…"),
            icon="people",
            tip=QT_TRANSLATE_NOOP(
                "actions",
                "Give what the user has to somebody else, step by step, then disable the account",
            ),
        ),
        Action(
            id="people.look_up",
            text=QT_TRANSLATE_NOOP("actions", "Look up a division…"),
            icon="search",
            tip=QT_TRANSLATE_NOOP("actions", "Find a division by its id and remember it"),
        ),
    ),
)


class PeoplePanel(AreaPanel):
    """Keep users and groups in order."""

    ROOM = "people"
    ACTIONS = ACTIONS
    VIEWS = (views.USERS, views.GROUPS, views.DIVISIONS, views.ORGANIZATION)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.connect_thing("people.disable", self._disable)
        self.connect_thing("people.token", self._token)
        self.connect_thing("people.offboard", self._offboard)
        self.actions_.bind("people.import", self.ui.import_button)
        self.actions_.connect_to(
            "people.import", lambda: self.tasks.start(self._import(), key="import")
        )
        self.actions_.connect_to(
            "people.look_up", lambda: self.tasks.start(self._look_up(), key="look up")
        )

    @override
    def title(self) -> str:
        return self.tr("People")

    @override
    def subtitle(self, page: AreaPage | None) -> str:
        if page is not None and page.view is views.ORGANIZATION and page.reading is not None:
            return self.tr("Settings and usage of the brand")
        return ""

    @override
    def offer_more(self, page: AreaPage | None) -> None:
        enable, is_users = self.actions_.set_enabled, page is not None and page.view is views.USERS
        why = self.tr("Choose a user first.")
        if page is not None and is_users:
            why = page.why_not_change()
        is_active = page is None or page.raw.get("accountStatus") != "disabled"
        text = self.tr("Disable user…") if is_active else self.tr("Enable user…")
        self.actions_.qaction("people.disable").setText(text)
        enable("people.disable", is_users and not why, why)
        enable("people.offboard", is_users and not why, why)
        why_token = "" if is_users and page is not None and page.thing else why
        enable("people.token", is_users and not why_token, why_token)
        is_open = page is not None and page.view is views.DIVISIONS and self.desk.is_signed_in
        can_import = page is not None and page.view in (views.USERS, views.GROUPS)
        why_import = "" if can_import else self.tr("Open the users or the groups first.")
        if page is not None and can_import:
            why_import = page.why_not_new()
        enable("people.import", not why_import, why_import)
        self.ui.import_button.setVisible(can_import)
        enable("people.look_up", is_open, self.tr("Open the divisions first."))

    @override
    async def choices(self, page: AreaPage) -> dict[str, list[str]]:
        """Also the types of groups that exist: no list names them (D.17)."""
        from qualtrics_desk.services.areas.reading import list_area, show_thing

        found = await super().choices(page)
        if page.view is views.USERS and not found.get("divisionId"):
            found.pop("divisionId", None)
        if page.view is views.GROUPS:
            session, types = self.desk.session, []
            for raw in (await list_area(session, GROUPS))[:5]:
                group = await show_thing(session, GROUPS, GROUPS.id_of(raw))
                types.append(str(group.get("type") or ""))
            found["type"] = [kind for kind in dict.fromkeys(types) if kind]
        return found

    async def _import(self) -> None:
        """Bring a file in: its columns, its plan, and then as a job."""
        from qualtrics_desk.gui.panels.people.importing import import_file

        page = self.page
        path = await ask_open_file(
            self,
            self.tr("File of users, groups or memberships"),
            self.tr("Tables (*.csv *.tsv *.txt *.xlsx)"),
        )
        if path is None or page is None:
            return
        if await import_file(self, self.desk, page.view.area.name, path, self._types):
            page.refresh()

    async def _types(self, area: str) -> list[str]:
        """The user types or group types that occur: the service lists neither."""
        field = "userType" if area == "users" else "type"
        return (await self.choices(self.pages[area])).get(field, [])

    async def _offboard(self, page: AreaPage) -> None:
        """Hand over what the user has: who takes what, the steps, and then as a job."""
        from qualtrics_desk.gui.panels.people.offboarding import offboard

        if await offboard(self, self.desk, page.thing, views.user_name(page.raw)):
            page.refresh()

    async def _disable(self, page: AreaPage) -> None:
        from qualtrics_desk.services.areas.writing import change_thing

        raw, thing = dict(page.raw), page.thing
        name, is_active = views.user_name(raw), raw.get("accountStatus") != "disabled"
        if is_active and not await confirm(
            self,
            self.tr("Disable {0}?").format(name),
            self.tr(
                "The user can sign in no more, and the token of the user stops working. Surveys "
                "go on; nothing is deleted. You can enable the account again."
            ),
            self.tr("Disable user"),
            facts=(self.tr("User name: {0}").format(raw.get("username") or ""),),
        ):
            return
        wanted = {"status": "disabled" if is_active else "active"}
        done = await change_thing(self.desk.session, USERS, thing, wanted, seen=raw)
        self.work.tell_changed(page, thing, name, done)

    async def _token(self, page: AreaPage) -> None:
        """Put a token on the clipboard; it is shown nowhere."""
        from qualtrics_desk.api.endpoints.users import create_token, get_token

        thing, name = page.thing, views.user_name(page.raw)
        is_mine = self.desk.me is not None and self.desk.me.user_id == thing
        answer = await ask(
            self,
            self.tr("API token of {0}").format(name),
            self.tr(
                "The token acts with all rights of the user. It goes to the clipboard and is shown "
                "nowhere. A new token ends the old one at once, for every program that uses it."
            ),
            self.tr("Copy the token"),
            facts=(self.tr("This is your own user: with a new token this profile needs it, too."),)
            if is_mine
            else (),
            other=self.tr("Make a new token") if not self.desk.is_read_only else "",
        )
        if answer is Answer.CANCEL:
            return
        request: Any = create_token(thing) if answer is Answer.OTHER else get_token(thing)
        secret = (await self.desk.session.client.send(request, urgent=True)).value.secret
        self.desk.secret_taken.emit(secret)
        QGuiApplication.clipboard().setText(secret)
        if answer is Answer.OTHER and is_mine:
            self.desk.tell(
                self.tr("The new token is on the clipboard: paste it to go on working."),
                self.tr("Paste another token…"),
                self.desk.ask_for_secret,
            )
        else:
            self.desk.tell(self.tr("The token is on the clipboard."))

    async def _look_up(self) -> None:
        from qualtrics_desk.services.areas.reading import show_thing

        division = await ask_text(
            self,
            self.tr("Look up a division"),
            self.tr("Look up"),
            hint=self.tr("Its id begins with DV_; it stands in the details of its users."),
        )
        if division is None:
            return
        await show_thing(self.desk.session, DIVISIONS, division)
        page = self.pages[DIVISIONS.name]
        page.choose(division)
        page.refresh()
