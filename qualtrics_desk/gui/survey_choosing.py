"""The field of a room that chooses a survey, and the lists it needs: read once for a profile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui.survey_choices import SurveyChoice, known_surveys, read_surveys
from qualtrics_desk.gui.widgets.choice_box import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.gui.widgets.choice_box import ChoiceBox
    from qualtrics_desk.services.links.browse import ListChoice

_KEY = "surveys"


class SurveyChoosing(QObject):
    """Fills the field with what is kept, then with what the service says now.

    Attributes:
        surveys: The surveys to choose from; None while they are not known.
        survey: The one that is chosen, or None.
        lists: The lists of the brand; None while they are not known.
        failure: Why there is nothing to choose from, or None.
        is_loaded: Whether surveys and lists are as the service has them.

    Signals:
        changed: One of these is another one.
        chosen: The person has chosen a survey.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, panel: Panel, box: ChoiceBox) -> None:
        super().__init__(panel)
        self._desk, self._tasks, self._box = panel.desk, panel.tasks, box
        self._ended = asyncio.Event()
        self.surveys: Sequence[SurveyChoice] | None = None
        self.survey: SurveyChoice | None = None
        self.lists: Sequence[ListChoice] | None = None
        self.failure: DeskError | None = None
        self.is_loaded = False
        box.set_placeholder(self.tr("Choose a survey"))
        box.chosen.connect(lambda _value: self._on_chosen())

    def load(self) -> None:
        """Read surveys and lists, unless that is under way or done."""
        if not self.is_loaded and not self._tasks.is_running(_KEY):
            self._ended.clear()
            self._tasks.start(self._load(), key=_KEY)

    async def loaded(self) -> None:
        """Read them, and wait until that has ended, however it did."""
        self.load()
        if not self.is_loaded:
            await self._ended.wait()

    def choose(self, survey: str) -> bool:
        """Choose a survey by its id; False where there is no such one."""
        if not self._box.select(survey):
            return False
        self._on_chosen()
        return True

    def focus(self) -> None:
        """Let the person type the name of another survey."""
        self._box.setFocus()
        edit = self._box.lineEdit()
        if edit is not None:
            edit.selectAll()

    def reset(self) -> None:
        """Forget everything of the profile before."""
        self._tasks.cancel(_KEY)
        self._ended.set()
        self.surveys = self.survey = self.lists = self.failure = None
        self.is_loaded = False
        self._box.set_choices(())

    async def _load(self) -> None:
        from qualtrics_desk.services.links.browse import list_choices

        self.failure = None
        known: Sequence[SurveyChoice] = ()
        try:
            known = await known_surveys(self._desk)
            self._take(known or None)
            fresh = await read_surveys(self._desk)
            self._take(fresh)
            self.lists = await list_choices(self._desk.session)
            self.is_loaded = True
        except DeskError as error:
            if known:
                self._desk.tell_error(error)
            else:
                self.failure = error
        finally:
            self._ended.set()
        self.changed.emit()

    def _take(self, surveys: Sequence[SurveyChoice] | None) -> None:
        self.surveys = surveys
        inactive = self.tr("{0}   ·   inactive")
        self._box.set_choices(
            [
                Choice(one.name if one.is_active else inactive.format(one.name), one.id, one.id)
                for one in surveys or ()
            ]
        )
        self._note()
        self.changed.emit()

    def _note(self) -> None:
        value = self._box.value
        self.survey = next((one for one in self.surveys or () if one.id == value), None)

    def _on_chosen(self) -> None:
        self._note()
        self.chosen.emit()
