"""Generated from ui/contacts_panel.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QSplitter,
    QToolButton, QVBoxLayout, QWidget)

from qualtrics_desk.gui.panels.contacts.contact_detail import ContactDetail
from qualtrics_desk.gui.panels.contacts.edits_bar import EditsBar
from qualtrics_desk.gui.panels.contacts.list_tree import ListTree
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.filter_bar import FilterBar
from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage

class Ui_ContactsPanel(object):
    def setupUi(self, ContactsPanel: QWidget) -> None:
        if not ContactsPanel.objectName():
            ContactsPanel.setObjectName(u"ContactsPanel")
        self.whole = QVBoxLayout(ContactsPanel)
        self.whole.setSpacing(12)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 12)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.titles = QVBoxLayout()
        self.titles.setSpacing(4)
        self.titles.setObjectName(u"titles")
        self.title_label = ElidedLabel(ContactsPanel)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")

        self.titles.addWidget(self.title_label)

        self.subtitle_label = ElidedLabel(ContactsPanel)
        self.subtitle_label.setObjectName(u"subtitle_label")
        self.subtitle_label.setProperty(u"role", u"muted")

        self.titles.addWidget(self.subtitle_label)


        self.head.addLayout(self.titles)

        self.more_button = QToolButton(ContactsPanel)
        self.more_button.setObjectName(u"more_button")
        self.more_button.setProperty(u"role", u"quiet")
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

        self.head.addWidget(self.more_button)

        self.import_button = QPushButton(ContactsPanel)
        self.import_button.setObjectName(u"import_button")
        self.import_button.setProperty(u"role", u"secondary")

        self.head.addWidget(self.import_button)

        self.add_button = QPushButton(ContactsPanel)
        self.add_button.setObjectName(u"add_button")
        self.add_button.setProperty(u"role", u"primary")

        self.head.addWidget(self.add_button)

        self.head.setStretch(0, 1)

        self.whole.addLayout(self.head)

        self.filter_bar = FilterBar(ContactsPanel)
        self.filter_bar.setObjectName(u"filter_bar")

        self.whole.addWidget(self.filter_bar)

        self.states = StatePage(ContactsPanel)
        self.states.setObjectName(u"states")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.states.sizePolicy().hasHeightForWidth())
        self.states.setSizePolicy(sizePolicy)
        self.content = QWidget()
        self.content.setObjectName(u"content")
        self.content_layout = QVBoxLayout(self.content)
        self.content_layout.setSpacing(0)
        self.content_layout.setObjectName(u"content_layout")
        self.content_layout.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(self.content)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.side = QFrame(self.splitter)
        self.side.setObjectName(u"side")
        self.side.setProperty(u"role", u"card")
        self.side_layout = QVBoxLayout(self.side)
        self.side_layout.setSpacing(4)
        self.side_layout.setObjectName(u"side_layout")
        self.side_layout.setContentsMargins(8, 8, 8, 8)
        self.side_head = QHBoxLayout()
        self.side_head.setSpacing(4)
        self.side_head.setObjectName(u"side_head")
        self.lists_edit = QLineEdit(self.side)
        self.lists_edit.setObjectName(u"lists_edit")
        self.lists_edit.setClearButtonEnabled(True)

        self.side_head.addWidget(self.lists_edit)

        self.new_list_button = QToolButton(self.side)
        self.new_list_button.setObjectName(u"new_list_button")
        self.new_list_button.setProperty(u"role", u"quiet")
        self.new_list_button.setProperty(u"iconOnly", True)
        self.new_list_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.side_head.addWidget(self.new_list_button)


        self.side_layout.addLayout(self.side_head)

        self.tree = ListTree(self.side)
        self.tree.setObjectName(u"tree")

        self.side_layout.addWidget(self.tree)

        self.splitter.addWidget(self.side)
        self.list_states = StatePage(self.splitter)
        self.list_states.setObjectName(u"list_states")
        self.page = GridPage()
        self.page.setObjectName(u"page")
        self.list_states.addWidget(self.page)
        self.splitter.addWidget(self.list_states)
        self.detail = ContactDetail(self.splitter)
        self.detail.setObjectName(u"detail")
        self.splitter.addWidget(self.detail)

        self.content_layout.addWidget(self.splitter)

        self.states.addWidget(self.content)

        self.whole.addWidget(self.states)

        self.notice = Notice(ContactsPanel)
        self.notice.setObjectName(u"notice")

        self.whole.addWidget(self.notice)

        self.edits_bar = EditsBar(ContactsPanel)
        self.edits_bar.setObjectName(u"edits_bar")

        self.whole.addWidget(self.edits_bar)


        self.retranslateUi(ContactsPanel)
    # setupUi

    def retranslateUi(self, ContactsPanel: QWidget) -> None:
        self.title_label.setText(QCoreApplication.translate("ContactsPanel", u"Contacts", None))
#if QT_CONFIG(tooltip)
        self.more_button.setToolTip(QCoreApplication.translate("ContactsPanel", u"More that can be done with this list", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.more_button.setAccessibleName(QCoreApplication.translate("ContactsPanel", u"More that can be done with this list", None))
#endif // QT_CONFIG(accessibility)
        self.lists_edit.setPlaceholderText(QCoreApplication.translate("ContactsPanel", u"Find a list", None))
#if QT_CONFIG(accessibility)
        self.lists_edit.setAccessibleName(QCoreApplication.translate("ContactsPanel", u"Find a list by its name or id", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.tree.setAccessibleName(QCoreApplication.translate("ContactsPanel", u"Directories and lists", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
