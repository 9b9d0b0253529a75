"""Generated from ui/import_result_step.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLabel,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.gui.widgets.tiles import TileRow

class Ui_ImportResultStep(object):
    def setupUi(self, ImportResultStep: QWidget) -> None:
        if not ImportResultStep.objectName():
            ImportResultStep.setObjectName(u"ImportResultStep")
        self.column = QVBoxLayout(ImportResultStep)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.tiles = TileRow(ImportResultStep)
        self.tiles.setObjectName(u"tiles")

        self.column.addWidget(self.tiles)

        self.files_card = QFrame(ImportResultStep)
        self.files_card.setObjectName(u"files_card")
        self.files_card.setProperty(u"role", u"card")
        self.files = QHBoxLayout(self.files_card)
        self.files.setSpacing(8)
        self.files.setObjectName(u"files")
        self.files.setContentsMargins(16, 4, 8, 4)
        self.files_icon = QLabel(self.files_card)
        self.files_icon.setObjectName(u"files_icon")

        self.files.addWidget(self.files_icon)

        self.files_label = ElidedLabel(self.files_card)
        self.files_label.setObjectName(u"files_label")
        self.files_label.setProperty(u"role", u"muted")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.files_label.sizePolicy().hasHeightForWidth())
        self.files_label.setSizePolicy(sizePolicy)

        self.files.addWidget(self.files_label)

        self.all_button = QPushButton(self.files_card)
        self.all_button.setObjectName(u"all_button")
        self.all_button.setProperty(u"role", u"quiet")

        self.files.addWidget(self.all_button)

        self.failed_button = QPushButton(self.files_card)
        self.failed_button.setObjectName(u"failed_button")
        self.failed_button.setProperty(u"role", u"quiet")

        self.files.addWidget(self.failed_button)

        self.folder_button = QPushButton(self.files_card)
        self.folder_button.setObjectName(u"folder_button")
        self.folder_button.setProperty(u"role", u"quiet")

        self.files.addWidget(self.folder_button)


        self.column.addWidget(self.files_card)

        self.page = GridPage(ImportResultStep)
        self.page.setObjectName(u"page")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.page.sizePolicy().hasHeightForWidth())
        self.page.setSizePolicy(sizePolicy1)

        self.column.addWidget(self.page)

        self.next_steps = QHBoxLayout()
        self.next_steps.setSpacing(8)
        self.next_steps.setObjectName(u"next_steps")
        self.retry_button = QPushButton(ImportResultStep)
        self.retry_button.setObjectName(u"retry_button")
        self.retry_button.setProperty(u"role", u"secondary")

        self.next_steps.addWidget(self.retry_button)

        self.undo_button = QPushButton(ImportResultStep)
        self.undo_button.setObjectName(u"undo_button")
        self.undo_button.setProperty(u"role", u"secondary")

        self.next_steps.addWidget(self.undo_button)

        self.links_button = QPushButton(ImportResultStep)
        self.links_button.setObjectName(u"links_button")
        self.links_button.setProperty(u"role", u"secondary")

        self.next_steps.addWidget(self.links_button)

        self.contacts_button = QPushButton(ImportResultStep)
        self.contacts_button.setObjectName(u"contacts_button")
        self.contacts_button.setProperty(u"role", u"quiet")

        self.next_steps.addWidget(self.contacts_button)

        self.space = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.next_steps.addItem(self.space)

        self.another_button = QPushButton(ImportResultStep)
        self.another_button.setObjectName(u"another_button")
        self.another_button.setProperty(u"role", u"primary")

        self.next_steps.addWidget(self.another_button)


        self.column.addLayout(self.next_steps)


        self.retranslateUi(ImportResultStep)
    # setupUi

    def retranslateUi(self, ImportResultStep: QWidget) -> None:
        self.undo_button.setText(QCoreApplication.translate("ImportResultStep", u"Undo\u2026", None))
        self.links_button.setText(QCoreApplication.translate("ImportResultStep", u"Generate links\u2026", None))
        self.another_button.setText(QCoreApplication.translate("ImportResultStep", u"Import another file", None))
        pass
    # retranslateUi
