"""Generated from ui/reconcile_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QCheckBox, QDialog, QHBoxLayout,
    QLabel, QPushButton, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.choice_box import ChoiceBox
from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.gui.widgets.state_page import StatePage
from qualtrics_desk.gui.widgets.tiles import TileRow

class Ui_ReconcileDialog(object):
    def setupUi(self, ReconcileDialog: QDialog) -> None:
        if not ReconcileDialog.objectName():
            ReconcileDialog.setObjectName(u"ReconcileDialog")
        ReconcileDialog.setMinimumSize(QSize(880, 540))
        self.column = QVBoxLayout(ReconcileDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(ReconcileDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.text_label = QLabel(ReconcileDialog)
        self.text_label.setObjectName(u"text_label")
        self.text_label.setProperty(u"role", u"muted")
        self.text_label.setTextFormat(Qt.TextFormat.PlainText)
        self.text_label.setWordWrap(True)

        self.column.addWidget(self.text_label)

        self.choose = QHBoxLayout()
        self.choose.setSpacing(8)
        self.choose.setObjectName(u"choose")
        self.list_label = QLabel(ReconcileDialog)
        self.list_label.setObjectName(u"list_label")
        self.list_label.setProperty(u"role", u"muted")

        self.choose.addWidget(self.list_label)

        self.list_box = ChoiceBox(ReconcileDialog)
        self.list_box.setObjectName(u"list_box")

        self.choose.addWidget(self.list_box)

        self.reread_check = QCheckBox(ReconcileDialog)
        self.reread_check.setObjectName(u"reread_check")

        self.choose.addWidget(self.reread_check)

        self.compare_button = QPushButton(ReconcileDialog)
        self.compare_button.setObjectName(u"compare_button")
        self.compare_button.setProperty(u"role", u"secondary")

        self.choose.addWidget(self.compare_button)

        self.choose.setStretch(1, 1)

        self.column.addLayout(self.choose)

        self.states = StatePage(ReconcileDialog)
        self.states.setObjectName(u"states")
        self.content = QWidget()
        self.content.setObjectName(u"content")
        self.rows = QVBoxLayout(self.content)
        self.rows.setSpacing(12)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.tiles = TileRow(self.content)
        self.tiles.setObjectName(u"tiles")

        self.rows.addWidget(self.tiles)

        self.page = GridPage(self.content)
        self.page.setObjectName(u"page")

        self.rows.addWidget(self.page)

        self.rows.setStretch(1, 1)
        self.states.addWidget(self.content)

        self.column.addWidget(self.states)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.export_button = QPushButton(ReconcileDialog)
        self.export_button.setObjectName(u"export_button")
        self.export_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.export_button)

        self.space = QSpacerItem(8, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.everybody_button = QPushButton(ReconcileDialog)
        self.everybody_button.setObjectName(u"everybody_button")
        self.everybody_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.everybody_button)

        self.missing_button = QPushButton(ReconcileDialog)
        self.missing_button.setObjectName(u"missing_button")
        self.missing_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.missing_button)

        self.close_button = QPushButton(ReconcileDialog)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.close_button)


        self.column.addLayout(self.buttons)

        self.column.setStretch(3, 1)
#if QT_CONFIG(shortcut)
        self.list_label.setBuddy(self.list_box)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ReconcileDialog)
    # setupUi

    def retranslateUi(self, ReconcileDialog: QDialog) -> None:
        ReconcileDialog.setWindowTitle(QCoreApplication.translate("ReconcileDialog", u"Compare a list with its links", None))
        self.list_label.setText(QCoreApplication.translate("ReconcileDialog", u"List", None))
#if QT_CONFIG(accessibility)
        self.list_box.setAccessibleName(QCoreApplication.translate("ReconcileDialog", u"List to compare", None))
#endif // QT_CONFIG(accessibility)
        self.reread_check.setText(QCoreApplication.translate("ReconcileDialog", u"Read links again that were read before", None))
        self.compare_button.setText(QCoreApplication.translate("ReconcileDialog", u"Compare", None))
        self.export_button.setText(QCoreApplication.translate("ReconcileDialog", u"Export findings\u2026", None))
        self.everybody_button.setText(QCoreApplication.translate("ReconcileDialog", u"New links for everybody\u2026", None))
        self.missing_button.setText(QCoreApplication.translate("ReconcileDialog", u"Links for the missing\u2026", None))
        self.close_button.setText(QCoreApplication.translate("ReconcileDialog", u"Close", None))
#if QT_CONFIG(accessibility)
        self.close_button.setAccessibleName(QCoreApplication.translate("ReconcileDialog", u"Close", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
