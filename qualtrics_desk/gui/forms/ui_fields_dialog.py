"""Generated from ui/fields_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QDialog, QFormLayout, QHBoxLayout,
    QLabel, QPushButton, QSizePolicy, QSpacerItem,
    QVBoxLayout)

from qualtrics_desk.gui.widgets.notice import Notice

class Ui_FieldsDialog(object):
    def setupUi(self, FieldsDialog: QDialog) -> None:
        if not FieldsDialog.objectName():
            FieldsDialog.setObjectName(u"FieldsDialog")
        FieldsDialog.setMinimumSize(QSize(520, 0))
        self.column = QVBoxLayout(FieldsDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(FieldsDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.hint_label = QLabel(FieldsDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"muted")
        self.hint_label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint_label.setWordWrap(True)

        self.column.addWidget(self.hint_label)

        self.form = QFormLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(8)

        self.column.addLayout(self.form)

        self.notice = Notice(FieldsDialog)
        self.notice.setObjectName(u"notice")

        self.column.addWidget(self.notice)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.cancel_button = QPushButton(FieldsDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(FieldsDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)


        self.retranslateUi(FieldsDialog)

        self.accept_button.setDefault(True)

    # setupUi

    def retranslateUi(self, FieldsDialog: QDialog) -> None:
        self.cancel_button.setText(QCoreApplication.translate("FieldsDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("FieldsDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
