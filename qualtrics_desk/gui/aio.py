"""The one bridge between coroutines and widgets: scopes that own tasks, dialogs to wait for.

No nested event loop anywhere: an `exec()` inside a coroutine loses the other tasks for good
(measured; qasync issues 59 and 82), so a dialog is opened and its end awaited.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QDialog, QFileDialog

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui.folders import there_or_home

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Hashable

    from PySide6.QtWidgets import QWidget

T = TypeVar("T")


class TaskScope:
    """The tasks of one owner (a panel, a dialog, the window); they end with it.

    Args:
        on_error: Shows a `DeskError` that no one in the task handled. Any other exception is a
            fault of the program and goes to the loop's exception handler, which reports it.
        dialog: The owner, if it is a dialog: its tasks end when it does, for it is deleted then.
    """

    def __init__(
        self, on_error: Callable[[DeskError], None], dialog: QDialog | None = None
    ) -> None:
        self._on_error = on_error
        self._tasks: set[asyncio.Task[Any]] = set()
        self._keyed: dict[Hashable, asyncio.Task[Any]] = {}
        self._is_closed = False
        if dialog is not None:
            dialog.finished.connect(lambda _result: self.close())

    def start(self, work: Coroutine[Any, Any, T], *, key: Hashable = None) -> asyncio.Task[T]:
        """Start a task; one with the same key that still runs is cancelled first."""
        task = asyncio.get_event_loop().create_task(work)
        if self._is_closed:
            task.cancel()
        if key is not None:
            self.cancel(key)
            self._keyed[key] = task
        self._tasks.add(task)
        task.add_done_callback(lambda ended: self._end(ended, key))
        return task

    def starter(
        self, work: Callable[[], Coroutine[Any, Any, Any]], key: Hashable
    ) -> Callable[[], None]:
        """What starts this work when it is called, unless a task with this key is under way."""

        def start() -> None:
            if not self.is_running(key):
                self.start(work(), key=key)

        return start

    def is_running(self, key: Hashable) -> bool:
        """Whether a task with this key is under way."""
        task = self._keyed.get(key)
        return task is not None and not task.done()

    def cancel(self, key: Hashable) -> None:
        """Cancel the task with this key, if there is one."""
        task = self._keyed.pop(key, None)
        if task is not None:
            task.cancel()

    def close(self) -> None:
        """Cancel every task; those started later are cancelled at once."""
        self._is_closed = True
        for task in self._tasks:
            task.cancel()

    async def aclose(self) -> None:
        """Cancel every task and wait until they have cleaned up."""
        self.close()
        running = [task for task in self._tasks if task is not asyncio.current_task()]
        if running:
            await asyncio.wait(running)

    def _end(self, task: asyncio.Task[Any], key: Hashable) -> None:
        self._tasks.discard(task)
        if key is not None and self._keyed.get(key) is task:
            del self._keyed[key]
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, DeskError):
            if not self._is_closed:
                self._on_error(error)
        elif error is not None:
            task.get_loop().call_exception_handler(
                {"message": f"A task of the window failed: {task.get_name()}", "exception": error}
            )


async def shown(dialog: QDialog) -> bool:
    """Open a dialog, wait for its end, and say whether it was accepted.

    The dialog can still be read until the caller awaits something else.
    """
    ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def end(result: int) -> None:
        if not ended.done():
            ended.set_result(result)

    dialog.finished.connect(end)
    dialog.open()
    try:
        return await ended == QDialog.DialogCode.Accepted
    finally:
        dialog.finished.disconnect(end)
        dialog.close()
        dialog.deleteLater()


async def ask_open_file(parent: QWidget, title: str, patterns: str) -> Path | None:
    """Let the person choose an existing file; None where they think better of it."""
    dialog = QFileDialog(parent, title)
    dialog.setNameFilter(patterns)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return await _chosen(dialog)


async def ask_save_file(
    parent: QWidget, title: str, proposed: Path, patterns: str, suffix: str
) -> Path | None:
    """Let the person choose where a file goes; replacing one was confirmed then."""
    dialog = QFileDialog(parent, title, str(there_or_home(proposed.parent)))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(patterns)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(proposed.name)
    return await _chosen(dialog)


async def ask_folder(parent: QWidget, title: str, proposed: Path | None = None) -> Path | None:
    """Let the person choose a folder."""
    dialog = QFileDialog(parent, title)
    if proposed is not None:
        dialog.setDirectory(str(there_or_home(proposed)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return await _chosen(dialog)


async def _chosen(dialog: QFileDialog) -> Path | None:
    dialog.setAccessibleName(dialog.windowTitle())
    if not await shown(dialog):
        return None
    files = dialog.selectedFiles()
    return Path(files[0]) if files else None
