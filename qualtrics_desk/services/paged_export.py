"""Walking a collection into a part file, so that a killed export goes on where it ended."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from qualtrics_desk.domain.errors import InvalidRequest, NotFound
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.store.part_file import PartFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qualtrics_desk.api.client import Client
    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.records import Record
    from qualtrics_desk.api.requests import Request

Item = TypeVar("Item", bound="Record")


def part_path(out: Path) -> Path:
    """The part file beside an output file."""
    return out.with_name(out.name + ".part")


def open_part(out: Path, header: Mapping[str, Any]) -> PartFile:
    """Open the part file of an export.

    Raises:
        StoreError: When it belongs to another export.
        JobBusy: When another process writes it.
    """
    return PartFile(part_path(out), header)


async def fetch(
    client: Client,
    request: Request[Page[Item]],
    part: PartFile,
    phase: str,
    total: int | None,
    *,
    stop: Stop,
    report: Report,
) -> list[str]:
    """Fetch the pages that the part file lacks; returns what was odd about them.

    Raises:
        ApiError: When a page cannot be fetched; the pages before it are kept.
        JobStopped: On wish.
    """
    if part.is_complete:
        return []
    resumed = part.position
    done = sum(len(page.items) for page in part) if resumed else 0
    warnings: list[str] = []
    report(Progress(phase, done, total, note="going on from the last page" if resumed else ""))
    pages = client.pages(request, resume_from=resumed)
    try:
        async for page in pages:
            # The next page is on its way while this one goes to the disk.
            items = [item.raw for item in page.items]
            await asyncio.to_thread(part.append, page.next, items)
            done += len(items)
            if page.warning:
                warnings.append(page.warning)
            report(Progress(phase, done, total))
            if page.next is not None:
                stop.check()
    except (InvalidRequest, NotFound) as error:
        if resumed is not None and part.position == resumed:
            error.hint = (
                f"Positions live seven days. Delete {part.path.name} to start from the beginning."
            )
        raise
    return warnings
