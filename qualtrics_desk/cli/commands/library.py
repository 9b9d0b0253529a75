"""`graphics upload`, `graphics delete`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands.areas import agree
from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.domain.dates import to_service
from qualtrics_desk.services.areas import library, writing

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop


async def upload(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Put pictures into a library, one after the other."""
    async with session_of(arguments, output) as session:
        require_writable(session)
        made = []
        for file in arguments.files:
            stop.check()
            moment = to_service(datetime.now(UTC))
            made.append(await library.upload_graphic(session, arguments.of, file, uploaded=moment))
        output.items(made, (("id", "Id"), ("name", "Name")))
    return Exit.DONE


async def delete_graphic(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Delete a picture; mails and surveys that show it show a gap then."""
    async with session_of(arguments, output) as session:
        require_writable(session)
        agree(
            arguments,
            output,
            f"Delete the graphic {arguments.thing} for good? Whatever shows it shows a gap then.",
        )
        gone = await writing.delete_thing(session, library.GRAPHICS, arguments.thing, arguments.of)
        text = f"Deleted {arguments.thing}." if gone else "It was gone already."
        output.document({"id": arguments.thing, "deleted": gone}, text)
    return Exit.DONE
