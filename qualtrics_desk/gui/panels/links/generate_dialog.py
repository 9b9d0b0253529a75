"""Asks for whom new links are made, and until when they work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.forms.ui_generate_links_dialog import Ui_GenerateLinksDialog
from qualtrics_desk.gui.widgets.choice_box import Choice
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from qualtrics_desk.services.links.generate import LinksRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.services.links.browse import ListChoice

USUAL_DAYS = 60
"""How long links live if nobody says so (D.5)."""


class GenerateLinksDialog(InReadingOrder, QDialog):
    """The question; `request` is the answer."""

    def __init__(
        self,
        parent: QWidget,
        survey: str,
        survey_name: str,
        lists: Sequence[ListChoice],
        wanted: str | None,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_GenerateLinksDialog()
        self.ui.setupUi(self)
        self._survey = survey
        self._lists: Mapping[str, ListChoice] = {one.list_id: one for one in lists}
        self.ui.title_label.setText(self.tr("New personal links for “{0}”").format(survey_name))
        self.ui.list_box.set_choices([_choice(one) for one in lists])
        self.ui.list_box.set_placeholder(self.tr("Choose a list"))
        if wanted is not None:
            self.ui.list_box.select(wanted)
        ends = datetime.now().astimezone() + timedelta(days=USUAL_DAYS)
        ends = ends.replace(hour=23, minute=59, second=0, microsecond=0)
        edit = self.ui.expires_edit
        edit.setDisplayFormat(words.editing_format())
        edit.setMinimumDateTime(QDateTime.currentDateTime().addSecs(3600))
        edit.setDateTime(QDateTime.fromSecsSinceEpoch(int(ends.timestamp())))
        self.ui.description_edit.setText(
            self.tr("Links of {0}").format(words.day(datetime.now(UTC)))
        )
        self.ui.list_box.currentIndexChanged.connect(lambda _: self._look_at())
        self.ui.description_edit.textChanged.connect(lambda _: self._look_at())
        edit.dateTimeChanged.connect(lambda _: self._look_at())
        self.ui.accept_button.clicked.connect(self.accept)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._look_at()
        (self.ui.description_edit if self._chosen else self.ui.list_box).setFocus()

    @property
    def request(self) -> LinksRequest | None:
        """What the person asks for, or None while a list is missing."""
        chosen = self._chosen
        if chosen is None:
            return None
        return LinksRequest(
            survey=self._survey,
            list_id=chosen.list_id,
            directory=chosen.directory,
            description=self.ui.description_edit.text().strip(),
            expires=self._ends,
        )

    @property
    def _chosen(self) -> ListChoice | None:
        value = self.ui.list_box.value
        return self._lists.get(value) if isinstance(value, str) else None

    @property
    def _ends(self) -> datetime:
        seconds = self.ui.expires_edit.dateTime().toSecsSinceEpoch()
        return datetime.fromtimestamp(seconds, UTC)

    def _look_at(self) -> None:
        chosen, ends = self._chosen, self._ends
        local = ends.astimezone()
        days = (local.date() - datetime.now().astimezone().date()).days
        self.ui.zone_label.setText(
            self.tr("Your time, {0}; in %Ln day(s)", "", days).format(local.tzname())
        )
        ready = chosen is not None and bool(self.ui.description_edit.text().strip())
        self.ui.accept_button.setEnabled(ready)
        if chosen is None:
            self.ui.effect_label.setText(
                self.tr("Everybody in the list gets a link of their own. Nothing is sent to them.")
            )
            text = self.tr("Generate links")
        else:
            people = self._people(chosen)
            self.ui.effect_label.setText(
                self.tr(
                    "New links for {0} of “{1}”. Nothing is sent to them, and links made before"
                    " go on working."
                ).format(people, chosen.name)
            )
            text = (
                self.tr("Generate links")
                if chosen.count is None
                else self.tr("Generate {0}").format(words.links(chosen.count))
            )
        self.ui.accept_button.setText(text)
        self.ui.accept_button.setAccessibleName(text)

    def _people(self, chosen: ListChoice) -> str:
        if chosen.count is None:
            return self.tr("All contacts")
        return words.contacts(chosen.count)


async def ask_links(
    parent: QWidget,
    survey: str,
    survey_name: str,
    lists: Sequence[ListChoice],
    wanted: str | None,
) -> LinksRequest | None:
    """Ask; None where the person thinks better of it."""
    dialog = GenerateLinksDialog(parent, survey, survey_name, lists, wanted)
    accepted = await shown(dialog)
    return dialog.request if accepted else None


def _choice(one: ListChoice) -> Choice:
    count = "" if one.count is None else f"   ·   {words.number(one.count)}"
    return Choice(f"{one.name}{count}", one.list_id, one.list_id)
