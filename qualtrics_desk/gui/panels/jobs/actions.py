"""What can be done in the room of jobs."""

from __future__ import annotations

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP

ACTIONS = (
    Action(
        id="jobs.resume",
        text=QT_TRANSLATE_NOOP("actions", "Go on with job"),
        icon="resume",
        shortcut="Ctrl+Return",
        tip=QT_TRANSLATE_NOOP("actions", "Go on where the job ended; nothing is sent twice"),
    ),
    Action(
        id="jobs.retry",
        text=QT_TRANSLATE_NOOP("actions", "Retry failures…"),
        icon="retry",
        shortcut="Ctrl+R",
        tip=QT_TRANSLATE_NOOP("actions", "Plan the failed rows again; you see the plan first"),
    ),
    Action(
        id="jobs.undo",
        text=QT_TRANSLATE_NOOP("actions", "Undo job…"),
        icon="undo",
        shortcut="Ctrl+Z",
        tip=QT_TRANSLATE_NOOP("actions", "Take back what the job did; you see the plan first"),
    ),
    Action(
        id="jobs.discard",
        text=QT_TRANSLATE_NOOP("actions", "Discard plan…"),
        icon="delete",
        shortcut="Del",
        tip=QT_TRANSLATE_NOOP("actions", "Forget a job of which nothing was sent"),
    ),
    Action(
        id="jobs.pause",
        text=QT_TRANSLATE_NOOP("actions", "Pause job"),
        icon="pause",
        tip=QT_TRANSLATE_NOOP("actions", "Wait for what was sent and send nothing more"),
    ),
    Action(
        id="jobs.rerun",
        text=QT_TRANSLATE_NOOP("actions", "Run again…"),
        icon="retry",
        tip=QT_TRANSLATE_NOOP("actions", "Import the same file in the same way, step by step"),
    ),
    Action(
        id="jobs.cancel",
        text=QT_TRANSLATE_NOOP("actions", "Cancel the rest of the job…"),
        icon="stop",
        tip=QT_TRANSLATE_NOOP("actions", "Skip the rows that were not sent and end the job"),
    ),
    Action(
        id="jobs.keep_usual",
        text=QT_TRANSLATE_NOOP("actions", "Keep as long as the settings say"),
        tip=QT_TRANSLATE_NOOP("actions", "The job is forgotten with the others of its age"),
    ),
    Action(
        id="jobs.keep_always",
        text=QT_TRANSLATE_NOOP("actions", "Keep until it is wiped"),
        tip=QT_TRANSLATE_NOOP("actions", "The job and its old values stay, however old they are"),
    ),
    Action(
        id="jobs.keep_never",
        text=QT_TRANSLATE_NOOP("actions", "Do not keep"),
        tip=QT_TRANSLATE_NOOP("actions", "The job is forgotten when the program is closed"),
    ),
    Action(
        id="jobs.wipe",
        text=QT_TRANSLATE_NOOP("actions", "Wipe job…"),
        icon="delete",
        tip=QT_TRANSLATE_NOOP("actions", "Delete everything that this machine keeps of the job"),
    ),
    Action(
        id="jobs.wipe_all",
        text=QT_TRANSLATE_NOOP("actions", "Wipe all jobs…"),
        icon="delete",
        tip=QT_TRANSLATE_NOOP("actions", "Delete everything that this machine keeps of all jobs"),
    ),
    Action(
        id="jobs.export",
        text=QT_TRANSLATE_NOOP("actions", "Export rows…"),
        icon="export",
        shortcut="Ctrl+Shift+E",
        tip=QT_TRANSLATE_NOOP("actions", "Write the rows of the job that are shown to a file"),
    ),
    Action(
        id="jobs.copy_problem",
        text=QT_TRANSLATE_NOOP("actions", "Copy the job's problem"),
        icon="copy",
        tip=QT_TRANSLATE_NOOP("actions", "Copy what happened with the request id"),
    ),
    Action(
        id="jobs.find",
        text=QT_TRANSLATE_NOOP("actions", "Find a job"),
        icon="search",
        shortcut="Ctrl+F",
    ),
    Action(
        id="jobs.refresh",
        text=QT_TRANSLATE_NOOP("actions", "Refresh jobs"),
        icon="refresh",
        shortcut="F5",
        tip=QT_TRANSLATE_NOOP("actions", "Read the journal of this machine anew"),
    ),
)
