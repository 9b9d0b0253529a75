"""Generated from ui/imports_panel.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QHBoxLayout, QPushButton, QSizePolicy,
    QStackedWidget, QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.step_bar import StepBar

class Ui_ImportsPanel(object):
    def setupUi(self, ImportsPanel: QWidget) -> None:
        if not ImportsPanel.objectName():
            ImportsPanel.setObjectName(u"ImportsPanel")
        self.whole = QVBoxLayout(ImportsPanel)
        self.whole.setSpacing(0)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 12)
        self.head = QVBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.head.setContentsMargins(-1, -1, -1, 12)
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = ElidedLabel(ImportsPanel)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")

        self.titles.addWidget(self.title_label)

        self.subtitle_label = ElidedLabel(ImportsPanel)
        self.subtitle_label.setObjectName(u"subtitle_label")
        self.subtitle_label.setProperty(u"role", u"muted")

        self.titles.addWidget(self.subtitle_label)


        self.head.addLayout(self.titles)

        self.step_bar = StepBar(ImportsPanel)
        self.step_bar.setObjectName(u"step_bar")

        self.head.addWidget(self.step_bar)

        self.notice = Notice(ImportsPanel)
        self.notice.setObjectName(u"notice")

        self.head.addWidget(self.notice)


        self.whole.addLayout(self.head)

        self.steps = QStackedWidget(ImportsPanel)
        self.steps.setObjectName(u"steps")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.steps.sizePolicy().hasHeightForWidth())
        self.steps.setSizePolicy(sizePolicy)

        self.whole.addWidget(self.steps)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(12)
        self.foot.setObjectName(u"foot")
        self.foot.setContentsMargins(-1, 12, -1, -1)
        self.back_button = QPushButton(ImportsPanel)
        self.back_button.setObjectName(u"back_button")
        self.back_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.back_button)

        self.foot_label = ElidedLabel(ImportsPanel)
        self.foot_label.setObjectName(u"foot_label")
        self.foot_label.setProperty(u"role", u"muted")
        self.foot_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.foot_label.sizePolicy().hasHeightForWidth())
        self.foot_label.setSizePolicy(sizePolicy1)

        self.foot.addWidget(self.foot_label)

        self.more_button = QPushButton(ImportsPanel)
        self.more_button.setObjectName(u"more_button")
        self.more_button.setProperty(u"role", u"quiet")

        self.foot.addWidget(self.more_button)

        self.extra_button = QPushButton(ImportsPanel)
        self.extra_button.setObjectName(u"extra_button")
        self.extra_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.extra_button)

        self.next_button = QPushButton(ImportsPanel)
        self.next_button.setObjectName(u"next_button")
        self.next_button.setProperty(u"role", u"primary")

        self.foot.addWidget(self.next_button)


        self.whole.addLayout(self.foot)


        self.retranslateUi(ImportsPanel)
    # setupUi

    def retranslateUi(self, ImportsPanel: QWidget) -> None:
        self.title_label.setText(QCoreApplication.translate("ImportsPanel", u"Import contacts", None))
#if QT_CONFIG(accessibility)
        self.step_bar.setAccessibleName(QCoreApplication.translate("ImportsPanel", u"Steps of the import", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
