"""The welcome: paste, test, save; beside it the profiles there are, and the sandbox."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui.forms.ui_welcome_panel import Ui_WelcomePanel
from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.panel import Panel
from qualtrics_desk.gui.panels.welcome.actions import ACTIONS
from qualtrics_desk.gui.panels.welcome.draft import CENTRES, Draft, draft_of, name_for
from qualtrics_desk.gui.widgets.colour_picker import dot_icon
from qualtrics_desk.gui.widgets.sign_in_words import kept_word, will_keep_word
from qualtrics_desk.gui.words.profiles import host_word, kind_word
from qualtrics_desk.services.sign_in.pasted import Note
from qualtrics_desk.store.secrets import Kept
from qualtrics_desk.store.settings import AuthKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.sign_in.access import Access
    from qualtrics_desk.services.sign_in.pasted import Pasted
    from qualtrics_desk.store.settings import Profile

_LOGO = 48
_SANDBOX_PICTURE = 32


class WelcomePanel(Panel):
    """From a paste to a profile that works."""

    ROOM = "welcome"
    ACTIONS = ACTIONS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_WelcomePanel()
        self.ui.setupUi(self)
        self._former: Profile | None = None
        self._draft: Draft | None = None
        self._access: Access | None = None
        self._is_oauth = False
        self._busy_with: asyncio.Task[None] | None = None
        self.ui.logo.show_picture("logo", "text", _LOGO)
        self.ui.sandbox_picture.show_picture("sandbox", "accent", _SANDBOX_PICTURE)
        self.ui.centre_box.addItems(list(CENTRES))
        self.ui.centre_box.setCurrentIndex(-1)
        line = self.ui.centre_box.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("For example fra1"))
            line.setAccessibleName(self.ui.centre_box.accessibleName())
        self._bind()
        self._listen()
        self._begin(None)

    async def enter(self, what: Mapping[str, Any]) -> None:
        """Add a profile; with `profile`, ask for the secret of that one again.

        With `error`, say that it did not open, and why; with `renew`, that its secret is refused.
        """
        former, error = self.desk.settings.profile(str(what.get("profile", ""))), what.get("error")
        if former is not None or self._former is not None or "profile" in what:
            self._begin(former)
        if former is not None and error is not None:
            self._show_refused(former, error)
        elif former is not None and what.get("renew"):
            self.ui.sentence_label.setText(
                self.tr("The service does not take the secret that is kept. Paste the current one.")
            )
        self._show_desk()
        self.ui.kept_label.setText(
            will_keep_word(await asyncio.to_thread(self.desk.secrets.has_keychain))
        )
        if self.ui.pages.currentWidget() is self.ui.paste_page:
            self.ui.paste_field.setFocus()

    def reset(self) -> None:
        """Another profile is open, or none: nothing that was pasted stays."""
        self._begin(None)
        self._show_desk()

    def show_error(self, error: DeskError) -> None:
        """Show an error beside the fields that are seen."""
        on_paste_page = self.ui.pages.currentWidget() is self.ui.paste_page
        (self.ui.paste_error if on_paste_page else self.ui.save_error).show_error(error)

    def _bind(self) -> None:
        for action, button, slot in (
            ("welcome.test", self.ui.test_button, self._test),
            ("welcome.back", self.ui.back_button, self._back),
            ("welcome.save", self.ui.save_button, self._save),
            ("welcome.sandbox", self.ui.sandbox_button, self._open_sandbox),
            ("welcome.leave", self.ui.leave_button, lambda: self.desk.visit("surveys")),
        ):
            self.actions_.connect_to(action, slot)
            set_icon(button, next(one.icon for one in ACTIONS if one.id == action))
            self.actions_.bind(action, button)

    def _listen(self) -> None:
        self.ui.paste_field.read.connect(self._on_read)
        self.ui.oauth_button.clicked.connect(lambda: self._take_oauth(not self._is_oauth))
        self.ui.centre_box.editTextChanged.connect(self._weigh)
        for edit in (self.ui.client_edit, self.ui.secret_edit, self.ui.scopes_edit):
            edit.textChanged.connect(self._weigh)
            edit.returnPressed.connect(self._test)
        self.ui.identity.changed.connect(self._weigh)
        self.ui.identity.ui.name_edit.returnPressed.connect(self._save)
        self.ui.access_view.host_chosen.connect(self._use_host)
        self.ui.profiles_list.itemActivated.connect(self._on_profile)
        self.ui.profiles_list.itemClicked.connect(self._on_profile)
        self.desk.settings_changed.connect(self._show_desk)
        self.desk.error_told.connect(self._on_error_elsewhere)

    def _begin(self, former: Profile | None) -> None:
        """Empty all fields; `former` is the profile whose secret is asked for again."""
        self._former, self._draft, self._access = former, None, None
        ui = self.ui
        ui.paste_field.forget()
        for edit in (ui.client_edit, ui.secret_edit, ui.scopes_edit):
            edit.clear()
        ui.centre_box.setEditText("")
        if former is not None:
            ui.title_label.setText(self.tr("Sign in to “{0}” again").format(former.name))
            ui.sentence_label.setText(
                self.tr("This machine does not have its secret any more. Paste it once more.")
            )
            ui.centre_box.setEditText(former.base_url)
            ui.client_edit.setText(former.client_id or "")
            ui.scopes_edit.setText(" ".join(former.scopes))
        ui.pages.setCurrentWidget(ui.paste_page)
        ui.paste_error.clear()
        ui.save_error.clear()
        self._take_oauth(former is not None and former.auth is AuthKind.OAUTH)

    def _show_refused(self, former: Profile, error: DeskError) -> None:
        """Say why a profile did not open; that its secret is missing is said already."""
        from qualtrics_desk.services.sign_in.connections import NoSecret

        if not isinstance(error, NoSecret):
            self.ui.title_label.setText(self.tr("“{0}” could not be opened").format(former.name))
            self.ui.sentence_label.setText(
                self.tr("Choose it again when the cause is gone, or paste its secret once more.")
            )
            self.ui.paste_error.show_error(error)

    def _show_desk(self) -> None:
        """What depends on the profiles there are and on who is signed in."""
        ui = self.ui
        profiles = self.desk.settings.profiles
        if self._former is None:
            ui.title_label.setText(
                self.tr("Add a profile") if profiles else self.tr("Connect your Qualtrics brand")
            )
            ui.sentence_label.setText(
                self.tr(
                    "Import contacts, hand out personal links, edit lists. You see every change"
                    " before it is sent, and can take it back."
                )
            )
        ui.profiles_card.setVisible(bool(profiles))
        ui.leave_button.setVisible(self.desk.is_signed_in)
        ui.profiles_list.clear()
        for profile in profiles:
            words = f"{profile.name}  ·  {kind_word(profile.kind)}"
            item = QListWidgetItem(dot_icon(profile.colour), words)
            item.setToolTip(host_word(profile.base_url))
            item.setData(Qt.ItemDataRole.UserRole, profile.name)
            ui.profiles_list.addItem(item)
        rows = min(max(len(profiles), 1), 5)
        ui.profiles_list.setFixedHeight(rows * (ui.profiles_list.sizeHintForRow(0) + 2) + 8)
        self.actions_.set_enabled("welcome.sandbox", True)
        # By name: settings that are read again are other objects.
        own = None if self._former is None else self._former.name
        ui.identity.set_taken([profile.name for profile in profiles if profile.name != own])
        self._weigh()

    def _on_read(self, pasted: Pasted) -> None:
        self.ui.paste_error.clear()
        if pasted.is_oauth:
            self._take_oauth(True)
        self._weigh()

    def _take_oauth(self, on: bool) -> None:
        """Ask for an OAuth client, or for a token."""
        self._is_oauth = on
        self.ui.oauth_button.setText(
            self.tr("Use an API token instead") if on else self.tr("Use an OAuth client instead")
        )
        self.ui.oauth_button.setAccessibleName(self.ui.oauth_button.text())
        self.ui.oauth_fields.setVisible(on)
        self._weigh()

    def _weigh(self) -> None:
        """See whether there is enough to go on with."""
        ui = self.ui
        pasted = ui.paste_field.pasted
        client = None
        if self._is_oauth:
            client = (ui.client_edit.text(), ui.secret_edit.text(), ui.scopes_edit.text())
            # What the paste brought is seen where it would be typed.
            ui.client_edit.setPlaceholderText(pasted.client_id or "")
            ui.secret_edit.setPlaceholderText(
                self.tr("pasted above") if pasted.client_secret else ""
            )
        self._show_found(pasted)
        proof = pasted.token or pasted.client_secret or (client and client[1])
        typed = ui.centre_box.currentText()
        ui.centre_row.setVisible(bool(typed or (proof and not pasted.base_url)))
        if ui.pages.currentWidget() is ui.paste_page:
            self._draft = draft_of(pasted, typed, client, self._former)
        self.actions_.set_enabled(
            "welcome.test",
            self._draft is not None and self._busy_with is None,
            self.tr("Paste the token and say which data centre first"),
        )
        saving = ui.pages.currentWidget() is ui.save_page
        self.actions_.set_enabled("welcome.back", saving)
        self.actions_.set_enabled(
            "welcome.save", saving and self._access is not None and self._busy_with is None and
            ui.identity.is_complete,
            self.tr("Choose a name that no other profile has"),
        )  # fmt: skip

    def _begin_work(self) -> None:
        """The task that runs now is the one to wait for."""
        self._busy_with = asyncio.current_task()
        self._weigh()

    def _end_work(self) -> None:
        if self._busy_with is asyncio.current_task():
            self._busy_with = None
            self._weigh()

    def _show_found(self, pasted: Pasted) -> None:
        """What was recognised; what the other fields say is not missing any more."""
        ui = self.ui
        given: set[Note] = set()
        if self._is_oauth:
            given.add(Note.NO_SECRET)
            given |= {Note.NO_CLIENT_ID} if ui.client_edit.text().strip() else set()
            given |= {Note.NO_CLIENT_SECRET} if ui.secret_edit.text().strip() else set()
        if ui.centre_box.currentText().strip():
            given.add(Note.NO_DATACENTER)
        notes = tuple(note for note in pasted.notes if note not in given)
        ui.found_list.show_pasted(msgspec.structs.replace(pasted, notes=notes))

    def _test(self) -> None:
        self.ui.paste_field.hide_secrets()
        self._weigh()
        if self._draft is not None and self.ui.pages.currentWidget() is self.ui.paste_page:
            self.tasks.start(self._probe(self._draft), key="work")

    async def _probe(self, draft: Draft) -> None:
        """Ask the service; a refusal of the token brings the person back to the paste."""
        ui = self.ui
        ui.paste_error.clear()
        ui.save_error.clear()
        ui.test_button.setText(self.tr("Asking…"))
        self._access = None
        self._begin_work()
        ui.access_view.show_waiting(
            draft.profile.base_url, is_oauth=draft.profile.auth is AuthKind.OAUTH
        )
        try:
            connection_of, probe = await asyncio.to_thread(_heavy)
            connection = connection_of(draft.profile, draft.secret)
            self._access = await probe(connection, on_area=ui.access_view.show_area)
        except DeskError as error:
            ui.pages.setCurrentWidget(ui.paste_page)
            ui.paste_error.show_error(error)
            ui.paste_field.setFocus()
            return
        finally:
            ui.test_button.setText(self.actions_.qaction("welcome.test").text())
            self._end_work()
        ui.access_view.show_access(self._access)
        self._show_save(draft, self._access)

    def _show_save(self, draft: Draft, access: Access) -> None:
        """The second page, with a name to propose."""
        ui = self.ui
        names = [profile.name for profile in self.desk.settings.profiles]
        if ui.pages.currentWidget() is ui.paste_page:
            name = name_for(access.me.brand_id, draft.profile.base_url, names)
            proposed = self._former or msgspec.structs.replace(draft.profile, name=name)
            ui.identity.show_profile(proposed, keep_colour=self._former is not None)
        ui.save_label.setText(
            self.tr("Sign in again") if self._former else self.tr("Save as a profile")
        )
        ui.pages.setCurrentWidget(ui.save_page)
        ui.identity.ui.name_edit.setFocus()
        ui.identity.ui.name_edit.selectAll()
        self._weigh()

    def _use_host(self, host: str) -> None:
        """Take the address that the service names, and look once more."""
        if self._draft is None:
            return
        from qualtrics_desk.api.connection import normalise_base_url

        profile = msgspec.structs.replace(self._draft.profile, base_url=normalise_base_url(host))
        self._draft = Draft(profile, self._draft.secret)
        self.tasks.start(self._probe(self._draft), key="work")

    def _back(self) -> None:
        self.tasks.cancel("work")
        self.ui.pages.setCurrentWidget(self.ui.paste_page)
        self.ui.paste_field.setFocus()
        self._weigh()

    def _save(self) -> None:
        if self._draft is not None and self.actions_.qaction("welcome.save").isEnabled():
            self.tasks.start(self._keep(self._draft), key="work")

    async def _keep(self, draft: Draft) -> None:
        from qualtrics_desk.gui.closing import may_leave_profile
        from qualtrics_desk.services.profiles import save_profile

        self.ui.save_error.clear()
        self._begin_work()
        profile = self.ui.identity.applied_to(draft.profile)
        former = None if self._former is None else self._former.name
        try:
            if not await may_leave_profile(self, self.desk):
                return
            await self.desk.sign_out()
            saved = await save_profile(
                self.desk.home,
                self.desk.secrets,
                profile,
                secret=draft.secret,
                former=former,
            )
            await self.desk.load()
            await self.desk.open_profile(profile.name)
        finally:
            self._end_work()
        words = kept_word(saved.kept, profile.auth, refused=saved.keychain_refused)
        if saved.kept is not Kept.KEYCHAIN:
            words = self.tr("“{0}” is open. {1}").format(profile.name, words)
        self.desk.tell(words)

    def _open_sandbox(self) -> None:
        self.actions_.set_enabled("welcome.sandbox", False, self.tr("The sandbox is starting…"))
        self.desk.sandbox_requested.emit()

    def _on_error_elsewhere(self, _error: DeskError) -> None:
        # It may have been the sandbox that did not start: let it be tried again.
        self.actions_.set_enabled("welcome.sandbox", True)

    def _on_profile(self, item: QListWidgetItem) -> None:
        name = str(item.data(Qt.ItemDataRole.UserRole))
        self.tasks.start(self._open_profile(name), key="open")

    async def _open_profile(self, name: str) -> None:
        from qualtrics_desk.domain.errors import StoreError, UsageError
        from qualtrics_desk.gui.closing import may_leave_profile

        if self.desk.profile is not None and self.desk.profile.name == name:
            self.desk.visit("surveys")
            return
        if not await may_leave_profile(self, self.desk):
            return
        try:
            await self.desk.open_profile(name)
        except (UsageError, StoreError) as error:
            # Here is where a secret is asked for, and where it is said what else is wrong.
            self.desk.visit("welcome", profile=name, error=error)


def _heavy() -> tuple[Any, Any]:
    from qualtrics_desk.services.sign_in.connections import connection_of
    from qualtrics_desk.services.sign_in.probe import probe

    return connection_of, probe
