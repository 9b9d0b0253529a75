"""Generated from ui/survey_dates_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QCheckBox, QDateTimeEdit, QDialog,
    QHBoxLayout, QLabel, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout)

class Ui_SurveyDatesDialog(object):
    def setupUi(self, SurveyDatesDialog: QDialog) -> None:
        if not SurveyDatesDialog.objectName():
            SurveyDatesDialog.setObjectName(u"SurveyDatesDialog")
        SurveyDatesDialog.setMinimumSize(QSize(480, 0))
        self.column = QVBoxLayout(SurveyDatesDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(SurveyDatesDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.scope_label = QLabel(SurveyDatesDialog)
        self.scope_label.setObjectName(u"scope_label")
        self.scope_label.setProperty(u"role", u"muted")
        self.scope_label.setTextFormat(Qt.TextFormat.PlainText)
        self.scope_label.setWordWrap(True)

        self.column.addWidget(self.scope_label)

        self.starts_check = QCheckBox(SurveyDatesDialog)
        self.starts_check.setObjectName(u"starts_check")

        self.column.addWidget(self.starts_check)

        self.starts_edit = QDateTimeEdit(SurveyDatesDialog)
        self.starts_edit.setObjectName(u"starts_edit")
        self.starts_edit.setCalendarPopup(True)

        self.column.addWidget(self.starts_edit)

        self.ends_check = QCheckBox(SurveyDatesDialog)
        self.ends_check.setObjectName(u"ends_check")

        self.column.addWidget(self.ends_check)

        self.ends_edit = QDateTimeEdit(SurveyDatesDialog)
        self.ends_edit.setObjectName(u"ends_edit")
        self.ends_edit.setCalendarPopup(True)

        self.column.addWidget(self.ends_edit)

        self.hint_label = QLabel(SurveyDatesDialog)
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

        self.cancel_button = QPushButton(SurveyDatesDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(SurveyDatesDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")
        self.accept_button.setAutoDefault(True)

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)


        self.retranslateUi(SurveyDatesDialog)
    # setupUi

    def retranslateUi(self, SurveyDatesDialog: QDialog) -> None:
        SurveyDatesDialog.setWindowTitle(QCoreApplication.translate("SurveyDatesDialog", u"Set dates", None))
        self.starts_check.setText(QCoreApplication.translate("SurveyDatesDialog", u"Respondents may begin from", None))
#if QT_CONFIG(accessibility)
        self.starts_edit.setAccessibleName(QCoreApplication.translate("SurveyDatesDialog", u"When respondents may begin", None))
#endif // QT_CONFIG(accessibility)
        self.ends_check.setText(QCoreApplication.translate("SurveyDatesDialog", u"Respondents may answer until", None))
#if QT_CONFIG(accessibility)
        self.ends_edit.setAccessibleName(QCoreApplication.translate("SurveyDatesDialog", u"Until when respondents may answer", None))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(QCoreApplication.translate("SurveyDatesDialog", u"Cancel", None))
        self.accept_button.setText(QCoreApplication.translate("SurveyDatesDialog", u"Set dates", None))
    # retranslateUi
