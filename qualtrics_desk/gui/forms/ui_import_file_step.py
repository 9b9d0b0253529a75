"""Generated from ui/import_file_step.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize)
from PySide6.QtWidgets import (QAbstractItemView, QComboBox, QFrame,
    QGridLayout, QHBoxLayout, QLabel,
    QPushButton, QSizePolicy, QSpacerItem, QSpinBox,
    QTableView, QVBoxLayout, QWidget)

from qualtrics_desk.gui.panels.imports.list_picker import ListPicker
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_ImportFileStep(object):
    def setupUi(self, ImportFileStep: QWidget) -> None:
        if not ImportFileStep.objectName():
            ImportFileStep.setObjectName(u"ImportFileStep")
        self.across = QHBoxLayout(ImportFileStep)
        self.across.setSpacing(16)
        self.across.setObjectName(u"across")
        self.across.setContentsMargins(0, 0, 0, 0)
        self.left = QVBoxLayout()
        self.left.setSpacing(12)
        self.left.setObjectName(u"left")
        self.file_card = QFrame(ImportFileStep)
        self.file_card.setObjectName(u"file_card")
        self.file_card.setProperty(u"role", u"card")
        self.file_card.setMinimumSize(QSize(304, 0))
        self.file_card.setMaximumSize(QSize(304, 16777215))
        self.file_column = QVBoxLayout(self.file_card)
        self.file_column.setSpacing(8)
        self.file_column.setObjectName(u"file_column")
        self.file_column.setContentsMargins(16, 8, 16, 12)
        self.file_heading = QLabel(self.file_card)
        self.file_heading.setObjectName(u"file_heading")
        self.file_heading.setProperty(u"role", u"caption")

        self.file_column.addWidget(self.file_heading)

        self.file_label = ElidedLabel(self.file_card)
        self.file_label.setObjectName(u"file_label")
        self.file_label.setProperty(u"role", u"strong")

        self.file_column.addWidget(self.file_label)

        self.size_label = ElidedLabel(self.file_card)
        self.size_label.setObjectName(u"size_label")
        self.size_label.setProperty(u"role", u"caption")

        self.file_column.addWidget(self.size_label)

        self.file_buttons = QHBoxLayout()
        self.file_buttons.setSpacing(8)
        self.file_buttons.setObjectName(u"file_buttons")
        self.open_button = QPushButton(self.file_card)
        self.open_button.setObjectName(u"open_button")
        self.open_button.setProperty(u"role", u"secondary")

        self.file_buttons.addWidget(self.open_button)

        self.paste_button = QPushButton(self.file_card)
        self.paste_button.setObjectName(u"paste_button")
        self.paste_button.setProperty(u"role", u"secondary")

        self.file_buttons.addWidget(self.paste_button)

        self.file_space = QSpacerItem(0, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.file_buttons.addItem(self.file_space)


        self.file_column.addLayout(self.file_buttons)

        self.reading = QGridLayout()
        self.reading.setObjectName(u"reading")
        self.reading.setHorizontalSpacing(12)
        self.reading.setVerticalSpacing(8)
        self.reading.setContentsMargins(-1, 0, -1, -1)
        self.sheet_label = QLabel(self.file_card)
        self.sheet_label.setObjectName(u"sheet_label")
        self.sheet_label.setProperty(u"role", u"muted")

        self.reading.addWidget(self.sheet_label, 0, 0, 1, 1)

        self.sheet_box = QComboBox(self.file_card)
        self.sheet_box.setObjectName(u"sheet_box")

        self.reading.addWidget(self.sheet_box, 0, 1, 1, 1)

        self.encoding_label = QLabel(self.file_card)
        self.encoding_label.setObjectName(u"encoding_label")
        self.encoding_label.setProperty(u"role", u"muted")

        self.reading.addWidget(self.encoding_label, 1, 0, 1, 1)

        self.encoding_box = QComboBox(self.file_card)
        self.encoding_box.setObjectName(u"encoding_box")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.encoding_box.sizePolicy().hasHeightForWidth())
        self.encoding_box.setSizePolicy(sizePolicy)

        self.reading.addWidget(self.encoding_box, 1, 1, 1, 1)

        self.delimiter_label = QLabel(self.file_card)
        self.delimiter_label.setObjectName(u"delimiter_label")
        self.delimiter_label.setProperty(u"role", u"muted")

        self.reading.addWidget(self.delimiter_label, 2, 0, 1, 1)

        self.delimiter_box = QComboBox(self.file_card)
        self.delimiter_box.setObjectName(u"delimiter_box")
        sizePolicy.setHeightForWidth(self.delimiter_box.sizePolicy().hasHeightForWidth())
        self.delimiter_box.setSizePolicy(sizePolicy)

        self.reading.addWidget(self.delimiter_box, 2, 1, 1, 1)

        self.header_label = QLabel(self.file_card)
        self.header_label.setObjectName(u"header_label")
        self.header_label.setProperty(u"role", u"muted")

        self.reading.addWidget(self.header_label, 3, 0, 1, 1)

        self.header_spin = QSpinBox(self.file_card)
        self.header_spin.setObjectName(u"header_spin")
        self.header_spin.setMinimum(1)
        self.header_spin.setMaximum(50)

        self.reading.addWidget(self.header_spin, 3, 1, 1, 1)

        self.reading.setColumnStretch(1, 1)

        self.file_column.addLayout(self.reading)


        self.left.addWidget(self.file_card)

        self.list_card = QFrame(ImportFileStep)
        self.list_card.setObjectName(u"list_card")
        self.list_card.setProperty(u"role", u"card")
        self.list_card.setMaximumSize(QSize(304, 16777215))
        self.list_column = QVBoxLayout(self.list_card)
        self.list_column.setSpacing(8)
        self.list_column.setObjectName(u"list_column")
        self.list_column.setContentsMargins(16, 8, 16, 12)
        self.list_heading = QLabel(self.list_card)
        self.list_heading.setObjectName(u"list_heading")
        self.list_heading.setProperty(u"role", u"caption")

        self.list_column.addWidget(self.list_heading)

        self.list_picker = ListPicker(self.list_card)
        self.list_picker.setObjectName(u"list_picker")

        self.list_column.addWidget(self.list_picker)


        self.left.addWidget(self.list_card)

        self.left_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.left.addItem(self.left_space)


        self.across.addLayout(self.left)

        self.state = StatePage(ImportFileStep)
        self.state.setObjectName(u"state")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.state.sizePolicy().hasHeightForWidth())
        self.state.setSizePolicy(sizePolicy1)
        self.preview_page = QWidget()
        self.preview_page.setObjectName(u"preview_page")
        self.right = QVBoxLayout(self.preview_page)
        self.right.setSpacing(8)
        self.right.setObjectName(u"right")
        self.right.setContentsMargins(0, 0, 0, 0)
        self.trouble = Notice(self.preview_page)
        self.trouble.setObjectName(u"trouble")

        self.right.addWidget(self.trouble)

        self.preview_table = QTableView(self.preview_page)
        self.preview_table.setObjectName(u"preview_table")
        self.preview_table.setTabKeyNavigation(False)
        self.preview_table.setProperty(u"role", u"plain")
        self.preview_table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.preview_table.setShowGrid(False)
        self.preview_table.setWordWrap(False)
        self.preview_table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.preview_table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

        self.right.addWidget(self.preview_table)

        self.shown_label = ElidedLabel(self.preview_page)
        self.shown_label.setObjectName(u"shown_label")
        self.shown_label.setProperty(u"role", u"caption")

        self.right.addWidget(self.shown_label)

        self.state.addWidget(self.preview_page)

        self.across.addWidget(self.state)

#if QT_CONFIG(shortcut)
        self.sheet_label.setBuddy(self.sheet_box)
        self.encoding_label.setBuddy(self.encoding_box)
        self.delimiter_label.setBuddy(self.delimiter_box)
        self.header_label.setBuddy(self.header_spin)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ImportFileStep)
    # setupUi

    def retranslateUi(self, ImportFileStep: QWidget) -> None:
        self.file_heading.setText(QCoreApplication.translate("ImportFileStep", u"File", None))
        self.file_label.setText(QCoreApplication.translate("ImportFileStep", u"No file yet", None))
        self.open_button.setText(QCoreApplication.translate("ImportFileStep", u"Open\u2026", None))
        self.sheet_label.setText(QCoreApplication.translate("ImportFileStep", u"Sheet", None))
#if QT_CONFIG(accessibility)
        self.sheet_box.setAccessibleName(QCoreApplication.translate("ImportFileStep", u"Sheet of the workbook", None))
#endif // QT_CONFIG(accessibility)
        self.encoding_label.setText(QCoreApplication.translate("ImportFileStep", u"Letters", None))
#if QT_CONFIG(tooltip)
        self.encoding_box.setToolTip(QCoreApplication.translate("ImportFileStep", u"How the letters of the file are stored (its encoding)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.encoding_box.setAccessibleName(QCoreApplication.translate("ImportFileStep", u"How the letters are stored (encoding)", None))
#endif // QT_CONFIG(accessibility)
        self.delimiter_label.setText(QCoreApplication.translate("ImportFileStep", u"Divided by", None))
#if QT_CONFIG(accessibility)
        self.delimiter_box.setAccessibleName(QCoreApplication.translate("ImportFileStep", u"What divides the cells", None))
#endif // QT_CONFIG(accessibility)
        self.header_label.setText(QCoreApplication.translate("ImportFileStep", u"Names in row", None))
#if QT_CONFIG(accessibility)
        self.header_spin.setAccessibleName(QCoreApplication.translate("ImportFileStep", u"Row that holds the column names", None))
#endif // QT_CONFIG(accessibility)
        self.list_heading.setText(QCoreApplication.translate("ImportFileStep", u"Into the list", None))
#if QT_CONFIG(accessibility)
        self.preview_table.setAccessibleName(QCoreApplication.translate("ImportFileStep", u"First rows of the file", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
