"""Generated from ui/area_panel.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize)
from PySide6.QtWidgets import (QComboBox, QHBoxLayout, QLabel,
    QPushButton, QSizePolicy, QSpacerItem, QStackedWidget,
    QTabBar, QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_AreaPanel(object):
    def setupUi(self, AreaPanel: QWidget) -> None:
        if not AreaPanel.objectName():
            AreaPanel.setObjectName(u"AreaPanel")
        self.whole = QVBoxLayout(AreaPanel)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = QLabel(AreaPanel)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")

        self.titles.addWidget(self.title_label)

        self.subtitle_label = ElidedLabel(AreaPanel)
        self.subtitle_label.setObjectName(u"subtitle_label")
        self.subtitle_label.setProperty(u"role", u"muted")

        self.titles.addWidget(self.subtitle_label)


        self.head.addLayout(self.titles)

        self.refresh_button = QPushButton(AreaPanel)
        self.refresh_button.setObjectName(u"refresh_button")
        self.refresh_button.setProperty(u"role", u"secondary")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.refresh_button.sizePolicy().hasHeightForWidth())
        self.refresh_button.setSizePolicy(sizePolicy)

        self.head.addWidget(self.refresh_button)

        self.import_button = QPushButton(AreaPanel)
        self.import_button.setObjectName(u"import_button")
        self.import_button.setProperty(u"role", u"secondary")
        sizePolicy.setHeightForWidth(self.import_button.sizePolicy().hasHeightForWidth())
        self.import_button.setSizePolicy(sizePolicy)

        self.head.addWidget(self.import_button)

        self.new_button = QPushButton(AreaPanel)
        self.new_button.setObjectName(u"new_button")
        self.new_button.setProperty(u"role", u"primary")
        sizePolicy.setHeightForWidth(self.new_button.sizePolicy().hasHeightForWidth())
        self.new_button.setSizePolicy(sizePolicy)

        self.head.addWidget(self.new_button)


        self.whole.addLayout(self.head)

        self.choices = QHBoxLayout()
        self.choices.setSpacing(12)
        self.choices.setObjectName(u"choices")
        self.tabs = QTabBar(AreaPanel)
        self.tabs.setObjectName(u"tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.setExpanding(False)

        self.choices.addWidget(self.tabs)

        self.choices_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.choices.addItem(self.choices_spacer)

        self.of_box = QComboBox(AreaPanel)
        self.of_box.setObjectName(u"of_box")
        self.of_box.setMinimumSize(QSize(220, 0))

        self.choices.addWidget(self.of_box)


        self.whole.addLayout(self.choices)

        self.notice = Notice(AreaPanel)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.states = StatePage(AreaPanel)
        self.states.setObjectName(u"states")
        self.pages = QStackedWidget()
        self.pages.setObjectName(u"pages")
        self.states.addWidget(self.pages)

        self.whole.addWidget(self.states)


        self.retranslateUi(AreaPanel)
    # setupUi

    def retranslateUi(self, AreaPanel: QWidget) -> None:
        self.refresh_button.setText(QCoreApplication.translate("AreaPanel", u"Refresh", None))
        self.import_button.setText(QCoreApplication.translate("AreaPanel", u"Import\u2026", None))
#if QT_CONFIG(accessibility)
        self.import_button.setAccessibleName(QCoreApplication.translate("AreaPanel", u"Import from a file", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.tabs.setAccessibleName(QCoreApplication.translate("AreaPanel", u"Kinds of things", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.of_box.setAccessibleName(QCoreApplication.translate("AreaPanel", u"What the list belongs to", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
