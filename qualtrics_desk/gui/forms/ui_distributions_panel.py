"""Generated from ui/distributions_panel.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLabel,
    QPushButton, QScrollArea, QSizePolicy, QSpacerItem,
    QTabWidget, QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.choice_box import ChoiceBox
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.funnel import Funnel
from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_DistributionsPanel(object):
    def setupUi(self, DistributionsPanel: QWidget) -> None:
        if not DistributionsPanel.objectName():
            DistributionsPanel.setObjectName(u"DistributionsPanel")
        self.whole = QVBoxLayout(DistributionsPanel)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = ElidedLabel(DistributionsPanel)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")

        self.titles.addWidget(self.title_label)

        self.subtitle_label = ElidedLabel(DistributionsPanel)
        self.subtitle_label.setObjectName(u"subtitle_label")
        self.subtitle_label.setProperty(u"role", u"muted")

        self.titles.addWidget(self.subtitle_label)


        self.head.addLayout(self.titles)

        self.refresh_button = QPushButton(DistributionsPanel)
        self.refresh_button.setObjectName(u"refresh_button")
        self.refresh_button.setProperty(u"role", u"secondary")

        self.head.addWidget(self.refresh_button)

        self.remind_list_button = QPushButton(DistributionsPanel)
        self.remind_list_button.setObjectName(u"remind_list_button")
        self.remind_list_button.setProperty(u"role", u"secondary")

        self.head.addWidget(self.remind_list_button)

        self.main_button = QPushButton(DistributionsPanel)
        self.main_button.setObjectName(u"main_button")
        self.main_button.setProperty(u"role", u"primary")

        self.head.addWidget(self.main_button)

        self.head.setStretch(0, 1)

        self.whole.addLayout(self.head)

        self.notice = Notice(DistributionsPanel)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.choose_frame = QFrame(DistributionsPanel)
        self.choose_frame.setObjectName(u"choose_frame")
        self.choose_column = QVBoxLayout(self.choose_frame)
        self.choose_column.setObjectName(u"choose_column")
        self.choose_column.setContentsMargins(0, 0, 0, 0)
        self.choose = QHBoxLayout()
        self.choose.setSpacing(8)
        self.choose.setObjectName(u"choose")
        self.survey_heading = QLabel(self.choose_frame)
        self.survey_heading.setObjectName(u"survey_heading")
        self.survey_heading.setProperty(u"role", u"muted")
        self.survey_heading.setTextFormat(Qt.TextFormat.PlainText)

        self.choose.addWidget(self.survey_heading)

        self.survey_box = ChoiceBox(self.choose_frame)
        self.survey_box.setObjectName(u"survey_box")

        self.choose.addWidget(self.survey_box)

        self.list_heading = QLabel(self.choose_frame)
        self.list_heading.setObjectName(u"list_heading")
        self.list_heading.setProperty(u"role", u"muted")
        self.list_heading.setTextFormat(Qt.TextFormat.PlainText)

        self.choose.addWidget(self.list_heading)

        self.list_box = ChoiceBox(self.choose_frame)
        self.list_box.setObjectName(u"list_box")

        self.choose.addWidget(self.list_box)

        self.choose.setStretch(1, 3)
        self.choose.setStretch(3, 2)

        self.choose_column.addLayout(self.choose)


        self.whole.addWidget(self.choose_frame)

        self.tabs = QTabWidget(DistributionsPanel)
        self.tabs.setObjectName(u"tabs")
        self.sent_tab = QWidget()
        self.sent_tab.setObjectName(u"sent_tab")
        self.sent_column = QVBoxLayout(self.sent_tab)
        self.sent_column.setObjectName(u"sent_column")
        self.sent_column.setContentsMargins(0, 12, 0, 0)
        self.sent_states = StatePage(self.sent_tab)
        self.sent_states.setObjectName(u"sent_states")
        self.sent_content = QWidget()
        self.sent_content.setObjectName(u"sent_content")
        self.sent_row = QHBoxLayout(self.sent_content)
        self.sent_row.setSpacing(16)
        self.sent_row.setObjectName(u"sent_row")
        self.sent_row.setContentsMargins(0, 0, 0, 0)
        self.sent_page = GridPage(self.sent_content)
        self.sent_page.setObjectName(u"sent_page")

        self.sent_row.addWidget(self.sent_page)

        self.detail_card = QFrame(self.sent_content)
        self.detail_card.setObjectName(u"detail_card")
        self.detail_card.setProperty(u"role", u"card")
        self.detail_card.setMinimumSize(QSize(268, 0))
        self.detail_card.setMaximumSize(QSize(268, 16777215))
        self.detail_column = QVBoxLayout(self.detail_card)
        self.detail_column.setSpacing(8)
        self.detail_column.setObjectName(u"detail_column")
        self.detail_column.setContentsMargins(16, 12, 16, 12)
        self.kind_label = QLabel(self.detail_card)
        self.kind_label.setObjectName(u"kind_label")
        self.kind_label.setProperty(u"role", u"heading")
        self.kind_label.setTextFormat(Qt.TextFormat.PlainText)
        self.kind_label.setWordWrap(True)

        self.detail_column.addWidget(self.kind_label)

        self.facts_label = QLabel(self.detail_card)
        self.facts_label.setObjectName(u"facts_label")
        self.facts_label.setProperty(u"role", u"muted")
        self.facts_label.setTextFormat(Qt.TextFormat.PlainText)
        self.facts_label.setWordWrap(True)

        self.detail_column.addWidget(self.facts_label)

        self.detail_scroll = QScrollArea(self.detail_card)
        self.detail_scroll.setObjectName(u"detail_scroll")
        self.detail_scroll.setWidgetResizable(True)
        self.detail_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.detail_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.detail_body = QWidget()
        self.detail_body.setObjectName(u"detail_body")
        self.detail_body_column = QVBoxLayout(self.detail_body)
        self.detail_body_column.setSpacing(8)
        self.detail_body_column.setObjectName(u"detail_body_column")
        self.detail_body_column.setContentsMargins(0, 0, 8, 0)
        self.detail_funnel = Funnel(self.detail_body)
        self.detail_funnel.setObjectName(u"detail_funnel")

        self.detail_body_column.addWidget(self.detail_funnel)

        self.history_label = QLabel(self.detail_body)
        self.history_label.setObjectName(u"history_label")
        self.history_label.setProperty(u"role", u"caption")
        self.history_label.setTextFormat(Qt.TextFormat.PlainText)
        self.history_label.setWordWrap(True)

        self.detail_body_column.addWidget(self.history_label)

        self.detail_body_space = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.detail_body_column.addItem(self.detail_body_space)

        self.detail_scroll.setWidget(self.detail_body)

        self.detail_column.addWidget(self.detail_scroll)

        self.history_button = QPushButton(self.detail_card)
        self.history_button.setObjectName(u"history_button")
        self.history_button.setProperty(u"role", u"link")

        self.detail_column.addWidget(self.history_button)

        self.remind_button = QPushButton(self.detail_card)
        self.remind_button.setObjectName(u"remind_button")
        self.remind_button.setProperty(u"role", u"secondary")

        self.detail_column.addWidget(self.remind_button)

        self.thank_button = QPushButton(self.detail_card)
        self.thank_button.setObjectName(u"thank_button")
        self.thank_button.setProperty(u"role", u"secondary")

        self.detail_column.addWidget(self.thank_button)

        self.links_button = QPushButton(self.detail_card)
        self.links_button.setObjectName(u"links_button")
        self.links_button.setProperty(u"role", u"secondary")

        self.detail_column.addWidget(self.links_button)

        self.delete_button = QPushButton(self.detail_card)
        self.delete_button.setObjectName(u"delete_button")
        self.delete_button.setProperty(u"role", u"secondary")

        self.detail_column.addWidget(self.delete_button)


        self.sent_row.addWidget(self.detail_card)

        self.sent_row.setStretch(0, 1)
        self.sent_states.addWidget(self.sent_content)

        self.sent_column.addWidget(self.sent_states)

        self.tabs.addTab(self.sent_tab, "")
        self.answered_tab = QWidget()
        self.answered_tab.setObjectName(u"answered_tab")
        self.answered_column = QVBoxLayout(self.answered_tab)
        self.answered_column.setObjectName(u"answered_column")
        self.answered_column.setContentsMargins(0, 12, 0, 0)
        self.answered_states = StatePage(self.answered_tab)
        self.answered_states.setObjectName(u"answered_states")
        self.answered_content = QWidget()
        self.answered_content.setObjectName(u"answered_content")
        self.answered_rows = QVBoxLayout(self.answered_content)
        self.answered_rows.setSpacing(12)
        self.answered_rows.setObjectName(u"answered_rows")
        self.answered_rows.setContentsMargins(0, 0, 0, 0)
        self.funnel_card = QFrame(self.answered_content)
        self.funnel_card.setObjectName(u"funnel_card")
        self.funnel_card.setProperty(u"role", u"card")
        self.funnel_column = QVBoxLayout(self.funnel_card)
        self.funnel_column.setObjectName(u"funnel_column")
        self.funnel_column.setContentsMargins(8, 4, 8, 4)
        self.funnel = Funnel(self.funnel_card)
        self.funnel.setObjectName(u"funnel")

        self.funnel_column.addWidget(self.funnel)


        self.answered_rows.addWidget(self.funnel_card)

        self.answered_page = GridPage(self.answered_content)
        self.answered_page.setObjectName(u"answered_page")

        self.answered_rows.addWidget(self.answered_page)

        self.answered_rows.setStretch(1, 1)
        self.answered_states.addWidget(self.answered_content)

        self.answered_column.addWidget(self.answered_states)

        self.tabs.addTab(self.answered_tab, "")
        self.ending_tab = QWidget()
        self.ending_tab.setObjectName(u"ending_tab")
        self.ending_column = QVBoxLayout(self.ending_tab)
        self.ending_column.setObjectName(u"ending_column")
        self.ending_column.setContentsMargins(0, 12, 0, 0)
        self.ending_states = StatePage(self.ending_tab)
        self.ending_states.setObjectName(u"ending_states")
        self.ending_content = QWidget()
        self.ending_content.setObjectName(u"ending_content")
        self.ending_rows = QVBoxLayout(self.ending_content)
        self.ending_rows.setObjectName(u"ending_rows")
        self.ending_rows.setContentsMargins(0, 0, 0, 0)
        self.ending_page = GridPage(self.ending_content)
        self.ending_page.setObjectName(u"ending_page")

        self.ending_rows.addWidget(self.ending_page)

        self.ending_states.addWidget(self.ending_content)

        self.ending_column.addWidget(self.ending_states)

        self.tabs.addTab(self.ending_tab, "")

        self.whole.addWidget(self.tabs)

        self.whole.setStretch(3, 1)
#if QT_CONFIG(shortcut)
        self.survey_heading.setBuddy(self.survey_box)
        self.list_heading.setBuddy(self.list_box)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(DistributionsPanel)
    # setupUi

    def retranslateUi(self, DistributionsPanel: QWidget) -> None:
        self.title_label.setText(QCoreApplication.translate("DistributionsPanel", u"Distributions", None))
        self.survey_heading.setText(QCoreApplication.translate("DistributionsPanel", u"Survey", None))
#if QT_CONFIG(accessibility)
        self.survey_box.setAccessibleName(QCoreApplication.translate("DistributionsPanel", u"Survey", None))
#endif // QT_CONFIG(accessibility)
        self.list_heading.setText(QCoreApplication.translate("DistributionsPanel", u"List", None))
#if QT_CONFIG(accessibility)
        self.list_box.setAccessibleName(QCoreApplication.translate("DistributionsPanel", u"List", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.tabs.setAccessibleName(QCoreApplication.translate("DistributionsPanel", u"Views of distributions", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.detail_scroll.setAccessibleName(QCoreApplication.translate("DistributionsPanel", u"What became of it", None))
#endif // QT_CONFIG(accessibility)
        self.tabs.setTabText(self.tabs.indexOf(self.sent_tab), QCoreApplication.translate("DistributionsPanel", u"Sent and made", None))
        self.tabs.setTabText(self.tabs.indexOf(self.answered_tab), QCoreApplication.translate("DistributionsPanel", u"Who answered", None))
        self.tabs.setTabText(self.tabs.indexOf(self.ending_tab), QCoreApplication.translate("DistributionsPanel", u"Ending links", None))
        pass
    # retranslateUi
