"""Generated from ui/contacts_people_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QComboBox, QDialog, QHBoxLayout,
    QLabel, QLineEdit, QPushButton,
    QSizePolicy, QSpacerItem, QTableView, QVBoxLayout)

class Ui_PeopleDialog(object):
    def setupUi(self, PeopleDialog: QDialog) -> None:
        if not PeopleDialog.objectName():
            PeopleDialog.setObjectName(u"PeopleDialog")
        PeopleDialog.resize(900, 600)
        self.whole = QVBoxLayout(PeopleDialog)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = QLabel(PeopleDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)

        self.titles.addWidget(self.title_label)

        self.hint_label = QLabel(PeopleDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"muted")
        self.hint_label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint_label.setWordWrap(True)

        self.titles.addWidget(self.hint_label)


        self.whole.addLayout(self.titles)

        self.ask = QHBoxLayout()
        self.ask.setSpacing(8)
        self.ask.setObjectName(u"ask")
        self.text_edit = QLineEdit(PeopleDialog)
        self.text_edit.setObjectName(u"text_edit")
        self.text_edit.setClearButtonEnabled(True)

        self.ask.addWidget(self.text_edit)

        self.directory_combo = QComboBox(PeopleDialog)
        self.directory_combo.setObjectName(u"directory_combo")

        self.ask.addWidget(self.directory_combo)

        self.find_button = QPushButton(PeopleDialog)
        self.find_button.setObjectName(u"find_button")
        self.find_button.setProperty(u"role", u"primary")

        self.ask.addWidget(self.find_button)


        self.whole.addLayout(self.ask)

        self.filters = QVBoxLayout()
        self.filters.setSpacing(4)
        self.filters.setObjectName(u"filters")

        self.whole.addLayout(self.filters)

        self.more = QHBoxLayout()
        self.more.setSpacing(8)
        self.more.setObjectName(u"more")
        self.add_button = QPushButton(PeopleDialog)
        self.add_button.setObjectName(u"add_button")
        self.add_button.setProperty(u"role", u"quiet")

        self.more.addWidget(self.add_button)

        self.more_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.more.addItem(self.more_spacer)


        self.whole.addLayout(self.more)

        self.said_label = QLabel(PeopleDialog)
        self.said_label.setObjectName(u"said_label")
        self.said_label.setTextFormat(Qt.TextFormat.PlainText)
        self.said_label.setWordWrap(True)

        self.whole.addWidget(self.said_label)

        self.table = QTableView(PeopleDialog)
        self.table.setObjectName(u"table")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.table.sizePolicy().hasHeightForWidth())
        self.table.setSizePolicy(sizePolicy)

        self.whole.addWidget(self.table)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.foot_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_spacer)

        self.close_button = QPushButton(PeopleDialog)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.close_button)

        self.show_button = QPushButton(PeopleDialog)
        self.show_button.setObjectName(u"show_button")
        self.show_button.setProperty(u"role", u"primary")

        self.foot.addWidget(self.show_button)


        self.whole.addLayout(self.foot)


        self.retranslateUi(PeopleDialog)
    # setupUi

    def retranslateUi(self, PeopleDialog: QDialog) -> None:
        self.title_label.setText(QCoreApplication.translate("PeopleDialog", u"Find a person", None))
        self.hint_label.setText(QCoreApplication.translate("PeopleDialog", u"In the whole directory, by email, external reference, phone number or contact id. The service compares whole values.", None))
        self.text_edit.setPlaceholderText(QCoreApplication.translate("PeopleDialog", u"ann@example.com, 4711, +49\u2026, CID_\u2026", None))
#if QT_CONFIG(accessibility)
        self.text_edit.setAccessibleName(QCoreApplication.translate("PeopleDialog", u"Email, external reference, phone number or contact id", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.directory_combo.setAccessibleName(QCoreApplication.translate("PeopleDialog", u"The directory to look in", None))
#endif // QT_CONFIG(accessibility)
        self.find_button.setText(QCoreApplication.translate("PeopleDialog", u"Find", None))
#if QT_CONFIG(accessibility)
        self.find_button.setAccessibleName(QCoreApplication.translate("PeopleDialog", u"Find the person", None))
#endif // QT_CONFIG(accessibility)
        self.add_button.setText(QCoreApplication.translate("PeopleDialog", u"Add a condition", None))
#if QT_CONFIG(accessibility)
        self.add_button.setAccessibleName(QCoreApplication.translate("PeopleDialog", u"Add a condition", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("PeopleDialog", u"The people found", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("PeopleDialog", u"Close", None))
#if QT_CONFIG(accessibility)
        self.close_button.setAccessibleName(QCoreApplication.translate("PeopleDialog", u"Close", None))
#endif // QT_CONFIG(accessibility)
        self.show_button.setText(QCoreApplication.translate("PeopleDialog", u"Show in its list", None))
#if QT_CONFIG(accessibility)
        self.show_button.setAccessibleName(QCoreApplication.translate("PeopleDialog", u"Show the person in a list", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
