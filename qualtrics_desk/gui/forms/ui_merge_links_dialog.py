"""Generated from ui/merge_links_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QComboBox, QDialog, QFormLayout,
    QHBoxLayout, QLabel, QLineEdit, QPushButton,
    QSizePolicy, QSpacerItem, QVBoxLayout)

class Ui_MergeLinksDialog(object):
    def setupUi(self, MergeLinksDialog: QDialog) -> None:
        if not MergeLinksDialog.objectName():
            MergeLinksDialog.setObjectName(u"MergeLinksDialog")
        MergeLinksDialog.setMinimumSize(QSize(520, 0))
        self.column = QVBoxLayout(MergeLinksDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(MergeLinksDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.hint_label = QLabel(MergeLinksDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"muted")
        self.hint_label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint_label.setWordWrap(True)

        self.column.addWidget(self.hint_label)

        self.form = QFormLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.by_label = QLabel(MergeLinksDialog)
        self.by_label.setObjectName(u"by_label")

        self.form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.by_label)

        self.by_box = QComboBox(MergeLinksDialog)
        self.by_box.setObjectName(u"by_box")

        self.form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.by_box)

        self.key_label = QLabel(MergeLinksDialog)
        self.key_label.setObjectName(u"key_label")

        self.form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.key_label)

        self.key_box = QComboBox(MergeLinksDialog)
        self.key_box.setObjectName(u"key_box")
        self.key_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

        self.form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.key_box)

        self.name_label = QLabel(MergeLinksDialog)
        self.name_label.setObjectName(u"name_label")

        self.form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.name_label)

        self.name_edit = QLineEdit(MergeLinksDialog)
        self.name_edit.setObjectName(u"name_edit")
        self.name_edit.setMaxLength(200)

        self.form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.name_edit)


        self.column.addLayout(self.form)

        self.problem_label = QLabel(MergeLinksDialog)
        self.problem_label.setObjectName(u"problem_label")
        self.problem_label.setProperty(u"role", u"caption")
        self.problem_label.setTextFormat(Qt.TextFormat.PlainText)
        self.problem_label.setWordWrap(True)

        self.column.addWidget(self.problem_label)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.cancel_button = QPushButton(MergeLinksDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(MergeLinksDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.by_label.setBuddy(self.by_box)
        self.key_label.setBuddy(self.key_box)
        self.name_label.setBuddy(self.name_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(MergeLinksDialog)

        self.accept_button.setDefault(True)

    # setupUi

    def retranslateUi(self, MergeLinksDialog: QDialog) -> None:
        MergeLinksDialog.setWindowTitle(QCoreApplication.translate("MergeLinksDialog", u"Add links to a file", None))
        self.hint_label.setText(QCoreApplication.translate("MergeLinksDialog", u"Its columns stay as they are, and the link is added as the last one. The result is a new file.", None))
        self.by_label.setText(QCoreApplication.translate("MergeLinksDialog", u"Who is who by", None))
#if QT_CONFIG(accessibility)
        self.by_box.setAccessibleName(QCoreApplication.translate("MergeLinksDialog", u"What says who is who", None))
#endif // QT_CONFIG(accessibility)
        self.key_label.setText(QCoreApplication.translate("MergeLinksDialog", u"In the column", None))
#if QT_CONFIG(accessibility)
        self.key_box.setAccessibleName(QCoreApplication.translate("MergeLinksDialog", u"Column of the file that says who is who", None))
#endif // QT_CONFIG(accessibility)
        self.name_label.setText(QCoreApplication.translate("MergeLinksDialog", u"New column", None))
#if QT_CONFIG(accessibility)
        self.name_edit.setAccessibleName(QCoreApplication.translate("MergeLinksDialog", u"Name of the column with the links", None))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(QCoreApplication.translate("MergeLinksDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("MergeLinksDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        self.accept_button.setText(QCoreApplication.translate("MergeLinksDialog", u"Add links\u2026", None))
#if QT_CONFIG(accessibility)
        self.accept_button.setAccessibleName(QCoreApplication.translate("MergeLinksDialog", u"Add links and choose the new file", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
