"""Generated from ui/response_page.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLabel,
    QLineEdit, QPushButton, QScrollArea, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.choice_box import ChoiceBox
from qualtrics_desk.gui.widgets.facts_view import FactsView
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_ResponsePage(object):
    def setupUi(self, ResponsePage: QWidget) -> None:
        if not ResponsePage.objectName():
            ResponsePage.setObjectName(u"ResponsePage")
        self.whole = QVBoxLayout(ResponsePage)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.setObjectName(u"row")
        self.survey_box = ChoiceBox(ResponsePage)
        self.survey_box.setObjectName(u"survey_box")
        self.survey_box.setMinimumSize(QSize(220, 0))
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.survey_box.sizePolicy().hasHeightForWidth())
        self.survey_box.setSizePolicy(sizePolicy)

        self.row.addWidget(self.survey_box)

        self.id_edit = QLineEdit(ResponsePage)
        self.id_edit.setObjectName(u"id_edit")

        self.row.addWidget(self.id_edit)

        self.look_up_button = QPushButton(ResponsePage)
        self.look_up_button.setObjectName(u"look_up_button")
        self.look_up_button.setProperty(u"role", u"secondary")

        self.row.addWidget(self.look_up_button)


        self.whole.addLayout(self.row)

        self.notice = Notice(ResponsePage)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.states = StatePage(ResponsePage)
        self.states.setObjectName(u"states")
        self.card = QFrame()
        self.card.setObjectName(u"card")
        self.card.setProperty(u"role", u"card")
        self.card_layout = QVBoxLayout(self.card)
        self.card_layout.setSpacing(8)
        self.card_layout.setObjectName(u"card_layout")
        self.card_layout.setContentsMargins(16, 16, 16, 12)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.id_label = QLabel(self.card)
        self.id_label.setObjectName(u"id_label")
        self.id_label.setProperty(u"role", u"code")
        self.id_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.head.addWidget(self.id_label)

        self.head_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.head.addItem(self.head_spacer)

        self.correct_button = QPushButton(self.card)
        self.correct_button.setObjectName(u"correct_button")
        self.correct_button.setProperty(u"role", u"secondary")

        self.head.addWidget(self.correct_button)

        self.delete_button = QPushButton(self.card)
        self.delete_button.setObjectName(u"delete_button")
        self.delete_button.setProperty(u"role", u"secondary")

        self.head.addWidget(self.delete_button)


        self.card_layout.addLayout(self.head)

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


        self.retranslateUi(ResponsePage)
    # setupUi

    def retranslateUi(self, ResponsePage: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.survey_box.setAccessibleName(QCoreApplication.translate("ResponsePage", u"Survey of the response", None))
#endif // QT_CONFIG(accessibility)
        self.id_edit.setPlaceholderText(QCoreApplication.translate("ResponsePage", u"R_\u2026", None))
#if QT_CONFIG(accessibility)
        self.id_edit.setAccessibleName(QCoreApplication.translate("ResponsePage", u"Id of the response", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.scroll.setAccessibleName(QCoreApplication.translate("ResponsePage", u"Fields of the response", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
