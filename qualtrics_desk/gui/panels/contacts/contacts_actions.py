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
        id="contacts.find-person",
        text=QT_TRANSLATE_NOOP("actions", "Find a person…"),
        icon="person",
        shortcut="Ctrl+Shift+F",
        tip=QT_TRANSLATE_NOOP("actions", "Look for somebody in the whole directory"),
    ),
    Action(
        id="contacts.hygiene",
        text=QT_TRANSLATE_NOOP("actions", "Hygiene of this list…"),
        icon="check",
        tip=QT_TRANSLATE_NOOP("actions", "Duplicates, bad addresses, bounces, opt-outs"),
    ),
    Action(
        id="contacts.openings",
        text=QT_TRANSLATE_NOOP("actions", "Who never opened an email…"),
        icon="mail",
        tip=QT_TRANSLATE_NOOP(
            "actions", "Read the history of each contact, once you have seen what it takes"
        ),
    ),
    Action(
        id="contacts.fields",
        text=QT_TRANSLATE_NOOP("actions", "Embedded data of this list…"),
        icon="columns",
        tip=QT_TRANSLATE_NOOP("actions", "Every field: how full, which values, which spellings"),
    ),
    Action(
        id="contacts.rename-list",
        text=QT_TRANSLATE_NOOP("actions", "Rename this list…"),
        icon="edit",
    ),
    Action(
        id="contacts.list-owner",
        text=QT_TRANSLATE_NOOP("actions", "Owner of this list…"),
        icon="person",
        tip=QT_TRANSLATE_NOOP("actions", "Give the list to another user, or to a group"),
    ),
    Action(
        id="contacts.copy-list",
        text=QT_TRANSLATE_NOOP("actions", "Copy this list to another profile…"),
        icon="copy",
        tip=QT_TRANSLATE_NOOP("actions", "Make it anew in another brand or directory"),
    ),
    Action(
        id="contacts.delete-list",
        text=QT_TRANSLATE_NOOP("actions", "Delete this list…"),
        icon="delete",
        tip=QT_TRANSLATE_NOOP("actions", "Delete the list; its contacts stay in the directory"),
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
        id="contacts.erase",
        text=QT_TRANSLATE_NOOP("actions", "Delete from the directory"),
        icon="delete",
        tip=QT_TRANSLATE_NOOP(
            "actions",
            "Mark the selected contacts to leave the directory, every list and all their links",
        ),
    ),
    Action(
        id="contacts.opt-out-list",
        text=QT_TRANSLATE_NOOP("actions", "Opt out of this list"),
        icon="protected",
        tip=QT_TRANSLATE_NOOP(
            "actions", "Mark the selected contacts as opted out of this list only"
        ),
    ),
    Action(
        id="contacts.opt-out-all",
        text=QT_TRANSLATE_NOOP("actions", "Opt out of everything"),
        icon="protected",
        tip=QT_TRANSLATE_NOOP(
            "actions", "Mark the selected contacts as opted out of the whole directory"
        ),
    ),
    Action(
        id="contacts.change",
        text=QT_TRANSLATE_NOOP("actions", "Change many cells…"),
        icon="changed",
        shortcut="Ctrl+Shift+M",
        tip=QT_TRANSLATE_NOOP("actions", "Set, clear or rewrite a field of many contacts"),
    ),
    Action(
        id="contacts.replace",
        text=QT_TRANSLATE_NOOP("actions", "Find and replace…"),
        icon="search",
        shortcut="Ctrl+H",
    ),
    Action(
        id="contacts.fill-down",
        text=QT_TRANSLATE_NOOP("actions", "Fill down"),
        shortcut="Ctrl+Shift+D",
        tip=QT_TRANSLATE_NOOP("actions", "Copy the first selected row into those below it"),
    ),
    Action(
        id="contacts.clear",
        text=QT_TRANSLATE_NOOP("actions", "Clear these cells"),
        shortcut="Ctrl+Del",
    ),
    Action(
        id="contacts.conflicts",
        text=QT_TRANSLATE_NOOP("actions", "Resolve conflicts…"),
        icon="sort",
        tip=QT_TRANSLATE_NOOP("actions", "Choose between your value and somebody else's"),
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
    "contacts.rename-list",
    "contacts.list-owner",
    "contacts.delete-list",
    "contacts.edit",
    "contacts.remove",
    "contacts.erase",
    "contacts.opt-out-list",
    "contacts.opt-out-all",
    "contacts.change",
    "contacts.replace",
    "contacts.fill-down",
    "contacts.clear",
    "contacts.conflicts",
    "contacts.take-out",
    "contacts.paste",
    "contacts.paste-new",
    "contacts.commit",
)
"""What a read-only profile cannot do."""

CHANGING = (
    *(name for name in WRITING if name not in ("contacts.new-list", "contacts.delete-list")),
    "contacts.discard",
    "contacts.review",
)
"""What cannot be done with a place that is only looked at."""
OF_LISTS = (
    "contacts.add",
    "contacts.import",
    "contacts.paste-new",
    "contacts.remove",
    "contacts.opt-out-list",
    "contacts.rename-list",
    "contacts.list-owner",
    "contacts.delete-list",
)
"""What only a list has: elsewhere nobody can be added, and there is nothing to leave."""
MENU = (
    "refresh",
    "export",
    "copy-list-id",
    "",
    "find-person",
    "hygiene",
    "openings",
    "fields",
    "",
    "new-list",
    "rename-list",
    "list-owner",
    "copy-list",
    "delete-list",
    "",
    "undo",
    "redo",
    "change",
    "replace",
    "conflicts",
    "",
    "detail",
)
"""The menu of the head; "" is a line."""
LIST_MENU = (
    "refresh",
    "import",
    "export",
    "",
    "hygiene",
    "fields",
    "",
    "new-list",
    "rename-list",
    "list-owner",
    "copy-list",
    "copy-list-id",
    "",
    "delete-list",
)
"""The menu of the tree."""
CONTEXT = (
    "edit",
    "change",
    "fill-down",
    "clear",
    "",
    "opt-out-list",
    "opt-out-all",
    "remove",
    "erase",
    "take-out",
    "",
    "paste",
    "paste-new",
    "",
    "copy-email",
    "copy-id",
)
"""The menu of the rows."""

FREE = ("contacts.new-list", "contacts.refresh", "contacts.find-person")
"""What needs no open list."""
