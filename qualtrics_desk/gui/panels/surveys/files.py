"""What is written and shown of surveys: code books, QSF files, backups, differences."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_folder, ask_save_file, shown
from qualtrics_desk.gui.folders import documents_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.gui.panels.surveys.survey_rows import SurveyRow


class Files(QObject):
    """Connects the actions that read the surveys that are selected.

    Args:
        panel: The room.
        selected: The surveys that are selected, the current one first.
    """

    def __init__(self, panel: Panel, selected: Callable[[], Sequence[SurveyRow]]) -> None:
        super().__init__(panel)
        self._panel, self._desk, self._selected = panel, panel.desk, selected
        for name, deed in (
            ("compare", self.compare),
            ("codebook", self._codebook),
            ("export_qsf", self._export_qsf),
            ("backup", self._backup),
            ("read_all", self.read_all),
        ):
            panel.actions_.connect_to(f"surveys.{name}", self._starter(deed))

    def _starter(self, deed: Callable[[], Coroutine[None, None, object]]) -> Callable[[], object]:
        return lambda: self._panel.tasks.start(deed(), key="files")

    async def _codebook(self) -> None:
        from qualtrics_desk.services.background.messages import WriteCodebook
        from qualtrics_desk.services.definitions.codebook import CodebookWritten

        surveys = self._selected()
        name = self.tr("Code book of {0}").format(
            _file_name(surveys[0].title) if len(surveys) == 1 else words.surveys(len(surveys))
        )
        path = await self.ask_sheet(self.tr("Write code book"), name)
        if path is None:
            return
        request = WriteCodebook(surveys=[one.id for one in surveys], path=str(path))
        done = await self._desk.run(self.tr("Writing the code book"), request, CodebookWritten)
        said = self.tr("Wrote {0} of {1}.").format(
            words.rows(done.rows), words.surveys(done.surveys)
        )
        self._tell_written(said, done.refused, path)

    async def _export_qsf(self) -> None:
        from qualtrics_desk.services.background.messages import ExportQsf
        from qualtrics_desk.services.definitions.documents import QsfExport

        folder = await ask_folder(self._panel, self.tr("Folder of the QSF files"))
        if folder is None:
            return
        request = ExportQsf(surveys=[one.id for one in self._selected()], folder=str(folder))
        done = await self._desk.run(self.tr("Writing QSF files"), request, QsfExport)
        said = self.tr("Wrote {0} and a manifest.").format(words.files(done.surveys))
        self._tell_written(said, done.refused, folder)

    async def _backup(self) -> None:
        from qualtrics_desk.services.background.messages import BackUpSurveys
        from qualtrics_desk.services.definitions.backup import BackupDone

        surveys = self._selected()
        folder = await ask_folder(
            self._panel, self.tr("Folder of the backups of {0}").format(words.surveys(len(surveys)))
        )
        if folder is None:
            return
        request = BackUpSurveys(surveys=[one.id for one in surveys], folder=str(folder))
        done = await self._desk.run(self.tr("Backing up surveys"), request, BackupDone)
        said = self.tr("Saved: {0} new, {1} changed, {2} as before.").format(
            words.number(done.new), words.number(done.changed), words.number(done.same)
        )
        self._tell_written(said, done.refused, folder)

    async def ask_sheet(self, title: str, name: str) -> Path | None:
        """Let the person say where a sheet goes."""
        return await ask_save_file(
            self._panel,
            title,
            documents_folder() / f"{name}.xlsx",
            self.tr("Excel (*.xlsx);;CSV (*.csv)"),
            "xlsx",
        )

    async def write_found(self, name: str, write: Callable[[Path], int]) -> None:
        """Write what a search found."""
        path = await self.ask_sheet(name, name)
        if path is not None:
            rows = await asyncio.to_thread(write, path)
            self._tell_written(self.tr("Wrote {0}.").format(words.rows(rows)), (), path)

    def _tell_written(self, said: str, refused: Sequence[str], place: Path) -> None:
        if refused:
            said += " " + self.tr("Not readable for your user: {0}.").format(
                words.surveys(len(refused))
            )
        self._desk.tell(said, self.tr("Open folder"), lambda: _open_folder(place))

    async def compare(self, version: str = "") -> None:
        """Show what differs between two states, or the two surveys that are selected."""
        from qualtrics_desk.gui.panels.surveys.comparison_dialog import ComparisonDialog

        surveys = self._selected()[:1] if version else self._selected()
        if surveys:
            await shown(ComparisonDialog(self._panel, self._desk, surveys, version))

    async def read_all(self) -> None:
        """Read what is not known or stale, so that a search finds all of it."""
        from qualtrics_desk.services.background.messages import ReadDefinitions
        from qualtrics_desk.services.definitions.keeping import DefinitionsRead

        title = self.tr("Reading all surveys")
        # The list is the one that is shown: were it read anew, its rows would not be known here.
        request = ReadDefinitions(is_listed=True)
        done = await self._desk.run(title, request, DefinitionsRead)
        said = self.tr("{0} can be searched.").format(
            words.surveys(done.surveys - len(done.refused))
        )
        if done.refused:
            said += " " + self.tr("Not readable for your user: {0}.").format(
                words.surveys(len(done.refused))
            )
        self._desk.tell(said)


def _file_name(title: str) -> str:
    return "".join(letter for letter in title if letter.isalnum() or letter in " -_,.()")[:80]


def _open_folder(place: Path) -> None:
    folder = place if place.is_dir() else place.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
