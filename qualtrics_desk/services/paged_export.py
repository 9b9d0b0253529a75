"""Walking a collection into a part file, so that a killed export goes on where it ended."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from qualtrics_desk.domain.errors import InvalidRequest, JobStopped, NotFound, UsageError
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.store.part_file import PartFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from qualtrics_desk.api.client import Client
    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.records import Record
    from qualtrics_desk.api.requests import Request

Item = TypeVar("Item", bound="Record | dict[str, Any]")


def part_path(out: Path) -> Path:
    """The part file beside an output file."""
    return out.with_name(out.name + ".part")


def require_target(out: Path) -> None:
    """Refuse a target that could not be written, before anything is read.

    Raises:
        UsageError: When its folder is not there, or it is a folder itself.
    """
    if not out.parent.is_dir():
        raise UsageError(f"There is no folder {out.parent}.")
    if out.is_dir():
        raise UsageError(f"{out} is a folder.", hint="Name a file in it.")


def open_part(out: Path, header: Mapping[str, Any]) -> PartFile:
    """Open the part file of an export.

    Raises:
        StoreError: When it belongs to another export.
        JobBusy: When another process writes it.
    """
    return PartFile(part_path(out), header)


def stopped(part: PartFile) -> JobStopped:
    """What to say when an export ends before its end, as wished."""
    return JobStopped(
        "The export was stopped.",
        detail=f"What was read is kept in {part.path.name}.",
        hint="Run the same command again to go on from there.",
    )


async def fetch(
    client: Client,
    request: Request[Page[Item]],
    part: PartFile,
    phase: str,
    total: int | None,
    *,
    stop: Stop,
    report: Report,
    looks: Sequence[float] = (),
    take: Callable[[list[dict[str, Any]]], None] | None = None,
) -> list[str]:
    """Fetch the pages that the part file lacks; returns what was odd about them.

    Args:
        client: The client.
        request: The collection.
        part: Where the pages go.
        phase: What is being done, for the progress.
        total: How many things there are, as far as it is known.
        stop: The wish to stop.
        report: Told how far it is.
        looks: Seconds between looks at a collection that is empty, because it may be too fresh to
            be shown (F.90).
        take: Given each page once it is kept, in the thread that kept it.

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
    try:
        for wait in (*looks, None):
            async for page in client.pages(request, resume_from=resumed):
                if wait is not None and part.pages == 0 and page.next is None and not page.items:
                    report(Progress(phase, note="there is nothing yet"))
                    break
                # The next page is on its way while this one goes to the disk.
                items = [item if isinstance(item, dict) else item.raw for item in page.items]
                await asyncio.to_thread(_keep, part, page.next, items, take)
                done += len(items)
                if page.warning:
                    warnings.append(page.warning)
                report(Progress(phase, done, total))
                if page.next is not None and stop.requested:
                    raise stopped(part)
            if part.is_complete or wait is None:
                break
            await _wait(stop, wait, part)
    except (InvalidRequest, NotFound) as error:
        if resumed is not None and part.position == resumed:
            error.hint = (
                f"Positions live seven days. Delete {part.path.name} to start from the beginning."
            )
        raise
    return warnings


def _keep(
    part: PartFile,
    position: str | None,
    items: list[dict[str, Any]],
    take: Callable[[list[dict[str, Any]]], None] | None,
) -> None:
    part.append(position, items)
    if take is not None:
        take(items)


async def _wait(stop: Stop, seconds: float, part: PartFile) -> None:
    try:
        await stop.wait(seconds)
    except JobStopped as error:
        raise stopped(part) from error
