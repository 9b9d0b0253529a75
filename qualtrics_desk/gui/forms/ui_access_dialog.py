"""Generated from ui/access_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize)
from PySide6.QtWidgets import (QDialog, QHBoxLayout, QPushButton,
    QSizePolicy, QSpacerItem, QVBoxLayout)

from qualtrics_desk.gui.widgets.access_view import AccessView
from qualtrics_desk.gui.widgets.error_note import ErrorNote

class Ui_AccessDialog(object):
    def setupUi(self, AccessDialog: QDialog) -> None:
        if not AccessDialog.objectName():
            AccessDialog.setObjectName(u"AccessDialog")
        AccessDialog.setMinimumSize(QSize(480, 440))
        self.whole = QVBoxLayout(AccessDialog)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 24, 24, 16)
        self.access_view = AccessView(AccessDialog)
        self.access_view.setObjectName(u"access_view")

        self.whole.addWidget(self.access_view)

        self.error_note = ErrorNote(AccessDialog)
        self.error_note.setObjectName(u"error_note")

        self.whole.addWidget(self.error_note)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.again_button = QPushButton(AccessDialog)
        self.again_button.setObjectName(u"again_button")
        self.again_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.again_button)

        self.buttons_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_space)

        self.close_button = QPushButton(AccessDialog)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.close_button)


        self.whole.addLayout(self.buttons)


        self.retranslateUi(AccessDialog)
    # setupUi

    def retranslateUi(self, AccessDialog: QDialog) -> None:
        AccessDialog.setWindowTitle(QCoreApplication.translate("AccessDialog", u"What this profile can do", None))
        self.again_button.setText(QCoreApplication.translate("AccessDialog", u"Test again", None))
#if QT_CONFIG(accessibility)
        self.again_button.setAccessibleName(QCoreApplication.translate("AccessDialog", u"Test again", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("AccessDialog", u"Close", None))
#if QT_CONFIG(accessibility)
        self.close_button.setAccessibleName(QCoreApplication.translate("AccessDialog", u"Close", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
