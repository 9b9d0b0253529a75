"""What is no command: the window, the tour and `sandbox serve` are chosen by the entry point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop


async def misplaced(_arguments: Namespace, _output: Output, _stop: Stop) -> int:
    """Say how these are started; the entry point starts them where their words stand first."""
    raise UsageError(
        "The window, the tour and the sandbox take no options before their names.",
        hint="Write `qualtrics-desk`, `qualtrics-desk --sandbox`, `qualtrics-desk tour --out DIR`"
        " or `qualtrics-desk sandbox serve …`.",
    )
