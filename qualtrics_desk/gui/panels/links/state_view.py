"""What stands in the place of the links while there are none to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui.panels.links.distribution_list import kind_of
from qualtrics_desk.services.links.guard import is_harmless

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.gui.panels.links.situation import Situation
    from qualtrics_desk.gui.widgets.state_page import StatePage


class Ways(NamedTuple):
    """What the buttons do."""

    retry: Callable[[], None]
    generate: Callable[[], None]
    read: Callable[[], None]


def show_state(page: StatePage, now: Situation, ways: Ways) -> None:
    """Show the links, or say what is missing and what can be done."""
    if now.failure is not None:
        page.show_error(now.failure, ways.retry)
    elif now.surveys is None:
        page.show_loading(_tr("Reading the list of surveys…"))
    elif not now.surveys:
        page.show_empty(
            _tr("No surveys"),
            _tr("Personal links lead to a survey, and this token sees none."),
            picture="surveys",
        )
    elif now.survey is None:
        page.show_empty(
            _tr("Choose a survey"),
            _tr(
                "Personal links are made for a survey and a list. Choose the survey, then the"
                " links that were made, or make new ones."
            ),
            picture="links",
        )
    elif now.found is None:
        page.show_loading(_tr("Asking for the distributions…"))
    elif not now.found:
        _show_none_found(page, now, ways)
    elif now.chosen is None:
        page.show_empty(
            _tr("Choose a distribution"),
            _tr("Choose whose links you want, or generate new ones."),
            picture="links",
        )
    elif now.reading is not None:
        page.show_content()
    elif now.is_reading:
        page.show_loading(_tr("Reading the contacts of the list, then the links…"))
    elif now.links is not None:
        _show_unread(page, now, ways)


def _show_none_found(page: StatePage, now: Situation, ways: Ways) -> None:
    why = now.why_not_generate()
    text = _tr(
        "Nothing was sent for this survey and no links were made, or only the anonymous link is"
        " used."
    )
    page.show_empty(
        _tr("No links yet"),
        f"{text} {why}" if why else text,
        "" if why else _tr("Generate links…"),
        None if why else ways.generate,
        "links",
    )


def _show_unread(page: StatePage, now: Situation, ways: Ways) -> None:
    if now.chosen is None:
        return
    if is_harmless(now.chosen):
        page.show_empty(
            _tr("These links were not read yet"), now.effect(), now.read_text(), ways.read, "links"
        )
        return
    page.show_empty(
        _tr("Not made as personal links"),
        _tr(
            "This is of another kind ({0}). Reading its links would reset the e-mail status dates"
            " of its recipients; you will be asked first."
        ).format(kind_of(now.chosen)),
        now.read_text(),
        ways.read,
        "warning",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("LinksPanel", text)
