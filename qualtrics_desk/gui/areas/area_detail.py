"""One thing of an area: what it is called, what can be done with it, everything told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from qualtrics_desk.gui.forms.ui_area_detail import Ui_AreaDetail
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.theme import set_tone
from qualtrics_desk.gui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.areas.area_view import AreaView, More, Raw


class AreaDetail(QFrame):
    """Shows the thing that is chosen.

    Attributes:
        thing: Its id, or "".
        raw: It as the service gave it.
        is_whole: Whether that is all the service says, and not only the row of the list.
        more: The area's own widget below the facts, or None.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_AreaDetail()
        self.ui.setupUi(self)
        self.thing = ""
        self.raw: Raw = {}
        self.is_whole = False
        self.more: QWidget | None = None
        self._view: AreaView
        self._page: AreaPage
        self._buttons: list[QPushButton] = []
        self._flow = FlowLayout(self.ui.buttons_holder)
        self.ui.copy_button.setIcon(icon("copy"))
        self.ui.copy_button.setAccessibleName(self.tr("Copy the id"))
        self.ui.copy_button.setToolTip(self.tr("Copy the id"))
        self.ui.copy_button.clicked.connect(self._copy)

    def begin(self, view: AreaView, page: AreaPage, actions: Sequence[QAction]) -> None:
        """Once: whose things are shown, and what can be done with one."""
        self._view, self._page = view, page
        for action in actions:
            button = QPushButton()
            button.setProperty("role", "secondary")
            button.setObjectName(action.objectName().replace(".", "_"))
            self._flow.addWidget(button)
            self._buttons.append(button)
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda button=button, action=action: _follow(button, action))
            _follow(button, action)
        self.ui.buttons_holder.setVisible(bool(actions))
        if view.more is not None:
            self.more = view.more(page)
            self.ui.body_layout.addWidget(self.more)
            self.ui.body_layout.setStretchFactor(self.more, 1)

    def show_thing(self, thing: str, raw: Raw, *, is_whole: bool) -> None:
        """Show a thing; the row of the list first, then all that the service says."""
        if thing != self.thing:
            self.ui.notice.clear()
            self.ui.scroll.verticalScrollBar().setValue(0)
            if self.more is not None:
                cast("More", self.more).forget()
        self.thing, self.raw, self.is_whole = thing, raw, is_whole
        view = self._view
        self.ui.name_label.setText(view.name_of(raw))
        self.ui.id_label.setText(thing)
        word, tone = view.state_of(raw)
        self.ui.state_label.setText(word)
        self.ui.state_label.setVisible(bool(word))
        set_tone(self.ui.state_label, tone or "muted")
        self.ui.facts.show_facts(view.facts(self._page, raw))
        if is_whole and self.more is not None:
            cast("More", self.more).show_thing(raw)

    def forget(self) -> None:
        """Nothing is shown."""
        self.thing, self.raw, self.is_whole = "", {}, False
        self.ui.notice.clear()
        if self.more is not None:
            cast("More", self.more).forget()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.thing)
        self._page.desk.tell(self.tr("The id is on the clipboard."))


def _follow(button: QPushButton, action: QAction) -> None:
    button.setText(action.text())
    button.setAccessibleName(action.text())
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
