"""Generated from ui/copy_survey_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QComboBox, QDialog, QHBoxLayout,
    QLabel, QLineEdit, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout)

class Ui_CopySurveyDialog(object):
    def setupUi(self, CopySurveyDialog: QDialog) -> None:
        if not CopySurveyDialog.objectName():
            CopySurveyDialog.setObjectName(u"CopySurveyDialog")
        CopySurveyDialog.setMinimumSize(QSize(480, 0))
        self.column = QVBoxLayout(CopySurveyDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(CopySurveyDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.name_label = QLabel(CopySurveyDialog)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setProperty(u"role", u"muted")

        self.column.addWidget(self.name_label)

        self.name_edit = QLineEdit(CopySurveyDialog)
        self.name_edit.setObjectName(u"name_edit")
        self.name_edit.setMaxLength(200)

        self.column.addWidget(self.name_edit)

        self.owner_label = QLabel(CopySurveyDialog)
        self.owner_label.setObjectName(u"owner_label")
        self.owner_label.setProperty(u"role", u"muted")

        self.column.addWidget(self.owner_label)

        self.owner_box = QComboBox(CopySurveyDialog)
        self.owner_box.setObjectName(u"owner_box")
        self.owner_box.setEditable(True)

        self.column.addWidget(self.owner_box)

        self.hint_label = QLabel(CopySurveyDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"caption")
        self.hint_label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint_label.setWordWrap(True)

        self.column.addWidget(self.hint_label)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.buttons_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_spacer)

        self.cancel_button = QPushButton(CopySurveyDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(CopySurveyDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")
        self.accept_button.setAutoDefault(True)

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.name_edit)
        self.owner_label.setBuddy(self.owner_box)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(CopySurveyDialog)
    # setupUi

    def retranslateUi(self, CopySurveyDialog: QDialog) -> None:
        CopySurveyDialog.setWindowTitle(QCoreApplication.translate("CopySurveyDialog", u"Copy survey", None))
        self.name_label.setText(QCoreApplication.translate("CopySurveyDialog", u"What the copy is called", None))
#if QT_CONFIG(accessibility)
        self.name_edit.setAccessibleName(QCoreApplication.translate("CopySurveyDialog", u"Name of the copy", None))
#endif // QT_CONFIG(accessibility)
        self.owner_label.setText(QCoreApplication.translate("CopySurveyDialog", u"Whose it will be", None))
#if QT_CONFIG(accessibility)
        self.owner_box.setAccessibleName(QCoreApplication.translate("CopySurveyDialog", u"Owner of the copy", None))
#endif // QT_CONFIG(accessibility)
        self.hint_label.setText(QCoreApplication.translate("CopySurveyDialog", u"The copy has no responses and is inactive. Somebody else\u2019s copy does not stand in your list.", None))
        self.cancel_button.setText(QCoreApplication.translate("CopySurveyDialog", u"Cancel", None))
        self.accept_button.setText(QCoreApplication.translate("CopySurveyDialog", u"Copy survey", None))
    # retranslateUi
