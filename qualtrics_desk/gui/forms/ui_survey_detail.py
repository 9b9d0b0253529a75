"""Generated from ui/survey_detail.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem,
    QTabWidget, QToolButton, QVBoxLayout, QWidget)

from qualtrics_desk.gui.panels.surveys.flow_page import FlowPage
from qualtrics_desk.gui.panels.surveys.flow_tree import FlowTree
from qualtrics_desk.gui.panels.surveys.thin_bar import ThinBar
from qualtrics_desk.gui.panels.surveys.versions_view import VersionsView
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.safe_browser import SafeBrowser
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_SurveyDetailView(object):
    def setupUi(self, SurveyDetailView: QFrame) -> None:
        if not SurveyDetailView.objectName():
            SurveyDetailView.setObjectName(u"SurveyDetailView")
        SurveyDetailView.setProperty(u"role", u"card")
        self.whole = QVBoxLayout(SurveyDetailView)
        self.whole.setSpacing(0)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.head = QVBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.head.setContentsMargins(16, 16, 16, 8)
        self.names = QHBoxLayout()
        self.names.setSpacing(12)
        self.names.setObjectName(u"names")
        self.name_label = ElidedLabel(SurveyDetailView)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setProperty(u"role", u"title")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.name_label.sizePolicy().hasHeightForWidth())
        self.name_label.setSizePolicy(sizePolicy)

        self.names.addWidget(self.name_label)

        self.status_label = QLabel(SurveyDetailView)
        self.status_label.setObjectName(u"status_label")
        self.status_label.setProperty(u"role", u"badge")

        self.names.addWidget(self.status_label)

        self.names_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.names.addItem(self.names_spacer)


        self.head.addLayout(self.names)

        self.facts = QHBoxLayout()
        self.facts.setSpacing(4)
        self.facts.setObjectName(u"facts")
        self.id_label = QLabel(SurveyDetailView)
        self.id_label.setObjectName(u"id_label")
        self.id_label.setProperty(u"role", u"code")
        self.id_label.setProperty(u"tone", u"muted")
        self.id_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.facts.addWidget(self.id_label)

        self.copy_id_button = QToolButton(SurveyDetailView)
        self.copy_id_button.setObjectName(u"copy_id_button")
        self.copy_id_button.setProperty(u"role", u"quiet")
        self.copy_id_button.setProperty(u"iconOnly", True)

        self.facts.addWidget(self.copy_id_button)

        self.facts_label = ElidedLabel(SurveyDetailView)
        self.facts_label.setObjectName(u"facts_label")
        self.facts_label.setProperty(u"role", u"muted")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.facts_label.sizePolicy().hasHeightForWidth())
        self.facts_label.setSizePolicy(sizePolicy1)

        self.facts.addWidget(self.facts_label)


        self.head.addLayout(self.facts)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.links_button = QPushButton(SurveyDetailView)
        self.links_button.setObjectName(u"links_button")
        self.links_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.links_button)

        self.copy_link_button = QPushButton(SurveyDetailView)
        self.copy_link_button.setObjectName(u"copy_link_button")
        self.copy_link_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.copy_link_button)

        self.open_button = QPushButton(SurveyDetailView)
        self.open_button.setObjectName(u"open_button")
        self.open_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.open_button)

        self.more_button = QToolButton(SurveyDetailView)
        self.more_button.setObjectName(u"more_button")
        self.more_button.setProperty(u"role", u"quiet")
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setProperty(u"iconOnly", True)

        self.buttons.addWidget(self.more_button)

        self.buttons_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_spacer)


        self.head.addLayout(self.buttons)


        self.whole.addLayout(self.head)

        self.notice = Notice(SurveyDetailView)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.thin_bar = ThinBar(SurveyDetailView)
        self.thin_bar.setObjectName(u"thin_bar")

        self.whole.addWidget(self.thin_bar)

        self.states = StatePage(SurveyDetailView)
        self.states.setObjectName(u"states")
        sizePolicy2 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy2.setHorizontalStretch(0)
        sizePolicy2.setVerticalStretch(0)
        sizePolicy2.setHeightForWidth(self.states.sizePolicy().hasHeightForWidth())
        self.states.setSizePolicy(sizePolicy2)
        self.content = QWidget()
        self.content.setObjectName(u"content")
        self.content_layout = QVBoxLayout(self.content)
        self.content_layout.setSpacing(0)
        self.content_layout.setObjectName(u"content_layout")
        self.content_layout.setContentsMargins(0, 0, 0, 0)
        self.tabs = QTabWidget(self.content)
        self.tabs.setObjectName(u"tabs")
        self.tabs.setDocumentMode(True)
        self.questions_browser = SafeBrowser()
        self.questions_browser.setObjectName(u"questions_browser")
        self.tabs.addTab(self.questions_browser, "")
        self.flow_tree = FlowTree()
        self.flow_tree.setObjectName(u"flow_tree")
        self.tabs.addTab(self.flow_tree, "")
        self.flow_picture = FlowPage()
        self.flow_picture.setObjectName(u"flow_picture")
        self.tabs.addTab(self.flow_picture, "")
        self.data_browser = SafeBrowser()
        self.data_browser.setObjectName(u"data_browser")
        self.tabs.addTab(self.data_browser, "")
        self.versions_view = VersionsView()
        self.versions_view.setObjectName(u"versions_view")
        self.tabs.addTab(self.versions_view, "")

        self.content_layout.addWidget(self.tabs)

        self.states.addWidget(self.content)

        self.whole.addWidget(self.states)


        self.retranslateUi(SurveyDetailView)
    # setupUi

    def retranslateUi(self, SurveyDetailView: QFrame) -> None:
#if QT_CONFIG(accessibility)
        self.id_label.setAccessibleName(QCoreApplication.translate("SurveyDetailView", u"Id of the survey", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.more_button.setToolTip(QCoreApplication.translate("SurveyDetailView", u"What can be done with this survey", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.more_button.setAccessibleName(QCoreApplication.translate("SurveyDetailView", u"What can be done with this survey", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.thin_bar.setAccessibleName(QCoreApplication.translate("SurveyDetailView", u"Reading the survey", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.tabs.setAccessibleName(QCoreApplication.translate("SurveyDetailView", u"Parts of the survey", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.questions_browser.setAccessibleName(QCoreApplication.translate("SurveyDetailView", u"Questions of the survey", None))
#endif // QT_CONFIG(accessibility)
        self.tabs.setTabText(self.tabs.indexOf(self.questions_browser), QCoreApplication.translate("SurveyDetailView", u"Questions", None))
#if QT_CONFIG(accessibility)
        self.flow_tree.setAccessibleName(QCoreApplication.translate("SurveyDetailView", u"Flow of the survey; Enter goes to the questions of a block", None))
#endif // QT_CONFIG(accessibility)
        self.tabs.setTabText(self.tabs.indexOf(self.flow_tree), QCoreApplication.translate("SurveyDetailView", u"Flow", None))
        self.tabs.setTabText(self.tabs.indexOf(self.flow_picture), QCoreApplication.translate("SurveyDetailView", u"Picture", None))
#if QT_CONFIG(accessibility)
        self.data_browser.setAccessibleName(QCoreApplication.translate("SurveyDetailView", u"Embedded data, quotas, scoring, options, translations and code book of the survey", None))
#endif // QT_CONFIG(accessibility)
        self.tabs.setTabText(self.tabs.indexOf(self.data_browser), QCoreApplication.translate("SurveyDetailView", u"Data", None))
#if QT_CONFIG(accessibility)
        self.versions_view.setAccessibleName(QCoreApplication.translate("SurveyDetailView", u"Versions of the survey", None))
#endif // QT_CONFIG(accessibility)
        self.tabs.setTabText(self.tabs.indexOf(self.versions_view), QCoreApplication.translate("SurveyDetailView", u"Versions", None))
        pass
    # retranslateUi
