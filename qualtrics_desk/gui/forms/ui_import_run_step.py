"""Generated from ui/import_run_step.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QAbstractItemView, QFrame, QHBoxLayout,
    QLabel, QListWidget, QProgressBar,
    QSizePolicy, QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.progress_chart import ProgressChart
from qualtrics_desk.gui.widgets.tiles import TileRow

class Ui_ImportRunStep(object):
    def setupUi(self, ImportRunStep: QWidget) -> None:
        if not ImportRunStep.objectName():
            ImportRunStep.setObjectName(u"ImportRunStep")
        self.column = QVBoxLayout(ImportRunStep)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.trouble = Notice(ImportRunStep)
        self.trouble.setObjectName(u"trouble")

        self.column.addWidget(self.trouble)

        self.tiles = TileRow(ImportRunStep)
        self.tiles.setObjectName(u"tiles")

        self.column.addWidget(self.tiles)

        self.across = QHBoxLayout()
        self.across.setSpacing(12)
        self.across.setObjectName(u"across")
        self.chart_card = QFrame(ImportRunStep)
        self.chart_card.setObjectName(u"chart_card")
        self.chart_card.setProperty(u"role", u"card")
        self.chart_column = QVBoxLayout(self.chart_card)
        self.chart_column.setSpacing(8)
        self.chart_column.setObjectName(u"chart_column")
        self.chart_column.setContentsMargins(16, 12, 16, 12)
        self.figures = QHBoxLayout()
        self.figures.setSpacing(12)
        self.figures.setObjectName(u"figures")
        self.done_label = QLabel(self.chart_card)
        self.done_label.setObjectName(u"done_label")
        self.done_label.setProperty(u"role", u"heading")

        self.figures.addWidget(self.done_label)

        self.speed_label = ElidedLabel(self.chart_card)
        self.speed_label.setObjectName(u"speed_label")
        self.speed_label.setProperty(u"role", u"muted")
        self.speed_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.speed_label.sizePolicy().hasHeightForWidth())
        self.speed_label.setSizePolicy(sizePolicy)

        self.figures.addWidget(self.speed_label)


        self.chart_column.addLayout(self.figures)

        self.bar = QProgressBar(self.chart_card)
        self.bar.setObjectName(u"bar")
        self.bar.setTextVisible(False)

        self.chart_column.addWidget(self.bar)

        self.chart = ProgressChart(self.chart_card)
        self.chart.setObjectName(u"chart")

        self.chart_column.addWidget(self.chart)


        self.across.addWidget(self.chart_card)

        self.log_card = QFrame(ImportRunStep)
        self.log_card.setObjectName(u"log_card")
        self.log_card.setProperty(u"role", u"card")
        self.log_column = QVBoxLayout(self.log_card)
        self.log_column.setSpacing(4)
        self.log_column.setObjectName(u"log_column")
        self.log_column.setContentsMargins(16, 12, 8, 8)
        self.log_label = QLabel(self.log_card)
        self.log_label.setObjectName(u"log_label")
        self.log_label.setProperty(u"role", u"caption")

        self.log_column.addWidget(self.log_label)

        self.log_list = QListWidget(self.log_card)
        self.log_list.setObjectName(u"log_list")
        self.log_list.setProperty(u"role", u"log")
        self.log_list.setWordWrap(True)
        self.log_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.log_list.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)

        self.log_column.addWidget(self.log_list)


        self.across.addWidget(self.log_card)

        self.across.setStretch(0, 3)
        self.across.setStretch(1, 2)

        self.column.addLayout(self.across)

#if QT_CONFIG(shortcut)
        self.log_label.setBuddy(self.log_list)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ImportRunStep)
    # setupUi

    def retranslateUi(self, ImportRunStep: QWidget) -> None:
#if QT_CONFIG(accessibility)
        self.bar.setAccessibleName(QCoreApplication.translate("ImportRunStep", u"Rows done", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.chart.setAccessibleName(QCoreApplication.translate("ImportRunStep", u"Rows done over time", None))
#endif // QT_CONFIG(accessibility)
        self.log_label.setText(QCoreApplication.translate("ImportRunStep", u"What happened", None))
#if QT_CONFIG(accessibility)
        self.log_list.setAccessibleName(QCoreApplication.translate("ImportRunStep", u"What happened, newest last", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
