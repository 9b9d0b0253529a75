"""Generated from ui/contacts_conflicts_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem,
    QTableView, QVBoxLayout)

class Ui_ConflictsDialog(object):
    def setupUi(self, ConflictsDialog: QDialog) -> None:
        if not ConflictsDialog.objectName():
            ConflictsDialog.setObjectName(u"ConflictsDialog")
        ConflictsDialog.resize(940, 560)
        self.whole = QVBoxLayout(ConflictsDialog)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = QLabel(ConflictsDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)

        self.titles.addWidget(self.title_label)

        self.hint_label = QLabel(ConflictsDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"muted")
        self.hint_label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint_label.setWordWrap(True)

        self.titles.addWidget(self.hint_label)


        self.whole.addLayout(self.titles)

        self.table = QTableView(ConflictsDialog)
        self.table.setObjectName(u"table")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.table.sizePolicy().hasHeightForWidth())
        self.table.setSizePolicy(sizePolicy)

        self.whole.addWidget(self.table)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.mine_button = QPushButton(ConflictsDialog)
        self.mine_button.setObjectName(u"mine_button")
        self.mine_button.setProperty(u"role", u"secondary")
        self.mine_button.setAutoDefault(False)

        self.foot.addWidget(self.mine_button)

        self.theirs_button = QPushButton(ConflictsDialog)
        self.theirs_button.setObjectName(u"theirs_button")
        self.theirs_button.setProperty(u"role", u"secondary")
        self.theirs_button.setAutoDefault(False)

        self.foot.addWidget(self.theirs_button)

        self.all_mine_button = QPushButton(ConflictsDialog)
        self.all_mine_button.setObjectName(u"all_mine_button")
        self.all_mine_button.setProperty(u"role", u"quiet")
        self.all_mine_button.setAutoDefault(False)

        self.foot.addWidget(self.all_mine_button)

        self.all_theirs_button = QPushButton(ConflictsDialog)
        self.all_theirs_button.setObjectName(u"all_theirs_button")
        self.all_theirs_button.setProperty(u"role", u"quiet")
        self.all_theirs_button.setAutoDefault(False)

        self.foot.addWidget(self.all_theirs_button)

        self.foot_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_spacer)

        self.close_button = QPushButton(ConflictsDialog)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setProperty(u"role", u"secondary")
        self.close_button.setAutoDefault(False)

        self.foot.addWidget(self.close_button)

        self.apply_button = QPushButton(ConflictsDialog)
        self.apply_button.setObjectName(u"apply_button")
        self.apply_button.setProperty(u"role", u"primary")
        self.apply_button.setAutoDefault(False)

        self.foot.addWidget(self.apply_button)


        self.whole.addLayout(self.foot)


        self.retranslateUi(ConflictsDialog)
    # setupUi

    def retranslateUi(self, ConflictsDialog: QDialog) -> None:
        self.title_label.setText(QCoreApplication.translate("ConflictsDialog", u"Somebody else changed these cells meanwhile", None))
        self.hint_label.setText(QCoreApplication.translate("ConflictsDialog", u"Nothing of these rows was sent. Choose for each cell what shall stand there, or whether the contact leaves; then commit again.", None))
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("ConflictsDialog", u"The cells in conflict", None))
#endif // QT_CONFIG(accessibility)
        self.mine_button.setText(QCoreApplication.translate("ConflictsDialog", u"Keep mine", None))
#if QT_CONFIG(tooltip)
        self.mine_button.setToolTip(QCoreApplication.translate("ConflictsDialog", u"What you typed is written over what stands there now (M)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.mine_button.setAccessibleName(QCoreApplication.translate("ConflictsDialog", u"Keep mine in the selected cells", None))
#endif // QT_CONFIG(accessibility)
        self.theirs_button.setText(QCoreApplication.translate("ConflictsDialog", u"Take theirs", None))
#if QT_CONFIG(tooltip)
        self.theirs_button.setToolTip(QCoreApplication.translate("ConflictsDialog", u"What stands there now stays, and your change is dropped (T)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.theirs_button.setAccessibleName(QCoreApplication.translate("ConflictsDialog", u"Take theirs in the selected cells", None))
#endif // QT_CONFIG(accessibility)
        self.all_mine_button.setText(QCoreApplication.translate("ConflictsDialog", u"All mine", None))
#if QT_CONFIG(accessibility)
        self.all_mine_button.setAccessibleName(QCoreApplication.translate("ConflictsDialog", u"Keep mine in all cells", None))
#endif // QT_CONFIG(accessibility)
        self.all_theirs_button.setText(QCoreApplication.translate("ConflictsDialog", u"All theirs", None))
#if QT_CONFIG(accessibility)
        self.all_theirs_button.setAccessibleName(QCoreApplication.translate("ConflictsDialog", u"Take theirs in all cells", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("ConflictsDialog", u"Close", None))
#if QT_CONFIG(accessibility)
        self.close_button.setAccessibleName(QCoreApplication.translate("ConflictsDialog", u"Close", None))
#endif // QT_CONFIG(accessibility)
        self.apply_button.setText(QCoreApplication.translate("ConflictsDialog", u"Apply", None))
#if QT_CONFIG(accessibility)
        self.apply_button.setAccessibleName(QCoreApplication.translate("ConflictsDialog", u"Apply the choices", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
