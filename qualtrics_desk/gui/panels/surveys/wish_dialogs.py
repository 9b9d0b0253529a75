"""Small questions before something is done with surveys: a copy, sharing, dates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.domain.survey_rights import Rights
from qualtrics_desk.gui import words
from qualtrics_desk.gui.forms.ui_copy_survey_dialog import Ui_CopySurveyDialog
from qualtrics_desk.gui.forms.ui_share_surveys_dialog import Ui_ShareSurveysDialog
from qualtrics_desk.gui.forms.ui_survey_dates_dialog import Ui_SurveyDatesDialog
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QCheckBox, QComboBox, QDateTimeEdit

_ID_ROLE = Qt.ItemDataRole.UserRole + 1


class CopySurveyDialog(InReadingOrder, QDialog):
    """The name and the owner of a copy.

    Args:
        people: Names of users by their ids, as far as they are known; the first is the caller.
    """

    def __init__(self, parent: QWidget, name: str, people: Mapping[str, str]) -> None:
        super().__init__(parent)
        self.ui = Ui_CopySurveyDialog()
        self.ui.setupUi(self)
        self.ui.title_label.setText(self.tr("Copy “{0}”").format(name))
        self.ui.name_edit.setText(self.tr("{0}, copy").format(name)[:200])
        _fill(self.ui.owner_box, people)
        _propose(self.ui.owner_box, "UR_…")
        self.ui.name_edit.textChanged.connect(lambda _text: self._look_at())
        self.ui.owner_box.currentTextChanged.connect(lambda _text: self._look_at())
        self.ui.accept_button.clicked.connect(self.accept)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._look_at()
        self.ui.name_edit.setFocus()
        self.ui.name_edit.selectAll()

    @property
    def name(self) -> str:
        """What the copy is called."""
        return self.ui.name_edit.text().strip()

    @property
    def owner(self) -> str:
        """UR_… of its owner, or "" while it is none."""
        return _chosen(self.ui.owner_box, ("UR_",))

    def _look_at(self) -> None:
        self.ui.accept_button.setEnabled(bool(self.name and self.owner))


class ShareSurveysDialog(InReadingOrder, QDialog):
    """With whom surveys are shared, and for what."""

    def __init__(
        self, parent: QWidget, title: str, scope: str, people: Mapping[str, str], accept: str
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_ShareSurveysDialog()
        self.ui.setupUi(self)
        self.ui.title_label.setText(title)
        self.ui.scope_label.setText(scope)
        _fill(self.ui.user_box, people)
        self.ui.user_box.setCurrentIndex(-1)
        self.ui.user_box.setEditText("")
        _propose(self.ui.user_box, self.tr("A name, or an id: UR_… or GR_…"))
        for rights, text in (
            (Rights.VIEW, self.tr("See the survey and its results, no personal data")),
            (Rights.EDIT, self.tr("Edit the survey, too; neither delete nor open it")),
            (Rights.ALL, self.tr("Everything, personal data and deletion included")),
        ):
            self.ui.rights_box.addItem(text, rights)
        self.ui.accept_button.setText(accept)
        self.ui.accept_button.setAccessibleName(accept)
        self.ui.user_box.editTextChanged.connect(lambda _text: self._look_at())
        self.ui.accept_button.clicked.connect(self.accept)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._look_at()
        self.ui.user_box.setFocus()

    @property
    def user(self) -> str:
        """UR_… or GR_…, or "" while it is none."""
        return _chosen(self.ui.user_box, ("UR_", "GR_"))

    @property
    def rights(self) -> Rights:
        """What they may do."""
        return Rights(self.ui.rights_box.currentData())

    def _look_at(self) -> None:
        self.ui.accept_button.setEnabled(bool(self.user))


class SurveyDatesDialog(InReadingOrder, QDialog):
    """When respondents may answer."""

    def __init__(self, parent: QWidget, title: str, scope: str, accept: str) -> None:
        super().__init__(parent)
        self.ui = Ui_SurveyDatesDialog()
        self.ui.setupUi(self)
        self.ui.title_label.setText(title)
        self.ui.scope_label.setText(scope)
        self.ui.accept_button.setText(accept)
        self.ui.accept_button.setAccessibleName(accept)
        now = datetime.now().astimezone().replace(second=0, microsecond=0)
        for check, edit, moment in (
            (self.ui.starts_check, self.ui.starts_edit, now),
            (self.ui.ends_check, self.ui.ends_edit, now + timedelta(days=30)),
        ):
            edit.setDisplayFormat(QLocale().dateTimeFormat(QLocale.FormatType.ShortFormat))
            edit.setDateTime(QDateTime.fromSecsSinceEpoch(int(moment.timestamp())))
            edit.setEnabled(False)
            check.toggled.connect(edit.setEnabled)
            check.toggled.connect(lambda _on: self._look_at())
            edit.dateTimeChanged.connect(lambda _moment: self._look_at())
        self.ui.accept_button.clicked.connect(self.accept)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._look_at()

    @property
    def starts(self) -> datetime | None:
        """When they may begin; None is from now on."""
        return _moment(self.ui.starts_check, self.ui.starts_edit)

    @property
    def ends(self) -> datetime | None:
        """Until when they may answer; None is for ever."""
        return _moment(self.ui.ends_check, self.ui.ends_edit)

    def _look_at(self) -> None:
        starts, ends = self.starts, self.ends
        is_upside_down = starts is not None and ends is not None and ends <= starts
        self.ui.accept_button.setEnabled(not is_upside_down)
        if is_upside_down:
            said = self.tr("The survey would end before it begins.")
        elif starts is None and ends is None:
            said = self.tr("Dates that are set are taken away: respondents may answer at any time.")
        else:
            zone = datetime.now().astimezone().tzname()
            said = self.tr("Your time, {0}. A date that is not set is taken away.").format(zone)
        self.ui.hint_label.setText(said)


def _fill(box: QComboBox, people: Mapping[str, str]) -> None:
    for key, name in people.items():
        box.addItem(f"{name} ({key})" if name else key, key)


def _propose(box: QComboBox, text: str) -> None:
    line = box.lineEdit()
    if line is not None:
        line.setPlaceholderText(text)


def _chosen(box: QComboBox, prefixes: tuple[str, ...]) -> str:
    text = box.currentText().strip()
    place = box.findText(text)
    key = str(box.itemData(place)) if text and place >= 0 else text
    body = key[3:]
    return key if key.startswith(prefixes) and body.isalnum() and 11 <= len(body) <= 15 else ""


def _moment(check: QCheckBox, edit: QDateTimeEdit) -> datetime | None:
    if not check.isChecked():
        return None
    return datetime.fromtimestamp(edit.dateTime().toSecsSinceEpoch(), UTC)


def dates_said(starts: datetime | None, ends: datetime | None, at_any_time: str) -> str:
    """Two dates in a line."""
    if starts is None and ends is None:
        return at_any_time
    return " – ".join("…" if moment is None else words.moment(moment) for moment in (starts, ends))
