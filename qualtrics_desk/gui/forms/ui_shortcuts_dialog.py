"""Generated from ui/shortcuts_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize)
from PySide6.QtWidgets import (QAbstractItemView, QDialog, QHBoxLayout,
    QLabel, QPushButton, QSizePolicy,
    QSpacerItem, QTreeWidget, QVBoxLayout)

class Ui_ShortcutsDialog(object):
    def setupUi(self, ShortcutsDialog: QDialog) -> None:
        if not ShortcutsDialog.objectName():
            ShortcutsDialog.setObjectName(u"ShortcutsDialog")
        ShortcutsDialog.setMinimumSize(QSize(520, 460))
        self.column = QVBoxLayout(ShortcutsDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 16, 24, 16)
        self.title_label = QLabel(ShortcutsDialog)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"heading")

        self.column.addWidget(self.title_label)

        self.shortcuts_tree = QTreeWidget(ShortcutsDialog)
        self.shortcuts_tree.setObjectName(u"shortcuts_tree")
        self.shortcuts_tree.setRootIsDecorated(False)
        self.shortcuts_tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

        self.column.addWidget(self.shortcuts_tree)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.close_button = QPushButton(ShortcutsDialog)
        self.close_button.setObjectName(u"close_button")

        self.buttons.addWidget(self.close_button)


        self.column.addLayout(self.buttons)


        self.retranslateUi(ShortcutsDialog)

        self.close_button.setDefault(True)

    # setupUi

    def retranslateUi(self, ShortcutsDialog: QDialog) -> None:
        ShortcutsDialog.setWindowTitle(QCoreApplication.translate("ShortcutsDialog", u"Keyboard shortcuts", None))
        self.title_label.setText(QCoreApplication.translate("ShortcutsDialog", u"Keyboard shortcuts", None))
        ___qtreewidgetitem = self.shortcuts_tree.headerItem()
        ___qtreewidgetitem.setText(1, QCoreApplication.translate("ShortcutsDialog", u"Keys", None))
        ___qtreewidgetitem.setText(0, QCoreApplication.translate("ShortcutsDialog", u"Action", None))
#if QT_CONFIG(accessibility)
        self.shortcuts_tree.setAccessibleName(QCoreApplication.translate("ShortcutsDialog", u"Keyboard shortcuts", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("ShortcutsDialog", u"Close", None))
#if QT_CONFIG(accessibility)
        self.close_button.setAccessibleName(QCoreApplication.translate("ShortcutsDialog", u"Close", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
