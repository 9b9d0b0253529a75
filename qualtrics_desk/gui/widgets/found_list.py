"""What was recognised in a paste, as quiet lines: found, or still missing. Never a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qualtrics_desk.gui.theme import set_tone
from qualtrics_desk.gui.widgets.picture import Picture
from qualtrics_desk.gui.widgets.sign_in_words import note_word
from qualtrics_desk.gui.words.profiles import host_word
from qualtrics_desk.services.sign_in.pasted import Note

if TYPE_CHECKING:
    from qualtrics_desk.gui.tokens import Tone
    from qualtrics_desk.services.sign_in.pasted import Pasted

_MISSING = {Note.NO_DATACENTER, Note.NO_SECRET, Note.NO_CLIENT_ID, Note.NO_CLIENT_SECRET}
_MOST_LINES = 7
_TONES: dict[str, Tone] = {"success": "success", "minus": "muted", "warning": "warning"}


class FoundList(QWidget):
    """Lines with an icon each; as many as there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = [_Line() for _ in range(_MOST_LINES)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in self._lines:
            column.addWidget(line)
        self.setAccessibleName(self.tr("What was recognised"))

    @property
    def texts(self) -> list[str]:
        """What is said."""
        return [line.text for line in self._lines if line.text]

    def show_pasted(self, pasted: Pasted) -> None:
        """Say what was recognised, and what is still missing."""
        found = self._found(pasted)
        lines = [(text, "success", "") for text in found]
        for note in pasted.notes:
            if note in _MISSING:
                lines.append((note_word(note), "minus", "muted"))
            else:
                lines.append((note_word(note), "warning", "warning"))
        for line, (text, picture, tone) in zip(self._lines, lines, strict=False):
            line.tell(text, picture, tone)
        for line in self._lines[len(lines) :]:
            line.tell("", "", "")
        # One sentence for those who do not see the lines come.
        self.setAccessibleDescription(". ".join(text for text, _, _ in lines))

    def _found(self, pasted: Pasted) -> list[str]:
        found = []
        if pasted.token:
            found.append(self.tr("API token, {0} characters").format(len(pasted.token)))
        if pasted.client_id:
            found.append(self.tr("OAuth client {0}").format(pasted.client_id))
        if pasted.client_secret:
            found.append(self.tr("Secret of the client"))
        if pasted.base_url:
            where = host_word(pasted.base_url)
            is_brand = "." not in where
            found.append(
                (self.tr("Data centre {0}") if is_brand else self.tr("Address {0}")).format(where)
            )
        if pasted.brand:
            found.append(self.tr("Brand {0}").format(pasted.brand))
        if pasted.user_id:
            found.append(self.tr("User {0}").format(pasted.user_id))
        return found


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture()
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def tell(self, text: str, picture: str, tone: str) -> None:
        self._label.setText(text)
        self.setVisible(bool(text))
        if not text:
            return
        self._picture.show_picture(picture, _TONES[picture])
        set_tone(self._label, tone)
