"""Generated from ui/palette_dialog.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QDialog, QLabel, QLineEdit,
    QListView, QVBoxLayout)

class Ui_PaletteDialog(object):
    def setupUi(self, PaletteDialog: QDialog) -> None:
        if not PaletteDialog.objectName():
            PaletteDialog.setObjectName(u"PaletteDialog")
        PaletteDialog.setMinimumSize(QSize(560, 420))
        self.column = QVBoxLayout(PaletteDialog)
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(12, 12, 12, 12)
        self.search_edit = QLineEdit(PaletteDialog)
        self.search_edit.setObjectName(u"search_edit")

        self.column.addWidget(self.search_edit)

        self.found_view = QListView(PaletteDialog)
        self.found_view.setObjectName(u"found_view")
        self.found_view.setProperty(u"role", u"nav")
        self.found_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found_view.setUniformItemSizes(True)

        self.column.addWidget(self.found_view)

        self.nothing_label = QLabel(PaletteDialog)
        self.nothing_label.setObjectName(u"nothing_label")
        self.nothing_label.setProperty(u"role", u"muted")
        self.nothing_label.setWordWrap(True)

        self.column.addWidget(self.nothing_label)


        self.retranslateUi(PaletteDialog)
    # setupUi

    def retranslateUi(self, PaletteDialog: QDialog) -> None:
        PaletteDialog.setWindowTitle(QCoreApplication.translate("PaletteDialog", u"Search or run a command", None))
        self.search_edit.setPlaceholderText(QCoreApplication.translate("PaletteDialog", u"A survey, a room, something to do\u2026", None))
#if QT_CONFIG(accessibility)
        self.search_edit.setAccessibleName(QCoreApplication.translate("PaletteDialog", u"Search or run a command", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.found_view.setAccessibleName(QCoreApplication.translate("PaletteDialog", u"What was found", None))
#endif // QT_CONFIG(accessibility)
        self.nothing_label.setText(QCoreApplication.translate("PaletteDialog", u"Nothing has this name. Surveys are found once their list was read.", None))
    # retranslateUi
