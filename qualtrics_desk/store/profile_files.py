"""The files that are kept for a profile: what was read, staged changes, and saved surveys.

What was read can be read again. A survey that was saved before it was deleted cannot: its copy here
may be the only one there is.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.store.database import delete_database
from qualtrics_desk.store.paths import file_stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from qualtrics_desk.store.paths import Home

_SUFFIXES = ("", "-wal", "-shm", "-journal")


class Contents(NamedTuple):
    """What is kept on this machine for a profile.

    Attributes:
        tables: How many tables of surveys, contacts and links.
        size: Bytes on the disk.
        edits: In how many lists changes wait that were not sent.
        saved: Surveys that were saved before they were deleted.
    """

    tables: int
    size: int
    edits: int
    saved: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.tables or self.edits or self.saved)


class ProfileFiles:
    """The files of one profile; nothing may have them open while they are moved or deleted."""

    def __init__(self, home: Home, name: str) -> None:
        self._home = home
        self._name = name

    def contents(self) -> Contents:
        """What there is."""
        cached, staged = list(self._cached()), list(self._staged())
        return Contents(
            len(cached),
            sum(map(_size, [*cached, *staged])),
            len(staged),
            sum(1 for survey in (self._saved() / "surveys").glob("*") if any(survey.iterdir())),
        )

    def delete(self, *, edits: bool, saved: bool = False) -> Contents:
        """Delete what was read, which can be read again.

        Args:
            edits: Also staged changes.
            saved: Also the surveys that were saved before they were deleted.

        Returns:
            What was deleted.

        Raises:
            StoreError: When a file cannot be removed.
        """
        before = self.contents()
        for path in [*self._cached(), *(self._staged() if edits else ())]:
            _unless_refused(path, delete_database)
        folder = self._folder()
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        if saved and self._saved().exists():
            _unless_refused(self._saved(), shutil.rmtree)
        after = self.contents()
        return Contents(*(was - now for was, now in zip(before, after, strict=True)))

    def move_to(self, name: str) -> None:
        """Let what cannot be read again follow a profile that is renamed, and drop the rest.

        Raises:
            StoreError: When a file cannot be moved.
        """
        if file_stem(name) == file_stem(self._name):
            return
        for path in list(self._staged()):
            list_id = path.stem.removeprefix(f"{file_stem(self._name)}.")
            _unless_refused(path, _mover(self._home.edits(name, list_id)))
        if self._saved().exists():
            _unless_refused(self._saved(), _merger(self._home.saved_surveys(name)))
        self.delete(edits=False)

    def _cached(self) -> Iterator[Path]:
        cache = self._home.cache(self._name)
        if cache.exists():
            yield cache
        folder = self._folder()
        if folder.is_dir():
            yield from sorted(folder.glob("*.db"))

    def _staged(self) -> Iterator[Path]:
        folder = self._home.root / "edits"
        if folder.is_dir():
            form = re.compile(rf"{re.escape(file_stem(self._name))}\.[A-Z]+_\w+\.db")
            yield from sorted(path for path in folder.glob("*.db") if form.fullmatch(path.name))

    def _saved(self) -> Path:
        return self._home.saved_surveys(self._name)

    def _folder(self) -> Path:
        return self._home.cache(self._name).parent / file_stem(self._name)


def _mover(target: Path) -> Callable[[Path], None]:
    def move(path: Path) -> None:
        for suffix in _SUFFIXES:
            side = path.with_name(path.name + suffix)
            if side.exists():
                side.replace(target.with_name(target.name + suffix))

    return move


def _merger(target: Path) -> Callable[[Path], None]:
    """Moves a folder to where another one may be: a deleted profile of that name left it."""

    def move(folder: Path) -> None:
        for path in [path for path in folder.rglob("*") if path.is_file()]:
            place = target / path.relative_to(folder)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.replace(place)
        shutil.rmtree(folder)

    return move


def _size(path: Path) -> int:
    sides = (path.with_name(path.name + suffix) for suffix in _SUFFIXES)
    return sum(side.stat().st_size for side in sides if side.exists())


def _unless_refused(path: Path, act: Callable[[Path], None]) -> None:
    try:
        act(path)
    except OSError as error:
        raise StoreError(
            f"{path.name} could not be moved or removed.",
            detail=reason_of(error),
            hint="Close other windows of Qualtrics Desk and try again.",
        ) from error
