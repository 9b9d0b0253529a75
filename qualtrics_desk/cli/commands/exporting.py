"""What all exports say when they end before their end."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import ApiError, InvalidRequest, NotFound
from qualtrics_desk.services.paged_export import part_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qualtrics_desk.cli.output import Output


@contextmanager
def exported(out: Path, output: Output) -> Iterator[None]:
    """Say how to go on, where something was kept."""
    kept = part_path(out)
    try:
        yield
    except (ApiError, asyncio.CancelledError) as error:
        # After these two the position itself is no good, and the error says what to do.
        if kept.exists() and not isinstance(error, (InvalidRequest, NotFound)):
            output.warn(
                f"What was read is kept in {kept.name}:"
                " run the same command again to go on from there."
            )
        raise
