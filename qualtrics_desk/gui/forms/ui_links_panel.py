"""Generated from ui/links_panel.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QCheckBox, QComboBox, QFrame,
    QGridLayout, QHBoxLayout, QLabel, QPushButton,
    QSizePolicy, QSpacerItem, QToolButton, QVBoxLayout,
    QWidget)

from qualtrics_desk.gui.panels.links.distribution_list import DistributionList
from qualtrics_desk.gui.widgets.choice_box import ChoiceBox
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage
from qualtrics_desk.gui.widgets.tiles import TileRow

class Ui_LinksPanel(object):
    def setupUi(self, LinksPanel: QWidget) -> None:
        if not LinksPanel.objectName():
            LinksPanel.setObjectName(u"LinksPanel")
        self.whole = QVBoxLayout(LinksPanel)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = ElidedLabel(LinksPanel)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")

        self.titles.addWidget(self.title_label)

        self.subtitle_label = ElidedLabel(LinksPanel)
        self.subtitle_label.setObjectName(u"subtitle_label")
        self.subtitle_label.setProperty(u"role", u"muted")

        self.titles.addWidget(self.subtitle_label)


        self.head.addLayout(self.titles)

        self.reconcile_button = QPushButton(LinksPanel)
        self.reconcile_button.setObjectName(u"reconcile_button")
        self.reconcile_button.setProperty(u"role", u"secondary")

        self.head.addWidget(self.reconcile_button)

        self.read_button = QPushButton(LinksPanel)
        self.read_button.setObjectName(u"read_button")
        self.read_button.setProperty(u"role", u"secondary")

        self.head.addWidget(self.read_button)

        self.export_button = QPushButton(LinksPanel)
        self.export_button.setObjectName(u"export_button")
        self.export_button.setProperty(u"role", u"primary")

        self.head.addWidget(self.export_button)

        self.head.setStretch(0, 1)

        self.whole.addLayout(self.head)

        self.notice = Notice(LinksPanel)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.body = QHBoxLayout()
        self.body.setSpacing(16)
        self.body.setObjectName(u"body")
        self.steps = QVBoxLayout()
        self.steps.setSpacing(12)
        self.steps.setObjectName(u"steps")
        self.survey_card = QFrame(LinksPanel)
        self.survey_card.setObjectName(u"survey_card")
        self.survey_card.setProperty(u"role", u"card")
        self.survey_card.setMinimumSize(QSize(280, 0))
        self.survey_card.setMaximumSize(QSize(280, 16777215))
        self.survey_column = QVBoxLayout(self.survey_card)
        self.survey_column.setSpacing(8)
        self.survey_column.setObjectName(u"survey_column")
        self.survey_column.setContentsMargins(16, 8, 16, 12)
        self.survey_heading = QLabel(self.survey_card)
        self.survey_heading.setObjectName(u"survey_heading")
        self.survey_heading.setProperty(u"role", u"caption")
        self.survey_heading.setTextFormat(Qt.TextFormat.PlainText)

        self.survey_column.addWidget(self.survey_heading)

        self.survey_box = ChoiceBox(self.survey_card)
        self.survey_box.setObjectName(u"survey_box")

        self.survey_column.addWidget(self.survey_box)


        self.steps.addWidget(self.survey_card)

        self.distribution_card = QFrame(LinksPanel)
        self.distribution_card.setObjectName(u"distribution_card")
        self.distribution_card.setProperty(u"role", u"card")
        self.distribution_card.setMaximumSize(QSize(280, 16777215))
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.distribution_card.sizePolicy().hasHeightForWidth())
        self.distribution_card.setSizePolicy(sizePolicy)
        self.distribution_column = QVBoxLayout(self.distribution_card)
        self.distribution_column.setSpacing(4)
        self.distribution_column.setObjectName(u"distribution_column")
        self.distribution_column.setContentsMargins(0, 4, 0, 8)
        self.distribution_head = QHBoxLayout()
        self.distribution_head.setSpacing(8)
        self.distribution_head.setObjectName(u"distribution_head")
        self.distribution_head.setContentsMargins(16, 0, 8, 0)
        self.distribution_heading = QLabel(self.distribution_card)
        self.distribution_heading.setObjectName(u"distribution_heading")
        self.distribution_heading.setProperty(u"role", u"caption")
        self.distribution_heading.setTextFormat(Qt.TextFormat.PlainText)
        self.distribution_heading.setMinimumSize(QSize(0, 32))

        self.distribution_head.addWidget(self.distribution_heading)

        self.distribution_space = QSpacerItem(8, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.distribution_head.addItem(self.distribution_space)

        self.generate_button = QToolButton(self.distribution_card)
        self.generate_button.setObjectName(u"generate_button")
        self.generate_button.setProperty(u"role", u"link")
        self.generate_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.distribution_head.addWidget(self.generate_button)


        self.distribution_column.addLayout(self.distribution_head)

        self.distribution_list = DistributionList(self.distribution_card)
        self.distribution_list.setObjectName(u"distribution_list")
        self.distribution_list.setProperty(u"role", u"bare")
        self.distribution_list.setMinimumSize(QSize(0, 72))

        self.distribution_column.addWidget(self.distribution_list)

        self.distribution_foot = QHBoxLayout()
        self.distribution_foot.setSpacing(0)
        self.distribution_foot.setObjectName(u"distribution_foot")
        self.distribution_foot.setContentsMargins(16, 0, 16, 0)
        self.distribution_label = ElidedLabel(self.distribution_card)
        self.distribution_label.setObjectName(u"distribution_label")
        self.distribution_label.setProperty(u"role", u"caption")

        self.distribution_foot.addWidget(self.distribution_label)


        self.distribution_column.addLayout(self.distribution_foot)


        self.steps.addWidget(self.distribution_card)

        self.format_card = QFrame(LinksPanel)
        self.format_card.setObjectName(u"format_card")
        self.format_card.setProperty(u"role", u"card")
        self.format_card.setMaximumSize(QSize(280, 16777215))
        self.format_column = QVBoxLayout(self.format_card)
        self.format_column.setSpacing(8)
        self.format_column.setObjectName(u"format_column")
        self.format_column.setContentsMargins(16, 8, 16, 12)
        self.format_heading = QLabel(self.format_card)
        self.format_heading.setObjectName(u"format_heading")
        self.format_heading.setProperty(u"role", u"caption")
        self.format_heading.setTextFormat(Qt.TextFormat.PlainText)

        self.format_column.addWidget(self.format_heading)

        self.form = QGridLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(8)
        self.form.setVerticalSpacing(8)
        self.columns_label = QLabel(self.format_card)
        self.columns_label.setObjectName(u"columns_label")
        self.columns_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.columns_label, 0, 0, 1, 1)

        self.columns_row = QHBoxLayout()
        self.columns_row.setSpacing(4)
        self.columns_row.setObjectName(u"columns_row")
        self.columns_button = QPushButton(self.format_card)
        self.columns_button.setObjectName(u"columns_button")
        self.columns_button.setProperty(u"role", u"secondary")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.columns_button.sizePolicy().hasHeightForWidth())
        self.columns_button.setSizePolicy(sizePolicy1)

        self.columns_row.addWidget(self.columns_button)

        self.file_button = QToolButton(self.format_card)
        self.file_button.setObjectName(u"file_button")
        self.file_button.setProperty(u"role", u"quiet")
        self.file_button.setProperty(u"iconOnly", True)
        self.file_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.file_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

        self.columns_row.addWidget(self.file_button)


        self.form.addLayout(self.columns_row, 0, 1, 1, 1)

        self.kind_label = QLabel(self.format_card)
        self.kind_label.setObjectName(u"kind_label")
        self.kind_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.kind_label, 1, 0, 1, 1)

        self.kind_box = QComboBox(self.format_card)
        self.kind_box.setObjectName(u"kind_box")
        sizePolicy2 = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        sizePolicy2.setHorizontalStretch(1)
        sizePolicy2.setVerticalStretch(0)
        sizePolicy2.setHeightForWidth(self.kind_box.sizePolicy().hasHeightForWidth())
        self.kind_box.setSizePolicy(sizePolicy2)

        self.form.addWidget(self.kind_box, 1, 1, 1, 1)

        self.encoding_label = QLabel(self.format_card)
        self.encoding_label.setObjectName(u"encoding_label")
        self.encoding_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.encoding_label, 2, 0, 1, 1)

        self.encoding_box = QComboBox(self.format_card)
        self.encoding_box.setObjectName(u"encoding_box")
        sizePolicy2.setHeightForWidth(self.encoding_box.sizePolicy().hasHeightForWidth())
        self.encoding_box.setSizePolicy(sizePolicy2)

        self.form.addWidget(self.encoding_box, 2, 1, 1, 1)

        self.delimiter_label = QLabel(self.format_card)
        self.delimiter_label.setObjectName(u"delimiter_label")
        self.delimiter_label.setProperty(u"role", u"muted")

        self.form.addWidget(self.delimiter_label, 3, 0, 1, 1)

        self.delimiter_box = QComboBox(self.format_card)
        self.delimiter_box.setObjectName(u"delimiter_box")
        sizePolicy2.setHeightForWidth(self.delimiter_box.sizePolicy().hasHeightForWidth())
        self.delimiter_box.setSizePolicy(sizePolicy2)

        self.form.addWidget(self.delimiter_box, 3, 1, 1, 1)

        self.form.setColumnStretch(1, 1)

        self.format_column.addLayout(self.form)

        self.safe_check = QCheckBox(self.format_card)
        self.safe_check.setObjectName(u"safe_check")

        self.format_column.addWidget(self.safe_check)


        self.steps.addWidget(self.format_card)


        self.body.addLayout(self.steps)

        self.states = StatePage(LinksPanel)
        self.states.setObjectName(u"states")
        sizePolicy3 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy3.setHorizontalStretch(0)
        sizePolicy3.setVerticalStretch(0)
        sizePolicy3.setHeightForWidth(self.states.sizePolicy().hasHeightForWidth())
        self.states.setSizePolicy(sizePolicy3)
        self.preview = QWidget()
        self.preview.setObjectName(u"preview")
        self.preview_column = QVBoxLayout(self.preview)
        self.preview_column.setSpacing(12)
        self.preview_column.setObjectName(u"preview_column")
        self.preview_column.setContentsMargins(0, 0, 0, 0)
        self.tiles = TileRow(self.preview)
        self.tiles.setObjectName(u"tiles")

        self.preview_column.addWidget(self.tiles)

        self.page = GridPage(self.preview)
        self.page.setObjectName(u"page")

        self.preview_column.addWidget(self.page)

        self.states.addWidget(self.preview)

        self.body.addWidget(self.states)


        self.whole.addLayout(self.body)

#if QT_CONFIG(shortcut)
        self.survey_heading.setBuddy(self.survey_box)
        self.distribution_heading.setBuddy(self.distribution_list)
        self.columns_label.setBuddy(self.columns_button)
        self.kind_label.setBuddy(self.kind_box)
        self.encoding_label.setBuddy(self.encoding_box)
        self.delimiter_label.setBuddy(self.delimiter_box)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(LinksPanel)
    # setupUi

    def retranslateUi(self, LinksPanel: QWidget) -> None:
        self.title_label.setText(QCoreApplication.translate("LinksPanel", u"Links", None))
        self.reconcile_button.setText(QCoreApplication.translate("LinksPanel", u"Compare a list\u2026", None))
        self.survey_heading.setText(QCoreApplication.translate("LinksPanel", u"1   Survey", None))
#if QT_CONFIG(accessibility)
        self.survey_box.setAccessibleName(QCoreApplication.translate("LinksPanel", u"Survey", None))
#endif // QT_CONFIG(accessibility)
        self.distribution_heading.setText(QCoreApplication.translate("LinksPanel", u"2   Distribution", None))
        self.generate_button.setText(QCoreApplication.translate("LinksPanel", u"Generate new\u2026", None))
#if QT_CONFIG(accessibility)
        self.distribution_list.setAccessibleName(QCoreApplication.translate("LinksPanel", u"Distributions of the survey", None))
#endif // QT_CONFIG(accessibility)
        self.format_heading.setText(QCoreApplication.translate("LinksPanel", u"3   Columns and format", None))
        self.columns_label.setText(QCoreApplication.translate("LinksPanel", u"Columns", None))
        self.columns_button.setText(QCoreApplication.translate("LinksPanel", u"Choose\u2026", None))
#if QT_CONFIG(tooltip)
        self.file_button.setToolTip(QCoreApplication.translate("LinksPanel", u"More about the file", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.file_button.setAccessibleName(QCoreApplication.translate("LinksPanel", u"More about the file", None))
#endif // QT_CONFIG(accessibility)
        self.kind_label.setText(QCoreApplication.translate("LinksPanel", u"File", None))
#if QT_CONFIG(accessibility)
        self.kind_box.setAccessibleName(QCoreApplication.translate("LinksPanel", u"Kind of file", None))
#endif // QT_CONFIG(accessibility)
        self.encoding_label.setText(QCoreApplication.translate("LinksPanel", u"Encoding", None))
#if QT_CONFIG(accessibility)
        self.encoding_box.setAccessibleName(QCoreApplication.translate("LinksPanel", u"Encoding of the file", None))
#endif // QT_CONFIG(accessibility)
        self.delimiter_label.setText(QCoreApplication.translate("LinksPanel", u"Divided by", None))
#if QT_CONFIG(accessibility)
        self.delimiter_box.setAccessibleName(QCoreApplication.translate("LinksPanel", u"What divides the cells", None))
#endif // QT_CONFIG(accessibility)
        self.safe_check.setText(QCoreApplication.translate("LinksPanel", u"Safe for spreadsheets", None))
#if QT_CONFIG(tooltip)
        self.safe_check.setToolTip(QCoreApplication.translate("LinksPanel", u"Puts an apostrophe before cells that a spreadsheet program would run as a formula", None))
#endif // QT_CONFIG(tooltip)
        pass
    # retranslateUi
