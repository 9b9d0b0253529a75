"""Generated from ui/message_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QComboBox, QDialog, QHBoxLayout,
    QLabel, QLineEdit, QPlainTextEdit, QPushButton,
    QSizePolicy, QSpacerItem, QSplitter, QTabBar,
    QTabWidget, QToolButton, QVBoxLayout)

from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.safe_browser import SafeBrowser

class Ui_MessageDialog(object):
    def setupUi(self, MessageDialog: QDialog) -> None:
        if not MessageDialog.objectName():
            MessageDialog.setObjectName(u"MessageDialog")
        MessageDialog.setMinimumSize(QSize(860, 540))
        self.column = QVBoxLayout(MessageDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.title_label = QLabel(MessageDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.title_label.setWordWrap(True)

        self.column.addWidget(self.title_label)

        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.name_label = QLabel(MessageDialog)
        self.name_label.setObjectName(u"name_label")

        self.head.addWidget(self.name_label)

        self.name_edit = QLineEdit(MessageDialog)
        self.name_edit.setObjectName(u"name_edit")

        self.head.addWidget(self.name_edit)

        self.category_label = QLabel(MessageDialog)
        self.category_label.setObjectName(u"category_label")

        self.head.addWidget(self.category_label)

        self.category_box = QComboBox(MessageDialog)
        self.category_box.setObjectName(u"category_box")

        self.head.addWidget(self.category_box)


        self.column.addLayout(self.head)

        self.languages = QHBoxLayout()
        self.languages.setSpacing(8)
        self.languages.setObjectName(u"languages")
        self.language_tabs = QTabBar(MessageDialog)
        self.language_tabs.setObjectName(u"language_tabs")
        self.language_tabs.setDocumentMode(True)
        self.language_tabs.setExpanding(False)

        self.languages.addWidget(self.language_tabs)

        self.add_button = QToolButton(MessageDialog)
        self.add_button.setObjectName(u"add_button")
        self.add_button.setProperty(u"role", u"link")

        self.languages.addWidget(self.add_button)

        self.languages_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.languages.addItem(self.languages_spacer)


        self.column.addLayout(self.languages)

        self.splitter = QSplitter(MessageDialog)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.splitter.sizePolicy().hasHeightForWidth())
        self.splitter.setSizePolicy(sizePolicy)
        self.source_edit = QPlainTextEdit(self.splitter)
        self.source_edit.setObjectName(u"source_edit")
        self.source_edit.setTabChangesFocus(True)
        self.splitter.addWidget(self.source_edit)
        self.views = QTabWidget(self.splitter)
        self.views.setObjectName(u"views")
        self.views.setDocumentMode(True)
        self.preview = SafeBrowser()
        self.preview.setObjectName(u"preview")
        self.views.addTab(self.preview, "")
        self.changes = SafeBrowser()
        self.changes.setObjectName(u"changes")
        self.views.addTab(self.changes, "")
        self.splitter.addWidget(self.views)

        self.column.addWidget(self.splitter)

        self.notice = Notice(MessageDialog)
        self.notice.setObjectName(u"notice")

        self.column.addWidget(self.notice)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.told_label = QLabel(MessageDialog)
        self.told_label.setObjectName(u"told_label")
        self.told_label.setProperty(u"role", u"muted")
        self.told_label.setTextFormat(Qt.TextFormat.PlainText)

        self.buttons.addWidget(self.told_label)

        self.space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.cancel_button = QPushButton(MessageDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.cancel_button)

        self.accept_button = QPushButton(MessageDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.accept_button)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.name_edit)
        self.category_label.setBuddy(self.category_box)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(MessageDialog)
    # setupUi

    def retranslateUi(self, MessageDialog: QDialog) -> None:
        self.name_label.setText(QCoreApplication.translate("MessageDialog", u"Name", None))
#if QT_CONFIG(accessibility)
        self.name_edit.setAccessibleName(QCoreApplication.translate("MessageDialog", u"Name of the message", None))
#endif // QT_CONFIG(accessibility)
        self.category_label.setText(QCoreApplication.translate("MessageDialog", u"Category", None))
#if QT_CONFIG(accessibility)
        self.category_box.setAccessibleName(QCoreApplication.translate("MessageDialog", u"Category of the message", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.language_tabs.setAccessibleName(QCoreApplication.translate("MessageDialog", u"Languages of the message", None))
#endif // QT_CONFIG(accessibility)
        self.add_button.setText(QCoreApplication.translate("MessageDialog", u"Add a language\u2026", None))
#if QT_CONFIG(accessibility)
        self.source_edit.setAccessibleName(QCoreApplication.translate("MessageDialog", u"HTML of the message", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.views.setAccessibleName(QCoreApplication.translate("MessageDialog", u"Preview and changes", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.preview.setAccessibleName(QCoreApplication.translate("MessageDialog", u"Preview of the message", None))
#endif // QT_CONFIG(accessibility)
        self.views.setTabText(self.views.indexOf(self.preview), QCoreApplication.translate("MessageDialog", u"Preview", None))
#if QT_CONFIG(accessibility)
        self.changes.setAccessibleName(QCoreApplication.translate("MessageDialog", u"What would change", None))
#endif // QT_CONFIG(accessibility)
        self.views.setTabText(self.views.indexOf(self.changes), QCoreApplication.translate("MessageDialog", u"Changes", None))
        self.cancel_button.setText(QCoreApplication.translate("MessageDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("MessageDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
