"""Generated from ui/area_detail.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLabel,
    QScrollArea, QSizePolicy, QSpacerItem, QToolButton,
    QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.facts_view import FactsView
from qualtrics_desk.gui.widgets.notice import Notice

class Ui_AreaDetail(object):
    def setupUi(self, AreaDetail: QFrame) -> None:
        if not AreaDetail.objectName():
            AreaDetail.setObjectName(u"AreaDetail")
        AreaDetail.setProperty(u"role", u"card")
        self.whole = QVBoxLayout(AreaDetail)
        self.whole.setSpacing(8)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(16, 16, 16, 12)
        self.names = QHBoxLayout()
        self.names.setSpacing(12)
        self.names.setObjectName(u"names")
        self.name_label = ElidedLabel(AreaDetail)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setProperty(u"role", u"title")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.name_label.sizePolicy().hasHeightForWidth())
        self.name_label.setSizePolicy(sizePolicy)

        self.names.addWidget(self.name_label)

        self.state_label = QLabel(AreaDetail)
        self.state_label.setObjectName(u"state_label")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.state_label.sizePolicy().hasHeightForWidth())
        self.state_label.setSizePolicy(sizePolicy1)
        self.state_label.setProperty(u"role", u"badge")

        self.names.addWidget(self.state_label)

        self.names_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.names.addItem(self.names_spacer)


        self.whole.addLayout(self.names)

        self.ids = QHBoxLayout()
        self.ids.setSpacing(4)
        self.ids.setObjectName(u"ids")
        self.id_label = QLabel(AreaDetail)
        self.id_label.setObjectName(u"id_label")
        self.id_label.setProperty(u"role", u"code")
        self.id_label.setProperty(u"tone", u"muted")
        self.id_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.ids.addWidget(self.id_label)

        self.copy_button = QToolButton(AreaDetail)
        self.copy_button.setObjectName(u"copy_button")
        self.copy_button.setProperty(u"role", u"quiet")
        self.copy_button.setProperty(u"iconOnly", True)

        self.ids.addWidget(self.copy_button)

        self.ids_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.ids.addItem(self.ids_spacer)


        self.whole.addLayout(self.ids)

        self.buttons_holder = QWidget(AreaDetail)
        self.buttons_holder.setObjectName(u"buttons_holder")

        self.whole.addWidget(self.buttons_holder)

        self.notice = Notice(AreaDetail)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.scroll = QScrollArea(AreaDetail)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QWidget()
        self.body.setObjectName(u"body")
        self.body_layout = QVBoxLayout(self.body)
        self.body_layout.setSpacing(12)
        self.body_layout.setObjectName(u"body_layout")
        self.body_layout.setContentsMargins(0, 0, 8, 0)
        self.facts = FactsView(self.body)
        self.facts.setObjectName(u"facts")

        self.body_layout.addWidget(self.facts)

        self.scroll.setWidget(self.body)

        self.whole.addWidget(self.scroll)


        self.retranslateUi(AreaDetail)
    # setupUi

    def retranslateUi(self, AreaDetail: QFrame) -> None:
#if QT_CONFIG(accessibility)
        self.id_label.setAccessibleName(QCoreApplication.translate("AreaDetail", u"Id", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.scroll.setAccessibleName(QCoreApplication.translate("AreaDetail", u"Details", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
