"""Generated from ui/subscribe_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QCheckBox, QComboBox, QDialog,
    QFormLayout, QHBoxLayout, QLabel, QLineEdit,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout)

from qualtrics_desk.gui.widgets.notice import Notice

class Ui_SubscribeDialog(object):
    def setupUi(self, SubscribeDialog: QDialog) -> None:
        if not SubscribeDialog.objectName():
            SubscribeDialog.setObjectName(u"SubscribeDialog")
        SubscribeDialog.setMinimumSize(QSize(560, 0))
        self.column = QVBoxLayout(SubscribeDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(SubscribeDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")

        self.column.addWidget(self.title_label)

        self.hint_label = QLabel(SubscribeDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"muted")
        self.hint_label.setWordWrap(True)

        self.column.addWidget(self.hint_label)

        self.form = QFormLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(8)
        self.what_label = QLabel(SubscribeDialog)
        self.what_label.setObjectName(u"what_label")

        self.form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.what_label)

        self.what_box = QComboBox(SubscribeDialog)
        self.what_box.setObjectName(u"what_box")

        self.form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.what_box)

        self.survey_label = QLabel(SubscribeDialog)
        self.survey_label.setObjectName(u"survey_label")

        self.form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.survey_label)

        self.survey_box = QComboBox(SubscribeDialog)
        self.survey_box.setObjectName(u"survey_box")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.survey_box.sizePolicy().hasHeightForWidth())
        self.survey_box.setSizePolicy(sizePolicy)

        self.form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.survey_box)

        self.topic_label = QLabel(SubscribeDialog)
        self.topic_label.setObjectName(u"topic_label")

        self.form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.topic_label)

        self.topic_edit = QLineEdit(SubscribeDialog)
        self.topic_edit.setObjectName(u"topic_edit")

        self.form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.topic_edit)

        self.address_label = QLabel(SubscribeDialog)
        self.address_label.setObjectName(u"address_label")

        self.form.setWidget(3, QFormLayout.ItemRole.LabelRole, self.address_label)

        self.address_row = QHBoxLayout()
        self.address_row.setSpacing(8)
        self.address_row.setObjectName(u"address_row")
        self.address_edit = QLineEdit(SubscribeDialog)
        self.address_edit.setObjectName(u"address_edit")

        self.address_row.addWidget(self.address_edit)

        self.test_button = QPushButton(SubscribeDialog)
        self.test_button.setObjectName(u"test_button")
        self.test_button.setProperty(u"role", u"secondary")

        self.address_row.addWidget(self.test_button)


        self.form.setLayout(3, QFormLayout.ItemRole.FieldRole, self.address_row)

        self.key_label = QLabel(SubscribeDialog)
        self.key_label.setObjectName(u"key_label")

        self.form.setWidget(4, QFormLayout.ItemRole.LabelRole, self.key_label)

        self.key_edit = QLineEdit(SubscribeDialog)
        self.key_edit.setObjectName(u"key_edit")
        self.key_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.form.setWidget(4, QFormLayout.ItemRole.FieldRole, self.key_edit)

        self.encrypt_box = QCheckBox(SubscribeDialog)
        self.encrypt_box.setObjectName(u"encrypt_box")

        self.form.setWidget(5, QFormLayout.ItemRole.FieldRole, self.encrypt_box)


        self.column.addLayout(self.form)

        self.tested_label = QLabel(SubscribeDialog)
        self.tested_label.setObjectName(u"tested_label")
        self.tested_label.setProperty(u"role", u"muted")
        self.tested_label.setTextFormat(Qt.TextFormat.PlainText)
        self.tested_label.setWordWrap(True)

        self.column.addWidget(self.tested_label)

        self.notice = Notice(SubscribeDialog)
        self.notice.setObjectName(u"notice")

        self.column.addWidget(self.notice)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.cancel_button = QPushButton(SubscribeDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(SubscribeDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.what_label.setBuddy(self.what_box)
        self.survey_label.setBuddy(self.survey_box)
        self.topic_label.setBuddy(self.topic_edit)
        self.address_label.setBuddy(self.address_edit)
        self.key_label.setBuddy(self.key_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(SubscribeDialog)

        self.accept_button.setDefault(True)

    # setupUi

    def retranslateUi(self, SubscribeDialog: QDialog) -> None:
        self.title_label.setText(QCoreApplication.translate("SubscribeDialog", u"New event subscription", None))
        self.hint_label.setText(QCoreApplication.translate("SubscribeDialog", u"The service sends a message to your address each time this happens. It concerns the whole brand and needs a brand administrator's token.", None))
        self.what_label.setText(QCoreApplication.translate("SubscribeDialog", u"When", None))
#if QT_CONFIG(accessibility)
        self.what_box.setAccessibleName(QCoreApplication.translate("SubscribeDialog", u"What happens", None))
#endif // QT_CONFIG(accessibility)
        self.survey_label.setText(QCoreApplication.translate("SubscribeDialog", u"Of the survey", None))
#if QT_CONFIG(accessibility)
        self.survey_box.setAccessibleName(QCoreApplication.translate("SubscribeDialog", u"Survey", None))
#endif // QT_CONFIG(accessibility)
        self.topic_label.setText(QCoreApplication.translate("SubscribeDialog", u"Topic", None))
#if QT_CONFIG(accessibility)
        self.topic_edit.setAccessibleName(QCoreApplication.translate("SubscribeDialog", u"Topic", None))
#endif // QT_CONFIG(accessibility)
        self.address_label.setText(QCoreApplication.translate("SubscribeDialog", u"Goes to", None))
        self.address_edit.setPlaceholderText(QCoreApplication.translate("SubscribeDialog", u"https://\u2026", None))
#if QT_CONFIG(accessibility)
        self.address_edit.setAccessibleName(QCoreApplication.translate("SubscribeDialog", u"Address that messages go to", None))
#endif // QT_CONFIG(accessibility)
        self.test_button.setText(QCoreApplication.translate("SubscribeDialog", u"Test the address", None))
        self.key_label.setText(QCoreApplication.translate("SubscribeDialog", u"Shared key (optional)", None))
#if QT_CONFIG(accessibility)
        self.key_edit.setAccessibleName(QCoreApplication.translate("SubscribeDialog", u"Shared key", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.key_edit.setToolTip(QCoreApplication.translate("SubscribeDialog", u"With a key each message carries a signature. It is not kept on this machine.", None))
#endif // QT_CONFIG(tooltip)
        self.encrypt_box.setText(QCoreApplication.translate("SubscribeDialog", u"Encrypt the message (AES)", None))
        self.cancel_button.setText(QCoreApplication.translate("SubscribeDialog", u"Cancel", None))
        self.accept_button.setText(QCoreApplication.translate("SubscribeDialog", u"Create subscription", None))
        pass
    # retranslateUi
