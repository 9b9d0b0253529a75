"""Generated from ui/jobs_panel.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLabel,
    QLineEdit, QPushButton, QSizePolicy, QSplitter,
    QVBoxLayout, QWidget)

from qualtrics_desk.gui.panels.jobs.job_detail import JobDetail
from qualtrics_desk.gui.panels.jobs.job_list import JobList
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_JobsPanel(object):
    def setupUi(self, JobsPanel: QWidget) -> None:
        if not JobsPanel.objectName():
            JobsPanel.setObjectName(u"JobsPanel")
        self.whole = QVBoxLayout(JobsPanel)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = QLabel(JobsPanel)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")

        self.titles.addWidget(self.title_label)

        self.subtitle_label = ElidedLabel(JobsPanel)
        self.subtitle_label.setObjectName(u"subtitle_label")
        self.subtitle_label.setProperty(u"role", u"muted")

        self.titles.addWidget(self.subtitle_label)


        self.head.addLayout(self.titles)

        self.wipe_button = QPushButton(JobsPanel)
        self.wipe_button.setObjectName(u"wipe_button")
        self.wipe_button.setProperty(u"role", u"quiet")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.wipe_button.sizePolicy().hasHeightForWidth())
        self.wipe_button.setSizePolicy(sizePolicy)

        self.head.addWidget(self.wipe_button)

        self.refresh_button = QPushButton(JobsPanel)
        self.refresh_button.setObjectName(u"refresh_button")
        self.refresh_button.setProperty(u"role", u"secondary")
        sizePolicy.setHeightForWidth(self.refresh_button.sizePolicy().hasHeightForWidth())
        self.refresh_button.setSizePolicy(sizePolicy)

        self.head.addWidget(self.refresh_button)


        self.whole.addLayout(self.head)

        self.notice = Notice(JobsPanel)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.states = StatePage(JobsPanel)
        self.states.setObjectName(u"states")
        self.content = QWidget()
        self.content.setObjectName(u"content")
        self.content_layout = QVBoxLayout(self.content)
        self.content_layout.setObjectName(u"content_layout")
        self.content_layout.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(self.content)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.side = QWidget(self.splitter)
        self.side.setObjectName(u"side")
        self.side.setMinimumSize(QSize(272, 0))
        self.side_layout = QVBoxLayout(self.side)
        self.side_layout.setSpacing(8)
        self.side_layout.setObjectName(u"side_layout")
        self.side_layout.setContentsMargins(0, 0, 0, 0)
        self.search_edit = QLineEdit(self.side)
        self.search_edit.setObjectName(u"search_edit")
        self.search_edit.setClearButtonEnabled(True)

        self.side_layout.addWidget(self.search_edit)

        self.list_card = QFrame(self.side)
        self.list_card.setObjectName(u"list_card")
        self.list_card.setProperty(u"role", u"card")
        self.list_layout = QVBoxLayout(self.list_card)
        self.list_layout.setSpacing(0)
        self.list_layout.setObjectName(u"list_layout")
        self.list_layout.setContentsMargins(0, 4, 0, 4)
        self.list_states = StatePage(self.list_card)
        self.list_states.setObjectName(u"list_states")
        self.job_list = JobList()
        self.job_list.setObjectName(u"job_list")
        self.list_states.addWidget(self.job_list)

        self.list_layout.addWidget(self.list_states)


        self.side_layout.addWidget(self.list_card)

        self.splitter.addWidget(self.side)
        self.detail_states = StatePage(self.splitter)
        self.detail_states.setObjectName(u"detail_states")
        self.detail = JobDetail()
        self.detail.setObjectName(u"detail")
        self.detail_states.addWidget(self.detail)
        self.splitter.addWidget(self.detail_states)

        self.content_layout.addWidget(self.splitter)

        self.states.addWidget(self.content)

        self.whole.addWidget(self.states)


        self.retranslateUi(JobsPanel)
    # setupUi

    def retranslateUi(self, JobsPanel: QWidget) -> None:
        self.title_label.setText(QCoreApplication.translate("JobsPanel", u"Jobs", None))
        self.refresh_button.setText(QCoreApplication.translate("JobsPanel", u"Refresh", None))
        self.search_edit.setPlaceholderText(QCoreApplication.translate("JobsPanel", u"Search by file, list or number\u2026", None))
#if QT_CONFIG(accessibility)
        self.search_edit.setAccessibleName(QCoreApplication.translate("JobsPanel", u"Search jobs by file, list or number", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.job_list.setAccessibleName(QCoreApplication.translate("JobsPanel", u"Jobs, newest first", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
