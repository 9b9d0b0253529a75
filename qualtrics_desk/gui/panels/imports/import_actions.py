"""The table of actions of the import."""

from __future__ import annotations

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP

ACTIONS = (
    Action(
        id="imports.open",
        text=QT_TRANSLATE_NOOP("actions", "Open a file…"),
        icon="folder-open",
        shortcut="Ctrl+O",
        tip=QT_TRANSLATE_NOOP("actions", "Open a CSV, text or Excel file of contacts"),
    ),
    Action(
        id="imports.paste",
        text=QT_TRANSLATE_NOOP("actions", "Paste rows"),
        icon="copy",
        shortcut="Ctrl+V",
        tip=QT_TRANSLATE_NOOP("actions", "Take rows that you copied in your spreadsheet"),
    ),
    Action(
        id="imports.next",
        text=QT_TRANSLATE_NOOP("actions", "Next step"),
        shortcut="Alt+Right",
        tip=QT_TRANSLATE_NOOP("actions", "Go on to the next step"),
    ),
    Action(
        id="imports.back",
        text=QT_TRANSLATE_NOOP("actions", "Back"),
        shortcut="Alt+Left",
        tip=QT_TRANSLATE_NOOP("actions", "Go back a step; everything you chose is kept"),
    ),
    Action(
        id="imports.map_again",
        text=QT_TRANSLATE_NOOP("actions", "Propose again"),
        icon="retry",
        tip=QT_TRANSLATE_NOOP("actions", "Forget what you chose and map every column anew"),
    ),
    Action(
        id="imports.load_recipe",
        text=QT_TRANSLATE_NOOP("actions", "Load recipe…"),
        icon="recipe",
        shortcut="Ctrl+Shift+O",
        tip=QT_TRANSLATE_NOOP("actions", "Use mapping, key and rules that you saved before"),
    ),
    Action(
        id="imports.save_recipe",
        text=QT_TRANSLATE_NOOP("actions", "Save as recipe…"),
        icon="save",
        shortcut="Ctrl+S",
        tip=QT_TRANSLATE_NOOP("actions", "Keep mapping, key and rules for the next file"),
    ),
    Action(
        id="imports.export_plan",
        text=QT_TRANSLATE_NOOP("actions", "Export plan…"),
        icon="export",
        shortcut="Ctrl+Shift+E",
        tip=QT_TRANSLATE_NOOP("actions", "Write what is shown of the plan to a file"),
    ),
    Action(
        id="imports.take_out",
        text=QT_TRANSLATE_NOOP("actions", "Take out of the plan"),
        icon="skip",
        shortcut="Del",
        tip=QT_TRANSLATE_NOOP("actions", "The selected rows are not sent"),
    ),
    Action(
        id="imports.put_back",
        text=QT_TRANSLATE_NOOP("actions", "Put back into the plan"),
        icon="undo",
        tip=QT_TRANSLATE_NOOP("actions", "The selected rows that were taken out are sent again"),
    ),
    Action(
        id="imports.leave_invalid",
        text=QT_TRANSLATE_NOOP("actions", "Go on without them"),
        icon="skip",
        shortcut="Ctrl+Shift+Right",
        tip=QT_TRANSLATE_NOOP(
            "actions", "The rows that cannot be sent end in the failed file; see the plan"
        ),
    ),
    Action(
        id="imports.unmend",
        text=QT_TRANSLATE_NOOP("actions", "Take mended cells back"),
        icon="undo",
        tip=QT_TRANSLATE_NOOP("actions", "The selected rows, or all, read as the file does again"),
    ),
    Action(
        id="imports.let_count",
        text=QT_TRANSLATE_NOOP("actions", "Let this row count"),
        icon="check",
        tip=QT_TRANSLATE_NOOP(
            "actions", "The other rows of the same person are taken out of the plan"
        ),
    ),
    Action(
        id="imports.stop",
        text=QT_TRANSLATE_NOOP("actions", "Stop checking"),
        icon="stop",
        tip=QT_TRANSLATE_NOOP("actions", "Nothing was sent; everything you chose is kept"),
    ),
    Action(
        id="imports.pause",
        text=QT_TRANSLATE_NOOP("actions", "Pause"),
        icon="pause",
        tip=QT_TRANSLATE_NOOP(
            "actions", "Wait for requests under way, send no more; it can be gone on with"
        ),
    ),
    Action(
        id="imports.cancel",
        text=QT_TRANSLATE_NOOP("actions", "Cancel the rest…"),
        icon="stop",
        tip=QT_TRANSLATE_NOOP(
            "actions", "End the import: rows that were not sent are skipped, what was sent stays"
        ),
    ),
    Action(
        id="imports.retry",
        text=QT_TRANSLATE_NOOP("actions", "Retry failures…"),
        icon="retry",
        tip=QT_TRANSLATE_NOOP("actions", "Plan the failed rows again, as an import of its own"),
    ),
    Action(
        id="imports.undo",
        text=QT_TRANSLATE_NOOP("actions", "Undo this import…"),
        icon="undo",
        tip=QT_TRANSLATE_NOOP("actions", "Plan to take back what this import did"),
    ),
    Action(
        id="imports.links",
        text=QT_TRANSLATE_NOOP("actions", "Generate links for this list…"),
        icon="links",
        tip=QT_TRANSLATE_NOOP("actions", "Make personal links for the people of this list"),
    ),
    Action(
        id="imports.contacts",
        text=QT_TRANSLATE_NOOP("actions", "Show the list"),
        icon="contacts",
        tip=QT_TRANSLATE_NOOP("actions", "See the contacts of this list"),
    ),
    Action(
        id="imports.open_results",
        text=QT_TRANSLATE_NOOP("actions", "Open results"),
        icon="open-external",
        tip=QT_TRANSLATE_NOOP("actions", "Open the file with all rows and their outcomes"),
    ),
    Action(
        id="imports.open_failed",
        text=QT_TRANSLATE_NOOP("actions", "Open failed rows"),
        icon="error",
        tip=QT_TRANSLATE_NOOP("actions", "Open the file with the rows that failed"),
    ),
    Action(
        id="imports.show_folder",
        text=QT_TRANSLATE_NOOP("actions", "Show in folder"),
        icon="folder",
        tip=QT_TRANSLATE_NOOP("actions", "Open the folder of the result files"),
    ),
    Action(
        id="imports.another",
        text=QT_TRANSLATE_NOOP("actions", "Import another file"),
        icon="add",
        shortcut="Ctrl+N",
        tip=QT_TRANSLATE_NOOP("actions", "Begin anew; what was imported stays in Jobs"),
    ),
)
