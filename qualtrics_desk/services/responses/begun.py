"""What is known of an export that has begun: one line beside the file it will become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from qualtrics_desk.store.part_file import PartFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType


class Begun:
    """An export between its start and its end; one process has it at a time.

    Attributes:
        download: Where the service's file is fetched to.
        progress_id: The job at the service, or None where none is known to be under way.
    """

    def __init__(self, part: PartFile, download: Path) -> None:
        self._part = part
        self.download = download
        self.progress_id: str | None = None
        for page in part:
            self.progress_id = page.position or None

    @classmethod
    def open(cls, out: Path, what: Mapping[str, Any]) -> Begun:
        """Take up what has begun, or begin.

        Args:
            out: The file to be made.
            what: All that makes this export another one than others.

        Raises:
            StoreError: When another export was begun for the same file.
            JobBusy: When another process makes it.
        """
        part = PartFile(out.with_name(out.name + ".part"), {"export": "responses", **what})
        try:
            return cls(part, out.with_name(out.name + ".download"))
        except BaseException:
            part.close()
            raise

    def keep(self, progress_id: str) -> None:
        """The service has begun; on the disk when this returns."""
        self._part.append(progress_id, [])
        self.progress_id = progress_id

    def forget(self) -> None:
        """The service does not know it any more."""
        self._part.append("", [])
        self.progress_id = None

    def finish(self) -> None:
        """The file is where it belongs."""
        self.download.unlink(missing_ok=True)
        self._part.delete()

    def __enter__(self) -> Self:
        """The export itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave it for the next run; one with nothing under way leaves nothing."""
        self.download.unlink(missing_ok=True)
        if error is not None and self.progress_id is None:
            self._part.delete()
        self._part.close()
