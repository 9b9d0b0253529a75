"""`whoami`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.exits import Exit

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop


async def whoami(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Say who the token belongs to: the test of a connection."""
    async with session_of(arguments, output) as session:
        me = await session.me()
        name = " ".join(part for part in (me.first_name, me.last_name) if part)
        output.document(
            me.raw,
            f"{name or me.user_name} ({me.user_id}), brand {me.brand_id},"
            f" data centre {me.datacenter or 'not said'}",
        )
    return Exit.DONE
