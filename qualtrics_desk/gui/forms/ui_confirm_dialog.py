"""Generated from ui/confirm_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QDialog, QFrame, QHBoxLayout,
    QLabel, QLineEdit, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout)

class Ui_ConfirmDialog(object):
    def setupUi(self, ConfirmDialog: QDialog) -> None:
        if not ConfirmDialog.objectName():
            ConfirmDialog.setObjectName(u"ConfirmDialog")
        ConfirmDialog.setMinimumSize(QSize(460, 0))
        self.column = QVBoxLayout(ConfirmDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(ConfirmDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.text_label = QLabel(ConfirmDialog)
        self.text_label.setObjectName(u"text_label")
        self.text_label.setTextFormat(Qt.TextFormat.PlainText)
        self.text_label.setWordWrap(True)

        self.column.addWidget(self.text_label)

        self.facts_frame = QFrame(ConfirmDialog)
        self.facts_frame.setObjectName(u"facts_frame")
        self.facts_frame.setProperty(u"role", u"card")
        self.facts_layout = QVBoxLayout(self.facts_frame)
        self.facts_layout.setObjectName(u"facts_layout")
        self.facts_layout.setContentsMargins(16, 12, 16, 12)
        self.facts_label = QLabel(self.facts_frame)
        self.facts_label.setObjectName(u"facts_label")
        self.facts_label.setTextFormat(Qt.TextFormat.PlainText)
        self.facts_label.setWordWrap(True)

        self.facts_layout.addWidget(self.facts_label)


        self.column.addWidget(self.facts_frame)

        self.typed_label = QLabel(ConfirmDialog)
        self.typed_label.setObjectName(u"typed_label")
        self.typed_label.setTextFormat(Qt.TextFormat.PlainText)
        self.typed_label.setWordWrap(True)

        self.column.addWidget(self.typed_label)

        self.typed_edit = QLineEdit(ConfirmDialog)
        self.typed_edit.setObjectName(u"typed_edit")

        self.column.addWidget(self.typed_edit)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.cancel_button = QPushButton(ConfirmDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.cancel_button)

        self.other_button = QPushButton(ConfirmDialog)
        self.other_button.setObjectName(u"other_button")
        self.other_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.other_button)

        self.accept_button = QPushButton(ConfirmDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.typed_label.setBuddy(self.typed_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ConfirmDialog)
    # setupUi

    def retranslateUi(self, ConfirmDialog: QDialog) -> None:
#if QT_CONFIG(accessibility)
        self.typed_edit.setAccessibleName(QCoreApplication.translate("ConfirmDialog", u"Type the text that is asked for", None))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(QCoreApplication.translate("ConfirmDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("ConfirmDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.other_button.setAccessibleName(QCoreApplication.translate("ConfirmDialog", u"Other choice", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.accept_button.setAccessibleName(QCoreApplication.translate("ConfirmDialog", u"Go on", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
