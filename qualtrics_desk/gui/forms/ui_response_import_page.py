"""Generated from ui/response_import_page.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QProgressBar,
    QPushButton, QScrollArea, QSizePolicy, QVBoxLayout,
    QWidget)

from qualtrics_desk.gui.widgets.choice_box import ChoiceBox
from qualtrics_desk.gui.widgets.facts_view import FactsView
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_ResponseImportPage(object):
    def setupUi(self, ResponseImportPage: QWidget) -> None:
        if not ResponseImportPage.objectName():
            ResponseImportPage.setObjectName(u"ResponseImportPage")
        self.whole = QVBoxLayout(ResponseImportPage)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.setObjectName(u"row")
        self.survey_box = ChoiceBox(ResponseImportPage)
        self.survey_box.setObjectName(u"survey_box")
        self.survey_box.setMinimumSize(QSize(220, 0))
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.survey_box.sizePolicy().hasHeightForWidth())
        self.survey_box.setSizePolicy(sizePolicy)

        self.row.addWidget(self.survey_box)

        self.choose_button = QPushButton(ResponseImportPage)
        self.choose_button.setObjectName(u"choose_button")
        self.choose_button.setProperty(u"role", u"secondary")

        self.row.addWidget(self.choose_button)

        self.rehearse_button = QPushButton(ResponseImportPage)
        self.rehearse_button.setObjectName(u"rehearse_button")
        self.rehearse_button.setProperty(u"role", u"secondary")

        self.row.addWidget(self.rehearse_button)

        self.import_button = QPushButton(ResponseImportPage)
        self.import_button.setObjectName(u"import_button")
        self.import_button.setProperty(u"role", u"secondary")

        self.row.addWidget(self.import_button)


        self.whole.addLayout(self.row)

        self.notice = Notice(ResponseImportPage)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.states = StatePage(ResponseImportPage)
        self.states.setObjectName(u"states")
        self.card = QFrame()
        self.card.setObjectName(u"card")
        self.card.setProperty(u"role", u"card")
        self.card_layout = QVBoxLayout(self.card)
        self.card_layout.setSpacing(8)
        self.card_layout.setObjectName(u"card_layout")
        self.card_layout.setContentsMargins(16, 16, 16, 12)
        self.bar = QProgressBar(self.card)
        self.bar.setObjectName(u"bar")
        self.bar.setTextVisible(False)

        self.card_layout.addWidget(self.bar)

        self.scroll = QScrollArea(self.card)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.facts = FactsView()
        self.facts.setObjectName(u"facts")
        self.scroll.setWidget(self.facts)

        self.card_layout.addWidget(self.scroll)

        self.states.addWidget(self.card)

        self.whole.addWidget(self.states)


        self.retranslateUi(ResponseImportPage)
    # setupUi

    def retranslateUi(self, ResponseImportPage: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.survey_box.setAccessibleName(QCoreApplication.translate("ResponseImportPage", u"Survey that the responses go into", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.bar.setAccessibleName(QCoreApplication.translate("ResponseImportPage", u"How far the import is", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.scroll.setAccessibleName(QCoreApplication.translate("ResponseImportPage", u"What is known of the file", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
