"""Generated from ui/responses_panel.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QCheckBox, QComboBox, QFormLayout,
    QFrame, QHBoxLayout, QLabel, QLineEdit,
    QListWidget, QPushButton, QScrollArea,
    QSizePolicy, QSplitter, QStackedWidget, QTabBar,
    QVBoxLayout, QWidget)

from qualtrics_desk.gui.panels.responses.answer_bars import AnswerBars
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_ResponsesPanel(object):
    def setupUi(self, ResponsesPanel: QWidget) -> None:
        if not ResponsesPanel.objectName():
            ResponsesPanel.setObjectName(u"ResponsesPanel")
        self.whole = QVBoxLayout(ResponsesPanel)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = QLabel(ResponsesPanel)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")

        self.titles.addWidget(self.title_label)

        self.subtitle_label = ElidedLabel(ResponsesPanel)
        self.subtitle_label.setObjectName(u"subtitle_label")
        self.subtitle_label.setProperty(u"role", u"muted")

        self.titles.addWidget(self.subtitle_label)


        self.head.addLayout(self.titles)

        self.refresh_button = QPushButton(ResponsesPanel)
        self.refresh_button.setObjectName(u"refresh_button")
        self.refresh_button.setProperty(u"role", u"secondary")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.refresh_button.sizePolicy().hasHeightForWidth())
        self.refresh_button.setSizePolicy(sizePolicy)

        self.head.addWidget(self.refresh_button)

        self.export_button = QPushButton(ResponsesPanel)
        self.export_button.setObjectName(u"export_button")
        self.export_button.setProperty(u"role", u"primary")
        sizePolicy.setHeightForWidth(self.export_button.sizePolicy().hasHeightForWidth())
        self.export_button.setSizePolicy(sizePolicy)

        self.head.addWidget(self.export_button)


        self.whole.addLayout(self.head)

        self.tabs = QTabBar(ResponsesPanel)
        self.tabs.setObjectName(u"tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.setExpanding(False)

        self.whole.addWidget(self.tabs)

        self.notice = Notice(ResponsesPanel)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.states = StatePage(ResponsesPanel)
        self.states.setObjectName(u"states")
        self.pages = QStackedWidget()
        self.pages.setObjectName(u"pages")
        self.export_page = QWidget()
        self.export_page.setObjectName(u"export_page")
        self.export_layout = QHBoxLayout(self.export_page)
        self.export_layout.setSpacing(12)
        self.export_layout.setObjectName(u"export_layout")
        self.export_layout.setContentsMargins(0, 0, 0, 0)
        self.side = QVBoxLayout()
        self.side.setSpacing(8)
        self.side.setObjectName(u"side")
        self.search_edit = QLineEdit(self.export_page)
        self.search_edit.setObjectName(u"search_edit")
        self.search_edit.setClearButtonEnabled(True)

        self.side.addWidget(self.search_edit)

        self.survey_list = QListWidget(self.export_page)
        self.survey_list.setObjectName(u"survey_list")
        self.survey_list.setMinimumSize(QSize(240, 0))

        self.side.addWidget(self.survey_list)


        self.export_layout.addLayout(self.side)

        self.options_card = QFrame(self.export_page)
        self.options_card.setObjectName(u"options_card")
        self.options_card.setProperty(u"role", u"card")
        self.options_card.setMinimumSize(QSize(320, 0))
        self.options_layout = QVBoxLayout(self.options_card)
        self.options_layout.setObjectName(u"options_layout")
        self.options_layout.setContentsMargins(16, 12, 8, 12)
        self.options_scroll = QScrollArea(self.options_card)
        self.options_scroll.setObjectName(u"options_scroll")
        self.options_scroll.setWidgetResizable(True)
        self.options_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.options_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.options_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.options = QWidget()
        self.options.setObjectName(u"options")
        self.form = QFormLayout(self.options)
        self.form.setObjectName(u"form")
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setContentsMargins(0, 0, 8, 0)
        self.format_label = QLabel(self.options)
        self.format_label.setObjectName(u"format_label")

        self.form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.format_label)

        self.format_box = QComboBox(self.options)
        self.format_box.setObjectName(u"format_box")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.format_box.sizePolicy().hasHeightForWidth())
        self.format_box.setSizePolicy(sizePolicy1)

        self.form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.format_box)

        self.answers_label = QLabel(self.options)
        self.answers_label.setObjectName(u"answers_label")

        self.form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.answers_label)

        self.answers_box = QComboBox(self.options)
        self.answers_box.setObjectName(u"answers_box")
        sizePolicy1.setHeightForWidth(self.answers_box.sizePolicy().hasHeightForWidth())
        self.answers_box.setSizePolicy(sizePolicy1)

        self.form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.answers_box)

        self.which_label = QLabel(self.options)
        self.which_label.setObjectName(u"which_label")

        self.form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.which_label)

        self.which_box = QComboBox(self.options)
        self.which_box.setObjectName(u"which_box")
        sizePolicy1.setHeightForWidth(self.which_box.sizePolicy().hasHeightForWidth())
        self.which_box.setSizePolicy(sizePolicy1)

        self.form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.which_box)

        self.from_label = QLabel(self.options)
        self.from_label.setObjectName(u"from_label")

        self.form.setWidget(3, QFormLayout.ItemRole.LabelRole, self.from_label)

        self.from_edit = QLineEdit(self.options)
        self.from_edit.setObjectName(u"from_edit")

        self.form.setWidget(3, QFormLayout.ItemRole.FieldRole, self.from_edit)

        self.to_label = QLabel(self.options)
        self.to_label.setObjectName(u"to_label")

        self.form.setWidget(4, QFormLayout.ItemRole.LabelRole, self.to_label)

        self.to_edit = QLineEdit(self.options)
        self.to_edit.setObjectName(u"to_edit")

        self.form.setWidget(4, QFormLayout.ItemRole.FieldRole, self.to_edit)

        self.zone_label = QLabel(self.options)
        self.zone_label.setObjectName(u"zone_label")

        self.form.setWidget(5, QFormLayout.ItemRole.LabelRole, self.zone_label)

        self.zone_box = QComboBox(self.options)
        self.zone_box.setObjectName(u"zone_box")
        sizePolicy1.setHeightForWidth(self.zone_box.sizePolicy().hasHeightForWidth())
        self.zone_box.setSizePolicy(sizePolicy1)

        self.form.setWidget(5, QFormLayout.ItemRole.FieldRole, self.zone_box)

        self.filter_label = QLabel(self.options)
        self.filter_label.setObjectName(u"filter_label")

        self.form.setWidget(6, QFormLayout.ItemRole.LabelRole, self.filter_label)

        self.filter_box = QComboBox(self.options)
        self.filter_box.setObjectName(u"filter_box")
        sizePolicy1.setHeightForWidth(self.filter_box.sizePolicy().hasHeightForWidth())
        self.filter_box.setSizePolicy(sizePolicy1)

        self.form.setWidget(6, QFormLayout.ItemRole.FieldRole, self.filter_box)

        self.questions_label = QLabel(self.options)
        self.questions_label.setObjectName(u"questions_label")

        self.form.setWidget(7, QFormLayout.ItemRole.LabelRole, self.questions_label)

        self.questions_edit = QLineEdit(self.options)
        self.questions_edit.setObjectName(u"questions_edit")

        self.form.setWidget(7, QFormLayout.ItemRole.FieldRole, self.questions_edit)

        self.newline_label = QLabel(self.options)
        self.newline_label.setObjectName(u"newline_label")

        self.form.setWidget(8, QFormLayout.ItemRole.LabelRole, self.newline_label)

        self.newline_edit = QLineEdit(self.options)
        self.newline_edit.setObjectName(u"newline_edit")

        self.form.setWidget(8, QFormLayout.ItemRole.FieldRole, self.newline_edit)

        self.new_check = QCheckBox(self.options)
        self.new_check.setObjectName(u"new_check")

        self.form.setWidget(9, QFormLayout.ItemRole.SpanningRole, self.new_check)

        self.change_check = QCheckBox(self.options)
        self.change_check.setObjectName(u"change_check")

        self.form.setWidget(10, QFormLayout.ItemRole.SpanningRole, self.change_check)

        self.breakout_check = QCheckBox(self.options)
        self.breakout_check.setObjectName(u"breakout_check")

        self.form.setWidget(11, QFormLayout.ItemRole.SpanningRole, self.breakout_check)

        self.order_check = QCheckBox(self.options)
        self.order_check.setObjectName(u"order_check")

        self.form.setWidget(12, QFormLayout.ItemRole.SpanningRole, self.order_check)

        self.comma_check = QCheckBox(self.options)
        self.comma_check.setObjectName(u"comma_check")

        self.form.setWidget(13, QFormLayout.ItemRole.SpanningRole, self.comma_check)

        self.options_scroll.setWidget(self.options)

        self.options_layout.addWidget(self.options_scroll)

        self.conflict_label = QLabel(self.options_card)
        self.conflict_label.setObjectName(u"conflict_label")
        self.conflict_label.setProperty(u"tone", u"danger")
        self.conflict_label.setTextFormat(Qt.TextFormat.PlainText)
        self.conflict_label.setWordWrap(True)

        self.options_layout.addWidget(self.conflict_label)


        self.export_layout.addWidget(self.options_card)

        self.queue_card = QFrame(self.export_page)
        self.queue_card.setObjectName(u"queue_card")
        self.queue_card.setProperty(u"role", u"card")
        self.queue_card.setMinimumSize(QSize(280, 0))
        self.queue_layout = QVBoxLayout(self.queue_card)
        self.queue_layout.setSpacing(8)
        self.queue_layout.setObjectName(u"queue_layout")
        self.queue_layout.setContentsMargins(12, 12, 12, 12)
        self.queue_states = StatePage(self.queue_card)
        self.queue_states.setObjectName(u"queue_states")
        self.queue_list = QListWidget()
        self.queue_list.setObjectName(u"queue_list")
        self.queue_list.setProperty(u"role", u"bare")
        self.queue_list.setSpacing(4)
        self.queue_states.addWidget(self.queue_list)

        self.queue_layout.addWidget(self.queue_states)

        self.queue_buttons = QHBoxLayout()
        self.queue_buttons.setSpacing(8)
        self.queue_buttons.setObjectName(u"queue_buttons")
        self.look_button = QPushButton(self.queue_card)
        self.look_button.setObjectName(u"look_button")
        self.look_button.setProperty(u"role", u"secondary")

        self.queue_buttons.addWidget(self.look_button)

        self.again_button = QPushButton(self.queue_card)
        self.again_button.setObjectName(u"again_button")
        self.again_button.setProperty(u"role", u"secondary")

        self.queue_buttons.addWidget(self.again_button)

        self.stop_button = QPushButton(self.queue_card)
        self.stop_button.setObjectName(u"stop_button")
        self.stop_button.setProperty(u"role", u"secondary")

        self.queue_buttons.addWidget(self.stop_button)


        self.queue_layout.addLayout(self.queue_buttons)


        self.export_layout.addWidget(self.queue_card)

        self.pages.addWidget(self.export_page)
        self.look_states = StatePage()
        self.look_states.setObjectName(u"look_states")
        self.look_splitter = QSplitter()
        self.look_splitter.setObjectName(u"look_splitter")
        self.look_splitter.setOrientation(Qt.Orientation.Horizontal)
        self.look_splitter.setChildrenCollapsible(False)
        self.look_splitter.setHandleWidth(12)
        self.look_page = GridPage(self.look_splitter)
        self.look_page.setObjectName(u"look_page")
        self.look_page.setMinimumSize(QSize(320, 0))
        self.look_splitter.addWidget(self.look_page)
        self.counts_card = QFrame(self.look_splitter)
        self.counts_card.setObjectName(u"counts_card")
        self.counts_card.setProperty(u"role", u"card")
        self.counts_card.setMinimumSize(QSize(260, 0))
        self.counts_layout = QVBoxLayout(self.counts_card)
        self.counts_layout.setSpacing(8)
        self.counts_layout.setObjectName(u"counts_layout")
        self.counts_layout.setContentsMargins(16, 12, 16, 12)
        self.column_box = QComboBox(self.counts_card)
        self.column_box.setObjectName(u"column_box")
        sizePolicy1.setHeightForWidth(self.column_box.sizePolicy().hasHeightForWidth())
        self.column_box.setSizePolicy(sizePolicy1)

        self.counts_layout.addWidget(self.column_box)

        self.question_label = QLabel(self.counts_card)
        self.question_label.setObjectName(u"question_label")
        self.question_label.setTextFormat(Qt.TextFormat.PlainText)
        self.question_label.setWordWrap(True)

        self.counts_layout.addWidget(self.question_label)

        self.counts_scroll = QScrollArea(self.counts_card)
        self.counts_scroll.setObjectName(u"counts_scroll")
        self.counts_scroll.setWidgetResizable(True)
        self.counts_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.counts_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.counts_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bars = AnswerBars()
        self.bars.setObjectName(u"bars")
        self.counts_scroll.setWidget(self.bars)

        self.counts_layout.addWidget(self.counts_scroll)

        self.look_splitter.addWidget(self.counts_card)
        self.look_states.addWidget(self.look_splitter)
        self.pages.addWidget(self.look_states)
        self.states.addWidget(self.pages)

        self.whole.addWidget(self.states)

#if QT_CONFIG(shortcut)
        self.format_label.setBuddy(self.format_box)
        self.answers_label.setBuddy(self.answers_box)
        self.which_label.setBuddy(self.which_box)
        self.from_label.setBuddy(self.from_edit)
        self.to_label.setBuddy(self.to_edit)
        self.zone_label.setBuddy(self.zone_box)
        self.filter_label.setBuddy(self.filter_box)
        self.questions_label.setBuddy(self.questions_edit)
        self.newline_label.setBuddy(self.newline_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ResponsesPanel)
    # setupUi

    def retranslateUi(self, ResponsesPanel: QWidget) -> None:
        self.title_label.setText(QCoreApplication.translate("ResponsesPanel", u"Responses", None))
        self.refresh_button.setText(QCoreApplication.translate("ResponsesPanel", u"Refresh", None))
#if QT_CONFIG(accessibility)
        self.tabs.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Export and quick look", None))
#endif // QT_CONFIG(accessibility)
        self.search_edit.setPlaceholderText(QCoreApplication.translate("ResponsesPanel", u"Find a survey\u2026", None))
#if QT_CONFIG(accessibility)
        self.search_edit.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Find a survey", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.survey_list.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Surveys to export", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.options_scroll.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Options of the export", None))
#endif // QT_CONFIG(accessibility)
        self.format_label.setText(QCoreApplication.translate("ResponsesPanel", u"Format", None))
#if QT_CONFIG(accessibility)
        self.format_box.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Format of the files", None))
#endif // QT_CONFIG(accessibility)
        self.answers_label.setText(QCoreApplication.translate("ResponsesPanel", u"Answers as", None))
#if QT_CONFIG(accessibility)
        self.answers_box.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"How answers are written", None))
#endif // QT_CONFIG(accessibility)
        self.which_label.setText(QCoreApplication.translate("ResponsesPanel", u"Which", None))
#if QT_CONFIG(accessibility)
        self.which_box.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Which responses", None))
#endif // QT_CONFIG(accessibility)
        self.from_label.setText(QCoreApplication.translate("ResponsesPanel", u"Recorded from", None))
        self.from_edit.setPlaceholderText(QCoreApplication.translate("ResponsesPanel", u"2027-01-31, or empty", None))
#if QT_CONFIG(accessibility)
        self.from_edit.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Recorded at or after this date", None))
#endif // QT_CONFIG(accessibility)
        self.to_label.setText(QCoreApplication.translate("ResponsesPanel", u"and before", None))
        self.to_edit.setPlaceholderText(QCoreApplication.translate("ResponsesPanel", u"2027-02-28, or empty", None))
#if QT_CONFIG(accessibility)
        self.to_edit.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Recorded before this date", None))
#endif // QT_CONFIG(accessibility)
        self.zone_label.setText(QCoreApplication.translate("ResponsesPanel", u"Time zone", None))
#if QT_CONFIG(accessibility)
        self.zone_box.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Time zone of the date columns", None))
#endif // QT_CONFIG(accessibility)
        self.filter_label.setText(QCoreApplication.translate("ResponsesPanel", u"Filter", None))
#if QT_CONFIG(accessibility)
        self.filter_box.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Filter that was made in Qualtrics", None))
#endif // QT_CONFIG(accessibility)
        self.questions_label.setText(QCoreApplication.translate("ResponsesPanel", u"Only questions", None))
        self.questions_edit.setPlaceholderText(QCoreApplication.translate("ResponsesPanel", u"QID1, QID4, or empty for all", None))
#if QT_CONFIG(accessibility)
        self.questions_edit.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Only these questions", None))
#endif // QT_CONFIG(accessibility)
        self.newline_label.setText(QCoreApplication.translate("ResponsesPanel", u"Line breaks as", None))
        self.newline_edit.setPlaceholderText(QCoreApplication.translate("ResponsesPanel", u"as they are", None))
#if QT_CONFIG(accessibility)
        self.newline_edit.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"What stands for line breaks in answers", None))
#endif // QT_CONFIG(accessibility)
        self.new_check.setText(QCoreApplication.translate("ResponsesPanel", u"Only what is new since last time", None))
        self.change_check.setText(QCoreApplication.translate("ResponsesPanel", u"Dates are those of the last change", None))
        self.breakout_check.setText(QCoreApplication.translate("ResponsesPanel", u"One column for each of several answers", None))
        self.order_check.setText(QCoreApplication.translate("ResponsesPanel", u"Columns with the order shown", None))
        self.comma_check.setText(QCoreApplication.translate("ResponsesPanel", u"Decimal commas", None))
#if QT_CONFIG(accessibility)
        self.queue_list.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Exports, newest last", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.column_box.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Column whose answers are counted", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.counts_scroll.setAccessibleName(QCoreApplication.translate("ResponsesPanel", u"Answers and how often they were given", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
