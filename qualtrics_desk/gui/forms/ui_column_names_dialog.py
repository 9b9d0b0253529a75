"""Generated from ui/column_names_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QDialog, QFormLayout, QFrame,
    QHBoxLayout, QLabel, QPushButton, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

class Ui_ColumnNamesDialog(object):
    def setupUi(self, ColumnNamesDialog: QDialog) -> None:
        if not ColumnNamesDialog.objectName():
            ColumnNamesDialog.setObjectName(u"ColumnNamesDialog")
        ColumnNamesDialog.setMinimumSize(QSize(520, 420))
        self.column = QVBoxLayout(ColumnNamesDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(ColumnNamesDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.hint_label = QLabel(ColumnNamesDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"muted")
        self.hint_label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint_label.setWordWrap(True)

        self.column.addWidget(self.hint_label)

        self.area = QScrollArea(ColumnNamesDialog)
        self.area.setObjectName(u"area")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidgetResizable(True)
        self.rows = QWidget()
        self.rows.setObjectName(u"rows")
        self.form = QFormLayout(self.rows)
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(8)
        self.form.setContentsMargins(0, 0, 12, 0)
        self.area.setWidget(self.rows)

        self.column.addWidget(self.area)

        self.problem_label = QLabel(ColumnNamesDialog)
        self.problem_label.setObjectName(u"problem_label")
        self.problem_label.setProperty(u"role", u"caption")
        self.problem_label.setTextFormat(Qt.TextFormat.PlainText)
        self.problem_label.setWordWrap(True)

        self.column.addWidget(self.problem_label)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.clear_button = QPushButton(ColumnNamesDialog)
        self.clear_button.setObjectName(u"clear_button")
        self.clear_button.setProperty(u"role", u"quiet")
        self.clear_button.setAutoDefault(False)

        self.buttons.addWidget(self.clear_button)

        self.space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.cancel_button = QPushButton(ColumnNamesDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(ColumnNamesDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)


        self.retranslateUi(ColumnNamesDialog)

        self.accept_button.setDefault(True)

    # setupUi

    def retranslateUi(self, ColumnNamesDialog: QDialog) -> None:
        ColumnNamesDialog.setWindowTitle(QCoreApplication.translate("ColumnNamesDialog", u"Names of the columns", None))
        self.title_label.setText(QCoreApplication.translate("ColumnNamesDialog", u"Names of the columns in the file", None))
        self.hint_label.setText(QCoreApplication.translate("ColumnNamesDialog", u"A field left blank keeps the service's own name, which is shown in it.", None))
        self.clear_button.setText(QCoreApplication.translate("ColumnNamesDialog", u"Service's own names", None))
#if QT_CONFIG(accessibility)
        self.clear_button.setAccessibleName(QCoreApplication.translate("ColumnNamesDialog", u"Service's own names for all columns", None))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(QCoreApplication.translate("ColumnNamesDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("ColumnNamesDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        self.accept_button.setText(QCoreApplication.translate("ColumnNamesDialog", u"Use these names", None))
#if QT_CONFIG(accessibility)
        self.accept_button.setAccessibleName(QCoreApplication.translate("ColumnNamesDialog", u"Use these names", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
