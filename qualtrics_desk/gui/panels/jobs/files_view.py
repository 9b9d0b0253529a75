"""The files of a job: the one it read and those it wrote; open, show, copy the path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.theme import set_role
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualtrics_desk.store.journal.jobs import Job

_ICON = 20


class JobFile(NamedTuple):
    """One file.

    Attributes:
        what: What it holds, for a person.
        size: In bytes; None where it is gone.
    """

    path: Path
    what: str
    size: int | None


def files_of(job: Job) -> list[JobFile]:
    """The files of a job; asks the disk."""
    named = {str(kind): Path(path) for kind, path in (job.result or {}).get("files", {}).items()}
    found = [_file(path, _what(kind)) for kind, path in named.items()]
    if job.source:
        found.append(_file(Path(job.source), _tr("The file that was imported")))
    return found


def _file(path: Path, what: str) -> JobFile:
    try:
        return JobFile(path, what, path.stat().st_size)
    except OSError:
        return JobFile(path, what, None)


def _what(kind: str) -> str:
    return {
        "all": _tr("Every row with what became of it"),
        "failed": _tr("Rows that failed, ready to be mended and imported"),
        "succeeded": _tr("Rows that arrived"),
        "links": _tr("Personal links"),
    }.get(kind, kind)


class FilesView(QWidget):
    """One card a file.

    Signals:
        copied: The path of a file is on the clipboard.
    """

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: tuple[JobFile, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 0)
        self._column.setSpacing(8)
        self._column.addStretch()

    def show_files(self, files: Sequence[JobFile]) -> None:
        """Show these files."""
        if self.files == tuple(files):
            return
        self.files = tuple(files)
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, file in enumerate(files):
            self._column.insertWidget(place, self._card(file))

    def open_file(self, file: JobFile) -> None:
        """Open it with the program the system has for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.path)))

    def show_folder(self, file: JobFile) -> None:
        """Open the folder it lies in."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.path.parent)))

    def copy_path(self, file: JobFile) -> None:
        """Put its path on the clipboard."""
        QGuiApplication.clipboard().setText(str(file.path))
        self.copied.emit(file.path.name)

    def _card(self, file: JobFile) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        name, what = ElidedLabel(), ElidedLabel()
        set_role(name, "strong")
        name.setText(file.path.name)
        name.setToolTip(str(file.path))
        set_role(what, "caption")
        size = self.tr("no longer there") if file.size is None else words.file_size(file.size)
        what.setText(f"{file.what} · {size}")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(name)
        texts.addWidget(what)
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(4)
        picture = Picture(name="file", tone="muted", size=_ICON)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)
        row.addLayout(texts, 1)
        is_there = file.size is not None
        for name_, text, act, enabled in (
            ("open-external", self.tr("Open {0}"), self.open_file, is_there),
            ("folder-open", self.tr("Show {0} in its folder"), self.show_folder, True),
            ("copy", self.tr("Copy the path of {0}"), self.copy_path, True),
        ):
            row.addWidget(self._button(name_, text.format(file.path.name), act, file, enabled))
        return card

    def _button(
        self,
        picture: str,
        text: str,
        act: Callable[[JobFile], None],
        file: JobFile,
        enabled: bool,
    ) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture, "muted"))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setEnabled(enabled)
        button.clicked.connect(lambda: act(file))
        return button


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
