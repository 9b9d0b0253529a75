"""Generated from ui/profile_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize)
from PySide6.QtWidgets import (QDialog, QDoubleSpinBox, QFormLayout,
    QHBoxLayout, QLabel, QLineEdit, QPushButton,
    QRadioButton, QSizePolicy, QSpacerItem, QSpinBox,
    QTabWidget, QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.error_note import ErrorNote
from qualtrics_desk.gui.widgets.profile_identity import ProfileIdentity

class Ui_ProfileDialog(object):
    def setupUi(self, ProfileDialog: QDialog) -> None:
        if not ProfileDialog.objectName():
            ProfileDialog.setObjectName(u"ProfileDialog")
        ProfileDialog.setMinimumSize(QSize(580, 460))
        self.whole = QVBoxLayout(ProfileDialog)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 24, 16)
        self.tabs = QTabWidget(ProfileDialog)
        self.tabs.setObjectName(u"tabs")
        self.general_tab = QWidget()
        self.general_tab.setObjectName(u"general_tab")
        self.general_tab_column = QVBoxLayout(self.general_tab)
        self.general_tab_column.setSpacing(12)
        self.general_tab_column.setObjectName(u"general_tab_column")
        self.general_tab_column.setContentsMargins(0, 16, 0, 0)
        self.identity = ProfileIdentity(self.general_tab)
        self.identity.setObjectName(u"identity")

        self.general_tab_column.addWidget(self.identity)

        self.general_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.general_tab_column.addItem(self.general_space)

        self.tabs.addTab(self.general_tab, "")
        self.sign_in_tab = QWidget()
        self.sign_in_tab.setObjectName(u"sign_in_tab")
        self.sign_in_tab_column = QVBoxLayout(self.sign_in_tab)
        self.sign_in_tab_column.setSpacing(12)
        self.sign_in_tab_column.setObjectName(u"sign_in_tab_column")
        self.sign_in_tab_column.setContentsMargins(0, 16, 0, 0)
        self.sign_in_form = QFormLayout()
        self.sign_in_form.setObjectName(u"sign_in_form")
        self.sign_in_form.setHorizontalSpacing(16)
        self.sign_in_form.setVerticalSpacing(8)
        self.sign_in_form.setContentsMargins(0, 0, 0, 0)
        self.host_edit_label = QLabel(self.sign_in_tab)
        self.host_edit_label.setObjectName(u"host_edit_label")
        self.host_edit_label.setMinimumSize(QSize(0, 32))

        self.sign_in_form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.host_edit_label)

        self.host_edit = QLineEdit(self.sign_in_tab)
        self.host_edit.setObjectName(u"host_edit")

        self.sign_in_form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.host_edit)

        self.auth_label = QLabel(self.sign_in_tab)
        self.auth_label.setObjectName(u"auth_label")
        self.auth_label.setMinimumSize(QSize(0, 28))

        self.sign_in_form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.auth_label)

        self.auth_row = QHBoxLayout()
        self.auth_row.setSpacing(16)
        self.auth_row.setObjectName(u"auth_row")
        self.token_radio = QRadioButton(self.sign_in_tab)
        self.token_radio.setObjectName(u"token_radio")

        self.auth_row.addWidget(self.token_radio)

        self.oauth_radio = QRadioButton(self.sign_in_tab)
        self.oauth_radio.setObjectName(u"oauth_radio")

        self.auth_row.addWidget(self.oauth_radio)

        self.auth_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.auth_row.addItem(self.auth_space)


        self.sign_in_form.setLayout(1, QFormLayout.ItemRole.FieldRole, self.auth_row)

        self.token_edit_label = QLabel(self.sign_in_tab)
        self.token_edit_label.setObjectName(u"token_edit_label")
        self.token_edit_label.setMinimumSize(QSize(0, 32))

        self.sign_in_form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.token_edit_label)

        self.token_edit = QLineEdit(self.sign_in_tab)
        self.token_edit.setObjectName(u"token_edit")
        self.token_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.sign_in_form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.token_edit)

        self.client_edit_label = QLabel(self.sign_in_tab)
        self.client_edit_label.setObjectName(u"client_edit_label")
        self.client_edit_label.setMinimumSize(QSize(0, 32))

        self.sign_in_form.setWidget(3, QFormLayout.ItemRole.LabelRole, self.client_edit_label)

        self.client_edit = QLineEdit(self.sign_in_tab)
        self.client_edit.setObjectName(u"client_edit")

        self.sign_in_form.setWidget(3, QFormLayout.ItemRole.FieldRole, self.client_edit)

        self.secret_edit_label = QLabel(self.sign_in_tab)
        self.secret_edit_label.setObjectName(u"secret_edit_label")
        self.secret_edit_label.setMinimumSize(QSize(0, 32))

        self.sign_in_form.setWidget(4, QFormLayout.ItemRole.LabelRole, self.secret_edit_label)

        self.secret_edit = QLineEdit(self.sign_in_tab)
        self.secret_edit.setObjectName(u"secret_edit")
        self.secret_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.sign_in_form.setWidget(4, QFormLayout.ItemRole.FieldRole, self.secret_edit)

        self.scopes_edit_label = QLabel(self.sign_in_tab)
        self.scopes_edit_label.setObjectName(u"scopes_edit_label")
        self.scopes_edit_label.setMinimumSize(QSize(0, 32))

        self.sign_in_form.setWidget(5, QFormLayout.ItemRole.LabelRole, self.scopes_edit_label)

        self.scopes_edit = QLineEdit(self.sign_in_tab)
        self.scopes_edit.setObjectName(u"scopes_edit")

        self.sign_in_form.setWidget(5, QFormLayout.ItemRole.FieldRole, self.scopes_edit)


        self.sign_in_tab_column.addLayout(self.sign_in_form)

        self.kept_label = QLabel(self.sign_in_tab)
        self.kept_label.setObjectName(u"kept_label")
        self.kept_label.setProperty(u"role", u"caption")
        self.kept_label.setWordWrap(True)

        self.sign_in_tab_column.addWidget(self.kept_label)

        self.sign_in_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.sign_in_tab_column.addItem(self.sign_in_space)

        self.tabs.addTab(self.sign_in_tab, "")
        self.limits_tab = QWidget()
        self.limits_tab.setObjectName(u"limits_tab")
        self.limits_tab_column = QVBoxLayout(self.limits_tab)
        self.limits_tab_column.setSpacing(12)
        self.limits_tab_column.setObjectName(u"limits_tab_column")
        self.limits_tab_column.setContentsMargins(0, 16, 0, 0)
        self.limits_text = QLabel(self.limits_tab)
        self.limits_text.setObjectName(u"limits_text")
        self.limits_text.setProperty(u"role", u"muted")
        self.limits_text.setWordWrap(True)

        self.limits_tab_column.addWidget(self.limits_text)

        self.limits_form = QFormLayout()
        self.limits_form.setObjectName(u"limits_form")
        self.limits_form.setHorizontalSpacing(16)
        self.limits_form.setVerticalSpacing(8)
        self.limits_form.setContentsMargins(0, 0, 0, 0)
        self.rows_spin_label = QLabel(self.limits_tab)
        self.rows_spin_label.setObjectName(u"rows_spin_label")
        self.rows_spin_label.setMinimumSize(QSize(0, 32))

        self.limits_form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.rows_spin_label)

        self.rows_spin = QSpinBox(self.limits_tab)
        self.rows_spin.setObjectName(u"rows_spin")
        self.rows_spin.setMaximum(10000000)
        self.rows_spin.setSingleStep(1000)
        self.rows_spin.setProperty(u"showGroupSeparator", True)

        self.limits_form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.rows_spin)

        self.share_spin_label = QLabel(self.limits_tab)
        self.share_spin_label.setObjectName(u"share_spin_label")
        self.share_spin_label.setMinimumSize(QSize(0, 32))

        self.limits_form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.share_spin_label)

        self.share_spin = QDoubleSpinBox(self.limits_tab)
        self.share_spin.setObjectName(u"share_spin")
        self.share_spin.setMaximum(100.000000000000000)
        self.share_spin.setDecimals(1)

        self.limits_form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.share_spin)


        self.limits_tab_column.addLayout(self.limits_form)

        self.limits_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.limits_tab_column.addItem(self.limits_space)

        self.tabs.addTab(self.limits_tab, "")
        self.network_tab = QWidget()
        self.network_tab.setObjectName(u"network_tab")
        self.network_tab_column = QVBoxLayout(self.network_tab)
        self.network_tab_column.setSpacing(12)
        self.network_tab_column.setObjectName(u"network_tab_column")
        self.network_tab_column.setContentsMargins(0, 16, 0, 0)
        self.network_form = QFormLayout()
        self.network_form.setObjectName(u"network_form")
        self.network_form.setHorizontalSpacing(16)
        self.network_form.setVerticalSpacing(8)
        self.network_form.setContentsMargins(0, 0, 0, 0)
        self.proxy_edit_label = QLabel(self.network_tab)
        self.proxy_edit_label.setObjectName(u"proxy_edit_label")
        self.proxy_edit_label.setMinimumSize(QSize(0, 32))

        self.network_form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.proxy_edit_label)

        self.proxy_edit = QLineEdit(self.network_tab)
        self.proxy_edit.setObjectName(u"proxy_edit")

        self.network_form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.proxy_edit)

        self.proxy_user_edit_label = QLabel(self.network_tab)
        self.proxy_user_edit_label.setObjectName(u"proxy_user_edit_label")
        self.proxy_user_edit_label.setMinimumSize(QSize(0, 32))

        self.network_form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.proxy_user_edit_label)

        self.proxy_user_edit = QLineEdit(self.network_tab)
        self.proxy_user_edit.setObjectName(u"proxy_user_edit")

        self.network_form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.proxy_user_edit)

        self.proxy_password_edit_label = QLabel(self.network_tab)
        self.proxy_password_edit_label.setObjectName(u"proxy_password_edit_label")
        self.proxy_password_edit_label.setMinimumSize(QSize(0, 32))

        self.network_form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.proxy_password_edit_label)

        self.proxy_password_edit = QLineEdit(self.network_tab)
        self.proxy_password_edit.setObjectName(u"proxy_password_edit")
        self.proxy_password_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.network_form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.proxy_password_edit)

        self.ca_label = QLabel(self.network_tab)
        self.ca_label.setObjectName(u"ca_label")
        self.ca_label.setMinimumSize(QSize(0, 32))

        self.network_form.setWidget(3, QFormLayout.ItemRole.LabelRole, self.ca_label)

        self.ca_row = QHBoxLayout()
        self.ca_row.setSpacing(8)
        self.ca_row.setObjectName(u"ca_row")
        self.ca_edit = QLineEdit(self.network_tab)
        self.ca_edit.setObjectName(u"ca_edit")

        self.ca_row.addWidget(self.ca_edit)

        self.ca_button = QPushButton(self.network_tab)
        self.ca_button.setObjectName(u"ca_button")
        self.ca_button.setProperty(u"role", u"secondary")

        self.ca_row.addWidget(self.ca_button)


        self.network_form.setLayout(3, QFormLayout.ItemRole.FieldRole, self.ca_row)

        self.certificate_label = QLabel(self.network_tab)
        self.certificate_label.setObjectName(u"certificate_label")
        self.certificate_label.setMinimumSize(QSize(0, 32))

        self.network_form.setWidget(4, QFormLayout.ItemRole.LabelRole, self.certificate_label)

        self.certificate_row = QHBoxLayout()
        self.certificate_row.setSpacing(8)
        self.certificate_row.setObjectName(u"certificate_row")
        self.certificate_edit = QLineEdit(self.network_tab)
        self.certificate_edit.setObjectName(u"certificate_edit")

        self.certificate_row.addWidget(self.certificate_edit)

        self.certificate_button = QPushButton(self.network_tab)
        self.certificate_button.setObjectName(u"certificate_button")
        self.certificate_button.setProperty(u"role", u"secondary")

        self.certificate_row.addWidget(self.certificate_button)


        self.network_form.setLayout(4, QFormLayout.ItemRole.FieldRole, self.certificate_row)

        self.key_label = QLabel(self.network_tab)
        self.key_label.setObjectName(u"key_label")
        self.key_label.setMinimumSize(QSize(0, 32))

        self.network_form.setWidget(5, QFormLayout.ItemRole.LabelRole, self.key_label)

        self.key_row = QHBoxLayout()
        self.key_row.setSpacing(8)
        self.key_row.setObjectName(u"key_row")
        self.key_edit = QLineEdit(self.network_tab)
        self.key_edit.setObjectName(u"key_edit")

        self.key_row.addWidget(self.key_edit)

        self.key_button = QPushButton(self.network_tab)
        self.key_button.setObjectName(u"key_button")
        self.key_button.setProperty(u"role", u"secondary")

        self.key_row.addWidget(self.key_button)


        self.network_form.setLayout(5, QFormLayout.ItemRole.FieldRole, self.key_row)


        self.network_tab_column.addLayout(self.network_form)

        self.network_hint = QLabel(self.network_tab)
        self.network_hint.setObjectName(u"network_hint")
        self.network_hint.setProperty(u"role", u"caption")
        self.network_hint.setWordWrap(True)

        self.network_tab_column.addWidget(self.network_hint)

        self.network_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.network_tab_column.addItem(self.network_space)

        self.tabs.addTab(self.network_tab, "")

        self.whole.addWidget(self.tabs)

        self.error_note = ErrorNote(ProfileDialog)
        self.error_note.setObjectName(u"error_note")

        self.whole.addWidget(self.error_note)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.test_button = QPushButton(ProfileDialog)
        self.test_button.setObjectName(u"test_button")
        self.test_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.test_button)

        self.buttons_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_space)

        self.cancel_button = QPushButton(ProfileDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setProperty(u"role", u"secondary")

        self.buttons.addWidget(self.cancel_button)

        self.save_button = QPushButton(ProfileDialog)
        self.save_button.setObjectName(u"save_button")
        self.save_button.setProperty(u"role", u"primary")

        self.buttons.addWidget(self.save_button)


        self.whole.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.host_edit_label.setBuddy(self.host_edit)
        self.token_edit_label.setBuddy(self.token_edit)
        self.client_edit_label.setBuddy(self.client_edit)
        self.secret_edit_label.setBuddy(self.secret_edit)
        self.scopes_edit_label.setBuddy(self.scopes_edit)
        self.rows_spin_label.setBuddy(self.rows_spin)
        self.share_spin_label.setBuddy(self.share_spin)
        self.proxy_edit_label.setBuddy(self.proxy_edit)
        self.proxy_user_edit_label.setBuddy(self.proxy_user_edit)
        self.proxy_password_edit_label.setBuddy(self.proxy_password_edit)
        self.ca_label.setBuddy(self.ca_edit)
        self.certificate_label.setBuddy(self.certificate_edit)
        self.key_label.setBuddy(self.key_edit)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ProfileDialog)

        self.tabs.setCurrentIndex(0)

    # setupUi

    def retranslateUi(self, ProfileDialog: QDialog) -> None:
#if QT_CONFIG(accessibility)
        self.tabs.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Parts of the profile", None))
#endif // QT_CONFIG(accessibility)
        self.tabs.setTabText(self.tabs.indexOf(self.general_tab), QCoreApplication.translate("ProfileDialog", u"General", None))
        self.host_edit_label.setText(QCoreApplication.translate("ProfileDialog", u"Data centre or address", None))
#if QT_CONFIG(accessibility)
        self.host_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Data centre or address of the brand", None))
#endif // QT_CONFIG(accessibility)
        self.host_edit.setPlaceholderText(QCoreApplication.translate("ProfileDialog", u"fra1, or northwind.fra1.qualtrics.com", None))
        self.auth_label.setText(QCoreApplication.translate("ProfileDialog", u"Signs in with", None))
        self.token_radio.setText(QCoreApplication.translate("ProfileDialog", u"API token", None))
#if QT_CONFIG(accessibility)
        self.token_radio.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Sign in with an API token", None))
#endif // QT_CONFIG(accessibility)
        self.oauth_radio.setText(QCoreApplication.translate("ProfileDialog", u"OAuth client", None))
#if QT_CONFIG(accessibility)
        self.oauth_radio.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Sign in with an OAuth client", None))
#endif // QT_CONFIG(accessibility)
        self.token_edit_label.setText(QCoreApplication.translate("ProfileDialog", u"API token", None))
#if QT_CONFIG(accessibility)
        self.token_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"API token", None))
#endif // QT_CONFIG(accessibility)
        self.client_edit_label.setText(QCoreApplication.translate("ProfileDialog", u"Client id", None))
#if QT_CONFIG(accessibility)
        self.client_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Id of the OAuth client", None))
#endif // QT_CONFIG(accessibility)
        self.secret_edit_label.setText(QCoreApplication.translate("ProfileDialog", u"Client secret", None))
#if QT_CONFIG(accessibility)
        self.secret_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Secret of the OAuth client", None))
#endif // QT_CONFIG(accessibility)
        self.scopes_edit_label.setText(QCoreApplication.translate("ProfileDialog", u"Scopes", None))
#if QT_CONFIG(accessibility)
        self.scopes_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Scopes of the OAuth client, with blanks between them", None))
#endif // QT_CONFIG(accessibility)
        self.scopes_edit.setPlaceholderText(QCoreApplication.translate("ProfileDialog", u"read:surveys manage:mailing_lists \u2026", None))
        self.tabs.setTabText(self.tabs.indexOf(self.sign_in_tab), QCoreApplication.translate("ProfileDialog", u"Sign-in", None))
        self.limits_text.setText(QCoreApplication.translate("ProfileDialog", u"A job that would write more rows than this is not sent. Beyond the share, changed rows wait for your consent and the rest goes on.", None))
        self.rows_spin_label.setText(QCoreApplication.translate("ProfileDialog", u"Rows one job may write", None))
        self.rows_spin.setSpecialValueText(QCoreApplication.translate("ProfileDialog", u"no limit", None))
#if QT_CONFIG(accessibility)
        self.rows_spin.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Rows one job may write", None))
#endif // QT_CONFIG(accessibility)
        self.share_spin_label.setText(QCoreApplication.translate("ProfileDialog", u"Share of a list a job may change or delete", None))
        self.share_spin.setSuffix(QCoreApplication.translate("ProfileDialog", u" %", None))
#if QT_CONFIG(accessibility)
        self.share_spin.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Share of a list that one job may change or delete", None))
#endif // QT_CONFIG(accessibility)
        self.tabs.setTabText(self.tabs.indexOf(self.limits_tab), QCoreApplication.translate("ProfileDialog", u"Write limits", None))
        self.proxy_edit_label.setText(QCoreApplication.translate("ProfileDialog", u"Proxy", None))
#if QT_CONFIG(accessibility)
        self.proxy_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Address of the proxy", None))
#endif // QT_CONFIG(accessibility)
        self.proxy_edit.setPlaceholderText(QCoreApplication.translate("ProfileDialog", u"as the system has it, or http://host:port", None))
        self.proxy_user_edit_label.setText(QCoreApplication.translate("ProfileDialog", u"Proxy user", None))
#if QT_CONFIG(accessibility)
        self.proxy_user_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"User name at the proxy", None))
#endif // QT_CONFIG(accessibility)
        self.proxy_password_edit_label.setText(QCoreApplication.translate("ProfileDialog", u"Proxy password", None))
#if QT_CONFIG(accessibility)
        self.proxy_password_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Password at the proxy", None))
#endif // QT_CONFIG(accessibility)
        self.ca_label.setText(QCoreApplication.translate("ProfileDialog", u"Further authority", None))
#if QT_CONFIG(accessibility)
        self.ca_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"PEM file of a further certificate authority", None))
#endif // QT_CONFIG(accessibility)
        self.ca_button.setText(QCoreApplication.translate("ProfileDialog", u"Choose\u2026", None))
#if QT_CONFIG(accessibility)
        self.ca_button.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Choose: PEM file of a further certificate authority", None))
#endif // QT_CONFIG(accessibility)
        self.certificate_label.setText(QCoreApplication.translate("ProfileDialog", u"Client certificate", None))
#if QT_CONFIG(accessibility)
        self.certificate_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"PEM file of the client certificate", None))
#endif // QT_CONFIG(accessibility)
        self.certificate_button.setText(QCoreApplication.translate("ProfileDialog", u"Choose\u2026", None))
#if QT_CONFIG(accessibility)
        self.certificate_button.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Choose: PEM file of the client certificate", None))
#endif // QT_CONFIG(accessibility)
        self.key_label.setText(QCoreApplication.translate("ProfileDialog", u"Its key", None))
#if QT_CONFIG(accessibility)
        self.key_edit.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"PEM file of the key of the client certificate", None))
#endif // QT_CONFIG(accessibility)
        self.key_button.setText(QCoreApplication.translate("ProfileDialog", u"Choose\u2026", None))
#if QT_CONFIG(accessibility)
        self.key_button.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Choose: PEM file of the key of the client certificate", None))
#endif // QT_CONFIG(accessibility)
        self.network_hint.setText(QCoreApplication.translate("ProfileDialog", u"Only for networks that demand it; ask your IT department. Files stay where they are.", None))
        self.tabs.setTabText(self.tabs.indexOf(self.network_tab), QCoreApplication.translate("ProfileDialog", u"Network", None))
        self.test_button.setText(QCoreApplication.translate("ProfileDialog", u"Test\u2026", None))
#if QT_CONFIG(accessibility)
        self.test_button.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Test this profile", None))
#endif // QT_CONFIG(accessibility)
        self.cancel_button.setText(QCoreApplication.translate("ProfileDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.cancel_button.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        self.save_button.setText(QCoreApplication.translate("ProfileDialog", u"Save", None))
#if QT_CONFIG(accessibility)
        self.save_button.setAccessibleName(QCoreApplication.translate("ProfileDialog", u"Save the profile", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
