"""Generated from ui/welcome_panel.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QComboBox, QFormLayout, QFrame,
    QHBoxLayout, QLabel, QLineEdit, QListWidget,
    QPushButton, QScrollArea, QSizePolicy,
    QSpacerItem, QStackedWidget, QToolButton, QVBoxLayout,
    QWidget)

from qualtrics_desk.gui.widgets.access_view import AccessView
from qualtrics_desk.gui.widgets.error_note import ErrorNote
from qualtrics_desk.gui.widgets.found_list import FoundList
from qualtrics_desk.gui.widgets.paste_field import PasteField
from qualtrics_desk.gui.widgets.picture import Picture
from qualtrics_desk.gui.widgets.profile_identity import ProfileIdentity

class Ui_WelcomePanel(object):
    def setupUi(self, WelcomePanel: QWidget) -> None:
        if not WelcomePanel.objectName():
            WelcomePanel.setObjectName(u"WelcomePanel")
        self.whole = QVBoxLayout(WelcomePanel)
        self.whole.setSpacing(0)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(WelcomePanel)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.contents = QWidget()
        self.contents.setObjectName(u"contents")
        self.across = QHBoxLayout(self.contents)
        self.across.setSpacing(0)
        self.across.setObjectName(u"across")
        self.across.setContentsMargins(24, 24, 24, 24)
        self.left_space = QSpacerItem(0, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.across.addItem(self.left_space)

        self.column_widget = QWidget(self.contents)
        self.column_widget.setObjectName(u"column_widget")
        self.column_widget.setMaximumSize(QSize(940, 16777215))
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(100)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.column_widget.sizePolicy().hasHeightForWidth())
        self.column_widget.setSizePolicy(sizePolicy)
        self.column = QVBoxLayout(self.column_widget)
        self.column.setSpacing(16)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.top_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.top_space)

        self.head = QHBoxLayout()
        self.head.setSpacing(16)
        self.head.setObjectName(u"head")
        self.logo = Picture(self.column_widget)
        self.logo.setObjectName(u"logo")

        self.head.addWidget(self.logo)

        self.head_words = QVBoxLayout()
        self.head_words.setSpacing(4)
        self.head_words.setObjectName(u"head_words")
        self.title_label = QLabel(self.column_widget)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)

        self.head_words.addWidget(self.title_label)

        self.sentence_label = QLabel(self.column_widget)
        self.sentence_label.setObjectName(u"sentence_label")
        self.sentence_label.setProperty(u"role", u"muted")
        self.sentence_label.setWordWrap(True)

        self.head_words.addWidget(self.sentence_label)


        self.head.addLayout(self.head_words)

        self.leave_button = QPushButton(self.column_widget)
        self.leave_button.setObjectName(u"leave_button")
        self.leave_button.setProperty(u"role", u"quiet")

        self.head.addWidget(self.leave_button)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.pages = QStackedWidget(self.column_widget)
        self.pages.setObjectName(u"pages")
        self.paste_page = QWidget()
        self.paste_page.setObjectName(u"paste_page")
        self.paste_row = QHBoxLayout(self.paste_page)
        self.paste_row.setSpacing(16)
        self.paste_row.setObjectName(u"paste_row")
        self.paste_row.setContentsMargins(0, 0, 0, 0)
        self.paste_card = QFrame(self.paste_page)
        self.paste_card.setObjectName(u"paste_card")
        self.paste_card.setProperty(u"role", u"card")
        self.paste_column = QVBoxLayout(self.paste_card)
        self.paste_column.setSpacing(12)
        self.paste_column.setObjectName(u"paste_column")
        self.paste_column.setContentsMargins(24, 16, 24, 16)
        self.paste_head = QVBoxLayout()
        self.paste_head.setSpacing(4)
        self.paste_head.setObjectName(u"paste_head")
        self.paste_label = QLabel(self.paste_card)
        self.paste_label.setObjectName(u"paste_label")
        self.paste_label.setProperty(u"role", u"heading")
        self.paste_label.setWordWrap(True)

        self.paste_head.addWidget(self.paste_label)

        self.where_label = QLabel(self.paste_card)
        self.where_label.setObjectName(u"where_label")
        self.where_label.setProperty(u"role", u"caption")
        self.where_label.setWordWrap(True)

        self.paste_head.addWidget(self.where_label)


        self.paste_column.addLayout(self.paste_head)

        self.paste_field = PasteField(self.paste_card)
        self.paste_field.setObjectName(u"paste_field")
        self.paste_field.setMinimumSize(QSize(0, 96))
        self.paste_field.setMaximumSize(QSize(16777215, 124))

        self.paste_column.addWidget(self.paste_field)

        self.found_list = FoundList(self.paste_card)
        self.found_list.setObjectName(u"found_list")

        self.paste_column.addWidget(self.found_list)

        self.oauth_fields = QWidget(self.paste_card)
        self.oauth_fields.setObjectName(u"oauth_fields")
        self.oauth_form = QFormLayout(self.oauth_fields)
        self.oauth_form.setObjectName(u"oauth_form")
        self.oauth_form.setHorizontalSpacing(12)
        self.oauth_form.setVerticalSpacing(8)
        self.oauth_form.setContentsMargins(0, 0, 0, 0)
        self.client_label = QLabel(self.oauth_fields)
        self.client_label.setObjectName(u"client_label")
        self.client_label.setMinimumSize(QSize(0, 32))

        self.oauth_form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.client_label)

        self.client_edit = QLineEdit(self.oauth_fields)
        self.client_edit.setObjectName(u"client_edit")

        self.oauth_form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.client_edit)

        self.secret_label = QLabel(self.oauth_fields)
        self.secret_label.setObjectName(u"secret_label")
        self.secret_label.setMinimumSize(QSize(0, 32))

        self.oauth_form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.secret_label)

        self.secret_edit = QLineEdit(self.oauth_fields)
        self.secret_edit.setObjectName(u"secret_edit")
        self.secret_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.oauth_form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.secret_edit)

        self.scopes_label = QLabel(self.oauth_fields)
        self.scopes_label.setObjectName(u"scopes_label")
        self.scopes_label.setMinimumSize(QSize(0, 32))

        self.oauth_form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.scopes_label)

        self.scopes_edit = QLineEdit(self.oauth_fields)
        self.scopes_edit.setObjectName(u"scopes_edit")

        self.oauth_form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.scopes_edit)


        self.paste_column.addWidget(self.oauth_fields)

        self.centre_row = QWidget(self.paste_card)
        self.centre_row.setObjectName(u"centre_row")
        self.centre_layout = QHBoxLayout(self.centre_row)
        self.centre_layout.setSpacing(12)
        self.centre_layout.setObjectName(u"centre_layout")
        self.centre_layout.setContentsMargins(0, 0, 0, 0)
        self.centre_label = QLabel(self.centre_row)
        self.centre_label.setObjectName(u"centre_label")

        self.centre_layout.addWidget(self.centre_label)

        self.centre_box = QComboBox(self.centre_row)
        self.centre_box.setObjectName(u"centre_box")
        self.centre_box.setEditable(True)
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.centre_box.sizePolicy().hasHeightForWidth())
        self.centre_box.setSizePolicy(sizePolicy1)

        self.centre_layout.addWidget(self.centre_box)


        self.paste_column.addWidget(self.centre_row)

        self.paste_error = ErrorNote(self.paste_card)
        self.paste_error.setObjectName(u"paste_error")

        self.paste_column.addWidget(self.paste_error)

        self.paste_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.paste_column.addItem(self.paste_space)

        self.paste_buttons = QHBoxLayout()
        self.paste_buttons.setSpacing(8)
        self.paste_buttons.setObjectName(u"paste_buttons")
        self.oauth_button = QToolButton(self.paste_card)
        self.oauth_button.setObjectName(u"oauth_button")
        self.oauth_button.setProperty(u"role", u"link")

        self.paste_buttons.addWidget(self.oauth_button)

        self.paste_buttons_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.paste_buttons.addItem(self.paste_buttons_space)

        self.test_button = QPushButton(self.paste_card)
        self.test_button.setObjectName(u"test_button")
        self.test_button.setProperty(u"role", u"primary")

        self.paste_buttons.addWidget(self.test_button)


        self.paste_column.addLayout(self.paste_buttons)


        self.paste_row.addWidget(self.paste_card)

        self.side = QVBoxLayout()
        self.side.setSpacing(16)
        self.side.setObjectName(u"side")
        self.profiles_card = QFrame(self.paste_page)
        self.profiles_card.setObjectName(u"profiles_card")
        sizePolicy2 = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        sizePolicy2.setHorizontalStretch(0)
        sizePolicy2.setVerticalStretch(0)
        sizePolicy2.setHeightForWidth(self.profiles_card.sizePolicy().hasHeightForWidth())
        self.profiles_card.setSizePolicy(sizePolicy2)
        self.profiles_card.setProperty(u"role", u"card")
        self.profiles_column = QVBoxLayout(self.profiles_card)
        self.profiles_column.setSpacing(8)
        self.profiles_column.setObjectName(u"profiles_column")
        self.profiles_column.setContentsMargins(16, 16, 16, 12)
        self.profiles_label = QLabel(self.profiles_card)
        self.profiles_label.setObjectName(u"profiles_label")
        self.profiles_label.setProperty(u"role", u"heading")

        self.profiles_column.addWidget(self.profiles_label)

        self.profiles_list = QListWidget(self.profiles_card)
        self.profiles_list.setObjectName(u"profiles_list")
        self.profiles_list.setProperty(u"role", u"nav")
        self.profiles_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.profiles_column.addWidget(self.profiles_list)


        self.side.addWidget(self.profiles_card)

        self.sandbox_card = QFrame(self.paste_page)
        self.sandbox_card.setObjectName(u"sandbox_card")
        sizePolicy2.setHeightForWidth(self.sandbox_card.sizePolicy().hasHeightForWidth())
        self.sandbox_card.setSizePolicy(sizePolicy2)
        self.sandbox_card.setProperty(u"role", u"card")
        self.sandbox_column = QVBoxLayout(self.sandbox_card)
        self.sandbox_column.setSpacing(8)
        self.sandbox_column.setObjectName(u"sandbox_column")
        self.sandbox_column.setContentsMargins(16, 16, 16, 16)
        self.sandbox_picture = Picture(self.sandbox_card)
        self.sandbox_picture.setObjectName(u"sandbox_picture")

        self.sandbox_column.addWidget(self.sandbox_picture)

        self.sandbox_label = QLabel(self.sandbox_card)
        self.sandbox_label.setObjectName(u"sandbox_label")
        self.sandbox_label.setProperty(u"role", u"heading")
        self.sandbox_label.setWordWrap(True)

        self.sandbox_column.addWidget(self.sandbox_label)

        self.sandbox_text = QLabel(self.sandbox_card)
        self.sandbox_text.setObjectName(u"sandbox_text")
        self.sandbox_text.setProperty(u"role", u"muted")
        self.sandbox_text.setWordWrap(True)

        self.sandbox_column.addWidget(self.sandbox_text)

        self.sandbox_button = QPushButton(self.sandbox_card)
        self.sandbox_button.setObjectName(u"sandbox_button")
        self.sandbox_button.setProperty(u"role", u"secondary")

        self.sandbox_column.addWidget(self.sandbox_button)


        self.side.addWidget(self.sandbox_card)

        self.side_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.side.addItem(self.side_space)


        self.paste_row.addLayout(self.side)

        self.paste_row.setStretch(0, 5)
        self.paste_row.setStretch(1, 3)
        self.pages.addWidget(self.paste_page)
        self.save_page = QWidget()
        self.save_page.setObjectName(u"save_page")
        self.save_row = QHBoxLayout(self.save_page)
        self.save_row.setSpacing(16)
        self.save_row.setObjectName(u"save_row")
        self.save_row.setContentsMargins(0, 0, 0, 0)
        self.access_card = QFrame(self.save_page)
        self.access_card.setObjectName(u"access_card")
        self.access_card.setProperty(u"role", u"card")
        self.access_column = QVBoxLayout(self.access_card)
        self.access_column.setSpacing(12)
        self.access_column.setObjectName(u"access_column")
        self.access_column.setContentsMargins(24, 16, 24, 16)
        self.access_view = AccessView(self.access_card)
        self.access_view.setObjectName(u"access_view")

        self.access_column.addWidget(self.access_view)


        self.save_row.addWidget(self.access_card)

        self.save_card = QFrame(self.save_page)
        self.save_card.setObjectName(u"save_card")
        self.save_card.setProperty(u"role", u"card")
        self.save_column = QVBoxLayout(self.save_card)
        self.save_column.setSpacing(12)
        self.save_column.setObjectName(u"save_column")
        self.save_column.setContentsMargins(24, 16, 24, 16)
        self.save_label = QLabel(self.save_card)
        self.save_label.setObjectName(u"save_label")
        self.save_label.setProperty(u"role", u"heading")

        self.save_column.addWidget(self.save_label)

        self.identity = ProfileIdentity(self.save_card)
        self.identity.setObjectName(u"identity")

        self.save_column.addWidget(self.identity)

        self.kept_label = QLabel(self.save_card)
        self.kept_label.setObjectName(u"kept_label")
        self.kept_label.setProperty(u"role", u"caption")
        self.kept_label.setWordWrap(True)

        self.save_column.addWidget(self.kept_label)

        self.save_error = ErrorNote(self.save_card)
        self.save_error.setObjectName(u"save_error")

        self.save_column.addWidget(self.save_error)

        self.save_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.save_column.addItem(self.save_space)

        self.save_buttons = QHBoxLayout()
        self.save_buttons.setSpacing(8)
        self.save_buttons.setObjectName(u"save_buttons")
        self.back_button = QPushButton(self.save_card)
        self.back_button.setObjectName(u"back_button")
        self.back_button.setProperty(u"role", u"quiet")

        self.save_buttons.addWidget(self.back_button)

        self.save_buttons_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.save_buttons.addItem(self.save_buttons_space)

        self.save_button = QPushButton(self.save_card)
        self.save_button.setObjectName(u"save_button")
        self.save_button.setProperty(u"role", u"primary")

        self.save_buttons.addWidget(self.save_button)


        self.save_column.addLayout(self.save_buttons)


        self.save_row.addWidget(self.save_card)

        self.save_row.setStretch(0, 1)
        self.save_row.setStretch(1, 1)
        self.pages.addWidget(self.save_page)

        self.column.addWidget(self.pages)

        self.bottom_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.bottom_space)


        self.across.addWidget(self.column_widget)

        self.right_space = QSpacerItem(0, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.across.addItem(self.right_space)

        self.scroll.setWidget(self.contents)

        self.whole.addWidget(self.scroll)

#if QT_CONFIG(shortcut)
        self.paste_label.setBuddy(self.paste_field)
        self.client_label.setBuddy(self.client_edit)
        self.secret_label.setBuddy(self.secret_edit)
        self.scopes_label.setBuddy(self.scopes_edit)
        self.centre_label.setBuddy(self.centre_box)
        self.profiles_label.setBuddy(self.profiles_list)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(WelcomePanel)
    # setupUi

    def retranslateUi(self, WelcomePanel: QWidget) -> None:
        self.title_label.setText(QCoreApplication.translate("WelcomePanel", u"Connect your Qualtrics brand", None))
        self.sentence_label.setText(QCoreApplication.translate("WelcomePanel", u"Import contacts, hand out personal links, edit lists. You see every change before it is sent, and can take it back.", None))
        self.paste_label.setText(QCoreApplication.translate("WelcomePanel", u"Paste anything from your Qualtrics account page", None))
        self.where_label.setText(QCoreApplication.translate("WelcomePanel", u"In Qualtrics: Account Settings \u2192 Qualtrics IDs. Select all, copy, paste here, in any order and any language.", None))
        self.paste_field.setPlaceholderText(QCoreApplication.translate("WelcomePanel", u"API token, datacenter ID, organization ID, a link \u2026", None))
#if QT_CONFIG(accessibility)
        self.paste_field.setAccessibleName(QCoreApplication.translate("WelcomePanel", u"Paste anything from your Qualtrics account page", None))
#endif // QT_CONFIG(accessibility)
        self.client_label.setText(QCoreApplication.translate("WelcomePanel", u"Client id", None))
#if QT_CONFIG(accessibility)
        self.client_edit.setAccessibleName(QCoreApplication.translate("WelcomePanel", u"Id of the OAuth client", None))
#endif // QT_CONFIG(accessibility)
        self.secret_label.setText(QCoreApplication.translate("WelcomePanel", u"Client secret", None))
#if QT_CONFIG(accessibility)
        self.secret_edit.setAccessibleName(QCoreApplication.translate("WelcomePanel", u"Secret of the OAuth client", None))
#endif // QT_CONFIG(accessibility)
        self.scopes_label.setText(QCoreApplication.translate("WelcomePanel", u"Scopes", None))
        self.scopes_edit.setPlaceholderText(QCoreApplication.translate("WelcomePanel", u"read:surveys manage:mailing_lists \u2026", None))
#if QT_CONFIG(accessibility)
        self.scopes_edit.setAccessibleName(QCoreApplication.translate("WelcomePanel", u"Scopes of the OAuth client, with blanks between them", None))
#endif // QT_CONFIG(accessibility)
        self.centre_label.setText(QCoreApplication.translate("WelcomePanel", u"Data centre or address", None))
#if QT_CONFIG(accessibility)
        self.centre_box.setAccessibleName(QCoreApplication.translate("WelcomePanel", u"Data centre or address of the brand", None))
#endif // QT_CONFIG(accessibility)
        self.oauth_button.setText(QCoreApplication.translate("WelcomePanel", u"Use an OAuth client instead", None))
#if QT_CONFIG(accessibility)
        self.oauth_button.setAccessibleName(QCoreApplication.translate("WelcomePanel", u"Use an OAuth client instead", None))
#endif // QT_CONFIG(accessibility)
        self.profiles_label.setText(QCoreApplication.translate("WelcomePanel", u"Your profiles", None))
#if QT_CONFIG(accessibility)
        self.profiles_list.setAccessibleName(QCoreApplication.translate("WelcomePanel", u"Your profiles: press Enter to open one", None))
#endif // QT_CONFIG(accessibility)
        self.sandbox_label.setText(QCoreApplication.translate("WelcomePanel", u"No token at hand?", None))
        self.sandbox_text.setText(QCoreApplication.translate("WelcomePanel", u"The sandbox is a brand with surveys, lists and a few thousand contacts that runs on this machine. Try everything; nothing leaves it.", None))
        self.save_label.setText(QCoreApplication.translate("WelcomePanel", u"Save as a profile", None))
        pass
    # retranslateUi
