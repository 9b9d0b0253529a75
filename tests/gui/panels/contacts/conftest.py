"""The contacts room as a person uses it, against a real sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
from qualtrics_desk.services.sign_in.connections import connection_of
from qualtrics_desk.store.settings import Profile, ProfileKind
from tests.e2e.conftest import Brand

if TYPE_CHECKING:
    from qualtrics_desk.domain.rows import Row
    from qualtrics_desk.gui.desk import Desk

Wait = Callable[[Callable[[], object]], None]
DEPARTMENT = "embeddedData.Department"


class Room:
    """The panel as a person uses it, and the truth behind it."""

    def __init__(self, panel: ContactsPanel, brand: Brand, list_id: str, wait: Wait) -> None:
        self.panel = panel
        self.brand = brand
        self.list_id = list_id
        self.wait = wait

    @property
    def model(self) -> Any:
        return self.panel.ui.page.model

    @property
    def grid(self) -> Any:
        return self.panel.ui.page.grid

    def open(self, rows: int) -> None:
        self.panel.ui.tree.choose(self.list_id)
        self.wait(lambda: self.panel.opened is not None and not self.panel.opened.is_reading)
        self.wait(lambda: self.model.rowCount() == rows and not self.model.is_busy)

    def row(self, name: str) -> Row | None:
        """The row whose first name this is, as far as it is loaded."""
        for place in range(self.model.rowCount()):
            row = self.model.row(place)
            if row is not None and row.values[self.model.column_of("firstName")] == name:
                return row
        return None

    def loaded(self, name: str) -> Row:
        self.wait(lambda: self.row(name) is not None)
        row = self.row(name)
        assert row is not None
        return row

    def go(self, name: str, column: str) -> None:
        assert self.grid.show_row(self.loaded(name).id, column)

    def type(self, name: str, column: str, text: str) -> None:
        """Edit a cell by the keyboard; wait until it is staged."""
        self.go(name, column)
        before = self.panel.editing.staged, self.state(name), self.value(name, column)
        self.grid.setFocus()
        QTest.keyClick(self.grid, Qt.Key.Key_F2)
        editor = self.grid.viewport().findChild(QLineEdit)
        assert editor is not None
        editor.selectAll()
        editor.insert(text)
        row_id = self.loaded(name).id
        QTest.keyClick(editor, Qt.Key.Key_Return)

        def is_staged() -> bool:
            row = self.model.row(self.model.row_of(row_id) or 0)
            return row is not None and row.values[self.model.column_of(column)] == text

        self.wait(is_staged)
        assert before[2] != text

    def value(self, name: str, column: str) -> object:
        return self.loaded(name).values[self.model.column_of(column)]

    def state(self, name: str) -> str:
        return self.loaded(name).state

    def do(self, action: str) -> None:
        self.panel.actions_.qaction(f"contacts.{action}").trigger()

    def select(self, *names: str) -> None:
        self.grid.select_ids([self.loaded(name).id for name in names])

    def dialog(self) -> Any:
        found: list[QDialog] = []

        def is_there() -> bool:
            found[:] = [
                widget
                for widget in QApplication.topLevelWidgets()
                if isinstance(widget, QDialog) and widget.isVisible()
            ]
            return bool(found)

        self.wait(is_there)
        return found[-1]

    def commit(self) -> str:
        """Commit what is staged; returns what was asked first."""
        self.do("commit")
        dialog = self.dialog()
        asked = " ".join(label.text() for label in dialog.findChildren(QLabel))
        dialog.ui.accept_button.click()
        self.wait(lambda: not self.panel.sending.is_sending)
        self.wait(lambda: self.panel.ui.notice.isVisibleTo(self.panel))
        return asked

    def keys(self, *names: str) -> list[str]:
        """The contact ids of rows."""
        assert self.panel.opened is not None
        rows = [self.loaded(name).id for name in names]
        return [str(self.panel.opened.rows.keys([row])[0]) for row in rows]

    def truth(self) -> dict[str, dict[str, Any]]:
        return {contact["firstName"]: contact for contact in self.brand.contacts(self.list_id)}


PEOPLE = (
    {"firstName": "Ada", "lastName": "King", "email": "ada@example.org", "extRef": "00123"},
    {"firstName": "Bob", "lastName": "Ross", "email": "bob@example.org", "extRef": "00124"},
    {"firstName": "Cleo", "lastName": "Sol", "email": "cleo@example.org", "language": "EN"},
    {"firstName": "Dai", "lastName": "Li", "email": "dai@example.org", "language": "DE"},
)
FILLERS = 16
ALL = len(PEOPLE) + FILLERS


@pytest.fixture
def brand(start_sandbox: Callable[..., Any]) -> Brand:
    return Brand(start_sandbox(seed="empty", faults="put=merge,blank=clear,lag=0"))


@pytest.fixture
def list_id(brand: Brand) -> str:
    made = brand.make_list("Staff")
    for number, person in enumerate(PEOPLE):
        department = {"embeddedData": {"Department": ("Ops", "Sales")[number % 2]}}
        brand.add(made, {**person, **department})
    # One change of four contacts would be held back: more than a fifth of the list.
    brand.fill(made, FILLERS)
    return made


def sign_in(desk: Desk, brand: Brand, complete: Callable[..., object], **profile: Any) -> None:
    made = Profile(name="Sandbox", base_url=brand.sandbox.url, kind=ProfileKind.SANDBOX, **profile)
    complete(desk.sign_in(made, connection_of(made, brand.sandbox.token)))


@pytest.fixture
def panel(desk: Desk, complete: Callable[..., object]) -> Iterator[ContactsPanel]:
    made = ContactsPanel(desk)
    made.resize(1112, 740)
    made.show()
    yield made
    made.hide()
    complete(made.aclose())
    made.deleteLater()


@pytest.fixture
def room(
    panel: ContactsPanel,
    desk: Desk,
    brand: Brand,
    list_id: str,
    wait: Wait,
    complete: Callable[..., object],
) -> Room:
    """The room with the list open."""
    sign_in(desk, brand, complete)
    complete(panel.enter({}))
    wait(lambda: panel.ui.tree.places.has_lists)
    made = Room(panel, brand, list_id, wait)
    made.open(ALL)
    made.loaded("Dai")
    return made
