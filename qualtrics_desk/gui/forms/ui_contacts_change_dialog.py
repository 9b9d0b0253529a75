"""Generated from ui/contacts_change_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QCheckBox, QComboBox, QDialog,
    QFormLayout, QHBoxLayout, QLabel, QLineEdit,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

class Ui_ChangeDialog(object):
    def setupUi(self, ChangeDialog: QDialog) -> None:
        if not ChangeDialog.objectName():
            ChangeDialog.setObjectName(u"ChangeDialog")
        ChangeDialog.resize(560, 430)
        self.whole = QVBoxLayout(ChangeDialog)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = QLabel(ChangeDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)

        self.titles.addWidget(self.title_label)

        self.hint_label = QLabel(ChangeDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"muted")
        self.hint_label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint_label.setWordWrap(True)

        self.titles.addWidget(self.hint_label)


        self.whole.addLayout(self.titles)

        self.form = QFormLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.scope_label = QLabel(ChangeDialog)
        self.scope_label.setObjectName(u"scope_label")
        self.scope_label.setProperty(u"role", u"muted")
        self.scope_label.setMinimumSize(QSize(0, 32))

        self.form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.scope_label)

        self.scope_combo = QComboBox(ChangeDialog)
        self.scope_combo.setObjectName(u"scope_combo")

        self.form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.scope_combo)

        self.field_label = QLabel(ChangeDialog)
        self.field_label.setObjectName(u"field_label")
        self.field_label.setProperty(u"role", u"muted")
        self.field_label.setMinimumSize(QSize(0, 32))

        self.form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.field_label)

        self.field_combo = QComboBox(ChangeDialog)
        self.field_combo.setObjectName(u"field_combo")

        self.form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.field_combo)

        self.how_label = QLabel(ChangeDialog)
        self.how_label.setObjectName(u"how_label")
        self.how_label.setProperty(u"role", u"muted")
        self.how_label.setMinimumSize(QSize(0, 32))

        self.form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.how_label)

        self.how_combo = QComboBox(ChangeDialog)
        self.how_combo.setObjectName(u"how_combo")

        self.form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.how_combo)

        self.find_label = QLabel(ChangeDialog)
        self.find_label.setObjectName(u"find_label")
        self.find_label.setProperty(u"role", u"muted")
        self.find_label.setMinimumSize(QSize(0, 32))

        self.form.setWidget(3, QFormLayout.ItemRole.LabelRole, self.find_label)

        self.find_edit = QLineEdit(ChangeDialog)
        self.find_edit.setObjectName(u"find_edit")

        self.form.setWidget(3, QFormLayout.ItemRole.FieldRole, self.find_edit)

        self.text_label = QLabel(ChangeDialog)
        self.text_label.setObjectName(u"text_label")
        self.text_label.setProperty(u"role", u"muted")
        self.text_label.setMinimumSize(QSize(0, 32))

        self.form.setWidget(4, QFormLayout.ItemRole.LabelRole, self.text_label)

        self.text_edit = QLineEdit(ChangeDialog)
        self.text_edit.setObjectName(u"text_edit")

        self.form.setWidget(4, QFormLayout.ItemRole.FieldRole, self.text_edit)

        self.source_label = QLabel(ChangeDialog)
        self.source_label.setObjectName(u"source_label")
        self.source_label.setProperty(u"role", u"muted")
        self.source_label.setMinimumSize(QSize(0, 32))

        self.form.setWidget(5, QFormLayout.ItemRole.LabelRole, self.source_label)

        self.source_combo = QComboBox(ChangeDialog)
        self.source_combo.setObjectName(u"source_combo")

        self.form.setWidget(5, QFormLayout.ItemRole.FieldRole, self.source_combo)

        self.which_label = QLabel(ChangeDialog)
        self.which_label.setObjectName(u"which_label")
        self.which_label.setProperty(u"role", u"muted")
        self.which_label.setMinimumSize(QSize(0, 32))

        self.form.setWidget(6, QFormLayout.ItemRole.LabelRole, self.which_label)

        self.which_combo = QComboBox(ChangeDialog)
        self.which_combo.setObjectName(u"which_combo")

        self.form.setWidget(6, QFormLayout.ItemRole.FieldRole, self.which_combo)


        self.whole.addLayout(self.form)

        self.options = QWidget(ChangeDialog)
        self.options.setObjectName(u"options")
        self.options_row = QHBoxLayout(self.options)
        self.options_row.setSpacing(16)
        self.options_row.setObjectName(u"options_row")
        self.options_row.setContentsMargins(0, 0, 0, 0)
        self.case_check = QCheckBox(self.options)
        self.case_check.setObjectName(u"case_check")

        self.options_row.addWidget(self.case_check)

        self.whole_check = QCheckBox(self.options)
        self.whole_check.setObjectName(u"whole_check")

        self.options_row.addWidget(self.whole_check)

        self.options_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.options_row.addItem(self.options_spacer)


        self.whole.addWidget(self.options)

        self.preview_label = QLabel(ChangeDialog)
        self.preview_label.setObjectName(u"preview_label")
        self.preview_label.setTextFormat(Qt.TextFormat.PlainText)
        self.preview_label.setWordWrap(True)
        self.preview_label.setAlignment(Qt.AlignmentFlag.AlignLeft|Qt.AlignmentFlag.AlignTop)
        self.preview_label.setMinimumSize(QSize(0, 104))

        self.whole.addWidget(self.preview_label)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.foot_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_spacer)

        self.cancel_button = QPushButton(ChangeDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.cancel_button)

        self.accept_button = QPushButton(ChangeDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")

        self.foot.addWidget(self.accept_button)


        self.whole.addLayout(self.foot)

#if QT_CONFIG(shortcut)
        self.scope_label.setBuddy(self.scope_combo)
        self.field_label.setBuddy(self.field_combo)
        self.how_label.setBuddy(self.how_combo)
        self.find_label.setBuddy(self.find_edit)
        self.text_label.setBuddy(self.text_edit)
        self.source_label.setBuddy(self.source_combo)
        self.which_label.setBuddy(self.which_combo)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ChangeDialog)
    # setupUi

    def retranslateUi(self, ChangeDialog: QDialog) -> None:
        self.title_label.setText(QCoreApplication.translate("ChangeDialog", u"Change many cells", None))
        self.hint_label.setText(QCoreApplication.translate("ChangeDialog", u"One step: Ctrl+Z takes all of it back. Nothing is sent before Commit.", None))
        self.scope_label.setText(QCoreApplication.translate("ChangeDialog", u"Rows", None))
#if QT_CONFIG(accessibility)
        self.scope_combo.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"Which rows", None))
#endif // QT_CONFIG(accessibility)
        self.field_label.setText(QCoreApplication.translate("ChangeDialog", u"Field", None))
#if QT_CONFIG(accessibility)
        self.field_combo.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"Which field", None))
#endif // QT_CONFIG(accessibility)
        self.how_label.setText(QCoreApplication.translate("ChangeDialog", u"Change", None))
#if QT_CONFIG(accessibility)
        self.how_combo.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"How the cells are changed", None))
#endif // QT_CONFIG(accessibility)
        self.find_label.setText(QCoreApplication.translate("ChangeDialog", u"Find", None))
#if QT_CONFIG(accessibility)
        self.find_edit.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"What is looked for", None))
#endif // QT_CONFIG(accessibility)
        self.text_label.setText(QCoreApplication.translate("ChangeDialog", u"Value", None))
#if QT_CONFIG(accessibility)
        self.text_edit.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"The value", None))
#endif // QT_CONFIG(accessibility)
        self.source_label.setText(QCoreApplication.translate("ChangeDialog", u"From field", None))
#if QT_CONFIG(accessibility)
        self.source_combo.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"The field whose values are taken", None))
#endif // QT_CONFIG(accessibility)
        self.which_label.setText(QCoreApplication.translate("ChangeDialog", u"Cells", None))
#if QT_CONFIG(accessibility)
        self.which_combo.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"Which cells are touched", None))
#endif // QT_CONFIG(accessibility)
        self.case_check.setText(QCoreApplication.translate("ChangeDialog", u"Match case", None))
#if QT_CONFIG(accessibility)
        self.case_check.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"Match case", None))
#endif // QT_CONFIG(accessibility)
        self.whole_check.setText(QCoreApplication.translate("ChangeDialog", u"Whole cells only", None))
#if QT_CONFIG(accessibility)
        self.whole_check.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"Whole cells only", None))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(QCoreApplication.translate("ChangeDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        self.accept_button.setText(QCoreApplication.translate("ChangeDialog", u"Change", None))
#if QT_CONFIG(accessibility)
        self.accept_button.setAccessibleName(QCoreApplication.translate("ChangeDialog", u"Change the cells", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
