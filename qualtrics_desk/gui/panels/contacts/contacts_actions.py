"""What can be done in the contacts room."""

from __future__ import annotations

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP

ACTIONS = (
    Action(
        id="contacts.add",
        text=QT_TRANSLATE_NOOP("actions", "Add contact"),
        icon="add",
        shortcut="Ctrl+N",
        tip=QT_TRANSLATE_NOOP("actions", "Add a row; it is sent with the next commit"),
    ),
    Action(
        id="contacts.import",
        text=QT_TRANSLATE_NOOP("actions", "Import…"),
        icon="imports",
        shortcut="Ctrl+I",
        tip=QT_TRANSLATE_NOOP("actions", "Import a file into this list"),
    ),
    Action(
        id="contacts.export",
        text=QT_TRANSLATE_NOOP("actions", "Export…"),
        icon="export",
        shortcut="Ctrl+Shift+E",
        tip=QT_TRANSLATE_NOOP("actions", "Write what is shown to a file"),
    ),
    Action(
        id="contacts.refresh",
        text=QT_TRANSLATE_NOOP("actions", "Read the list again"),
        icon="refresh",
        shortcut="F5",
    ),
    Action(
        id="contacts.new-list",
        text=QT_TRANSLATE_NOOP("actions", "New list…"),
        icon="add",
        shortcut="Ctrl+Shift+N",
        tip=QT_TRANSLATE_NOOP("actions", "Make an empty list in this directory"),
    ),
    Action(
        id="contacts.search",
        text=QT_TRANSLATE_NOOP("actions", "Find in the list"),
        icon="search",
        shortcut="Ctrl+F",
    ),
    Action(
        id="contacts.edit",
        text=QT_TRANSLATE_NOOP("actions", "Edit this cell"),
        icon="edit",
        tip=QT_TRANSLATE_NOOP("actions", "Edit this cell (F2, or just type)"),
    ),
    Action(
        id="contacts.remove",
        text=QT_TRANSLATE_NOOP("actions", "Remove from this list"),
        icon="remove",
        shortcut="Del",
        tip=QT_TRANSLATE_NOOP(
            "actions", "Mark the selected contacts to leave this list; they stay in the directory"
        ),
    ),
    Action(
        id="contacts.take-out",
        text=QT_TRANSLATE_NOOP("actions", "Drop the changes of these rows"),
        icon="minus",
        shortcut="Ctrl+Backspace",
    ),
    Action(
        id="contacts.paste",
        text=QT_TRANSLATE_NOOP("actions", "Paste over cells"),
        shortcut="Ctrl+V",
        tip=QT_TRANSLATE_NOOP("actions", "Paste a range of a spreadsheet, from this cell on"),
    ),
    Action(
        id="contacts.paste-new",
        text=QT_TRANSLATE_NOOP("actions", "Paste as new contacts"),
        shortcut="Ctrl+Shift+V",
        tip=QT_TRANSLATE_NOOP("actions", "Add a contact for each row of the clipboard"),
    ),
    Action(
        id="contacts.undo",
        text=QT_TRANSLATE_NOOP("actions", "Undo"),
        icon="undo",
        shortcut="Ctrl+Z",
    ),
    Action(
        id="contacts.redo",
        text=QT_TRANSLATE_NOOP("actions", "Redo"),
        icon="redo",
        shortcut="Ctrl+Shift+Z",
    ),
    Action(
        id="contacts.review",
        text=QT_TRANSLATE_NOOP("actions", "Review"),
        shortcut="Ctrl+R",
        tip=QT_TRANSLATE_NOOP("actions", "See every change before it is sent"),
    ),
    Action(
        id="contacts.discard",
        text=QT_TRANSLATE_NOOP("actions", "Discard…"),
        tip=QT_TRANSLATE_NOOP("actions", "Drop all changes of this list"),
    ),
    Action(
        id="contacts.commit",
        text=QT_TRANSLATE_NOOP("actions", "Commit…"),
        shortcut="Ctrl+Return",
        tip=QT_TRANSLATE_NOOP("actions", "Send the changes to the service"),
    ),
    Action(
        id="contacts.copy-id",
        text=QT_TRANSLATE_NOOP("actions", "Copy contact id"),
        icon="copy",
    ),
    Action(
        id="contacts.copy-email",
        text=QT_TRANSLATE_NOOP("actions", "Copy email"),
        icon="mail",
    ),
    Action(
        id="contacts.copy-list-id",
        text=QT_TRANSLATE_NOOP("actions", "Copy list id"),
        icon="copy",
    ),
    Action(
        id="contacts.detail",
        text=QT_TRANSLATE_NOOP("actions", "Show or hide the details"),
        icon="person",
        shortcut="Ctrl+D",
    ),
)

WRITING = (
    "contacts.add",
    "contacts.import",
    "contacts.new-list",
    "contacts.edit",
    "contacts.remove",
    "contacts.take-out",
    "contacts.paste",
    "contacts.paste-new",
    "contacts.commit",
)
"""What a read-only profile cannot do."""
