"""Generated from ui/import_plan_step.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtWidgets import (QCheckBox, QFrame, QSizePolicy,
    QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.tiles import TileRow

class Ui_ImportPlanStep(object):
    def setupUi(self, ImportPlanStep: QWidget) -> None:
        if not ImportPlanStep.objectName():
            ImportPlanStep.setObjectName(u"ImportPlanStep")
        self.column = QVBoxLayout(ImportPlanStep)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.tiles = TileRow(ImportPlanStep)
        self.tiles.setObjectName(u"tiles")

        self.column.addWidget(self.tiles)

        self.consents = QFrame(ImportPlanStep)
        self.consents.setObjectName(u"consents")
        self.consents.setProperty(u"role", u"warning")
        self.consents_column = QVBoxLayout(self.consents)
        self.consents_column.setSpacing(0)
        self.consents_column.setObjectName(u"consents_column")
        self.consents_column.setContentsMargins(16, 8, 16, 8)
        self.resubscribe_check = QCheckBox(self.consents)
        self.resubscribe_check.setObjectName(u"resubscribe_check")

        self.consents_column.addWidget(self.resubscribe_check)

        self.blank_check = QCheckBox(self.consents)
        self.blank_check.setObjectName(u"blank_check")

        self.consents_column.addWidget(self.blank_check)

        self.share_check = QCheckBox(self.consents)
        self.share_check.setObjectName(u"share_check")

        self.consents_column.addWidget(self.share_check)


        self.column.addWidget(self.consents)

        self.notes = Notice(ImportPlanStep)
        self.notes.setObjectName(u"notes")

        self.column.addWidget(self.notes)

        self.page = GridPage(ImportPlanStep)
        self.page.setObjectName(u"page")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.page.sizePolicy().hasHeightForWidth())
        self.page.setSizePolicy(sizePolicy)

        self.column.addWidget(self.page)


        self.retranslateUi(ImportPlanStep)
    # setupUi

    def retranslateUi(self, ImportPlanStep: QWidget) -> None:
        pass
    # retranslateUi
