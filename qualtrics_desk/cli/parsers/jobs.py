"""`jobs …`: the history, and what can still be done about a job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands import jobs

if TYPE_CHECKING:
    from qualtrics_desk.cli.parsers.group import Group


def add_jobs(group: Group) -> None:
    """`jobs …`."""
    group.leaf("list", "the newest jobs first", jobs.list_)
    show = group.leaf("show", "one job", jobs.show)
    show.add_argument("job", type=int, metavar="ID")
    resume = group.job("resume", "go on with a job that was stopped", jobs.resume)
    resume.add_argument("job", type=int, metavar="ID")
    resume.add_argument("--yes", action="store_true", help="send without asking")
    retry = group.job("retry", "send the failed rows of a job again", jobs.retry)
    retry.add_argument("job", type=int, metavar="ID")
    retry.add_argument("--yes", action="store_true", help="send without asking")
    retry.add_argument(
        "--unknown", action="store_true", help="also rows of which nobody can tell what became"
    )
    cancel = group.job("cancel", "send nothing more of a job and settle it", jobs.cancel)
    cancel.add_argument("job", type=int, metavar="ID")
    keep = group.leaf("keep", "say how long a job stays in the history", jobs.keep)
    keep.add_argument("job", type=int, metavar="ID")
    keep.add_argument(
        "how",
        choices=("always", "usual", "never"),
        nargs="?",
        default="always",
        metavar="HOW",
        help="always, usual (as long as the settings say) or never (until it has ended)",
    )
    wipe = group.leaf("wipe", "forget jobs with all of their files in this program", jobs.wipe)
    wipe.add_argument("job", type=int, metavar="ID", nargs="?")
    wipe.add_argument("--all", action="store_true", help="every job that is not under way")
    wipe.add_argument("--yes", action="store_true", help="without asking")
    wipe.add_argument(
        "--results", action="store_true", help="delete the result files they wrote, too"
    )
    undo = group.job("undo", "take back what a job did", jobs.undo)
    undo.add_argument("job", type=int, metavar="ID")
    undo.add_argument("--yes", action="store_true", help="send without asking")
    undo.add_argument(
        "--results", type=Path, metavar="DIR", help="folder for files with what became of each row"
    )
