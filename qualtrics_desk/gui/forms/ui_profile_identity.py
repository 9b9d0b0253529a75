"""Generated from ui/profile_identity.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize)
from PySide6.QtWidgets import (QCheckBox, QFormLayout, QHBoxLayout,
    QLabel, QLineEdit, QRadioButton, QSizePolicy,
    QSpacerItem, QWidget)

from qualtrics_desk.gui.widgets.colour_picker import ColourPicker

class Ui_ProfileIdentity(object):
    def setupUi(self, ProfileIdentity: QWidget) -> None:
        if not ProfileIdentity.objectName():
            ProfileIdentity.setObjectName(u"ProfileIdentity")
        self.form = QFormLayout(ProfileIdentity)
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(8)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.name_label = QLabel(ProfileIdentity)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setMinimumSize(QSize(0, 32))

        self.form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.name_label)

        self.name_edit = QLineEdit(ProfileIdentity)
        self.name_edit.setObjectName(u"name_edit")
        self.name_edit.setMaxLength(60)

        self.form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.name_edit)

        self.kind_label = QLabel(ProfileIdentity)
        self.kind_label.setObjectName(u"kind_label")
        self.kind_label.setMinimumSize(QSize(0, 28))

        self.form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.kind_label)

        self.kind_row = QHBoxLayout()
        self.kind_row.setSpacing(12)
        self.kind_row.setObjectName(u"kind_row")
        self.production_radio = QRadioButton(ProfileIdentity)
        self.production_radio.setObjectName(u"production_radio")

        self.kind_row.addWidget(self.production_radio)

        self.test_radio = QRadioButton(ProfileIdentity)
        self.test_radio.setObjectName(u"test_radio")

        self.kind_row.addWidget(self.test_radio)

        self.sandbox_radio = QRadioButton(ProfileIdentity)
        self.sandbox_radio.setObjectName(u"sandbox_radio")

        self.kind_row.addWidget(self.sandbox_radio)

        self.kind_space = QSpacerItem(0, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.kind_row.addItem(self.kind_space)


        self.form.setLayout(1, QFormLayout.ItemRole.FieldRole, self.kind_row)

        self.kind_hint = QLabel(ProfileIdentity)
        self.kind_hint.setObjectName(u"kind_hint")
        self.kind_hint.setProperty(u"role", u"caption")

        self.form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.kind_hint)

        self.colour_label = QLabel(ProfileIdentity)
        self.colour_label.setObjectName(u"colour_label")
        self.colour_label.setMinimumSize(QSize(0, 28))

        self.form.setWidget(3, QFormLayout.ItemRole.LabelRole, self.colour_label)

        self.colour_picker = ColourPicker(ProfileIdentity)
        self.colour_picker.setObjectName(u"colour_picker")

        self.form.setWidget(3, QFormLayout.ItemRole.FieldRole, self.colour_picker)

        self.write_label = QLabel(ProfileIdentity)
        self.write_label.setObjectName(u"write_label")
        self.write_label.setMinimumSize(QSize(0, 28))

        self.form.setWidget(4, QFormLayout.ItemRole.LabelRole, self.write_label)

        self.read_only_check = QCheckBox(ProfileIdentity)
        self.read_only_check.setObjectName(u"read_only_check")

        self.form.setWidget(4, QFormLayout.ItemRole.FieldRole, self.read_only_check)

#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.name_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ProfileIdentity)
    # setupUi

    def retranslateUi(self, ProfileIdentity: QWidget) -> None:
        self.name_label.setText(QCoreApplication.translate("ProfileIdentity", u"Name", None))
#if QT_CONFIG(accessibility)
        self.name_edit.setAccessibleName(QCoreApplication.translate("ProfileIdentity", u"Name of the profile", None))
#endif // QT_CONFIG(accessibility)
        self.kind_label.setText(QCoreApplication.translate("ProfileIdentity", u"Kind", None))
        self.production_radio.setText(QCoreApplication.translate("ProfileIdentity", u"Production", None))
#if QT_CONFIG(accessibility)
        self.production_radio.setAccessibleName(QCoreApplication.translate("ProfileIdentity", u"Production: real people are concerned", None))
#endif // QT_CONFIG(accessibility)
        self.test_radio.setText(QCoreApplication.translate("ProfileIdentity", u"Test", None))
#if QT_CONFIG(accessibility)
        self.test_radio.setAccessibleName(QCoreApplication.translate("ProfileIdentity", u"Test: nobody is concerned", None))
#endif // QT_CONFIG(accessibility)
        self.sandbox_radio.setText(QCoreApplication.translate("ProfileIdentity", u"Sandbox", None))
#if QT_CONFIG(accessibility)
        self.sandbox_radio.setAccessibleName(QCoreApplication.translate("ProfileIdentity", u"Sandbox: runs on this machine", None))
#endif // QT_CONFIG(accessibility)
        self.colour_label.setText(QCoreApplication.translate("ProfileIdentity", u"Colour", None))
#if QT_CONFIG(accessibility)
        self.colour_picker.setAccessibleName(QCoreApplication.translate("ProfileIdentity", u"Colour of the profile", None))
#endif // QT_CONFIG(accessibility)
        self.write_label.setText(QCoreApplication.translate("ProfileIdentity", u"Writing", None))
        self.read_only_check.setText(QCoreApplication.translate("ProfileIdentity", u"Read-only: no writing request is ever sent", None))
#if QT_CONFIG(accessibility)
        self.read_only_check.setAccessibleName(QCoreApplication.translate("ProfileIdentity", u"Read-only: no writing request is ever sent", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
