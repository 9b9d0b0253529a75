"""What the links room knows at a moment, and what follows from it in a person's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words
from qualtrics_desk.services.links.guard import is_harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.panels.links.open_links import OpenLinks
    from qualtrics_desk.gui.survey_choices import SurveyChoice
    from qualtrics_desk.services.links.browse import ListChoice
    from qualtrics_desk.store.tables.reading import Reading


@dataclass
class Situation:
    """What is known and chosen.

    Attributes:
        surveys: The surveys to choose from; None while they are not known.
        survey: The one that is chosen.
        lists: The lists of the brand; None while they are not known.
        found: The distributions of the survey; None while they are not known.
        chosen: The distribution that is chosen.
        links: Its table, once it is open.
        reading: What was read of it.
        failure: What keeps the room from going on.
        is_read_only: Whether the profile writes nothing.
    """

    surveys: Sequence[SurveyChoice] | None = None
    survey: SurveyChoice | None = None
    lists: Sequence[ListChoice] | None = None
    found: Sequence[Distribution] | None = None
    chosen: Distribution | None = None
    links: OpenLinks | None = None
    reading: Reading | None = None
    failure: DeskError | None = None
    is_read_only: bool = False

    @property
    def is_reading(self) -> bool:
        """Whether links are being read now."""
        return self.links is not None and self.links.is_reading

    @property
    def is_whole(self) -> bool:
        """Whether all links are there."""
        return self.reading is not None and self.reading.is_complete

    @property
    def survey_name(self) -> str:
        """The name of the survey, or ""."""
        return "" if self.survey is None else self.survey.name

    @property
    def list_name(self) -> str:
        """The name of the list of the distribution, or "" where it is not known."""
        found = self._list()
        return "" if found is None else found.name

    @property
    def people(self) -> int | None:
        """How many contacts that list has, as the service counts them."""
        found = self._list()
        return None if found is None else found.count

    def why_not_generate(self) -> str:
        """What keeps links from being generated, or ""."""
        if self.is_read_only:
            return _tr("This profile is read-only.")
        if self.survey is None:
            return _tr("Choose a survey first.")
        if not self.survey.is_active:
            return _tr("The service makes links for active surveys only.")
        if self.lists is None:
            return _tr("The lists were not read yet.")
        return "" if self.lists else _tr("There is no list to make links for.")

    def effect(self) -> str:
        """What reading does to people."""
        if self.people is None:
            return _tr(
                "Reading updates the contact frequency of everybody who has a link, as if they had"
                " been written to. It happens only when you ask for it."
            )
        return _tr(
            "Reading updates the contact frequency of {0}, as if they had been written to. It"
            " happens only when you ask for it."
        ).format(words.people(self.people))

    def read_text(self) -> str:
        """What the button that reads says."""
        if self.is_whole:
            return _tr("Read again…")
        if self.reading is not None:
            return _tr("Read the rest")
        if self.chosen is not None and not is_harmless(self.chosen):
            return _tr("Read links…")
        if self.people is None:
            return _tr("Read links")
        return _tr("Read {0}").format(words.links(self.people))

    def head(self) -> str:
        """What is shown, in one line."""
        if self.survey is None or self.chosen is None:
            return _tr("Personal links of a survey, read and written to a file")
        parts = [self.survey.name, self.list_name]
        facts = {} if self.reading is None else self.reading.facts
        if facts.get("contacts") is not None:
            parts.append(words.contacts(facts["contacts"]))
        if facts:
            parts.append(words.links(facts["rows"]))
        elif self.reading is not None:
            parts.append(_tr("{0} so far").format(words.links(self.reading.rows)))
        if facts.get("missing"):
            parts.append(_tr("{0} missing").format(words.number(facts["missing"])))
        return " · ".join(part for part in parts if part)

    def distributions_text(self) -> str:
        """The line below the distributions."""
        if self.survey is None:
            return _tr("Choose a survey first.")
        if self.found is None:
            return "" if self.failure is not None else _tr("Asking…")
        return QCoreApplication.translate("LinksPanel", "%Ln distribution(s)", "", len(self.found))

    def _list(self) -> ListChoice | None:
        wanted = None if self.chosen is None else self.chosen.mailing_list_id
        return next((one for one in self.lists or () if one.list_id == wanted), None)

    def list_names(self) -> dict[str, str]:
        """The names of the lists that are known, by their ids."""
        return {one.list_id: one.name for one in self.lists or ()}


def _tr(text: str) -> str:
    return QCoreApplication.translate("LinksPanel", text)
