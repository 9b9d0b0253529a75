"""Generated from ui/send_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QCheckBox, QDateTimeEdit, QDialog,
    QFrame, QGridLayout, QHBoxLayout, QLabel,
    QLineEdit, QPushButton, QSizePolicy, QSpacerItem,
    QVBoxLayout)

from qualtrics_desk.gui.widgets.choice_box import ChoiceBox

class Ui_SendDialog(object):
    def setupUi(self, SendDialog: QDialog) -> None:
        if not SendDialog.objectName():
            SendDialog.setObjectName(u"SendDialog")
        SendDialog.setMinimumSize(QSize(520, 0))
        self.column = QVBoxLayout(SendDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(SendDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.form = QGridLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.list_box_label = QLabel(SendDialog)
        self.list_box_label.setObjectName(u"list_box_label")
        self.list_box_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.list_box_label, 0, 0, 1, 1)

        self.list_box = ChoiceBox(SendDialog)
        self.list_box.setObjectName(u"list_box")

        self.form.addWidget(self.list_box, 0, 1, 1, 1)

        self.message_box_label = QLabel(SendDialog)
        self.message_box_label.setObjectName(u"message_box_label")
        self.message_box_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.message_box_label, 1, 0, 1, 1)

        self.message_box = ChoiceBox(SendDialog)
        self.message_box.setObjectName(u"message_box")

        self.form.addWidget(self.message_box, 1, 1, 1, 1)

        self.subject_edit_label = QLabel(SendDialog)
        self.subject_edit_label.setObjectName(u"subject_edit_label")
        self.subject_edit_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.subject_edit_label, 2, 0, 1, 1)

        self.subject_edit = QLineEdit(SendDialog)
        self.subject_edit.setObjectName(u"subject_edit")
        self.subject_edit.setMaxLength(500)

        self.form.addWidget(self.subject_edit, 2, 1, 1, 1)

        self.from_edit_label = QLabel(SendDialog)
        self.from_edit_label.setObjectName(u"from_edit_label")
        self.from_edit_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.from_edit_label, 3, 0, 1, 1)

        self.from_edit = QLineEdit(SendDialog)
        self.from_edit.setObjectName(u"from_edit")
        self.from_edit.setMaxLength(200)

        self.form.addWidget(self.from_edit, 3, 1, 1, 1)

        self.reply_edit_label = QLabel(SendDialog)
        self.reply_edit_label.setObjectName(u"reply_edit_label")
        self.reply_edit_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.reply_edit_label, 4, 0, 1, 1)

        self.reply_edit = QLineEdit(SendDialog)
        self.reply_edit.setObjectName(u"reply_edit")
        self.reply_edit.setMaxLength(200)

        self.form.addWidget(self.reply_edit, 4, 1, 1, 1)

        self.send_edit_label = QLabel(SendDialog)
        self.send_edit_label.setObjectName(u"send_edit_label")
        self.send_edit_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.send_edit_label, 5, 0, 1, 1)

        self.send_edit = QDateTimeEdit(SendDialog)
        self.send_edit.setObjectName(u"send_edit")
        self.send_edit.setCalendarPopup(True)

        self.form.addWidget(self.send_edit, 5, 1, 1, 1)

        self.expires_edit_label = QLabel(SendDialog)
        self.expires_edit_label.setObjectName(u"expires_edit_label")
        self.expires_edit_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.expires_edit_label, 6, 0, 1, 1)

        self.expires_edit = QDateTimeEdit(SendDialog)
        self.expires_edit.setObjectName(u"expires_edit")
        self.expires_edit.setCalendarPopup(True)

        self.form.addWidget(self.expires_edit, 6, 1, 1, 1)

        self.zone_label = QLabel(SendDialog)
        self.zone_label.setObjectName(u"zone_label")
        self.zone_label.setProperty(u"role", u"caption")
        self.zone_label.setWordWrap(True)
        self.zone_label.setTextFormat(Qt.TextFormat.PlainText)

        self.form.addWidget(self.zone_label, 7, 1, 1, 1)

        self.test_label = QLabel(SendDialog)
        self.test_label.setObjectName(u"test_label")
        self.test_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.test_label, 8, 0, 1, 1)

        self.test_row = QHBoxLayout()
        self.test_row.setSpacing(8)
        self.test_row.setObjectName(u"test_row")
        self.test_edit = QLineEdit(SendDialog)
        self.test_edit.setObjectName(u"test_edit")

        self.test_row.addWidget(self.test_edit)

        self.test_button = QPushButton(SendDialog)
        self.test_button.setObjectName(u"test_button")
        self.test_button.setProperty(u"role", u"secondary")

        self.test_row.addWidget(self.test_button)

        self.test_row.setStretch(0, 1)

        self.form.addLayout(self.test_row, 8, 1, 1, 1)

        self.untested_check = QCheckBox(SendDialog)
        self.untested_check.setObjectName(u"untested_check")

        self.form.addWidget(self.untested_check, 9, 1, 1, 1)

        self.form.setColumnStretch(1, 1)

        self.column.addLayout(self.form)

        self.effect_frame = QFrame(SendDialog)
        self.effect_frame.setObjectName(u"effect_frame")
        self.effect_frame.setProperty(u"role", u"notice")
        self.effect_column = QVBoxLayout(self.effect_frame)
        self.effect_column.setSpacing(4)
        self.effect_column.setObjectName(u"effect_column")
        self.effect_column.setContentsMargins(16, 12, 16, 12)
        self.effect_label = QLabel(self.effect_frame)
        self.effect_label.setObjectName(u"effect_label")
        self.effect_label.setTextFormat(Qt.TextFormat.PlainText)
        self.effect_label.setWordWrap(True)

        self.effect_column.addWidget(self.effect_label)


        self.column.addWidget(self.effect_frame)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.space = QSpacerItem(8, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.cancel_button = QPushButton(SendDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(SendDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.list_box_label.setBuddy(self.list_box)
        self.message_box_label.setBuddy(self.message_box)
        self.subject_edit_label.setBuddy(self.subject_edit)
        self.from_edit_label.setBuddy(self.from_edit)
        self.reply_edit_label.setBuddy(self.reply_edit)
        self.send_edit_label.setBuddy(self.send_edit)
        self.expires_edit_label.setBuddy(self.expires_edit)
        self.test_label.setBuddy(self.test_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(SendDialog)

        self.accept_button.setDefault(True)

    # setupUi

    def retranslateUi(self, SendDialog: QDialog) -> None:
        SendDialog.setWindowTitle(QCoreApplication.translate("SendDialog", u"Send messages", None))
        self.list_box_label.setText(QCoreApplication.translate("SendDialog", u"To the list", None))
#if QT_CONFIG(accessibility)
        self.list_box.setAccessibleName(QCoreApplication.translate("SendDialog", u"List it goes to", None))
#endif // QT_CONFIG(accessibility)
        self.message_box_label.setText(QCoreApplication.translate("SendDialog", u"Message", None))
#if QT_CONFIG(accessibility)
        self.message_box.setAccessibleName(QCoreApplication.translate("SendDialog", u"Message of a library", None))
#endif // QT_CONFIG(accessibility)
        self.subject_edit_label.setText(QCoreApplication.translate("SendDialog", u"Subject", None))
#if QT_CONFIG(accessibility)
        self.subject_edit.setAccessibleName(QCoreApplication.translate("SendDialog", u"Subject", None))
#endif // QT_CONFIG(accessibility)
        self.from_edit_label.setText(QCoreApplication.translate("SendDialog", u"From", None))
#if QT_CONFIG(accessibility)
        self.from_edit.setAccessibleName(QCoreApplication.translate("SendDialog", u"Name of the sender", None))
#endif // QT_CONFIG(accessibility)
        self.reply_edit_label.setText(QCoreApplication.translate("SendDialog", u"Replies to", None))
#if QT_CONFIG(accessibility)
        self.reply_edit.setAccessibleName(QCoreApplication.translate("SendDialog", u"Address for replies", None))
#endif // QT_CONFIG(accessibility)
        self.send_edit_label.setText(QCoreApplication.translate("SendDialog", u"Send", None))
#if QT_CONFIG(accessibility)
        self.send_edit.setAccessibleName(QCoreApplication.translate("SendDialog", u"When it is sent", None))
#endif // QT_CONFIG(accessibility)
        self.expires_edit_label.setText(QCoreApplication.translate("SendDialog", u"Links end", None))
#if QT_CONFIG(accessibility)
        self.expires_edit.setAccessibleName(QCoreApplication.translate("SendDialog", u"When the links end", None))
#endif // QT_CONFIG(accessibility)
        self.test_label.setText(QCoreApplication.translate("SendDialog", u"Test first", None))
#if QT_CONFIG(accessibility)
        self.test_edit.setAccessibleName(QCoreApplication.translate("SendDialog", u"E-mail of a contact of the list, for a test", None))
#endif // QT_CONFIG(accessibility)
        self.test_button.setText(QCoreApplication.translate("SendDialog", u"Send a test", None))
        self.untested_check.setText(QCoreApplication.translate("SendDialog", u"Send without a test", None))
        self.cancel_button.setText(QCoreApplication.translate("SendDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("SendDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        self.accept_button.setText(QCoreApplication.translate("SendDialog", u"Send\u2026", None))
#if QT_CONFIG(accessibility)
        self.accept_button.setAccessibleName(QCoreApplication.translate("SendDialog", u"Send", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
