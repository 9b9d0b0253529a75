"""`events topics`, `events decode`, `events listen`."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

from qualtrics_desk.cli.commands.areas import read_text
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import facts
from qualtrics_desk.domain.dates import to_service
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.services.areas.subscriptions import TOPICS
from qualtrics_desk.services.areas.workbench import Listener, Verdict, read_delivery

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.areas.workbench import Delivery
    from qualtrics_desk.services.engine.progress import Stop


async def topics(_arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Say which topics are known."""
    found = [
        {"topic": topic.start + (".SV_…" if topic.of_survey else ""), "what": topic.title}
        for topic in TOPICS
    ]
    output.items(found, (("topic", "Topic"), ("what", "What happens")))
    return Exit.DONE


async def decode(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Read a message that was delivered; one that cannot be read, or does not verify, says so."""
    body = await asyncio.to_thread(_bytes, arguments.file)
    found = read_delivery(body, key=await _key(arguments))
    _show(output, found)
    is_bad = bool(found.problem) or found.verdict is Verdict.BAD
    return Exit.ROWS_FAILED if is_bad else Exit.DONE


async def listen(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Show what arrives until Ctrl+C, or until enough has."""
    arrived: asyncio.Queue[Delivery] = asyncio.Queue()
    listener = Listener(arrived.put_nowait, await _key(arguments))
    await listener.start(arguments.port)
    output.warn(
        f"Listening on {listener.address}. The service reaches it through a tunnel of your own."
    )
    shown = 0
    try:
        while not stop.requested and shown != arguments.count:
            try:
                delivery = await asyncio.wait_for(arrived.get(), 0.2)
            except TimeoutError:
                continue
            _show(output, delivery)
            shown += 1
    finally:
        await listener.stop()
    return Exit.DONE


def _show(output: Output, delivery: Delivery) -> None:
    document: dict[str, Any] = {
        "at": to_service(delivery.at),
        "fields": dict(delivery.fields),
        "message": delivery.message,
        "signature": delivery.verdict.value,
        "way": delivery.way,
        "problem": delivery.problem,
    }
    lines = [("At", to_service(delivery.at)), *delivery.fields]
    lines += [("Signature", " · ".join(filter(None, (delivery.verdict, delivery.way))))]
    lines += [("Problem", delivery.problem)]
    output.document(document, facts(lines) + "\n")


def _bytes(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read.", detail=reason_of(error)) from error


async def _key(arguments: Namespace) -> str:
    if arguments.shared_key_file is None:
        return ""
    return (await asyncio.to_thread(read_text, arguments.shared_key_file)).strip()
