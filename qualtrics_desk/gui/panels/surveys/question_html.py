"""Questions as a respondent sees them, as HTML for the reader, with what stands behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.definition.outline import (
    Block,
    OtherElement,
    Outline,
    PageBreak,
    Place,
)
from qualtrics_desk.gui import words
from qualtrics_desk.gui.panels.surveys.answer_html import answer_html, named_choices
from qualtrics_desk.gui.panels.surveys.rich_text import heading, joined, plain, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualtrics_desk.domain.definition.questions import Question
    from qualtrics_desk.domain.definition.words import Words

PER_PART = 6
"""Questions that are laid out at a time: about as long as a frame may take."""


def question_parts(outline: Outline) -> Iterator[str]:
    """The whole survey, piece by piece."""
    pieces: list[str] = []
    asked = 0
    for number, block in enumerate(outline.blocks):
        pieces.append(_block_head(block, is_first=number == 0))
        for item in block.items:
            if isinstance(item, PageBreak):
                pieces.append(_page_break())
                continue
            if isinstance(item, OtherElement):
                pieces.append(_other(item))
                continue
            pieces.append(_question(item, in_trash=block.place is Place.TRASH))
            asked += 1
            if asked % PER_PART == 0:
                yield "".join(pieces)
                pieces = []
    if pieces:
        yield "".join(pieces)


def anchor_of(place: str) -> str:
    """The name of the place where a block or a question begins."""
    return f"at-{place}"


def _block_head(block: Block, *, is_first: bool) -> str:
    name = {
        Place.LOOSE: tr("In no block"),
        Place.TRASH: block.name or tr("Trash"),
    }.get(block.place, block.name or tr("Block without a name"))
    facts: list[Words | str] = [words.questions(len(block.questions)), *block.notes]
    if block.place is Place.OUTSIDE:
        facts.insert(0, tr("Not in the flow: respondents never see it"))
    elif block.place is Place.TRASH:
        facts.insert(0, tr("Trash: respondents never see it"))
    elif block.place is Place.LOOSE:
        facts.insert(0, tr("No block holds these questions: respondents never see them"))
    anchor = f'<a name="{anchor_of(plain(block.id))}"></a>'
    head = heading(anchor + plain(name))
    if is_first:
        head = head.replace('class="head"', 'class="head first" style="margin-top:0px"')
    return f'{head}<p class="cap">{joined(facts)}</p>'


def _page_break() -> str:
    return f'<p class="break" align="center">– – –&nbsp; {plain(tr("Page break"))} &nbsp;– – –</p>'


def _other(element: OtherElement) -> str:
    said = tr("An element of the kind “{0}”, which is shown to respondents as it is").format(
        element.kind
    )
    return f'<p class="cap">{plain(said)}</p>'


def _question(question: Question, *, in_trash: bool) -> str:
    facts: list[Words | str] = [question.kind, *question.rules, *question.notes]
    if question.languages:
        facts.append(tr("Translated: {0}").format(", ".join(question.languages)))
    tag = plain(question.tag)
    code = f'&nbsp; <span class="code">{plain(question.id)}</span>' * (
        question.tag != question.id and not in_trash
    )
    anchor = f'<a name="{anchor_of(plain(question.id))}"></a>'
    lines = [
        f'<p class="meta">{anchor}<span class="tag">{tag}</span>&nbsp;&nbsp; '
        f"{joined(facts)}{code}</p>",
        f'<p class="ask">{question.rich}</p>' if question.rich else "",
        answer_html(question.answer),
        named_choices(tr("Also defined"), question.rest),
    ]
    if question.shown_if:
        condition = " ".join(plain(line) for line in question.shown_if)
        lines.append(f'<p class="logic">{plain(tr("Display logic:"))} {condition}</p>')
    lines += [
        f'<p class="logic">{plain(tr("Skip logic:"))} {plain(skip)}</p>' for skip in question.skips
    ]
    return "".join(lines)
