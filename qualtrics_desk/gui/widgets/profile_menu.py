"""What the header says about the profile in use, and the menu to take another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from qualtrics_desk.domain.errors import StoreError, UsageError
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.widgets.colour_picker import dot_icon
from qualtrics_desk.gui.words.profiles import host_word, kind_word
from qualtrics_desk.store.settings import ProfileKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QToolButton

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from qualtrics_desk.store.settings import Profile


class ProfileWords(NamedTuple):
    """The profile in use, in words.

    Attributes:
        text: For the chip: kind and brand.
        colour: Of the profile; None where there is none.
        hint: More about it, for the tip.
        window_title: For the title bar and the task list.
    """

    text: str
    colour: str | None
    hint: str
    window_title: str


def profile_words(desk: Desk) -> ProfileWords:
    """What to say about the profile that is open."""
    profile = desk.profile
    if profile is None:
        return ProfileWords(
            _tr("Not signed in"), None, _tr("Connect a brand, or try the sandbox"), "Qualtrics Desk"
        )
    where = _where(desk, profile)
    if profile.kind is ProfileKind.SANDBOX:
        where = _tr("nothing leaves this machine")
    lines = [profile.name, where]
    if desk.me is not None and desk.me.user_name:
        lines.append(_tr("Signed in as {0}").format(desk.me.user_name))
    if profile.read_only:
        lines.append(_tr("Read-only: no writing request is sent"))
    text = f"{kind_word(profile.kind)} · {where}"
    if profile.read_only:
        text = _tr("{0} · read-only").format(text)
    return ProfileWords(text, profile.colour, "\n".join(lines), f"{profile.name} – Qualtrics Desk")


def _where(desk: Desk, profile: Profile) -> str:
    """Brand and data centre as the service said them, else what the address says."""
    me = desk.me
    if me is not None and me.brand_id and me.datacenter:
        return f"{me.brand_id} / {me.datacenter}"
    return host_word(profile.base_url)


def fill_profile_menu(chip: QToolButton, desk: Desk, window: MainWindow) -> None:
    """Give the chip a menu of the profiles there are now."""
    menu = QMenu(chip)
    menu.setAccessibleName(_tr("Profiles"))
    group = QActionGroup(menu)
    for profile in desk.settings.profiles:
        words = f"{profile.name}   {kind_word(profile.kind)} · {host_word(profile.base_url)}"
        entry = QAction(dot_icon(profile.colour), words.replace("&", "&&"), menu)
        entry.setCheckable(True)
        entry.setChecked(desk.profile is not None and desk.profile.name == profile.name)
        entry.triggered.connect(_opener(desk, window, profile.name))
        group.addAction(entry)
        menu.addAction(entry)
    if desk.settings.profiles:
        menu.addSeparator()
    add = menu.addAction(icon("add", "muted"), _tr("Add profile…"))
    add.triggered.connect(lambda: desk.visit("welcome"))
    sandbox = menu.addAction(icon("sandbox", "muted"), _tr("Try the sandbox"))
    sandbox.triggered.connect(desk.sandbox_requested.emit)
    sandbox.setEnabled(desk.profile is None or desk.profile.kind is not ProfileKind.SANDBOX)
    if desk.is_signed_in:
        menu.addSeparator()
        settings = menu.addAction(icon("settings", "muted"), _tr("Manage profiles…"))
        settings.triggered.connect(lambda: desk.visit("settings", section="profiles"))
        menu.addAction(window.actions_.qaction("window.sign_out"))
    former = chip.menu()
    chip.setMenu(menu)
    if former is not None:
        former.deleteLater()


def _opener(desk: Desk, window: MainWindow, name: str) -> Callable[[], object]:
    return lambda: window.tasks.start(open_profile(window, desk, name), key="open profile")


async def open_profile(window: MainWindow, desk: Desk, name: str) -> None:
    """Open a profile in the place of the one that is open; ask for its secret if there is none."""
    from qualtrics_desk.gui.closing import may_leave_profile

    if desk.profile is not None and desk.profile.name == name:
        return
    if not await may_leave_profile(window, desk):
        fill_profile_menu(window.ui.profile_chip, desk, window)
        return
    try:
        await desk.open_profile(name)
    except (UsageError, StoreError) as error:
        # There is no secret, or the address is none: the welcome asks for both.
        desk.visit("welcome", profile=name, error=error)


def _tr(text: str) -> str:
    return QCoreApplication.translate("profile_menu", text)
