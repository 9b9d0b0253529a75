"""Generated from ui/import_check_step.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication)
from PySide6.QtWidgets import (QCheckBox, QHBoxLayout, QLabel,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from qualtrics_desk.gui.panels.imports.phase_list import PhaseList
from qualtrics_desk.gui.widgets.grid_page import GridPage
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.state_page import StatePage
from qualtrics_desk.gui.widgets.tiles import TileRow

class Ui_ImportCheckStep(object):
    def setupUi(self, ImportCheckStep: QWidget) -> None:
        if not ImportCheckStep.objectName():
            ImportCheckStep.setObjectName(u"ImportCheckStep")
        self.whole = QVBoxLayout(ImportCheckStep)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.state = StatePage(ImportCheckStep)
        self.state.setObjectName(u"state")
        self.found_page = QWidget()
        self.found_page.setObjectName(u"found_page")
        self.found_column = QVBoxLayout(self.found_page)
        self.found_column.setSpacing(12)
        self.found_column.setObjectName(u"found_column")
        self.found_column.setContentsMargins(0, 0, 0, 0)
        self.warnings = Notice(self.found_page)
        self.warnings.setObjectName(u"warnings")

        self.found_column.addWidget(self.warnings)

        self.tiles = TileRow(self.found_page)
        self.tiles.setObjectName(u"tiles")

        self.found_column.addWidget(self.tiles)

        self.mending_row = QHBoxLayout()
        self.mending_row.setSpacing(12)
        self.mending_row.setObjectName(u"mending_row")
        self.problems_check = QCheckBox(self.found_page)
        self.problems_check.setObjectName(u"problems_check")
        self.problems_check.setChecked(True)

        self.mending_row.addWidget(self.problems_check)

        self.mended_label = QLabel(self.found_page)
        self.mended_label.setObjectName(u"mended_label")
        self.mended_label.setProperty(u"role", u"muted")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.mended_label.sizePolicy().hasHeightForWidth())
        self.mended_label.setSizePolicy(sizePolicy)

        self.mending_row.addWidget(self.mended_label)

        self.count_button = QPushButton(self.found_page)
        self.count_button.setObjectName(u"count_button")
        self.count_button.setProperty(u"role", u"secondary")

        self.mending_row.addWidget(self.count_button)

        self.take_back_button = QPushButton(self.found_page)
        self.take_back_button.setObjectName(u"take_back_button")
        self.take_back_button.setProperty(u"role", u"quiet")

        self.mending_row.addWidget(self.take_back_button)


        self.found_column.addLayout(self.mending_row)

        self.page = GridPage(self.found_page)
        self.page.setObjectName(u"page")

        self.found_column.addWidget(self.page)

        self.state.addWidget(self.found_page)
        self.progress_page = QWidget()
        self.progress_page.setObjectName(u"progress_page")
        self.progress_column = QVBoxLayout(self.progress_page)
        self.progress_column.setSpacing(0)
        self.progress_column.setObjectName(u"progress_column")
        self.above = QSpacerItem(8, 24, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.progress_column.addItem(self.above)

        self.progress_across = QHBoxLayout()
        self.progress_across.setObjectName(u"progress_across")
        self.before = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.progress_across.addItem(self.before)

        self.phases = PhaseList(self.progress_page)
        self.phases.setObjectName(u"phases")

        self.progress_across.addWidget(self.phases)

        self.behind = QSpacerItem(8, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.progress_across.addItem(self.behind)


        self.progress_column.addLayout(self.progress_across)

        self.below = QSpacerItem(8, 48, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.progress_column.addItem(self.below)

        self.state.addWidget(self.progress_page)

        self.whole.addWidget(self.state)


        self.retranslateUi(ImportCheckStep)
    # setupUi

    def retranslateUi(self, ImportCheckStep: QWidget) -> None:
        self.problems_check.setText(QCoreApplication.translate("ImportCheckStep", u"Only rows with problems", None))
        pass
    # retranslateUi
