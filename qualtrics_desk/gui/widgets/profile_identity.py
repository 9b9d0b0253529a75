"""What a person chooses about a profile: its name, kind, colour, and whether it may write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qualtrics_desk.gui.forms.ui_profile_identity import Ui_ProfileIdentity
from qualtrics_desk.gui.theme import set_tone
from qualtrics_desk.gui.widgets.colour_picker import colour_of_kind
from qualtrics_desk.store.settings import ProfileKind

if TYPE_CHECKING:
    from qualtrics_desk.store.settings import Profile


class ProfileIdentity(QWidget):
    """The fields; part of the welcome and of the profile dialog.

    Signals:
        changed: Something was chosen or typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_ProfileIdentity()
        self.ui.setupUi(self)
        self._own_colour = False
        self._taken: frozenset[str] = frozenset()
        self._radios = {
            ProfileKind.PRODUCTION: self.ui.production_radio,
            ProfileKind.TEST: self.ui.test_radio,
            ProfileKind.SANDBOX: self.ui.sandbox_radio,
        }
        for radio in self._radios.values():
            radio.toggled.connect(self._on_kind)
        self.ui.colour_picker.chosen.connect(self._on_colour)
        self.ui.name_edit.textChanged.connect(self._on_name)
        self.ui.read_only_check.toggled.connect(lambda _on: self.changed.emit())

    @property
    def kind(self) -> ProfileKind:
        """What is chosen."""
        return next(
            (kind for kind, radio in self._radios.items() if radio.isChecked()),
            ProfileKind.PRODUCTION,
        )

    @property
    def name(self) -> str:
        """What is typed."""
        return self.ui.name_edit.text().strip()

    @property
    def is_complete(self) -> bool:
        """Whether the name can be taken."""
        return bool(self.name) and self.name.casefold() not in self._taken

    def set_taken(self, names: list[str]) -> None:
        """Names that other profiles have."""
        self._taken = frozenset(name.casefold() for name in names)
        self._on_name()

    def show_profile(self, profile: Profile, *, keep_colour: bool = True) -> None:
        """Show a profile's choices; the sandbox kind is offered only where it is one."""
        self._own_colour = keep_colour
        self.ui.sandbox_radio.setVisible(profile.kind is ProfileKind.SANDBOX)
        self.ui.name_edit.setText(profile.name)
        self._radios[profile.kind].setChecked(True)
        self.ui.colour_picker.set_colour(profile.colour)
        self.ui.read_only_check.setChecked(profile.read_only)
        self._on_kind()

    def applied_to(self, profile: Profile) -> Profile:
        """The profile with what is chosen here."""
        return msgspec.structs.replace(
            profile,
            name=self.name,
            kind=self.kind,
            colour=self.ui.colour_picker.colour,
            read_only=self.ui.read_only_check.isChecked(),
        )

    def _on_kind(self) -> None:
        if not self._own_colour:
            self.ui.colour_picker.set_colour(colour_of_kind(self.kind))
        self.ui.kind_hint.setText(
            {
                ProfileKind.PRODUCTION: self.tr("Real people: big changes ask twice."),
                ProfileKind.TEST: self.tr("A brand to try things in."),
                ProfileKind.SANDBOX: self.tr("Runs on this machine; nothing leaves it."),
            }[self.kind]
        )
        self.changed.emit()

    def _on_colour(self) -> None:
        self._own_colour = True
        self.changed.emit()

    def _on_name(self) -> None:
        taken = bool(self.name) and not self.is_complete
        set_tone(self.ui.name_edit, "danger" if taken else "")
        self.ui.name_edit.setToolTip(self.tr("Another profile has this name.") if taken else "")
        self.changed.emit()
