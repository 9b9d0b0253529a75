"""Generated from ui/contacts_report_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem,
    QTableView, QVBoxLayout)

class Ui_ReportDialog(object):
    def setupUi(self, ReportDialog: QDialog) -> None:
        if not ReportDialog.objectName():
            ReportDialog.setObjectName(u"ReportDialog")
        ReportDialog.resize(900, 600)
        self.whole = QVBoxLayout(ReportDialog)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = QLabel(ReportDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)

        self.titles.addWidget(self.title_label)

        self.hint_label = QLabel(ReportDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"muted")
        self.hint_label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint_label.setWordWrap(True)

        self.titles.addWidget(self.hint_label)


        self.whole.addLayout(self.titles)

        self.table = QTableView(ReportDialog)
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
        self.save_button = QPushButton(ReportDialog)
        self.save_button.setObjectName(u"save_button")
        self.save_button.setProperty(u"role", u"quiet")

        self.foot.addWidget(self.save_button)

        self.extra_button = QPushButton(ReportDialog)
        self.extra_button.setObjectName(u"extra_button")
        self.extra_button.setProperty(u"role", u"quiet")

        self.foot.addWidget(self.extra_button)

        self.foot_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_spacer)

        self.stage_button = QPushButton(ReportDialog)
        self.stage_button.setObjectName(u"stage_button")
        self.stage_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.stage_button)

        self.close_button = QPushButton(ReportDialog)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.close_button)

        self.show_button = QPushButton(ReportDialog)
        self.show_button.setObjectName(u"show_button")
        self.show_button.setProperty(u"role", u"primary")

        self.foot.addWidget(self.show_button)


        self.whole.addLayout(self.foot)


        self.retranslateUi(ReportDialog)
    # setupUi

    def retranslateUi(self, ReportDialog: QDialog) -> None:
        self.title_label.setText(QCoreApplication.translate("ReportDialog", u"Report", None))
        self.hint_label.setText("")
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("ReportDialog", u"The report", None))
#endif // QT_CONFIG(accessibility)
        self.save_button.setText(QCoreApplication.translate("ReportDialog", u"Save as CSV\u2026", None))
#if QT_CONFIG(accessibility)
        self.save_button.setAccessibleName(QCoreApplication.translate("ReportDialog", u"Save the report as a file", None))
#endif // QT_CONFIG(accessibility)
        self.stage_button.setText(QCoreApplication.translate("ReportDialog", u"Stage a change", None))
#if QT_CONFIG(accessibility)
        self.stage_button.setAccessibleName(QCoreApplication.translate("ReportDialog", u"Stage a change of the contacts of the selected line", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("ReportDialog", u"Close", None))
#if QT_CONFIG(accessibility)
        self.close_button.setAccessibleName(QCoreApplication.translate("ReportDialog", u"Close", None))
#endif // QT_CONFIG(accessibility)
        self.show_button.setText(QCoreApplication.translate("ReportDialog", u"Show these contacts", None))
#if QT_CONFIG(accessibility)
        self.show_button.setAccessibleName(QCoreApplication.translate("ReportDialog", u"Show the contacts of the selected line", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
