"""What every part of the tour works with: the window, hands and eyes, the brand."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit

from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.text_prompt import TextPrompt

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.app.sandbox import Address, SandboxChild
    from qualtrics_desk.app.tour.pictures import Album
    from qualtrics_desk.app.tour.robot import Robot
    from qualtrics_desk.app.window import Frame
    from qualtrics_desk.gui.panel import Panel

P = TypeVar("P", bound="Panel")
CALM = "lag=0,job-time=0.2"
_ANSWER_TIME = 20.0


@dataclass
class Stage:
    """One performance.

    Attributes:
        frame: The window and what lives with it.
        robot: Plays in it.
        album: Where pictures go.
        out: The folder of everything that is made.
        sandbox: The brand.
        sample: The contact file that is imported.
        list_name: The list that it goes into.
    """

    frame: Frame
    robot: Robot
    album: Album
    out: Path
    sandbox: SandboxChild
    sample: Path
    list_name: str = "Members 2026"

    @property
    def address(self) -> Address:
        """Where the brand answers."""
        address = self.sandbox.address
        if address is None:
            raise RuntimeError("the sandbox was not started")
        return address

    async def faults(self, spec: str, brand: Address | None = None) -> None:
        """Let a brand, the tour's own unless named, misbehave in another way from now on."""
        await asyncio.to_thread(_put_faults, brand or self.address, spec)

    async def go(self, room: str, kind: type[P]) -> P:
        """Click a room in the rail; returns its panel."""
        window = self.frame.window
        await self.robot.click(window.ui.rail.button(room))
        await self.robot.until(lambda: window.room == room, f"the room {room} is shown")
        panel = window.panel(room)
        if not isinstance(panel, kind):
            raise TypeError(f"{room} shows a {type(panel).__name__}")
        return panel

    async def snap(self, title: str) -> None:
        """Take a picture in both themes."""
        await self.robot.breathe()
        await self.album.take(title)

    async def choose_file(self, path: Path) -> None:
        """Name a file in the file dialog that is open."""
        dialog = await self.robot.dialog(QFileDialog)
        field = dialog.findChild(QLineEdit)
        if field is None:
            raise TypeError("the file dialog has no field for a name")
        # Pasted: a path that is typed letter by letter can leave a folder on the way selected,
        # and Return would then open that.
        QGuiApplication.clipboard().setText(str(path))
        for letter in (Qt.Key.Key_A, Qt.Key.Key_V):
            await self.robot.press(letter, Qt.KeyboardModifier.ControlModifier, field)
        await self.robot.press(Qt.Key.Key_Return, on=field)
        await self.robot.gone(dialog)

    async def answer(self, text: str) -> None:
        """Type an answer into the question for a line of text and accept it."""
        prompt = await self.robot.dialog(TextPrompt)
        await self.robot.enter(text, prompt.ui.text_edit)
        await self.robot.click(prompt.ui.accept_button)
        await self.robot.gone(prompt)

    async def accept(self, picture: str = "") -> None:
        """Say yes to the question that is open, after a picture of it if one is named."""
        question = await self.robot.dialog(ConfirmDialog)
        if picture:
            await self.snap(picture)
        await self.robot.click(question.ui.accept_button)
        await self.robot.gone(question)


def _put_faults(address: Address, spec: str) -> dict[str, Any]:
    origin = address.url.removesuffix("/API/v3")
    request = urllib.request.Request(  # noqa: S310 - the sandbox's own address
        f"{origin}/sandbox/faults",
        data=json.dumps({"faults": spec}).encode(),
        headers={"X-API-TOKEN": address.token, "Content-Type": "application/json"},
        method="PUT",
    )
    with urllib.request.urlopen(request, timeout=_ANSWER_TIME) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
    return found
