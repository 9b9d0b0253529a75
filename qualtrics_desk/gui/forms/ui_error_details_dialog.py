"""Generated from ui/error_details_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QDialog, QFrame, QGridLayout,
    QHBoxLayout, QLabel, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout)

from qualtrics_desk.gui.widgets.picture import Picture

class Ui_ErrorDetailsDialog(object):
    def setupUi(self, ErrorDetailsDialog: QDialog) -> None:
        if not ErrorDetailsDialog.objectName():
            ErrorDetailsDialog.setObjectName(u"ErrorDetailsDialog")
        ErrorDetailsDialog.setMinimumSize(QSize(520, 0))
        self.column = QVBoxLayout(ErrorDetailsDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.picture_label = Picture(ErrorDetailsDialog)
        self.picture_label.setObjectName(u"picture_label")
        self.picture_label.setAlignment(Qt.AlignmentFlag.AlignLeft|Qt.AlignmentFlag.AlignTop)

        self.head.addWidget(self.picture_label)

        self.words = QVBoxLayout()
        self.words.setSpacing(8)
        self.words.setObjectName(u"words")
        self.what_label = QLabel(ErrorDetailsDialog)
        self.what_label.setObjectName(u"what_label")
        self.what_label.setProperty(u"role", u"heading")
        self.what_label.setTextFormat(Qt.TextFormat.PlainText)
        self.what_label.setWordWrap(True)

        self.words.addWidget(self.what_label)

        self.why_label = QLabel(ErrorDetailsDialog)
        self.why_label.setObjectName(u"why_label")
        self.why_label.setTextFormat(Qt.TextFormat.PlainText)
        self.why_label.setWordWrap(True)

        self.words.addWidget(self.why_label)

        self.todo_label = QLabel(ErrorDetailsDialog)
        self.todo_label.setObjectName(u"todo_label")
        self.todo_label.setTextFormat(Qt.TextFormat.PlainText)
        self.todo_label.setWordWrap(True)

        self.words.addWidget(self.todo_label)


        self.head.addLayout(self.words)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.facts_frame = QFrame(ErrorDetailsDialog)
        self.facts_frame.setObjectName(u"facts_frame")
        self.facts_frame.setProperty(u"role", u"card")
        self.facts = QGridLayout(self.facts_frame)
        self.facts.setObjectName(u"facts")
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(8)
        self.facts.setContentsMargins(16, 12, 16, 12)

        self.column.addWidget(self.facts_frame)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.copy_button = QPushButton(ErrorDetailsDialog)
        self.copy_button.setObjectName(u"copy_button")
        self.copy_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.copy_button)

        self.copied_label = QLabel(ErrorDetailsDialog)
        self.copied_label.setObjectName(u"copied_label")
        self.copied_label.setProperty(u"role", u"caption")

        self.buttons.addWidget(self.copied_label)

        self.space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.close_button = QPushButton(ErrorDetailsDialog)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.close_button)


        self.column.addLayout(self.buttons)


        self.retranslateUi(ErrorDetailsDialog)

        self.close_button.setDefault(True)

    # setupUi

    def retranslateUi(self, ErrorDetailsDialog: QDialog) -> None:
        ErrorDetailsDialog.setWindowTitle(QCoreApplication.translate("ErrorDetailsDialog", u"Details", None))
        self.copy_button.setText(QCoreApplication.translate("ErrorDetailsDialog", u"Copy details", None))
#if QT_CONFIG(accessibility)
        self.copy_button.setAccessibleName(QCoreApplication.translate("ErrorDetailsDialog", u"Copy details", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("ErrorDetailsDialog", u"Close", None))
#if QT_CONFIG(accessibility)
        self.close_button.setAccessibleName(QCoreApplication.translate("ErrorDetailsDialog", u"Close", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
