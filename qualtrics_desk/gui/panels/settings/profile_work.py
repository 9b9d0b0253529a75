"""What the settings do with a profile: open, test, edit, delete, forget its data."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.errors import StoreError, UsageError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.dialogs.confirm import Answer, ask, confirm
from qualtrics_desk.gui.panels.settings.stored_data import contents_words
from qualtrics_desk.gui.widgets.sign_in_words import kept_word
from qualtrics_desk.gui.words.profiles import host_word, kind_word

if TYPE_CHECKING:
    from qualtrics_desk.gui.panels.settings.panel import SettingsPanel
    from qualtrics_desk.store.profile_files import Contents
    from qualtrics_desk.store.settings import Profile


class ProfileWork:
    """The flows of the section “Profiles”; each is one task of the panel."""

    def __init__(self, panel: SettingsPanel) -> None:
        self._panel = panel
        self._desk = panel.desk

    async def open(self, name: str) -> None:
        """Open a profile; ask for its secret where there is none."""
        from qualtrics_desk.gui.closing import may_leave_profile

        if not await may_leave_profile(self._panel, self._desk):
            return
        try:
            await self._desk.open_profile(name)
        except (UsageError, StoreError) as error:
            self._desk.visit("welcome", profile=name, error=error)

    async def test(self, name: str) -> None:
        """Ask the service what a profile can do; a better address is taken over if wanted."""
        profile = self._desk.settings.profile(name)
        if profile is None:
            return
        host = await self._tested(profile)
        if host is not None:
            await self._take_host(profile, host)

    async def edit(self, name: str) -> None:
        """Change a profile; the open one is opened anew with what was changed."""
        from qualtrics_desk.gui.dialogs.profile_dialog import ProfileDialog
        from qualtrics_desk.services.profiles import save_profile

        profile = self._desk.settings.profile(name)
        if profile is None:
            return
        dialog = ProfileDialog(self._panel, self._desk, profile)
        try:
            accepted = await shown(dialog)
            edited = dialog.edited
        finally:
            await dialog.tasks.aclose()
        if not accepted or edited is None:
            return
        was_open = await self._close(name)
        if was_open is None:
            return
        saved = await save_profile(
            self._desk.home,
            self._desk.secrets,
            edited.profile,
            secret=edited.secret,
            proxy_password=edited.proxy_password,
            former=name,
        )
        await self._desk.load()
        if was_open:
            await self._desk.open_profile(edited.profile.name)
        said = _tr("“{0}” was saved.").format(edited.profile.name)
        if edited.secret and saved.kept is not None:
            kept = kept_word(saved.kept, edited.profile.auth, refused=saved.keychain_refused)
            said = f"{said} {kept}"
        self._desk.tell(said)
        await self._panel.refresh()

    async def delete(self, name: str) -> None:
        """Delete a profile with its secret and its data, after saying what that is."""
        from qualtrics_desk.services.profiles import contents_of, delete_profile

        profile = self._desk.settings.profile(name)
        if profile is None:
            return
        contents = await contents_of(self._desk.home, name)
        facts = [
            f"{profile.name} · {kind_word(profile.kind)} · {host_word(profile.base_url)}",
            _tr("Its secrets leave the keychain."),
        ]
        if not contents.is_empty:
            facts.append(_tr("On this machine: {0}").format(contents_words(contents)))
        if contents.saved:
            facts += self._saved_facts(name, contents)
        answer = await ask(
            self._panel,
            _tr("Delete the profile “{0}”?").format(name),
            _tr(
                "Nothing changes in Qualtrics. The history of its jobs stays. Changes that were"
                " not sent are lost."
            )
            if contents.edits
            else _tr("Nothing changes in Qualtrics. The history of its jobs stays."),
            _tr("Delete profile"),
            facts=facts,
            typed=name if contents.edits else "",
            other=_erase_too(contents),
            danger=True,
        )
        erases = answer is Answer.OTHER
        if answer is Answer.CANCEL or (erases and not await self._erases_saved(name, contents)):
            return
        if await self._close(name) is None:
            return
        await delete_profile(self._desk.home, self._desk.secrets, name, saved=erases)
        await self._desk.load()
        self._desk.tell(_tr("“{0}” was deleted.").format(name))
        await self._panel.refresh()

    async def forget(self, name: str) -> None:
        """Delete what was read for a profile; changes that were not sent stay.

        Surveys that were saved before they were deleted stay, too, unless that is asked for and
        confirmed: a copy here may be the only one there is.
        """
        from qualtrics_desk.services.profiles import contents_of

        contents = await contents_of(self._desk.home, name)
        if not contents.tables:
            if await self._erases_saved(name, contents):
                await self._forget(name, saved=True)
            return
        answer = await ask(
            self._panel,
            _tr("Forget what was read for “{0}”?").format(name),
            _tr(
                "Surveys, lists, contacts and links of this profile are deleted from this machine."
                " They can be read again. Changes that were not sent stay."
            ),
            _tr("Forget {0}").format(contents_words(contents._replace(edits=0, saved=0))),
            facts=self._saved_facts(name, contents),
            other=_erase_too(contents),
            danger=True,
        )
        erases = answer is Answer.OTHER
        if answer is Answer.CANCEL or (erases and not await self._erases_saved(name, contents)):
            return
        await self._forget(name, saved=erases)

    async def _forget(self, name: str, *, saved: bool) -> None:
        from qualtrics_desk.services.profiles import forget_data

        was_open = await self._close(name)
        if was_open is None:
            return
        gone = await forget_data(self._desk.home, name, saved=saved)
        if was_open:
            await self._desk.open_profile(name)
        self._desk.tell(_tr("Forgotten: {0}.").format(contents_words(gone)))
        await self._panel.refresh()

    def _saved_facts(self, name: str, contents: Contents) -> list[str]:
        """What stays unless it is asked for, with its count and its place."""
        if not contents.saved:
            return []
        stays = _tr("Saved before deletion: {0}. The copies stay unless you erase them, too:")
        folder = str(self._desk.home.saved_surveys(name))
        return [stays.format(words.surveys(contents.saved)), folder]

    async def _erases_saved(self, name: str, contents: Contents) -> bool:
        """Ask once more before copies go that nothing brings back."""
        saved = words.surveys(contents.saved)
        return await confirm(
            self._panel,
            _tr("Erase {0} saved before deletion?").format(saved),
            _tr(
                "They were deleted in Qualtrics; these copies may be the only ones. Nothing brings"
                " them back. To keep some, cancel and copy them from the folder first."
            ),
            _tr("Erase {0}").format(saved),
            facts=[str(self._desk.home.saved_surveys(name))],
            typed=name,
            danger=True,
        )

    async def _tested(self, profile: Profile) -> str | None:
        from qualtrics_desk.gui.dialogs.access_dialog import AccessDialog
        from qualtrics_desk.services.sign_in.connections import find_connection

        connection = await asyncio.to_thread(find_connection, profile, self._desk.secrets)
        dialog = AccessDialog(self._panel, connection)
        try:
            await shown(dialog)
            return dialog.chosen_host
        finally:
            await dialog.tasks.aclose()

    async def _take_host(self, profile: Profile, host: str) -> None:
        import msgspec

        from qualtrics_desk.api.connection import normalise_base_url
        from qualtrics_desk.services.profiles import save_profile

        was_open = await self._close(profile.name)
        if was_open is None:
            return
        changed = msgspec.structs.replace(profile, base_url=normalise_base_url(host))
        await save_profile(self._desk.home, self._desk.secrets, changed)
        await self._desk.load()
        if was_open:
            await self._desk.open_profile(profile.name)
        self._desk.tell(_tr("“{0}” uses {1} from now on.").format(profile.name, host))

    async def _close(self, name: str) -> bool | None:
        """Close a profile if it is the open one.

        Returns:
            Whether it was open; None where the person would rather not leave it.
        """
        from qualtrics_desk.gui.closing import may_leave_profile

        if self._desk.profile is None or self._desk.profile.name != name:
            return False
        if not await may_leave_profile(self._panel, self._desk):
            return None
        await self._desk.sign_out()
        return True


def _erase_too(contents: Contents) -> str:
    """The second choice; "" where there is nothing to choose."""
    return _tr("Erase saved surveys, too…") if contents.saved else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("settings", text)
