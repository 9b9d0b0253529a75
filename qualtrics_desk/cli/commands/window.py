"""Commands that only explain themselves: what needs a window, and a misplaced `sandbox serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop


async def window(arguments: Namespace, _output: Output, _stop: Stop) -> int:
    """Say that this version has no window yet."""
    if arguments.sandbox:
        what, hint = (
            "The window on the sandbox is not part of this version yet.",
            "`qualtrics-desk sandbox serve` starts the sandbox for the command line.",
        )
    else:
        what, hint = (
            "This version has no window yet; it works from the command line.",
            "`qualtrics-desk --help` shows the commands.",
        )
    raise UsageError(what, hint=hint)


async def tour(_arguments: Namespace, _output: Output, _stop: Stop) -> int:
    """Say that there is no window that could be toured."""
    raise UsageError(
        "The tour plays in the window, and this version has no window yet.",
        hint="`make demo` plays the main job on the command line.",
    )


async def misplaced_serve(_arguments: Namespace, _output: Output, _stop: Stop) -> int:
    """Say how the sandbox is started; the entry point starts it where the words stand first."""
    raise UsageError(
        "The sandbox takes no options before its name.",
        hint="Write `qualtrics-desk sandbox serve …`.",
    )
