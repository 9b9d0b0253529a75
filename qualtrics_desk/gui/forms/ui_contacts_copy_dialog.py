"""Generated from ui/contacts_copy_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QComboBox, QDialog, QFrame,
    QGridLayout, QHBoxLayout, QLabel, QLineEdit,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout)

from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.error_note import ErrorNote

class Ui_CopyListDialog(object):
    def setupUi(self, CopyListDialog: QDialog) -> None:
        if not CopyListDialog.objectName():
            CopyListDialog.setObjectName(u"CopyListDialog")
        CopyListDialog.setMinimumSize(QSize(560, 0))
        self.whole = QVBoxLayout(CopyListDialog)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(CopyListDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.whole.addWidget(self.title_label)

        self.form = QGridLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.profile_label = QLabel(CopyListDialog)
        self.profile_label.setObjectName(u"profile_label")
        self.profile_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.profile_label, 0, 0, 1, 1)

        self.profile_box = QComboBox(CopyListDialog)
        self.profile_box.setObjectName(u"profile_box")

        self.form.addWidget(self.profile_box, 0, 1, 1, 1)

        self.directory_label = QLabel(CopyListDialog)
        self.directory_label.setObjectName(u"directory_label")
        self.directory_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.directory_label, 1, 0, 1, 1)

        self.directory_box = QComboBox(CopyListDialog)
        self.directory_box.setObjectName(u"directory_box")

        self.form.addWidget(self.directory_box, 1, 1, 1, 1)

        self.name_label = QLabel(CopyListDialog)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.name_label, 2, 0, 1, 1)

        self.name_edit = QLineEdit(CopyListDialog)
        self.name_edit.setObjectName(u"name_edit")
        self.name_edit.setMaxLength(100)

        self.form.addWidget(self.name_edit, 2, 1, 1, 1)

        self.folder_label = QLabel(CopyListDialog)
        self.folder_label.setObjectName(u"folder_label")
        self.folder_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.folder_label, 3, 0, 1, 1)

        self.folder_row = QHBoxLayout()
        self.folder_row.setSpacing(8)
        self.folder_row.setObjectName(u"folder_row")
        self.path_label = ElidedLabel(CopyListDialog)
        self.path_label.setObjectName(u"path_label")

        self.folder_row.addWidget(self.path_label)

        self.folder_button = QPushButton(CopyListDialog)
        self.folder_button.setObjectName(u"folder_button")
        self.folder_button.setProperty(u"role", u"quiet")
        self.folder_button.setAutoDefault(False)

        self.folder_row.addWidget(self.folder_button)


        self.form.addLayout(self.folder_row, 3, 1, 1, 1)

        self.form.setColumnStretch(1, 1)

        self.whole.addLayout(self.form)

        self.state_label = QLabel(CopyListDialog)
        self.state_label.setObjectName(u"state_label")
        self.state_label.setProperty(u"role", u"caption")
        self.state_label.setTextFormat(Qt.TextFormat.PlainText)
        self.state_label.setWordWrap(True)

        self.whole.addWidget(self.state_label)

        self.error_note = ErrorNote(CopyListDialog)
        self.error_note.setObjectName(u"error_note")

        self.whole.addWidget(self.error_note)

        self.facts_frame = QFrame(CopyListDialog)
        self.facts_frame.setObjectName(u"facts_frame")
        self.facts_frame.setProperty(u"role", u"card")
        self.facts = QVBoxLayout(self.facts_frame)
        self.facts.setObjectName(u"facts")
        self.facts.setContentsMargins(12, 12, 12, 12)
        self.facts_label = QLabel(self.facts_frame)
        self.facts_label.setObjectName(u"facts_label")
        self.facts_label.setTextFormat(Qt.TextFormat.PlainText)
        self.facts_label.setWordWrap(True)

        self.facts.addWidget(self.facts_label)


        self.whole.addWidget(self.facts_frame)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.foot_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_spacer)

        self.cancel_button = QPushButton(CopyListDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")
        self.cancel_button.setAutoDefault(False)

        self.foot.addWidget(self.cancel_button)

        self.accept_button = QPushButton(CopyListDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")

        self.foot.addWidget(self.accept_button)


        self.whole.addLayout(self.foot)

#if QT_CONFIG(shortcut)
        self.profile_label.setBuddy(self.profile_box)
        self.directory_label.setBuddy(self.directory_box)
        self.name_label.setBuddy(self.name_edit)
        self.folder_label.setBuddy(self.folder_button)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(CopyListDialog)

        self.accept_button.setDefault(True)

    # setupUi

    def retranslateUi(self, CopyListDialog: QDialog) -> None:
        self.profile_label.setText(QCoreApplication.translate("CopyListDialog", u"To the profile", None))
#if QT_CONFIG(accessibility)
        self.profile_box.setAccessibleName(QCoreApplication.translate("CopyListDialog", u"Profile the list is copied to", None))
#endif // QT_CONFIG(accessibility)
        self.directory_label.setText(QCoreApplication.translate("CopyListDialog", u"Directory", None))
#if QT_CONFIG(accessibility)
        self.directory_box.setAccessibleName(QCoreApplication.translate("CopyListDialog", u"Directory the list is made in", None))
#endif // QT_CONFIG(accessibility)
        self.name_label.setText(QCoreApplication.translate("CopyListDialog", u"Name there", None))
#if QT_CONFIG(accessibility)
        self.name_edit.setAccessibleName(QCoreApplication.translate("CopyListDialog", u"Name of the new list", None))
#endif // QT_CONFIG(accessibility)
        self.folder_label.setText(QCoreApplication.translate("CopyListDialog", u"Files", None))
        self.folder_button.setText(QCoreApplication.translate("CopyListDialog", u"Change\u2026", None))
#if QT_CONFIG(accessibility)
        self.folder_button.setAccessibleName(QCoreApplication.translate("CopyListDialog", u"Change the folder of the files", None))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(QCoreApplication.translate("CopyListDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("CopyListDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        self.accept_button.setText(QCoreApplication.translate("CopyListDialog", u"Make the list and see the plan", None))
#if QT_CONFIG(accessibility)
        self.accept_button.setAccessibleName(QCoreApplication.translate("CopyListDialog", u"Make the empty list and see the plan of the copy", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
