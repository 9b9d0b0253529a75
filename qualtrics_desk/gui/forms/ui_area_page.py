"""Generated from ui/area_page.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QSize, Qt)
from PySide6.QtWidgets import (QSplitter, QVBoxLayout,
    QWidget)

from qualtrics_desk.gui.areas.area_detail import AreaDetail
from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_AreaPage(object):
    def setupUi(self, AreaPage: QWidget) -> None:
        if not AreaPage.objectName():
            AreaPage.setObjectName(u"AreaPage")
        self.whole = QVBoxLayout(AreaPage)
        self.whole.setSpacing(8)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.notice = Notice(AreaPage)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.states = StatePage(AreaPage)
        self.states.setObjectName(u"states")
        self.splitter = QSplitter()
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.page = GridPage(self.splitter)
        self.page.setObjectName(u"page")
        self.page.setMinimumSize(QSize(320, 0))
        self.splitter.addWidget(self.page)
        self.detail_states = StatePage(self.splitter)
        self.detail_states.setObjectName(u"detail_states")
        self.detail_states.setMinimumSize(QSize(320, 0))
        self.detail = AreaDetail()
        self.detail.setObjectName(u"detail")
        self.detail_states.addWidget(self.detail)
        self.splitter.addWidget(self.detail_states)
        self.states.addWidget(self.splitter)

        self.whole.addWidget(self.states)


        self.retranslateUi(AreaPage)
    # setupUi

    def retranslateUi(self, AreaPage: QWidget) -> None:
        pass
    # retranslateUi
