"""Generated from ui/comparison_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QComboBox, QDialog, QHBoxLayout,
    QLabel, QPushButton, QSizePolicy, QSpacerItem,
    QVBoxLayout)

from qualtrics_desk.gui.widgets.safe_browser import SafeBrowser
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_ComparisonDialog(object):
    def setupUi(self, ComparisonDialog: QDialog) -> None:
        if not ComparisonDialog.objectName():
            ComparisonDialog.setObjectName(u"ComparisonDialog")
        ComparisonDialog.setMinimumSize(QSize(760, 560))
        self.column = QVBoxLayout(ComparisonDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(ComparisonDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.states_row = QHBoxLayout()
        self.states_row.setSpacing(12)
        self.states_row.setObjectName(u"states_row")
        self.before_box = QComboBox(ComparisonDialog)
        self.before_box.setObjectName(u"before_box")

        self.states_row.addWidget(self.before_box)

        self.arrow_label = QLabel(ComparisonDialog)
        self.arrow_label.setObjectName(u"arrow_label")
        self.arrow_label.setProperty(u"role", u"muted")

        self.states_row.addWidget(self.arrow_label)

        self.after_box = QComboBox(ComparisonDialog)
        self.after_box.setObjectName(u"after_box")

        self.states_row.addWidget(self.after_box)

        self.states_row.setStretch(0, 1)
        self.states_row.setStretch(2, 1)

        self.column.addLayout(self.states_row)

        self.states = StatePage(ComparisonDialog)
        self.states.setObjectName(u"states")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.states.sizePolicy().hasHeightForWidth())
        self.states.setSizePolicy(sizePolicy)
        self.browser = SafeBrowser()
        self.browser.setObjectName(u"browser")
        self.states.addWidget(self.browser)

        self.column.addWidget(self.states)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.file_button = QPushButton(ComparisonDialog)
        self.file_button.setObjectName(u"file_button")
        self.file_button.setProperty(u"role", u"secondary")
        self.file_button.setAutoDefault(False)

        self.buttons.addWidget(self.file_button)

        self.backup_button = QPushButton(ComparisonDialog)
        self.backup_button.setObjectName(u"backup_button")
        self.backup_button.setProperty(u"role", u"secondary")
        self.backup_button.setAutoDefault(False)

        self.buttons.addWidget(self.backup_button)

        self.buttons_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_spacer)

        self.cancel_button = QPushButton(ComparisonDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)


        self.column.addLayout(self.buttons)


        self.retranslateUi(ComparisonDialog)
    # setupUi

    def retranslateUi(self, ComparisonDialog: QDialog) -> None:
        ComparisonDialog.setWindowTitle(QCoreApplication.translate("ComparisonDialog", u"Compare", None))
#if QT_CONFIG(accessibility)
        self.before_box.setAccessibleName(QCoreApplication.translate("ComparisonDialog", u"The state before", None))
#endif // QT_CONFIG(accessibility)
        self.arrow_label.setText(QCoreApplication.translate("ComparisonDialog", u"compared with", None))
#if QT_CONFIG(accessibility)
        self.after_box.setAccessibleName(QCoreApplication.translate("ComparisonDialog", u"The state after", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.browser.setAccessibleName(QCoreApplication.translate("ComparisonDialog", u"What differs", None))
#endif // QT_CONFIG(accessibility)
        self.file_button.setText(QCoreApplication.translate("ComparisonDialog", u"File\u2026", None))
        self.backup_button.setText(QCoreApplication.translate("ComparisonDialog", u"Backup\u2026", None))
        self.cancel_button.setText(QCoreApplication.translate("ComparisonDialog", u"Close", None))
    # retranslateUi
