"""What differs between two states, as HTML for the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.definition.comparing.changes import Area, ChangeKind
from qualtrics_desk.gui.panels.surveys.rich_text import caption, heading, plain, table, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualtrics_desk.domain.definition.comparing.changes import Change, Comparison

PER_PART = 30
_SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "−",
    ChangeKind.CHANGED: "•",
    ChangeKind.MOVED: "→",
    ChangeKind.ORDER: "⇅",
}


def comparison_parts(comparison: Comparison) -> Iterator[str]:
    """The page, piece by piece."""
    names = _areas()
    if comparison.is_order_only:
        yield caption(plain(tr("Only orders differ: what is asked is the same.")))
    is_first = not comparison.is_order_only
    for area in Area:
        changes = [change for change in comparison.changes if change.area is area]
        if not changes:
            continue
        head = heading(plain(f"{names[area]} ({len(changes)})"))
        if is_first:
            head = head.replace('class="head"', 'class="head first" style="margin-top:0px"')
            is_first = False
        for first in range(0, len(changes), PER_PART):
            yield (head if not first else "") + _rows(changes[first : first + PER_PART])


def _areas() -> dict[Area, str]:
    return {
        Area.SURVEY: tr("Survey"),
        Area.BLOCKS: tr("Blocks"),
        Area.QUESTIONS: tr("Questions"),
        Area.FLOW: tr("Flow"),
        Area.DATA: tr("Data"),
        Area.OPTIONS: tr("Options"),
        Area.TRANSLATIONS: tr("Translations"),
    }


def _kinds() -> dict[ChangeKind, str]:
    return {
        ChangeKind.ADDED: tr("added"),
        ChangeKind.REMOVED: tr("removed"),
        ChangeKind.CHANGED: tr("changed"),
        ChangeKind.MOVED: tr("moved"),
        ChangeKind.ORDER: tr("order only"),
    }


def _rows(changes: Sequence[Change]) -> str:
    kinds = _kinds()
    rows = "".join(
        f'<tr><td class="row" width="16%"><span class="{change.kind.value}">'
        f"{_SIGNS[change.kind]}&nbsp;{plain(kinds[change.kind])}</span></td>"
        f'<td class="row">{plain(change.what)}{_values(change)}</td></tr>'
        for change in changes
    )
    return table(rows, width="100%", lines=True)


def _values(change: Change) -> str:
    lines = []
    if change.before:
        lines.append(f'<span class="removed">−&nbsp;{plain(change.before)}</span>')
    if change.after:
        lines.append(f'<span class="added">+&nbsp;{plain(change.after)}</span>')
    return "".join(f"<br>{line}" for line in lines)
