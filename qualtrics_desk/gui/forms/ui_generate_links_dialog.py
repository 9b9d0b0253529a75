"""Generated from ui/generate_links_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QDateTimeEdit, QDialog, QFrame,
    QGridLayout, QHBoxLayout, QLabel, QLineEdit,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout)

from qualtrics_desk.gui.widgets.choice_box import ChoiceBox

class Ui_GenerateLinksDialog(object):
    def setupUi(self, GenerateLinksDialog: QDialog) -> None:
        if not GenerateLinksDialog.objectName():
            GenerateLinksDialog.setObjectName(u"GenerateLinksDialog")
        GenerateLinksDialog.setMinimumSize(QSize(480, 0))
        self.column = QVBoxLayout(GenerateLinksDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(GenerateLinksDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.form = QGridLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.list_label = QLabel(GenerateLinksDialog)
        self.list_label.setObjectName(u"list_label")
        self.list_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.list_label, 0, 0, 1, 1)

        self.list_box = ChoiceBox(GenerateLinksDialog)
        self.list_box.setObjectName(u"list_box")

        self.form.addWidget(self.list_box, 0, 1, 1, 1)

        self.description_label = QLabel(GenerateLinksDialog)
        self.description_label.setObjectName(u"description_label")
        self.description_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.description_label, 1, 0, 1, 1)

        self.description_edit = QLineEdit(GenerateLinksDialog)
        self.description_edit.setObjectName(u"description_edit")
        self.description_edit.setMaxLength(200)

        self.form.addWidget(self.description_edit, 1, 1, 1, 1)

        self.expires_label = QLabel(GenerateLinksDialog)
        self.expires_label.setObjectName(u"expires_label")
        self.expires_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.expires_label, 2, 0, 1, 1)

        self.expires_edit = QDateTimeEdit(GenerateLinksDialog)
        self.expires_edit.setObjectName(u"expires_edit")
        self.expires_edit.setCalendarPopup(True)

        self.form.addWidget(self.expires_edit, 2, 1, 1, 1)

        self.zone_label = QLabel(GenerateLinksDialog)
        self.zone_label.setObjectName(u"zone_label")
        self.zone_label.setProperty(u"role", u"caption")
        self.zone_label.setWordWrap(True)
        self.zone_label.setTextFormat(Qt.TextFormat.PlainText)

        self.form.addWidget(self.zone_label, 3, 1, 1, 1)

        self.form.setColumnStretch(1, 1)

        self.column.addLayout(self.form)

        self.effect_frame = QFrame(GenerateLinksDialog)
        self.effect_frame.setObjectName(u"effect_frame")
        self.effect_frame.setProperty(u"role", u"notice")
        self.effect_column = QVBoxLayout(self.effect_frame)
        self.effect_column.setSpacing(4)
        self.effect_column.setObjectName(u"effect_column")
        self.effect_column.setContentsMargins(16, 12, 16, 12)
        self.effect_label = QLabel(self.effect_frame)
        self.effect_label.setObjectName(u"effect_label")
        self.effect_label.setProperty(u"role", u"")
        self.effect_label.setTextFormat(Qt.TextFormat.PlainText)
        self.effect_label.setWordWrap(True)

        self.effect_column.addWidget(self.effect_label)


        self.column.addWidget(self.effect_frame)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.space = QSpacerItem(8, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.cancel_button = QPushButton(GenerateLinksDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(GenerateLinksDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.list_label.setBuddy(self.list_box)
        self.description_label.setBuddy(self.description_edit)
        self.expires_label.setBuddy(self.expires_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(GenerateLinksDialog)

        self.accept_button.setDefault(True)

    # setupUi

    def retranslateUi(self, GenerateLinksDialog: QDialog) -> None:
        GenerateLinksDialog.setWindowTitle(QCoreApplication.translate("GenerateLinksDialog", u"Generate links", None))
        self.list_label.setText(QCoreApplication.translate("GenerateLinksDialog", u"For the list", None))
#if QT_CONFIG(accessibility)
        self.list_box.setAccessibleName(QCoreApplication.translate("GenerateLinksDialog", u"List that gets links", None))
#endif // QT_CONFIG(accessibility)
        self.description_label.setText(QCoreApplication.translate("GenerateLinksDialog", u"Description", None))
#if QT_CONFIG(accessibility)
        self.description_edit.setAccessibleName(QCoreApplication.translate("GenerateLinksDialog", u"Description of the links", None))
#endif // QT_CONFIG(accessibility)
        self.expires_label.setText(QCoreApplication.translate("GenerateLinksDialog", u"They end", None))
#if QT_CONFIG(accessibility)
        self.expires_edit.setAccessibleName(QCoreApplication.translate("GenerateLinksDialog", u"When the links end", None))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(QCoreApplication.translate("GenerateLinksDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("GenerateLinksDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        self.accept_button.setText(QCoreApplication.translate("GenerateLinksDialog", u"Generate links", None))
#if QT_CONFIG(accessibility)
        self.accept_button.setAccessibleName(QCoreApplication.translate("GenerateLinksDialog", u"Generate links", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
