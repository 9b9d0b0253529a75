"""Generated from ui/contacts_review_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication)
from PySide6.QtWidgets import (QDialog, QHBoxLayout, QLabel,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout)

from qualtrics_desk.gui.widgets.grid_page import GridPage

class Ui_ReviewDialog(object):
    def setupUi(self, ReviewDialog: QDialog) -> None:
        if not ReviewDialog.objectName():
            ReviewDialog.setObjectName(u"ReviewDialog")
        ReviewDialog.resize(960, 600)
        self.whole = QVBoxLayout(ReviewDialog)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = QLabel(ReviewDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")

        self.titles.addWidget(self.title_label)

        self.hint_label = QLabel(ReviewDialog)
        self.hint_label.setObjectName(u"hint_label")
        self.hint_label.setProperty(u"role", u"muted")
        self.hint_label.setWordWrap(True)

        self.titles.addWidget(self.hint_label)


        self.whole.addLayout(self.titles)

        self.page = GridPage(ReviewDialog)
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
        self.take_out_button = QPushButton(ReviewDialog)
        self.take_out_button.setObjectName(u"take_out_button")
        self.take_out_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.take_out_button)

        self.mine_button = QPushButton(ReviewDialog)
        self.mine_button.setObjectName(u"mine_button")
        self.mine_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.mine_button)

        self.theirs_button = QPushButton(ReviewDialog)
        self.theirs_button.setObjectName(u"theirs_button")
        self.theirs_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.theirs_button)

        self.foot_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_spacer)

        self.close_button = QPushButton(ReviewDialog)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setProperty(u"role", u"secondary")

        self.foot.addWidget(self.close_button)

        self.commit_button = QPushButton(ReviewDialog)
        self.commit_button.setObjectName(u"commit_button")
        self.commit_button.setProperty(u"role", u"primary")

        self.foot.addWidget(self.commit_button)


        self.whole.addLayout(self.foot)


        self.retranslateUi(ReviewDialog)
    # setupUi

    def retranslateUi(self, ReviewDialog: QDialog) -> None:
        self.hint_label.setText(QCoreApplication.translate("ReviewDialog", u"Nothing has been sent yet. Changed cells show what stands at the service and what you typed.", None))
        self.take_out_button.setText(QCoreApplication.translate("ReviewDialog", u"Take out", None))
#if QT_CONFIG(tooltip)
        self.take_out_button.setToolTip(QCoreApplication.translate("ReviewDialog", u"Drop the changes of the selected rows (Delete)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.take_out_button.setAccessibleName(QCoreApplication.translate("ReviewDialog", u"Take out the selected rows", None))
#endif // QT_CONFIG(accessibility)
        self.mine_button.setText(QCoreApplication.translate("ReviewDialog", u"Keep mine", None))
#if QT_CONFIG(tooltip)
        self.mine_button.setToolTip(QCoreApplication.translate("ReviewDialog", u"Write what you typed over what somebody else wrote meanwhile", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.mine_button.setAccessibleName(QCoreApplication.translate("ReviewDialog", u"Keep mine in the selected rows", None))
#endif // QT_CONFIG(accessibility)
        self.theirs_button.setText(QCoreApplication.translate("ReviewDialog", u"Take theirs", None))
#if QT_CONFIG(tooltip)
        self.theirs_button.setToolTip(QCoreApplication.translate("ReviewDialog", u"Leave what somebody else wrote meanwhile", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.theirs_button.setAccessibleName(QCoreApplication.translate("ReviewDialog", u"Take theirs in the selected rows", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("ReviewDialog", u"Close", None))
#if QT_CONFIG(accessibility)
        self.close_button.setAccessibleName(QCoreApplication.translate("ReviewDialog", u"Close", None))
#endif // QT_CONFIG(accessibility)
        self.commit_button.setText(QCoreApplication.translate("ReviewDialog", u"Commit\u2026", None))
#if QT_CONFIG(accessibility)
        self.commit_button.setAccessibleName(QCoreApplication.translate("ReviewDialog", u"Commit the changes", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
