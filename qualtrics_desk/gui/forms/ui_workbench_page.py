"""Generated from ui/workbench_page.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLabel,
    QLineEdit, QListWidget, QPlainTextEdit,
    QPushButton, QScrollArea, QSizePolicy, QSpacerItem,
    QSpinBox, QSplitter, QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.facts_view import FactsView
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_WorkbenchPage(object):
    def setupUi(self, WorkbenchPage: QWidget) -> None:
        if not WorkbenchPage.objectName():
            WorkbenchPage.setObjectName(u"WorkbenchPage")
        self.whole = QVBoxLayout(WorkbenchPage)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.controls = QFrame(WorkbenchPage)
        self.controls.setObjectName(u"controls")
        self.controls.setProperty(u"role", u"card")
        self.controls_layout = QVBoxLayout(self.controls)
        self.controls_layout.setSpacing(8)
        self.controls_layout.setObjectName(u"controls_layout")
        self.controls_layout.setContentsMargins(16, 12, 16, 12)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.setObjectName(u"row")
        self.listen_button = QPushButton(self.controls)
        self.listen_button.setObjectName(u"listen_button")
        self.listen_button.setProperty(u"role", u"secondary")

        self.row.addWidget(self.listen_button)

        self.port_label = QLabel(self.controls)
        self.port_label.setObjectName(u"port_label")

        self.row.addWidget(self.port_label)

        self.port_box = QSpinBox(self.controls)
        self.port_box.setObjectName(u"port_box")
        self.port_box.setMaximum(65535)

        self.row.addWidget(self.port_box)

        self.key_label = QLabel(self.controls)
        self.key_label.setObjectName(u"key_label")

        self.row.addWidget(self.key_label)

        self.key_edit = QLineEdit(self.controls)
        self.key_edit.setObjectName(u"key_edit")
        self.key_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.row.addWidget(self.key_edit)

        self.paste_button = QPushButton(self.controls)
        self.paste_button.setObjectName(u"paste_button")
        self.paste_button.setProperty(u"role", u"secondary")

        self.row.addWidget(self.paste_button)


        self.controls_layout.addLayout(self.row)

        self.told_label = QLabel(self.controls)
        self.told_label.setObjectName(u"told_label")
        self.told_label.setProperty(u"role", u"muted")
        self.told_label.setTextFormat(Qt.TextFormat.PlainText)
        self.told_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told_label.setWordWrap(True)

        self.controls_layout.addWidget(self.told_label)


        self.whole.addWidget(self.controls)

        self.notice = Notice(WorkbenchPage)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.states = StatePage(WorkbenchPage)
        self.states.setObjectName(u"states")
        self.splitter = QSplitter()
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.list = QListWidget(self.splitter)
        self.list.setObjectName(u"list")
        self.splitter.addWidget(self.list)
        self.detail = QFrame(self.splitter)
        self.detail.setObjectName(u"detail")
        self.detail.setProperty(u"role", u"card")
        self.detail_layout = QVBoxLayout(self.detail)
        self.detail_layout.setSpacing(8)
        self.detail_layout.setObjectName(u"detail_layout")
        self.detail_layout.setContentsMargins(16, 16, 16, 12)
        self.names = QHBoxLayout()
        self.names.setSpacing(12)
        self.names.setObjectName(u"names")
        self.topic_label = ElidedLabel(self.detail)
        self.topic_label.setObjectName(u"topic_label")
        self.topic_label.setProperty(u"role", u"title")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.topic_label.sizePolicy().hasHeightForWidth())
        self.topic_label.setSizePolicy(sizePolicy)

        self.names.addWidget(self.topic_label)

        self.verdict_label = QLabel(self.detail)
        self.verdict_label.setObjectName(u"verdict_label")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.verdict_label.sizePolicy().hasHeightForWidth())
        self.verdict_label.setSizePolicy(sizePolicy1)
        self.verdict_label.setProperty(u"role", u"badge")

        self.names.addWidget(self.verdict_label)

        self.names_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.names.addItem(self.names_spacer)

        self.replay_button = QPushButton(self.detail)
        self.replay_button.setObjectName(u"replay_button")
        self.replay_button.setProperty(u"role", u"secondary")

        self.names.addWidget(self.replay_button)


        self.detail_layout.addLayout(self.names)

        self.scroll = QScrollArea(self.detail)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.facts = FactsView()
        self.facts.setObjectName(u"facts")
        self.scroll.setWidget(self.facts)

        self.detail_layout.addWidget(self.scroll)

        self.body_label = QLabel(self.detail)
        self.body_label.setObjectName(u"body_label")
        self.body_label.setProperty(u"role", u"caption")

        self.detail_layout.addWidget(self.body_label)

        self.body_edit = QPlainTextEdit(self.detail)
        self.body_edit.setObjectName(u"body_edit")
        self.body_edit.setReadOnly(True)
        self.body_edit.setTabChangesFocus(True)
        self.body_edit.setMaximumSize(QSize(16777215, 120))

        self.detail_layout.addWidget(self.body_edit)

        self.splitter.addWidget(self.detail)
        self.states.addWidget(self.splitter)

        self.whole.addWidget(self.states)

#if QT_CONFIG(shortcut)
        self.port_label.setBuddy(self.port_box)
        self.key_label.setBuddy(self.key_edit)
        self.body_label.setBuddy(self.body_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(WorkbenchPage)
    # setupUi

    def retranslateUi(self, WorkbenchPage: QWidget) -> None:
        self.port_label.setText(QCoreApplication.translate("WorkbenchPage", u"Port", None))
        self.port_box.setSpecialValueText(QCoreApplication.translate("WorkbenchPage", u"any", None))
#if QT_CONFIG(accessibility)
        self.port_box.setAccessibleName(QCoreApplication.translate("WorkbenchPage", u"Port to listen on", None))
#endif // QT_CONFIG(accessibility)
        self.key_label.setText(QCoreApplication.translate("WorkbenchPage", u"Shared key", None))
#if QT_CONFIG(accessibility)
        self.key_edit.setAccessibleName(QCoreApplication.translate("WorkbenchPage", u"Shared key that signatures are checked with", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.list.setAccessibleName(QCoreApplication.translate("WorkbenchPage", u"Messages, newest first", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.scroll.setAccessibleName(QCoreApplication.translate("WorkbenchPage", u"Details", None))
#endif // QT_CONFIG(accessibility)
        self.body_label.setText(QCoreApplication.translate("WorkbenchPage", u"As it came", None))
#if QT_CONFIG(accessibility)
        self.body_edit.setAccessibleName(QCoreApplication.translate("WorkbenchPage", u"The message as it came", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
