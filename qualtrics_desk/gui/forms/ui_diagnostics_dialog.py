"""Generated from ui/diagnostics_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize)
from PySide6.QtWidgets import (QDialog, QHBoxLayout, QLabel,
    QListWidget, QPlainTextEdit, QPushButton,
    QSizePolicy, QSpacerItem, QVBoxLayout)

from qualtrics_desk.gui.widgets.error_note import ErrorNote

class Ui_DiagnosticsDialog(object):
    def setupUi(self, DiagnosticsDialog: QDialog) -> None:
        if not DiagnosticsDialog.objectName():
            DiagnosticsDialog.setObjectName(u"DiagnosticsDialog")
        DiagnosticsDialog.setMinimumSize(QSize(820, 520))
        self.whole = QVBoxLayout(DiagnosticsDialog)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.title_label = QLabel(DiagnosticsDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setWordWrap(True)

        self.whole.addWidget(self.title_label)

        self.text_label = QLabel(DiagnosticsDialog)
        self.text_label.setObjectName(u"text_label")
        self.text_label.setProperty(u"role", u"muted")
        self.text_label.setWordWrap(True)

        self.whole.addWidget(self.text_label)

        self.across = QHBoxLayout()
        self.across.setSpacing(12)
        self.across.setObjectName(u"across")
        self.files_list = QListWidget(DiagnosticsDialog)
        self.files_list.setObjectName(u"files_list")
        self.files_list.setProperty(u"role", u"nav")
        self.files_list.setMinimumSize(QSize(160, 0))
        self.files_list.setMaximumSize(QSize(180, 16777215))

        self.across.addWidget(self.files_list)

        self.preview_edit = QPlainTextEdit(DiagnosticsDialog)
        self.preview_edit.setObjectName(u"preview_edit")
        self.preview_edit.setReadOnly(True)
        self.preview_edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)

        self.across.addWidget(self.preview_edit)

        self.across.setStretch(1, 1)

        self.whole.addLayout(self.across)

        self.error_note = ErrorNote(DiagnosticsDialog)
        self.error_note.setObjectName(u"error_note")

        self.whole.addWidget(self.error_note)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.copy_button = QPushButton(DiagnosticsDialog)
        self.copy_button.setObjectName(u"copy_button")
        self.copy_button.setProperty(u"role", u"quiet")

        self.buttons.addWidget(self.copy_button)

        self.state_label = QLabel(DiagnosticsDialog)
        self.state_label.setObjectName(u"state_label")
        self.state_label.setProperty(u"role", u"caption")

        self.buttons.addWidget(self.state_label)

        self.buttons_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_space)

        self.close_button = QPushButton(DiagnosticsDialog)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.close_button)

        self.save_button = QPushButton(DiagnosticsDialog)
        self.save_button.setObjectName(u"save_button")
        self.save_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.save_button)


        self.whole.addLayout(self.buttons)


        self.retranslateUi(DiagnosticsDialog)
    # setupUi

    def retranslateUi(self, DiagnosticsDialog: QDialog) -> None:
        DiagnosticsDialog.setWindowTitle(QCoreApplication.translate("DiagnosticsDialog", u"Diagnostics", None))
        self.title_label.setText(QCoreApplication.translate("DiagnosticsDialog", u"What would be saved", None))
        self.text_label.setText(QCoreApplication.translate("DiagnosticsDialog", u"Read it before you pass it on. Tokens, e-mail addresses, names, links and rows of data were taken out; nothing is sent.", None))
#if QT_CONFIG(accessibility)
        self.files_list.setAccessibleName(QCoreApplication.translate("DiagnosticsDialog", u"Files", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.preview_edit.setAccessibleName(QCoreApplication.translate("DiagnosticsDialog", u"Text of the file", None))
#endif // QT_CONFIG(accessibility)
        self.copy_button.setText(QCoreApplication.translate("DiagnosticsDialog", u"Copy all", None))
#if QT_CONFIG(accessibility)
        self.copy_button.setAccessibleName(QCoreApplication.translate("DiagnosticsDialog", u"Copy all", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("DiagnosticsDialog", u"Close", None))
#if QT_CONFIG(accessibility)
        self.close_button.setAccessibleName(QCoreApplication.translate("DiagnosticsDialog", u"Close", None))
#endif // QT_CONFIG(accessibility)
        self.save_button.setText(QCoreApplication.translate("DiagnosticsDialog", u"Save as zip\u2026", None))
#if QT_CONFIG(accessibility)
        self.save_button.setAccessibleName(QCoreApplication.translate("DiagnosticsDialog", u"Save as zip\u2026", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
