"""The table of actions of the welcome."""

from __future__ import annotations

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP

ACTIONS = (
    Action(
        id="welcome.test",
        text=QT_TRANSLATE_NOOP("actions", "Test connection"),
        icon="plug",
        shortcut="Ctrl+Return",
        tip=QT_TRANSLATE_NOOP("actions", "Ask the service who this is and what it may do"),
    ),
    Action(
        id="welcome.back",
        text=QT_TRANSLATE_NOOP("actions", "Back"),
        icon="arrow-left",
        shortcut="Alt+Left",
    ),
    Action(
        id="welcome.save",
        text=QT_TRANSLATE_NOOP("actions", "Save and open"),
        icon="check",
        shortcut="Ctrl+S",
        tip=QT_TRANSLATE_NOOP("actions", "Keep this profile and work in it"),
    ),
    Action(
        id="welcome.sandbox",
        text=QT_TRANSLATE_NOOP("actions", "Open the sandbox"),
        icon="sandbox",
        tip=QT_TRANSLATE_NOOP("actions", "Open a brand that runs on this machine only"),
    ),
    Action(
        id="welcome.leave",
        text=QT_TRANSLATE_NOOP("actions", "Not now"),
        icon="close",
        tip=QT_TRANSLATE_NOOP("actions", "Go back without adding a profile"),
    ),
)
