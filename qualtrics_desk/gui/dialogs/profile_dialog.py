"""Everything of a profile: name and kind, sign-in, write limits, network."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from qualtrics_desk.api.connection import normalise_base_url
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.gui.aio import TaskScope, ask_open_file, shown
from qualtrics_desk.gui.forms.ui_profile_dialog import Ui_ProfileDialog
from qualtrics_desk.gui.icons import set_icon
from qualtrics_desk.gui.theme import set_tone
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from qualtrics_desk.gui.widgets.sign_in_words import kept_word
from qualtrics_desk.services.sign_in.pasted import read_pasted
from qualtrics_desk.store.secrets import SecretKind
from qualtrics_desk.store.settings import AuthKind, Profile, WriteLimits

if TYPE_CHECKING:
    from qualtrics_desk.api.connection import Connection
    from qualtrics_desk.gui.desk import Desk


class Edited(NamedTuple):
    """What the person saved.

    Attributes:
        secret: A new token or client secret, or None where what is kept stays.
        proxy_password: A new one, "" where it goes, None where what is kept stays.
    """

    profile: Profile
    secret: str | None
    proxy_password: str | None

    def __repr__(self) -> str:
        return f"Edited({self.profile.name!r})"


class ProfileDialog(InReadingOrder, QDialog):
    """Edits a profile; saving is done by whoever opened it.

    Attributes:
        edited: What was saved, or None.
        tasks: To be closed by whoever opened it.
    """

    def __init__(self, parent: QWidget, desk: Desk, profile: Profile) -> None:
        super().__init__(parent)
        self.ui = Ui_ProfileDialog()
        self.ui.setupUi(self)
        self.edited: Edited | None = None
        self.tasks = TaskScope(self.ui.error_note.show_error)
        self._desk = desk
        self._profile = profile
        self.setWindowTitle(self.tr("Profile “{0}”").format(profile.name))
        others = [p.name for p in desk.settings.profiles if p.name != profile.name]
        self.ui.identity.set_taken(others)
        self.ui.identity.show_profile(profile)
        self._show(profile)
        self._listen()
        self._on_auth()
        self.tasks.start(self._show_kept(), key="kept")
        self.ui.identity.ui.name_edit.setFocus()

    def _show(self, profile: Profile) -> None:
        ui = self.ui
        ui.host_edit.setText(profile.base_url)
        (ui.oauth_radio if profile.auth is AuthKind.OAUTH else ui.token_radio).setChecked(True)
        ui.client_edit.setText(profile.client_id or "")
        ui.scopes_edit.setText(" ".join(profile.scopes))
        ui.rows_spin.setValue(profile.limits.rows_per_job or 0)
        ui.share_spin.setValue(profile.limits.share_percent)
        for edit, value in (
            (ui.proxy_edit, profile.proxy),
            (ui.proxy_user_edit, profile.proxy_user),
            (ui.ca_edit, profile.extra_ca),
            (ui.certificate_edit, profile.client_certificate),
            (ui.key_edit, profile.client_key),
        ):
            edit.setText(value or "")
        if profile.proxy_user:
            ui.proxy_password_edit.setPlaceholderText(self.tr("kept; type to replace it"))
        set_icon(ui.test_button, "plug")

    def _listen(self) -> None:
        ui = self.ui
        ui.token_radio.toggled.connect(self._on_auth)
        ui.host_edit.textChanged.connect(self._weigh)
        ui.identity.changed.connect(self._weigh)
        for edit in (ui.client_edit, ui.token_edit, ui.secret_edit):
            edit.textChanged.connect(self._weigh)
        for button, edit in (
            (ui.ca_button, ui.ca_edit),
            (ui.certificate_button, ui.certificate_edit),
            (ui.key_button, ui.key_edit),
        ):
            button.clicked.connect(lambda _on=False, edit=edit: self._choose(edit))
        ui.test_button.clicked.connect(lambda: self.tasks.start(self._test(), key="test"))
        ui.cancel_button.clicked.connect(self.reject)
        ui.save_button.clicked.connect(self._save)
        ui.save_button.setDefault(True)

    def _on_auth(self) -> None:
        oauth = self.ui.oauth_radio.isChecked()
        form = self.ui.sign_in_form
        for edit in (self.ui.client_edit, self.ui.secret_edit, self.ui.scopes_edit):
            form.setRowVisible(edit, oauth)
        form.setRowVisible(self.ui.token_edit, not oauth)
        self._weigh()

    def _weigh(self) -> None:
        ui = self.ui
        try:
            normalise_base_url(ui.host_edit.text())
            set_tone(ui.host_edit, "")
            has_host = True
        except UsageError as error:
            set_tone(ui.host_edit, "danger")
            ui.host_edit.setToolTip(str(error))
            has_host = False
        oauth = ui.oauth_radio.isChecked()
        changed_way = oauth != (self._profile.auth is AuthKind.OAUTH)
        typed = (ui.secret_edit if oauth else ui.token_edit).text().strip()
        has_proof = bool(typed) or not changed_way
        has_client = not oauth or bool(ui.client_edit.text().strip())
        ready = has_host and has_proof and has_client and ui.identity.is_complete
        ui.save_button.setEnabled(ready)
        ui.test_button.setEnabled(has_host and has_proof and has_client)

    def _collected(self) -> Edited:
        """What the fields say.

        Raises:
            UsageError: When they do not fit together.
        """
        ui = self.ui
        oauth = ui.oauth_radio.isChecked()
        typed = (ui.secret_edit if oauth else ui.token_edit).text()
        # A whole line of the account page may have been pasted into the field.
        secret = (None if oauth else read_pasted(typed).token) or typed.strip() or None
        try:
            profile = msgspec.structs.replace(
                ui.identity.applied_to(self._profile),
                base_url=normalise_base_url(ui.host_edit.text()),
                auth=AuthKind.OAUTH if oauth else AuthKind.TOKEN,
                client_id=_text(ui.client_edit) if oauth else None,
                scopes=tuple(ui.scopes_edit.text().split()) if oauth else (),
                client_certificate=_text(ui.certificate_edit),
                client_key=_text(ui.key_edit),
                extra_ca=_text(ui.ca_edit),
                proxy=_text(ui.proxy_edit),
                proxy_user=_text(ui.proxy_user_edit),
                limits=WriteLimits(
                    rows_per_job=ui.rows_spin.value() or None, share_percent=ui.share_spin.value()
                ),
            )
            msgspec.convert(msgspec.to_builtins(profile), Profile)
        except (ValueError, msgspec.ValidationError) as error:
            raise UsageError(
                self.tr("This profile cannot be saved."),
                detail=str(error).partition(" - at ")[0].capitalize() + ".",
            ) from error
        password = ui.proxy_password_edit.text() or None
        if not ui.proxy_user_edit.text().strip():
            password = ""
        return Edited(profile, secret, password)

    def _save(self) -> None:
        self.ui.error_note.clear()
        try:
            self.edited = self._collected()
        except UsageError as error:
            self.ui.error_note.show_error(error)
            return
        self.accept()

    async def _test(self) -> None:
        from qualtrics_desk.gui.dialogs.access_dialog import AccessDialog

        self.ui.error_note.clear()
        dialog = AccessDialog(self, await self._connection())
        try:
            await shown(dialog)
        finally:
            await dialog.tasks.aclose()
        if dialog.chosen_host is not None:
            self.ui.host_edit.setText(normalise_base_url(dialog.chosen_host))

    async def _connection(self) -> Connection:
        """A connection as the fields say, with what is kept where no secret was typed."""
        from qualtrics_desk.services.sign_in.connections import (
            connection_of,
            find_connection,
        )

        edited = self._collected()
        if edited.secret is not None:
            return connection_of(
                edited.profile, edited.secret, proxy_password=edited.proxy_password or None
            )
        kept = msgspec.structs.replace(edited.profile, name=self._profile.name)
        return await asyncio.to_thread(find_connection, kept, self._desk.secrets)

    async def _show_kept(self) -> None:
        """Say where the secret is; a keychain may take its time."""
        kind = (
            SecretKind.CLIENT_SECRET if self._profile.auth is AuthKind.OAUTH else SecretKind.TOKEN
        )
        found = await asyncio.to_thread(self._desk.secrets.get, self._profile.name, kind)
        kept = None if found is None else found.kept
        self.ui.kept_label.setText(kept_word(kept, self._profile.auth))
        if kept is not None:
            edit = self.ui.secret_edit if kind is SecretKind.CLIENT_SECRET else self.ui.token_edit
            edit.setPlaceholderText(self.tr("kept; type to replace it"))

    def _choose(self, edit: QLineEdit) -> None:
        self.tasks.start(self._choose_file(edit), key="file")

    async def _choose_file(self, edit: QLineEdit) -> None:
        path = await ask_open_file(
            self,
            self.tr("Choose a PEM file"),
            self.tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)"),
        )
        if path is not None:
            edit.setText(str(path))


def _text(edit: QLineEdit) -> str | None:
    return edit.text().strip() or None
