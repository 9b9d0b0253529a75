"""What the list says of its surveys beside the name: owners by name, responses of rows in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qualtrics_desk.domain.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.gui.panels.surveys.survey_list import SurveyList, SurveyListModel
    from qualtrics_desk.gui.panels.surveys.survey_rows import SurveyRow

REST_MS = 400
"""How long the list must stand still before the rows in view are asked for."""
PARALLEL = 2
"""The older full view is a slow call (D.2), so few are on their way at once."""


class RowFacts(QObject):
    """Learns what is in view, and only that."""

    def __init__(self, panel: Panel, view: SurveyList, model: SurveyListModel) -> None:
        super().__init__(panel)
        self._panel, self._desk = panel, panel.desk
        self._view, self._model = view, model
        self._asked: dict[str, str | None] = {}
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._rest.start())
        model.replaced.connect(self._rest.start)
        model.rows_arrived.connect(self._rest.start)

    def look_anew(self) -> None:
        """Other facts are wanted, or counts may have changed."""
        self._asked.clear()
        self._rest.start()

    def forget(self) -> None:
        """Another profile."""
        self._rest.stop()
        self._panel.tasks.cancel("row facts")
        self._asked.clear()
        self._model.learn_facts(owners={}, counts={})

    def _look(self) -> None:
        if self._desk.is_signed_in and not self._panel.tasks.is_running("row facts"):
            self._panel.tasks.start(self._learn(), key="row facts")

    async def _learn(self) -> None:
        from qualtrics_desk.services.owners import learn_owners

        rows = [row for row in map(self._model.survey, self._view.in_view()) if row is not None]
        shown = self._model.shown_facts
        try:
            if "owner" in shown:
                owners = [row.owner for row in rows if row.owner]
                names = await learn_owners(self._desk.session, dict.fromkeys(owners))
                self._model.learn_facts(owners=names)
            if "responses" in shown:
                due = [row for row in rows if self._asked.get(row.id, "") != row.modified]
                self._asked.update({row.id: row.modified for row in due})
                await self._count([row.id for row in due])
        except ApiError:
            # What cannot be learnt is not said; the survey itself says why when it is opened.
            return
        # The list may have moved on meanwhile.
        if any(self._asked.get(row.id, "") != row.modified for row in self._seen()):
            self._rest.start()

    def _seen(self) -> Sequence[SurveyRow]:
        if "responses" not in self._model.shown_facts:
            return ()
        rows = map(self._model.survey, self._view.in_view())
        return [row for row in rows if row is not None]

    async def _count(self, surveys: Sequence[str]) -> None:
        from qualtrics_desk.services.concurrency import each

        await each(surveys, self._count_one, PARALLEL)

    async def _count_one(self, survey: str) -> None:
        from qualtrics_desk.services.surveys import response_counts

        counts = await response_counts(self._desk.session, survey)
        if counts is not None:
            self._model.learn_facts(counts={survey: counts})
