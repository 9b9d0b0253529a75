"""Generated from ui/import_mapping_step.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QAbstractItemView, QComboBox, QFrame,
    QGridLayout, QHBoxLayout, QLabel,
    QPushButton, QSizePolicy, QTableWidget, QToolButton, QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.notice import Notice

class Ui_ImportMappingStep(object):
    def setupUi(self, ImportMappingStep: QWidget) -> None:
        if not ImportMappingStep.objectName():
            ImportMappingStep.setObjectName(u"ImportMappingStep")
        self.column = QVBoxLayout(ImportMappingStep)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.suggestion = Notice(ImportMappingStep)
        self.suggestion.setObjectName(u"suggestion")

        self.column.addWidget(self.suggestion)

        self.table = QTableWidget(ImportMappingStep)
        self.table.setObjectName(u"table")
        self.table.setTabKeyNavigation(False)
        self.table.setProperty(u"role", u"plain")
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

        self.column.addWidget(self.table)

        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self.tools.setObjectName(u"tools")
        self.constant_button = QToolButton(ImportMappingStep)
        self.constant_button.setObjectName(u"constant_button")
        self.constant_button.setProperty(u"role", u"chip-add")

        self.tools.addWidget(self.constant_button)

        self.check_label = ElidedLabel(ImportMappingStep)
        self.check_label.setObjectName(u"check_label")
        self.check_label.setProperty(u"role", u"muted")
        self.check_label.setAlignment(Qt.AlignmentFlag.AlignLeft|Qt.AlignmentFlag.AlignVCenter)
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.check_label.sizePolicy().hasHeightForWidth())
        self.check_label.setSizePolicy(sizePolicy)

        self.tools.addWidget(self.check_label)

        self.again_button = QPushButton(ImportMappingStep)
        self.again_button.setObjectName(u"again_button")
        self.again_button.setProperty(u"role", u"quiet")

        self.tools.addWidget(self.again_button)

        self.load_button = QPushButton(ImportMappingStep)
        self.load_button.setObjectName(u"load_button")
        self.load_button.setProperty(u"role", u"quiet")

        self.tools.addWidget(self.load_button)


        self.column.addLayout(self.tools)

        self.rules_card = QFrame(ImportMappingStep)
        self.rules_card.setObjectName(u"rules_card")
        self.rules_card.setProperty(u"role", u"card")
        self.rules = QGridLayout(self.rules_card)
        self.rules.setObjectName(u"rules")
        self.rules.setHorizontalSpacing(16)
        self.rules.setVerticalSpacing(4)
        self.rules.setContentsMargins(16, 8, 16, 12)
        self.key_label = QLabel(self.rules_card)
        self.key_label.setObjectName(u"key_label")
        self.key_label.setProperty(u"role", u"caption")

        self.rules.addWidget(self.key_label, 0, 0, 1, 1)

        self.duplicates_label = QLabel(self.rules_card)
        self.duplicates_label.setObjectName(u"duplicates_label")
        self.duplicates_label.setProperty(u"role", u"caption")

        self.rules.addWidget(self.duplicates_label, 0, 1, 1, 1)

        self.blanks_label = QLabel(self.rules_card)
        self.blanks_label.setObjectName(u"blanks_label")
        self.blanks_label.setProperty(u"role", u"caption")

        self.rules.addWidget(self.blanks_label, 0, 2, 1, 1)

        self.region_label = QLabel(self.rules_card)
        self.region_label.setObjectName(u"region_label")
        self.region_label.setProperty(u"role", u"caption")

        self.rules.addWidget(self.region_label, 0, 3, 1, 1)

        self.key_box = QComboBox(self.rules_card)
        self.key_box.setObjectName(u"key_box")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.key_box.sizePolicy().hasHeightForWidth())
        self.key_box.setSizePolicy(sizePolicy1)

        self.rules.addWidget(self.key_box, 1, 0, 1, 1)

        self.duplicates_box = QComboBox(self.rules_card)
        self.duplicates_box.setObjectName(u"duplicates_box")
        sizePolicy1.setHeightForWidth(self.duplicates_box.sizePolicy().hasHeightForWidth())
        self.duplicates_box.setSizePolicy(sizePolicy1)

        self.rules.addWidget(self.duplicates_box, 1, 1, 1, 1)

        self.blanks_box = QComboBox(self.rules_card)
        self.blanks_box.setObjectName(u"blanks_box")
        sizePolicy1.setHeightForWidth(self.blanks_box.sizePolicy().hasHeightForWidth())
        self.blanks_box.setSizePolicy(sizePolicy1)

        self.rules.addWidget(self.blanks_box, 1, 2, 1, 1)

        self.region_box = QComboBox(self.rules_card)
        self.region_box.setObjectName(u"region_box")
        sizePolicy1.setHeightForWidth(self.region_box.sizePolicy().hasHeightForWidth())
        self.region_box.setSizePolicy(sizePolicy1)

        self.rules.addWidget(self.region_box, 1, 3, 1, 1)


        self.column.addWidget(self.rules_card)

        self.problem = Notice(ImportMappingStep)
        self.problem.setObjectName(u"problem")

        self.column.addWidget(self.problem)

#if QT_CONFIG(shortcut)
        self.key_label.setBuddy(self.key_box)
        self.duplicates_label.setBuddy(self.duplicates_box)
        self.blanks_label.setBuddy(self.blanks_box)
        self.region_label.setBuddy(self.region_box)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ImportMappingStep)
    # setupUi

    def retranslateUi(self, ImportMappingStep: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("ImportMappingStep", u"Columns of the file and where they go", None))
#endif // QT_CONFIG(accessibility)
        self.constant_button.setText(QCoreApplication.translate("ImportMappingStep", u"+ Same value in every row", None))
#if QT_CONFIG(accessibility)
        self.constant_button.setAccessibleName(QCoreApplication.translate("ImportMappingStep", u"Add a value that is the same in every row", None))
#endif // QT_CONFIG(accessibility)
        self.key_label.setText(QCoreApplication.translate("ImportMappingStep", u"Who a row is", None))
        self.duplicates_label.setText(QCoreApplication.translate("ImportMappingStep", u"Same person twice in the file", None))
        self.blanks_label.setText(QCoreApplication.translate("ImportMappingStep", u"Blank cell over a filled field", None))
        self.region_label.setText(QCoreApplication.translate("ImportMappingStep", u"Phone numbers without +", None))
#if QT_CONFIG(accessibility)
        self.key_box.setAccessibleName(QCoreApplication.translate("ImportMappingStep", u"Who a row is: the key", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.duplicates_box.setAccessibleName(QCoreApplication.translate("ImportMappingStep", u"Same person twice in the file", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.blanks_box.setAccessibleName(QCoreApplication.translate("ImportMappingStep", u"Blank cell over a filled field", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.region_box.setAccessibleName(QCoreApplication.translate("ImportMappingStep", u"Country of phone numbers without plus sign", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
