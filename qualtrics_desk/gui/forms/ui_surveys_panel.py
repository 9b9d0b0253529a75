"""Generated from ui/surveys_panel.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QSpacerItem,
    QSplitter, QToolButton, QVBoxLayout, QWidget)

from qualtrics_desk.gui.panels.surveys.survey_detail import SurveyDetailView
from qualtrics_desk.gui.panels.surveys.survey_list import SurveyList
from qualtrics_desk.gui.panels.surveys.thin_bar import ThinBar
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_SurveysPanel(object):
    def setupUi(self, SurveysPanel: QWidget) -> None:
        if not SurveysPanel.objectName():
            SurveysPanel.setObjectName(u"SurveysPanel")
        self.whole = QVBoxLayout(SurveysPanel)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 24)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = ElidedLabel(SurveysPanel)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")

        self.titles.addWidget(self.title_label)

        self.subtitle_label = ElidedLabel(SurveysPanel)
        self.subtitle_label.setObjectName(u"subtitle_label")
        self.subtitle_label.setProperty(u"role", u"muted")

        self.titles.addWidget(self.subtitle_label)


        self.head.addLayout(self.titles)

        self.search_all_button = QPushButton(SurveysPanel)
        self.search_all_button.setObjectName(u"search_all_button")
        self.search_all_button.setProperty(u"role", u"secondary")

        self.head.addWidget(self.search_all_button)

        self.more_button = QToolButton(SurveysPanel)
        self.more_button.setObjectName(u"more_button")
        self.more_button.setProperty(u"role", u"quiet")
        self.more_button.setProperty(u"iconOnly", True)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

        self.head.addWidget(self.more_button)

        self.refresh_button = QPushButton(SurveysPanel)
        self.refresh_button.setObjectName(u"refresh_button")
        self.refresh_button.setProperty(u"role", u"secondary")

        self.head.addWidget(self.refresh_button)

        self.head.setStretch(0, 1)

        self.whole.addLayout(self.head)

        self.notice = Notice(SurveysPanel)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.states = StatePage(SurveysPanel)
        self.states.setObjectName(u"states")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.states.sizePolicy().hasHeightForWidth())
        self.states.setSizePolicy(sizePolicy)
        self.content = QWidget()
        self.content.setObjectName(u"content")
        self.content_layout = QVBoxLayout(self.content)
        self.content_layout.setSpacing(12)
        self.content_layout.setObjectName(u"content_layout")
        self.content_layout.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(self.content)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.side = QWidget(self.splitter)
        self.side.setObjectName(u"side")
        self.side.setMinimumSize(QSize(268, 0))
        self.side_layout = QVBoxLayout(self.side)
        self.side_layout.setSpacing(8)
        self.side_layout.setObjectName(u"side_layout")
        self.side_layout.setContentsMargins(0, 0, 0, 0)
        self.search_row = QHBoxLayout()
        self.search_row.setSpacing(8)
        self.search_row.setObjectName(u"search_row")
        self.search_edit = QLineEdit(self.side)
        self.search_edit.setObjectName(u"search_edit")
        self.search_edit.setClearButtonEnabled(True)

        self.search_row.addWidget(self.search_edit)

        self.sort_button = QToolButton(self.side)
        self.sort_button.setObjectName(u"sort_button")
        self.sort_button.setProperty(u"role", u"quiet")
        self.sort_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sort_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

        self.search_row.addWidget(self.sort_button)

        self.columns_button = QToolButton(self.side)
        self.columns_button.setObjectName(u"columns_button")
        self.columns_button.setProperty(u"role", u"quiet")
        self.columns_button.setProperty(u"iconOnly", True)
        self.columns_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.columns_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

        self.search_row.addWidget(self.columns_button)


        self.side_layout.addLayout(self.search_row)

        self.chips = QHBoxLayout()
        self.chips.setSpacing(8)
        self.chips.setObjectName(u"chips")
        self.active_chip = QToolButton(self.side)
        self.active_chip.setObjectName(u"active_chip")
        self.active_chip.setProperty(u"role", u"chip-add")
        self.active_chip.setCheckable(True)
        self.active_chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.chips.addWidget(self.active_chip)

        self.inactive_chip = QToolButton(self.side)
        self.inactive_chip.setObjectName(u"inactive_chip")
        self.inactive_chip.setProperty(u"role", u"chip-add")
        self.inactive_chip.setCheckable(True)
        self.inactive_chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.chips.addWidget(self.inactive_chip)

        self.mine_chip = QToolButton(self.side)
        self.mine_chip.setObjectName(u"mine_chip")
        self.mine_chip.setProperty(u"role", u"chip-add")
        self.mine_chip.setCheckable(True)
        self.mine_chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.chips.addWidget(self.mine_chip)

        self.chips_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.chips.addItem(self.chips_spacer)


        self.side_layout.addLayout(self.chips)

        self.list_card = QFrame(self.side)
        self.list_card.setObjectName(u"list_card")
        self.list_card.setProperty(u"role", u"card")
        self.list_layout = QVBoxLayout(self.list_card)
        self.list_layout.setSpacing(0)
        self.list_layout.setObjectName(u"list_layout")
        self.list_layout.setContentsMargins(0, 4, 0, 4)
        self.thin_bar = ThinBar(self.list_card)
        self.thin_bar.setObjectName(u"thin_bar")

        self.list_layout.addWidget(self.thin_bar)

        self.list_states = StatePage(self.list_card)
        self.list_states.setObjectName(u"list_states")
        self.survey_list = SurveyList()
        self.survey_list.setObjectName(u"survey_list")
        self.list_states.addWidget(self.survey_list)

        self.list_layout.addWidget(self.list_states)


        self.side_layout.addWidget(self.list_card)

        self.splitter.addWidget(self.side)
        self.detail_states = StatePage(self.splitter)
        self.detail_states.setObjectName(u"detail_states")
        self.detail = SurveyDetailView()
        self.detail.setObjectName(u"detail")
        self.detail_states.addWidget(self.detail)
        self.splitter.addWidget(self.detail_states)

        self.content_layout.addWidget(self.splitter)

        self.states.addWidget(self.content)

        self.whole.addWidget(self.states)


        self.retranslateUi(SurveysPanel)
    # setupUi

    def retranslateUi(self, SurveysPanel: QWidget) -> None:
        self.title_label.setText(QCoreApplication.translate("SurveysPanel", u"Surveys", None))
#if QT_CONFIG(tooltip)
        self.more_button.setToolTip(QCoreApplication.translate("SurveysPanel", u"More to do with surveys", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.more_button.setAccessibleName(QCoreApplication.translate("SurveysPanel", u"More to do with surveys", None))
#endif // QT_CONFIG(accessibility)
        self.search_edit.setPlaceholderText(QCoreApplication.translate("SurveysPanel", u"Search by name or id\u2026", None))
#if QT_CONFIG(accessibility)
        self.search_edit.setAccessibleName(QCoreApplication.translate("SurveysPanel", u"Search surveys by name or id", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.columns_button.setToolTip(QCoreApplication.translate("SurveysPanel", u"What is said of each survey", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.columns_button.setAccessibleName(QCoreApplication.translate("SurveysPanel", u"What is said of each survey", None))
#endif // QT_CONFIG(accessibility)
        self.active_chip.setText(QCoreApplication.translate("SurveysPanel", u"Active", None))
#if QT_CONFIG(tooltip)
        self.active_chip.setToolTip(QCoreApplication.translate("SurveysPanel", u"Show active surveys only", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.active_chip.setAccessibleName(QCoreApplication.translate("SurveysPanel", u"Show active surveys only", None))
#endif // QT_CONFIG(accessibility)
        self.inactive_chip.setText(QCoreApplication.translate("SurveysPanel", u"Inactive", None))
#if QT_CONFIG(tooltip)
        self.inactive_chip.setToolTip(QCoreApplication.translate("SurveysPanel", u"Show inactive surveys only", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.inactive_chip.setAccessibleName(QCoreApplication.translate("SurveysPanel", u"Show inactive surveys only", None))
#endif // QT_CONFIG(accessibility)
        self.mine_chip.setText(QCoreApplication.translate("SurveysPanel", u"Mine", None))
#if QT_CONFIG(tooltip)
        self.mine_chip.setToolTip(QCoreApplication.translate("SurveysPanel", u"Show my own surveys only", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.mine_chip.setAccessibleName(QCoreApplication.translate("SurveysPanel", u"Show my own surveys only", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.thin_bar.setAccessibleName(QCoreApplication.translate("SurveysPanel", u"Reading the list of surveys", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.survey_list.setAccessibleName(QCoreApplication.translate("SurveysPanel", u"Surveys", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
