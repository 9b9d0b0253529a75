"""What can be done in the links room."""

from __future__ import annotations

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP

ACTIONS = (
    Action(
        id="links.survey",
        text=QT_TRANSLATE_NOOP("actions", "Choose a survey"),
        icon="surveys",
        shortcut="Ctrl+L",
        tip=QT_TRANSLATE_NOOP("actions", "Go to the field that chooses the survey"),
    ),
    Action(
        id="links.refresh",
        text=QT_TRANSLATE_NOOP("actions", "Refresh distributions"),
        icon="refresh",
        shortcut="F5",
        tip=QT_TRANSLATE_NOOP("actions", "Ask for the distributions anew; reads no links"),
    ),
    Action(
        id="links.generate",
        text=QT_TRANSLATE_NOOP("actions", "Generate links…"),
        icon="add",
        shortcut="Ctrl+N",
        tip=QT_TRANSLATE_NOOP("actions", "Make new personal links for everybody in a list"),
    ),
    Action(
        id="links.read",
        text=QT_TRANSLATE_NOOP("actions", "Read links…"),
        icon="download",
        shortcut="Ctrl+R",
        tip=QT_TRANSLATE_NOOP("actions", "Read the links; it counts as a contact for everybody"),
    ),
    Action(
        id="links.answered",
        text=QT_TRANSLATE_NOOP("actions", "Read who has answered…"),
        icon="responses",
        tip=QT_TRANSLATE_NOOP(
            "actions", "Find out for each link whether it was answered; has no effect on anybody"
        ),
    ),
    Action(
        id="links.reconcile",
        text=QT_TRANSLATE_NOOP("actions", "Compare a list with its links…"),
        icon="equals",
        tip=QT_TRANSLATE_NOOP(
            "actions", "Who has no link, several, or one that ended, over all distributions"
        ),
    ),
    Action(
        id="links.columns",
        text=QT_TRANSLATE_NOOP("actions", "Choose columns…"),
        icon="columns",
        tip=QT_TRANSLATE_NOOP("actions", "Choose the columns of the file and their order"),
    ),
    Action(
        id="links.names",
        text=QT_TRANSLATE_NOOP("actions", "Name the columns of the file…"),
        icon="edit",
        tip=QT_TRANSLATE_NOOP("actions", "Give columns the names that your mail merge expects"),
    ),
    Action(
        id="links.keep-layout",
        text=QT_TRANSLATE_NOOP("actions", "Keep this layout…"),
        tip=QT_TRANSLATE_NOOP(
            "actions", "Keep the columns, their names, the filters and the format under a name"
        ),
    ),
    Action(
        id="links.use-layout",
        text=QT_TRANSLATE_NOOP("actions", "Use a kept layout…"),
        tip=QT_TRANSLATE_NOOP("actions", "Take the columns, names, filters and format of before"),
    ),
    Action(
        id="links.forget-layout",
        text=QT_TRANSLATE_NOOP("actions", "Forget a layout…"),
        tip=QT_TRANSLATE_NOOP("actions", "Take a kept layout off the list; no file changes"),
    ),
    Action(
        id="links.export",
        text=QT_TRANSLATE_NOOP("actions", "Export links…"),
        icon="export",
        shortcut="Ctrl+Shift+E",
        tip=QT_TRANSLATE_NOOP("actions", "Write the links that are shown to a file"),
    ),
    Action(
        id="links.merge",
        text=QT_TRANSLATE_NOOP("actions", "Add links to a file you have…"),
        tip=QT_TRANSLATE_NOOP(
            "actions", "Write a file anew with a link in each row, by e-mail or external reference"
        ),
    ),
)
