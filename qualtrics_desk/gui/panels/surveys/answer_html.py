"""The shapes of answers as HTML for the reader: marks, boxes and lines instead of widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.definition.answers import (
    Answer,
    Choice,
    Choices,
    Device,
    Entry,
    Grid,
    Group,
    Levels,
    Mark,
    Nothing,
    Picture,
    Scale,
    Sorting,
    Unknown,
)
from qualtrics_desk.gui import words
from qualtrics_desk.gui.panels.surveys.rich_text import plain, table, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = {
    Mark.ONE: "○",
    Mark.MANY: "☐",
    Mark.LIST: "▾",
    Mark.TEXT: "────",
    Mark.NUMBER: "[&nbsp;&nbsp;&nbsp;]",
    Mark.RANK: "[&nbsp;&nbsp;]",
    Mark.DRAG: "≡",
    Mark.NONE: "",
}
MOST_COLUMNS = 11
"""Columns of a table that still fit the page; more are named below it."""
MANY = 15
"""Choices of a drop-down list from which on they stand in one paragraph."""


def answer_html(answer: Answer) -> str:
    """An answer of any shape."""
    match answer:
        case Nothing():
            return ""
        case Choices():
            return _choices(answer)
        case Grid():
            return _grid(answer)
        case Scale():
            return _scale(answer)
        case Entry():
            return _entry(answer)
        case Sorting(items=items, groups=groups):
            return _list(items, "≡") + named_choices(tr("Groups"), groups)
        case Levels(levels=levels, paths=paths):
            return _list(levels, "▾") + named_choices(tr("Choices"), paths)
        case Picture(regions=regions, states=states, passage=passage):
            text = f'<p class="ask">{passage}</p>' if passage else _note(tr("A picture to mark."))
            return (
                text
                + named_choices(tr("Regions"), regions)
                + named_choices(tr("Marked as"), states)
            )
        case Device(what=what, items=items):
            return _note(plain(what)) + named_choices("", items)
        case Unknown(choices=choices, answers=answers):
            return _list(choices, "·") + named_choices(tr("Answers"), answers)


def _choices(answer: Choices) -> str:
    if answer.mark is Mark.LIST:
        return _drop_down(answer.items)
    if answer.is_across and len(answer.items) <= MOST_COLUMNS:
        return _across(answer)
    made = _list(answer.items, _MARKS[answer.mark])
    if answer.total:
        made += _note(plain(tr("Adds up to {0}").format(answer.total)))
    return made


def _list(items: Sequence[Choice], mark: str) -> str:
    rows = [
        f'<tr><td class="mark">{mark}</td><td>{_label(item)}</td><td>{_aside(item)}</td></tr>'
        for item in items
    ]
    return table("".join(rows))


def _across(answer: Choices) -> str:
    share = 100 // max(1, len(answer.items))
    mark = _MARKS[answer.mark]
    cells = "".join(
        f'<td align="center" width="{share}%"><span class="mark">{mark}</span><br>'
        f"{_label(item)} {_aside(item)}</td>"
        for item in answer.items
    )
    return table(f"<tr>{cells}</tr>", width="100%")


def _drop_down(items: Sequence[Choice]) -> str:
    if len(items) <= MANY:
        return _box(plain(tr("Choose…")), "▾") + _list(items, "·")
    return _box(plain(tr("Choose…")), "▾") + named_choices("", items)


def _box(text: str, mark: str = "") -> str:
    more = f'<td class="field" width="12" align="center">{mark}</td>' if mark else ""
    row = f'<tr><td class="field"><span class="mark">{text}</span></td>{more}</tr>'
    return table(row, width="46%", lines=True)


def _grid(answer: Grid) -> str:
    wide = sum(len(group.columns) for group in answer.groups) > MOST_COLUMNS
    folded = [wide or group.mark is Mark.LIST for group in answer.groups]
    heads = "".join(map(_group_head, answer.groups, folded))
    titles = (
        "<tr><th></th>"
        + "".join(
            f'<th colspan="{1 if fold else max(1, len(group.columns))}">{group.rich}</th>'
            for group, fold in zip(answer.groups, folded, strict=True)
        )
        + "</tr>"
        if len(answer.groups) > 1
        else ""
    )
    rows = "".join(
        f'<tr><td class="row">{_label(row)} {_aside(row)}</td>'
        + "".join(map(_cells, answer.groups, folded))
        + "</tr>"
        for row in answer.rows
    )
    whole = f'{titles}<tr><th class="row"></th>{heads}</tr>{rows}'
    below = [
        named_choices(group.rich, group.columns, is_rich=True)
        for group, fold in zip(answer.groups, folded, strict=True)
        if fold
    ]
    return table(whole, width="100%", lines=True) + "".join(below)


def _group_head(group: Group, folded: bool) -> str:
    if folded:
        is_list = group.mark is Mark.LIST
        said = tr("drop-down list") if is_list else words.columns(len(group.columns))
        return f'<th class="row" align="center">{plain(said)}</th>'
    return (
        "".join(
            f'<th class="row" align="center">{_label(column)} {_aside(column)}</th>'
            for column in group.columns
        )
        or '<th class="row"></th>'
    )


def _cells(group: Group, folded: bool) -> str:
    cell = f'<td class="row" align="center"><span class="mark">{_MARKS[group.mark]}</span></td>'
    return cell * (1 if folded else max(1, len(group.columns)))


def _scale(answer: Scale) -> str:
    line = "☆" * min(10, _whole(answer.high)) if answer.is_stars else "───●────────────"
    rows = [
        f'<tr><td>{_label(row)} {_aside(row)}</td><td class="code">{plain(answer.low)}</td>'
        f'<td class="mark">{line}</td><td class="code">{plain(answer.high)}</td></tr>'
        for row in answer.rows or (Choice(id="", rich=""),)
    ]
    return table("".join(rows)) + named_choices(tr("Labels"), answer.labels)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 5


def _entry(answer: Entry) -> str:
    if answer.fields:
        rows = "".join(
            f'<tr><td>{_label(field)} {_aside(field)}</td><td class="field" width="280">&nbsp;</td>'
            "</tr>"
            for field in answer.fields
        )
        return table(rows, lines=True)
    return _box("•••••" if answer.is_secret else "&nbsp;" + "<br>&nbsp;" * (answer.lines // 2))


def named_choices(title: str, items: Sequence[Choice], *, is_rich: bool = False) -> str:
    """Choices in one paragraph, behind a name for them."""
    if not items:
        return ""
    name = (title if is_rich else plain(title)) + ": " if title else ""
    return f'<p class="cap">{name}{" · ".join(_label(item) for item in items)}</p>'


def _label(item: Choice) -> str:
    return item.rich or f'<span class="code">{plain(item.id)}</span>'


def _aside(item: Choice) -> str:
    """What stands behind a choice: its code, its name, what it does."""
    # The scores of a net promoter question are their own codes.
    code = "" if item.code == item.rich else item.code
    codes = " ".join(part for part in (code and f"= {code}", item.name, item.tag) if part)
    made = f'&nbsp;<span class="code">{plain(codes)}</span>' if codes else ""
    extras = []
    if item.has_text:
        extras.append(tr("with a text field"))
    if item.is_exclusive:
        extras.append(tr("rules out all others"))
    extras += [str(line) for line in item.logic]
    if extras:
        made += f'&nbsp;<span class="cap">({plain(", ".join(extras))})</span>'
    return made


def _note(html: str) -> str:
    return f'<p class="cap">{html}</p>'
