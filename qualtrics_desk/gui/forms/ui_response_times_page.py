"""Generated from ui/response_times_page.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize)
from PySide6.QtWidgets import (QComboBox, QFrame, QHBoxLayout,
    QLabel, QPushButton, QSizePolicy, QVBoxLayout,
    QWidget)

from qualtrics_desk.gui.widgets.choice_box import ChoiceBox
from qualtrics_desk.gui.widgets.state_page import StatePage
from qualtrics_desk.gui.widgets.time_bars import TimeBars

class Ui_ResponseTimesPage(object):
    def setupUi(self, ResponseTimesPage: QWidget) -> None:
        if not ResponseTimesPage.objectName():
            ResponseTimesPage.setObjectName(u"ResponseTimesPage")
        self.whole = QVBoxLayout(ResponseTimesPage)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.setObjectName(u"row")
        self.survey_box = ChoiceBox(ResponseTimesPage)
        self.survey_box.setObjectName(u"survey_box")
        self.survey_box.setMinimumSize(QSize(220, 0))
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.survey_box.sizePolicy().hasHeightForWidth())
        self.survey_box.setSizePolicy(sizePolicy)

        self.row.addWidget(self.survey_box)

        self.since_box = QComboBox(ResponseTimesPage)
        self.since_box.setObjectName(u"since_box")

        self.row.addWidget(self.since_box)

        self.count_button = QPushButton(ResponseTimesPage)
        self.count_button.setObjectName(u"count_button")
        self.count_button.setProperty(u"role", u"secondary")

        self.row.addWidget(self.count_button)


        self.whole.addLayout(self.row)

        self.states = StatePage(ResponseTimesPage)
        self.states.setObjectName(u"states")
        self.card = QFrame()
        self.card.setObjectName(u"card")
        self.card.setProperty(u"role", u"card")
        self.card_layout = QVBoxLayout(self.card)
        self.card_layout.setSpacing(8)
        self.card_layout.setObjectName(u"card_layout")
        self.card_layout.setContentsMargins(16, 12, 16, 12)
        self.total_label = QLabel(self.card)
        self.total_label.setObjectName(u"total_label")
        self.total_label.setProperty(u"role", u"strong")
        self.total_label.setWordWrap(True)

        self.card_layout.addWidget(self.total_label)

        self.bars = TimeBars(self.card)
        self.bars.setObjectName(u"bars")

        self.card_layout.addWidget(self.bars)

        self.pointed_label = QLabel(self.card)
        self.pointed_label.setObjectName(u"pointed_label")
        self.pointed_label.setProperty(u"role", u"muted")

        self.card_layout.addWidget(self.pointed_label)

        self.states.addWidget(self.card)

        self.whole.addWidget(self.states)


        self.retranslateUi(ResponseTimesPage)
    # setupUi

    def retranslateUi(self, ResponseTimesPage: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.survey_box.setAccessibleName(QCoreApplication.translate("ResponseTimesPage", u"Survey whose responses are counted", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.since_box.setAccessibleName(QCoreApplication.translate("ResponseTimesPage", u"Since when", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
