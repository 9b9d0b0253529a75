"""Which folder is proposed for a file: one that is there, as not every account has them all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents_folder() -> Path:
    """Where documents are kept."""
    return _place(QStandardPaths.StandardLocation.DocumentsLocation)


def downloads_folder() -> Path:
    """Where downloads go."""
    return _place(QStandardPaths.StandardLocation.DownloadLocation)


def there_or_home(folder: Path) -> Path:
    """The folder, or the home folder where it is not there."""
    try:
        is_there = folder.is_dir()
    except OSError:
        is_there = False
    return folder if is_there else Path.home()


def _place(where: QStandardPaths.StandardLocation) -> Path:
    named = QStandardPaths.writableLocation(where)
    # An empty name would be the folder the program was started in.
    return there_or_home(Path(named)) if named else Path.home()
