"""Generated from ui/job_detail.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLabel,
    QProgressBar, QPushButton, QScrollArea, QSizePolicy,
    QTabWidget, QVBoxLayout, QWidget)

from qualtrics_desk.gui.panels.jobs.facts_view import JobFacts
from qualtrics_desk.gui.panels.jobs.files_view import FilesView
from qualtrics_desk.gui.panels.jobs.problem_card import ProblemCard
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.gui.widgets.outcome_bar import OutcomeBar
from qualtrics_desk.gui.widgets.outcome_legend import OutcomeLegend
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_JobDetail(object):
    def setupUi(self, JobDetail: QFrame) -> None:
        if not JobDetail.objectName():
            JobDetail.setObjectName(u"JobDetail")
        JobDetail.setProperty(u"role", u"card")
        self.whole = QVBoxLayout(JobDetail)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(16, 16, 16, 12)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = ElidedLabel(JobDetail)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")

        self.titles.addWidget(self.title_label)

        self.subtitle_label = ElidedLabel(JobDetail)
        self.subtitle_label.setObjectName(u"subtitle_label")
        self.subtitle_label.setProperty(u"role", u"caption")

        self.titles.addWidget(self.subtitle_label)


        self.head.addLayout(self.titles)

        self.state_label = QLabel(JobDetail)
        self.state_label.setObjectName(u"state_label")
        self.state_label.setProperty(u"role", u"badge")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.state_label.sizePolicy().hasHeightForWidth())
        self.state_label.setSizePolicy(sizePolicy)

        self.head.addWidget(self.state_label, 0, Qt.AlignmentFlag.AlignTop)

        self.more_button = QPushButton(JobDetail)
        self.more_button.setObjectName(u"more_button")
        self.more_button.setProperty(u"role", u"quiet")
        sizePolicy.setHeightForWidth(self.more_button.sizePolicy().hasHeightForWidth())
        self.more_button.setSizePolicy(sizePolicy)

        self.head.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)


        self.whole.addLayout(self.head)

        self.progress_row = QWidget(JobDetail)
        self.progress_row.setObjectName(u"progress_row")
        self.progress_layout = QHBoxLayout(self.progress_row)
        self.progress_layout.setSpacing(12)
        self.progress_layout.setObjectName(u"progress_layout")
        self.progress_layout.setContentsMargins(0, 0, 0, 0)
        self.progress_bar = QProgressBar(self.progress_row)
        self.progress_bar.setObjectName(u"progress_bar")
        self.progress_bar.setTextVisible(False)

        self.progress_layout.addWidget(self.progress_bar)

        self.progress_label = ElidedLabel(self.progress_row)
        self.progress_label.setObjectName(u"progress_label")
        self.progress_label.setProperty(u"role", u"caption")

        self.progress_layout.addWidget(self.progress_label)

        self.pause_button = QPushButton(self.progress_row)
        self.pause_button.setObjectName(u"pause_button")
        self.pause_button.setProperty(u"role", u"secondary")

        self.progress_layout.addWidget(self.pause_button)


        self.whole.addWidget(self.progress_row)

        self.problem_card = ProblemCard(JobDetail)
        self.problem_card.setObjectName(u"problem_card")

        self.whole.addWidget(self.problem_card)

        self.outcome_bar = OutcomeBar(JobDetail)
        self.outcome_bar.setObjectName(u"outcome_bar")

        self.whole.addWidget(self.outcome_bar)

        self.legend = OutcomeLegend(JobDetail)
        self.legend.setObjectName(u"legend")

        self.whole.addWidget(self.legend)

        self.offers = QHBoxLayout()
        self.offers.setSpacing(12)
        self.offers.setObjectName(u"offers")
        self.why_label = ElidedLabel(JobDetail)
        self.why_label.setObjectName(u"why_label")
        self.why_label.setProperty(u"role", u"caption")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.why_label.sizePolicy().hasHeightForWidth())
        self.why_label.setSizePolicy(sizePolicy1)

        self.offers.addWidget(self.why_label)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.resume_button = QPushButton(JobDetail)
        self.resume_button.setObjectName(u"resume_button")
        self.resume_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.resume_button, 0, Qt.AlignmentFlag.AlignTop)

        self.retry_button = QPushButton(JobDetail)
        self.retry_button.setObjectName(u"retry_button")
        self.retry_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.retry_button, 0, Qt.AlignmentFlag.AlignTop)

        self.undo_button = QPushButton(JobDetail)
        self.undo_button.setObjectName(u"undo_button")
        self.undo_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignTop)

        self.discard_button = QPushButton(JobDetail)
        self.discard_button.setObjectName(u"discard_button")
        self.discard_button.setProperty(u"role", u"quiet")

        self.buttons.addWidget(self.discard_button, 0, Qt.AlignmentFlag.AlignTop)


        self.offers.addLayout(self.buttons)


        self.whole.addLayout(self.offers)

        self.tabs = QTabWidget(JobDetail)
        self.tabs.setObjectName(u"tabs")
        sizePolicy2 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy2.setHorizontalStretch(0)
        sizePolicy2.setVerticalStretch(1)
        sizePolicy2.setHeightForWidth(self.tabs.sizePolicy().hasHeightForWidth())
        self.tabs.setSizePolicy(sizePolicy2)
        self.rows_tab = QWidget()
        self.rows_tab.setObjectName(u"rows_tab")
        self.rows_layout = QVBoxLayout(self.rows_tab)
        self.rows_layout.setObjectName(u"rows_layout")
        self.rows_layout.setContentsMargins(0, 12, 0, 0)
        self.rows_states = StatePage(self.rows_tab)
        self.rows_states.setObjectName(u"rows_states")
        self.page = GridPage()
        self.page.setObjectName(u"page")
        self.rows_states.addWidget(self.page)

        self.rows_layout.addWidget(self.rows_states)

        self.tabs.addTab(self.rows_tab, "")
        self.files_tab = QWidget()
        self.files_tab.setObjectName(u"files_tab")
        self.files_layout = QVBoxLayout(self.files_tab)
        self.files_layout.setObjectName(u"files_layout")
        self.files_layout.setContentsMargins(0, 0, 0, 0)
        self.files_states = StatePage(self.files_tab)
        self.files_states.setObjectName(u"files_states")
        self.files_scroll = QScrollArea()
        self.files_scroll.setObjectName(u"files_scroll")
        self.files_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.files_scroll.setWidgetResizable(True)
        self.files_view = FilesView()
        self.files_view.setObjectName(u"files_view")
        self.files_scroll.setWidget(self.files_view)
        self.files_states.addWidget(self.files_scroll)

        self.files_layout.addWidget(self.files_states)

        self.tabs.addTab(self.files_tab, "")
        self.facts_tab = QWidget()
        self.facts_tab.setObjectName(u"facts_tab")
        self.facts_layout = QVBoxLayout(self.facts_tab)
        self.facts_layout.setObjectName(u"facts_layout")
        self.facts_layout.setContentsMargins(0, 0, 0, 0)
        self.facts_scroll = QScrollArea(self.facts_tab)
        self.facts_scroll.setObjectName(u"facts_scroll")
        self.facts_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.facts_scroll.setWidgetResizable(True)
        self.facts_view = JobFacts()
        self.facts_view.setObjectName(u"facts_view")
        self.facts_scroll.setWidget(self.facts_view)

        self.facts_layout.addWidget(self.facts_scroll)

        self.tabs.addTab(self.facts_tab, "")

        self.whole.addWidget(self.tabs)


        self.retranslateUi(JobDetail)
    # setupUi

    def retranslateUi(self, JobDetail: QFrame) -> None:
        self.more_button.setText(QCoreApplication.translate("JobDetail", u"More", None))
#if QT_CONFIG(accessibility)
        self.more_button.setAccessibleName(QCoreApplication.translate("JobDetail", u"More to do with this job", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.progress_bar.setAccessibleName(QCoreApplication.translate("JobDetail", u"Progress of the job", None))
#endif // QT_CONFIG(accessibility)
        self.pause_button.setText(QCoreApplication.translate("JobDetail", u"Pause", None))
#if QT_CONFIG(accessibility)
        self.tabs.setAccessibleName(QCoreApplication.translate("JobDetail", u"Parts of the job", None))
#endif // QT_CONFIG(accessibility)
        self.tabs.setTabText(self.tabs.indexOf(self.rows_tab), QCoreApplication.translate("JobDetail", u"Rows", None))
        self.tabs.setTabText(self.tabs.indexOf(self.files_tab), QCoreApplication.translate("JobDetail", u"Files", None))
        self.tabs.setTabText(self.tabs.indexOf(self.facts_tab), QCoreApplication.translate("JobDetail", u"Details", None))
        pass
    # retranslateUi
