"""Generated from ui/plan_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication)
from PySide6.QtWidgets import (QDialog, QHBoxLayout, QLabel,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout)

from qualtrics_desk.gui.widgets.grid_page import GridPage

class Ui_PlanDialog(object):
    def setupUi(self, PlanDialog: QDialog) -> None:
        if not PlanDialog.objectName():
            PlanDialog.setObjectName(u"PlanDialog")
        PlanDialog.resize(960, 600)
        self.whole = QVBoxLayout(PlanDialog)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = QLabel(PlanDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")

        self.titles.addWidget(self.title_label)

        self.facts_label = QLabel(PlanDialog)
        self.facts_label.setObjectName(u"facts_label")
        self.facts_label.setProperty(u"role", u"muted")
        self.facts_label.setWordWrap(True)

        self.titles.addWidget(self.facts_label)


        self.whole.addLayout(self.titles)

        self.page = GridPage(PlanDialog)
        self.page.setObjectName(u"page")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.page.sizePolicy().hasHeightForWidth())
        self.page.setSizePolicy(sizePolicy)

        self.whole.addWidget(self.page)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.take_out_button = QPushButton(PlanDialog)
        self.take_out_button.setObjectName(u"take_out_button")
        self.take_out_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.take_out_button)

        self.put_back_button = QPushButton(PlanDialog)
        self.put_back_button.setObjectName(u"put_back_button")
        self.put_back_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.put_back_button)

        self.held_button = QPushButton(PlanDialog)
        self.held_button.setObjectName(u"held_button")
        self.held_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.held_button)

        self.foot_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_spacer)

        self.close_button = QPushButton(PlanDialog)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.close_button)

        self.send_button = QPushButton(PlanDialog)
        self.send_button.setObjectName(u"send_button")
        self.send_button.setProperty(u"role", u"primary")

        self.foot.addWidget(self.send_button)


        self.whole.addLayout(self.foot)


        self.retranslateUi(PlanDialog)
    # setupUi

    def retranslateUi(self, PlanDialog: QDialog) -> None:
        self.take_out_button.setText(QCoreApplication.translate("PlanDialog", u"Take out", None))
#if QT_CONFIG(tooltip)
        self.take_out_button.setToolTip(QCoreApplication.translate("PlanDialog", u"Do not send the selected rows (Delete)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.take_out_button.setAccessibleName(QCoreApplication.translate("PlanDialog", u"Take the selected rows out of the plan", None))
#endif // QT_CONFIG(accessibility)
        self.put_back_button.setText(QCoreApplication.translate("PlanDialog", u"Put back", None))
#if QT_CONFIG(tooltip)
        self.put_back_button.setToolTip(QCoreApplication.translate("PlanDialog", u"Send the selected rows after all", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.put_back_button.setAccessibleName(QCoreApplication.translate("PlanDialog", u"Put the selected rows back into the plan", None))
#endif // QT_CONFIG(accessibility)
        self.held_button.setText(QCoreApplication.translate("PlanDialog", u"Include what is held back\u2026", None))
#if QT_CONFIG(accessibility)
        self.held_button.setAccessibleName(QCoreApplication.translate("PlanDialog", u"Include what is held back", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("PlanDialog", u"Send nothing", None))
#if QT_CONFIG(accessibility)
        self.close_button.setAccessibleName(QCoreApplication.translate("PlanDialog", u"Send nothing", None))
#endif // QT_CONFIG(accessibility)
        self.send_button.setText(QCoreApplication.translate("PlanDialog", u"Send", None))
#if QT_CONFIG(accessibility)
        self.send_button.setAccessibleName(QCoreApplication.translate("PlanDialog", u"Send", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
