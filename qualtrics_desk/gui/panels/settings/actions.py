"""The table of actions of the settings."""

from __future__ import annotations

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP

ACTIONS = (
    Action(
        id="settings.add_profile",
        text=QT_TRANSLATE_NOOP("actions", "Add profile"),
        icon="add",
        shortcut="Ctrl+N",
        tip=QT_TRANSLATE_NOOP("actions", "Connect another brand"),
    ),
    Action(
        id="settings.open_folder",
        text=QT_TRANSLATE_NOOP("actions", "Open folder"),
        icon="folder-open",
        tip=QT_TRANSLATE_NOOP("actions", "Show where the files of this program lie"),
    ),
    Action(
        id="settings.copy_path",
        text=QT_TRANSLATE_NOOP("actions", "Copy path"),
        icon="copy",
    ),
    Action(
        id="settings.diagnostics",
        text=QT_TRANSLATE_NOOP("actions", "Preview diagnostics…"),
        icon="eye",
        tip=QT_TRANSLATE_NOOP("actions", "See what would be saved for support, then save it"),
    ),
    Action(
        id="settings.open_logs",
        text=QT_TRANSLATE_NOOP("actions", "Open the folder of the log"),
        icon="folder-open",
    ),
    Action(
        id="settings.copy_version",
        text=QT_TRANSLATE_NOOP("actions", "Copy version"),
        icon="copy",
        tip=QT_TRANSLATE_NOOP("actions", "Version of the program, of Python and of the system"),
    ),
)
