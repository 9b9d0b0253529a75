"""Translations of a survey and what is missing in them, as HTML for the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.gui import words
from qualtrics_desk.gui.panels.surveys.rich_text import caption, heading, plain, table, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualtrics_desk.domain.definition.outline import Outline
    from qualtrics_desk.domain.definition.translations import Translation

PER_PART = 40
"""Missing texts that are laid out at a time."""


def language_parts(outline: Outline) -> Iterator[str]:
    """The section, piece by piece."""
    own = outline.languages[0] if outline.languages else ""
    top = heading(plain(tr("Languages")))
    if not outline.translations:
        said = tr("The survey has one language: {0}.").format(own or tr("not said which"))
        yield top + caption(plain(said))
        return
    yield top + caption(plain(tr("The survey itself is in {0}.").format(own))) + _shares(outline)
    for translation in outline.translations:
        yield from _gaps(translation)


def _shares(outline: Outline) -> str:
    rows = "".join(
        f'<tr><td class="row" width="18%"><span class="tag">{plain(one.language)}</span></td>'
        f'<td class="row">{plain(_share(one))}</td></tr>'
        for one in outline.translations
    )
    return table(rows, width="100%", lines=True)


def _share(translation: Translation) -> str:
    if not translation.gaps:
        return tr("complete, {0} texts").format(words.number(translation.wanted))
    share = translation.done / max(1, translation.wanted)
    return tr("{0}: {1} of {2} texts").format(
        words.percent(share), words.number(translation.done), words.number(translation.wanted)
    )


def _gaps(translation: Translation) -> Iterator[str]:
    gaps = translation.gaps
    if not gaps:
        return
    yield heading(plain(tr("Missing in {0}").format(translation.language)))
    for first in range(0, len(gaps), PER_PART):
        rows = "".join(
            f'<tr><td class="row" width="18%"><span class="tag">{plain(gap.tag)}</span></td>'
            f'<td class="row" width="22%"><span class="cap">{plain(_part(gap.part))}</span></td>'
            f'<td class="row">{plain(gap.source)}</td></tr>'
            for gap in gaps[first : first + PER_PART]
        )
        yield table(rows, width="100%", lines=True)


def _part(part: str) -> str:
    return tr("choice {0}").format(part) if part else tr("question text")
