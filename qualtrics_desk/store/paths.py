"""Where the product keeps its files, and with which rights.

Every folder is 0700 and every file 0600: they hold other people's personal data.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.system_refusals import reason_of

HOME_VARIABLE = "QUALTRICS_DESK_HOME"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Home:
    """The folder of one user of this machine (design.md 3, "Files").

    Attributes:
        root: The folder; made on first use.
    """

    root: Path

    @property
    def settings(self) -> Path:
        """`settings.json`."""
        return self.root / "settings.json"

    @property
    def journal(self) -> Path:
        """`journal.db`, one for all profiles."""
        return self.root / "journal.db"

    def staging(self, job: int) -> Path:
        """The staging database of one job; deleted with the job."""
        return private_folder(self.root / "staging") / f"{job}.db"

    def edits(self, profile: str | None, list_id: str) -> Path:
        """The staged edits of one list; kept until they are committed or dropped."""
        name = f"{file_stem(profile or 'default')}.{file_stem(list_id)}"
        return private_folder(self.root / "edits") / f"{name}.db"

    def table(self, profile: str, name: str) -> Path:
        """The table of one kind of things as the service gave them to one profile."""
        folder = private_folder(self.root / "cache" / file_stem(profile))
        return folder / f"{file_stem(name)}.db"

    def saved_surveys(self, profile: str) -> Path:
        """The folder of the surveys of one profile that were saved before they were deleted."""
        return private_folder(self.root / "backups") / file_stem(profile)

    def cache(self, profile: str) -> Path:
        """The cache of one profile."""
        return private_folder(self.root / "cache") / f"{file_stem(profile)}.db"


def open_home() -> Home:
    """Find the user's folder (`QUALTRICS_DESK_HOME` wins) and make it.

    Raises:
        StoreError: When the folder cannot be made.
    """
    moved = os.environ.get(HOME_VARIABLE)
    root = Path(moved) if moved else Path(platformdirs.user_data_dir("qualtrics-desk", False))
    return Home(private_folder(root.expanduser().absolute()))


def file_stem(name: str) -> str:
    """A name as part of a file name; two names never give the same, whatever the alphabet."""
    safe = _UNSAFE.sub("_", name).strip(".") or "default"
    if safe == name:
        return safe
    return f"{safe}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def private_folder(path: Path) -> Path:
    """Make a folder that only its owner can read, and return it.

    Raises:
        StoreError: When it cannot be made.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {path} cannot be used.",
            detail=reason_of(error),
            hint=f"Check its rights, or point {HOME_VARIABLE} to another folder.",
        ) from error
    return path
