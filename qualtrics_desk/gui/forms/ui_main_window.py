"""Generated from ui/main_window.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QMainWindow,
    QPushButton, QSizePolicy, QSpacerItem, QStackedWidget,
    QVBoxLayout, QWidget)

from qualtrics_desk.gui.widgets.colour_line import ColourLine
from qualtrics_desk.gui.widgets.job_tray import JobTray
from qualtrics_desk.gui.widgets.notice import Notice
from qualtrics_desk.gui.widgets.profile_chip import ProfileChip
from qualtrics_desk.gui.widgets.rail import Rail
from qualtrics_desk.gui.widgets.rate_meter import RateMeter

class Ui_MainWindow(object):
    def setupUi(self, MainWindow: QMainWindow) -> None:
        if not MainWindow.objectName():
            MainWindow.setObjectName(u"MainWindow")
        MainWindow.setMinimumSize(QSize(960, 600))
        self.desk = QWidget(MainWindow)
        self.desk.setObjectName(u"desk")
        self.whole = QVBoxLayout(self.desk)
        self.whole.setSpacing(0)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.colour_line = ColourLine(self.desk)
        self.colour_line.setObjectName(u"colour_line")

        self.whole.addWidget(self.colour_line)

        self.across = QHBoxLayout()
        self.across.setSpacing(0)
        self.across.setObjectName(u"across")
        self.rail = Rail(self.desk)
        self.rail.setObjectName(u"rail")

        self.across.addWidget(self.rail)

        self.right = QVBoxLayout()
        self.right.setSpacing(0)
        self.right.setObjectName(u"right")
        self.header = QFrame(self.desk)
        self.header.setObjectName(u"header")
        self.header.setProperty(u"role", u"top")
        self.header_row = QHBoxLayout(self.header)
        self.header_row.setSpacing(12)
        self.header_row.setObjectName(u"header_row")
        self.header_row.setContentsMargins(24, 12, 24, 12)
        self.profile_chip = ProfileChip(self.header)
        self.profile_chip.setObjectName(u"profile_chip")

        self.header_row.addWidget(self.profile_chip)

        self.left_space = QSpacerItem(24, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.header_row.addItem(self.left_space)

        self.search_button = QPushButton(self.header)
        self.search_button.setObjectName(u"search_button")
        self.search_button.setProperty(u"role", u"search")
        self.search_button.setMinimumSize(QSize(360, 0))

        self.header_row.addWidget(self.search_button)

        self.right_space = QSpacerItem(24, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.header_row.addItem(self.right_space)

        self.rate_meter = RateMeter(self.header)
        self.rate_meter.setObjectName(u"rate_meter")

        self.header_row.addWidget(self.rate_meter)


        self.right.addWidget(self.header)

        self.notice_row = QHBoxLayout()
        self.notice_row.setObjectName(u"notice_row")
        self.notice_row.setContentsMargins(24, 12, 24, 0)
        self.notice = Notice(self.desk)
        self.notice.setObjectName(u"notice")

        self.notice_row.addWidget(self.notice)


        self.right.addLayout(self.notice_row)

        self.rooms = QStackedWidget(self.desk)
        self.rooms.setObjectName(u"rooms")

        self.right.addWidget(self.rooms)

        self.tray = JobTray(self.desk)
        self.tray.setObjectName(u"tray")

        self.right.addWidget(self.tray)


        self.across.addLayout(self.right)


        self.whole.addLayout(self.across)

        MainWindow.setCentralWidget(self.desk)

        self.retranslateUi(MainWindow)
    # setupUi

    def retranslateUi(self, MainWindow: QMainWindow) -> None:
        MainWindow.setWindowTitle(QCoreApplication.translate("MainWindow", u"Qualtrics Desk", None))
#if QT_CONFIG(accessibility)
        self.profile_chip.setAccessibleName(QCoreApplication.translate("MainWindow", u"Profile", None))
#endif // QT_CONFIG(accessibility)
        self.search_button.setText(QCoreApplication.translate("MainWindow", u"Search or run a command", None))
#if QT_CONFIG(accessibility)
        self.search_button.setAccessibleName(QCoreApplication.translate("MainWindow", u"Search or run a command", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
