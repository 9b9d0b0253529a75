"""What can be done in the room of the responses."""

from __future__ import annotations

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP

ACTIONS = (
    Action(
        id="responses.refresh",
        text=QT_TRANSLATE_NOOP("actions", "Refresh the surveys to export"),
        icon="refresh",
        shortcut="F5",
    ),
    Action(
        id="responses.find",
        text=QT_TRANSLATE_NOOP("actions", "Find a survey to export"),
        icon="search",
        shortcut="Ctrl+F",
    ),
    Action(
        id="responses.export",
        text=QT_TRANSLATE_NOOP("actions", "Export responses…"),
        icon="export",
        shortcut="Ctrl+Return",
    ),
    Action(
        id="responses.look",
        text=QT_TRANSLATE_NOOP("actions", "Quick look"),
        icon="eye",
        tip=QT_TRANSLATE_NOOP("actions", "See the exported file as a table, with answer counts"),
    ),
    Action(
        id="responses.open",
        text=QT_TRANSLATE_NOOP("actions", "Look at an exported file…"),
        icon="folder-open",
    ),
    Action(
        id="responses.count",
        text=QT_TRANSLATE_NOOP("actions", "Count responses over time"),
        icon="responses",
        tip=QT_TRANSLATE_NOOP("actions", "How many were recorded on each day, as a picture"),
    ),
    Action(
        id="responses.look_up",
        text=QT_TRANSLATE_NOOP("actions", "Look up a response"),
        icon="search",
    ),
    Action(
        id="responses.correct", text=QT_TRANSLATE_NOOP("actions", "Correct response…"), icon="edit"
    ),
    Action(
        id="responses.delete", text=QT_TRANSLATE_NOOP("actions", "Delete response…"), icon="delete"
    ),
    Action(
        id="responses.choose_file",
        text=QT_TRANSLATE_NOOP("actions", "Choose a file of responses…"),
        icon="folder-open",
    ),
    Action(
        id="responses.rehearse",
        text=QT_TRANSLATE_NOOP("actions", "Rehearse with one row…"),
        icon="play",
        tip=QT_TRANSLATE_NOOP("actions", "Store the first row, read it back, and delete it again"),
    ),
    Action(
        id="responses.import",
        text=QT_TRANSLATE_NOOP("actions", "Import responses…"),
        icon="upload",
    ),
    Action(id="responses.again", text=QT_TRANSLATE_NOOP("actions", "Try again"), icon="retry"),
    Action(id="responses.stop", text=QT_TRANSLATE_NOOP("actions", "Stop all exports"), icon="stop"),
)
