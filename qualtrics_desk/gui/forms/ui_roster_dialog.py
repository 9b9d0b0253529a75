"""Generated from ui/roster_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication)
from PySide6.QtWidgets import (QAbstractItemView, QCheckBox, QComboBox,
    QDialog, QHBoxLayout, QLabel,
    QPushButton, QSizePolicy, QSpacerItem, QTableWidget,
    QVBoxLayout)

class Ui_RosterDialog(object):
    def setupUi(self, RosterDialog: QDialog) -> None:
        if not RosterDialog.objectName():
            RosterDialog.setObjectName(u"RosterDialog")
        RosterDialog.resize(720, 560)
        self.whole = QVBoxLayout(RosterDialog)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = QLabel(RosterDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")

        self.titles.addWidget(self.title_label)

        self.hint_label = QLabel(RosterDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"muted")
        self.hint_label.setWordWrap(True)

        self.titles.addWidget(self.hint_label)


        self.whole.addLayout(self.titles)

        self.what_row = QHBoxLayout()
        self.what_row.setSpacing(8)
        self.what_row.setObjectName(u"what_row")
        self.what_label = QLabel(RosterDialog)
        self.what_label.setObjectName(u"what_label")

        self.what_row.addWidget(self.what_label)

        self.what_box = QComboBox(RosterDialog)
        self.what_box.setObjectName(u"what_box")

        self.what_row.addWidget(self.what_box)

        self.what_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.what_row.addItem(self.what_spacer)


        self.whole.addLayout(self.what_row)

        self.table = QTableWidget(RosterDialog)
        self.table.setObjectName(u"table")
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)

        self.whole.addWidget(self.table)

        self.same_row = QHBoxLayout()
        self.same_row.setSpacing(8)
        self.same_row.setObjectName(u"same_row")
        self.same_label = QLabel(RosterDialog)
        self.same_label.setObjectName(u"same_label")

        self.same_row.addWidget(self.same_label)

        self.same_box = QComboBox(RosterDialog)
        self.same_box.setObjectName(u"same_box")
        self.same_box.setEditable(True)
        self.same_box.setMinimumContentsLength(24)

        self.same_row.addWidget(self.same_box)

        self.same_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.same_row.addItem(self.same_spacer)


        self.whole.addLayout(self.same_row)

        self.blanks_check = QCheckBox(RosterDialog)
        self.blanks_check.setObjectName(u"blanks_check")

        self.whole.addWidget(self.blanks_check)

        self.problem_label = QLabel(RosterDialog)
        self.problem_label.setObjectName(u"problem_label")
        self.problem_label.setProperty(u"role", u"caption")
        self.problem_label.setWordWrap(True)

        self.whole.addWidget(self.problem_label)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.foot_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_spacer)

        self.cancel_button = QPushButton(RosterDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.cancel_button)

        self.plan_button = QPushButton(RosterDialog)
        self.plan_button.setObjectName(u"plan_button")
        self.plan_button.setProperty(u"role", u"primary")

        self.foot.addWidget(self.plan_button)


        self.whole.addLayout(self.foot)

#if QT_CONFIG(shortcut)
        self.what_label.setBuddy(self.what_box)
        self.same_label.setBuddy(self.same_box)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(RosterDialog)

        self.plan_button.setDefault(True)

    # setupUi

    def retranslateUi(self, RosterDialog: QDialog) -> None:
        self.hint_label.setText(QCoreApplication.translate("RosterDialog", u"Say what each column is. Nothing is sent before you have seen what would happen to every row.", None))
        self.what_label.setText(QCoreApplication.translate("RosterDialog", u"Each row is", None))
#if QT_CONFIG(accessibility)
        self.what_box.setAccessibleName(QCoreApplication.translate("RosterDialog", u"What each row is", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("RosterDialog", u"Columns of the file", None))
#endif // QT_CONFIG(accessibility)
        self.blanks_check.setText(QCoreApplication.translate("RosterDialog", u"A blank cell leaves what is there as it is", None))
#if QT_CONFIG(accessibility)
        self.blanks_check.setAccessibleName(QCoreApplication.translate("RosterDialog", u"A blank cell leaves what is there as it is", None))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(QCoreApplication.translate("RosterDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("RosterDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        self.plan_button.setText(QCoreApplication.translate("RosterDialog", u"See the plan", None))
#if QT_CONFIG(accessibility)
        self.plan_button.setAccessibleName(QCoreApplication.translate("RosterDialog", u"See the plan", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
