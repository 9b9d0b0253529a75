"""What a connection can do: who it is, and each area with its state in icon, word and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qualtrics_desk.domain.errors import ApiError
from qualtrics_desk.gui.theme import set_tone
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.picture import Picture
from qualtrics_desk.gui.widgets.sign_in_words import (
    area_word,
    directory_word,
    permission_word,
    scope_word,
    state_mark,
)
from qualtrics_desk.gui.words import number
from qualtrics_desk.gui.words.profiles import host_word
from qualtrics_desk.services.sign_in.access import AreaName, AreaState

if TYPE_CHECKING:
    from qualtrics_desk.services.sign_in.access import Access, Area


class AccessView(QWidget):
    """Shows a probe while it runs and what it found.

    Signals:
        host_chosen: The person took the host that was offered.
    """

    host_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = QLabel()
        self._who.setProperty("role", "heading")
        self._who.setTextFormat(Qt.TextFormat.PlainText)
        self._where = QLabel()
        self._where.setProperty("role", "muted")
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setWordWrap(True)
        self._offer = _HostOffer(self)
        self._offer.taken.connect(self.host_chosen)
        self._rows = {name: _Row(name) for name in AreaName}
        self._is_oauth = False
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for number_, row in enumerate(self._rows.values()):
            row.put(grid, 2 * number_)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._who)
        column.addWidget(self._where)
        column.addWidget(self._offer)
        column.addSpacing(8)
        column.addLayout(grid)
        column.addStretch(1)

    def show_waiting(self, base_url: str, *, is_oauth: bool) -> None:
        """A probe begins."""
        self._is_oauth = is_oauth
        self._who.setText(self.tr("Asking {0}…").format(host_word(base_url)))
        self._where.setText(self.tr("Only reading; nothing is changed."))
        self._offer.hide()
        for row in self._rows.values():
            row.wait()

    def show_area(self, area: Area) -> None:
        """An area is known."""
        self._rows[area.name].tell(area, self._why(area))

    def show_access(self, access: Access) -> None:
        """The probe has ended."""
        me = access.me
        name = " ".join(part for part in (me.first_name, me.last_name) if part)
        self._who.setText(name or me.user_name or self.tr("Signed in"))
        where = [" / ".join(part for part in (me.brand_id, me.datacenter) if part)]
        where.append(self.tr("answers in {0} ms").format(number(round(access.latency * 1000))))
        self._where.setText(" · ".join(part for part in where if part))
        for area in access.areas:
            self.show_area(area)
        words = directory_word(access.directory)
        directory = access.area(AreaName.DIRECTORY)
        if words and directory.state is AreaState.AVAILABLE:
            self._rows[AreaName.DIRECTORY].say(words)
        if access.suggested_host is not None:
            self._offer.offer(access.suggested_host)

    def _why(self, area: Area) -> str:
        """A second line: what is missing, and the service's own words."""
        if area.note:
            return area.note
        parts = []
        if area.state is AreaState.NOT_ALLOWED:
            parts.append(scope_word(area.scope) if self._is_oauth else permission_word(area.name))
        if isinstance(area.reason, ApiError) and area.state is not AreaState.ABSENT:
            said = area.reason.service_text or area.reason.user_message
            parts.append(f"“{said}”")
        return " ".join(parts)


class _HostOffer(QFrame):
    """The address that the service says is the right one, to be taken with one click."""

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = ""
        self.setProperty("role", "warning")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._button = QPushButton()
        self._button.setProperty("role", "secondary")
        self._button.setAccessibleName(self.tr("Use the address that the service names"))
        self._button.clicked.connect(lambda: self.taken.emit(self._host))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._label)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def offer(self, host: str) -> None:
        self._host = host
        self._label.setText(
            self.tr("The service names another address as the right and faster one.")
        )
        self._button.setText(self.tr("Use {0}").format(host))
        self.show()


class _Row:
    """One area: picture, name, state; a caption below where there is something to explain."""

    def __init__(self, name: AreaName) -> None:
        self._name = area_word(name)
        self._picture = Picture(name="clock", tone="muted")
        self._label = QLabel(self._name)
        self._state = QLabel()
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._why = ElidedLabel()
        self._why.setProperty("role", "caption")
        self._why.hide()

    def put(self, grid: QGridLayout, row: int) -> None:
        grid.addWidget(self._picture, row, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._label, row, 1)
        grid.addWidget(self._state, row, 2)
        grid.addWidget(self._why, row + 1, 1, 1, 2)

    def wait(self) -> None:
        self._picture.show_picture("clock", "muted")
        self._state.setText("…")
        set_tone(self._state, "muted")
        self._why.hide()

    def tell(self, area: Area, why: str) -> None:
        mark = state_mark(area.state)
        self._picture.show_picture(mark.icon, mark.tone)
        self._state.setText(mark.word)
        set_tone(self._state, mark.tone)
        self._label.setAccessibleName(f"{self._name}: {mark.word}. {why}".strip())
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def say(self, words: str) -> None:
        self._state.setText(f"{self._state.text()} · {words}")
