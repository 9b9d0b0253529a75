"""Generated from ui/settings_panel.ui; not written by hand."""

from __future__ import annotations

from PySide6.QtCore import (QCoreApplication, QSize, Qt)
from PySide6.QtWidgets import (QFormLayout, QFrame, QHBoxLayout,
    QLabel, QListWidget, QPushButton,
    QRadioButton, QScrollArea, QSizePolicy, QSpacerItem,
    QSpinBox, QStackedWidget, QVBoxLayout, QWidget)

from qualtrics_desk.gui.panels.settings.profile_rows import ProfileRows
from qualtrics_desk.gui.panels.settings.stored_data import StoredData
from qualtrics_desk.gui.widgets.elided_label import ElidedLabel
from qualtrics_desk.gui.widgets.picture import Picture

class Ui_SettingsPanel(object):
    def setupUi(self, SettingsPanel: QWidget) -> None:
        if not SettingsPanel.objectName():
            SettingsPanel.setObjectName(u"SettingsPanel")
        self.whole = QVBoxLayout(SettingsPanel)
        self.whole.setSpacing(16)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(24, 16, 12, 0)
        self.head = QVBoxLayout()
        self.head.setSpacing(4)
        self.head.setObjectName(u"head")
        self.head.setContentsMargins(0, 0, 0, 0)
        self.title_label = QLabel(SettingsPanel)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")
        self.title_label.setWordWrap(True)

        self.head.addWidget(self.title_label)

        self.sentence_label = QLabel(SettingsPanel)
        self.sentence_label.setObjectName(u"sentence_label")
        self.sentence_label.setProperty(u"role", u"muted")
        self.sentence_label.setWordWrap(True)

        self.head.addWidget(self.sentence_label)


        self.whole.addLayout(self.head)

        self.across = QHBoxLayout()
        self.across.setSpacing(24)
        self.across.setObjectName(u"across")
        self.sections = QListWidget(SettingsPanel)
        self.sections.setObjectName(u"sections")
        self.sections.setProperty(u"role", u"nav")
        self.sections.setMaximumSize(QSize(180, 16777215))
        self.sections.setMinimumSize(QSize(160, 0))
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.across.addWidget(self.sections, 0, Qt.AlignmentFlag.AlignTop)

        self.pages = QStackedWidget(SettingsPanel)
        self.pages.setObjectName(u"pages")
        self.appearance_page = QScrollArea()
        self.appearance_page.setObjectName(u"appearance_page")
        self.appearance_page.setWidgetResizable(True)
        self.appearance_page.setFrameShape(QFrame.Shape.NoFrame)
        self.appearance_page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.appearance_page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.appearance_page_contents = QWidget()
        self.appearance_page_contents.setObjectName(u"appearance_page_contents")
        self.appearance_page_across = QHBoxLayout(self.appearance_page_contents)
        self.appearance_page_across.setSpacing(0)
        self.appearance_page_across.setObjectName(u"appearance_page_across")
        self.appearance_page_across.setContentsMargins(0, 0, 0, 24)
        self.appearance_page_widget = QWidget(self.appearance_page_contents)
        self.appearance_page_widget.setObjectName(u"appearance_page_widget")
        self.appearance_page_widget.setMaximumSize(QSize(760, 16777215))
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(100)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.appearance_page_widget.sizePolicy().hasHeightForWidth())
        self.appearance_page_widget.setSizePolicy(sizePolicy)
        self.appearance_page_column = QVBoxLayout(self.appearance_page_widget)
        self.appearance_page_column.setSpacing(16)
        self.appearance_page_column.setObjectName(u"appearance_page_column")
        self.appearance_page_column.setContentsMargins(0, 0, 12, 0)
        self.theme_card = QFrame(self.appearance_page_widget)
        self.theme_card.setObjectName(u"theme_card")
        self.theme_card.setProperty(u"role", u"card")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.theme_card.sizePolicy().hasHeightForWidth())
        self.theme_card.setSizePolicy(sizePolicy1)
        self.theme_card_column = QVBoxLayout(self.theme_card)
        self.theme_card_column.setSpacing(8)
        self.theme_card_column.setObjectName(u"theme_card_column")
        self.theme_card_column.setContentsMargins(24, 16, 24, 16)
        self.theme_heading = QLabel(self.theme_card)
        self.theme_heading.setObjectName(u"theme_heading")
        self.theme_heading.setProperty(u"role", u"heading")
        self.theme_heading.setWordWrap(True)

        self.theme_card_column.addWidget(self.theme_heading)

        self.theme_row = QHBoxLayout()
        self.theme_row.setSpacing(16)
        self.theme_row.setObjectName(u"theme_row")
        self.system_radio = QRadioButton(self.theme_card)
        self.system_radio.setObjectName(u"system_radio")

        self.theme_row.addWidget(self.system_radio)

        self.light_radio = QRadioButton(self.theme_card)
        self.light_radio.setObjectName(u"light_radio")

        self.theme_row.addWidget(self.light_radio)

        self.dark_radio = QRadioButton(self.theme_card)
        self.dark_radio.setObjectName(u"dark_radio")

        self.theme_row.addWidget(self.dark_radio)

        self.theme_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.theme_row.addItem(self.theme_space)


        self.theme_card_column.addLayout(self.theme_row)


        self.appearance_page_column.addWidget(self.theme_card)

        self.density_card = QFrame(self.appearance_page_widget)
        self.density_card.setObjectName(u"density_card")
        self.density_card.setProperty(u"role", u"card")
        sizePolicy1.setHeightForWidth(self.density_card.sizePolicy().hasHeightForWidth())
        self.density_card.setSizePolicy(sizePolicy1)
        self.density_card_column = QVBoxLayout(self.density_card)
        self.density_card_column.setSpacing(8)
        self.density_card_column.setObjectName(u"density_card_column")
        self.density_card_column.setContentsMargins(24, 16, 24, 16)
        self.density_heading = QLabel(self.density_card)
        self.density_heading.setObjectName(u"density_heading")
        self.density_heading.setProperty(u"role", u"heading")
        self.density_heading.setWordWrap(True)

        self.density_card_column.addWidget(self.density_heading)

        self.density_row = QHBoxLayout()
        self.density_row.setSpacing(16)
        self.density_row.setObjectName(u"density_row")
        self.comfortable_radio = QRadioButton(self.density_card)
        self.comfortable_radio.setObjectName(u"comfortable_radio")

        self.density_row.addWidget(self.comfortable_radio)

        self.compact_radio = QRadioButton(self.density_card)
        self.compact_radio.setObjectName(u"compact_radio")

        self.density_row.addWidget(self.compact_radio)

        self.density_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.density_row.addItem(self.density_space)


        self.density_card_column.addLayout(self.density_row)

        self.density_hint = QLabel(self.density_card)
        self.density_hint.setObjectName(u"density_hint")
        self.density_hint.setProperty(u"role", u"caption")
        self.density_hint.setWordWrap(True)

        self.density_card_column.addWidget(self.density_hint)


        self.appearance_page_column.addWidget(self.density_card)

        self.appearance_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.appearance_page_column.addItem(self.appearance_space)


        self.appearance_page_across.addWidget(self.appearance_page_widget)

        self.appearance_page_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.appearance_page_across.addItem(self.appearance_page_space)

        self.appearance_page.setWidget(self.appearance_page_contents)
        self.pages.addWidget(self.appearance_page)
        self.profiles_page = QScrollArea()
        self.profiles_page.setObjectName(u"profiles_page")
        self.profiles_page.setWidgetResizable(True)
        self.profiles_page.setFrameShape(QFrame.Shape.NoFrame)
        self.profiles_page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.profiles_page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.profiles_page_contents = QWidget()
        self.profiles_page_contents.setObjectName(u"profiles_page_contents")
        self.profiles_page_across = QHBoxLayout(self.profiles_page_contents)
        self.profiles_page_across.setSpacing(0)
        self.profiles_page_across.setObjectName(u"profiles_page_across")
        self.profiles_page_across.setContentsMargins(0, 0, 0, 24)
        self.profiles_page_widget = QWidget(self.profiles_page_contents)
        self.profiles_page_widget.setObjectName(u"profiles_page_widget")
        self.profiles_page_widget.setMaximumSize(QSize(760, 16777215))
        sizePolicy.setHeightForWidth(self.profiles_page_widget.sizePolicy().hasHeightForWidth())
        self.profiles_page_widget.setSizePolicy(sizePolicy)
        self.profiles_page_column = QVBoxLayout(self.profiles_page_widget)
        self.profiles_page_column.setSpacing(16)
        self.profiles_page_column.setObjectName(u"profiles_page_column")
        self.profiles_page_column.setContentsMargins(0, 0, 12, 0)
        self.profiles_head = QHBoxLayout()
        self.profiles_head.setSpacing(16)
        self.profiles_head.setObjectName(u"profiles_head")
        self.profiles_text = QLabel(self.profiles_page_widget)
        self.profiles_text.setObjectName(u"profiles_text")
        self.profiles_text.setProperty(u"role", u"muted")
        self.profiles_text.setWordWrap(True)

        self.profiles_head.addWidget(self.profiles_text)

        self.add_button = QPushButton(self.profiles_page_widget)
        self.add_button.setObjectName(u"add_button")
        self.add_button.setProperty(u"role", u"primary")

        self.profiles_head.addWidget(self.add_button)

        self.profiles_head.setStretch(0, 1)

        self.profiles_page_column.addLayout(self.profiles_head)

        self.profile_rows = ProfileRows(self.profiles_page_widget)
        self.profile_rows.setObjectName(u"profile_rows")

        self.profiles_page_column.addWidget(self.profile_rows)

        self.profiles_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.profiles_page_column.addItem(self.profiles_space)


        self.profiles_page_across.addWidget(self.profiles_page_widget)

        self.profiles_page_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.profiles_page_across.addItem(self.profiles_page_space)

        self.profiles_page.setWidget(self.profiles_page_contents)
        self.pages.addWidget(self.profiles_page)
        self.data_page = QScrollArea()
        self.data_page.setObjectName(u"data_page")
        self.data_page.setWidgetResizable(True)
        self.data_page.setFrameShape(QFrame.Shape.NoFrame)
        self.data_page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.data_page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.data_page_contents = QWidget()
        self.data_page_contents.setObjectName(u"data_page_contents")
        self.data_page_across = QHBoxLayout(self.data_page_contents)
        self.data_page_across.setSpacing(0)
        self.data_page_across.setObjectName(u"data_page_across")
        self.data_page_across.setContentsMargins(0, 0, 0, 24)
        self.data_page_widget = QWidget(self.data_page_contents)
        self.data_page_widget.setObjectName(u"data_page_widget")
        self.data_page_widget.setMaximumSize(QSize(760, 16777215))
        sizePolicy.setHeightForWidth(self.data_page_widget.sizePolicy().hasHeightForWidth())
        self.data_page_widget.setSizePolicy(sizePolicy)
        self.data_page_column = QVBoxLayout(self.data_page_widget)
        self.data_page_column.setSpacing(16)
        self.data_page_column.setObjectName(u"data_page_column")
        self.data_page_column.setContentsMargins(0, 0, 12, 0)
        self.place_card = QFrame(self.data_page_widget)
        self.place_card.setObjectName(u"place_card")
        self.place_card.setProperty(u"role", u"card")
        sizePolicy1.setHeightForWidth(self.place_card.sizePolicy().hasHeightForWidth())
        self.place_card.setSizePolicy(sizePolicy1)
        self.place_card_column = QVBoxLayout(self.place_card)
        self.place_card_column.setSpacing(8)
        self.place_card_column.setObjectName(u"place_card_column")
        self.place_card_column.setContentsMargins(24, 16, 24, 16)
        self.place_heading = QLabel(self.place_card)
        self.place_heading.setObjectName(u"place_heading")
        self.place_heading.setProperty(u"role", u"heading")
        self.place_heading.setWordWrap(True)

        self.place_card_column.addWidget(self.place_heading)

        self.place_text = QLabel(self.place_card)
        self.place_text.setObjectName(u"place_text")
        self.place_text.setProperty(u"role", u"muted")
        self.place_text.setWordWrap(True)

        self.place_card_column.addWidget(self.place_text)

        self.place_row = QHBoxLayout()
        self.place_row.setSpacing(8)
        self.place_row.setObjectName(u"place_row")
        self.place_label = ElidedLabel(self.place_card)
        self.place_label.setObjectName(u"place_label")
        self.place_label.setProperty(u"role", u"code")

        self.place_row.addWidget(self.place_label)

        self.open_folder_button = QPushButton(self.place_card)
        self.open_folder_button.setObjectName(u"open_folder_button")
        self.open_folder_button.setProperty(u"role", u"secondary")

        self.place_row.addWidget(self.open_folder_button)

        self.copy_path_button = QPushButton(self.place_card)
        self.copy_path_button.setObjectName(u"copy_path_button")
        self.copy_path_button.setProperty(u"role", u"quiet")

        self.place_row.addWidget(self.copy_path_button)

        self.place_row.setStretch(0, 1)

        self.place_card_column.addLayout(self.place_row)


        self.data_page_column.addWidget(self.place_card)

        self.keep_card = QFrame(self.data_page_widget)
        self.keep_card.setObjectName(u"keep_card")
        self.keep_card.setProperty(u"role", u"card")
        sizePolicy1.setHeightForWidth(self.keep_card.sizePolicy().hasHeightForWidth())
        self.keep_card.setSizePolicy(sizePolicy1)
        self.keep_card_column = QVBoxLayout(self.keep_card)
        self.keep_card_column.setSpacing(8)
        self.keep_card_column.setObjectName(u"keep_card_column")
        self.keep_card_column.setContentsMargins(24, 16, 24, 16)
        self.keep_heading = QLabel(self.keep_card)
        self.keep_heading.setObjectName(u"keep_heading")
        self.keep_heading.setProperty(u"role", u"heading")
        self.keep_heading.setWordWrap(True)

        self.keep_card_column.addWidget(self.keep_heading)

        self.keep_form = QFormLayout()
        self.keep_form.setObjectName(u"keep_form")
        self.keep_form.setHorizontalSpacing(16)
        self.keep_form.setVerticalSpacing(8)
        self.keep_form.setContentsMargins(0, 0, 0, 0)
        self.history_spin_label = QLabel(self.keep_card)
        self.history_spin_label.setObjectName(u"history_spin_label")
        self.history_spin_label.setMinimumSize(QSize(0, 32))

        self.keep_form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.history_spin_label)

        self.history_spin = QSpinBox(self.keep_card)
        self.history_spin.setObjectName(u"history_spin")
        self.history_spin.setMinimum(0)
        self.history_spin.setMaximum(3650)
        sizePolicy2 = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        sizePolicy2.setHorizontalStretch(0)
        sizePolicy2.setVerticalStretch(0)
        sizePolicy2.setHeightForWidth(self.history_spin.sizePolicy().hasHeightForWidth())
        self.history_spin.setSizePolicy(sizePolicy2)

        self.keep_form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.history_spin)

        self.absence_spin_label = QLabel(self.keep_card)
        self.absence_spin_label.setObjectName(u"absence_spin_label")
        self.absence_spin_label.setMinimumSize(QSize(0, 32))

        self.keep_form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.absence_spin_label)

        self.absence_spin = QSpinBox(self.keep_card)
        self.absence_spin.setObjectName(u"absence_spin")
        self.absence_spin.setMinimum(10)
        self.absence_spin.setMaximum(3600)
        self.absence_spin.setSingleStep(10)
        sizePolicy2.setHeightForWidth(self.absence_spin.sizePolicy().hasHeightForWidth())
        self.absence_spin.setSizePolicy(sizePolicy2)

        self.keep_form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.absence_spin)

        self.room_spin_label = QLabel(self.keep_card)
        self.room_spin_label.setObjectName(u"room_spin_label")
        self.room_spin_label.setMinimumSize(QSize(0, 32))

        self.keep_form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.room_spin_label)

        self.room_spin = QSpinBox(self.keep_card)
        self.room_spin.setObjectName(u"room_spin")
        self.room_spin.setMinimum(10)
        self.room_spin.setMaximum(100000)
        self.room_spin.setSingleStep(50)
        sizePolicy2.setHeightForWidth(self.room_spin.sizePolicy().hasHeightForWidth())
        self.room_spin.setSizePolicy(sizePolicy2)

        self.keep_form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.room_spin)


        self.keep_card_column.addLayout(self.keep_form)

        self.keep_hint = QLabel(self.keep_card)
        self.keep_hint.setObjectName(u"keep_hint")
        self.keep_hint.setProperty(u"role", u"caption")
        self.keep_hint.setWordWrap(True)

        self.keep_card_column.addWidget(self.keep_hint)


        self.data_page_column.addWidget(self.keep_card)

        self.brands_card = QFrame(self.data_page_widget)
        self.brands_card.setObjectName(u"brands_card")
        self.brands_card.setProperty(u"role", u"card")
        sizePolicy1.setHeightForWidth(self.brands_card.sizePolicy().hasHeightForWidth())
        self.brands_card.setSizePolicy(sizePolicy1)
        self.brands_card_column = QVBoxLayout(self.brands_card)
        self.brands_card_column.setSpacing(8)
        self.brands_card_column.setObjectName(u"brands_card_column")
        self.brands_card_column.setContentsMargins(24, 16, 24, 16)
        self.brands_heading = QLabel(self.brands_card)
        self.brands_heading.setObjectName(u"brands_heading")
        self.brands_heading.setProperty(u"role", u"heading")
        self.brands_heading.setWordWrap(True)

        self.brands_card_column.addWidget(self.brands_heading)

        self.brands_text = QLabel(self.brands_card)
        self.brands_text.setObjectName(u"brands_text")
        self.brands_text.setProperty(u"role", u"muted")
        self.brands_text.setWordWrap(True)

        self.brands_card_column.addWidget(self.brands_text)

        self.stored_data = StoredData(self.brands_card)
        self.stored_data.setObjectName(u"stored_data")

        self.brands_card_column.addWidget(self.stored_data)


        self.data_page_column.addWidget(self.brands_card)

        self.data_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.data_page_column.addItem(self.data_space)


        self.data_page_across.addWidget(self.data_page_widget)

        self.data_page_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.data_page_across.addItem(self.data_page_space)

        self.data_page.setWidget(self.data_page_contents)
        self.pages.addWidget(self.data_page)
        self.diagnostics_page = QScrollArea()
        self.diagnostics_page.setObjectName(u"diagnostics_page")
        self.diagnostics_page.setWidgetResizable(True)
        self.diagnostics_page.setFrameShape(QFrame.Shape.NoFrame)
        self.diagnostics_page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.diagnostics_page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.diagnostics_page_contents = QWidget()
        self.diagnostics_page_contents.setObjectName(u"diagnostics_page_contents")
        self.diagnostics_page_across = QHBoxLayout(self.diagnostics_page_contents)
        self.diagnostics_page_across.setSpacing(0)
        self.diagnostics_page_across.setObjectName(u"diagnostics_page_across")
        self.diagnostics_page_across.setContentsMargins(0, 0, 0, 24)
        self.diagnostics_page_widget = QWidget(self.diagnostics_page_contents)
        self.diagnostics_page_widget.setObjectName(u"diagnostics_page_widget")
        self.diagnostics_page_widget.setMaximumSize(QSize(760, 16777215))
        sizePolicy.setHeightForWidth(self.diagnostics_page_widget.sizePolicy().hasHeightForWidth())
        self.diagnostics_page_widget.setSizePolicy(sizePolicy)
        self.diagnostics_page_column = QVBoxLayout(self.diagnostics_page_widget)
        self.diagnostics_page_column.setSpacing(16)
        self.diagnostics_page_column.setObjectName(u"diagnostics_page_column")
        self.diagnostics_page_column.setContentsMargins(0, 0, 12, 0)
        self.diagnostics_card = QFrame(self.diagnostics_page_widget)
        self.diagnostics_card.setObjectName(u"diagnostics_card")
        self.diagnostics_card.setProperty(u"role", u"card")
        sizePolicy1.setHeightForWidth(self.diagnostics_card.sizePolicy().hasHeightForWidth())
        self.diagnostics_card.setSizePolicy(sizePolicy1)
        self.diagnostics_card_column = QVBoxLayout(self.diagnostics_card)
        self.diagnostics_card_column.setSpacing(8)
        self.diagnostics_card_column.setObjectName(u"diagnostics_card_column")
        self.diagnostics_card_column.setContentsMargins(24, 16, 24, 16)
        self.diagnostics_heading = QLabel(self.diagnostics_card)
        self.diagnostics_heading.setObjectName(u"diagnostics_heading")
        self.diagnostics_heading.setProperty(u"role", u"heading")
        self.diagnostics_heading.setWordWrap(True)

        self.diagnostics_card_column.addWidget(self.diagnostics_heading)

        self.diagnostics_text = QLabel(self.diagnostics_card)
        self.diagnostics_text.setObjectName(u"diagnostics_text")
        self.diagnostics_text.setWordWrap(True)

        self.diagnostics_card_column.addWidget(self.diagnostics_text)

        self.diagnostics_row = QHBoxLayout()
        self.diagnostics_row.setSpacing(8)
        self.diagnostics_row.setObjectName(u"diagnostics_row")
        self.diagnostics_button = QPushButton(self.diagnostics_card)
        self.diagnostics_button.setObjectName(u"diagnostics_button")
        self.diagnostics_button.setProperty(u"role", u"primary")

        self.diagnostics_row.addWidget(self.diagnostics_button)

        self.logs_button = QPushButton(self.diagnostics_card)
        self.logs_button.setObjectName(u"logs_button")
        self.logs_button.setProperty(u"role", u"quiet")

        self.diagnostics_row.addWidget(self.logs_button)

        self.diagnostics_row_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.diagnostics_row.addItem(self.diagnostics_row_space)


        self.diagnostics_card_column.addLayout(self.diagnostics_row)


        self.diagnostics_page_column.addWidget(self.diagnostics_card)

        self.diagnostics_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.diagnostics_page_column.addItem(self.diagnostics_space)


        self.diagnostics_page_across.addWidget(self.diagnostics_page_widget)

        self.diagnostics_page_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.diagnostics_page_across.addItem(self.diagnostics_page_space)

        self.diagnostics_page.setWidget(self.diagnostics_page_contents)
        self.pages.addWidget(self.diagnostics_page)
        self.about_page = QScrollArea()
        self.about_page.setObjectName(u"about_page")
        self.about_page.setWidgetResizable(True)
        self.about_page.setFrameShape(QFrame.Shape.NoFrame)
        self.about_page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.about_page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.about_page_contents = QWidget()
        self.about_page_contents.setObjectName(u"about_page_contents")
        self.about_page_across = QHBoxLayout(self.about_page_contents)
        self.about_page_across.setSpacing(0)
        self.about_page_across.setObjectName(u"about_page_across")
        self.about_page_across.setContentsMargins(0, 0, 0, 24)
        self.about_page_widget = QWidget(self.about_page_contents)
        self.about_page_widget.setObjectName(u"about_page_widget")
        self.about_page_widget.setMaximumSize(QSize(760, 16777215))
        sizePolicy.setHeightForWidth(self.about_page_widget.sizePolicy().hasHeightForWidth())
        self.about_page_widget.setSizePolicy(sizePolicy)
        self.about_page_column = QVBoxLayout(self.about_page_widget)
        self.about_page_column.setSpacing(16)
        self.about_page_column.setObjectName(u"about_page_column")
        self.about_page_column.setContentsMargins(0, 0, 12, 0)
        self.about_card = QFrame(self.about_page_widget)
        self.about_card.setObjectName(u"about_card")
        self.about_card.setProperty(u"role", u"card")
        sizePolicy1.setHeightForWidth(self.about_card.sizePolicy().hasHeightForWidth())
        self.about_card.setSizePolicy(sizePolicy1)
        self.about_card_column = QVBoxLayout(self.about_card)
        self.about_card_column.setSpacing(8)
        self.about_card_column.setObjectName(u"about_card_column")
        self.about_card_column.setContentsMargins(24, 16, 24, 16)
        self.about_head = QHBoxLayout()
        self.about_head.setSpacing(16)
        self.about_head.setObjectName(u"about_head")
        self.about_logo = Picture(self.about_card)
        self.about_logo.setObjectName(u"about_logo")

        self.about_head.addWidget(self.about_logo)

        self.about_words = QVBoxLayout()
        self.about_words.setSpacing(4)
        self.about_words.setObjectName(u"about_words")
        self.about_words.setContentsMargins(0, 0, 0, 0)
        self.about_name = QLabel(self.about_card)
        self.about_name.setObjectName(u"about_name")
        self.about_name.setProperty(u"role", u"title")
        self.about_name.setWordWrap(True)

        self.about_words.addWidget(self.about_name)

        self.about_version = QLabel(self.about_card)
        self.about_version.setObjectName(u"about_version")
        self.about_version.setProperty(u"role", u"muted")
        self.about_version.setWordWrap(True)

        self.about_words.addWidget(self.about_version)


        self.about_head.addLayout(self.about_words)

        self.about_head.setStretch(1, 1)

        self.about_card_column.addLayout(self.about_head)

        self.about_text = QLabel(self.about_card)
        self.about_text.setObjectName(u"about_text")
        self.about_text.setWordWrap(True)

        self.about_card_column.addWidget(self.about_text)

        self.about_row = QHBoxLayout()
        self.about_row.setSpacing(8)
        self.about_row.setObjectName(u"about_row")
        self.copy_version_button = QPushButton(self.about_card)
        self.copy_version_button.setObjectName(u"copy_version_button")
        self.copy_version_button.setProperty(u"role", u"secondary")

        self.about_row.addWidget(self.copy_version_button)

        self.about_row_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.about_row.addItem(self.about_row_space)


        self.about_card_column.addLayout(self.about_row)


        self.about_page_column.addWidget(self.about_card)

        self.licences_card = QFrame(self.about_page_widget)
        self.licences_card.setObjectName(u"licences_card")
        self.licences_card.setProperty(u"role", u"card")
        sizePolicy1.setHeightForWidth(self.licences_card.sizePolicy().hasHeightForWidth())
        self.licences_card.setSizePolicy(sizePolicy1)
        self.licences_card_column = QVBoxLayout(self.licences_card)
        self.licences_card_column.setSpacing(8)
        self.licences_card_column.setObjectName(u"licences_card_column")
        self.licences_card_column.setContentsMargins(24, 16, 24, 16)
        self.licences_heading = QLabel(self.licences_card)
        self.licences_heading.setObjectName(u"licences_heading")
        self.licences_heading.setProperty(u"role", u"heading")
        self.licences_heading.setWordWrap(True)

        self.licences_card_column.addWidget(self.licences_heading)

        self.licences_label = QLabel(self.licences_card)
        self.licences_label.setObjectName(u"licences_label")
        self.licences_label.setProperty(u"role", u"muted")
        self.licences_label.setTextFormat(Qt.TextFormat.RichText)
        self.licences_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.licences_card_column.addWidget(self.licences_label)


        self.about_page_column.addWidget(self.licences_card)

        self.about_space = QSpacerItem(8, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.about_page_column.addItem(self.about_space)


        self.about_page_across.addWidget(self.about_page_widget)

        self.about_page_space = QSpacerItem(16, 8, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.about_page_across.addItem(self.about_page_space)

        self.about_page.setWidget(self.about_page_contents)
        self.pages.addWidget(self.about_page)

        self.across.addWidget(self.pages)

        self.across.setStretch(1, 1)

        self.whole.addLayout(self.across)

#if QT_CONFIG(shortcut)
        self.history_spin_label.setBuddy(self.history_spin)
        self.absence_spin_label.setBuddy(self.absence_spin)
        self.room_spin_label.setBuddy(self.room_spin)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(SettingsPanel)
    # setupUi

    def retranslateUi(self, SettingsPanel: QWidget) -> None:
        self.title_label.setText(QCoreApplication.translate("SettingsPanel", u"Settings", None))
        self.sentence_label.setText(QCoreApplication.translate("SettingsPanel", u"Profiles, appearance, data on this machine, diagnostics", None))
#if QT_CONFIG(accessibility)
        self.sections.setAccessibleName(QCoreApplication.translate("SettingsPanel", u"Sections of the settings", None))
#endif // QT_CONFIG(accessibility)
        self.theme_heading.setText(QCoreApplication.translate("SettingsPanel", u"Theme", None))
        self.system_radio.setText(QCoreApplication.translate("SettingsPanel", u"As the system", None))
#if QT_CONFIG(accessibility)
        self.system_radio.setAccessibleName(QCoreApplication.translate("SettingsPanel", u"Theme as the system has it", None))
#endif // QT_CONFIG(accessibility)
        self.light_radio.setText(QCoreApplication.translate("SettingsPanel", u"Light", None))
#if QT_CONFIG(accessibility)
        self.light_radio.setAccessibleName(QCoreApplication.translate("SettingsPanel", u"Light theme", None))
#endif // QT_CONFIG(accessibility)
        self.dark_radio.setText(QCoreApplication.translate("SettingsPanel", u"Dark", None))
#if QT_CONFIG(accessibility)
        self.dark_radio.setAccessibleName(QCoreApplication.translate("SettingsPanel", u"Dark theme", None))
#endif // QT_CONFIG(accessibility)
        self.density_heading.setText(QCoreApplication.translate("SettingsPanel", u"Rows", None))
        self.comfortable_radio.setText(QCoreApplication.translate("SettingsPanel", u"Comfortable", None))
#if QT_CONFIG(accessibility)
        self.comfortable_radio.setAccessibleName(QCoreApplication.translate("SettingsPanel", u"Comfortable rows", None))
#endif // QT_CONFIG(accessibility)
        self.compact_radio.setText(QCoreApplication.translate("SettingsPanel", u"Compact", None))
#if QT_CONFIG(accessibility)
        self.compact_radio.setAccessibleName(QCoreApplication.translate("SettingsPanel", u"Compact rows", None))
#endif // QT_CONFIG(accessibility)
        self.density_hint.setText(QCoreApplication.translate("SettingsPanel", u"Compact shows about a quarter more rows at once.", None))
        self.profiles_text.setText(QCoreApplication.translate("SettingsPanel", u"A profile is one brand as you reach it. Its secret is in the keychain, never in a file.", None))
        self.place_heading.setText(QCoreApplication.translate("SettingsPanel", u"Where files lie", None))
        self.place_text.setText(QCoreApplication.translate("SettingsPanel", u"Settings, the journal of all jobs, what was read from Qualtrics, and changes that wait. Only you can read them.", None))
        self.keep_heading.setText(QCoreApplication.translate("SettingsPanel", u"How long and how much", None))
        self.history_spin_label.setText(QCoreApplication.translate("SettingsPanel", u"Undo is possible for", None))
        self.history_spin.setSpecialValueText(QCoreApplication.translate("SettingsPanel", u"ever", None))
        self.history_spin.setSuffix(QCoreApplication.translate("SettingsPanel", u" days", None))
#if QT_CONFIG(accessibility)
        self.history_spin.setAccessibleName(QCoreApplication.translate("SettingsPanel", u"Days for which undo is possible", None))
#endif // QT_CONFIG(accessibility)
        self.absence_spin_label.setText(QCoreApplication.translate("SettingsPanel", u"Wait for a list to show rows", None))
        self.absence_spin.setSuffix(QCoreApplication.translate("SettingsPanel", u" seconds", None))
#if QT_CONFIG(accessibility)
        self.absence_spin.setAccessibleName(QCoreApplication.translate("SettingsPanel", u"Seconds to wait for a list to show rows", None))
#endif // QT_CONFIG(accessibility)
        self.room_spin_label.setText(QCoreApplication.translate("SettingsPanel", u"Read surveys may take", None))
        self.room_spin.setSuffix(QCoreApplication.translate("SettingsPanel", u" MB", None))
#if QT_CONFIG(accessibility)
        self.room_spin.setAccessibleName(QCoreApplication.translate("SettingsPanel", u"Megabytes that read surveys of a profile may take", None))
#endif // QT_CONFIG(accessibility)
        self.keep_hint.setText(QCoreApplication.translate("SettingsPanel", u"Old values are kept this long, so that a job can be taken back. After a lost answer, a row that stays absent from its list that long counts as never written. Of each profile, the surveys seen longest ago make room for others; they can be read again.", None))
        self.brands_heading.setText(QCoreApplication.translate("SettingsPanel", u"What was read, by profile", None))
        self.brands_text.setText(QCoreApplication.translate("SettingsPanel", u"What was read can be read again at any time. Surveys saved before they were deleted cannot: they stay unless you erase them. Forgetting changes nothing in Qualtrics.", None))
        self.diagnostics_heading.setText(QCoreApplication.translate("SettingsPanel", u"Something went wrong?", None))
        self.diagnostics_text.setText(QCoreApplication.translate("SettingsPanel", u"Collect a zip file for whoever helps you: versions, settings, the last lines of the log, crash reports, and counts of jobs. Tokens, e-mail addresses, names, links and rows of data are taken out. You read every word before it is saved, and nothing is sent.", None))
        self.about_name.setText(QCoreApplication.translate("SettingsPanel", u"Qualtrics Desk", None))
        self.about_text.setText(QCoreApplication.translate("SettingsPanel", u"An independent program for people who administer surveys. It is not made or endorsed by Qualtrics. It sends nothing anywhere but to the brands you connect.", None))
        self.licences_heading.setText(QCoreApplication.translate("SettingsPanel", u"Built on", None))
        self.licences_label.setText(QCoreApplication.translate("SettingsPanel", u"Reading\u2026", None))
        pass
    # retranslateUi
