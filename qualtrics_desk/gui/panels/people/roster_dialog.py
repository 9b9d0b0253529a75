"""What the columns of a file of users, groups or memberships are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHeaderView, QTableWidgetItem

from qualtrics_desk.gui.forms.ui_roster_dialog import Ui_RosterDialog
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from qualtrics_desk.services.roster.rosters import ROSTERS, RosterOptions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.services.roster.jobs import RosterFile

_TYPES = {"users": "userType", "groups": "type"}
"""The field that a new thing needs and a file seldom has."""
_EXAMPLE = 24


class RosterDialog(InReadingOrder, QDialog):
    """Accepted when it is said what each column is.

    Args:
        parent: Whose window it belongs to.
        name: Of the file.
        files: The file as each roster sees it, by the roster's name.
        first: The roster that is proposed.
        types: Types that occur, by roster.
    """

    def __init__(
        self,
        parent: QWidget,
        name: str,
        files: Mapping[str, RosterFile],
        first: str,
        types: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_RosterDialog()
        self.ui.setupUi(self)
        self._files, self._types = files, types
        self.boxes: dict[str, QComboBox] = {}
        self.setWindowTitle(self.tr("Import {0}").format(name))
        self.ui.title_label.setText(self.windowTitle())
        for key, text in (
            ("users", self.tr("a user")),
            ("groups", self.tr("a group")),
            ("members", self.tr("a user in a group")),
        ):
            self.ui.what_box.addItem(text, key)
        table = self.ui.table
        table.setColumnCount(3)
        table.setHorizontalHeaderLabels([self.tr("Column"), self.tr("For example"), self.tr("Is")])
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place in range(3):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.ui.what_box.setCurrentIndex(max(0, self.ui.what_box.findData(first)))
        self.ui.what_box.currentIndexChanged.connect(lambda _place: self._show())
        self.ui.same_box.currentTextChanged.connect(lambda _text: self._look())
        self.ui.cancel_button.clicked.connect(self.reject)
        self.ui.plan_button.clicked.connect(self.accept)
        self._show()

    @property
    def roster(self) -> str:
        """What each row is."""
        return str(self.ui.what_box.currentData())

    @property
    def options(self) -> RosterOptions:
        """What was said."""
        same, field = self.ui.same_box.currentText().strip(), _TYPES.get(self.roster, "")
        return RosterOptions(
            roster=self.roster,
            columns=self._fields(),
            for_new={field: same} if self._wants_type() and same else {},
            keep_blanks=self.ui.blanks_check.isChecked(),
        )

    def _show(self) -> None:
        """Show the columns as the chosen roster sees them."""
        roster, file = ROSTERS[self.roster], self._files[self.roster]
        table = self.ui.table
        table.setRowCount(len(file.columns))
        self.boxes = {}
        for row, name in enumerate(file.columns):
            example = file.samples.get(name, "")
            for place, text in enumerate((name, example)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(text)
                table.setItem(row, place, item)
            box = QComboBox()
            box.addItem(self.tr("Left out"), "")
            for field in roster.fields:
                box.addItem(QCoreApplication.translate("fields", field.title), field.key)
            box.setCurrentIndex(max(0, box.findData(file.fields.get(name, ""))))
            box.setAccessibleName(self.tr("What the column “{0}” is").format(name))
            box.currentIndexChanged.connect(lambda _place: self._look())
            table.setCellWidget(row, 2, box)
            table.setRowHeight(row, box.sizeHint().height() + 8)
            self.boxes[name] = box
        self.ui.same_box.clear()
        self.ui.same_box.addItems(["", *self._types.get(self.roster, ())])
        label = (
            self.tr("User type of new users")
            if self.roster == "users"
            else self.tr("Type of new groups")
        )
        self.ui.same_label.setText(label)
        self.ui.same_box.setAccessibleName(label)
        self.ui.blanks_check.setVisible(bool(roster.clearable))
        self._look()

    def _fields(self) -> dict[str, str]:
        return {
            name: str(box.currentData()) for name, box in self.boxes.items() if box.currentData()
        }

    def _wants_type(self) -> bool:
        field = _TYPES.get(self.roster)
        return field is not None and field not in self._fields().values()

    def _look(self) -> None:
        """Say what is missing."""
        roster, chosen = ROSTERS[self.roster], list(self._fields().values())
        for widget in (self.ui.same_label, self.ui.same_box):
            widget.setVisible(self._wants_type())
        titles = {
            field.key: QCoreApplication.translate("fields", field.title) for field in roster.fields
        }
        twice = next((key for key in chosen if chosen.count(key) > 1), None)
        problem = ""
        if twice is not None:
            problem = self.tr("Two columns are “{0}”: leave one out.").format(titles[twice])
        elif roster.is_memberships:
            missing = [titles[key] for key in ("group", "user") if key not in chosen]
            if missing:
                problem = self.tr("Say which column is: {0}.").format(", ".join(missing))
        elif not {"id", roster.name_field} & set(chosen):
            problem = self.tr("Say which column is “{0}” or “{1}”: it tells who a row is.").format(
                titles[roster.name_field], titles["id"]
            )
        self.ui.problem_label.setText(problem)
        self.ui.problem_label.setVisible(bool(problem))
        self.ui.plan_button.setEnabled(not problem)
        self.ui.plan_button.setToolTip(problem)
