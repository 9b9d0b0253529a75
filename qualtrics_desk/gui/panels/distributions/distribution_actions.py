"""What can be done in the distributions room."""

from __future__ import annotations

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP

ACTIONS = (
    Action(
        id="distributions.survey",
        text=QT_TRANSLATE_NOOP("actions", "Choose a survey"),
        icon="surveys",
        shortcut="Ctrl+L",
        tip=QT_TRANSLATE_NOOP("actions", "Go to the field that chooses the survey"),
    ),
    Action(
        id="distributions.refresh",
        text=QT_TRANSLATE_NOOP("actions", "Read anew"),
        icon="refresh",
        shortcut="F5",
        tip=QT_TRANSLATE_NOOP("actions", "Read what is shown anew; reads no links"),
    ),
    Action(
        id="distributions.send",
        text=QT_TRANSLATE_NOOP("actions", "Send e-mails…"),
        icon="distributions",
        shortcut="Ctrl+N",
        tip=QT_TRANSLATE_NOOP("actions", "Mail a message of a library to a list"),
    ),
    Action(
        id="distributions.text",
        text=QT_TRANSLATE_NOOP("actions", "Send text messages…"),
        icon="distributions",
        tip=QT_TRANSLATE_NOOP("actions", "Send a message of a library to the phones of a list"),
    ),
    Action(
        id="distributions.remind",
        text=QT_TRANSLATE_NOOP("actions", "Remind…"),
        icon="history",
        tip=QT_TRANSLATE_NOOP("actions", "Mail again to all who have not answered"),
    ),
    Action(
        id="distributions.thank",
        text=QT_TRANSLATE_NOOP("actions", "Thank…"),
        icon="success",
        tip=QT_TRANSLATE_NOOP("actions", "Mail to all who have answered"),
    ),
    Action(
        id="distributions.history",
        text=QT_TRANSLATE_NOOP("actions", "Count its history"),
        icon="history",
        tip=QT_TRANSLATE_NOOP("actions", "Read what became of each recipient; has no effect"),
    ),
    Action(
        id="distributions.links",
        text=QT_TRANSLATE_NOOP("actions", "Open in Links"),
        icon="links",
        tip=QT_TRANSLATE_NOOP("actions", "Go to the links of this survey"),
    ),
    Action(
        id="distributions.delete",
        text=QT_TRANSLATE_NOOP("actions", "Delete unsent…"),
        icon="delete",
        tip=QT_TRANSLATE_NOOP("actions", "Delete a distribution that was not sent yet"),
    ),
    Action(
        id="distributions.export",
        text=QT_TRANSLATE_NOOP("actions", "Export what is shown…"),
        icon="export",
        shortcut="Ctrl+Shift+E",
        tip=QT_TRANSLATE_NOOP("actions", "Write the rows that are shown to a file"),
    ),
    Action(
        id="distributions.remind_list",
        text=QT_TRANSLATE_NOOP("actions", "Reminder list…"),
        icon="export",
        tip=QT_TRANSLATE_NOOP("actions", "Write those to be reminded, with their links, to a file"),
    ),
)
