"""Generated from ui/share_surveys_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QComboBox, QDialog, QHBoxLayout,
    QLabel, QPushButton, QSizePolicy, QSpacerItem,
    QVBoxLayout)

class Ui_ShareSurveysDialog(object):
    def setupUi(self, ShareSurveysDialog: QDialog) -> None:
        if not ShareSurveysDialog.objectName():
            ShareSurveysDialog.setObjectName(u"ShareSurveysDialog")
        ShareSurveysDialog.setMinimumSize(QSize(480, 0))
        self.column = QVBoxLayout(ShareSurveysDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(ShareSurveysDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.scope_label = QLabel(ShareSurveysDialog)
        self.scope_label.setObjectName(u"scope_label")
        self.scope_label.setProperty(u"role", u"muted")
        self.scope_label.setTextFormat(Qt.TextFormat.PlainText)
        self.scope_label.setWordWrap(True)

        self.column.addWidget(self.scope_label)

        self.user_label = QLabel(ShareSurveysDialog)
        self.user_label.setObjectName(u"user_label")
        self.user_label.setProperty(u"role", u"muted")

        self.column.addWidget(self.user_label)

        self.user_box = QComboBox(ShareSurveysDialog)
        self.user_box.setObjectName(u"user_box")
        self.user_box.setEditable(True)

        self.column.addWidget(self.user_box)

        self.rights_label = QLabel(ShareSurveysDialog)
        self.rights_label.setObjectName(u"rights_label")
        self.rights_label.setProperty(u"role", u"muted")

        self.column.addWidget(self.rights_label)

        self.rights_box = QComboBox(ShareSurveysDialog)
        self.rights_box.setObjectName(u"rights_box")

        self.column.addWidget(self.rights_box)

        self.hint_label = QLabel(ShareSurveysDialog)
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

        self.cancel_button = QPushButton(ShareSurveysDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(ShareSurveysDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")
        self.accept_button.setAutoDefault(True)

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.user_label.setBuddy(self.user_box)
        self.rights_label.setBuddy(self.rights_box)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ShareSurveysDialog)
    # setupUi

    def retranslateUi(self, ShareSurveysDialog: QDialog) -> None:
        ShareSurveysDialog.setWindowTitle(QCoreApplication.translate("ShareSurveysDialog", u"Share surveys", None))
        self.user_label.setText(QCoreApplication.translate("ShareSurveysDialog", u"With whom", None))
#if QT_CONFIG(accessibility)
        self.user_box.setAccessibleName(QCoreApplication.translate("ShareSurveysDialog", u"User or group to share with", None))
#endif // QT_CONFIG(accessibility)
        self.rights_label.setText(QCoreApplication.translate("ShareSurveysDialog", u"What they may do", None))
#if QT_CONFIG(accessibility)
        self.rights_box.setAccessibleName(QCoreApplication.translate("ShareSurveysDialog", u"Rights of the collaborator", None))
#endif // QT_CONFIG(accessibility)
        self.hint_label.setText(QCoreApplication.translate("ShareSurveysDialog", u"The service can add a collaborator, but neither list them nor take one away: that is done in the survey\u2019s own page.", None))
        self.cancel_button.setText(QCoreApplication.translate("ShareSurveysDialog", u"Cancel", None))
        self.accept_button.setText(QCoreApplication.translate("ShareSurveysDialog", u"Share", None))
    # retranslateUi
