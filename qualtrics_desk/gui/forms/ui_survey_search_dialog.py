"""Generated from ui/survey_search_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QAbstractItemView, QDialog, QHBoxLayout,
    QLabel, QLineEdit, QListView, QPushButton,
    QSizePolicy, QSpacerItem, QToolButton, QVBoxLayout)

from qualtrics_desk.gui.widgets.notice import Notice

class Ui_SurveySearchDialog(object):
    def setupUi(self, SurveySearchDialog: QDialog) -> None:
        if not SurveySearchDialog.objectName():
            SurveySearchDialog.setObjectName(u"SurveySearchDialog")
        SurveySearchDialog.setMinimumSize(QSize(720, 520))
        self.column = QVBoxLayout(SurveySearchDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.search_edit = QLineEdit(SurveySearchDialog)
        self.search_edit.setObjectName(u"search_edit")
        self.search_edit.setClearButtonEnabled(True)

        self.column.addWidget(self.search_edit)

        self.chips = QHBoxLayout()
        self.chips.setSpacing(8)
        self.chips.setObjectName(u"chips")
        self.names_chip = QToolButton(SurveySearchDialog)
        self.names_chip.setObjectName(u"names_chip")
        self.names_chip.setProperty(u"role", u"chip-add")
        self.names_chip.setCheckable(True)
        self.names_chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.chips.addWidget(self.names_chip)

        self.questions_chip = QToolButton(SurveySearchDialog)
        self.questions_chip.setObjectName(u"questions_chip")
        self.questions_chip.setProperty(u"role", u"chip-add")
        self.questions_chip.setCheckable(True)
        self.questions_chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.chips.addWidget(self.questions_chip)

        self.choices_chip = QToolButton(SurveySearchDialog)
        self.choices_chip.setObjectName(u"choices_chip")
        self.choices_chip.setProperty(u"role", u"chip-add")
        self.choices_chip.setCheckable(True)
        self.choices_chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.chips.addWidget(self.choices_chip)

        self.fields_chip = QToolButton(SurveySearchDialog)
        self.fields_chip.setObjectName(u"fields_chip")
        self.fields_chip.setProperty(u"role", u"chip-add")
        self.fields_chip.setCheckable(True)
        self.fields_chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.chips.addWidget(self.fields_chip)

        self.chips_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.chips.addItem(self.chips_spacer)

        self.reused_chip = QToolButton(SurveySearchDialog)
        self.reused_chip.setObjectName(u"reused_chip")
        self.reused_chip.setProperty(u"role", u"chip-add")
        self.reused_chip.setCheckable(True)
        self.reused_chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.chips.addWidget(self.reused_chip)


        self.column.addLayout(self.chips)

        self.notice = Notice(SurveySearchDialog)
        self.notice.setObjectName(u"notice")

        self.column.addWidget(self.notice)

        self.found_view = QListView(SurveySearchDialog)
        self.found_view.setObjectName(u"found_view")
        self.found_view.setProperty(u"role", u"bare")
        self.found_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found_view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.found_view.setUniformItemSizes(True)

        self.column.addWidget(self.found_view)

        self.nothing_label = QLabel(SurveySearchDialog)
        self.nothing_label.setObjectName(u"nothing_label")
        self.nothing_label.setProperty(u"role", u"muted")
        self.nothing_label.setTextFormat(Qt.TextFormat.PlainText)
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.nothing_label.sizePolicy().hasHeightForWidth())
        self.nothing_label.setSizePolicy(sizePolicy)
        self.nothing_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing_label.setWordWrap(True)

        self.column.addWidget(self.nothing_label)

        self.count_label = QLabel(SurveySearchDialog)
        self.count_label.setObjectName(u"count_label")
        self.count_label.setProperty(u"role", u"caption")
        self.count_label.setTextFormat(Qt.TextFormat.PlainText)
        self.count_label.setWordWrap(True)

        self.column.addWidget(self.count_label)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.read_button = QPushButton(SurveySearchDialog)
        self.read_button.setObjectName(u"read_button")
        self.read_button.setProperty(u"role", u"secondary")
        self.read_button.setAutoDefault(False)

        self.buttons.addWidget(self.read_button)

        self.export_button = QPushButton(SurveySearchDialog)
        self.export_button.setObjectName(u"export_button")
        self.export_button.setProperty(u"role", u"secondary")
        self.export_button.setAutoDefault(False)

        self.buttons.addWidget(self.export_button)

        self.buttons_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_spacer)

        self.cancel_button = QPushButton(SurveySearchDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(SurveySearchDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")
        self.accept_button.setAutoDefault(True)

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)


        self.retranslateUi(SurveySearchDialog)
    # setupUi

    def retranslateUi(self, SurveySearchDialog: QDialog) -> None:
        SurveySearchDialog.setWindowTitle(QCoreApplication.translate("SurveySearchDialog", u"Search in all surveys", None))
        self.search_edit.setPlaceholderText(QCoreApplication.translate("SurveySearchDialog", u"Words of a question, a choice, a field, a name\u2026", None))
#if QT_CONFIG(accessibility)
        self.search_edit.setAccessibleName(QCoreApplication.translate("SurveySearchDialog", u"Search in all surveys", None))
#endif // QT_CONFIG(accessibility)
        self.names_chip.setText(QCoreApplication.translate("SurveySearchDialog", u"Names", None))
#if QT_CONFIG(tooltip)
        self.names_chip.setToolTip(QCoreApplication.translate("SurveySearchDialog", u"Search in names and descriptions", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.names_chip.setAccessibleName(QCoreApplication.translate("SurveySearchDialog", u"Search in names and descriptions", None))
#endif // QT_CONFIG(accessibility)
        self.questions_chip.setText(QCoreApplication.translate("SurveySearchDialog", u"Questions", None))
#if QT_CONFIG(tooltip)
        self.questions_chip.setToolTip(QCoreApplication.translate("SurveySearchDialog", u"Search in question texts", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.questions_chip.setAccessibleName(QCoreApplication.translate("SurveySearchDialog", u"Search in question texts", None))
#endif // QT_CONFIG(accessibility)
        self.choices_chip.setText(QCoreApplication.translate("SurveySearchDialog", u"Choices", None))
#if QT_CONFIG(tooltip)
        self.choices_chip.setToolTip(QCoreApplication.translate("SurveySearchDialog", u"Search in choices", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.choices_chip.setAccessibleName(QCoreApplication.translate("SurveySearchDialog", u"Search in choices", None))
#endif // QT_CONFIG(accessibility)
        self.fields_chip.setText(QCoreApplication.translate("SurveySearchDialog", u"Embedded data", None))
#if QT_CONFIG(tooltip)
        self.fields_chip.setToolTip(QCoreApplication.translate("SurveySearchDialog", u"Search in embedded data", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.fields_chip.setAccessibleName(QCoreApplication.translate("SurveySearchDialog", u"Search in embedded data", None))
#endif // QT_CONFIG(accessibility)
        self.reused_chip.setText(QCoreApplication.translate("SurveySearchDialog", u"Asked in several surveys", None))
#if QT_CONFIG(tooltip)
        self.reused_chip.setToolTip(QCoreApplication.translate("SurveySearchDialog", u"Show only questions that more than one survey asks", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.reused_chip.setAccessibleName(QCoreApplication.translate("SurveySearchDialog", u"Show only questions that more than one survey asks", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.found_view.setAccessibleName(QCoreApplication.translate("SurveySearchDialog", u"What was found", None))
#endif // QT_CONFIG(accessibility)
        self.read_button.setText(QCoreApplication.translate("SurveySearchDialog", u"Read all surveys", None))
        self.export_button.setText(QCoreApplication.translate("SurveySearchDialog", u"Export\u2026", None))
        self.cancel_button.setText(QCoreApplication.translate("SurveySearchDialog", u"Close", None))
        self.accept_button.setText(QCoreApplication.translate("SurveySearchDialog", u"Go there", None))
    # retranslateUi
