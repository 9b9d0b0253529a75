"""The table of actions that work everywhere in the window."""

from __future__ import annotations

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.gui.rooms import ROOMS

ROOM_ACTIONS = tuple(
    Action(
        id=f"go.{room.name}",
        text=room.title,
        icon=room.icon,
        # The tenth is reached by the key behind nine.
        shortcut="Ctrl+," if room.name == "settings" else f"Ctrl+{place % 10}",
        tip=room.hint,
    )
    for place, room in enumerate((room for room in ROOMS if room.in_rail), start=1)
)

WINDOW_ACTIONS = (
    Action(
        id="window.palette",
        text=QT_TRANSLATE_NOOP("actions", "Search or run a command"),
        icon="search",
        shortcut="Ctrl+K",
        tip=QT_TRANSLATE_NOOP("actions", "Find a survey, a list, a room or a command by its name"),
    ),
    Action(
        id="window.profiles",
        text=QT_TRANSLATE_NOOP("actions", "Change the profile"),
        icon="person",
        shortcut="Ctrl+Shift+P",
        tip=QT_TRANSLATE_NOOP("actions", "Work in another brand"),
    ),
    Action(
        id="window.try_sandbox",
        text=QT_TRANSLATE_NOOP("actions", "Try the sandbox"),
        icon="sandbox",
        tip=QT_TRANSLATE_NOOP("actions", "Open a brand that runs on this machine only"),
    ),
    Action(
        id="window.theme",
        text=QT_TRANSLATE_NOOP("actions", "Change between light and dark"),
        icon="moon",
        shortcut="Ctrl+Shift+T",
    ),
    Action(
        id="window.shortcuts",
        text=QT_TRANSLATE_NOOP("actions", "Show keyboard shortcuts"),
        icon="keyboard",
        shortcut="F1",
    ),
    Action(
        id="window.next_pane",
        text=QT_TRANSLATE_NOOP("actions", "Go to the next part of the window"),
        shortcut="F6",
        tip=QT_TRANSLATE_NOOP(
            "actions", "From the rail to the header, the panel, the running jobs"
        ),
    ),
    Action(
        id="window.diagnostics",
        text=QT_TRANSLATE_NOOP("actions", "Collect diagnostics"),
        icon="shield",
        tip=QT_TRANSLATE_NOOP("actions", "A file for support, without tokens or personal data"),
    ),
    Action(
        id="window.sign_out",
        text=QT_TRANSLATE_NOOP("actions", "Sign out"),
        icon="sign-out",
    ),
    Action(
        id="window.close",
        text=QT_TRANSLATE_NOOP("actions", "Close Qualtrics Desk"),
        shortcut="Ctrl+Q",
    ),
    *ROOM_ACTIONS,
)
